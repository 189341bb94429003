// SPDX-License-Identifier: Apache-2.0
#include "engine/mutate/difference.h"

#include <algorithm>
#include <functional>
#include <iterator>
#include <set>
#include <utility>

#include "engine/answer/determination.h"
#include "engine/eval/versions.h"
#include "engine/scenario/scenario_run.h"

namespace comity {
namespace {

class Difference {
 public:
  Difference(const Rulebook& whole, const Rulebook& broken, Cancelled cancelled)
      : whole_(whole), broken_(broken), program_(whole.program()), cancelled_(cancelled) {}

  std::optional<Scenario> Show(const Scenario& scenario, const Subject& subject) const {
    auto expectation = FindExpectation(scenario, subject);
    if (!expectation) return std::nullopt;
    Scenario shown = Reduced(scenario, subject, *expectation);
    shown.expectations = std::move(*expectation);
    return TellsApart(shown) ? std::optional(std::move(shown)) : std::nullopt;
  }

 private:
  bool TellsApart(const Scenario& scenario) const {
    ScenarioRun whole(whole_, scenario, cancelled_);
    ScenarioRun broken(broken_, scenario, cancelled_);
    bool fails = false;
    for (const Expectation& expectation : scenario.expectations) {
      if (!whole.IsMet(expectation)) return false;
      fails = fails || !broken.IsMet(expectation);
    }
    return fails;
  }

  // Without the facts and the cast that the difference does not need.
  Scenario Reduced(Scenario scenario, const Subject& subject,
                   std::vector<Expectation>& expectations) const {
    for (std::size_t i = scenario.given.size(); i-- > 0;) {
      Scenario less = scenario;
      less.given.erase(less.given.begin() + static_cast<std::ptrdiff_t>(i));
      auto found = FindExpectation(less, subject);
      if (!found || found->size() != expectations.size() ||
          found->front().word != expectations.front().word)
        continue;
      scenario = std::move(less);
      expectations = std::move(*found);
    }
    DropUnused(scenario, expectations);
    return scenario;
  }

  // Members of the cast of whom nothing is said; the others move up.
  void DropUnused(Scenario& scenario, std::vector<Expectation>& expectations) const {
    const auto declared = static_cast<Value>(program_.entities.size());
    const auto uses = [&](PredicateId predicate, const std::vector<Value>& values, Value member) {
      const std::vector<Hole>& holes = program_.predicates[predicate].holes;
      for (std::size_t i = 0; i < values.size(); ++i) {
        if (IsOfEntities(holes[i].kind) && values[i] == member) return true;
      }
      return false;
    };
    const auto move = [&](PredicateId predicate, std::vector<Value>& values, Value member) {
      const std::vector<Hole>& holes = program_.predicates[predicate].holes;
      for (std::size_t i = 0; i < values.size(); ++i) {
        if (IsOfEntities(holes[i].kind) && values[i] > member) --values[i];
      }
    };
    for (std::size_t i = scenario.cast.size(); i-- > 0;) {
      const auto member = static_cast<Value>(declared + static_cast<Value>(i));
      const bool used =
          std::any_of(
              scenario.given.begin(), scenario.given.end(),
              [&](const Fact& fact) { return uses(fact.predicate, fact.values, member); }) ||
          std::any_of(expectations.begin(), expectations.end(),
                      [&](const Expectation& e) { return uses(e.predicate, e.values, member); });
      if (used) continue;
      scenario.cast.erase(scenario.cast.begin() + static_cast<std::ptrdiff_t>(i));
      for (Fact& fact : scenario.given) move(fact.predicate, fact.values, member);
      for (Expectation& e : expectations) move(e.predicate, e.values, member);
    }
  }

  // What to expect of the subject, that only the whole law gives.
  std::optional<std::vector<Expectation>> FindExpectation(const Scenario& scenario,
                                                          const Subject& subject) const {
    ScenarioRun whole(whole_, scenario, cancelled_);
    ScenarioRun broken(broken_, scenario, cancelled_);
    Expectation expectation;
    expectation.predicate = subject.predicate;
    expectation.values = subject.values;
    expectation.reading = subject.reading;
    Evaluator& one = whole.EvaluatorFor(expectation);
    Evaluator& other = broken.EvaluatorFor(expectation);
    if (program_.predicates[subject.predicate].act)
      return ExpectOutcome(one, other, std::move(expectation));
    const Timeline value = GroundInAll(one, subject.predicate, subject.values).value;
    const Timeline changed = GroundInAll(other, subject.predicate, subject.values).value;
    std::set<Day> days;
    for (const Timeline* timeline : {&value, &changed}) {
      for (const Timeline::Step& step : timeline->steps()) days.insert(step.day);
    }
    const auto day = FirstDay(days, [&](Day at) { return value.At(at) != changed.At(at); });
    if (!day) return std::nullopt;
    const Truth truth = value.At(*day);
    expectation.word = truth == Truth::kYes ? "" : truth == Truth::kNo ? "not" : "unknown";
    expectation.stretch = {*day, PlusDays(*day, 1)};
    return std::vector{std::move(expectation)};
  }

