// SPDX-License-Identifier: Apache-2.0
#include "tests/oracle/naive.h"

#include <algorithm>

namespace comity::oracle {
namespace {

Value Opposite(Value value) {
  return static_cast<Value>(2 - static_cast<int>(value));
}

void AndInto(Row& row, const Row& other) {
  for (std::size_t t = 0; t < row.size(); ++t) row[t] = std::min(row[t], other[t]);
}
void OrInto(Row& row, const Row& other) {
  for (std::size_t t = 0; t < row.size(); ++t) row[t] = std::max(row[t], other[t]);
}
Row NotOf(Row row) {
  for (Value& value : row) value = Opposite(value);
  return row;
}
bool IsNever(const Row& row) {
  return std::all_of(row.begin(), row.end(), [](Value value) { return value == Value::kNo; });
}

std::vector<int> VariablesOf(const Rule& rule, int clause, int bullet) {
  std::vector<int> found;
  for (std::size_t i = 0; i < rule.variables.size(); ++i) {
    const Variable& variable = rule.variables[i];
    if (variable.clause == clause && variable.bullet == bullet) found.push_back(static_cast<int>(i));
  }
  return found;
}

Channel ChannelOf(Modal modal) {
  switch (modal) {
    case Modal::kMustNot:
      return Channel::kForbidden;
    case Modal::kMay:
      return Channel::kPermitted;
    case Modal::kMayVoluntarily:
      return Channel::kVoluntary;
    default:
      return Channel::kObliged;
  }
}

int TermValue(const Term& term, const Assignment& assignment) {
  return term.kind == Term::Kind::kVariable ? assignment[term.number] : term.number;
}

std::vector<int> ArgumentsOf(const Sentence& sentence, const Assignment& assignment) {
  std::vector<int> arguments;
  for (const Term& term : sentence.terms) arguments.push_back(TermValue(term, assignment));
  return arguments;
}

}  // namespace

NaiveEvaluation::NaiveEvaluation(const Program& program, View view, Fault fault)
    : program_(program),
      view_(view),
      fault_(fault),
      domain_(program, view, fault),
      days_(DaysThatMatter(program, domain_, fault)) {
  FillDefaults();
  FillStatements();
  int highest = 0;
  for (const Phrase& phrase : program_.phrases) highest = std::max(highest, phrase.level);
  for (int level = 0; level <= highest; ++level) RunLevel(level);
}

int NaiveEvaluation::DayIndex(int day) const {
  return static_cast<int>(std::lower_bound(days_.begin(), days_.end(), day) - days_.begin());
}

Row NaiveEvaluation::ValueOf(int phrase, int ground) const {
  const auto first = values_[phrase].begin() + ground * days_.size();
  return Row(first, first + days_.size());
}

Row NaiveEvaluation::ActOf(int phrase, Channel channel, int actor, int ground) const {
  const std::vector<Value>& table = acts_[phrase][static_cast<int>(channel)];
  const int count = domain_.GroundCount(program_.phrases[phrase]);
  const auto first = table.begin() + (actor * count + ground) * days_.size();
  return Row(first, first + days_.size());
}

bool NaiveEvaluation::IsStated(int phrase, int ground, int day) const {
  return stated_[phrase][ground * days_.size() + day];
}

std::vector<Headline> NaiveEvaluation::OutcomeOf(int phrase, int actor, int ground) const {
  const Row obliged = ActOf(phrase, Channel::kObliged, actor, ground);
  const Row forbidden = ActOf(phrase, Channel::kForbidden, actor, ground);
  Row conflict = obliged;
  if (!Has(Fault::kConflictIsObliged)) AndInto(conflict, forbidden);
  const std::vector<std::pair<Headline, Row>> walk = {
      {Has(Fault::kConflictIsObliged) ? Headline::kObliged : Headline::kConflict, conflict},
      {Headline::kObliged, obliged},
      {Headline::kObligedSuspended, ActOf(phrase, Channel::kSuspended, actor, ground)},
      {Headline::kForbidden, forbidden},
      {Headline::kPermitted, ActOf(phrase, Channel::kPermitted, actor, ground)},
      {Headline::kVoluntary, ActOf(phrase, Channel::kVoluntary, actor, ground)},
      {Headline::kBarred, ActOf(phrase, Channel::kBarred, actor, ground)},
  };
  std::vector<Headline> outcomes(days_.size(), Headline::kNoDuty);
  for (std::size_t t = 0; t < days_.size(); ++t) {
    for (const auto& [headline, row] : walk) {
      if (row[t] == Value::kNo) continue;
      if (row[t] == Value::kUnknown && Has(Fault::kUnknownSkippedInOutcome)) continue;
      outcomes[t] = row[t] == Value::kYes ? headline : Headline::kUndetermined;
      break;
    }
  }
  return outcomes;
}

// ---------------------------------------------------------------------------------------------- facts

void NaiveEvaluation::FillDefaults() {
  for (const Phrase& phrase : program_.phrases) {
    const std::size_t cells = domain_.GroundCount(phrase) * days_.size();
    Value missing = Value::kNo;
    if (phrase.form == Form::kQuestion) {
      missing = phrase.presumed;
      if (missing == Value::kYes && Has(Fault::kPresumedYesIgnored)) missing = Value::kUnknown;
      if (missing == Value::kUnknown && Has(Fault::kUnknownIsNo)) missing = Value::kNo;
    }
    values_.emplace_back(cells, missing);
    stated_.emplace_back(cells, false);
    auto& channels = acts_.emplace_back();
    if (phrase.form != Form::kAction) continue;
    for (auto& channel : channels) channel.assign(cells * domain_.ActorCount(), Value::kNo);
  }
}

void NaiveEvaluation::FillStatements() {
  FillLayer(program_.facts, false);
  if (view_.with_case && !Has(Fault::kCaseIgnored)) FillLayer(program_.given, true);
}

void NaiveEvaluation::FillLayer(const std::vector<Statement>& statements, bool is_case) {
  for (const Statement& statement : statements) {
    const Phrase& phrase = program_.phrases[statement.phrase];
    const int ground = domain_.GroundNumber(phrase, statement.arguments);
    if (ground < 0) continue;
    if (statement.denied && Has(Fault::kDenialIgnored)) continue;
    if (statement.denied && is_case && Has(Fault::kCaseOnlyAdds)) continue;
    std::optional<int> from = statement.from;
    if (phrase.form == Form::kRecord) {
      int hole = phrase.holds_from;
      for (std::size_t i = phrase.holes.size(); Has(Fault::kRecordFromFirstDate) && i-- > 0;) {
        if (phrase.holes[i].kind == kDateKind) hole = static_cast<int>(i);
      }
      from = statement.arguments[hole];
    }
    for (std::size_t t = 0; t < days_.size(); ++t) {
      if (from && days_[t] < *from) continue;
      const int last = Has(Fault::kUntilOfFactIncluded) ? 1 : 0;
      if (statement.until && days_[t] >= *statement.until + last) continue;
      const std::size_t cell = ground * days_.size() + t;
      values_[statement.phrase][cell] = statement.denied ? Value::kNo : Value::kYes;
      stated_[statement.phrase][cell] = true;
    }
  }
}

// ---------------------------------------------------------------------------------------------- conditions

Row NaiveEvaluation::SentenceRow(const Sentence& sentence, const Assignment& assignment) const {
  const Phrase& phrase = program_.phrases[sentence.phrase];
  const int ground = domain_.GroundNumber(phrase, ArgumentsOf(sentence, assignment));
  if (ground < 0) return Constant(Value::kNo);
  if (sentence.modal == Modal::kNone) return ValueOf(sentence.phrase, ground);
  const int actor =
      domain_.ActorNumber(sentence.actor_kind, TermValue(sentence.actor, assignment));
  if (actor < 0) return Constant(Value::kNo);
  return ActOf(sentence.phrase, ChannelOf(sentence.modal), actor, ground);
}

bool NaiveEvaluation::Compare(const Condition& condition, const Assignment& assignment) const {
  const int left = DateValue(program_, condition.left, assignment, fault_);
  const int right = DateValue(program_, condition.right, assignment, fault_);
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

Row NaiveEvaluation::ConditionRow(const Condition& condition, const Assignment& assignment) const {
  if (condition.compares) {
    return Constant(Compare(condition, assignment) ? Value::kYes : Value::kNo);
  }
  const Row row = SentenceRow(condition.sentence, assignment);
  if (!condition.as_of || Has(Fault::kAsOfIgnored)) return row;
  return Constant(row[DayIndex(DateValue(program_, *condition.as_of, assignment, fault_))]);
}

Row NaiveEvaluation::BulletRow(const Rule& rule, int clause, int bullet,
                               Assignment& assignment) const {
  const Condition& condition = rule.clauses[clause].conditions[bullet];
  Row highest = Constant(Value::kNo);
  domain_.ForEach(rule, VariablesOf(rule, clause, bullet), assignment,
                  [&] { OrInto(highest, ConditionRow(condition, assignment)); });
  return highest;
}

Row NaiveEvaluation::ClauseBody(const Rule& rule, int clause, Assignment& assignment) const {
  const Clause& what = rule.clauses[clause];
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
  const std::vector<int> own = VariablesOf(rule, clause, -1);
  if (own.empty()) return ClauseBody(rule, clause, assignment);
  const bool for_all = Has(Fault::kLocalsForAll);
  Row result = Constant(for_all ? Value::kYes : Value::kNo);
  domain_.ForEach(rule, own, assignment, [&] {
    const Row row = ClauseBody(rule, clause, assignment);
    for_all ? AndInto(result, row) : OrInto(result, row);
  });
  return result;
}

// ---------------------------------------------------------------------------------------------- rules

bool NaiveEvaluation::Counts(const Rule& rule) const {
  if (rule.issue < 0 || Has(Fault::kPositionsIgnored)) return true;
  int position = program_.issues[rule.issue].preferred;
  const int reading = Has(Fault::kReadingKeepsPrevailing) ? 0 : view_.reading;
  for (const auto& [issue, choice] : program_.readings[reading].choices) {
    if (issue == rule.issue) position = choice;
  }
  return position == rule.position;
}

Row NaiveEvaluation::WindowRow(const Rule& rule, const Assignment& assignment) const {
  Row row = Constant(Value::kYes);
  if (rule.IsException() && Has(Fault::kExceptionDatesIgnored)) return row;
  for (std::size_t t = 0; t < days_.size(); ++t) {
    if (rule.from) {
      const int from = DateValue(program_, *rule.from, assignment, fault_);
      const int first = Has(Fault::kFromOfRuleExcluded) ? from + 1 : from;
      if (days_[t] < first) row[t] = Value::kNo;
    }
    if (rule.until) {
      const int until = DateValue(program_, *rule.until, assignment, fault_);
      const int end = Has(Fault::kUntilOfRuleIncluded) ? until + 1 : until;
      if (days_[t] >= end) row[t] = Value::kNo;
    }
  }
  return row;
}

bool NaiveEvaluation::Judge(int number, Assignment& assignment, Verdict& verdict) const {
  const Rule& rule = program_.rules[number];
  verdict.grounds = Constant(Value::kYes);
  for (std::size_t i = 0; i < rule.clauses.size(); ++i) {
    if (rule.clauses[i].unless) continue;
    AndInto(verdict.grounds, ClauseRow(rule, static_cast<int>(i), assignment));
    if (IsNever(verdict.grounds)) return false;
  }
  for (std::size_t i = 0; i < rule.clauses.size(); ++i) {
    if (!rule.clauses[i].unless || Has(Fault::kUnlessIgnored)) continue;
    AndInto(verdict.grounds, NotOf(ClauseRow(rule, static_cast<int>(i), assignment)));
  }
  verdict.window = WindowRow(rule, assignment);
  verdict.bar = ExceptionsRow(number, Effect::kDoesNotApply, assignment);
  if (Has(Fault::kSuspensionBars)) {
    OrInto(verdict.bar, ExceptionsRow(number, Effect::kSuspended, assignment));
  }
  verdict.value = verdict.grounds;
  AndInto(verdict.value, NotOf(verdict.bar));
  if (rule.with_effect && !Has(Fault::kWithEffectIgnored)) {
    verdict.value = Constant(*std::max_element(verdict.value.begin(), verdict.value.end()));
  }
  AndInto(verdict.value, verdict.window);
  return true;
}

Row NaiveEvaluation::ExceptionsRow(int number, Effect effect, const Assignment& assignment) const {
  Row highest = Constant(Value::kNo);
  const Rule& rule = program_.rules[number];
  if (Has(Fault::kExceptionIgnored)) return highest;
  if (rule.IsException() && Has(Fault::kExceptionToExceptionIgnored)) return highest;
  for (std::size_t x = 0; x < program_.rules.size(); ++x) {
    const Rule& exception = program_.rules[x];
    if (exception.effect != effect || !Counts(exception)) continue;
    auto targets = exception.targets;
    if (Has(Fault::kExceptionOnFirstTargetOnly)) targets.resize(1);
    if (std::find(targets.begin(), targets.end(), number) == targets.end()) continue;

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
      if (Judge(static_cast<int>(x), own, verdict)) OrInto(highest, verdict.value);
    });
  }
  return highest;
}

