// SPDX-License-Identifier: Apache-2.0
#include "tests/oracle/domain.h"

#include <algorithm>
#include <set>

#include "tests/oracle/calendar.h"
#include "tests/oracle/knowledge.h"

namespace comity::oracle {
namespace {

constexpr int kFarAway = 500;

void CollectVariables(const DateExpr& expr, std::set<int>& variables) {
  if (expr.kind == DateExpr::Kind::kVariable || expr.kind == DateExpr::Kind::kDayOfTime)
    variables.insert(expr.number);
  for (const DateExpr& operand : expr.operands) CollectVariables(operand, variables);
}

// Gathers the days that date expressions can give.
class DayCollector {
 public:
  DayCollector(const Program& program, const Domain& domain, Fault fault)
      : program_(program), domain_(domain), fault_(fault) {}

  void AddStatements(const std::vector<Statement>& statements) {
    for (const Statement& statement : statements) {
      if (statement.from) days_.insert(*statement.from);
      if (statement.until) days_.insert(*statement.until);
      if (statement.from_last) days_.insert(*statement.from_last);
      if (statement.until_last) days_.insert(*statement.until_last);
    }
  }
  void AddRule(const Rule& rule) {
    if (rule.from) AddExpr(rule, *rule.from);
    if (rule.until) AddExpr(rule, *rule.until);
    if (rule.ChangesTiming()) AddExpr(rule, rule.instead);
    if (rule.in_force_from) days_.insert(*rule.in_force_from);
    if (rule.in_force_until) days_.insert(*rule.in_force_until);
    for (const Clause& clause : rule.clauses) {
      for (const Condition& condition : clause.conditions) {
        if (condition.as_of) AddExpr(rule, *condition.as_of);
      }
    }
    for (const Column& column : rule.columns) {
      if (column.condition.as_of) AddExpr(rule, *column.condition.as_of);
    }
    for (const TableRow& row : rule.rows) {
      if (row.from) AddExpr(rule, *row.from);
      if (row.until) AddExpr(rule, *row.until);
    }
  }
  void AddIssue(const Issue& issue) {
    for (const Issue::Era& era : issue.eras) {
      if (era.from) days_.insert(*era.from);
    }
  }
  std::vector<int> WithNeighbours() {
    for (int day : domain_.Range(kDateKind)) days_.insert(day);
    for (int time : domain_.Range(kTimeKind)) days_.insert(DayOfMinute(time));
    if (days_.empty()) days_.insert(0);
    std::set<int> all;
    for (int day : days_) all.insert({day - 1, day, day + 1});
    all.insert(*days_.begin() - kFarAway);
    all.insert(*days_.rbegin() + kFarAway);
    return {all.begin(), all.end()};
  }

 private:
  void AddExpr(const Rule& rule, const DateExpr& expr) {
    std::set<int> variables;
    CollectVariables(expr, variables);
    Assignment assignment(rule.variables.size(), kUnbound);
    domain_.ForEach(rule, {variables.begin(), variables.end()}, assignment,
                    [&] { days_.insert(DateValue(program_, expr, assignment, fault_)); });
  }

