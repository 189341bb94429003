// SPDX-License-Identifier: Apache-2.0
#include "engine/scenario/scenario_run.h"

#include <algorithm>
#include <functional>
#include <set>

#include "engine/answer/determination.h"
#include "engine/answer/horizon.h"
#include "engine/base/text.h"
#include "engine/eval/versions.h"
#include "engine/scenario/weighed_lines.h"

namespace comity {
namespace {

std::string Shown(const std::vector<Stretch>& stretches) {
  std::vector<std::string> parts;
  parts.reserve(stretches.size());
  for (const Stretch& stretch : stretches) parts.push_back(StretchText(stretch));
  return parts.empty() ? "never" : Join(parts, ", ");
}

std::string ShownTimeline(const Timeline& timeline) {
  std::string result = "yes " + Shown(timeline.StretchesOf(Truth::kYes));
  const auto unknown = timeline.StretchesOf(Truth::kUnknown);
  if (!unknown.empty()) result += "; unknown " + Shown(unknown);
  return result;
}

Truth WantedTruth(const Expectation& expectation) {
  return expectation.word == "not"       ? Truth::kNo
         : expectation.word == "unknown" ? Truth::kUnknown
                                         : Truth::kYes;
}

// The first day on which something is not as expected. Things change on these days only.
Day FirstDay(const std::set<Day>& changes, const std::function<bool(Day)>& differs) {
  std::set<Day> days;
  for (Day day : changes) {
    if (!day.IsFinite()) continue;
    if (days.empty()) days.insert(PlusDays(day, -1));
    days.insert(day);
  }
  if (days.empty()) days.insert(Day{0});
  const auto found = std::find_if(days.begin(), days.end(), differs);
  return found == days.end() ? Day::End() : *found;
}

}  // namespace

Outcome OutcomeOf(std::string_view word) {
  for (int i = 0; i <= static_cast<int>(Outcome::kConflict); ++i) {
    const auto outcome = static_cast<Outcome>(i);
    if (Words(outcome) == word) return outcome;
  }
  return Outcome::kObligedSuspended;
}

ScenarioRun::ScenarioRun(const Rulebook& rulebook, const Scenario& scenario, Cancelled cancelled)
    : program_(rulebook.program()), scenario_(scenario), session_(rulebook, cancelled) {
  session_.Use(scenario);
  session_.Close();
}

Evaluator& ScenarioRun::EvaluatorFor(const Expectation& expectation) {
  auto& evaluator = evaluators_[{expectation.reading, expectation.known_on}];
  session_.AsKnownOn(expectation.known_on);
  if (!evaluator) evaluator = session_.Evaluate(expectation.reading);
  return *evaluator;
}

std::optional<ScenarioFailure> ScenarioRun::Try(const Expectation& expectation) try {
  Finding finding = Look(expectation);
  if (finding.met) return std::nullopt;
  ScenarioFailure failure{expectation.span,
                          program_.readings[expectation.reading].name,
                          expectation.text,
                          std::move(finding.actual),
                          {}};
  if (finding.day.IsFinite()) failure.near_miss = Reasons(expectation, finding.day);
  return failure;
} catch (const EvaluationTooLong&) {
  // What was found half way must not be used.
  evaluators_.clear();
  return ScenarioFailure{expectation.span,
                         program_.readings[expectation.reading].name,
                         expectation.text,
                         "takes too many steps to find out",
                         {}};
}

bool ScenarioRun::IsMet(const Expectation& expectation) try {
  return Look(expectation).met;
} catch (const EvaluationTooLong&) {
  evaluators_.clear();
  return false;
}

ScenarioRun::Finding ScenarioRun::Look(const Expectation& expectation) {
  if (expectation.subject == Expectation::Subject::kValue) return LookAtValue(expectation);
  if (expectation.subject == Expectation::Subject::kOutcome) return LookAtOutcome(expectation);
  return LookAtDetermination(expectation);
}

ScenarioRun::Finding ScenarioRun::LookAtValue(const Expectation& expectation) {
  const Timeline timeline =
      GroundInAll(EvaluatorFor(expectation), expectation.predicate, expectation.values).value;
  const Truth wanted = WantedTruth(expectation);
  const Truth otherwise = wanted == Truth::kNo ? Truth::kYes : Truth::kNo;
  std::set<Day> changes = {expectation.stretch.from, expectation.stretch.until};
  for (const Timeline::Step& step : timeline.steps()) changes.insert(step.day);
  const auto differs = [&](Day day) {
    switch (expectation.days) {
      case Expectation::Days::kOn:
        return day == expectation.stretch.from && timeline.At(day) != wanted;
      case Expectation::Days::kStretch:
        return timeline.At(day) != (expectation.stretch.Contains(day) ? wanted : otherwise);
      case Expectation::Days::kAlways:
        return timeline.At(day) != wanted;
      case Expectation::Days::kNever:
        return wanted == Truth::kYes ? timeline.At(day) != Truth::kNo : timeline.At(day) == wanted;
    }
    return false;
  };
  Finding finding;
  finding.day = FirstDay(changes, differs);
  finding.met = !finding.day.IsFinite();
  if (finding.met) return finding;
  finding.actual = ShownTimeline(timeline);
  if (expectation.days == Expectation::Days::kOn)
    finding.actual = Concat({Word(timeline.At(finding.day)), "; ", finding.actual});
  return finding;
}

ScenarioRun::Finding ScenarioRun::LookAtOutcome(const Expectation& expectation) {
  const Act act{program_.predicates[expectation.predicate].phrase, expectation.values};
  const ActCells cells = EvaluateAct(EvaluatorFor(expectation), act);
  const Outcome wanted = OutcomeOf(expectation.word);
  const std::vector<OutcomeStretch> outcomes = OutcomesOf(cells);
  std::set<Day> changes = {expectation.stretch.from, expectation.stretch.until};
  for (const OutcomeStretch& stretch : outcomes) changes.insert(stretch.stretch.from);
  const auto differs = [&](Day day) {
    const bool found = OutcomeAt(cells, day) == wanted;
    switch (expectation.days) {
      case Expectation::Days::kOn:
        return day == expectation.stretch.from && !found;
      case Expectation::Days::kStretch:
        return found != expectation.stretch.Contains(day);
      case Expectation::Days::kAlways:
        return !found;
      case Expectation::Days::kNever:
        return found;
    }
    return false;
  };
  Finding finding;
  finding.day = FirstDay(changes, differs);
  finding.met = !finding.day.IsFinite();
  if (finding.met) return finding;
  std::vector<std::string> all;
  for (const OutcomeStretch& stretch : outcomes)
    all.push_back(Concat({Words(stretch.outcome), " ", StretchText(stretch.stretch)}));
  finding.actual = Join(all, ", ");
  if (expectation.days == Expectation::Days::kOn && outcomes.size() > 1)
    finding.actual = Concat({Words(OutcomeAt(cells, finding.day)), "; ", finding.actual});
  return finding;
}

ScenarioRun::Finding ScenarioRun::LookAtDetermination(const Expectation& expectation) {
  const Expectation& above = scenario_.expectations[static_cast<std::size_t>(expectation.above)];
  const Act act{program_.predicates[above.predicate].phrase, above.values};
  const Day day = above.stretch.from;
  const Determination determination =
      Determine(session_, EvaluatorFor(above), act, day, Question::Detail::kOutcome);
  std::vector<std::string> found;
  std::vector<std::string> wanted;
  if (expectation.subject == Expectation::Subject::kCites) {
    found = determination.citations;
    wanted = expectation.citations;
  } else {
    wanted = {session_.speaker().Say(expectation.predicate, expectation.values)};
    for (const Presumption& p : determination.presumptions) {
      if (expectation.subject == Expectation::Subject::kPresumes) found.push_back(p.sentence);
    }
    for (const MissingFact& m : determination.missing) {
      if (expectation.subject == Expectation::Subject::kAsks) found.push_back(m.sentence);
    }
  }
  Finding finding;
  finding.met = std::all_of(wanted.begin(), wanted.end(), [&](const std::string& item) {
    return std::find(found.begin(), found.end(), item) != found.end();
  });
  finding.actual = found.empty() ? "nothing" : Join(found, "; ");
  return finding;
}

std::vector<std::string> ScenarioRun::Reasons(const Expectation& expectation, Day day) {
  if (expectation.subject == Expectation::Subject::kOutcome)
    return ReasonsOfOutcome(expectation, day);
  Evaluator& evaluator = EvaluatorFor(expectation);
  Explainer explainer = session_.Explain(evaluator);
  const auto value_in = [&](Evaluator& version) {
    return static_cast<int>(
        version.Ground(expectation.predicate, expectation.values).value.At(day));
  };
  auto disputes = TellDisputes(evaluator, {expectation.predicate}, value_in);
  if (!disputes.empty()) return disputes;
  if (value_in(evaluator) != static_cast<int>(Truth::kYes))
    return WhyNotLines(explainer, expectation.predicate, expectation.values, day);
  return WhyLines(explainer, expectation.predicate, expectation.values, day);
}

// The disputes on which it depends what is found.
std::vector<std::string> ScenarioRun::TellDisputes(Evaluator& evaluator,
                                                   std::vector<PredicateId> asked,
                                                   const Disagreement::Find& find) const {
  const Disagreement disagreement(session_, evaluator, std::move(asked));
  std::vector<std::string> lines;
  for (std::uint32_t dispute : disagreement.Deciding(find))
    lines.push_back(disagreement.Tell(dispute));
  return lines;
}

// Why the outcome expected is not there; and if another is, why that one.
std::vector<std::string> ScenarioRun::ReasonsOfOutcome(const Expectation& expectation, Day day) {
  Evaluator& evaluator = EvaluatorFor(expectation);
  Explainer explainer = session_.Explain(evaluator);
  const Act act{program_.predicates[expectation.predicate].phrase, expectation.values};
  const std::set<PredicateId> asked = PredicatesOf(program_, act);
  std::vector<std::string> disputes =
      TellDisputes(evaluator, {asked.begin(), asked.end()}, [&](Evaluator& version) {
        return static_cast<int>(OutcomeAt(EvaluateActInOne(version, act), day));
      });
  if (!disputes.empty()) return disputes;
  const ActCells cells = EvaluateAct(evaluator, act);
  const Outcome wanted = OutcomeOf(expectation.word);
  const Outcome found = OutcomeAt(cells, day);
  std::vector<std::string> lines;
  const bool expected = wanted != Outcome::kNoDuty && wanted != Outcome::kUndetermined;
  if (expected && found != wanted) {
    const PredicateId predicate = PredicateOf(program_, act, ModalityOf(wanted));
    if (evaluator.Ground(predicate, act.values).value.At(day) != Truth::kYes)
      lines = WhyNotLines(explainer, predicate, act.values, day);
  }
  std::set<PredicateId> shown;
  for (const Carrier& carrier : CarriersOf(found, cells, day)) {
    const PredicateId predicate = PredicateOf(program_, act, carrier.modality);
    if (carrier.aspect == Aspect::kBarred || found == Outcome::kUndetermined) {
      // What bars it, or is not known, stands among the lines of the nearest rule.
      if (lines.empty()) lines = WhyNotLines(explainer, predicate, act.values, day);
    } else if (shown.insert(predicate).second) {
      for (std::string& line : WhyLines(explainer, predicate, act.values, day))
        lines.push_back(std::move(line));
    }
  }
  return lines;
}

}  // namespace comity