// ---------------------------------------------------------------------------------------------- strata

void NaiveEvaluation::RunLevel(int level) {
  for (bool changed = true; changed;) {
    changed = false;
    for (std::size_t i = 0; i < program_.rules.size(); ++i) {
      const Rule& rule = program_.rules[i];
      if (rule.IsException() || !Counts(rule)) continue;
      if (program_.phrases[rule.head.phrase].level != level) continue;
      if (RunRule(static_cast<int>(i))) changed = true;
    }
    if (Has(Fault::kRecursionStopsEarly)) break;
  }
}

bool NaiveEvaluation::RunRule(int number) {
  const Rule& rule = program_.rules[number];
  if (rule.effect == Effect::kPresumption && Has(Fault::kPresumptionRuleIgnored)) return false;
  bool changed = false;
  Assignment assignment(rule.variables.size(), kUnbound);
  domain_.ForEach(rule, VariablesOf(rule, -1, -1), assignment, [&] {
    Verdict verdict;
    if (!Judge(number, assignment, verdict)) return;
    const bool acts = rule.head.modal != Modal::kNone;
    if (acts ? Act(number, assignment, verdict) : Conclude(number, assignment, verdict)) {
      changed = true;
    }
  });
  return changed;
}

bool NaiveEvaluation::Raise(std::vector<Value>& table, std::size_t offset, const Row& row) {
  bool changed = false;
  for (std::size_t t = 0; t < row.size(); ++t) {
    if (table[offset + t] >= row[t]) continue;
    table[offset + t] = row[t];
    changed = true;
  }
  return changed;
}

