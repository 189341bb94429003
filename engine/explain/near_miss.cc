// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "engine/base/text.h"
#include "engine/explain/explainer.h"

namespace comity {
namespace {

// How many partial assignments of one rule are looked at; the search is for people, who read the
// nearest few.
constexpr int kBudget = 4000;
constexpr int kMaxDepth = 6;
constexpr std::size_t kMaxRules = 3;

bool IsBound(VariableSet variables, const Bindings& bindings) {
  for (std::size_t i = 0; i < bindings.size(); ++i) {
    if ((variables >> i & 1U) != 0 && bindings[i] == kOpen) return false;
  }
  return true;
}

// What a leaf is that does not hold, where nothing better can be said.
std::string_view NotWords(const ProofNode& leaf) {
  if (leaf.kind == ProofNode::Kind::kOtherDays) {
    if (leaf.stretch.until == Day::End()) return "no longer";
    return leaf.stretch.from == Day::Beginning() ? "not yet" : "not on this day";
  }
  if (leaf.kind == ProofNode::Kind::kPresumption)
    return leaf.value == Truth::kNo ? "presumed no" : "presumed";
  return leaf.value == Truth::kUnknown ? "not known" : "no";
}

}  // namespace

// Takes the conditions of a rule in order; where one fails, notes it and goes on with its variables
// open.
void Explainer::Relax(Search& search, std::size_t at) {
  NearMiss& current = search.current;
  if (--search.budget < 0 || --search_budget_ < 0) return;
  if (search.best && current.failures.size() >= search.best->failures.size()) return;
  if (at == search.plan.steps.size()) {
    NearMiss whole = current;
    FinishNearMiss(search.plan, whole, search.day);
    if (!search.best || whole.failures.size() < search.best->failures.size()) {
      search.best = std::move(whole);
    }
    return;
  }
  const Step& step = search.plan.steps[at];
  // What a failed condition left open cannot be asked about.
  if (!IsBound(step.needs, current.bindings)) return Relax(search, at + 1);
  if (step.kind == Step::Kind::kAtom) return RelaxAtom(search, at);
  const bool compares = step.kind == Step::Kind::kComparison;
  const bool met = compares
                       ? evaluator_.Holds(*step.literal, current.bindings)
                       : evaluator_.ValueOf(*search.plan.rule, *step.condition, current.bindings)
                                 .At(search.day) == Truth::kYes;
  if (met) return Relax(search, at + 1);
  Fail(search, at, compares ? *step.literal : step.condition->literals.front());
}

void Explainer::Fail(Search& search, std::size_t at, const Literal& literal) {
  search.current.failures.push_back({.literal = &literal});
  Relax(search, at + 1);
  search.current.failures.pop_back();
}

void Explainer::RelaxAtom(Search& search, std::size_t at) {
  const Literal& literal = *search.plan.steps[at].literal;
  const Atom& atom = std::get<Atom>(literal.what);
  Bindings& bindings = search.current.bindings;
  const Day seen = literal.as_of ? evaluator_.DayOf(*literal.as_of, bindings) : search.day;
  const std::vector<Value> pattern = Evaluator::Fill(atom, bindings);
  std::vector<std::vector<Value>> tuples;
  evaluator_.ForEachMatch(atom.predicate, pattern,
                          [&](std::span<const Value> tuple, const Cell& cell) {
                            if (cell.value.At(seen) == Truth::kYes)
                              tuples.emplace_back(tuple.begin(), tuple.end());
                          });
  if (tuples.empty()) {
    Fail(search, at, literal);
    return;
  }
  const Bindings before = bindings;
  for (const std::vector<Value>& tuple : tuples) {
    for (std::size_t i = 0; i < tuple.size(); ++i) {
      const Term& term = atom.terms[i];
      if (term.variable) bindings[static_cast<std::size_t>(term.value)] = tuple[i];
    }
    Relax(search, at + 1);
    bindings = before;
  }
}

void Explainer::FinishNearMiss(const RulePlan& plan, NearMiss& miss, Day day) {
  const Rule& rule = *plan.rule;
  const bool whole = miss.failures.empty();
  for (const Condition* unless : plan.unless) {
    if (evaluator_.ValueOf(rule, *unless, miss.bindings).At(day) != Truth::kNo)
      miss.failures.push_back({.kind = Failure::Kind::kUnless, .unless = unless});
  }
  if (!whole) return;
  for (const PositionTag& tag : rule.tags) {
    if (evaluator_.TakesOn(tag).At(day) == Truth::kNo)
      miss.failures.push_back({.kind = Failure::Kind::kNotPrevailing, .position = tag});
  }
  if (!rule.in_force.Contains(day)) miss.failures.push_back({.kind = Failure::Kind::kNotInForce});
  if (evaluator_.WindowOf(rule, miss.bindings).At(day) != Truth::kYes)
    miss.failures.push_back({.kind = Failure::Kind::kDates});
  for (const Derivation& derivation : evaluator_.DeriveExceptions(plan.id, miss.bindings)) {
    if (program_.rules[derivation.rule].instead) continue;  // seen in the dates
    if (derivation.value.At(day) == Truth::kNo) continue;
    miss.failures.push_back({.kind = Failure::Kind::kException,
                             .exception = derivation.rule,
                             .acts = derivation.value.At(day)});
  }
  if (rule.gap && miss.failures.empty()) miss.failures.push_back({.kind = Failure::Kind::kGap});
}

// Conditions are tried in the order written, which is the order in which lawyers argue.
std::optional<Explainer::NearMiss> Explainer::FindNearMiss(RuleId rule, const Bindings& start,
                                                           Day day) {
  Search search{evaluator_.plan().rules[rule], day, {rule, start, {}}, {}, kBudget};
  Relax(search, 0);
  return std::move(search.best);
}

std::vector<Explainer::NearMiss> Explainer::FindNearMisses(PredicateId predicate,
                                                           const std::vector<Value>& values,
                                                           Day day) {
  std::vector<NearMiss> misses;
  for (RuleId id : evaluator_.plan().rules_for[predicate]) {
    const Rule& rule = program_.rules[id];
    if (evaluator_.CountsOn(id).IsNo()) continue;
    Bindings start(rule.variables.size(), kOpen);
    bool fits = true;
    for (std::size_t i = 0; i < values.size() && fits; ++i) {
      const Term& term = rule.head.terms[i];
      fits = term.variable ? evaluator_.Fits(rule, term.value,
                                             program_.predicates[predicate].holes[i], values[i])
                           : term.value == values[i];
      if (term.variable) start[static_cast<std::size_t>(term.value)] = values[i];
    }
    if (!fits) continue;
    auto miss = FindNearMiss(id, start, day);
    // A gap never makes anything hold. Where it applies it is why; elsewhere it says nothing.
    const bool idle_gap = rule.gap && miss && miss->failures.front().kind != Failure::Kind::kGap;
    if (miss && !idle_gap) misses.push_back(std::move(*miss));
  }
  // A gap that applies is why, and stands before what might have made it hold. A comparison of
  // recorded days that fails can never be mended, so it counts more than what may
  // still come about.
  const auto distance = [](const NearMiss& miss) {
    std::size_t sum = 0;
    for (const Failure& failure : miss.failures) {
      if (failure.kind == Failure::Kind::kGap) continue;
      const bool comparison =
          failure.literal != nullptr && !std::holds_alternative<Atom>(failure.literal->what);
      sum += comparison ? 3 : 2;
    }
    return sum;
  };
  std::stable_sort(misses.begin(), misses.end(),
                   [&](const NearMiss& a, const NearMiss& b) { return distance(a) < distance(b); });
  return misses;
}

std::vector<ProofNode> Explainer::NearestRules(PredicateId predicate,
                                               const std::vector<Value>& values, Day day, int depth,
                                               WhyNot* report) {
  std::vector<ProofNode> nodes;
  for (const NearMiss& miss : FindNearMisses(predicate, values, day)) {
    if (nodes.size() == kMaxRules) break;
    // Only the nearest rule is followed into the one line of text.
    nodes.push_back(NodeOfNearMiss(miss, speaker_.Say(predicate, values), day, depth,
                                   nodes.empty() ? report : nullptr));
  }
  return nodes;
}

ProofNode Explainer::NodeOfNearMiss(const NearMiss& miss, std::string sentence, Day day, int depth,
                                    WhyNot* report) {
  ProofNode node = NodeOfRule(miss.rule);
  node.sentence = std::move(sentence);
  node.value = Truth::kYes;
  for (const Failure& failure : miss.failures) {
    node.children.push_back(NodeOfFailure(failure, miss, day, depth, report));
    const Truth value = node.children.back().value;
    const bool against =
        failure.kind == Failure::Kind::kUnless || failure.kind == Failure::Kind::kException;
    node.value = And(node.value, against ? Not(value) : value);
  }
  return node;
}

ProofNode Explainer::NodeOfDays(const Failure& failure, const NearMiss& miss, WhyNot* report) {
  const Rule& rule = program_.rules[miss.rule];
  const bool dates = failure.kind == Failure::Kind::kDates;
  const auto [from, until] =
      dates ? evaluator_.WrittenWindowOf(rule, miss.bindings) : rule.in_force;
  ProofNode node;
  node.kind = ProofNode::Kind::kComparison;
  node.sentence = Concat({dates ? "it holds" : "it is in force",
                          from.IsFinite()      ? " from " + FormatDay(from)
                          : from == Day::End() ? " never"
                                               : "",
                          until.IsFinite() ? " until " + FormatDay(until) : ""});
  std::string because = Concat({"rule ", rule.name, ": ", node.sentence});
  if (dates) {
    std::vector<std::string> changes;
    for (const TimingChange& change : evaluator_.TimingChangesOf(rule, miss.bindings)) {
      const Rule& exception = program_.rules[change.exception.rule];
      changes.push_back(
          Concat({change.certainty == Truth::kYes ? "" : "it is not known whether ",
                  SayTiming(change, {from, until}), ", by exception ", exception.name}));
    }
    if (!changes.empty()) {
      node.sentence = Join(changes, "; ");
      because = Concat({"rule ", rule.name, ": ", node.sentence});
    }
  }
  if (report != nullptr) report->because.push_back(std::move(because));
  return node;
}

// "position ‘named_state’ prevails from 2017-07-06 until 2019-05-06".
ProofNode Explainer::NodeOfPosition(const PositionTag& tag, const NearMiss& miss, WhyNot* report) {
  std::vector<std::string> days;
  for (const auto& [from, until] : evaluator_.TakesOn(tag).StretchesOf(Truth::kYes)) {
    days.push_back(Concat({from.IsFinite() ? " from " + FormatDay(from) : "",
                           until.IsFinite() ? " until " + FormatDay(until) : ""}));
  }
  ProofNode node;
  node.kind = ProofNode::Kind::kComparison;
  node.sentence = Concat({"position ‘", program_.issues[tag.issue].positions[tag.position].name,
                          "’ stands", Join(days, " and")});
  if (report != nullptr) {
    report->because.push_back(
        Concat({"rule ", program_.rules[miss.rule].name, ": ", node.sentence}));
  }
  return node;
}

ProofNode Explainer::NodeOfFailure(const Failure& failure, const NearMiss& miss, Day day, int depth,
                                   WhyNot* report) {
  if (failure.kind == Failure::Kind::kDates || failure.kind == Failure::Kind::kNotInForce)
    return NodeOfDays(failure, miss, report);
  if (failure.kind == Failure::Kind::kNotPrevailing)
    return NodeOfPosition(failure.position, miss, report);
  if (failure.kind == Failure::Kind::kGap) {
    ProofNode node = NodeOfGap(miss.rule);
    if (report != nullptr) report->because.push_back(SayGap(program_.rules[miss.rule]));
    return node;
  }
  if (failure.kind == Failure::Kind::kException) {
    ProofNode node = NodeOfRule(failure.exception);
    node.sentence = node.title;
    node.value = failure.acts;
    if (report != nullptr) report->because.push_back(Concat({node.title, ": ", node.effect}));
    return node;
  }
  if (failure.kind == Failure::Kind::kUnless) {
    ProofNode node =
        ProveCondition(program_.rules[miss.rule], *failure.unless, miss.bindings, day, depth - 1)
            .value_or(ProofNode());
    if (report != nullptr) report->because.push_back(node.sentence);
    return node;
  }
  const Literal& literal = *failure.literal;
  const auto* atom = std::get_if<Atom>(&literal.what);
  ProofNode node;
  if (atom != nullptr && program_.IsRuled(atom->predicate) && depth > 0) {
    const std::vector<Value> values = Evaluator::Fill(*atom, miss.bindings);
    const Day seen = literal.as_of ? evaluator_.DayOf(*literal.as_of, miss.bindings) : day;
    if (std::find(values.begin(), values.end(), kOpen) == values.end()) {
      std::vector<ProofNode> nearest =
          NearestRules(atom->predicate, values, seen, depth - 1, report);
      node.kind = nearest.empty() ? ProofNode::Kind::kNoRule : ProofNode::Kind::kGroup;
      node.sentence = Say(literal, miss.bindings);
      if (nearest.empty() && report != nullptr)
        report->because.push_back(node.sentence + ": no rule of this reading says so");
      node.value = evaluator_.Ground(atom->predicate, values).value.At(seen);
      node.children = std::move(nearest);
      return node;
    }
  }
  node = ProveLiteral(literal, miss.bindings, day, depth - 1).value_or(ProofNode());
  if (report != nullptr) Report(node, literal, miss.bindings, *report);
  return node;
}

// The last link of the chain, in words, and what the vocabulary says to mention beside it.
void Explainer::Report(const ProofNode& leaf, const Literal& literal, const Bindings& bindings,
                       WhyNot& report) {
  std::string_view is = NotWords(leaf);
  const bool absent = leaf.kind == ProofNode::Kind::kAbsence;
  const auto* atom = std::get_if<Atom>(&literal.what);
  if (atom != nullptr && (absent || leaf.kind == ProofNode::Kind::kOtherDays)) {
    const Phrase& phrase = program_.phrases[program_.predicates[atom->predicate].phrase];
    if (absent && phrase.form == Form::kRecord) is = "never";
    SeeAlso(phrase, Evaluator::Fill(*atom, bindings), report);
  }
  const std::string words = Concat({leaf.sentence, ": ", is});
  if (std::find(report.because.begin(), report.because.end(), words) == report.because.end())
    report.because.push_back(words);
}

void Explainer::SeeAlso(const Phrase& phrase, const std::vector<Value>& values, WhyNot& report) {
  for (PhraseId other : phrase.see_also) {
    const PredicateId predicate = program_.phrases[other].first_predicate;
    std::vector<Value> pattern(program_.phrases[other].holes.size(), kOpen);
    for (std::size_t i = 0; i < pattern.size(); ++i) {
      for (std::size_t j = 0; j < values.size(); ++j) {
        if (phrase.holes[j].label == program_.phrases[other].holes[i].label) pattern[i] = values[j];
      }
    }
    evaluator_.ForEachMatch(predicate, pattern, [&](std::span<const Value> tuple, const Cell&) {
      report.see_also.push_back(speaker_.Say(predicate, {tuple.begin(), tuple.end()}));
    });
  }
}

WhyNot Explainer::ExplainFailure(PredicateId predicate, const std::vector<Value>& values, Day day) {
  WhyNot result;
  result.sentence = speaker_.Say(predicate, values);
  if (program_.IsRuled(predicate)) {
    result.nearest = NearestRules(predicate, values, day, kMaxDepth, &result);
    if (result.nearest.empty()) result.because.emplace_back("no rule is about this");
  } else {
    result.nearest.push_back(ProveStated(predicate, values, day, kMaxDepth));
    const ProofNode& leaf = result.nearest[0];
    const bool absent = leaf.kind == ProofNode::Kind::kAbsence;
    result.because.push_back(
        Concat({result.sentence, ": ", absent ? "nothing is recorded" : NotWords(leaf)}));
  }
  return result;
}

}  // namespace comity
