// SPDX-License-Identifier: Apache-2.0
#include "engine/mutate/mutate.h"

#include <algorithm>
#include <set>
#include <utility>

#include "engine/check/check.h"
#include "engine/diagnostics/render.h"
#include "engine/mutate/distinguish.h"
#include "engine/mutate/mutation.h"
#include "engine/scenario/scenario.h"
#include "engine/scenario/scenario_run.h"
#include "engine/syntax/parser.h"

namespace comity {
namespace {

// What a change of some rules can reach.
struct Reach {
  std::vector<RuleId> rules;     // of the whole law
  std::vector<RuleId> changed;   // of the broken one
  std::vector<bool> readings;    // in which one of them counts, before or after
  std::vector<bool> predicates;  // that depend on one of them, before or after
};

bool SameDates(const DateTerm& a, const DateTerm& b) {
  return a.kind == b.kind && a.amount == b.amount && a.denominator == b.denominator &&
         a.round_up == b.round_up && a.term.variable == b.term.variable &&
         a.term.value == b.term.value &&
         std::equal(a.operands.begin(), a.operands.end(), b.operands.begin(), b.operands.end(),
                    SameDates);
}

bool SameDates(const std::optional<DateTerm>& a, const std::optional<DateTerm>& b) {
  return a.has_value() == b.has_value() && (!a || SameDates(*a, *b));
}

bool SameDates(const std::optional<Distance>& a, const std::optional<Distance>& b) {
  return a.has_value() == b.has_value() && (!a || SameDates(a->day, b->day));
}

bool SameDates(const Literal& a, const Literal& b) {
  if (!SameDates(a.as_of, b.as_of)) return false;
  const auto* one = std::get_if<Comparison>(&a.what);
  const auto* other = std::get_if<Comparison>(&b.what);
  return one == nullptr || other == nullptr ||
         (SameDates(one->left, other->left) && SameDates(one->right, other->right) &&
          SameDates(one->distance, other->distance));
}

bool SameDates(const Rule& a, const Rule& b) {
  if (!SameDates(a.from, b.from) || !SameDates(a.until, b.until) ||
      !SameDates(a.instead, b.instead))
    return false;
  for (std::size_t i = 0; i < a.conditions.size(); ++i) {
    const auto& one = a.conditions[i].literals;
    const auto& other = b.conditions[i].literals;
    for (std::size_t j = 0; j < one.size(); ++j) {
      if (!SameDates(one[j], other[j])) return false;
    }
  }
  return true;
}

std::set<std::string> ChangedRules(const Mutation& mutation, const Program& before,
                                   const Program& after) {
  if (mutation.of == Mutation::Of::kRule) return {mutation.rule};
  std::set<std::string> names;
  if (mutation.of == Mutation::Of::kTable) {
    // A row that is left out moves the others up, and a gap speaks of what other rows conclude.
    for (const Program* program : {&before, &after}) {
      for (const Rule& rule : program->rules) {
        if (rule.name.starts_with(mutation.rule + " row ")) names.insert(rule.name);
      }
    }
    return names;
  }
  for (RuleId id = 0; id < before.rules.size() && id < after.rules.size(); ++id) {
    if (!SameDates(before.rules[id], after.rules[id])) names.insert(before.rules[id].name);
  }
  return names;
}

void AddReach(const Plan& plan, const std::set<std::string>& names, Reach& reach) {
  const Program& program = *plan.program;
  for (const Rule& rule : program.rules) {
    if (!names.contains(rule.name)) continue;
    std::vector<const Rule*> chain = {&rule};
    while (chain.back()->target) chain.push_back(&program.rules[*chain.back()->target]);
    for (std::size_t reading = 0; reading < reach.readings.size(); ++reading) {
      const bool counts = std::all_of(chain.begin(), chain.end(), [&](const Rule* member) {
        return std::all_of(member->tags.begin(), member->tags.end(), [&](const PositionTag& tag) {
          return program.MayTake(static_cast<std::uint32_t>(reading), tag);
        });
      });
      if (counts) reach.readings[reading] = true;
    }
    const PredicateSet dependents = plan.DependentsOf({chain.back()->head.predicate});
    for (PredicateId id = 0; id < reach.predicates.size(); ++id) {
      if (dependents[id]) reach.predicates[id] = true;
    }
  }
}

// Those called `first` come first.
std::vector<RuleId> RulesNamed(const std::set<std::string>& names, const Program& program,
                               const std::string& first) {
  std::vector<RuleId> found;
  for (RuleId id = 0; id < program.rules.size(); ++id) {
    if (names.contains(program.rules[id].name)) found.push_back(id);
  }
  std::stable_partition(found.begin(), found.end(),
                        [&](RuleId id) { return program.rules[id].name == first; });
  return found;
}

Reach ReachOf(const Mutation& mutation, const Plan& before, const Plan& after) {
  const std::set<std::string> names = ChangedRules(mutation, *before.program, *after.program);
  Reach reach;
  reach.readings.resize(before.program->readings.size());
  reach.predicates.resize(before.program->predicates.size());
  reach.rules = RulesNamed(names, *before.program, mutation.row);
  reach.changed = RulesNamed(names, *after.program, mutation.row);
  AddReach(before, names, reach);
  AddReach(after, names, reach);
  return reach;
}

bool CouldNotice(const Expectation& expectation, const Scenario& scenario, const Program& program,
                 const Reach& reach) {
  if (!reach.readings[expectation.reading]) return false;
  const Expectation& about =
      expectation.above >= 0 ? scenario.expectations[static_cast<std::size_t>(expectation.above)]
                             : expectation;
  const bool outcome = about.subject == Expectation::Subject::kOutcome || expectation.above >= 0;
  if (!outcome) return reach.predicates[about.predicate];
  const PredicateId first =
      program.phrases[program.predicates[about.predicate].phrase].first_predicate;
  for (int m = 0; m < kModalities; ++m) {
    if (reach.predicates[first + static_cast<PredicateId>(m)]) return true;
  }
  return false;
}

// Takes out what speaks of an exception that is left out: exceptions to it, and statements that a
// change of it is equivalent. In the place of each stands a statement that says nothing, so that
// places stay.
void DropOrphans(std::vector<ast::File>& files) {
  std::set<std::string> names;
  for (const ast::File& file : files) {
    for (const ast::Statement& statement : file.statements) {
      if (const auto* rule = std::get_if<ast::Rule>(&statement)) names.insert(rule->name.text);
      if (const auto* table = std::get_if<ast::Table>(&statement))
        names.insert(table->common.name.text);
    }
  }
  bool again = false;
  for (ast::File& file : files) {
    for (ast::Statement& statement : file.statements) {
      if (std::holds_alternative<ast::Equivalent>(statement)) statement = ast::Uses{};
      auto* rule = std::get_if<ast::Rule>(&statement);
      if (rule == nullptr || !rule->exception) continue;
      std::erase_if(rule->targets,
                    [&](const ast::Text& target) { return !names.contains(target.text); });
      if (!rule->targets.empty()) continue;
      statement = ast::Uses{};
      again = true;
    }
  }
  if (again) DropOrphans(files);
}

}  // namespace

struct Mutator::Parts {
  std::shared_ptr<const Rulebook> whole;
  std::vector<ast::File> files;
  std::vector<Mutation> mutations;
  std::vector<const Scenario*> scenarios;

