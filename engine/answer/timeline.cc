// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "engine/answer/determination.h"
#include "engine/answer/horizon.h"
#include "engine/base/text.h"
#include "engine/eval/versions.h"

namespace comity {
namespace {

using Cause = TimelineStretch::Cause;

// Finds which rule or exception makes a value begin or end on a day.
class CauseFinder {
 public:
  CauseFinder(const Session& session, Evaluator& evaluator)
      : session_(session), evaluator_(evaluator), explainer_(session.Explain(evaluator)) {}

  // The rule by which the predicate becomes yes on `day`.
  std::optional<Cause> Opening(PredicateId predicate, const std::vector<Value>& values,
                               Aspect aspect, Day day) {
    const Day before = PlusDays(day, -1);
    for (const Derivation& derivation : evaluator_.Derive(predicate, values)) {
      if (AspectAt(derivation, aspect, day) != Truth::kYes ||
          AspectAt(derivation, aspect, before) == Truth::kYes)
        continue;
      return CauseOf(derivation, before, day);
    }
    return std::nullopt;
  }

  // The rule or exception by which it ceases to be yes on `day`.
  std::optional<Cause> Ending(PredicateId predicate, const std::vector<Value>& values,
                              Aspect aspect, Day day) {
    const Day before = PlusDays(day, -1);
    for (const Derivation& derivation : evaluator_.Derive(predicate, values)) {
      if (AspectAt(derivation, aspect, before) != Truth::kYes ||
          AspectAt(derivation, aspect, day) == Truth::kYes)
        continue;
      return CauseOf(derivation, before, day);
    }
    return std::nullopt;
  }

 private:
  Cause Name(RuleId id, std::string because) const {
    const Rule& rule = session_.program().rules[id];
    Cause cause{rule.name, rule.title, {}, std::move(because)};
    for (const Citation& citation : rule.citations) cause.citations.push_back(citation.shown);
    return cause;
  }

  // What changed in a derivation between two days: an exception, a condition, an `unless` line, or
  // its dates.
  Cause CauseOf(const Derivation& derivation, Day before, Day day) {
    const bool by_exception = derivation.barred_by.At(before) != derivation.barred_by.At(day) ||
                              derivation.suspended_by.At(before) != derivation.suspended_by.At(day);
    if (by_exception) {
      for (const Derivation& exception :
           evaluator_.DeriveExceptions(derivation.rule, derivation.bindings)) {
        if (exception.value.At(before) == exception.value.At(day)) continue;
        return Name(exception.rule, ChangedCondition(exception, before, day));
      }
    }
    const Rule& rule = session_.program().rules[derivation.rule];
    for (const TimingChange& change : evaluator_.TimingChangesOf(rule, derivation.bindings)) {
      if (change.day != day || change.certainty != Truth::kYes) continue;
      return Name(change.exception.rule, Concat({"the rule ", change.begins ? "begins" : "ends",
                                                 " on ", FormatDay(day), " instead"}));
    }
    return Name(derivation.rule, ChangedCondition(derivation, before, day));
  }

  std::string ChangedCondition(const Derivation& derivation, Day before, Day day) {
    const Rule& rule = session_.program().rules[derivation.rule];
    for (const Condition& condition : rule.conditions) {
      const Timeline value = evaluator_.ValueOf(rule, condition, derivation.bindings);
      if (value.At(before) == value.At(day)) continue;
      for (const Literal& literal : condition.literals) {
        const Timeline own = evaluator_.ValueOf(rule, literal, derivation.bindings);
        if (own.At(before) == own.At(day)) continue;
        const std::string sentence = explainer_.Say(literal, derivation.bindings);
        return own.At(day) == Truth::kYes ? sentence : Concat({"no longer: ", sentence});
      }
    }
    for (const auto& date : {rule.from, rule.until}) {
      if (date && evaluator_.DayOf(*date, derivation.bindings) == day)
        return Concat({"the day of the rule: ", FormatDay(day)});
    }
    for (const PositionTag& tag : rule.tags) {
      const Timeline stands = evaluator_.TakesOn(tag);
      if (stands.At(before) == stands.At(day)) continue;
      const std::string& name = session_.program().issues[tag.issue].positions[tag.position].name;
      return Concat({"position ‘", name, stands.At(day) == Truth::kYes ? "’ from " : "’ until ",
                     FormatDay(day)});
    }
    if (rule.in_force.from == day) return Concat({"in force from ", FormatDay(day)});
    if (rule.in_force.until == day) return Concat({"in force until ", FormatDay(day)});
    return "";
  }

