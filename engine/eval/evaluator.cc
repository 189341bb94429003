// SPDX-License-Identifier: Apache-2.0
#include "engine/eval/evaluator.h"

#include <algorithm>
#include <set>


namespace comity {
namespace {

const Timeline kYes(Truth::kYes);
const Cell kNothing;
const Cell kOpenCell{Timeline(Truth::kUnknown), {}, {}};
const Cell kPresumedCell{Timeline(Truth::kYes), {}, {}};

const Cell& Otherwise(Truth truth) {
  return truth == Truth::kNo ? kNothing : truth == Truth::kUnknown ? kOpenCell : kPresumedCell;
}

bool IsGround(std::span<const Value> pattern) {
  return std::find(pattern.begin(), pattern.end(), kOpen) == pattern.end();
}

bool IsYes(const Timeline& timeline) { return timeline.IsConstant() && timeline.initial() == Truth::kYes; }

}  // namespace

Evaluator::Evaluator(const Plan& plan, std::uint32_t reading, const CaseFacts* facts, const Model* model,
                     const std::atomic<bool>* cancelled)
    : plan_(plan),
      program_(*plan.program),
      reading_(reading),
      facts_(facts),
      model_(model),
      cancelled_(cancelled),
      touched_(program_.predicates.size(), false) {
  if (facts == nullptr) return;
  std::set<PredicateId> changed = facts->base.predicates();
  // A new entity changes what is open by default of its kind, though nothing is stated of it.
  for (PredicateId id = 0; id < program_.predicates.size(); ++id) {
    const Predicate& predicate = program_.predicates[id];
    if (program_.phrases[predicate.phrase].otherwise == Truth::kNo) continue;
    for (const Hole& hole : predicate.holes) {
      for (const Entity& entity : facts->cast.cast) {
        if (entity.kind == hole.kind) changed.insert(id);
      }
    }
  }
  // So do new days in records.
  if (!facts->base.record_days().empty()) {
    for (PredicateId id = 0; id < program_.predicates.size(); ++id) {
      const Predicate& predicate = program_.predicates[id];
      const bool dated = std::any_of(predicate.holes.begin(), predicate.holes.end(),
                                     [](const Hole& hole) { return hole.kind == kDateKind; });
      if (dated && program_.phrases[predicate.phrase].otherwise != Truth::kNo) changed.insert(id);
    }
  }
  for (PredicateId id : changed) {
    for (PredicateId other = 0; other < touched_.size(); ++other) {
      if (plan.dependents[id][other]) touched_[other] = true;
    }
  }
}

void Evaluator::Tick() {
  if (cancelled_ != nullptr && (++ticks_ & 0x3FU) == 0 && cancelled_->load(std::memory_order_relaxed)) {
    throw EvaluationCancelled();
  }
}

bool Evaluator::IsActive(const Rule& rule) const {
  const auto& positions = program_.readings[reading_].positions;
  return std::all_of(rule.tags.begin(), rule.tags.end(),
                     [&](const PositionTag& tag) { return positions[tag.issue] == tag.position; });
}

// ------------------------------------------------------------------------------------------------ look-up

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
    return row ? relation->At(*row) : Otherwise(program_.phrases[program_.predicates[predicate].phrase].otherwise);
  }
  Goal goal{predicate, {values.begin(), values.end()}};
  const auto known = grounds_.find(goal);
  if (known != grounds_.end()) return *known->second;
  auto cell = std::make_unique<Cell>(EvaluateGround(predicate, values));
  return *grounds_.emplace(std::move(goal), std::move(cell)).first->second;
}

Cell Evaluator::EvaluateGround(PredicateId predicate, std::span<const Value> values) {
  const Form form = program_.phrases[program_.predicates[predicate].phrase].form;
  if (form != Form::kConclusion && form != Form::kAction) return EvaluateStated(predicate, values);
  Relation<Cell> result(values.size());
  Apply(predicate, values, result);
  return result.size() == 0 ? Cell() : result.At(0);
}

