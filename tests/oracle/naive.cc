// SPDX-License-Identifier: Apache-2.0
#include "tests/oracle/naive.h"

#include <algorithm>

#include "tests/oracle/calendar.h"
#include "tests/oracle/knowledge.h"
#include "tests/oracle/naive_rows.h"

namespace comity::oracle {
namespace {

// Lifts the cells from `offset` on to the row; true if any was below it.
bool Raise(std::vector<Value>& table, std::size_t offset, const Row& row) {
  bool changed = false;
  for (std::size_t t = 0; t < row.size(); ++t) {
    if (table[offset + t] >= row[t]) continue;
    table[offset + t] = row[t];
    changed = true;
  }
  return changed;
}

}  // namespace

NaiveEvaluation::NaiveEvaluation(const Program& program, View view, Fault fault)
    : program_(program),
      view_(view),
      fault_(fault),
      domain_(program, view, fault),
      days_(DaysThatMatter(program, domain_, fault)) {
  SortVariables();
  FillDefaults();
  FillStatements();
  int highest = 0;
  for (const Phrase& phrase : program_.phrases) highest = std::max(highest, phrase.level);
  for (int level = 0; level <= highest; ++level) RunLevel(level);
}

void NaiveEvaluation::SortVariables() {
  for (const Rule& rule : program_.rules) {
    auto& places = variables_.emplace_back();
    for (std::size_t i = 0; i < rule.variables.size(); ++i) {
      const Variable& variable = rule.variables[i];
      places[{variable.clause, variable.bullet}].push_back(static_cast<int>(i));
    }
  }
}

const std::vector<int>& NaiveEvaluation::VariablesOf(const Rule& rule, int clause,
                                                     int bullet) const {
  static const std::vector<int> nobody;
  const auto& places = variables_[&rule - program_.rules.data()];
  const auto found = places.find({clause, bullet});
  return found == places.end() ? nobody : found->second;
}

int NaiveEvaluation::DayIndex(int day) const {
  return static_cast<int>(std::lower_bound(days_.begin(), days_.end(), day) - days_.begin());
}

Row NaiveEvaluation::Constant(Value value) const {
  Row row(days_.size(), value);
  return row;
}

Row NaiveEvaluation::CutRow(const std::vector<Value>& table, std::size_t first) const {
  const auto begin = table.begin() + static_cast<std::ptrdiff_t>(first);
  return {begin, begin + static_cast<std::ptrdiff_t>(days_.size())};
}

Row NaiveEvaluation::ValueOf(int phrase, int ground) const {
  return CutRow(values_[phrase], ground * days_.size());
}

Row NaiveEvaluation::ActOf(int phrase, Channel channel, int actor, int ground) const {
  const int count = domain_.GroundCount(program_.phrases[phrase]);
  return CutRow(acts_[phrase][static_cast<int>(channel)], (actor * count + ground) * days_.size());
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

// ----------------------------------------------------------------------------------------------
// facts

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
  FillLayer(FactsSeen(program_, view_, fault_), false);
  if (!view_.with_case || Has(Fault::kCaseIgnored)) return;
  const bool late = view_.known_on && Has(Fault::kCaseKnownLate);
  FillLayer(late ? KnownOn(program_, program_.given, *view_.known_on, fault_) : program_.given,
            true);
}

// First what is stated to be unknown, then what is certain, which beats it. What is stated both
// ways, since an end is not known yet, is not known.
void NaiveEvaluation::FillLayer(const std::vector<Statement>& statements, bool is_case) {
  const bool unsure_last = Has(Fault::kUncertainBeatsCertain);
  affirmed_.clear();
  denied_.clear();
  for (const bool unsure : {!unsure_last, unsure_last}) {
    for (const Statement& statement : statements) FillStatement(statement, is_case, unsure);
  }
  if (Has(Fault::kLaterLineCounts)) return;
  for (const auto& [phrase, cell] : affirmed_) {
    if (denied_.contains({phrase, cell})) values_[phrase][cell] = Value::kUnknown;
  }
}

void NaiveEvaluation::FillStatement(const Statement& statement, bool is_case, bool unsure) {
  const Phrase& phrase = program_.phrases[statement.phrase];
  const int ground = domain_.GroundNumber(phrase, statement.arguments);
  if (ground < 0) return;
  if (statement.denied && Has(Fault::kDenialIgnored)) return;
  if (statement.denied && is_case && Has(Fault::kCaseOnlyAdds)) return;
  Statement days = statement;
  if (phrase.form == Form::kRecord) {
    int hole = phrase.holds_from;
    for (std::size_t i = phrase.holes.size(); Has(Fault::kRecordFromFirstDate) && i-- > 0;) {
      if (phrase.holes[i].kind == kDateKind) hole = static_cast<int>(i);
    }
    days.from = statement.arguments[hole];
    if (phrase.holes[hole].kind == kTimeKind) days.from = DayOfMinute(*days.from);
  }
  if (Has(Fault::kUncertainFromIsFirst)) days.from_last.reset();
  if (Has(Fault::kUncertainUntilIsLast) && days.until_last)
    days.until = std::exchange(days.until_last, std::nullopt);
  for (std::size_t t = 0; t < days_.size(); ++t) {
    const int day = days_[t];
    if (days.from && day < *days.from) continue;
    const int last = Has(Fault::kUntilOfFactIncluded) ? 1 : 0;
    const std::optional<int> end = days.until_last ? days.until_last : days.until;
    if (end && day >= *end + last) continue;
    const bool is_unsure =
        (days.from_last && day < *days.from_last) || (days.until_last && day >= *days.until + last);
    if (is_unsure != unsure) continue;
    if (unsure && Has(Fault::kUncertainSaysNothing)) continue;
    const std::size_t cell = ground * days_.size() + t;
    values_[statement.phrase][cell] = unsure             ? Value::kUnknown
                                      : statement.denied ? Value::kNo
                                                         : Value::kYes;
    stated_[statement.phrase][cell] = true;
    if (!unsure) (statement.denied ? denied_ : affirmed_).insert({statement.phrase, cell});
  }
}

// ----------------------------------------------------------------------------------------------
// strata

void NaiveEvaluation::RunLevel(int level) {
  for (bool changed = true; changed;) {
    changed = false;
    for (std::size_t i = 0; i < program_.rules.size(); ++i) {
      const Rule& rule = program_.rules[i];
      if (rule.IsException() || !Counts(rule)) continue;
      const int number = static_cast<int>(i);
      if (rule.IsTable() ? RunTable(number, level) : RunRule(number, level)) changed = true;
    }
    if (Has(Fault::kRecursionStopsEarly)) break;
  }
}

bool NaiveEvaluation::RunRule(int number, int level) {
  const Rule& rule = program_.rules[number];
  if (program_.phrases[rule.head.phrase].level != level) return false;
  if (rule.effect == Effect::kPresumption && Has(Fault::kPresumptionRuleIgnored)) return false;
  bool changed = false;
  Assignment assignment(rule.variables.size(), kUnbound);
  domain_.ForEach(rule, VariablesOf(rule, -1, -1), assignment, [&] {
    if (Run(number, rule.head, assignment, nullptr, nullptr)) changed = true;
  });
  return changed;
}

bool NaiveEvaluation::Run(int number, const Sentence& head, Assignment& assignment,
                          const TableRow* fits, const TableRow* says) {
  Verdict verdict;
  if (!Judge(number, assignment, verdict, fits, says)) return false;
  return head.modal == Modal::kNone ? Conclude(head, assignment, verdict)
                                    : Act(number, head, assignment, verdict);
}

bool NaiveEvaluation::Conclude(const Sentence& head, const Assignment& assignment,
                               const Verdict& verdict) {
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

bool NaiveEvaluation::Act(int number, const Sentence& head, const Assignment& assignment,
                          const Verdict& verdict) {
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
