// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "engine/eval/evaluator.h"

// How rules are applied: heads bound, conditions solved in the planned order, exceptions taken off.
namespace comity {
namespace {

const Timeline kYes(Truth::kYes);

bool IsYes(const Timeline& timeline) {
  return timeline.IsConstant() && timeline.initial() == Truth::kYes;
}

template <typename T>
bool Stands(T left, Order order, T right) {
  switch (order) {
    case Order::kBefore:
      return left < right;
    case Order::kAfter:
      return left > right;
    case Order::kOnOrBefore:
      return left <= right;
    case Order::kOnOrAfter:
      return left >= right;
    case Order::kSameDay:
      return left == right;
  }
  return false;
}

}  // namespace

Day PortionOf(const DateTerm& term, Day from, Day to) {
  if (!from.IsFinite() || to <= from) return from;
  if (!to.IsFinite()) return to;
  const std::int64_t parts = (std::int64_t{to.number} - from.number) * term.amount;
  const std::int64_t up = term.round_up ? term.denominator - 1 : 0;
  return PlusDays(from, static_cast<std::int32_t>((parts + up) / term.denominator));
}

// INVARIANT: every way from one condition to the next leads through Solve or Exists, so a thread's
// stack holds what this many of them need.
class Evaluator::Descent {
 public:
  explicit Descent(Evaluator& evaluator) : evaluator_(evaluator) {
    constexpr int kDeepest = 2000;
    if (evaluator_.depth_ >= kDeepest) throw EvaluationTooLong();
    ++evaluator_.depth_;
  }
  Descent(const Descent&) = delete;
  Descent& operator=(const Descent&) = delete;
  Descent(Descent&&) = delete;
  Descent& operator=(Descent&&) = delete;
  ~Descent() { --evaluator_.depth_; }

 private:
  Evaluator& evaluator_;
};

std::vector<Value> Evaluator::Fill(const Atom& atom, const Bindings& bindings) {
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
  const KindId kind =
      index < declared ? program_.entities[index].kind : facts_->cast.cast[index - declared].kind;
  return rule.variables[static_cast<std::size_t>(variable)].kind == kind;
}

bool Evaluator::BindHead(const Rule& rule, std::span<const Value> pattern, Bindings& bindings,
                         VariableSet& bound) const {
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    if (pattern[i] == kOpen) continue;
    const Term& term = rule.head.terms[i];
    if (!term.variable) {
      if (term.value != pattern[i]) return false;
      continue;
    }
    Value& value = bindings[static_cast<std::size_t>(term.value)];
    if (value != kOpen && value != pattern[i]) return false;
    if (!Fits(rule, term.value, program_.predicates[rule.head.predicate].holes[i], pattern[i]))
      return false;
    value = pattern[i];
    bound |= VariableSet{1} << static_cast<unsigned>(term.value);
  }
  return true;
}

void Evaluator::Apply(PredicateId predicate, std::span<const Value> pattern,
                      Relation<Cell>& result) {
  for (RuleId id : plan_.rules_for[predicate]) {
    const RulePlan& rule = plan_.rules[id];
    const Timeline counts = CountsOn(id);
    if (counts.IsNo()) continue;
    Bindings bindings(rule.rule->variables.size(), kOpen);
    VariableSet bound = 0;
    if (!BindHead(*rule.rule, pattern, bindings, bound)) continue;
    Solve(rule, plan_.OrderOf(rule, bound), 0, bindings, counts,
          [&](const Bindings& found, const Timeline& conditions) {
            const Derivation derivation = Finish(rule, found, conditions);
            if (derivation.applies.IsNo() && derivation.value.IsNo()) return;
            Cell& cell = result.At(result.Insert(Fill(rule.rule->head, found)));
            // The timelines of many grounds are laid over each other one by one.
            Tick(1 + cell.value.steps().size() + cell.barred.steps().size());
            if (IsYes(Not(derivation.suspended_by))) {
              cell.value = Or(cell.value, derivation.value);
            } else {
              cell.value = Or(cell.value, And(derivation.value, Not(derivation.suspended_by)));
              cell.suspended = Or(cell.suspended, And(derivation.value, derivation.suspended_by));
            }
            if (!derivation.barred_by.IsNo())
              cell.barred = Or(cell.barred, And(derivation.applies, derivation.barred_by));
          });
  }
}

