// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "engine/answer/determination.h"
#include "engine/answer/horizon.h"
#include "engine/eval/versions.h"

namespace comity {
namespace {

// The acts on the map that the entity can do about these entities.
std::vector<Act> ActsOnMap(Session& session, EntityId actor, const MapQuestion& question,
                           const std::vector<EntityId>& about) {
  std::vector<Act> acts = session.FindActs(actor, about, question.action);
  if (question.action.empty()) {
    std::erase_if(acts,
                  [&](const Act& act) { return !session.program().phrases[act.action].on_map; });
  }
  return acts;
}

// The conclusions shown on the map that hold of the entity alone.
std::vector<std::string> NotesAbout(const Session& session, Evaluator& evaluator, EntityId entity,
                                    Day day) {
  std::vector<std::string> notes;
  for (const Phrase& phrase : session.program().phrases) {
    if (!phrase.on_map || phrase.form != Form::kConclusion || phrase.holes.size() != 1) continue;
    if (phrase.holes[0].kind != session.KindOf(entity)) continue;
    const std::vector<Value> values = {entity};
    if (GroundInAll(evaluator, phrase.first_predicate, values).value.At(day) == Truth::kYes) {
      notes.push_back(session.speaker().Say(phrase.first_predicate, values));
    }
  }
  return notes;
}

// Everything about one place, in a session of its own: each place is supposed by itself, not beside
// the others.
Answer<std::vector<MapEntry>> MapPlace(const Rulebook& rulebook, const MapQuestion& question,
                                       EntityId place, std::set<PredicateId>& asked) {
  Session session(rulebook, question.cancelled, question.most_steps);
  session.AsKnownOn(question.known_on);
  session.ReadCase(question.facts);
  const std::uint32_t reading = session.ReadReading(question.reading);
  const std::vector<EntityId> about = session.ReadAbout(question.about);
  std::vector<Act> acts;
  if (!session.refused()) {
    session.SupposeAt(place, about);
    acts = ActsOnMap(session, place, question, about);
  }
  session.Close();
  if (session.refused()) return session.TakeRefusals();

  std::vector<MapEntry> entries;
  const auto evaluator = session.Evaluate(reading);
  const std::vector<std::string> notes = NotesAbout(session, *evaluator, place, question.on);
  for (const Act& act : acts) {
    asked.merge(PredicatesOf(session.program(), act));
    Determination determination =
        Determine(session, *evaluator, act, question.on, Question::Detail::kOutcome);
    MapEntry entry;
    entry.actor = std::move(determination.actor);
    entry.actor_code = std::move(determination.actor_code);
    entry.action = std::move(determination.action);
    entry.outcome = determination.outcome;
    entry.citations = std::move(determination.citations);
    entry.shown_citations = std::move(determination.shown_citations);
    entry.presumptions = std::move(determination.presumptions);
    entry.notes = notes;
    for (std::uint32_t other = 0; other < session.program().readings.size(); ++other) {
      if (other == reading || Agree(rulebook.plan(), act, reading, other)) continue;
      const auto rival = session.Evaluate(other);
      const Outcome outcome = OutcomeAt(EvaluateAct(*rival, act), question.on);
      const auto& known = entry.rival_outcomes;
      if (outcome != entry.outcome && std::find(known.begin(), known.end(), outcome) == known.end())
        entry.rival_outcomes.push_back(outcome);
    }
    entries.push_back(std::move(entry));
  }
  return entries;
}

}  // namespace

Answer<DutyMap> AskMap(const Rulebook& rulebook, const MapQuestion& question) try {
  const Program& program = rulebook.program();
  DutyMap map;
  std::set<PredicateId> asked;
  bool any = false;
  for (EntityId entity = 0; entity < static_cast<EntityId>(program.entities.size()); ++entity) {
    if (!program.kinds[program.entities[static_cast<std::size_t>(entity)].kind].on_map) continue;
    any = true;
    auto entries = MapPlace(rulebook, question, entity, asked);
    if (!entries.ok()) return entries.refusals();
    std::move(entries->begin(), entries->end(), std::back_inserter(map.entries));
  }
  if (!any)
    return Refusal{
        Refusal::Reason::kNothingAsked, "", "the vocabulary shows no kind on the map", {}};
  map.horizon = HorizonOf(rulebook.plan(), asked, question.known_on);
  std::stable_sort(map.entries.begin(), map.entries.end(),
                   [](const MapEntry& a, const MapEntry& b) { return a.actor < b.actor; });
  return map;
} catch (const EvaluationTooLong&) {
  return TooManySteps();
} catch (const EvaluationCancelled&) {
  return Refusal{
      Refusal::Reason::kCancelled, "", "the question was given up before it was answered", {}};
}

}  // namespace comity
