// SPDX-License-Identifier: Apache-2.0
#include "tests/oracle/asp_dates.h"

#include "tests/oracle/calendar.h"

namespace comity::oracle {
namespace {

using Op = DateExpr::Kind;

int DaysOf(const DateExpr& expr) {
  switch (expr.kind) {
    case Op::kPlusWeeks:
      return 7 * expr.number;
    case Op::kDayBefore:
      return -1;
    case Op::kDayAfter:
      return 1;
    default:
      return expr.number;
  }
}

int MonthsOf(const DateExpr& expr) {
  return expr.kind == Op::kPlusYears ? 12 * expr.number : expr.number;
}

}  // namespace

DateExpr EndOfDistance(const Distance& distance, const DateExpr& right) {
  const int count = distance.before ? -distance.count : distance.count;
  switch (distance.unit) {
    case Distance::Unit::kDays:
      return {Op::kPlusDays, count, {right}};
    case Distance::Unit::kWeeks:
      return {Op::kPlusWeeks, count, {right}};
    case Distance::Unit::kMonths:
      return {Op::kPlusMonths, count, {right}};
    case Distance::Unit::kYears:
      return {Op::kPlusYears, count, {right}};
    case Distance::Unit::kHours:
    case Distance::Unit::kMinutes:
      break;  // of times
  }
  return right;
}

std::string AspSign(Comparison comparison) {
  switch (comparison) {
    case Comparison::kBefore:
      return "<";
    case Comparison::kAfter:
      return ">";
    case Comparison::kOnOrBefore:
      return "<=";
    case Comparison::kOnOrAfter:
      return ">=";
    case Comparison::kSameDay:
      return "=";
  }
  return "";
}

std::vector<std::string> AspDistance(const Distance& distance, const std::string& left,
                                     const std::string& right, const std::string& end) {
  using Relation = Distance::Relation;
  const std::string later = distance.before ? "<" : ">";
  const std::string earlier = distance.before ? ">" : "<";
  switch (distance.relation) {
    case Relation::kMoreThan:
      return {left + later + end};
    case Relation::kAtLeast:
      return {left + later + "=" + end};
    case Relation::kLessThan:
      return {left + later + "=" + right, left + earlier + end};
    case Relation::kAtMost:
    case Relation::kWithin:
      return {left + later + "=" + right, left + earlier + "=" + end};
  }
  return {};
}

int CalendarFacts::AddMonths(int day, int months) {
  const int later = MonthsLater(day, months);
  months_.insert({day, months, later});
  return later;
}

int CalendarFacts::AddFirstOfMonthAfter(int day) {
  const int first = FirstDayOfMonthAfter(day);
  firsts_.insert({day, first});
  return first;
}

int CalendarFacts::AddDayOfTime(int minute) {
  constexpr int kMinutes = 24 * 60;
  const int day = minute / kMinutes - (minute % kMinutes < 0 ? 1 : 0);
  days_.insert({minute, day});
  return day;
}

std::string CalendarFacts::Text() const {
  std::string text;
  for (const auto& [day, months, later] : months_) {
    text += "months(" + std::to_string(day) + "," + std::to_string(months) + "," +
            std::to_string(later) + ").\n";
  }
  for (const auto& [day, first] : firsts_) {
    text += "first(" + std::to_string(day) + "," + std::to_string(first) + ").\n";
  }
  for (const auto& [minute, day] : days_) {
    text += "dayof(" + std::to_string(minute) + "," + std::to_string(day) + ").\n";
  }
  return text;
}

std::set<int> AspDates::Possible(const DateExpr& expr) const {
  return Possible(expr, {named_.begin(), named_.end()});
}

std::set<int> AspDates::Possible(const DateExpr& expr, const std::set<int>& variables) const {
  std::set<int> result;
  switch (expr.kind) {
    case Op::kDay:
      return {expr.number};
    case Op::kVariable:
      return variables;
    case Op::kPlusMonths:
    case Op::kPlusYears:
      for (int day : Possible(expr.operands[0], variables)) {
        result.insert(calendar_.AddMonths(day, MonthsOf(expr)));
      }
      return result;
    case Op::kFirstOfMonthAfter:
      for (int day : Possible(expr.operands[0], variables)) {
        result.insert(calendar_.AddFirstOfMonthAfter(day));
      }
      return result;
    case Op::kLater:
    case Op::kEarlier:
      result = Possible(expr.operands[0], variables);
      result.merge(Possible(expr.operands[1], variables));
      return result;
    case Op::kPortion:
      for (int from : Possible(expr.operands[0], variables)) {
        for (int to : Possible(expr.operands[1], variables)) {
          const Part& part = kParts[expr.number / 2];
          const int up = expr.number % 2 == 1 ? part.all - 1 : 0;
          result.insert(to < from ? from : from + ((to - from) * part.of + up) / part.all);
        }
      }
      return result;
    case Op::kDayOfTime:
      for (int time : times_) result.insert(calendar_.AddDayOfTime(time));
      return result;
    case Op::kRule:
      return Possible(program_.date_rules[expr.number].body, Possible(expr.operands[0], variables));
    case Op::kPlusDays:
    case Op::kPlusWeeks:
    case Op::kDayBefore:
    case Op::kDayAfter:
      for (int day : Possible(expr.operands[0], variables)) result.insert(day + DaysOf(expr));
      return result;
  }
  return result;
}

std::string AspDates::Term(const DateExpr& expr, const std::vector<std::string>& variables,
                           std::vector<std::string>& literals, int& next) const {
  if (expr.kind == Op::kDay) return std::to_string(expr.number);
  if (expr.kind == Op::kVariable) return variables[expr.number];
  if (expr.kind == Op::kDayOfTime) {
    const std::string day = "E" + std::to_string(next++);
    literals.push_back("dayof(" + variables[expr.number] + "," + day + ")");
    return day;
  }
  const std::string first = Term(expr.operands[0], variables, literals, next);
  if (expr.kind == Op::kRule) {
    return Term(program_.date_rules[expr.number].body, {first}, literals, next);
  }
  const std::string second =
      expr.operands.size() > 1 ? Term(expr.operands[1], variables, literals, next) : "";
  const std::string term = "E" + std::to_string(next++);
  switch (expr.kind) {
    case Op::kPlusMonths:
    case Op::kPlusYears:
      literals.push_back("months(" + first + "," + std::to_string(MonthsOf(expr)) + "," + term +
                         ")");
      break;
    case Op::kFirstOfMonthAfter:
      literals.push_back("first(" + first + "," + term + ")");
      break;
    case Op::kLater:
      literals.push_back(term + "=(" + first + "+" + second + "+|" + first + "-" + second + "|)/2");
      break;
    case Op::kEarlier:
      literals.push_back(term + "=(" + first + "+" + second + "-|" + first + "-" + second + "|)/2");
      break;
    case Op::kPortion: {
      const Part& part = kParts[expr.number / 2];
      const std::string between = "(" + second + "-" + first + "+|" + second + "-" + first + "|)/2";
      const int up = expr.number % 2 == 1 ? part.all - 1 : 0;
      literals.push_back(term + "=" + first + "+(" + between + "*" + std::to_string(part.of) + "+" +
                         std::to_string(up) + ")/" + std::to_string(part.all));
      break;
    }
    default:
      literals.push_back(term + "=" + first + "+" + std::to_string(DaysOf(expr)));
  }
  return term;
}

}  // namespace comity::oracle
