// SPDX-License-Identifier: Apache-2.0
#include "tests/oracle/knowledge.h"

#include <algorithm>
#include <set>
#include <utility>

#include "tests/oracle/calendar.h"

namespace comity::oracle {
namespace {

// Everything that a sentence rests on: phrases, and acts with their modal word.
class Reach {
 public:
  Reach(const Program& program, Fault fault) : program_(program), fault_(fault) {}

  std::set<int> From(int phrase, Modal modal) {
    Add(phrase, modal);
    std::set<int> phrases;
    for (const auto& [reached, word] : seen_) phrases.insert(reached);
    return phrases;
  }

 private:
  void Add(int phrase, Modal modal) {
    if (!seen_.insert({phrase, modal}).second) return;
    for (std::size_t i = 0; i < program_.rules.size(); ++i) {
      const Rule& rule = program_.rules[i];
      const auto concludes = [&](const Sentence* head) {
        return head->phrase == phrase && head->modal == modal;
      };
      const auto heads = HeadsOf(rule);
      if (std::none_of(heads.begin(), heads.end(), concludes)) continue;
      AddRule(static_cast<int>(i));
      for (const TableRow& row : rule.rows) {
        if (row.gap || concludes(&row.head)) AddCells(rule, row);
      }
    }
  }

  // What the row does not ask, it does not rest on.
  void AddCells(const Rule& table, const TableRow& row) {
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
      const Condition& asked = table.columns[i].condition;
      if (row.cells[i].kind == TableCell::Kind::kAny || asked.compares) continue;
      Add(asked.sentence.phrase, asked.sentence.modal);
    }
  }

  void AddRule(int number) {
    for (const Clause& clause : program_.rules[number].clauses) {
      for (const Condition& condition : clause.conditions) {
        if (!condition.compares) Add(condition.sentence.phrase, condition.sentence.modal);
      }
    }
    if (fault_ == Fault::kHorizonForgetsExceptions) return;
    for (std::size_t x = 0; x < program_.rules.size(); ++x) {
      const auto& targets = program_.rules[x].targets;
      if (std::find(targets.begin(), targets.end(), number) != targets.end())
        AddRule(static_cast<int>(x));
    }
  }

  const Program& program_;
  Fault fault_;
  std::set<std::pair<int, Modal>> seen_;
};

}  // namespace

std::vector<Statement> KnownOn(const Program& program, const std::vector<Statement>& statements,
                               int day, Fault fault) {
  std::vector<Statement> known;
  for (Statement statement : statements) {
    const Phrase& phrase = program.phrases[statement.phrase];
    std::optional<int> recorded = statement.recorded;
    if (fault == Fault::kRecordedOnIgnored) recorded.reset();
    if (fault == Fault::kRetrievedIsRecorded && !recorded) recorded = program.retrieved;
    std::optional<int> happened = statement.from;
    if (phrase.form == Form::kRecord) {
      happened = statement.arguments[phrase.holds_from];
      if (phrase.holes[phrase.holds_from].kind == kTimeKind) happened = DayOfMinute(*happened);
    }
    if (recorded) happened = recorded;
    if (happened && *happened > day) continue;
    const bool end_is_known = recorded || (statement.until && *statement.until <= day);
    if (!end_is_known && fault != Fault::kEndKnownEarly) {
      statement.until.reset();
      statement.until_last.reset();
    }
    known.push_back(statement);
  }
  return known;
}

std::vector<Statement> FactsSeen(const Program& program, const View& view, Fault fault) {
  std::vector<Statement> seen = FactsOfAllSides(program, view, fault);
  if (fault == Fault::kAllSidesAtOnce) return seen;
  std::erase_if(seen, [&](const Statement& fact) {
    if (fact.dispute < 0) return false;
    return fact.side != (view.version.empty() ? 0 : view.version[fact.dispute]);
  });
  return seen;
}

std::vector<Statement> FactsOfAllSides(const Program& program, const View& view, Fault fault) {
  if (!view.known_on || fault == Fault::kKnowledgeIgnored) return program.facts;
  return KnownOn(program, program.facts, *view.known_on, fault);
}

std::optional<int> HorizonOf(const Program& program, int phrase, Modal modal, const View& view,
                             Fault fault) {
  std::optional<int> earliest;
  for (int reached : Reach(program, fault).From(phrase, modal)) {
    const Phrase& what = program.phrases[reached];
    const bool open = what.form == Form::kQuestion && what.presumed == Value::kUnknown;
    std::optional<int> latest;
    for (const Promise& promise : program.promises) {
      if (promise.phrase != reached || open) continue;
      const bool better = fault == Fault::kFirstPromiseCounts ? !latest || promise.day < *latest
                                                              : !latest || promise.day > *latest;
      if (better) latest = promise.day;
    }
    if (latest && view.known_on) latest = std::min(*latest, *view.known_on);
    if (latest && (!earliest || *latest < *earliest)) earliest = latest;
  }
  return earliest;
}

}  // namespace comity::oracle
