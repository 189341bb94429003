// SPDX-License-Identifier: Apache-2.0
#include "engine/search/laboratory.h"

#include <algorithm>
#include <numeric>
#include <set>

#include "engine/base/text.h"
#include "engine/eval/evaluator.h"
#include "engine/search/date_points.h"

namespace comity {
namespace {

constexpr std::size_t kMostRecords = 20000;
constexpr std::size_t kMostMoments = 120;

// Calls visit for every atom of a rule, its conclusion included.
template <typename RuleType, typename Visit>
void ForEachAtom(RuleType& rule, const Visit& visit) {
  if (!rule.target) visit(rule.head);
  for (auto& condition : rule.conditions) {
    for (auto& literal : condition.literals) {
      if (auto* atom = std::get_if<Atom>(&literal.what)) visit(*atom);
    }
  }
}

// The variables that the conditions of a rule bind.
std::vector<Value> OwnVariables(const Rule& rule) {
  std::set<Value> result;
  for (const Condition& condition : rule.conditions) {
    if (condition.unless || condition.group == Condition::Group::kAnyOf ||
        condition.group == Condition::Group::kNoneOf) {
      continue;
    }
    for (const Literal& literal : condition.literals) {
      const auto* atom = std::get_if<Atom>(&literal.what);
      if (atom == nullptr) continue;
      for (const Term& term : atom->terms) {
        if (term.variable) result.insert(term.value);
      }
    }
  }
  return {result.begin(), result.end()};
}

// "State A": no name that a rule uses begins like this, or the case hides it.
std::string NewName(const Kind& kind, std::size_t number) {
  std::string name = Concat({kind.name, " "});
  name += static_cast<char>('A' + number % 26);
  if (number >= 26) name += std::to_string(number / 26);
  return name;
}

// What is presumed may still be denied, so presumptions count only where silence is as declared.
void SetSilence(Program& program, Laboratory::Silence silence) {
  if (silence == Laboratory::Silence::kAsDeclared) return;
  for (Rule& rule : program.rules) {
    if (rule.effect == Rule::Effect::kPresume) rule.in_force = {Day::End(), Day::End()};
  }
  for (Phrase& phrase : program.phrases) {
    if (IsRuled(phrase.form)) continue;
    phrase.otherwise = silence == Laboratory::Silence::kUnknown ? Truth::kUnknown : Truth::kNo;
  }
}

bool IsOfTimes(const DateTerm& term) {
  return term.kind == DateTerm::Kind::kDayOfTime ||
         std::any_of(term.operands.begin(), term.operands.end(), IsOfTimes);
}

// Whether a rule speaks of times, of which no cases are made.
bool IsOfTimes(const Rule& rule) {
  const auto any = [](const std::optional<DateTerm>& date) { return date && IsOfTimes(*date); };
  if (any(rule.from) || any(rule.until) || any(rule.instead)) return true;
  if (std::any_of(rule.variables.begin(), rule.variables.end(),
                  [](const Variable& variable) { return variable.kind == kTimeKind; }))
    return true;
  return std::any_of(
      rule.conditions.begin(), rule.conditions.end(), [](const Condition& condition) {
        return std::any_of(condition.literals.begin(), condition.literals.end(),
                           [](const Literal& literal) {
                             return std::holds_alternative<TimeComparison>(literal.what);
                           });
      });
}

std::shared_ptr<const Plan> PlanOf(Program program) {
  auto checked = std::make_shared<CheckedProgram>();
  checked->program = std::move(program);
  return MakePlan(std::move(checked));
}

}  // namespace

Fact FactOn(PredicateId predicate, std::vector<Value> values, const Stretch& days, bool denied) {
  Fact fact;
  fact.predicate = predicate;
  fact.values = std::move(values);
  fact.stretch = fact.certain = days;
  fact.denied = denied;
  return fact;
}

Laboratory::Laboratory(const Program& program, const std::vector<PredicateId>& asked,
                       const Rule* question, const SearchBounds& bounds)
    : concluding_(program.predicates.size()), predicates_(program.predicates.size()) {
  for (RuleId id = 0; id < program.rules.size(); ++id) {
    if (!program.rules[id].target) concluding_[program.rules[id].head.predicate].push_back(id);
  }
  Collect(program, asked, question);
  Program result;
  result.modules = program.modules;
  result.kinds = program.kinds;
  result.phrases = program.phrases;
  for (Phrase& phrase : result.phrases) phrase.complete_as_of.reset();
  result.predicates = program.predicates;
  result.issues = program.issues;
  result.readings = program.readings;
  MakeEntities(program, bounds, result);
  MakeRules(program, question, result);
  speaks_of_times_ = SpeaksOfTimes(program);
  feasible_ = !speaks_of_times_;
  if (!feasible_) return;
  PickDays(program, bounds, result);
  RecordNothing(result);
  for (const Silence silence : {Silence::kUnknown, Silence::kNo, Silence::kAsDeclared}) {
    Program copy = result;
    SetSilence(copy, silence);
    plans_[static_cast<std::size_t>(silence)] = PlanOf(std::move(copy));
  }
  FindMoments();
}

bool Laboratory::SpeaksOfTimes(const Program& program) const {
  for (PredicateId id = 0; id < predicates_.size(); ++id) {
    const auto& holes = program.predicates[id].holes;
    if (predicates_[id] && std::any_of(holes.begin(), holes.end(),
                                       [](const Hole& hole) { return hole.kind == kTimeKind; })) {
      return true;
    }
  }
  return std::any_of(rule_list_.begin(), rule_list_.end(),
                     [](const Rule* rule) { return IsOfTimes(*rule); });
}

void Laboratory::Collect(const Program& program, const std::vector<PredicateId>& asked,
                         const Rule* question) {
  if (question != nullptr) {
    CollectAtoms(program, *question);
    rule_list_.push_back(question);
  }
  for (PredicateId predicate : asked) {
    if (predicates_[predicate]) continue;
    predicates_[predicate] = true;
    for (RuleId id : concluding_[predicate]) CollectRule(program, id);
  }
}

void Laboratory::CollectRule(const Program& program, RuleId id) {
  if (!rules_.emplace(id, 0).second) return;
  rule_list_.push_back(&program.rules[id]);
  CollectAtoms(program, program.rules[id]);
  for (RuleId exception : program.rules[id].exceptions) CollectRule(program, exception);
}

void Laboratory::CollectAtoms(const Program& program, const Rule& rule) {
  ForEachAtom(rule, [&](const Atom& atom) {
    if (predicates_[atom.predicate]) return;
    predicates_[atom.predicate] = true;
    for (RuleId id : concluding_[atom.predicate]) CollectRule(program, id);
  });
}

void Laboratory::MakeEntities(const Program& program, const SearchBounds& bounds, Program& result) {
  std::set<Value> named;
  std::map<KindId, std::size_t> most;
  std::map<KindId, std::set<std::string>> labels;  // "State", "third State"
  for (const Rule* rule : rule_list_) {
    ForEachAtom(*rule, [&](const Atom& atom) {
      for (std::size_t i = 0; i < atom.terms.size(); ++i) {
        const KindId kind = program.predicates[atom.predicate].holes[i].kind;
        if (!atom.terms[i].variable && IsOfEntities(kind)) named.insert(atom.terms[i].value);
        if (atom.terms[i].variable && kind != kAnyKind)
          most[kind] = std::max<std::size_t>(most[kind], 1);
      }
    });
    for (const Variable& variable : rule->variables) labels[variable.kind].insert(variable.label);
  }
  for (const auto& [kind, names] : labels) most[kind] = std::max(most[kind], names.size());
  for (PredicateId id = 0; id < predicates_.size(); ++id) {
    if (!predicates_[id]) continue;
    for (const Hole& hole : program.predicates[id].holes) {
      if (hole.kind != kAnyKind) most[hole.kind] = std::max<std::size_t>(most[hole.kind], 1);
    }
  }
  for (std::size_t i = 0; i < program.entities.size(); ++i) {
    const KindId kind = program.entities[i].kind;
    const bool listed = program.kinds[kind].closed && most.contains(kind);
    if (!listed && !named.contains(static_cast<Value>(i))) continue;
    const auto number = static_cast<Value>(original_.size());
    here_[static_cast<Value>(i)] = number;
    original_.push_back(static_cast<Value>(i));
    result.entities.push_back(program.entities[i]);
    if (listed) anybody_[kind].push_back(number);
  }
  first_new_ = original_.size();
  for (const auto& [kind, number] : most) {
    if (!IsOfEntities(kind) || kind == kBodyKind || kind == kAnyKind ||
        program.kinds[kind].closed) {
      continue;
    }
    for (std::size_t i = 0; i < std::min(number, bounds.entities); ++i) {
      anybody_[kind].push_back(static_cast<Value>(original_.size()));
      original_.push_back(-1);
      result.entities.push_back({NewName(program.kinds[kind], i), kind, {}, {}, {}});
    }
  }
}

std::optional<Value> Laboratory::Here(Value original) const {
  const auto found = here_.find(original);
  return found == here_.end() ? std::nullopt : std::optional(found->second);
}

Atom Laboratory::Here(const Atom& atom) const {
  Atom result = atom;
  const auto& holes = plans_[0] ? program().predicates[atom.predicate].holes : std::vector<Hole>();
  for (std::size_t i = 0; i < holes.size() && i < result.terms.size(); ++i) {
    if (!result.terms[i].variable && holes[i].kind != kDateKind)
      result.terms[i].value = here_.at(result.terms[i].value);
  }
  return result;
}

std::optional<RuleId> Laboratory::RuleOf(RuleId original) const {
  const auto found = rules_.find(original);
  return found == rules_.end() ? std::nullopt : std::optional(found->second);
}

std::vector<std::uint32_t> Laboratory::DistinctReadings(const std::vector<PredicateId>& predicates,
                                                        std::vector<std::uint32_t> readings) const {
  if (readings.empty()) {
    readings.resize(program().readings.size());
    std::iota(readings.begin(), readings.end(), 0U);
  }
  const Plan& plan = this->plan(Silence::kUnknown);
  std::vector<std::uint32_t> result;
  for (const std::uint32_t reading : readings) {
    const bool counted = std::any_of(result.begin(), result.end(), [&](std::uint32_t other) {
      return std::all_of(predicates.begin(), predicates.end(), [&](PredicateId predicate) {
        return plan.Agree(predicate, reading, other);
      });
    });
    if (!counted) result.push_back(reading);
  }
  return result;
}

const std::vector<Value>& Laboratory::Anybody(KindId kind) const {
  static const std::vector<Value> kNobody;
  const auto found = anybody_.find(kind);
  return found == anybody_.end() ? kNobody : found->second;
}

void Laboratory::MakeRules(const Program& program, const Rule* question, Program& result) {
  RuleId next = 0;
  for (auto& [original, number] : rules_) number = next++;
  const auto take = [&](const Rule& source) {
    Rule rule = source;
    ForEachAtom(rule, [&](Atom& atom) {
      for (std::size_t i = 0; i < atom.terms.size(); ++i) {
        const bool date = program.predicates[atom.predicate].holes[i].kind == kDateKind;
        if (!atom.terms[i].variable && !date) atom.terms[i].value = here_.at(atom.terms[i].value);
      }
    });
    return rule;
  };
  for (const auto& [original, number] : rules_) {
    Rule rule = take(program.rules[original]);
    if (rule.target) rule.target = rules_.at(*rule.target);
    for (RuleId& exception : rule.exceptions) exception = rules_.at(exception);
    result.rules.push_back(std::move(rule));
  }
  if (question == nullptr) return;
  own_ = OwnVariables(*question);
  Phrase phrase;
  phrase.form = Form::kConclusion;
  phrase.first_predicate = asked_of_ = static_cast<PredicateId>(result.predicates.size());
  Rule rule = take(*question);
  rule.effect = Rule::Effect::kConclude;
  rule.head = {asked_of_, {}};
  for (Value variable : own_) {
    const Variable& own = question->variables[static_cast<std::size_t>(variable)];
    phrase.holes.push_back({own.label, own.kind});
    rule.head.terms.push_back({true, variable});
  }
  result.predicates.push_back(
      {static_cast<PhraseId>(result.phrases.size()), false, Modality::kMust, phrase.holes});
  result.phrases.push_back(std::move(phrase));
  result.rules.push_back(std::move(rule));
}

void Laboratory::PickDays(const Program& program, const SearchBounds& bounds,
                          const Program& result) {
  DatePoints points;
  // Something may be recorded twice, on two days.
  std::size_t dates = 2;
  for (const Rule& rule : result.rules) {
    points.Add(rule, program.predicates);
    const auto count = static_cast<std::size_t>(
        std::count_if(rule.variables.begin(), rule.variables.end(),
                      [](const Variable& variable) { return variable.kind == kDateKind; }));
    dates = std::max(dates, count);
  }
  days_ = points.Pick(std::min<std::size_t>(dates, 3), bounds.days);
}

// Each of the days stands in some record, so that dates range over them; and no record is made
// before its day, whatever else is open.
void Laboratory::RecordNothing(Program& result) {
  Phrase phrase;
  phrase.form = Form::kRecord;
  phrase.holes = {{"date", kDateKind}};
  phrase.first_predicate = static_cast<PredicateId>(result.predicates.size());
  const PredicateId calendar = phrase.first_predicate;
  result.predicates.push_back(
      {static_cast<PhraseId>(result.phrases.size()), false, Modality::kMust, phrase.holes});
  result.phrases.push_back(std::move(phrase));
  for (Day day : days_) result.facts.push_back(FactOn(calendar, {day.number}, {}, false));
  for (PredicateId id = 0; id < predicates_.size(); ++id) {
    const Phrase& about = result.phrases[result.predicates[id].phrase];
    if (!predicates_[id] || about.form != Form::kRecord) continue;
    std::vector<std::vector<Value>> tuples = {{}};
    for (const Hole& hole : about.holes) {
      std::vector<Value> fillers;
      if (hole.kind == kDateKind) {
        for (Day day : days_) fillers.push_back(day.number);
      }
      for (std::size_t i = 0; hole.kind != kDateKind && i < result.entities.size(); ++i) {
        if (result.entities[i].kind == hole.kind) fillers.push_back(static_cast<Value>(i));
      }
      std::vector<std::vector<Value>> longer;
      for (const auto& tuple : tuples) {
        for (Value value : fillers) {
          longer.push_back(tuple);
          longer.back().push_back(value);
        }
      }
      tuples = std::move(longer);
      feasible_ = feasible_ && tuples.size() < kMostRecords;
      if (!feasible_) return;
    }
    for (auto& tuple : tuples) {
      const Day day{tuple[static_cast<std::size_t>(about.holds_from)]};
      result.facts.push_back(FactOn(id, std::move(tuple), {Day::Beginning(), day}, true));
    }
  }
}

void Laboratory::FindMoments() {
  const Plan& plan = *plans_[0];
  const Evaluator evaluator(plan, 0, nullptr, nullptr);
  std::set<Day> moments(days_.begin(), days_.end());
  moments.insert(PlusDays(days_.front(), -1));
  for (const Rule& rule : plan.program->rules) {
    const auto add = [&](const DateTerm& term) {
      ForEachAssignment(term, days_, rule.variables.size(), [&](const std::vector<Value>& values) {
        moments.insert(evaluator.DayOf(term, values));
      });
    };
    if (rule.from) add(*rule.from);
    if (rule.until) add(*rule.until);
    if (rule.instead) add(*rule.instead);
    for (const PositionTag& tag : rule.tags) {
      for (const Timeline& standing : plan.program->issues[tag.issue].standing) {
        for (const Timeline::Step& step : standing.steps()) moments.insert(step.day);
      }
    }
    moments.insert({rule.in_force.from, rule.in_force.until});
  }
  for (Day day : moments) {
    if (day.IsFinite()) moments_.push_back(day);
  }
  feasible_ = feasible_ && moments_.size() <= kMostMoments;
}

std::string Laboratory::Describe() const {
  std::string result;
  for (const auto& [kind, entities] : anybody_) {
    const Kind& declared = program().kinds[kind];
    if (declared.closed || entities.empty()) continue;
    result += Concat({result.empty() ? "" : ", ", std::to_string(entities.size()), " ",
                      declared.name, entities.size() == 1 ? "" : "s"});
  }
  result += result.empty() ? "days" : "; days";
  for (std::size_t i = 0; i < days_.size(); ++i)
    result += Concat({i == 0 ? " " : ", ", FormatDay(days_[i])});
  return result;
}

}  // namespace comity