  std::optional<std::vector<Expectation>> ExpectOutcome(Evaluator& one, Evaluator& other,
                                                        Expectation expectation) const {
    const Act act{program_.predicates[expectation.predicate].phrase, expectation.values};
    const ActCells cells = EvaluateAct(one, act);
    const ActCells changed = EvaluateAct(other, act);
    std::set<Day> days;
    for (const ActCells* of : {&cells, &changed}) {
      for (const OutcomeStretch& stretch : OutcomesOf(*of)) {
        if (stretch.stretch.from.IsFinite()) days.insert(stretch.stretch.from);
      }
    }
    expectation.subject = Expectation::Subject::kOutcome;
    const auto day =
        FirstDay(days, [&](Day at) { return OutcomeAt(cells, at) != OutcomeAt(changed, at); });
    if (!day) return ExpectCitations(one, other, act, days, std::move(expectation));
    Name(OutcomeAt(cells, *day), act, *day, expectation);
    return std::vector{std::move(expectation)};
  }

  // The outcome is the same; what it rests on may not be.
  std::optional<std::vector<Expectation>> ExpectCitations(Evaluator& one, Evaluator& other,
                                                          const Act& act, const std::set<Day>& days,
                                                          Expectation expectation) const {
    const auto cited = [&](Evaluator& evaluator, Day day) {
      const ActCells cells = EvaluateAct(evaluator, act);
      const Outcome outcome = OutcomeAt(cells, day);
      std::set<std::string> result;
      for (const RuleId rule :
           RulesOf(evaluator, GroundsOf(evaluator, act, outcome, cells, day), day)) {
        for (const Citation& citation : evaluator.program().rules[rule].citations)
          result.insert(citation.text);
      }
      return result;
    };
    std::vector<std::string> lacking;
    const auto day = FirstDay(days, [&](Day at) {
      const std::set<std::string> before = cited(one, at);
      const std::set<std::string> after = cited(other, at);
      lacking.clear();
      std::set_difference(before.begin(), before.end(), after.begin(), after.end(),
                          std::back_inserter(lacking));
      return !lacking.empty();
    });
    if (!day) return std::nullopt;
    Name(OutcomeAt(EvaluateAct(one, act), *day), act, *day, expectation);
    Expectation cites;
    cites.subject = Expectation::Subject::kCites;
    cites.citations = lacking;
    cites.reading = expectation.reading;
    cites.above = 0;
    return std::vector{std::move(expectation), std::move(cites)};
  }

  // Says what came out, with the modal word that goes with it.
  void Name(Outcome outcome, const Act& act, Day day, Expectation& expectation) const {
    const bool suspended = outcome == Outcome::kObligedSuspended;
    expectation.word = suspended ? "suspended" : std::string(Words(outcome));
    expectation.predicate = PredicateOf(program_, act, ModalityOf(outcome));
    expectation.stretch = {day, PlusDays(day, 1)};
  }

  // The first day on which two differ that change on these days only.
  static std::optional<Day> FirstDay(const std::set<Day>& changes,
                                     const std::function<bool(Day)>& differs) {
    std::vector<Day> days(changes.begin(), changes.end());
    days.push_back(days.empty() ? Day{14610} : PlusDays(days.front(), -1));
    const auto found = std::find_if(days.begin(), days.end(),
                                    [&](Day day) { return day.IsFinite() && differs(day); });
    return found == days.end() ? std::nullopt : std::optional(*found);
  }

  const Rulebook& whole_;
  const Rulebook& broken_;
  const Program& program_;
  Cancelled cancelled_;
};

}  // namespace

std::optional<Scenario> ShowDifference(const Rulebook& whole, const Rulebook& broken,
                                       const Scenario& scenario, const Subject& subject,
                                       Cancelled cancelled) {
  return Difference(whole, broken, cancelled).Show(scenario, subject);
}

}  // namespace comity