void Evaluator::Solve(const RulePlan& rule, const std::vector<std::uint32_t>& order, std::size_t at,
                      Bindings& bindings, const Timeline& running, const Assignment& found) {
  const Descent descent(*this);
  Tick(1 + running.steps().size());
  if (at == order.size()) {
    found(bindings, running);
    return;
  }
  const Step& step = rule.steps[order[at]];
  if (step.kind == Step::Kind::kComparison) {
    if (Holds(*step.literal, bindings)) Solve(rule, order, at + 1, bindings, running, found);
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
void Evaluator::SolveAtom(const Rule& rule, const Literal& literal, Bindings& bindings,
                          const Timeline& running,
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
      const bool fits =
          Fits(rule, term.value, program_.predicates[atom.predicate].holes[i], tuple[i]);
      if (!fits || (value != kOpen && value != tuple[i])) {
        for (std::size_t j = 0; j < i; ++j) {
          if (pattern[j] == kOpen && atom.terms[j].variable)
            bindings[static_cast<std::size_t>(atom.terms[j].value)] = kOpen;
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
      if (atom.terms[i].variable && pattern[i] == kOpen)
        bindings[static_cast<std::size_t>(atom.terms[i].value)] = kOpen;
    }
  });
}

Timeline Evaluator::Exists(const Rule& rule, std::span<const Literal> literals, Bindings& bindings,
                           const Timeline& running) {
  const Descent descent(*this);
  Tick(1 + running.steps().size());
  if (literals.empty()) return running;
  const Literal& first = literals.front();
  if (!std::holds_alternative<Atom>(first.what)) {
    return Holds(first, bindings) ? Exists(rule, literals.subspan(1), bindings, running)
                                  : Timeline();
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

Timeline Evaluator::ValueOf(const Rule& rule, const Condition& condition,
                            const Bindings& bindings) {
  Bindings scratch = bindings;
  using Group = Condition::Group;
  if (condition.group == Group::kAllOf || condition.group == Group::kSingle) {
    return Exists(rule, condition.literals, scratch, kYes);
  }
  Timeline result;
  for (const Literal& literal : condition.literals)
    result = Or(result, Exists(rule, {&literal, 1}, scratch, kYes));
  return condition.group == Group::kNoneOf ? Not(result) : result;
}

Derivation Evaluator::Finish(const RulePlan& plan, const Bindings& bindings,
                             const Timeline& conditions) {
  const Rule& rule = *plan.rule;
  Derivation result{plan.id, bindings, conditions, conditions, {}, {}, {}};
  for (const Condition* unless : plan.unless) {
    result.applies = And(result.applies, Not(ValueOf(rule, *unless, bindings)));
  }
  const Timeline unlimited = result.applies;
  if (unlimited.IsNo()) return result;
  const Timeline window = WindowOf(rule, bindings);
  if (!IsYes(window)) result.applies = And(result.applies, window);
  if (result.applies.IsNo() && !rule.with_effect) return result;
  if (!rule.exceptions.empty()) {
    result.barred_by = MaxOfExceptions(rule, Rule::Effect::kBar, bindings);
    result.suspended_by = MaxOfExceptions(rule, Rule::Effect::kSuspend, bindings);
  }
  if (rule.with_effect) {
    result.value = And(Timeline(And(unlimited, Not(result.barred_by)).Max()), window);
  } else {
    result.value =
        result.barred_by.IsNo() ? result.applies : And(result.applies, Not(result.barred_by));
  }
  return result;
}

void Evaluator::ForEachException(RuleId exception, const Bindings& bindings,
                                 const std::function<void(Derivation)>& found) {
  const RulePlan& plan = plan_.rules[exception];
  const Timeline counts = CountsOn(exception);
  if (counts.IsNo()) return;
  Bindings own(plan.rule->variables.size(), kOpen);
  std::copy_n(bindings.begin(), plan.rule->shared, own.begin());
  Solve(plan, plan_.OrderOf(plan, 0), 0, own, counts,
        [&](const Bindings& solution, const Timeline& conditions) {
          found(Finish(plan, solution, conditions));
        });
}

Timeline Evaluator::MaxOfExceptions(const Rule& rule, Rule::Effect effect,
                                    const Bindings& bindings) {
  Timeline result;
  for (RuleId exception : rule.exceptions) {
    if (program_.rules[exception].effect != effect) continue;
    ForEachException(exception, bindings, [&](const Derivation& derivation) {
      Tick(1 + result.steps().size());
      result = Or(result, derivation.value);
    });
  }
  return result;
}

std::vector<Derivation> Evaluator::Derive(PredicateId predicate, std::span<const Value> values) {
  std::vector<Derivation> result;
  for (RuleId id : plan_.rules_for[predicate]) {
    const RulePlan& rule = plan_.rules[id];
    const Timeline counts = CountsOn(id);
    if (counts.IsNo()) continue;
    Bindings bindings(rule.rule->variables.size(), kOpen);
    VariableSet bound = 0;
    if (!BindHead(*rule.rule, values, bindings, bound)) continue;
    Solve(rule, plan_.OrderOf(rule, bound), 0, bindings, counts,
          [&](const Bindings& found, const Timeline& conditions) {
            result.push_back(Finish(rule, found, conditions));
          });
  }
  return result;
}

std::vector<Derivation> Evaluator::DeriveExceptions(RuleId rule, const Bindings& bindings) {
  std::vector<Derivation> result;
  for (RuleId exception : program_.rules[rule].exceptions) {
    ForEachException(exception, bindings,
                     [&](Derivation derivation) { result.push_back(std::move(derivation)); });
  }
  return result;
}

Day Evaluator::DayOf(const DateTerm& term, const Bindings& bindings) {
  switch (term.kind) {
    case DateTerm::Kind::kTerm:
      return {term.term.variable ? bindings[static_cast<std::size_t>(term.term.value)]
                                 : term.term.value};
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
    case DateTerm::Kind::kPortion:
      return PortionOf(term, DayOf(term.operands[0], bindings), DayOf(term.operands[1], bindings));
    case DateTerm::Kind::kDayOfTime:
      return comity::DayOf(TimeOf(term.operands[0].term, bindings));
  }
  return {};
}

Instant Evaluator::TimeOf(const Term& term, const Bindings& bindings) {
  return {term.variable ? bindings[static_cast<std::size_t>(term.value)] : term.value};
}

bool Evaluator::Holds(const Literal& literal, const Bindings& bindings) const {
  if (const auto* times = std::get_if<TimeComparison>(&literal.what)) {
    const Instant left = TimeOf(times->left, bindings);
    const Instant right = TimeOf(times->right, bindings);
    if (!Stands(left, times->order, right)) return false;
    const auto& distance = times->distance;
    return !distance || Stands(left, distance->order, PlusMinutes(right, distance->minutes));
  }
  return Holds(std::get<Comparison>(literal.what), bindings);
}

bool Evaluator::Holds(const Comparison& comparison, const Bindings& bindings) const {
  const Day left = DayOf(comparison.left, bindings);
  if (!Stands(left, comparison.order, DayOf(comparison.right, bindings))) return false;
  const auto& distance = comparison.distance;
  return !distance || Stands(left, distance->order, DayOf(distance->day, bindings));
}

}  // namespace comity