  const Program& program_;
  const Domain& domain_;
  Fault fault_;
  std::set<int> days_;
};

}  // namespace

namespace {

// Goes on from the first day, one by one, as long as no more than the part has passed; a day that
// has begun counts if it is rounded up.
int PortionValue(int number, int from, int to, Fault fault) {
  if (to < from && fault != Fault::kPortionCountsBackwards) return from;
  if (to < from) return from - (from - to) * kParts[number / 2].of / kParts[number / 2].all;
  const Part& part = kParts[number / 2];
  const bool up = (number % 2 == 1) != (fault == Fault::kPortionRoundsTheOtherWay);
  int day = from;
  while ((day + 1 - from) * part.all <= (to - from) * part.of) ++day;
  const bool whole = (day - from) * part.all == (to - from) * part.of;
  return up && !whole ? day + 1 : day;
}

}  // namespace

int DateValue(const Program& program, const DateExpr& expr, const Assignment& variables,
              Fault fault) {
  const auto operand = [&](int i) {
    return DateValue(program, expr.operands[i], variables, fault);
  };
  const bool clamps = fault != Fault::kMonthsOverflow;
  switch (expr.kind) {
    case DateExpr::Kind::kDay:
      return expr.number;
    case DateExpr::Kind::kVariable:
      return variables[expr.number];
    case DateExpr::Kind::kPlusDays:
      return operand(0) + expr.number;
    case DateExpr::Kind::kPlusWeeks:
      return operand(0) + 7 * expr.number;
    case DateExpr::Kind::kPlusMonths:
      return MonthsLater(operand(0), expr.number, clamps);
    case DateExpr::Kind::kPlusYears:
      return MonthsLater(operand(0), 12 * expr.number, clamps);
    case DateExpr::Kind::kDayBefore:
      return operand(0) - 1;
    case DateExpr::Kind::kDayAfter:
      return operand(0) + 1;
    case DateExpr::Kind::kFirstOfMonthAfter:
      if (fault == Fault::kFirstOfMonthStays && CivilOf(operand(0)).day == 1) return operand(0);
      return FirstDayOfMonthAfter(operand(0));
    case DateExpr::Kind::kLater:
      if (fault == Fault::kLaterIsEarlier) return std::min(operand(0), operand(1));
      return std::max(operand(0), operand(1));
    case DateExpr::Kind::kEarlier:
      return std::min(operand(0), operand(1));
    case DateExpr::Kind::kPortion:
      return PortionValue(expr.number, operand(0), operand(1), fault);
    case DateExpr::Kind::kDayOfTime: {
      // As a clock in the zone +02:00 would have it.
      const int ahead = fault == Fault::kDayOfTimeInAnotherZone ? 2 * 60 : 0;
      return DayOfMinute(variables[expr.number] + ahead);
    }
    case DateExpr::Kind::kRule:
      return DateValue(program, program.date_rules[expr.number].body, {operand(0)}, fault);
  }
  return 0;
}

Domain::Domain(const Program& program, View view, Fault fault) {
  const bool casts = view.with_case && fault != Fault::kCastIgnored;
  for (std::size_t kind = 0; kind < program.kinds.size(); ++kind) {
    int count = static_cast<int>(program.kinds[kind].members.size());
    for (const auto& [cast_kind, name] : program.cast) {
      if (casts && cast_kind == static_cast<int>(kind)) ++count;
    }
    std::vector<int>& members = members_.emplace_back();
    for (int member = 0; member < count; ++member) members.push_back(member);
    actor_offset_.push_back(actor_count_);
    actor_count_ += count;
  }
  ++actor_count_;

  std::set<int> dates;
  std::set<int> times;
  const auto add = [&](const std::vector<Statement>& statements) {
    for (const Statement& statement : statements) {
      const Phrase& phrase = program.phrases[statement.phrase];
      if (fault == Fault::kDaysOfRecordsOnly && phrase.form != Form::kRecord) continue;
      for (std::size_t i = 0; i < phrase.holes.size(); ++i) {
        if (phrase.holes[i].kind == kDateKind) dates.insert(statement.arguments[i]);
        if (phrase.holes[i].kind == kTimeKind) times.insert(statement.arguments[i]);
      }
    }
  };
  View first = view;
  first.version.clear();
  first.known_on.reset();
  add(fault == Fault::kDaysOfFirstSidesOnly ? FactsSeen(program, first, fault) : program.facts);
  if (view.with_case && fault != Fault::kDaysOfTheCaseLeftOut) add(program.given);
  for (const Rule& rule : program.rules) {
    for (const Sentence* head : HeadsOf(rule)) {
      const std::vector<Hole>& holes = program.phrases[head->phrase].holes;
      for (std::size_t i = 0; i < holes.size(); ++i) {
        if (head->terms[i].kind != Term::Kind::kDay || fault == Fault::kDaysOfConclusionsLeftOut)
          continue;
        (holes[i].kind == kDateKind ? dates : times).insert(head->terms[i].number);
      }
    }
  }
  dates_.assign(dates.begin(), dates.end());
  times_.assign(times.begin(), times.end());
}

const std::vector<int>& Domain::Range(int kind) const {
  return kind == kDateKind ? dates_ : kind == kTimeKind ? times_ : members_[kind];
}

int Domain::ActorNumber(int kind, int member) const {
  if (kind == kBodyKind) return actor_count_ - 1;
  const int count = static_cast<int>(members_[kind].size());
  return member < count ? actor_offset_[kind] + member : -1;
}

int Domain::GroundNumber(const Phrase& phrase, const std::vector<int>& arguments) const {
  int number = 0;
  for (std::size_t i = 0; i < phrase.holes.size(); ++i) {
    const std::vector<int>& range = Range(phrase.holes[i].kind);
    const auto found = std::find(range.begin(), range.end(), arguments[i]);
    if (found == range.end()) return -1;
    number = number * static_cast<int>(range.size()) + static_cast<int>(found - range.begin());
  }
  return number;
}

int Domain::GroundCount(const Phrase& phrase) const {
  int count = 1;
  for (const Hole& hole : phrase.holes) count *= static_cast<int>(Range(hole.kind).size());
  return count;
}

std::vector<int> Domain::Arguments(const Phrase& phrase, int ground) const {
  std::vector<int> arguments(phrase.holes.size());
  for (std::size_t i = phrase.holes.size(); i-- > 0;) {
    const std::vector<int>& range = Range(phrase.holes[i].kind);
    arguments[i] = range[ground % range.size()];
    ground /= static_cast<int>(range.size());
  }
  return arguments;
}

std::vector<int> DaysThatMatter(const Program& program, const Domain& domain, Fault fault) {
  DayCollector collector(program, domain, fault);
  collector.AddStatements(program.facts);
  collector.AddStatements(program.given);
  for (const Rule& rule : program.rules) collector.AddRule(rule);
  for (const Issue& issue : program.issues) collector.AddIssue(issue);
  return collector.WithNeighbours();
}

}  // namespace comity::oracle
