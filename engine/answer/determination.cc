// SPDX-License-Identifier: Apache-2.0
#include "engine/answer/determination.h"

#include <algorithm>
#include <set>

#include "engine/answer/disagreement.h"
#include "engine/answer/horizon.h"
#include "engine/base/text.h"

namespace comity {
namespace {

// Levels of rules looked through for presumptions and missing facts. Chains of law are short; a
// deeper one is cut.
constexpr int kProofDepth = 12;

template <typename T>
void AddOnce(std::vector<T>& list, const T& item) {
  if (std::find(list.begin(), list.end(), item) == list.end()) list.push_back(item);
}

// What an outcome rests on in sentences: the rule's title, and its conditions that are met.
std::vector<std::string> MetConditions(const std::vector<ProofNode>& proofs) {
  std::vector<std::string> result;
  for (const ProofNode& proof : proofs) {
    if (!proof.title.empty()) AddOnce(result, proof.title);
    for (const ProofNode& child : proof.children) {
      const bool counts = child.kind != ProofNode::Kind::kException &&
                          child.kind != ProofNode::Kind::kUnless &&
                          child.kind != ProofNode::Kind::kComparison;
      if (counts && child.value == Truth::kYes) AddOnce(result, child.sentence);
    }
    for (const ProofNode& child : proof.children) {
      if (child.kind == ProofNode::Kind::kException && child.value == Truth::kYes)
        AddOnce(result, child.sentence);
    }
  }
  return result;
}

std::string SayAct(const Session& session, const Act& act) {
  const Speaker speaker = session.speaker();
  const std::string said =
      speaker.Say(PredicateOf(session.program(), act, Modality::kMust), act.values);
  return said.substr(speaker.Name(act.values[0]).size() + 6);
}

void Cite(const Program& program, const std::vector<RuleId>& rules, Determination& result) {
  for (RuleId rule : rules) {
    AddOnce(result.rules, program.rules[rule].name);
    for (const Citation& citation : program.rules[rule].citations) {
      AddOnce(result.citations, citation.text);
      AddOnce(result.shown_citations, citation.shown);
    }
  }
}

// The disputes that the answer rests on, or that keep it undetermined.
void AddDisputes(const Session& session, Evaluator& evaluator, const Act& act, Day day,
                 const std::vector<ProofNode>& relied, Determination& result) {
  if (session.program().disputes.empty()) return;
  const std::set<PredicateId> asked = PredicatesOf(session.program(), act);
  const Disagreement disagreement(session, evaluator, {asked.begin(), asked.end()});
  std::vector<std::uint32_t> disputes;
  if (result.outcome == Outcome::kUndetermined) {
    disputes = disagreement.Deciding([&](Evaluator& version) {
      return static_cast<int>(OutcomeAt(EvaluateActInOne(version, act), day));
    });
    for (std::uint32_t dispute : disputes) result.missing.push_back(disagreement.Ask(dispute));
  }
  for (std::uint32_t dispute : disagreement.ShownIn(relied)) AddOnce(disputes, dispute);
  for (std::uint32_t dispute : disputes) result.disputes.push_back(disagreement.Tell(dispute));
}

// Proofs of the outcome, why it is not a duty, and what both rely on.
void GiveReasons(const Session& session, Evaluator& evaluator, const Act& act, Day day,
                 Outcome shown, const std::vector<Ground>& grounds, Determination& result) {
  Explainer explainer = session.Explain(evaluator);
  std::vector<ProofNode> proofs;
  for (const Ground& ground : grounds) {
    auto proof = explainer.ProveDerivation(ground.predicate, act.values, ground.derivation, day,
                                           kProofDepth);
    if (!proof) continue;
    if (result.outcome == Outcome::kUndetermined) proof->value = Truth::kUnknown;
    proofs.push_back(std::move(*proof));
  }
  std::vector<ProofNode> relied = proofs;
  if (result.outcome != Outcome::kUndetermined) result.because = MetConditions(proofs);
  for (const Ground& ground : grounds) {
    const Rule& rule = session.program().rules[ground.derivation.rule];
    if (rule.gap) AddOnce(result.because, SayGap(rule));
  }
  // What holds in the version shown, though not in another, has no failure to explain.
  if (shown != Outcome::kObliged && shown != Outcome::kConflict) {
    result.why_not = explainer.ExplainFailure(PredicateOf(session.program(), act, Modality::kMust),
                                              act.values, day);
    for (const std::string& sentence : result.why_not->because) AddOnce(result.because, sentence);
    // No rule speaks, and that itself may rest on what is presumed.
    if (grounds.empty()) relied = result.why_not->nearest;
  }
  result.presumptions = explainer.PresumptionsOf(relied);
  if (result.outcome == Outcome::kUndetermined) result.missing = explainer.MissingOf(proofs);
  AddDisputes(session, evaluator, act, day, relied, result);
  result.explanation = std::move(proofs);
}

}  // namespace

Truth AspectAt(const Derivation& derivation, Aspect aspect, Day day) {
  switch (aspect) {
    case Aspect::kValue:
      return And(derivation.value.At(day), Not(derivation.suspended_by.At(day)));
    case Aspect::kSuspended:
      return And(derivation.value.At(day), derivation.suspended_by.At(day));
    case Aspect::kBarred:
      return And(derivation.applies.At(day), derivation.barred_by.At(day));
  }
  return Truth::kNo;
}

std::vector<Ground> GroundsOf(Evaluator& evaluator, const Act& act, Outcome outcome,
                              const ActCells& cells, Day day) {
  std::vector<Ground> result;
  const Truth wanted = outcome == Outcome::kUndetermined ? Truth::kUnknown : Truth::kYes;
  for (const Carrier& carrier : CarriersOf(outcome, cells, day)) {
    const PredicateId predicate = PredicateOf(evaluator.program(), act, carrier.modality);
    for (Derivation& derivation : evaluator.Derive(predicate, act.values)) {
      if (AspectAt(derivation, carrier.aspect, day) != wanted) continue;
      result.push_back({predicate, std::move(derivation), carrier.aspect});
    }
  }
  return result;
}

std::vector<RuleId> RulesOf(Evaluator& evaluator, const std::vector<Ground>& grounds, Day day) {
  std::vector<RuleId> result;
  for (const Ground& ground : grounds) {
    if (ground.aspect != Aspect::kBarred) AddOnce(result, ground.derivation.rule);
    for (const TimingChange& change : evaluator.TimingChangesOf(
             evaluator.program().rules[ground.derivation.rule], ground.derivation.bindings)) {
      if (change.certainty == Truth::kYes) AddOnce(result, change.exception.rule);
    }
    if (ground.aspect == Aspect::kValue) continue;
    const auto effect =
        ground.aspect == Aspect::kSuspended ? Rule::Effect::kSuspend : Rule::Effect::kBar;
    for (const Derivation& exception :
         evaluator.DeriveExceptions(ground.derivation.rule, ground.derivation.bindings)) {
      if (evaluator.program().rules[exception.rule].effect == effect &&
          exception.value.At(day) == Truth::kYes)
        AddOnce(result, exception.rule);
    }
  }
  return result;
}

Determination Determine(const Session& session, Evaluator& evaluator, const Act& act, Day day,
                        Question::Detail detail) {
  const Speaker speaker = session.speaker();
  Determination result;
  result.actor = speaker.Name(act.values[0]);
  result.actor_code = speaker.Code(act.values[0]);
  result.action = SayAct(session, act);
  const ActCells cells = EvaluateAct(evaluator, act);
  result.outcome = OutcomeAt(cells, day);
  for (const OutcomeStretch& stretch : OutcomesOf(cells)) {
    if (stretch.stretch.Contains(day)) result.stretch = stretch.stretch;
  }
  if (result.stretch.until != Day::End()) result.next_change_on = result.stretch.until;

  // Reasons are those of the version that proofs are shown in.
  const ActCells shown = EvaluateActInOne(evaluator, act);
  const Outcome outcome = OutcomeAt(shown, day);
  const std::vector<Ground> grounds = GroundsOf(evaluator, act, outcome, shown, day);
  Cite(session.program(), RulesOf(evaluator, grounds, day), result);
  GiveReasons(session, evaluator, act, day, outcome, grounds, result);
  if (detail != Question::Detail::kFull) result.explanation.clear();
  if (detail == Question::Detail::kOutcome) {
    result.because.clear();
    result.why_not.reset();
  }
  return result;
}

}  // namespace comity
