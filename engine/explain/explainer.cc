// SPDX-License-Identifier: Apache-2.0
#include "engine/explain/explainer.h"

#include <algorithm>
#include <set>
#include <tuple>

#include "engine/base/text.h"

namespace comity {
namespace {

std::vector<std::string> Shown(const std::vector<Citation>& citations) {
  std::vector<std::string> result;
  result.reserve(citations.size());
  for (const Citation& citation : citations) result.push_back(citation.shown);
  return result;
}

std::string_view Words(Order order) {
  switch (order) {
    case Order::kBefore:
      return "is before";
    case Order::kAfter:
      return "is after";
    case Order::kOnOrBefore:
      return "is on or before";
    case Order::kOnOrAfter:
      return "is on or after";
    case Order::kSameDay:
      return "is the same day as";
  }
  return "";
}

std::string_view Words(Rule::Effect effect) {
  switch (effect) {
    case Rule::Effect::kBar:
      return "the rule does not apply";
    case Rule::Effect::kSuspend:
      return "the duty is suspended";
    case Rule::Effect::kBegin:
      return "the rule begins on another day";
    case Rule::Effect::kEnd:
      return "the rule ends on another day";
    case Rule::Effect::kConclude:
    case Rule::Effect::kPresume:
      break;
  }
  return "";
}

std::string Shown(Day day) {
  return day.IsFinite() ? FormatDay(day) : day == Day::End() ? "never" : "the beginning of time";
}

std::string_view Words(Condition::Group group) {
  switch (group) {
    case Condition::Group::kAnyOf:
      return "any of";
    case Condition::Group::kAllOf:
      return "all of";
    case Condition::Group::kNoneOf:
      return "none of";
    case Condition::Group::kSingle:
      break;
  }
  return "";
}

constexpr std::string_view kGap = "the law leaves this open";

}  // namespace

std::string SayGap(const Rule& gap) {
  return Concat({gap.title, ": ", kGap, " (", Join(Shown(gap.citations), ", "), ")"});
}

std::string Explainer::Say(const Comparison& comparison, const Bindings& bindings) const {
  const std::string left = Shown(evaluator_.DayOf(comparison.left, bindings));
  const std::string right = Shown(evaluator_.DayOf(comparison.right, bindings));
  if (!comparison.distance) return Concat({left, " ", Words(comparison.order), " ", right});
  const Distance& distance = *comparison.distance;
  const std::string day = Shown(evaluator_.DayOf(distance.day, bindings));
  // What was counted, so that a reader need not.
  return Concat(
      {left, " is ", distance.words, " ", right, ", that ", Words(distance.order), " ", day});
}

std::string Explainer::Say(const TimeComparison& comparison, const Bindings& bindings) {
  const auto is_open = [&](const Term& term) {
    return term.variable && bindings[static_cast<std::size_t>(term.value)] == kOpen;
  };
  const auto say = [&](const Term& term) {
    return is_open(term) ? std::string("a time") : FormatInstant(Evaluator::TimeOf(term, bindings));
  };
  const std::string left = say(comparison.left);
  const std::string right = say(comparison.right);
  if (!comparison.distance) return Concat({left, " ", Words(comparison.order), " ", right});
  const TimeComparison::Distance& distance = *comparison.distance;
  const std::string sentence = Concat({left, " is ", distance.words, " ", right});
  if (is_open(comparison.left) || is_open(comparison.right)) return sentence;
  const Instant end = PlusMinutes(Evaluator::TimeOf(comparison.right, bindings), distance.minutes);
  return Concat({sentence, ", that ", Words(distance.order), " ", FormatInstant(end)});
}

std::string Explainer::Say(const Literal& literal, const Bindings& bindings) const {
  if (const auto* comparison = std::get_if<Comparison>(&literal.what))
    return Say(*comparison, bindings);
  if (const auto* comparison = std::get_if<TimeComparison>(&literal.what))
    return Say(*comparison, bindings);
  const Atom& atom = std::get<Atom>(literal.what);
  const Predicate& predicate = program_.predicates[atom.predicate];
  std::vector<std::optional<Value>> values;
  for (Value value : Evaluator::Fill(atom, bindings))
    values.push_back(value == kOpen ? std::nullopt : std::optional(value));
  std::string sentence = speaker_.SayOpen(atom.predicate, values);
  if (literal.as_of && predicate.holes.size() == values.size()) {
    sentence =
        Concat({"as of ", Shown(evaluator_.DayOf(*literal.as_of, bindings)), ": ", sentence});
  }
  return sentence;
}

ProofNode Explainer::NodeOfRule(RuleId id) const {
  const Rule& rule = program_.rules[id];
  ProofNode node;
  node.kind = rule.target ? ProofNode::Kind::kException : ProofNode::Kind::kRule;
  node.rule = rule.name;
  node.title = rule.title;
  node.citations = Shown(rule.citations);
  node.reference.file = files_[rule.span.file].name;
  node.reference.line = rule.span.line;
  if (rule.target) node.effect = Words(rule.effect);
  return node;
}

ProofNode Explainer::NodeOfGap(RuleId id) const {
  const Rule& rule = program_.rules[id];
  ProofNode node;
  node.kind = ProofNode::Kind::kGap;
  node.value = Truth::kUnknown;
  node.sentence = kGap;
  node.citations = Shown(rule.citations);
  node.reference.file = files_[rule.span.file].name;
  node.reference.line = rule.span.line;
  return node;
}

// ------------------------------------------------------------------------------------------------
// proofs

std::vector<ProofNode> Explainer::Prove(PredicateId predicate, const std::vector<Value>& values,
                                        Day day, int depth) {
  if (!program_.IsRuled(predicate)) return {ProveStated(predicate, values, day, depth)};
  const Cell& cell = evaluator_.Ground(predicate, values);
  const Truth wanted = Or(cell.value.At(day), cell.suspended.At(day));
  std::vector<ProofNode> nodes;
  const Aim aim{predicate, values, day};
  if (wanted != Truth::kNo && std::find(aims_.begin(), aims_.end(), aim) != aims_.end()) return {};
  if (wanted != Truth::kNo && depth > 0 && --proof_budget_ > 0) {
    aims_.push_back(aim);
    for (const Derivation& derivation : evaluator_.Derive(predicate, values)) {
      if (derivation.value.At(day) != wanted) continue;
      if (auto node = ProveDerivation(predicate, values, derivation, day, depth))
        nodes.push_back(std::move(*node));
    }
    aims_.pop_back();
    return nodes;
  }
  if (wanted == Truth::kNo && depth > 0) {
    nodes = NearestRules(predicate, values, day, std::min(depth, 4), nullptr);
  }
  if (nodes.empty()) {
    ProofNode node;
    // Cut, or no rule is about this.
    node.kind = wanted == Truth::kNo ? ProofNode::Kind::kNoRule : ProofNode::Kind::kRule;
    node.sentence = speaker_.Say(predicate, values);
    node.value = wanted;
    nodes.push_back(std::move(node));
  }
  return nodes;
}

Day Explainer::DaySeen(const Derivation& derivation, Day day) const {
  const Rule& rule = program_.rules[derivation.rule];
  const Truth met = rule.gap ? Truth::kUnknown : Truth::kYes;
  if (!rule.with_effect || derivation.conditions.At(day) == met) return day;
  const auto yes = derivation.conditions.StretchesOf(met);
  return yes.empty() ? day : yes[0].AnyDay();
}

std::optional<ProofNode> Explainer::ProveDerivation(PredicateId predicate,
                                                    const std::vector<Value>& values,
                                                    const Derivation& derivation, Day day,
                                                    int depth) {
  ProofNode node = NodeOfRule(derivation.rule);
  node.sentence = speaker_.Say(predicate, values);
  node.value = derivation.value.At(day);
  node.stretch = derivation.value.StretchAround(day);
  if (depth <= 0) return node;
  const Rule& rule = program_.rules[derivation.rule];
  const Day seen = DaySeen(derivation, day);
  for (const Condition& condition : rule.conditions) {
    if (condition.unless || condition.group == Condition::Group::kAnyOf ||
        condition.group == Condition::Group::kNoneOf) {
      auto child = ProveCondition(rule, condition, derivation.bindings, seen, depth - 1);
      if (!child) return std::nullopt;
      node.children.push_back(std::move(*child));
      continue;
    }
    for (const Literal& literal : condition.literals) {
      auto child = ProveLiteral(literal, derivation.bindings, seen, depth - 1);
      if (!child) return std::nullopt;
      node.children.push_back(std::move(*child));
    }
  }
  if (rule.gap) node.children.push_back(NodeOfGap(derivation.rule));
  ProveExceptions(derivation.rule, derivation.bindings, seen, depth - 1, node.children);
  return node;
}

void Explainer::ProveExceptions(RuleId rule, const Bindings& bindings, Day day, int depth,
                                std::vector<ProofNode>& children) {
  const std::vector<Derivation> derivations = evaluator_.DeriveExceptions(rule, bindings);
  for (RuleId exception : program_.rules[rule].exceptions) {
    if (evaluator_.CountsOn(exception).IsNo()) continue;
    const bool timing = program_.rules[exception].instead.has_value();
    if (timing && ProveTiming(rule, exception, bindings, depth, children)) continue;
    const Derivation* best = nullptr;
    for (const Derivation& derivation : derivations) {
      if (derivation.rule != exception) continue;
      if (best == nullptr || best->value.At(day) < derivation.value.At(day)) best = &derivation;
    }
    ProofNode node = NodeOfRule(exception);
    node.sentence = node.title;
    if (best != nullptr && best->value.At(day) != Truth::kNo) {
      node.value = best->value.At(day);
      node.stretch = best->value.StretchAround(day);
      AddConditions(*best, day, depth, node);
    } else if (depth >= 0) {
      Bindings start(program_.rules[exception].variables.size(), kOpen);
      std::copy_n(bindings.begin(), program_.rules[exception].shared, start.begin());
      if (const auto miss = FindNearMiss(exception, start, day)) {
        for (const Failure& failure : miss->failures)
          node.children.push_back(NodeOfFailure(failure, *miss, day, depth, nullptr));
      }
    }
    children.push_back(std::move(node));
  }
}

void Explainer::AddConditions(const Derivation& derivation, Day day, int depth, ProofNode& node) {
  const Rule& rule = program_.rules[derivation.rule];
  for (const Condition& condition : rule.conditions) {
    if (auto child = ProveCondition(rule, condition, derivation.bindings, day, depth))
      node.children.push_back(std::move(*child));
  }
}

std::optional<ProofNode> Explainer::ProveLiteral(const Literal& literal, const Bindings& bindings,
                                                 Day day, int depth) {
  if (!std::holds_alternative<Atom>(literal.what)) {
    ProofNode node;
    node.kind = ProofNode::Kind::kComparison;
    node.sentence = Say(literal, bindings);
    node.value = evaluator_.Holds(literal, bindings) ? Truth::kYes : Truth::kNo;
    return node;
  }
  const Atom& atom = std::get<Atom>(literal.what);
  const Day seen = literal.as_of ? evaluator_.DayOf(*literal.as_of, bindings) : day;
  std::vector<Value> values = Evaluator::Fill(atom, bindings);
  // With open places, the strongest instance stands for all.
  std::vector<Value> best;
  Truth best_value = Truth::kNo;
  if (std::find(values.begin(), values.end(), kOpen) != values.end()) {
    evaluator_.ForEachMatch(atom.predicate, values,
                            [&](std::span<const Value> tuple, const Cell& cell) {
                              if (cell.value.At(seen) <= best_value) return;
                              best_value = cell.value.At(seen);
                              best.assign(tuple.begin(), tuple.end());
                            });
    if (best.empty()) best = NearestInTime(atom.predicate, values, seen);
    if (best.empty()) {
      ProofNode node;
      node.kind = ProofNode::Kind::kAbsence;
      node.sentence = Say(literal, bindings);
      return node;
    }
    values = best;
  }
  std::optional<ProofNode> node = ProveAtom(atom.predicate, values, seen, depth);
  if (node && literal.as_of) node->sentence = Concat({"as of ", Shown(seen), ": ", node->sentence});
  return node;
}

std::vector<Value> Explainer::NearestInTime(PredicateId predicate,
                                            const std::vector<Value>& pattern, Day day) {
  std::vector<Value> next;
  std::vector<Value> last;
  Day next_day = Day::End();
  Day last_day = Day::Beginning();
  if (program_.IsRuled(predicate)) return {};
  evaluator_.ForEachMatch(predicate, pattern, [&](std::span<const Value> tuple, const Cell& cell) {
    const Stretch around = cell.value.StretchAround(day);
    // Of several on one day always the same, whatever the order of the facts.
    const std::vector<Value> values(tuple.begin(), tuple.end());
    if (around.until.IsFinite() && std::tie(around.until, values) < std::tie(next_day, next)) {
      next_day = around.until;
      next = values;
    } else if (around.from > last_day || (around.from == last_day && values < last)) {
      last_day = around.from;
      last = values;
    }
  });
  return next.empty() ? last : next;
}

std::optional<ProofNode> Explainer::ProveAtom(PredicateId predicate,
                                              const std::vector<Value>& values, Day day,
                                              int depth) {
  if (!program_.IsRuled(predicate)) return ProveStated(predicate, values, day, depth);
  std::vector<ProofNode> nodes = Prove(predicate, values, day, depth);
  if (nodes.empty()) return std::nullopt;
  if (nodes.size() == 1) return std::move(nodes[0]);
  ProofNode node;
  node.kind = ProofNode::Kind::kGroup;
  node.sentence = speaker_.Say(predicate, values);
  const Cell& cell = evaluator_.Ground(predicate, values);
  node.value = cell.value.At(day);
  node.stretch = cell.value.StretchAround(day);
  node.children = std::move(nodes);
  return node;
}

std::optional<ProofNode> Explainer::ProveCondition(const Rule& rule, const Condition& condition,
                                                   const Bindings& bindings, Day day, int depth) {
  if (!condition.unless && condition.group == Condition::Group::kSingle) {
    return ProveLiteral(condition.literals[0], bindings, day, depth);
  }
  ProofNode node;
  node.kind = condition.unless ? ProofNode::Kind::kUnless : ProofNode::Kind::kGroup;
  const Timeline value = evaluator_.ValueOf(rule, condition, bindings);
  node.value = value.At(day);
  node.stretch = value.StretchAround(day);
  if (condition.group == Condition::Group::kSingle) {
    auto child = ProveLiteral(condition.literals[0], bindings, day, depth);
    if (!child) return std::nullopt;
    node.sentence = child->sentence;
    node.children.push_back(std::move(*child));
    return node;
  }
  node.sentence = Words(condition.group);
  for (const Literal& literal : condition.literals) {
    if (auto child = ProveLiteral(literal, bindings, day, depth))
      node.children.push_back(std::move(*child));
  }
  // Of `any of`, one bullet that holds by itself is enough.
  if (node.children.empty()) return std::nullopt;
  return node;
}

// A question that a rule presumes yes, or leaves open.
void Explainer::AddPresumingRule(PredicateId predicate, const std::vector<Value>& values, Day day,
                                 int depth, ProofNode& node) {
  node.kind = ProofNode::Kind::kPresumption;
  Presumption presumption{node.sentence, node.value, {}, {}, {}};
  const Aim aim{predicate, values, day};
  const bool open = std::find(aims_.begin(), aims_.end(), aim) == aims_.end();
  for (const Derivation& derivation : evaluator_.Derive(predicate, values)) {
    if (derivation.value.At(day) != node.value) continue;
    const Rule& rule = program_.rules[derivation.rule];
    presumption.rule = node.rule = rule.name;
    node.title = rule.title;
    presumption.citations = node.citations = Shown(rule.citations);
    if (node.stretch.from.IsFinite()) presumption.since = node.stretch.from;
    if (depth <= 0 || !open || --proof_budget_ <= 0) break;
    aims_.push_back(aim);
    auto proof = ProveDerivation(predicate, values, derivation, day, depth);
    if (proof) node.children = std::move(proof->children);
    aims_.pop_back();
    break;
  }
  presumptions_[node.sentence] = std::move(presumption);
}

// ------------------------------------------------------------------------------------------------
// what a proof relies on

namespace {

// Whether a node that is no would be no without any presumption.
bool FailsForSure(const ProofNode& node) {
  if (node.kind == ProofNode::Kind::kPresumption) return false;
  if (node.children.empty() || node.value != Truth::kNo) return node.value == Truth::kNo;
  return std::any_of(node.children.begin(), node.children.end(), [](const ProofNode& child) {
    return child.value == Truth::kNo && FailsForSure(child);
  });
}

void CollectPresumed(const ProofNode& node, std::set<std::string>& found) {
  if (node.kind == ProofNode::Kind::kPresumption) {
    found.insert(node.sentence);
    return;
  }
  if (node.value == Truth::kNo && FailsForSure(node)) return;
  for (const ProofNode& child : node.children) CollectPresumed(child, found);
}

void CollectUnknown(const ProofNode& node, const std::string& rule,
                    std::map<std::string, std::set<std::string>>& found) {
  const bool stated = node.kind == ProofNode::Kind::kFact || node.kind == ProofNode::Kind::kCase;
  if (node.kind == ProofNode::Kind::kUnknown || stated) {
    found[node.sentence].insert(rule);
    return;
  }
  const std::string& inner = node.rule.empty() ? rule : node.rule;
  for (const ProofNode& child : node.children) {
    if (child.value == Truth::kUnknown) CollectUnknown(child, inner, found);
  }
}

}  // namespace

std::vector<Presumption> Explainer::PresumptionsOf(const std::vector<ProofNode>& proofs) const {
  std::set<std::string> sentences;
  for (const ProofNode& proof : proofs) CollectPresumed(proof, sentences);
  std::vector<Presumption> result;
  for (const std::string& sentence : sentences) {
    const auto found = presumptions_.find(sentence);
    if (found != presumptions_.end()) result.push_back(found->second);
  }
  return result;
}

std::vector<MissingFact> Explainer::MissingOf(const std::vector<ProofNode>& proofs) const {
  std::map<std::string, std::set<std::string>> sentences;
  for (const ProofNode& proof : proofs) {
    if (proof.value == Truth::kUnknown) CollectUnknown(proof, proof.rule, sentences);
  }
  std::vector<MissingFact> result;
  for (const auto& [sentence, rules] : sentences) {
    const auto found = questions_.find(sentence);
    if (found == questions_.end()) continue;
    result.push_back(found->second);
    result.back().rules.assign(rules.begin(), rules.end());
  }
  return result;
}

}  // namespace comity
