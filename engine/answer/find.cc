// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "engine/answer/disagreement.h"
#include "engine/answer/horizon.h"
#include "engine/answer/session.h"

namespace comity {
namespace {

std::vector<Value> PatternOf(const Match& match) {
  std::vector<Value> pattern;
  for (const Filler& filler : match.fillers)
    pattern.push_back(filler.kind == Filler::Kind::kIntroduced ? kOpen : filler.value);
  return pattern;
}

}  // namespace

Answer<Found> Find(const Rulebook& rulebook, const FindQuestion& question) try {
  Session session(rulebook, question.cancelled, question.most_steps);
  session.AsKnownOn(question.known_on);
  session.ReadCase(question.facts);
  const std::uint32_t reading = session.ReadReading(question.reading);
  const auto match = session.ReadSentence(question.phrase, "phrase", true);
  session.Close();
  if (session.refused()) return session.TakeRefusals();

  const Speaker speaker = session.speaker();
  const std::vector<Value> pattern = PatternOf(*match);
  const auto evaluator = session.Evaluate(reading);
  Found found;
  std::vector<Binding>& bindings = found.bindings;
  ForEachMatchInAll(
      *evaluator, match->predicate, pattern, [&](std::span<const Value> tuple, const Cell& cell) {
        if (cell.value.IsNo() || (question.on && cell.value.At(*question.on) == Truth::kNo)) return;
        // An open actor is of the kind that its label names.
        for (std::size_t i = 0; i < tuple.size(); ++i) {
          const Filler& filler = match->fillers[i];
          if (pattern[i] == kOpen && IsOfEntities(filler.hole_kind) &&
              session.KindOf(tuple[i]) != filler.hole_kind)
            return;
        }
        Binding binding;
        binding.sentence = speaker.Say(match->predicate, {tuple.begin(), tuple.end()});
        for (std::size_t i = 0; i < tuple.size(); ++i) {
          if (pattern[i] != kOpen) continue;
          const Filler& filler = match->fillers[i];
          binding.filled.push_back({filler.label, speaker.NameOf(filler.hole_kind, tuple[i]),
                                    IsOfEntities(filler.hole_kind) ? speaker.Code(tuple[i]) : ""});
        }
        binding.timeline = cell.value;
        if (question.on) binding.value = cell.value.At(*question.on);
        bindings.push_back(std::move(binding));
      });
  std::sort(bindings.begin(), bindings.end(), [](const Binding& a, const Binding& b) {
    return std::lexicographical_compare(
        a.filled.begin(), a.filled.end(), b.filled.begin(), b.filled.end(),
        [](const auto& x, const auto& y) { return x.name < y.name; });
  });
  found.horizon = HorizonOf(rulebook.plan(), {match->predicate}, question.known_on);
  return found;
} catch (const EvaluationTooLong&) {
  return TooManySteps();
} catch (const EvaluationCancelled&) {
  return Refusal{
      Refusal::Reason::kCancelled, "", "the question was given up before it was answered", {}};
}

Answer<Explanation> Explain(const Rulebook& rulebook, const ExplainQuestion& question) try {
  Session session(rulebook, question.cancelled, question.most_steps);
  session.AsKnownOn(question.known_on);
  session.ReadCase(question.facts);
  const std::uint32_t reading = session.ReadReading(question.reading);
  const auto match = session.ReadSentence(question.sentence, "sentence", false);
  std::vector<Value> values = match ? PatternOf(*match) : std::vector<Value>();
  if (question.at && match) {
    std::vector<EntityId> entities;
    const Predicate& predicate = session.program().predicates[match->predicate];
    for (std::size_t i = predicate.act ? 1 : 0; i < values.size(); ++i) {
      if (IsOfEntities(predicate.holes[i].kind)) entities.push_back(values[i]);
    }
    session.Suppose(*question.at, entities);
  }
  session.Close();
  if (session.refused()) return session.TakeRefusals();

  const auto evaluator = session.Evaluate(reading);
  Explainer explainer = session.Explain(*evaluator);
  Explanation result;
  result.sentence = session.speaker().Say(match->predicate, values);
  result.value = GroundInAll(*evaluator, match->predicate, values).value.At(question.on);
  result.proof =
      explainer.Prove(match->predicate, values, question.on, std::clamp(question.depth, 1, 64));
  const auto value_in = [&](Evaluator& version) {
    return version.Ground(match->predicate, values).value.At(question.on);
  };
  if (value_in(*evaluator) != Truth::kYes)
    result.why_not = explainer.ExplainFailure(match->predicate, values, question.on);
  result.presumptions = explainer.PresumptionsOf(result.proof);
  result.missing = explainer.MissingOf(result.proof);
  if (!session.program().disputes.empty()) {
    const Disagreement disagreement(session, *evaluator, {match->predicate});
    std::vector<std::uint32_t> disputes;
    if (result.value == Truth::kUnknown) {
      disputes = disagreement.Deciding(
          [&](Evaluator& version) { return static_cast<int>(value_in(version)); });
    }
    for (std::uint32_t dispute : disputes) result.missing.push_back(disagreement.Ask(dispute));
    for (std::uint32_t dispute : disagreement.ShownIn(result.proof)) {
      if (std::find(disputes.begin(), disputes.end(), dispute) == disputes.end())
        disputes.push_back(dispute);
    }
    for (std::uint32_t dispute : disputes) result.disputes.push_back(disagreement.Tell(dispute));
  }
  result.horizon = HorizonOf(rulebook.plan(), {match->predicate}, question.known_on);
  return result;
} catch (const EvaluationTooLong&) {
  return TooManySteps();
} catch (const EvaluationCancelled&) {
  return Refusal{
      Refusal::Reason::kCancelled, "", "the question was given up before it was answered", {}};
}

}  // namespace comity