const StatedRow* Evaluator::CaseRow(PredicateId predicate, std::span<const Value> values) const {
  const auto* relation = facts_ == nullptr ? nullptr : facts_->base.Find(predicate);
  const auto row = relation == nullptr ? std::nullopt : relation->Find(values);
  return row ? &relation->At(*row) : nullptr;
}

const StatedRow* Evaluator::FactRow(PredicateId predicate, std::span<const Value> values) const {
  const auto* relation = plan_.facts->Find(predicate);
  const auto row = relation == nullptr ? std::nullopt : relation->Find(values);
  return row ? &relation->At(*row) : nullptr;
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
  if (!plan_.rules_for[predicate].empty()) cell.value = Or(cell.value, PresumedByRules(predicate, values));
  cell.value = OverlayStated(predicate, values, std::move(cell.value));
  return cell;
}

Timeline Evaluator::OverlayStated(PredicateId predicate, std::span<const Value> values, Timeline below) const {
  if (const StatedRow* row = FactRow(predicate, values)) below = Overlay(row->stated, below);
  if (const StatedRow* row = CaseRow(predicate, values)) below = Overlay(row->stated, below);
  return below;
}

const std::vector<Value>& Evaluator::Domain(KindId kind) {
  const auto known = domains_.find(kind);
  if (known != domains_.end()) return known->second;
  std::vector<Value> values;
  if (kind == kDateKind) {
    std::set<Value> days = plan_.facts->record_days();
    if (facts_ != nullptr) days.insert(facts_->base.record_days().begin(), facts_->base.record_days().end());
    values.assign(days.begin(), days.end());
  } else {
    for (std::size_t i = 0; i < program_.entities.size(); ++i) {
      if (kind == kAnyKind || program_.entities[i].kind == kind) values.push_back(static_cast<Value>(i));
    }
    for (std::size_t i = 0; facts_ != nullptr && i < facts_->cast.cast.size(); ++i) {
      if (kind == kAnyKind || facts_->cast.cast[i].kind == kind) values.push_back(static_cast<Value>(program_.entities.size() + i));
    }
  }
  return domains_.emplace(kind, std::move(values)).first->second;
}

void Evaluator::ForEachMatch(PredicateId predicate, std::span<const Value> pattern, const Visit& visit) {
  Tick();
  if (IsGround(pattern)) {
    const Cell& cell = Ground(predicate, pattern);
    if (!cell.IsNo()) visit(pattern, cell);
    return;
  }
  const Form form = program_.phrases[program_.predicates[predicate].phrase].form;
  const bool ruled = form == Form::kConclusion || form == Form::kAction;
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
    if (!relation->At(row).IsNo()) visit(relation->Tuple(row), relation->At(row));
  });
}

void Evaluator::ForEachInDomain(PredicateId predicate, std::vector<Value>& tuple, std::size_t hole, const Visit& visit) {
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

// Of a record, fact or question that is no by default: what is stated in some layer, or presumed by a rule.
void Evaluator::ForEachStated(PredicateId predicate, std::span<const Value> pattern, const Visit& visit) {
  std::vector<std::vector<Value>> tuples;
  const auto collect = [&](const auto& relation) {
    relation.ForEachMatch(pattern, [&](std::size_t row) {
      const auto tuple = relation.Tuple(row);
      tuples.emplace_back(tuple.begin(), tuple.end());
    });
  };
  if (const auto* relation = plan_.facts->Find(predicate)) collect(*relation);
  if (facts_ != nullptr && facts_->base.Find(predicate) != nullptr) collect(*facts_->base.Find(predicate));
  if (!plan_.rules_for[predicate].empty()) collect(EvaluateGoal(predicate, pattern));
  std::sort(tuples.begin(), tuples.end());
  tuples.erase(std::unique(tuples.begin(), tuples.end()), tuples.end());
  for (const std::vector<Value>& tuple : tuples) {
    const Cell& cell = Ground(predicate, tuple);
    if (!cell.IsNo()) visit(tuple, cell);
  }
}

// ------------------------------------------------------------------------------------------------ rules

const Relation<Cell>& Evaluator::EvaluateGoal(PredicateId predicate, std::span<const Value> pattern) {
  Goal goal{predicate, {pattern.begin(), pattern.end()}};
  const auto known = goals_.find(goal);
  if (known != goals_.end()) return *known->second;
  auto result = std::make_unique<Relation<Cell>>(pattern.size());
  Apply(predicate, pattern, *result);
  return *goals_.emplace(std::move(goal), std::move(result)).first->second;
}

// INVARIANT: what a component depends on outside of itself does not depend on it, so nothing remembered in between can
// have seen an unfinished value. Semi-naive evaluation is not worth its bookkeeping here: components are small, and rise a few steps only.
void Evaluator::EvaluateComponent(PredicateId predicate) {
  const auto& members = plan_.component[predicate];
  for (PredicateId member : members) {
    components_[member] = std::make_shared<Relation<Cell>>(program_.predicates[member].holes.size());
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
        if (cell.value == found.value && cell.suspended == found.suspended && cell.barred == found.barred) continue;
        cell = found;
        changed = true;
      }
    }
  }
}

