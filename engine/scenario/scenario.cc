// SPDX-License-Identifier: Apache-2.0
#include "engine/scenario/scenario.h"

#include <algorithm>
#include <map>
#include <memory>

#include "engine/answer/determination.h"
#include "engine/base/text.h"
#include "engine/eval/versions.h"

namespace comity {
namespace {

std::string Shown(const Stretch& stretch) {
  if (stretch.from == Day::Beginning() && stretch.until == Day::End()) return "always";
  std::string result;
  if (stretch.from != Day::Beginning()) result = "from " + FormatDay(stretch.from);
  if (stretch.until != Day::End())
    result += (result.empty() ? "until " : " until ") + FormatDay(stretch.until);
  return result;
}

std::string Shown(const std::vector<Stretch>& stretches) {
  std::vector<std::string> parts;
  parts.reserve(stretches.size());
  for (const Stretch& stretch : stretches) parts.push_back(Shown(stretch));
  return parts.empty() ? "never" : Join(parts, ", ");
}

std::string ShownTimeline(const Timeline& timeline) {
  std::string result = "yes " + Shown(timeline.StretchesOf(Truth::kYes));
  const auto unknown = timeline.StretchesOf(Truth::kUnknown);
  if (!unknown.empty()) result += "; unknown " + Shown(unknown);
  return result;
}

std::string_view Word(Truth truth) {
  return truth == Truth::kYes ? "yes" : truth == Truth::kNo ? "no" : "unknown";
}

Outcome OutcomeOf(std::string_view word) {
  for (int i = 0; i <= static_cast<int>(Outcome::kConflict); ++i) {
    const auto outcome = static_cast<Outcome>(i);
    if (Words(outcome) == word) return outcome;
  }
  return Outcome::kObligedSuspended;
}

// One scenario being run: its session, and one evaluator for each reading it asks for.
class ScenarioRun {
 public:
  ScenarioRun(const Rulebook& rulebook, const Scenario& scenario)
      : program_(rulebook.program()), scenario_(scenario), session_(rulebook, nullptr) {
    session_.Use(scenario);
    session_.Close();
  }

  ScenarioOutcome Run() && {
    result_.title = scenario_.title;
    result_.span = scenario_.span;
    for (const Expectation& expectation : scenario_.expectations) {
      ++result_.expectations;
      TryCheck(expectation);
    }
    return std::move(result_);
  }

 private:
  // For the reading and the knowledge that an expectation is about.
  Evaluator& EvaluatorFor(const Expectation& expectation) {
    auto& evaluator = evaluators_[{expectation.reading, expectation.known_on}];
    session_.AsKnownOn(expectation.known_on);
    if (!evaluator) evaluator = session_.Evaluate(expectation.reading);
    return *evaluator;
  }

  void TryCheck(const Expectation& expectation) try {
    Check(expectation);
  } catch (const EvaluationTooLong&) {
    // What was found half way must not be used.
    evaluators_.clear();
    result_.failures.push_back({expectation.span,
                                program_.readings[expectation.reading].name,
                                expectation.text,
                                "takes too many steps to find out",
                                {}});
  }

  void Check(const Expectation& expectation) {
    switch (expectation.subject) {
      case Expectation::Subject::kValue:
        CheckValue(expectation);
        return;
      case Expectation::Subject::kOutcome:
        CheckOutcome(expectation);
        return;
      case Expectation::Subject::kCites:
      case Expectation::Subject::kPresumes:
      case Expectation::Subject::kAsks:
        CheckDetermination(expectation);
        return;
    }
  }

  void Fail(const Expectation& expectation, std::string actual, Day day) {
    ScenarioFailure failure{expectation.span,
                            program_.readings[expectation.reading].name,
                            expectation.text,
                            std::move(actual),
                            {}};
    const Expectation& subject =
        expectation.above >= 0 ? scenario_.expectations[static_cast<std::size_t>(expectation.above)]
                               : expectation;
    Evaluator& evaluator = EvaluatorFor(expectation);
    if (day.IsFinite() &&
        evaluator.Ground(subject.predicate, subject.values).value.At(day) != Truth::kYes) {
      Explainer explainer = session_.Explain(evaluator);
      failure.near_miss = explainer.ExplainFailure(subject.predicate, subject.values, day).because;
    }
    result_.failures.push_back(std::move(failure));
  }

  // A day on which the expectation is not met, for the nearest miss.
  static Day DayOfInterest(const Expectation& expectation) {
    if (expectation.stretch.from.IsFinite()) return expectation.stretch.from;
    return expectation.stretch.until.IsFinite() ? PlusDays(expectation.stretch.until, -1) : Day{0};
  }