  // The rulebook with one change, or the code of why it does not load.
  std::variant<std::shared_ptr<const Plan>, std::string> Load(const Mutation& mutation) const;
  // The first scenario that fails with the broken law; the others join those near.
  const Scenario* FindNotice(const Reach& reach, Pair& pair, Cancelled cancelled) const;
  void Judge(const Mutation& mutation, const std::shared_ptr<const Plan>& plan, Cancelled cancelled,
             MutantOutcome& outcome) const;
};

std::variant<std::shared_ptr<const Plan>, std::string> Mutator::Parts::Load(
    const Mutation& mutation) const {
  std::vector<ast::File> changed = files;
  mutation.apply(changed);
  DropOrphans(changed);
  DiagnosticSink sink;
  std::shared_ptr<const CheckedProgram> checked = Check(changed, sink, Extent::kPart);
  if (sink.empty()) return MakePlan(std::move(checked));
  return std::string(Code(std::move(sink).Take().front().kind));
}

const Scenario* Mutator::Parts::FindNotice(const Reach& reach, Pair& pair,
                                           Cancelled cancelled) const {
  for (const Scenario* scenario : scenarios) {
    if (cancelled != nullptr && cancelled->load()) throw EvaluationCancelled();
    std::optional<ScenarioRun> run;
    for (const Expectation& expectation : scenario->expectations) {
      if (!CouldNotice(expectation, *scenario, whole->program(), reach)) continue;
      if (!run) run.emplace(pair.broken, *scenario, cancelled);
      if (!run->IsMet(expectation)) return scenario;
    }
    if (run) pair.near.push_back(scenario);
  }
  return nullptr;
}

void Mutator::Parts::Judge(const Mutation& mutation, const std::shared_ptr<const Plan>& plan,
                           Cancelled cancelled, MutantOutcome& outcome) const {
  using Fate = MutantOutcome::Fate;
  const Reach reach = ReachOf(mutation, whole->plan(), *plan);
  if (reach.rules.empty() && reach.changed.empty()) {
    outcome.fate = Fate::kEquivalent;
    outcome.by = "no rule uses it";
    return;
  }
  const Rulebook broken(plan, *whole, [&](std::uint32_t reading, PredicateId predicate) {
    return !reach.readings[reading] || !reach.predicates[predicate];
  });
  Pair pair{*whole, broken, reach.rules, reach.changed, {}, {}};
  for (std::uint32_t reading = 0; reading < reach.readings.size(); ++reading) {
    if (reach.readings[reading]) pair.readings.push_back(reading);
  }
  if (const Scenario* scenario = FindNotice(reach, pair, cancelled)) {
    outcome.fate = Fate::kKilled;
    outcome.by = scenario->title;
    return;
  }
  outcome.fate = Fate::kSurvived;
  outcome.proposal =
      FindDistinguishingScenario(pair, "Told apart from " + mutation.key, cancelled).value_or("");
  for (const Equivalent& known : whole->program().equivalents) {
    if (known.key != mutation.key) continue;
    outcome.fate = outcome.proposal.empty() ? Fate::kEquivalent : Fate::kRefuted;
    outcome.by = known.reason;
  }
}

Mutator::Mutator(std::shared_ptr<const Rulebook> rulebook, const MutateOptions& options) {
  auto parts = std::make_unique<Parts>();
  parts->whole = std::move(rulebook);
  const std::vector<SourceFile>& texts = parts->whole->files();
  DiagnosticSink sink;
  for (std::size_t i = 0; i < texts.size(); ++i)
    parts->files.push_back(Parse(texts[i], static_cast<std::uint32_t>(i), sink));
  parts->mutations = ListMutations(parts->files, texts, parts->whole->program());
  if (!options.rule.empty()) {
    std::erase_if(parts->mutations,
                  [&](const Mutation& mutation) { return mutation.rule != options.rule; });
  }
  if (!options.without_scenarios)
    parts->scenarios = ChooseScenarios(*parts->whole, options.filters);
  parts_ = std::move(parts);
}

Mutator::~Mutator() = default;

std::size_t Mutator::size() const { return parts_->mutations.size(); }

std::optional<MutantOutcome> Mutator::Try(std::size_t mutant, Cancelled cancelled) const try {
  const Mutation& mutation = parts_->mutations[mutant];
  MutantOutcome outcome{mutation.rule,
                        mutation.change,
                        mutation.key,
                        mutation.span,
                        MutantOutcome::Fate::kRefused,
                        {},
                        {}};
  if (cancelled != nullptr && cancelled->load()) return std::nullopt;
  const auto loaded = parts_->Load(mutation);
  if (const auto* code = std::get_if<std::string>(&loaded)) {
    outcome.by = *code;
  } else {
    parts_->Judge(mutation, std::get<std::shared_ptr<const Plan>>(loaded), cancelled, outcome);
  }
  return outcome;
} catch (const EvaluationCancelled&) {
  return std::nullopt;
}

std::vector<IdleEquivalent> Mutator::IdleEquivalents(
    const std::vector<MutantOutcome>& outcomes) const {
  std::set<std::string> needed;
  for (const MutantOutcome& outcome : outcomes) {
    if (outcome.fate == MutantOutcome::Fate::kEquivalent ||
        outcome.fate == MutantOutcome::Fate::kRefuted)
      needed.insert(outcome.key);
  }
  std::vector<IdleEquivalent> idle;
  for (const Equivalent& known : parts_->whole->program().equivalents) {
    if (!needed.contains(known.key)) idle.push_back({known.key, known.span});
  }
  return idle;
}

MutationScore ScoreOf(const std::vector<MutantOutcome>& outcomes) {
  MutationScore score;
  for (const MutantOutcome& outcome : outcomes) {
    switch (outcome.fate) {
      case MutantOutcome::Fate::kRefused:
        ++score.refused;
        break;
      case MutantOutcome::Fate::kKilled:
        ++score.killed;
        break;
      case MutantOutcome::Fate::kEquivalent:
        ++score.equivalent;
        break;
      case MutantOutcome::Fate::kRefuted:
        ++score.refuted;
        ++score.proposed;
        break;
      case MutantOutcome::Fate::kSurvived:
        ++score.survived;
        score.proposed += outcome.proposal.empty() ? 0 : 1;
        break;
    }
  }
  return score;
}

}  // namespace comity