// What is stated is known from the start; a `not` must never be read as the unknown that stands where nothing is said.
void Evaluator::SeedWithStated(PredicateId predicate, Relation<Cell>& result) {
  const auto add = [&](const Relation<StatedRow>* stated) {
    for (std::size_t row = 0; stated != nullptr && row < stated->size(); ++row) result.Insert(stated->Tuple(row));
  };
  add(plan_.facts->Find(predicate));
  if (facts_ != nullptr) add(facts_->base.Find(predicate));
  for (std::size_t row = 0; row < result.size(); ++row) {
    result.At(row).value = OverlayStated(predicate, result.Tuple(row), Otherwise(program_.phrases[program_.predicates[predicate].phrase].otherwise).value);
  }
}

std::shared_ptr<Relation<Cell>> Evaluator::EvaluateAll(PredicateId predicate) {
  const std::size_t arity = program_.predicates[predicate].holes.size();
  const std::vector<Value> open(arity, kOpen);
  auto result = std::make_shared<Relation<Cell>>(arity);
  const Form form = program_.phrases[program_.predicates[predicate].phrase].form;
  if (form == Form::kConclusion || form == Form::kAction) {
    Apply(predicate, open, *result);
    return result;
  }
  Apply(predicate, open, *result);
  SeedWithStated(predicate, *result);
  for (std::size_t row = 0; row < result->size(); ++row) result->At(row) = EvaluateStated(predicate, result->Tuple(row));
  return result;
}

std::vector<Value> Evaluator::Fill(const Atom& atom, const Bindings& bindings) const {
  std::vector<Value> values;
  values.reserve(atom.terms.size());
  for (const Term& term : atom.terms) {
    values.push_back(term.variable ? bindings[static_cast<std::size_t>(term.value)] : term.value);
  }
  return values;
}

bool Evaluator::Fits(const Rule& rule, Value variable, const Hole& hole, Value value) const {
  if (hole.kind != kAnyKind) return true;
  const auto index = static_cast<std::size_t>(value);
  const std::size_t declared = program_.entities.size();
  const KindId kind = index < declared ? program_.entities[index].kind : facts_->cast.cast[index - declared].kind;
  return rule.variables[static_cast<std::size_t>(variable)].kind == kind;
}

bool Evaluator::BindHead(const Rule& rule, std::span<const Value> pattern, Bindings& bindings, VariableSet& bound) const {
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    if (pattern[i] == kOpen) continue;
    const Term& term = rule.head.terms[i];
    if (!term.variable) {
      if (term.value != pattern[i]) return false;
      continue;
    }
    Value& value = bindings[static_cast<std::size_t>(term.value)];
    if (value != kOpen && value != pattern[i]) return false;
    if (!Fits(rule, term.value, program_.predicates[rule.head.predicate].holes[i], pattern[i])) return false;
    value = pattern[i];
    bound |= VariableSet{1} << static_cast<unsigned>(term.value);
  }
  return true;
}