  void CheckValue(const Expectation& expectation) {
    const Timeline timeline =
        GroundInAll(EvaluatorFor(expectation), expectation.predicate, expectation.values).value;
    const Truth wanted = expectation.word == "not"       ? Truth::kNo
                         : expectation.word == "unknown" ? Truth::kUnknown
                                                         : Truth::kYes;
    const Day day = DayOfInterest(expectation);
    bool met = false;
    std::string actual = ShownTimeline(timeline);
    switch (expectation.days) {
      case Expectation::Days::kOn:
        met = timeline.At(day) == wanted;
        actual = Concat({Word(timeline.At(day)), "; ", actual});
        break;
      case Expectation::Days::kStretch:
        met = timeline == Timeline::During(expectation.stretch, wanted,
                                           wanted == Truth::kNo ? Truth::kYes : Truth::kNo);
        break;
      case Expectation::Days::kAlways:
        met = timeline == Timeline(wanted);
        break;
      case Expectation::Days::kNever:
        met = wanted == Truth::kYes ? timeline.IsNo() : timeline.StretchesOf(wanted).empty();
        break;
    }
    if (!met) Fail(expectation, std::move(actual), day);
  }

  void CheckOutcome(const Expectation& expectation) {
    const Act act{program_.predicates[expectation.predicate].phrase, expectation.values};
    const ActCells cells = EvaluateAct(EvaluatorFor(expectation), act);
    const Outcome wanted = OutcomeOf(expectation.word);
    const Day day = DayOfInterest(expectation);
    std::vector<Stretch> found;
    std::vector<std::string> all;
    for (const OutcomeStretch& stretch : OutcomesOf(cells)) {
      if (stretch.outcome == wanted) found.push_back(stretch.stretch);
      all.push_back(Concat({Words(stretch.outcome), " ", Shown(stretch.stretch)}));
    }
    bool met = false;
    switch (expectation.days) {
      case Expectation::Days::kOn:
        met = OutcomeAt(cells, day) == wanted;
        break;
      case Expectation::Days::kStretch:
        met = found == std::vector<Stretch>{expectation.stretch};
        break;
      case Expectation::Days::kAlways:
        met = found == std::vector<Stretch>{Stretch{}};
        break;
      case Expectation::Days::kNever:
        met = found.empty();
        break;
    }
    if (!met) Fail(expectation, Join(all, ", "), day);
  }

  void CheckDetermination(const Expectation& expectation) {
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
    const bool met = std::all_of(wanted.begin(), wanted.end(), [&](const std::string& item) {
      return std::find(found.begin(), found.end(), item) != found.end();
    });
    if (!met) Fail(expectation, found.empty() ? "nothing" : Join(found, "; "), Day::End());
  }

  const Program& program_;
  const Scenario& scenario_;
  Session session_;
  std::map<std::pair<std::uint32_t, std::optional<Day>>, std::unique_ptr<Evaluator>> evaluators_;
  ScenarioOutcome result_;
};

std::string LineAt(const Rulebook& rulebook, const Span& span) {
  const std::string& text = rulebook.files()[span.file].text;
  std::size_t begin = 0;
  for (std::uint32_t line = 1; line < span.line && begin != std::string::npos; ++line)
    begin = text.find('\n', begin) + 1;
  return std::string(Trim(std::string_view(text).substr(begin, text.find('\n', begin) - begin)));
}

}  // namespace

std::vector<ScenarioOutcome> RunScenarios(const Rulebook& rulebook, std::string_view filter) {
  std::vector<const Scenario*> chosen;
  for (const Scenario& scenario : rulebook.program().scenarios) {
    const std::string& file = rulebook.files()[scenario.span.file].name;
    if (FoldName(scenario.title).find(FoldName(filter)) == std::string::npos &&
        file.find(filter) == std::string::npos)
      continue;
    chosen.push_back(&scenario);
  }
  std::sort(chosen.begin(), chosen.end(), [&](const Scenario* a, const Scenario* b) {
    return std::pair(a->span.file, a->span.line) < std::pair(b->span.file, b->span.line);
  });
  std::vector<ScenarioOutcome> outcomes;
  for (const Scenario* scenario : chosen) {
    outcomes.push_back(ScenarioRun(rulebook, *scenario).Run());
    for (ScenarioFailure& failure : outcomes.back().failures)
      failure.expected = LineAt(rulebook, failure.span);
  }
  return outcomes;
}

}  // namespace comity
