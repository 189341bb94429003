// SPDX-License-Identifier: Apache-2.0
#include "engine/eval/evaluator.h"

#include <algorithm>
#include <set>

namespace comity {
namespace {

const Cell kNothing;
const Cell kOpenCell{Timeline(Truth::kUnknown), {}, {}};
const Cell kPresumedCell{Timeline(Truth::kYes), {}, {}};

const Cell& Otherwise(Truth truth) {
  return truth == Truth::kNo ? kNothing : truth == Truth::kUnknown ? kOpenCell : kPresumedCell;
}

bool IsGround(std::span<const Value> pattern) {
  return std::find(pattern.begin(), pattern.end(), kOpen) == pattern.end();
}

}  // namespace

Evaluator::Evaluator(const Plan& plan, std::uint32_t reading, const CaseFacts* facts,
                     const Model* model, const std::atomic<bool>* cancelled,
                     std::uint64_t most_steps, FactView view)
    : plan_(plan),
      program_(*plan.program),
      reading_(reading),
      facts_(facts),
      model_(model),
      cancelled_(cancelled),
      view_(std::move(view)),
      touched_(program_.predicates.size(), false),
      most_steps_(most_steps) {
  if (facts_ != nullptr || view_.known_on || !view_.version.empty()) MarkTouched();
}

void Evaluator::MarkTouched() {
  std::set<PredicateId> changed;
  if (facts_ != nullptr) AddTouchedByCase(changed);
  if (view_.known_on) AddTouchedByKnowledge(changed);
  if (!view_.version.empty()) AddTouchedByVersion(changed);
  touched_ = plan_.DependentsOf(changed);
}

void Evaluator::AddTouchedByCase(std::set<PredicateId>& changed) const {
  for (const auto& [id, known] : facts_->base.predicates()) changed.insert(id);
  // A new entity or day changes what is open by default of its kind, though nothing is stated of
  // it.
  for (PredicateId id = 0; id < program_.predicates.size(); ++id) {
    const Predicate& predicate = program_.predicates[id];
    if (program_.phrases[predicate.phrase].otherwise == Truth::kNo) continue;
    for (const Hole& hole : predicate.holes) {
      for (const Entity& entity : facts_->cast.cast) {
        if (entity.kind == hole.kind) changed.insert(id);
      }
      if (!IsOfEntities(hole.kind) && !facts_->base.named(hole.kind).empty()) changed.insert(id);
    }
  }
}

void Evaluator::AddTouchedByKnowledge(std::set<PredicateId>& changed) const {
  for (PredicateId id = 0; id < program_.predicates.size(); ++id) {
    const auto& issues = plan_.issues[id];
    const bool dated = std::any_of(issues.begin(), issues.end(), [&](std::uint32_t issue) {
      return !program_.issues[issue].standing.empty();
    });
    if (dated) changed.insert(id);
  }
  for (const auto& [id, known] : plan_.facts->predicates()) {
    if (known > *view_.known_on) changed.insert(id);
  }
}

void Evaluator::AddTouchedByVersion(std::set<PredicateId>& changed) const {
  for (std::size_t i = 0; i < view_.version.size(); ++i) {
    if (view_.version[i] == 0) continue;
    for (std::uint32_t side : program_.disputes[i].sides)
      changed.insert(program_.facts[side].predicate);
  }
}

Evaluator& Evaluator::In(const Version& version) {
  if (version == view_.version) return *this;
  auto& evaluator = versions_[version];
  if (!evaluator) {
    evaluator = std::make_unique<Evaluator>(plan_, reading_, facts_, model_, cancelled_,
                                            most_steps_, FactView{view_.known_on, version});
  }
  return *evaluator;
}

void Evaluator::Tick(std::uint64_t steps) {
  constexpr std::uint64_t kStepsBetweenPolls = 64;
  steps_ += steps;
  if (steps_ > most_steps_) throw EvaluationTooLong();
  if (cancelled_ == nullptr || steps_ < next_poll_) return;
  next_poll_ = steps_ + kStepsBetweenPolls;
  if (cancelled_->load(std::memory_order_relaxed)) throw EvaluationCancelled();
}

Timeline Evaluator::TakesOn(const PositionTag& tag) const {
  const std::uint32_t taken = program_.readings[reading_].positions[tag.issue];
  const Issue& issue = program_.issues[tag.issue];
  if (taken == kOfTheDay) {
    Timeline stands = issue.standing[tag.position];
    // What stood on the day up to which all is known goes on, for all one knew.
    if (view_.known_on) stands.Assign({*view_.known_on, Day::End()}, stands.At(*view_.known_on));
    return stands;
  }
  if (taken == kPrevailing && view_.known_on)
    return Timeline(issue.standing[tag.position].At(*view_.known_on));
  const std::uint32_t position = taken == kPrevailing ? issue.prevailing : taken;
  return Timeline(position == tag.position ? Truth::kYes : Truth::kNo);
}

Timeline Evaluator::CountsOn(RuleId rule) const {
  Timeline days = plan_.rules[rule].in_force;
  for (const PositionTag& tag : program_.rules[rule].tags) days = And(days, TakesOn(tag));
  return days;
}

const Relation<Cell>* Evaluator::Finished(PredicateId predicate) {
  if (model_ != nullptr && !touched_[predicate]) {
    if (const auto* relation = model_->Find(predicate)) return relation;
  }
  if (!plan_.recursive[predicate]) return nullptr;
  if (!components_.contains(predicate)) EvaluateComponent(predicate);
  return components_[predicate].get();
}

const Cell& Evaluator::Ground(PredicateId predicate, std::span<const Value> values) {
  Tick();
  if (const auto* relation = Finished(predicate)) {
    const auto row = relation->Find(values);
    return row ? relation->At(*row)
               : Otherwise(program_.phrases[program_.predicates[predicate].phrase].otherwise);
  }
  Goal goal{predicate, {values.begin(), values.end()}};
  const auto known = grounds_.find(goal);
  if (known != grounds_.end()) return *known->second;
  auto cell = std::make_unique<Cell>(EvaluateGround(predicate, values));
  return *grounds_.emplace(std::move(goal), std::move(cell)).first->second;
}

Cell Evaluator::EvaluateGround(PredicateId predicate, std::span<const Value> values) {
  const Form form = program_.phrases[program_.predicates[predicate].phrase].form;
  if (!IsRuled(form)) return EvaluateStated(predicate, values);
  Relation<Cell> result(values.size());
  Apply(predicate, values, result);
  Cell cell = result.size() == 0 ? Cell() : result.At(0);
  TakeAssumptions(predicate, values, cell);
  return cell;
}

void Evaluator::Assume(PredicateId predicate, const std::vector<Value>& values, Day day,
                       Truth truth) {
  assumptions_[{predicate, values}].push_back({day, truth});
}

void Evaluator::TakeAssumptions(PredicateId predicate, std::span<const Value> values,
                                Cell& cell) const {
  if (assumptions_.empty()) return;
  const auto found = assumptions_.find({predicate, {values.begin(), values.end()}});
  if (found == assumptions_.end()) return;
  for (const Timeline::Step& step : found->second)
    cell.value.Assign({step.day, PlusDays(step.day, 1)}, step.value);
}

void Evaluator::TakeAssumptions(PredicateId predicate, Relation<Cell>& cells) const {
  for (std::size_t row = 0; row < cells.size(); ++row)
    TakeAssumptions(predicate, cells.Tuple(row), cells.At(row));
}

const StatedRow* Evaluator::CaseRow(PredicateId predicate, std::span<const Value> values) const {
  const auto* relation = facts_ == nullptr ? nullptr : facts_->base.Find(predicate);
  const auto row = relation == nullptr ? std::nullopt : relation->Find(values);
  return row ? &relation->At(*row) : nullptr;
}

const StatedRow* Evaluator::FactRow(PredicateId predicate, std::span<const Value> values) {
  const auto* relation = plan_.facts->Find(predicate);
  const auto row = relation == nullptr ? std::nullopt : relation->Find(values);
  if (!row) return nullptr;
  const StatedRow& whole = relation->At(*row);
  const bool plain = !view_.known_on && (view_.version.empty() || !whole.disputed);
  if (plain) return whole.facts.empty() ? nullptr : &whole;
  auto& seen = seen_[&whole];
  if (!seen) seen = std::make_unique<StatedRow>(plan_.facts->See(whole, view_));
  return seen->facts.empty() ? nullptr : seen.get();
}

Timeline Evaluator::PresumedByRules(PredicateId predicate, std::span<const Value> values) {
  Timeline result;
  if (plan_.rules_for[predicate].empty()) return result;
  Relation<Cell> presumed(values.size());
  Apply(predicate, values, presumed);
  return presumed.size() == 0 ? result : presumed.At(0).value;
}

Cell Evaluator::EvaluateStated(PredicateId predicate, std::span<const Value> values) {
  Cell cell = Otherwise(program_.phrases[program_.predicates[predicate].phrase].otherwise);
  if (!plan_.rules_for[predicate].empty())
    cell.value = Or(cell.value, PresumedByRules(predicate, values));
  cell.value = OverlayStated(predicate, values, std::move(cell.value));
  return cell;
}

Timeline Evaluator::OverlayStated(PredicateId predicate, std::span<const Value> values,
                                  Timeline below) {
  if (const StatedRow* row = FactRow(predicate, values)) below = Overlay(*row, below);
  if (const StatedRow* row = CaseRow(predicate, values)) below = Overlay(*row, below);
  return below;
}

const std::vector<Value>& Evaluator::Domain(KindId kind) {
  const auto known = domains_.find(kind);
  if (known != domains_.end()) return known->second;
  std::vector<Value> values;
  if (kind != kAnyKind && !IsOfEntities(kind)) {
    // Whatever was known of them: a day is no fact.
    std::set<Value> named = plan_.concluded[kind];
    for (const FactBase* facts : {plan_.facts.get(), facts_ == nullptr ? nullptr : &facts_->base}) {
      if (facts != nullptr) named.insert(facts->named(kind).begin(), facts->named(kind).end());
    }
    values.assign(named.begin(), named.end());
  } else {
    for (std::size_t i = 0; i < program_.entities.size(); ++i) {
      if (kind == kAnyKind || program_.entities[i].kind == kind)
        values.push_back(static_cast<Value>(i));
    }
    for (std::size_t i = 0; facts_ != nullptr && i < facts_->cast.cast.size(); ++i) {
      if (kind == kAnyKind || facts_->cast.cast[i].kind == kind)
        values.push_back(static_cast<Value>(program_.entities.size() + i));
    }
  }
  return domains_.emplace(kind, std::move(values)).first->second;
}

void Evaluator::ForEachMatch(PredicateId predicate, std::span<const Value> pattern,
                             const Visit& visit) {
  Tick();
  if (IsGround(pattern)) {
    const Cell& cell = Ground(predicate, pattern);
    if (!cell.IsNo()) visit(pattern, cell);
    return;
  }
  const Form form = program_.phrases[program_.predicates[predicate].phrase].form;
  const bool ruled = IsRuled(form);
  if (!ruled && program_.phrases[program_.predicates[predicate].phrase].otherwise != Truth::kNo) {
    std::vector<Value> tuple(pattern.begin(), pattern.end());
    ForEachInDomain(predicate, tuple, 0, visit);
    return;
  }
  const Relation<Cell>* relation = Finished(predicate);
  if (relation == nullptr && !ruled) {
    ForEachStated(predicate, pattern, visit);
    return;
  }
  if (relation == nullptr) relation = &EvaluateGoal(predicate, pattern);
  relation->ForEachMatch(pattern, [&](std::size_t row) {
    if (relation->At(row).IsNo()) return;
    visit(relation->Tuple(row), relation->At(row));
  });
}

void Evaluator::ForEachInDomain(PredicateId predicate, std::vector<Value>& tuple, std::size_t hole,
                                const Visit& visit) {
  if (hole == tuple.size()) {
    const Cell& cell = Ground(predicate, tuple);
    if (!cell.IsNo()) visit(tuple, cell);
    return;
  }
  if (tuple[hole] != kOpen) {
    ForEachInDomain(predicate, tuple, hole + 1, visit);
    return;
  }
  for (Value value : Domain(program_.predicates[predicate].holes[hole].kind)) {
    tuple[hole] = value;
    ForEachInDomain(predicate, tuple, hole + 1, visit);
  }
  tuple[hole] = kOpen;
}

// Of a record, fact or question that is no by default: what is stated in some layer, or presumed by
// a rule.
void Evaluator::ForEachStated(PredicateId predicate, std::span<const Value> pattern,
                              const Visit& visit) {
  std::vector<std::vector<Value>> tuples;
  const auto collect = [&](const auto& relation) {
    relation.ForEachMatch(pattern, [&](std::size_t row) {
      Tick();
      const auto tuple = relation.Tuple(row);
      tuples.emplace_back(tuple.begin(), tuple.end());
    });
  };
  if (const auto* relation = plan_.facts->Find(predicate)) collect(*relation);
  if (facts_ != nullptr && facts_->base.Find(predicate) != nullptr)
    collect(*facts_->base.Find(predicate));
  if (!plan_.rules_for[predicate].empty()) collect(EvaluateGoal(predicate, pattern));
  std::sort(tuples.begin(), tuples.end());
  tuples.erase(std::unique(tuples.begin(), tuples.end()), tuples.end());
  for (const std::vector<Value>& tuple : tuples) {
    const Cell& cell = Ground(predicate, tuple);
    if (!cell.IsNo()) visit(tuple, cell);
  }
}

const Relation<Cell>& Evaluator::EvaluateGoal(PredicateId predicate,
                                              std::span<const Value> pattern) {
  Goal goal{predicate, {pattern.begin(), pattern.end()}};
  const auto known = goals_.find(goal);
  if (known != goals_.end()) return *known->second;
  auto result = std::make_unique<Relation<Cell>>(pattern.size());
  Apply(predicate, pattern, *result);
  TakeAssumptions(predicate, *result);
  return *goals_.emplace(std::move(goal), std::move(result)).first->second;
}

// INVARIANT: what a component depends on outside of itself does not depend on it, so nothing
// remembered in between can have seen an unfinished value. Semi-naive evaluation is not worth its
// bookkeeping here: components are small, and rise a few steps only.
void Evaluator::EvaluateComponent(PredicateId predicate) {
  const auto& members = plan_.components[plan_.component_of[predicate]];
  for (PredicateId member : members) {
    components_[member] =
        std::make_shared<Relation<Cell>>(program_.predicates[member].holes.size());
    SeedWithStated(member, *components_[member]);
  }
  for (bool changed = true; changed;) {
    changed = false;
    for (PredicateId member : members) {
      const auto next = EvaluateAll(member);
      auto& current = *components_[member];
      for (std::size_t row = 0; row < next->size(); ++row) {
        Cell& cell = current.At(current.Insert(next->Tuple(row)));
        const Cell& found = next->At(row);
        if (cell.value == found.value && cell.suspended == found.suspended &&
            cell.barred == found.barred)
          continue;
        cell = found;
        changed = true;
      }
    }
  }
}

// What is stated is known from the start; a `not` must never be read as the unknown that stands
// where nothing is said.
void Evaluator::SeedWithStated(PredicateId predicate, Relation<Cell>& result) {
  const auto add = [&](const Relation<StatedRow>* stated) {
    for (std::size_t row = 0; stated != nullptr && row < stated->size(); ++row)
      result.Insert(stated->Tuple(row));
  };
  add(plan_.facts->Find(predicate));
  if (facts_ != nullptr) add(facts_->base.Find(predicate));
  for (std::size_t row = 0; row < result.size(); ++row) {
    Tick();
    result.At(row).value = OverlayStated(
        predicate, result.Tuple(row),
        Otherwise(program_.phrases[program_.predicates[predicate].phrase].otherwise).value);
  }
}

std::shared_ptr<Relation<Cell>> Evaluator::EvaluateAll(PredicateId predicate) {
  const std::size_t arity = program_.predicates[predicate].holes.size();
  const std::vector<Value> open(arity, kOpen);
  auto result = std::make_shared<Relation<Cell>>(arity);
  const Form form = program_.phrases[program_.predicates[predicate].phrase].form;
  if (IsRuled(form)) {
    Apply(predicate, open, *result);
    TakeAssumptions(predicate, *result);
    return result;
  }
  Apply(predicate, open, *result);
  SeedWithStated(predicate, *result);
  for (std::size_t row = 0; row < result->size(); ++row)
    result->At(row) = EvaluateStated(predicate, result->Tuple(row));
  return result;
}

}  // namespace comity
