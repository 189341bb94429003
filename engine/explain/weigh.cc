// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "engine/base/text.h"
#include "engine/explain/explainer.h"

// A rule line by line, as it stands on one day: for whoever has to find out which line to change.
namespace comity {
namespace {

// Conclusions that fail are followed this far down.
constexpr int kMaxDepth = 4;

bool IsBound(const DateTerm& term, const Bindings& bindings) {
  if (term.kind == DateTerm::Kind::kTerm)
    return !term.term.variable || bindings[static_cast<std::size_t>(term.term.value)] != kOpen;
  return std::all_of(term.operands.begin(), term.operands.end(),
                     [&](const DateTerm& operand) { return IsBound(operand, bindings); });
}

// What a failed line left open cannot be compared.
bool IsAskable(const Literal& literal, const Bindings& bindings) {
  if (literal.as_of && !IsBound(*literal.as_of, bindings)) return false;
  const auto* comparison = std::get_if<Comparison>(&literal.what);
  return comparison == nullptr ||
         (IsBound(comparison->left, bindings) && IsBound(comparison->right, bindings));
}

bool IsAskable(const Condition& condition, Bindings bindings) {
  for (const Literal& literal : condition.literals) {
    if (!IsAskable(literal, bindings)) return false;
    const auto* atom = std::get_if<Atom>(&literal.what);
    if (atom == nullptr || condition.group != Condition::Group::kAllOf) continue;
    // What one bullet introduces, the next may compare.
    for (const Term& term : atom->terms) {
      if (term.variable && bindings[static_cast<std::size_t>(term.value)] == kOpen)
        bindings[static_cast<std::size_t>(term.value)] = 0;
    }
  }
  return true;
}

std::string_view Words(Condition::Group group) {
  return group == Condition::Group::kAnyOf   ? "any of"
         : group == Condition::Group::kAllOf ? "all of"
                                             : "none of";
}

}  // namespace

ProofNode Explainer::WeighLiteral(const Rule& rule, const Literal& literal,
                                  const Bindings& bindings, Day day, int depth) {
  ProofNode node;
  node.sentence = Say(literal, bindings);
  const Timeline value = evaluator_.ValueOf(rule, literal, bindings);
  node.value = value.At(day);
  node.stretch = value.StretchAround(day);
  const auto* atom = std::get_if<Atom>(&literal.what);
  if (atom == nullptr) {
    node.kind = ProofNode::Kind::kComparison;
    return node;
  }
  const std::vector<Value> values = Evaluator::Fill(*atom, bindings);
  const bool open = std::find(values.begin(), values.end(), kOpen) != values.end();
  node.kind = node.value == Truth::kUnknown ? ProofNode::Kind::kUnknown
              : node.value == Truth::kNo    ? ProofNode::Kind::kAbsence
                                            : ProofNode::Kind::kGroup;
  if (node.value == Truth::kYes || open || !program_.IsRuled(atom->predicate)) return node;
  const Day seen = literal.as_of ? evaluator_.DayOf(*literal.as_of, bindings) : day;
  if (auto nearest = WeighNearest(atom->predicate, values, seen, depth - 1))
    node.children.push_back(std::move(*nearest));
  return node;
}

void Explainer::WeighCondition(const Rule& rule, const Condition& condition,
                               const Bindings& bindings, Day day, int depth,
                               std::vector<ProofNode>& children) {
  if (!condition.unless && (condition.group == Condition::Group::kSingle ||
                            condition.group == Condition::Group::kAllOf)) {
    for (const Literal& literal : condition.literals) {
      if (IsAskable(literal, bindings))
        children.push_back(WeighLiteral(rule, literal, bindings, day, depth));
    }
    return;
  }
  if (!IsAskable(condition, bindings)) return;
  ProofNode node;
  node.kind = condition.unless ? ProofNode::Kind::kUnless : ProofNode::Kind::kGroup;
  const Timeline value = evaluator_.ValueOf(rule, condition, bindings);
  node.value = value.At(day);
  node.stretch = value.StretchAround(day);
  if (condition.group == Condition::Group::kSingle) {
    node.sentence = Say(condition.literals[0], bindings);
  } else {
    node.sentence = Words(condition.group);
    for (const Literal& literal : condition.literals) {
      if (IsAskable(literal, bindings))
        node.children.push_back(WeighLiteral(rule, literal, bindings, day, 0));
    }
  }
  children.push_back(std::move(node));
}

ProofNode Explainer::WeighRule(RuleId id, const Bindings& bindings, Day day, int depth) {
  const Rule& rule = program_.rules[id];
  ProofNode node = NodeOfRule(id);
  for (const Condition& condition : rule.conditions)
    WeighCondition(rule, condition, bindings, day, depth, node.children);
  for (const Derivation& derivation : evaluator_.DeriveExceptions(id, bindings)) {
    // What only changes when the rule begins or ends shows in its days.
    const bool timing = program_.rules[derivation.rule].instead.has_value();
    if (timing || derivation.value.At(day) == Truth::kNo) continue;
    ProofNode exception = WeighRule(derivation.rule, derivation.bindings, day, 0);
    exception.sentence = exception.title;
    exception.value = derivation.value.At(day);
    exception.stretch = derivation.value.StretchAround(day);
    node.children.push_back(std::move(exception));
  }
  if (rule.gap) node.children.push_back(NodeOfGap(id));
  return node;
}

std::optional<ProofNode> Explainer::WeighNearest(PredicateId predicate,
                                                 const std::vector<Value>& values, Day day,
                                                 int depth) {
  if (depth <= 0) return std::nullopt;
  const std::vector<NearMiss> misses = FindNearMisses(predicate, values, day);
  if (misses.empty()) return std::nullopt;
  const NearMiss& nearest = misses.front();
  ProofNode node = WeighRule(nearest.rule, nearest.bindings, day, depth);
  node.sentence = speaker_.Say(predicate, values);
  for (const Failure& failure : nearest.failures) {
    if (failure.kind == Failure::Kind::kDates || failure.kind == Failure::Kind::kNotInForce)
      node.children.push_back(NodeOfDays(failure, nearest, nullptr));
    if (failure.kind == Failure::Kind::kNotPrevailing)
      node.children.push_back(NodeOfPosition(failure.position, nearest, nullptr));
  }
  return node;
}

std::optional<ProofNode> Explainer::WeighNearest(PredicateId predicate,
                                                 const std::vector<Value>& values, Day day) {
  return WeighNearest(predicate, values, day, kMaxDepth);
}

std::vector<ProofNode> Explainer::WeighGrounds(PredicateId predicate,
                                               const std::vector<Value>& values, Day day) {
  const Cell& cell = evaluator_.Ground(predicate, values);
  const Truth wanted = Or(cell.value.At(day), cell.suspended.At(day));
  std::vector<ProofNode> nodes;
  for (const Derivation& derivation : evaluator_.Derive(predicate, values)) {
    if (derivation.value.At(day) != wanted) continue;
    nodes.push_back(WeighRule(derivation.rule, derivation.bindings, DaySeen(derivation, day), 0));
    nodes.back().sentence = speaker_.Say(predicate, values);
    nodes.back().value = wanted;
    nodes.back().stretch = derivation.value.StretchAround(day);
  }
  return nodes;
}

}  // namespace comity