void Evaluator::Apply(PredicateId predicate, std::span<const Value> pattern, Relation<Cell>& result) {
  for (RuleId id : plan_.rules_for[predicate]) {
    const RulePlan& rule = plan_.rules[id];
    if (!IsActive(*rule.rule)) continue;
    Bindings bindings(rule.rule->variables.size(), kOpen);
    VariableSet bound = 0;
    if (!BindHead(*rule.rule, pattern, bindings, bound)) continue;
    Solve(rule, plan_.OrderOf(rule, bound), 0, bindings, kYes, [&](const Bindings& found, const Timeline& conditions) {
      const Derivation derivation = Finish(rule, found, conditions);
      if (derivation.applies.IsNo() && derivation.value.IsNo()) return;
      Cell& cell = result.At(result.Insert(Fill(rule.rule->head, found)));
      if (IsYes(Not(derivation.suspended_by))) {
        cell.value = Or(cell.value, derivation.value);
      } else {
        cell.value = Or(cell.value, And(derivation.value, Not(derivation.suspended_by)));
        cell.suspended = Or(cell.suspended, And(derivation.value, derivation.suspended_by));
      }
      if (!derivation.barred_by.IsNo()) cell.barred = Or(cell.barred, And(derivation.applies, derivation.barred_by));
    });
  }
}

void Evaluator::Solve(const RulePlan& rule, const std::vector<std::uint32_t>& order, std::size_t at, Bindings& bindings,
                      const Timeline& running, const Assignment& found) {
  if (at == order.size()) {
    found(bindings, running);
    return;
  }
  const Step& step = rule.steps[order[at]];
  if (step.kind == Step::Kind::kComparison) {
    if (Holds(std::get<Comparison>(step.literal->what), bindings)) Solve(rule, order, at + 1, bindings, running, found);
    return;
  }
  if (step.kind == Step::Kind::kGroup) {
    const Timeline next = And(running, ValueOf(*rule.rule, *step.condition, bindings));
    if (!next.IsNo()) Solve(rule, order, at + 1, bindings, next, found);
    return;
  }
  SolveAtom(*rule.rule, *step.literal, bindings, running,
            [&](const Timeline& next) { Solve(rule, order, at + 1, bindings, next, found); });
}

// Calls found for each way to bind the open variables of an atom, with `running` limited by it.
void Evaluator::SolveAtom(const Rule& rule, const Literal& literal, Bindings& bindings, const Timeline& running,
                          const std::function<void(const Timeline&)>& found) {
  const Atom& atom = std::get<Atom>(literal.what);
  const std::vector<Value> pattern = Fill(atom, bindings);
  const Day as_of = literal.as_of ? DayOf(*literal.as_of, bindings) : Day{};
  ForEachMatch(atom.predicate, pattern, [&](std::span<const Value> tuple, const Cell& cell) {
    for (std::size_t i = 0; i < tuple.size(); ++i) {
      const Term& term = atom.terms[i];
      if (!term.variable || pattern[i] != kOpen) continue;
      // The same variable may stand in two holes.
      Value& value = bindings[static_cast<std::size_t>(term.value)];
      const bool fits = Fits(rule, term.value, program_.predicates[atom.predicate].holes[i], tuple[i]);
      if (!fits || (value != kOpen && value != tuple[i])) {
        for (std::size_t j = 0; j < i; ++j) {
          if (pattern[j] == kOpen && atom.terms[j].variable) bindings[static_cast<std::size_t>(atom.terms[j].value)] = kOpen;
        }
        return;
      }
      value = tuple[i];
    }
    const Timeline next = literal.as_of    ? And(running, Timeline(cell.value.At(as_of)))
                          : IsYes(running) ? cell.value
                                           : And(running, cell.value);
    if (!next.IsNo()) found(next);
    for (std::size_t i = 0; i < tuple.size(); ++i) {
      if (atom.terms[i].variable && pattern[i] == kOpen) bindings[static_cast<std::size_t>(atom.terms[i].value)] = kOpen;
    }
  });
}