  const Session& session_;
  Evaluator& evaluator_;
  Explainer explainer_;
};

// A change that the version shown does not have comes from a dispute.
void NameDisputes(const Session& session, const std::set<PredicateId>& asked,
                  ReadingTimeline& result) {
  const std::vector<PredicateId> list(asked.begin(), asked.end());
  std::vector<std::string> titles;
  for (std::uint32_t dispute : DisputesBehind(session.rulebook().plan(), list))
    titles.push_back(Concat({"‘", session.program().disputes[dispute].title, "’ is disputed"}));
  if (titles.empty()) return;
  const Cause cause{"", "", {}, Join(titles, "; ")};
  for (TimelineStretch& stretch : result.stretches) {
    if (!stretch.opened_by && stretch.stretch.from.IsFinite()) stretch.opened_by = cause;
    if (!stretch.ended_by && stretch.stretch.until.IsFinite()) stretch.ended_by = cause;
  }
}

ReadingTimeline TimelineOfPhrase(const Session& session, Evaluator& evaluator, const Match& match) {
  std::vector<Value> values;
  for (const Filler& filler : match.fillers) values.push_back(filler.value);
  const Timeline timeline = GroundInAll(evaluator, match.predicate, values).value;
  CauseFinder causes(session, evaluator);
  ReadingTimeline result;
  result.sentence = session.speaker().Say(match.predicate, values);
  result.horizon = HorizonOf(session.rulebook().plan(), {match.predicate}, session.known_on());
  Day from = Day::Beginning();
  while (true) {
    TimelineStretch stretch;
    stretch.stretch = timeline.StretchAround(from);
    const Truth value = timeline.At(from);
    stretch.value = value;
    if (value == Truth::kYes) {
      if (from != Day::Beginning())
        stretch.opened_by = causes.Opening(match.predicate, values, Aspect::kValue, from);
      if (stretch.stretch.until != Day::End())
        stretch.ended_by =
            causes.Ending(match.predicate, values, Aspect::kValue, stretch.stretch.until);
    }
    result.stretches.push_back(std::move(stretch));
    if (result.stretches.back().stretch.until == Day::End()) break;
    from = result.stretches.back().stretch.until;
  }
  for (std::size_t i = 0; i + 1 < result.stretches.size(); ++i) {
    if (!result.stretches[i].ended_by)
      result.stretches[i].ended_by = result.stretches[i + 1].opened_by;
    if (!result.stretches[i + 1].opened_by)
      result.stretches[i + 1].opened_by = result.stretches[i].ended_by;
  }
  NameDisputes(session, {match.predicate}, result);
  return result;
}

ReadingTimeline TimelineOfAct(const Session& session, Evaluator& evaluator, const Act& act) {
  const ActCells cells = EvaluateAct(evaluator, act);
  CauseFinder causes(session, evaluator);
  ReadingTimeline result;
  result.sentence =
      session.speaker().Say(PredicateOf(session.program(), act, Modality::kMust), act.values);
  result.horizon = HorizonOf(session.rulebook().plan(), PredicatesOf(session.program(), act),
                             session.known_on());
  for (const OutcomeStretch& outcome : OutcomesOf(cells)) {
    TimelineStretch stretch;
    stretch.stretch = outcome.stretch;
    stretch.value = outcome.outcome;
    const Day from = outcome.stretch.from;
    const Day until = outcome.stretch.until;
    if (outcome.outcome != Outcome::kUndetermined) {
      for (const Carrier& carrier : CarriersOf(outcome.outcome, cells, from)) {
        const PredicateId predicate = PredicateOf(session.program(), act, carrier.modality);
        if (from != Day::Beginning() && !stretch.opened_by)
          stretch.opened_by = causes.Opening(predicate, act.values, carrier.aspect, from);
        if (until != Day::End() && !stretch.ended_by)
          stretch.ended_by = causes.Ending(predicate, act.values, carrier.aspect, until);
      }
    }
    result.stretches.push_back(std::move(stretch));
  }
  // Where an outcome ends because a stronger one begins, or begins because one ends, the neighbour
  // names the rule.
  for (std::size_t i = 0; i + 1 < result.stretches.size(); ++i) {
    TimelineStretch& one = result.stretches[i];
    TimelineStretch& next = result.stretches[i + 1];
    if (!one.ended_by) one.ended_by = next.opened_by;
    if (!next.opened_by) next.opened_by = one.ended_by;
  }
  NameDisputes(session, PredicatesOf(session.program(), act), result);
  return result;
}

}  // namespace

Answer<std::vector<ReadingTimeline>> AskTimeline(const Rulebook& rulebook,
                                                 const TimelineQuestion& question) try {
  Session session(rulebook, question.cancelled, question.most_steps);
  session.AsKnownOn(question.known_on);
  session.ReadCase(question.facts);
  std::vector<std::uint32_t> readings;
  for (std::size_t i = 0; i < question.readings.size(); ++i) {
    readings.push_back(
        session.ReadReading(question.readings[i], Concat({"readings[", std::to_string(i), "]"})));
  }
  std::optional<Match> match;
  std::vector<Act> acts;
  if (!question.phrase.empty()) {
    match = session.ReadSentence(question.phrase, "phrase", false);
  } else {
    const auto actor = session.ReadActor(question.actor);
    const std::vector<EntityId> about = session.ReadAbout(question.about);
    if (!session.refused()) {
      if (question.at) session.Suppose(*question.at, about);
      acts = session.FindActs(*actor, about, question.action);
    }
  }
  session.Close();
  if (session.refused()) return session.TakeRefusals();

  std::vector<ReadingTimeline> result;
  for (std::uint32_t reading : readings) {
    const auto evaluator = session.Evaluate(reading);
    const auto add = [&](ReadingTimeline timeline) {
      timeline.reading = session.program().readings[reading].name;
      result.push_back(std::move(timeline));
    };
    if (match) add(TimelineOfPhrase(session, *evaluator, *match));
    for (const Act& act : acts) add(TimelineOfAct(session, *evaluator, act));
  }
  return result;
} catch (const EvaluationTooLong&) {
  return TooManySteps();
} catch (const EvaluationCancelled&) {
  return Refusal{
      Refusal::Reason::kCancelled, "", "the question was given up before it was answered", {}};
}

}  // namespace comity
