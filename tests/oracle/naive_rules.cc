// SPDX-License-Identifier: Apache-2.0
// The conditions of rules, and what one rule says under one assignment.
#include <algorithm>

#include "tests/oracle/calendar.h"
#include "tests/oracle/naive.h"
#include "tests/oracle/naive_rows.h"

namespace comity::oracle {

Row NaiveEvaluation::SentenceRow(const Sentence& sentence, const Assignment& assignment) const {
  const Phrase& phrase = program_.phrases[sentence.phrase];
  const int ground = domain_.GroundNumber(phrase, ArgumentsOf(sentence, assignment));
  if (ground < 0) return Constant(Value::kNo);
  if (sentence.modal == Modal::kNone) return ValueOf(sentence.phrase, ground);
  const int actor = domain_.ActorNumber(sentence.actor_kind, TermValue(sentence.actor, assignment));
  if (actor < 0) return Constant(Value::kNo);
  return ActOf(sentence.phrase, ChannelOf(sentence.modal), actor, ground);
}

bool NaiveEvaluation::Compare(const Condition& condition, const Assignment& assignment) const {
  if (condition.of_times) return CompareTimes(condition, assignment);
  const int left = DateValue(program_, condition.left, assignment, fault_);
  const int right = DateValue(program_, condition.right, assignment, fault_);
  if (condition.distance) return IsApart(*condition.distance, left, right);
  switch (condition.comparison) {
    case Comparison::kBefore:
      return left < right;
    case Comparison::kAfter:
      return left > right;
    case Comparison::kOnOrBefore:
      return Has(Fault::kOnOrBeforeIsBefore) ? left < right : left <= right;
    case Comparison::kOnOrAfter:
      return left >= right;
    case Comparison::kSameDay:
      return left == right;
  }
  return false;
}

// Counts the days one by one, as one would on a calendar: day 1 is the one after (or before) the
// right date.
bool NaiveEvaluation::IsApart(const Distance& distance, int left, int right) const {
  const bool before = distance.before != Has(Fault::kDistanceLooksTheOtherWay);
  const int towards = before ? -1 : 1;
  int full = distance.count;  // how many days the distance is
  if (distance.unit == Distance::Unit::kWeeks) full *= 7;
  if (distance.unit == Distance::Unit::kHours) full *= 60;
  const int months = distance.unit == Distance::Unit::kMonths  ? distance.count
                     : distance.unit == Distance::Unit::kYears ? 12 * distance.count
                                                               : 0;
  if (months > 0) {
    const int end = MonthsLater(right, towards * months, !Has(Fault::kMonthsOverflow));
    full = towards * (end - right);
  }
  const int passed = towards * (left - right);
  switch (distance.relation) {
    case Distance::Relation::kMoreThan:
      return Has(Fault::kMoreThanIsAtLeast) ? passed >= full : passed > full;
    case Distance::Relation::kAtLeast:
      return passed >= full;
    case Distance::Relation::kLessThan:
      return passed < full && (passed >= 0 || Has(Fault::kDistanceFromTheOtherSide));
    case Distance::Relation::kAtMost:
    case Distance::Relation::kWithin:
      if (passed < 0) return Has(Fault::kDistanceFromTheOtherSide);
      return Has(Fault::kLastDayOfDistanceOut) ? passed < full : passed <= full;
  }
  return false;
}

bool NaiveEvaluation::CompareTimes(const Condition& condition, const Assignment& assignment) const {
  int left = TermValue(condition.left_time, assignment);
  int right = TermValue(condition.right_time, assignment);
  if (Has(Fault::kTimesAreDays)) {
    left = DayOfMinute(left) * 24 * 60;
    right = DayOfMinute(right) * 24 * 60;
  }
  if (condition.distance) return IsApart(*condition.distance, left, right);
  switch (condition.comparison) {
    case Comparison::kBefore:
      return left < right;
    case Comparison::kAfter:
      return left > right;
    case Comparison::kOnOrBefore:
      return left <= right;
    default:
      return left >= right;
  }
}

Row NaiveEvaluation::ConditionRow(const Condition& condition, const Assignment& assignment) const {
  if (condition.compares) {
    return Constant(Compare(condition, assignment) ? Value::kYes : Value::kNo);
  }
  Row row = SentenceRow(condition.sentence, assignment);
  if (!condition.as_of || Has(Fault::kAsOfIgnored)) return row;
  return Constant(row[DayIndex(DateValue(program_, *condition.as_of, assignment, fault_))]);
}

Row NaiveEvaluation::BulletRow(const Rule& rule, int clause, int bullet,
                               Assignment& assignment) const {
  const Condition& condition = rule.clauses[clause].conditions[bullet];
  const std::vector<int>& own = VariablesOf(rule, clause, bullet);
  if (own.empty()) return ConditionRow(condition, assignment);
  Row highest = Constant(Value::kNo);
  domain_.ForEach(rule, own, assignment,
                  [&] { OrInto(highest, ConditionRow(condition, assignment)); });
  return highest;
}

Row NaiveEvaluation::ClauseBody(const Rule& rule, int clause, Assignment& assignment) const {
  const Clause& what = rule.clauses[clause];
  if (what.group == Group::kSingle) return BulletRow(rule, clause, 0, assignment);
  Row all = Constant(Value::kYes);
  Row any = Constant(Value::kNo);
  for (std::size_t bullet = 0; bullet < what.conditions.size(); ++bullet) {
    const Row row = BulletRow(rule, clause, static_cast<int>(bullet), assignment);
    AndInto(all, row);
    OrInto(any, row);
  }
  switch (what.group) {
    case Group::kNoneOf:
      return NotOf(Has(Fault::kNoneOfMeansNotAll) ? all : any);
    case Group::kAnyOf:
      return any;
    default:
      return Has(Fault::kAllOfMeansAny) ? any : all;
  }
}

Row NaiveEvaluation::ClauseRow(const Rule& rule, int clause, Assignment& assignment) const {
  const std::vector<int>& own = VariablesOf(rule, clause, -1);
  if (own.empty()) return ClauseBody(rule, clause, assignment);
  const bool for_all = Has(Fault::kLocalsForAll);
  Row result = Constant(for_all ? Value::kYes : Value::kNo);
  domain_.ForEach(rule, own, assignment, [&] {
    const Row row = ClauseBody(rule, clause, assignment);
    for_all ? AndInto(result, row) : OrInto(result, row);
  });
  return result;
}

// The position that stood on the day.
int NaiveEvaluation::StandingOn(const Issue& issue, int day) const {
  int position = issue.preferred;
  for (const Issue::Era& era : issue.eras) {
    if (!era.from || day >= *era.from) position = era.position;
  }
  return position;
}

// Whether the reading takes the rule's position, as it does on this day.
bool NaiveEvaluation::IsTaken(const Rule& rule, int day) const {
  const Issue& issue = program_.issues[rule.issue];
  int position = issue.preferred;
  const bool by_knowledge = view_.known_on && !Has(Fault::kStandingIsAlwaysKnown);
  if (by_knowledge) position = StandingOn(issue, *view_.known_on);
  if (!issue.eras.empty() && Has(Fault::kPrevailingIsTheFirst)) position = issue.eras[0].position;
  const int reading = Has(Fault::kReadingKeepsPrevailing) ? 0 : view_.reading;
  if (program_.readings[reading].of_the_day && !Has(Fault::kReadingOfTheDayIsPrevailing)) {
    const int late = Has(Fault::kStandingBeginsLate) ? 1 : 0;
    position = StandingOn(issue, by_knowledge ? std::min(day, *view_.known_on) : day - late);
  }
  for (const auto& [chosen, choice] : program_.readings[reading].choices) {
    if (chosen == rule.issue) position = choice;
  }
  return position == rule.position;
}

bool NaiveEvaluation::Counts(const Rule& rule) const {
  if (rule.issue < 0 || Has(Fault::kPositionsIgnored)) return true;
  return std::any_of(days_.begin(), days_.end(), [&](int day) { return IsTaken(rule, day); });
}

// The days on which the law itself is in force and its position stands.
Row NaiveEvaluation::InForceRow(const Rule& rule) const {
  Row row = Constant(Value::kYes);
  for (std::size_t t = 0; t < days_.size(); ++t) {
    const bool tagged = rule.issue >= 0 && !Has(Fault::kPositionsIgnored);
    if (tagged && !IsTaken(rule, days_[t])) row[t] = Value::kNo;
  }
  if (Has(Fault::kInForceIgnored)) return row;
  if (rule.IsException() && Has(Fault::kInForceOfExceptionIgnored)) return row;
  const int end = Has(Fault::kEndOfInForceIncluded) ? 1 : 0;
  for (std::size_t t = 0; t < days_.size(); ++t) {
    if (rule.in_force_from && days_[t] < *rule.in_force_from) row[t] = Value::kNo;
    if (rule.in_force_until && days_[t] >= *rule.in_force_until + end) row[t] = Value::kNo;
  }
  return row;
}

Row NaiveEvaluation::GroundsRow(const Rule& rule, const TableRow* row,
                                Assignment& assignment) const {
  Row grounds = Constant(Value::kYes);
  for (std::size_t i = 0; i < rule.clauses.size(); ++i) {
    if (rule.clauses[i].unless) continue;
    AndInto(grounds, ClauseRow(rule, static_cast<int>(i), assignment));
    if (IsNever(grounds)) return grounds;
  }
  for (std::size_t i = 0; i < rule.clauses.size(); ++i) {
    if (!rule.clauses[i].unless || Has(Fault::kUnlessIgnored)) continue;
    AndInto(grounds, NotOf(ClauseRow(rule, static_cast<int>(i), assignment)));
  }
  if (row != nullptr) AndInto(grounds, RowFits(rule, *row, assignment));
  return grounds;
}

bool NaiveEvaluation::Judge(int number, Assignment& assignment, Verdict& verdict,
                            const TableRow* fits, const TableRow* says) const {
  const Rule& rule = program_.rules[number];
  verdict.grounds = GroundsRow(rule, fits, assignment);
  if (IsNever(verdict.grounds)) return false;
  // What happens while the rule is not in force starts nothing, not even with effect from a day on
  // which it is.
  if (!Has(Fault::kInForceCutsConclusionOnly)) AndInto(verdict.grounds, InForceRow(rule));
  verdict.window = TimedWindowRow(number, says, assignment);
  if (Has(Fault::kInForceCutsConclusionOnly)) AndInto(verdict.window, InForceRow(rule));
  verdict.bar = ExceptionsRow(number, Effect::kDoesNotApply, assignment);
  if (Has(Fault::kSuspensionBars)) {
    OrInto(verdict.bar, ExceptionsRow(number, Effect::kSuspended, assignment));
  }
  if (fits != nullptr && fits != rule.rows.data() && Has(Fault::kExceptionOnFirstRowOnly))
    verdict.bar = Constant(Value::kNo);
  verdict.value = verdict.grounds;
  AndInto(verdict.value, NotOf(verdict.bar));
  const bool with_effect = says == nullptr ? rule.with_effect : says->with_effect;
  if (with_effect && !Has(Fault::kWithEffectIgnored)) {
    verdict.value = Constant(*std::max_element(verdict.value.begin(), verdict.value.end()));
  }
  AndInto(verdict.value, verdict.window);
  return true;
}

template <typename Visit>
void NaiveEvaluation::ForEachSolution(int number, int x, const Assignment& assignment,
                                      const Visit& visit) const {
  const Rule& rule = program_.rules[number];
  const Rule& exception = program_.rules[x];
  if (Has(Fault::kExceptionIgnored)) return;
  if (rule.IsException() && Has(Fault::kExceptionToExceptionIgnored)) return;
  if (!Counts(exception)) return;
  auto targets = exception.targets;
  if (Has(Fault::kExceptionOnFirstTargetOnly)) targets.resize(1);
  if (std::find(targets.begin(), targets.end(), number) == targets.end()) return;
  Assignment own(exception.variables.size(), kUnbound);
  std::vector<int> open;
  for (int i : VariablesOf(exception, -1, -1)) {
    if (!Has(Fault::kSharedVariablesForgotten)) {
      for (std::size_t j = 0; j < rule.variables.size(); ++j) {
        const bool same = rule.variables[j].label == exception.variables[i].label;
        if (same && rule.variables[j].clause < 0) own[i] = assignment[j];
      }
    }
    if (own[i] == kUnbound) open.push_back(i);
  }
  domain_.ForEach(exception, open, own, [&] {
    Verdict verdict;
    if (Judge(x, own, verdict)) visit(verdict, own);
  });
}

Row NaiveEvaluation::ExceptionsRow(int number, Effect effect, const Assignment& assignment) const {
  Row highest = Constant(Value::kNo);
  for (int x = 0; x < static_cast<int>(program_.rules.size()); ++x) {
    if (program_.rules[x].effect != effect) continue;
    ForEachSolution(number, x, assignment, [&](const Verdict& verdict, const Assignment&) {
      OrInto(highest, verdict.value);
    });
  }
  return highest;
}

// Tries out what the window would be if the exceptions of which it is not known whether they hold
// did or did not; a day on which all come out the same is certain. Whatever the number of those
// that hold, only the latest day counts, so it is enough to try none of them and each alone.
Row NaiveEvaluation::TimedWindowRow(int number, const TableRow* says,
                                    const Assignment& assignment) const {
  const Rule& rule = program_.rules[number];
  Row result = Constant(Value::kYes);
  for (Effect effect : {Effect::kBegins, Effect::kEnds}) {
    const bool begins = effect == Effect::kBegins;
    const auto& written = begins ? (says == nullptr ? rule.from : says->from)
                                 : (says == nullptr ? rule.until : says->until);
    std::vector<int> certain, possible;
    for (int x = 0; x < static_cast<int>(program_.rules.size()); ++x) {
      if (program_.rules[x].effect != effect || Has(Fault::kOtherTimingIgnored)) continue;
      ForEachSolution(number, x, assignment, [&](const Verdict& verdict, const Assignment& own) {
        const int day = DateValue(program_, program_.rules[x].instead, own, fault_);
        const Value most = *std::max_element(verdict.value.begin(), verdict.value.end());
        if (most == Value::kYes) certain.push_back(day);
        if (most == Value::kUnknown && !Has(Fault::kUnknownTimingIgnored)) possible.push_back(day);
      });
    }
    std::vector<Row> rows = {HalfWindowRow(rule, written, begins, assignment, certain)};
    for (int day : possible) {
      std::vector<int> with = certain;
      with.push_back(day);
      rows.push_back(HalfWindowRow(rule, written, begins, assignment, with));
    }
    Row half = rows[0];
    for (const Row& row : rows) {
      for (std::size_t t = 0; t < half.size(); ++t) {
        if (row[t] != rows[0][t]) half[t] = Value::kUnknown;
      }
    }
    AndInto(result, half);
  }
  return result;
}

// From the begin on, or up to the end: of the latest of `instead`, or if there is none as written.
Row NaiveEvaluation::HalfWindowRow(const Rule& rule, const std::optional<DateExpr>& written,
                                   bool begins, const Assignment& assignment,
                                   const std::vector<int>& instead) const {
  Row row = Constant(Value::kYes);
  if (rule.IsException() && Has(Fault::kExceptionDatesIgnored)) return row;
  if (!written && instead.empty()) return row;
  int day = 0;
  if (instead.empty()) {
    day = DateValue(program_, *written, assignment, fault_);
  } else {
    day = Has(Fault::kEarliestTimingCounts) ? *std::min_element(instead.begin(), instead.end())
                                            : *std::max_element(instead.begin(), instead.end());
  }
  if (begins && Has(Fault::kFromOfRuleExcluded)) ++day;
  if (!begins && Has(Fault::kUntilOfRuleIncluded)) ++day;
  for (std::size_t t = 0; t < days_.size(); ++t) {
    if (begins ? days_[t] < day : days_[t] >= day) row[t] = Value::kNo;
  }
  return row;
}

}  // namespace comity::oracle
