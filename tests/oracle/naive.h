// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <map>
#include <set>
#include <utility>
#include <vector>

#include "tests/oracle/domain.h"
#include "tests/oracle/faults.h"
#include "tests/oracle/program.h"

namespace comity::oracle {

// One value for each day that matters.
using Row = std::vector<Value>;

enum class Channel { kObliged, kSuspended, kForbidden, kPermitted, kVoluntary, kBarred };
constexpr int kChannels = 6;

enum class Headline {
  kObliged,
  kObligedSuspended,
  kForbidden,
  kPermitted,
  kVoluntary,
  kBarred,
  kNoDuty,
  kUndetermined,
  kConflict
};

// Answers a program as section 7 of docs/language.md reads, in the plainest way: every sentence,
// every assignment, every day for itself, over and over until nothing changes. Knows no stretches
// of time and nothing of the engine. Everything is computed by the constructor; the program must
// outlive it.
class NaiveEvaluation {
 public:
  NaiveEvaluation(const Program& program, View view, Fault fault = Fault::kNone);

  const Domain& domain() const { return domain_; }
  const std::vector<int>& days() const { return days_; }
  // Of a phrase that is no action.
  Row ValueOf(int phrase, int ground) const;
  Row ActOf(int phrase, Channel channel, int actor, int ground) const;
  std::vector<Headline> OutcomeOf(int phrase, int actor, int ground) const;
  // Whether a fact file or the case says anything about the sentence on the day with this index.
  bool IsStated(int phrase, int ground, int day) const;

 private:
  // What a rule says under one assignment.
  struct Verdict {
    Row grounds;  // conditions and `unless` lines
    Row window;
    Row bar;
    Row value;
  };

  bool Has(Fault fault) const { return fault_ == fault; }
  Row Constant(Value value) const;
  int DayIndex(int day) const;
  // The variables that belong to this clause and bullet; -1 for the rule, and for the whole clause.
  const std::vector<int>& VariablesOf(const Rule& rule, int clause, int bullet) const;
  void SortVariables();

  void FillStatements();
  void FillLayer(const std::vector<Statement>& statements, bool is_case);
  void FillStatement(const Statement& statement, bool is_case, bool unsure);
  void FillDefaults();

  Row SentenceRow(const Sentence& sentence, const Assignment& assignment) const;
  Row ConditionRow(const Condition& condition, const Assignment& assignment) const;
  bool Compare(const Condition& condition, const Assignment& assignment) const;
  bool CompareTimes(const Condition& condition, const Assignment& assignment) const;
  bool IsApart(const Distance& distance, int left, int right) const;
  Row ClauseRow(const Rule& rule, int clause, Assignment& assignment) const;
  Row ClauseBody(const Rule& rule, int clause, Assignment& assignment) const;
  Row BulletRow(const Rule& rule, int clause, int bullet, Assignment& assignment) const;

  bool Counts(const Rule& rule) const;
  int StandingOn(const Issue& issue, int day) const;
  bool IsTaken(const Rule& rule, int day) const;
  Row InForceRow(const Rule& rule) const;
  // Whether the conditions of a rule, or of a table and one of its rows, are met.
  Row GroundsRow(const Rule& rule, const TableRow* row, Assignment& assignment) const;
  // Whether the cells of a row say what is.
  Row RowFits(const Rule& table, const TableRow& row, const Assignment& assignment) const;
  Row CellRow(const Column& column, const TableCell& cell, const Assignment& assignment) const;
  // False if the positive conditions are no on every day. Of a table, what `row` says where `fits`
  // does; a gap says what another row does, but never for sure.
  bool Judge(int number, Assignment& assignment, Verdict& verdict, const TableRow* fits = nullptr,
             const TableRow* says = nullptr) const;
  // Calls visit(verdict, assignment) for each way in which an exception x may act on the rule.
  template <typename Visit>
  void ForEachSolution(int number, int x, const Assignment& assignment, const Visit& visit) const;
  Row HalfWindowRow(const Rule& rule, const std::optional<DateExpr>& written, bool begins,
                    const Assignment& assignment, const std::vector<int>& instead) const;
  Row TimedWindowRow(int number, const TableRow* says, const Assignment& assignment) const;
  Row ExceptionsRow(int number, Effect effect, const Assignment& assignment) const;

  void RunLevel(int level);
  bool RunRule(int number, int level);
  bool RunTable(int number, int level);
  // Does for one conclusion of a rule or row whatever it does.
  bool Run(int number, const Sentence& head, Assignment& assignment, const TableRow* fits,
           const TableRow* says);
  bool Conclude(const Sentence& head, const Assignment& assignment, const Verdict& verdict);
  bool Act(int number, const Sentence& head, const Assignment& assignment, const Verdict& verdict);
  // The cells of one sentence, from the `first` on.
  Row CutRow(const std::vector<Value>& table, std::size_t first) const;

  const Program& program_;
  View view_;
  Fault fault_;
  Domain domain_;
  std::vector<int> days_;
  std::vector<std::map<std::pair<int, int>, std::vector<int>>> variables_;  // by rule
  std::vector<std::vector<Value>> values_;  // by phrase; ground number times days
  std::vector<std::vector<bool>> stated_;
  // By phrase and cell, of the layer being filled: what some statement says for certain.
  std::set<std::pair<int, std::size_t>> affirmed_, denied_;
  std::vector<std::array<std::vector<Value>, kChannels>> acts_;
};

}  // namespace comity::oracle