bool NaiveEvaluation::Conclude(int number, const Assignment& assignment, const Verdict& verdict) {
  const Sentence& head = program_.rules[number].head;
  const Phrase& phrase = program_.phrases[head.phrase];
  const int ground = domain_.GroundNumber(phrase, ArgumentsOf(head, assignment));
  if (ground < 0) return false;
  Row row = verdict.value;
  for (std::size_t t = 0; t < row.size(); ++t) {
    const bool stated = IsStated(head.phrase, ground, static_cast<int>(t));
    if (stated && !Has(Fault::kPresumptionBeatsFact)) row[t] = Value::kNo;
  }
  return Raise(values_[head.phrase], ground * days_.size(), row);
}

bool NaiveEvaluation::Act(int number, const Assignment& assignment, const Verdict& verdict) {
  const Sentence& head = program_.rules[number].head;
  const Phrase& phrase = program_.phrases[head.phrase];
  const int ground = domain_.GroundNumber(phrase, ArgumentsOf(head, assignment));
  const int actor = domain_.ActorNumber(head.actor_kind, TermValue(head.actor, assignment));
  if (ground < 0 || actor < 0) return false;
  const std::size_t offset = (actor * domain_.GroundCount(phrase) + ground) * days_.size();

  Row suspended = Constant(Value::kNo);
  if (!Has(Fault::kSuspensionIgnored) && !Has(Fault::kSuspensionBars)) {
    suspended = ExceptionsRow(number, Effect::kSuspended, assignment);
  }
  Row barred = verdict.grounds;
  if (!Has(Fault::kBarredWithoutWindow)) AndInto(barred, verdict.window);
  AndInto(barred, verdict.bar);
  Row active = verdict.value;
  AndInto(active, NotOf(suspended));
  AndInto(suspended, verdict.value);

  auto& channels = acts_[head.phrase];
  const auto raise = [&](Channel channel, const Row& row) {
    return Raise(channels[static_cast<int>(channel)], offset, row);
  };
  bool changed = raise(ChannelOf(head.modal), active);
  if (raise(Channel::kBarred, barred)) changed = true;
  if (head.modal == Modal::kMust && raise(Channel::kSuspended, suspended)) changed = true;
  return changed;
}

}  // namespace comity::oracle