Timeline Evaluator::Exists(const Rule& rule, std::span<const Literal> literals, Bindings& bindings, const Timeline& running) {
  if (literals.empty()) return running;
  const Literal& first = literals.front();
  if (const auto* comparison = std::get_if<Comparison>(&first.what)) {
    return Holds(*comparison, bindings) ? Exists(rule, literals.subspan(1), bindings, running) : Timeline();
  }
  Timeline result;
  SolveAtom(rule, first, bindings, running, [&](const Timeline& next) {
    if (!IsYes(result)) result = Or(result, Exists(rule, literals.subspan(1), bindings, next));
  });
  return result;
}

Timeline Evaluator::ValueOf(const Rule& rule, const Literal& literal, const Bindings& bindings) {
  Bindings scratch = bindings;
  return Exists(rule, {&literal, 1}, scratch, kYes);
}

Timeline Evaluator::ValueOf(const Rule& rule, const Condition& condition, const Bindings& bindings) {
  Bindings scratch = bindings;
  using Group = Condition::Group;
  if (condition.group == Group::kAllOf || condition.group == Group::kSingle) {
    return Exists(rule, condition.literals, scratch, kYes);
  }
  Timeline result;
  for (const Literal& literal : condition.literals) result = Or(result, Exists(rule, {&literal, 1}, scratch, kYes));
  return condition.group == Group::kNoneOf ? Not(result) : result;
}

Stretch Evaluator::WindowOf(const Rule& rule, const Bindings& bindings) const {
  return {rule.from ? DayOf(*rule.from, bindings) : Day::Beginning(), rule.until ? DayOf(*rule.until, bindings) : Day::End()};
}

Derivation Evaluator::Finish(const RulePlan& plan, const Bindings& bindings, const Timeline& conditions) {
  const Rule& rule = *plan.rule;
  Derivation result{plan.id, bindings, conditions, conditions, {}, {}, {}};
  for (const Condition* unless : plan.unless) {
    result.applies = And(result.applies, Not(ValueOf(rule, *unless, bindings)));
  }
  const bool limited = rule.from || rule.until;
  const Timeline window = limited ? Timeline::During(WindowOf(rule, bindings)) : kYes;
  const Timeline unlimited = result.applies;
  if (limited) result.applies = And(result.applies, window);
  if (unlimited.IsNo() || (result.applies.IsNo() && !rule.with_effect)) return result;
  if (!rule.exceptions.empty()) {
    result.barred_by = MaxOfExceptions(rule, Rule::Effect::kBar, bindings);
    result.suspended_by = MaxOfExceptions(rule, Rule::Effect::kSuspend, bindings);
  }
  if (rule.with_effect) {
    result.value = And(Timeline(And(unlimited, Not(result.barred_by)).Max()), window);
  } else {
    result.value = result.barred_by.IsNo() ? result.applies : And(result.applies, Not(result.barred_by));
  }
  return result;
}

void Evaluator::ForEachException(RuleId exception, const Bindings& bindings, const std::function<void(Derivation)>& found) {
  const RulePlan& plan = plan_.rules[exception];
  if (!IsActive(*plan.rule)) return;
  Bindings own(plan.rule->variables.size(), kOpen);
  std::copy_n(bindings.begin(), plan.rule->shared, own.begin());
  Solve(plan, plan_.OrderOf(plan, 0), 0, own, kYes,
        [&](const Bindings& solution, const Timeline& conditions) { found(Finish(plan, solution, conditions)); });
}

Timeline Evaluator::MaxOfExceptions(const Rule& rule, Rule::Effect effect, const Bindings& bindings) {
  Timeline result;
  for (RuleId exception : rule.exceptions) {
    if (program_.rules[exception].effect != effect) continue;
    ForEachException(exception, bindings, [&](const Derivation& derivation) { result = Or(result, derivation.value); });
  }
  return result;
}

