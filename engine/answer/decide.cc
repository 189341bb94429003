// SPDX-License-Identifier: Apache-2.0
#include "engine/answer/determination.h"
#include "engine/answer/horizon.h"

namespace comity {
namespace {

std::vector<Decision::Divergence> FindDivergences(const Session& session, std::uint32_t reading,
                                                  const std::vector<Act>& acts,
                                                  const std::vector<Determination>& determinations,
                                                  Day day) {
  std::vector<Decision::Divergence> result;
  const Program& program = session.program();
  for (std::uint32_t other = 0; other < program.readings.size(); ++other) {
    if (other == reading) continue;
    const auto evaluator = session.Evaluate(other);
    for (std::size_t i = 0; i < acts.size(); ++i) {
      if (Agree(session.rulebook().plan(), acts[i], reading, other)) continue;
      const Outcome outcome = OutcomeAt(EvaluateAct(*evaluator, acts[i]), day);
      if (outcome != determinations[i].outcome)
        result.push_back({program.readings[other].name, determinations[i].action, outcome});
    }
  }
  return result;
}

}  // namespace

Answer<Decision> Decide(const Rulebook& rulebook, const Question& question) try {
  Session session(rulebook, question.cancelled, question.most_steps);
  session.AsKnownOn(question.known_on);
  session.ReadCase(question.facts);
  const std::uint32_t reading = session.ReadReading(question.reading);
  const auto actor = session.ReadActor(question.actor);
  const std::vector<EntityId> about = session.ReadAbout(question.about);
  std::vector<Act> acts;
  if (!session.refused()) {
    if (question.at) session.Suppose(*question.at, about);
    acts = session.FindActs(*actor, about, question.action);
  }
  session.Close();
  if (session.refused()) return session.TakeRefusals();

  Decision decision;
  const auto evaluator = session.Evaluate(reading);
  std::set<PredicateId> asked;
  for (const Act& act : acts) {
    asked.merge(PredicatesOf(session.program(), act));
    decision.determinations.push_back(
        Determine(session, *evaluator, act, question.on, question.detail));
  }
  decision.on = question.on;
  decision.known_on = question.known_on;
  decision.reading = session.program().readings[reading].name;
  decision.horizon = HorizonOf(rulebook.plan(), asked, question.known_on);
  decision.beyond_horizon = decision.horizon && question.on > decision.horizon->day;
  decision.suppositions = session.Suppositions();
  if (question.detail != Question::Detail::kOutcome) {
    decision.divergences =
        FindDivergences(session, reading, acts, decision.determinations, question.on);
  }
  return decision;
} catch (const EvaluationTooLong&) {
  return TooManySteps();
} catch (const EvaluationCancelled&) {
  return Refusal{
      Refusal::Reason::kCancelled, "", "the question was given up before it was answered", {}};
}

}  // namespace comity
