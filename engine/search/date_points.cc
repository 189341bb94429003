// SPDX-License-Identifier: Apache-2.0
#include "engine/search/date_points.h"

#include <algorithm>
#include <set>

#include "engine/eval/evaluator.h"

namespace comity {
namespace {

void CollectVariables(const DateTerm& term, std::set<Value>& variables) {
  if (term.kind == DateTerm::Kind::kTerm && term.term.variable) variables.insert(term.term.value);
  for (const DateTerm& operand : term.operands) CollectVariables(operand, variables);
}

void Assign(const std::vector<Value>& variables, std::size_t next, const std::vector<Day>& days,
            std::vector<Value>& values,
            const std::function<void(const std::vector<Value>&)>& visit) {
  if (next == variables.size()) {
    visit(values);
    return;
  }
  for (Day day : days) {
    values[static_cast<std::size_t>(variables[next])] = day.number;
    Assign(variables, next + 1, days, values, visit);
  }
}

// What a date comes to if every variable of it is `base`.
Day Compute(const DateTerm& term, Day base) {
  const auto operand = [&](std::size_t i) { return Compute(term.operands[i], base); };
  switch (term.kind) {
    case DateTerm::Kind::kTerm:
      return term.term.variable ? base : Day{term.term.value};
    case DateTerm::Kind::kPlusDays:
      return PlusDays(operand(0), term.amount);
    case DateTerm::Kind::kPlusMonths:
      return PlusMonths(operand(0), term.amount);
    case DateTerm::Kind::kFirstOfMonthAfter:
      return FirstOfMonthAfter(operand(0));
    case DateTerm::Kind::kLater:
      return std::max(operand(0), operand(1));
    case DateTerm::Kind::kEarlier:
      return std::min(operand(0), operand(1));
    case DateTerm::Kind::kPortion:
      return PortionOf(term, operand(0), operand(1));
    case DateTerm::Kind::kDayOfTime:
      break;
  }
  return base;
}

bool IsFixed(const DateTerm& term) {
  std::set<Value> variables;
  CollectVariables(term, variables);
  return variables.empty();
}

}  // namespace

void ForEachAssignment(const DateTerm& term, const std::vector<Day>& days, std::size_t variables,
                       const std::function<void(const std::vector<Value>&)>& visit) {
  std::set<Value> mentioned;
  CollectVariables(term, mentioned);
  std::vector<Value> values(variables, 0);
  Assign({mentioned.begin(), mentioned.end()}, 0, days, values, visit);
}

void DatePoints::AddDay(Day day) {
  if (day.IsFinite() && std::find(days_.begin(), days_.end(), day) == days_.end())
    days_.push_back(day);
}

void DatePoints::AddTerm(const DateTerm& term) {
  if (IsFixed(term)) {
    AddDay(Compute(term, {}));
  } else if (term.kind != DateTerm::Kind::kTerm) {
    distances_.push_back(term);
  }
}

void DatePoints::AddComparison(const DateTerm& left, Order order, const DateTerm& right) {
  for (const DateTerm* side : {&left, &right}) {
    if (!IsFixed(*side)) {
      AddTerm(*side);
      continue;
    }
    const Day day = Compute(*side, {});
    // The two days between which the comparison changes, seen from the other side.
    const bool from_day =
        (side == &right) == (order == Order::kBefore || order == Order::kOnOrAfter);
    AddDay(day);
    AddDay(PlusDays(day, from_day ? -1 : 1));
  }
}

void DatePoints::Add(const Rule& rule, const std::vector<Predicate>& predicates) {
  const auto add_atom = [&](const Atom& atom) {
    for (std::size_t i = 0; i < atom.terms.size() && atom.predicate < predicates.size(); ++i) {
      if (predicates[atom.predicate].holes[i].kind == kDateKind && !atom.terms[i].variable)
        AddDay({atom.terms[i].value});
    }
  };
  for (const Condition& condition : rule.conditions) {
    for (const Literal& literal : condition.literals) {
      if (literal.as_of) AddTerm(*literal.as_of);
      if (const auto* atom = std::get_if<Atom>(&literal.what)) {
        add_atom(*atom);
        continue;
      }
      const auto* comparison = std::get_if<Comparison>(&literal.what);
      if (comparison == nullptr) continue;
      AddComparison(comparison->left, comparison->order, comparison->right);
      if (comparison->distance)
        AddComparison(comparison->left, comparison->distance->order, comparison->distance->day);
    }
  }
  for (const auto* date : {&rule.from, &rule.until, &rule.instead}) {
    if (*date) AddTerm(**date);
  }
  AddDay(rule.in_force.from);
  AddDay(rule.in_force.until);
}

std::vector<Day> DatePoints::Pick(std::size_t least, std::size_t most) const {
  constexpr Day kSomeDay{11323};  // 2001-01-01
  std::vector<Day> result;
  const auto add = [&](Day day) {
    if (result.size() < most && day.IsFinite() &&
        std::find(result.begin(), result.end(), day) == result.end())
      result.push_back(day);
  };
  for (Day day : days_) add(day);
  if (result.empty()) add(kSomeDay);
  const Day first = result.front();
  for (const DateTerm& distance : distances_) {
    const Day day = Compute(distance, first);
    add(day);
    if (result.size() < least) add(PlusDays(day, 1));
  }
  for (int year = 1; result.size() < std::min(least, most) && year < 10; ++year)
    add(PlusMonths(first, 12 * year));
  std::sort(result.begin(), result.end());
  return result;
}

}  // namespace comity