// ------------------------------------------------------------------------------------------------ for explanations

std::vector<Derivation> Evaluator::Derive(PredicateId predicate, std::span<const Value> values) {
  std::vector<Derivation> result;
  for (RuleId id : plan_.rules_for[predicate]) {
    const RulePlan& rule = plan_.rules[id];
    if (!IsActive(*rule.rule)) continue;
    Bindings bindings(rule.rule->variables.size(), kOpen);
    VariableSet bound = 0;
    if (!BindHead(*rule.rule, values, bindings, bound)) continue;
    Solve(rule, plan_.OrderOf(rule, bound), 0, bindings, kYes, [&](const Bindings& found, const Timeline& conditions) {
      result.push_back(Finish(rule, found, conditions));
    });
  }
  return result;
}

std::vector<Derivation> Evaluator::DeriveExceptions(RuleId rule, const Bindings& bindings) {
  std::vector<Derivation> result;
  for (RuleId exception : program_.rules[rule].exceptions) {
    ForEachException(exception, bindings, [&](Derivation derivation) { result.push_back(std::move(derivation)); });
  }
  return result;
}

Day Evaluator::DayOf(const DateTerm& term, const Bindings& bindings) const {
  switch (term.kind) {
    case DateTerm::Kind::kTerm:
      return {term.term.variable ? bindings[static_cast<std::size_t>(term.term.value)] : term.term.value};
    case DateTerm::Kind::kPlusDays:
      return PlusDays(DayOf(term.operands[0], bindings), term.amount);
    case DateTerm::Kind::kPlusMonths:
      return PlusMonths(DayOf(term.operands[0], bindings), term.amount);
    case DateTerm::Kind::kFirstOfMonthAfter:
      return FirstOfMonthAfter(DayOf(term.operands[0], bindings));
    case DateTerm::Kind::kLater:
      return std::max(DayOf(term.operands[0], bindings), DayOf(term.operands[1], bindings));
    case DateTerm::Kind::kEarlier:
      return std::min(DayOf(term.operands[0], bindings), DayOf(term.operands[1], bindings));
  }
  return {};
}

bool Evaluator::Holds(const Comparison& comparison, const Bindings& bindings) const {
  const Day left = DayOf(comparison.left, bindings);
  const Day right = DayOf(comparison.right, bindings);
  switch (comparison.order) {
    case Order::kBefore: return left < right;
    case Order::kAfter: return left > right;
    case Order::kOnOrBefore: return left <= right;
    case Order::kOnOrAfter: return left >= right;
    case Order::kSameDay: return left == right;
  }
  return false;
}

// ------------------------------------------------------------------------------------------------ models

std::vector<Model> BuildModels(const Plan& plan) {
  const Program& program = *plan.program;
  std::vector<Model> models(program.readings.size());
  for (std::uint32_t reading = 0; reading < models.size(); ++reading) {
    Model& model = models[reading];
    Evaluator evaluator(plan, reading, nullptr, &model);
    for (PredicateId id : plan.bottom_up) {
      const Form form = program.phrases[program.predicates[id].phrase].form;
      if (!plan.closed[id] || form == Form::kRecord || form == Form::kFact) continue;
      std::uint32_t same = 0;
      while (same < reading && !plan.Agree(id, same, reading)) ++same;
      if (same < reading) {
        model.Set(id, models[same].Share(id));
        continue;
      }
      std::vector<Value> open(program.predicates[id].holes.size(), kOpen);
      auto result = std::make_shared<Relation<Cell>>(open.size());
      if (plan.recursive[id]) {
        evaluator.ForEachMatch(id, open, [&](std::span<const Value> tuple, const Cell& cell) { result->At(result->Insert(tuple)) = cell; });
      } else {
        result = evaluator.EvaluateAll(id);
      }
      model.Set(id, std::move(result));
    }
  }
  return models;
}

}  // namespace comity
