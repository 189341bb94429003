// SPDX-License-Identifier: Apache-2.0
#include "engine/mutate/distinguish.h"

#include <algorithm>
#include <functional>
#include <iterator>
#include <set>
#include <utility>

#include "engine/answer/determination.h"
#include "engine/check/statement.h"
#include "engine/eval/versions.h"
#include "engine/mutate/scenario_text.h"
#include "engine/mutate/world.h"
#include "engine/scenario/scenario_run.h"

namespace comity {
namespace {

// So many of the scenarios nearby are varied.
constexpr std::size_t kMaxVaried = 12;

// What is looked at for a difference.
struct Subject {
  PredicateId predicate = 0;
  std::vector<Value> values;
  std::uint32_t reading = 0;
};

class Search {
 public:
  Search(const Pair& pair, const std::string& title, Cancelled cancelled)
      : pair_(pair), program_(pair.whole.program()), title_(title), cancelled_(cancelled) {}

  std::optional<std::string> Run() {
    if (pair_.rules.empty() || pair_.readings.empty()) return std::nullopt;
    for (const RuleId rule : pair_.rules) {
      for (const std::uint32_t reading : pair_.readings) {
        if (auto text = TryShapes(rule, reading, 0, 0)) return text;
      }
    }
    for (std::size_t choice = 0; choice < 3; ++choice) {
      for (std::uint32_t seed = choice == 0 ? 1 : 0; seed < 3; ++seed) {
        for (const RuleId rule : pair_.rules) {
          if (auto text = TryShapes(rule, pair_.readings.front(), choice, seed)) return text;
        }
      }
    }
    for (const RuleId rule : pair_.rules) {
      if (auto text = TryBlocking(rule)) return text;
    }
    for (const Scenario* scenario : pair_.near) {
      if (auto text = TryCase(*scenario, pair_.readings.size())) return text;
    }
    for (std::size_t i = 0; i < std::min(kMaxVaried, pair_.near.size()); ++i) {
      if (auto text = TryVariations(*pair_.near[i])) return text;
    }
    return std::nullopt;
  }

 private:
  // ----------------------------------------------------------------------------------------------
  // cases made up from a rule

  std::optional<std::string> TryShapes(RuleId rule, std::uint32_t reading, std::size_t choice,
                                       std::uint32_t seed) {
    for (Shape shape : ShapesOf(program_.rules[rule])) {
      shape.choice = choice;
      shape.seed = seed;
      if (auto text = TryShape(rule, reading, shape)) return text;
    }
    return std::nullopt;
  }

  // Where another rule gives the same conclusion, the rule shows only if that one is stopped.
  std::optional<std::string> TryBlocking(RuleId rule) {
    RuleId root = rule;
    while (program_.rules[root].target) root = *program_.rules[root].target;
    for (const RuleId other : pair_.whole.plan().rules_for[program_.rules[root].head.predicate]) {
      const auto& conditions = program_.rules[other].conditions;
      for (std::size_t i = 0; other != root && i < conditions.size(); ++i) {
        if (!conditions[i].unless) continue;
        Shape shape;
        shape.blocked = {other, i};
        if (auto text = TryShape(rule, pair_.readings.front(), shape)) return text;
      }
    }
    return std::nullopt;
  }

  static std::vector<Shape> ShapesOf(const Rule& rule) {
    std::vector<Shape> shapes = {{}};
    for (std::size_t i = 0; i < rule.conditions.size(); ++i) {
      const Condition& condition = rule.conditions[i];
      Shape shape;
      (condition.unless ? shape.stated : shape.left_out) = i;
      shapes.push_back(shape);
      if (condition.group == Condition::Group::kSingle) continue;
      for (std::size_t j = 0; j < condition.literals.size(); ++j) {
        shape.bullet = j;
        shapes.push_back(shape);
      }
    }
    for (const RuleId exception : rule.exceptions) {
      Shape shape;
      shape.exception = exception;
      shapes.push_back(shape);
    }
    return shapes;
  }

  std::optional<std::string> TryShape(RuleId rule, std::uint32_t reading, const Shape& shape) {
    const auto world = MakeWorld(pair_.whole.plan(), reading, rule, shape);
    if (!world) return std::nullopt;
    if (auto text = TryWorld(*world, reading)) return text;
    // Comparisons matter at their edge.
    for (std::size_t i = 0; i < world->comparisons; ++i) {
      for (const int apart : {0, 1, -1}) {
        Shape edge = shape;
        edge.tight = i;
        edge.days_apart = apart;
        const auto varied = MakeWorld(pair_.whole.plan(), reading, rule, edge);
        if (!varied) continue;
        if (auto text = TryWorld(*varied, reading)) return text;
      }
    }
    return std::nullopt;
  }

  std::optional<std::string> TryWorld(const World& world, std::uint32_t reading) {
    if (!FindContradictions(world.scenario.given).empty()) return std::nullopt;
    return TryDifference(world.scenario, {world.predicate, world.values, reading});
  }

  // ----------------------------------------------------------------------------------------------
  // scenarios there are

  // The case of a scenario, asked about all it asks about, on all days and in the first readings.
  std::optional<std::string> TryCase(const Scenario& scenario, std::size_t readings) {
    std::set<std::pair<PredicateId, std::vector<Value>>> asked;
    for (const Expectation& expectation : scenario.expectations) {
      if (expectation.subject == Expectation::Subject::kValue ||
          expectation.subject == Expectation::Subject::kOutcome)
        asked.emplace(expectation.predicate, expectation.values);
    }
    Scenario bare = scenario;
    bare.expectations.clear();
    for (const auto& [predicate, values] : asked) {
      for (std::size_t i = 0; i < std::min(readings, pair_.readings.size()); ++i) {
        if (auto text = TryDifference(bare, {predicate, values, pair_.readings[i]})) return text;
      }
    }
    return std::nullopt;
  }

  std::optional<std::string> TryVariations(const Scenario& scenario) {
    for (std::size_t i = 0; i < scenario.given.size(); ++i) {
      Scenario less = scenario;
      less.given.erase(less.given.begin() + static_cast<std::ptrdiff_t>(i));
      if (auto text = TryCase(less, 1)) return text;
      const Fact& fact = scenario.given[i];
      const Phrase& phrase = program_.phrases[program_.predicates[fact.predicate].phrase];
      if (phrase.form != Form::kRecord || phrase.holds_from < 0 || fact.denied) continue;
      for (const int days : {-1, 1}) {
        Scenario moved = scenario;
        Fact& day = moved.given[i];
        day.values[static_cast<std::size_t>(phrase.holds_from)] += days;
        day.stretch.from = day.certain.from = day.known_from = PlusDays(day.stretch.from, days);
        if (auto text = TryCase(moved, 1)) return text;
      }
    }
    return std::nullopt;
  }

  // ----------------------------------------------------------------------------------------------
  // a difference, and the scenario that shows it

  std::optional<std::string> TryDifference(const Scenario& scenario, const Subject& subject) try {
    auto expectation = FindExpectation(scenario, subject);
    if (!expectation) return std::nullopt;
    Scenario shown = Reduced(scenario, subject, *expectation);
    shown.title = title_;
    shown.expectations = std::move(*expectation);
    if (!TellsApart(shown)) return std::nullopt;
    return WriteScenario(pair_.whole, shown);
  } catch (const EvaluationTooLong&) {
    return std::nullopt;
  }

  bool TellsApart(const Scenario& scenario) const {
    ScenarioRun whole(pair_.whole, scenario, cancelled_);
    ScenarioRun broken(pair_.broken, scenario, cancelled_);
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
        if (holes[i].kind != kDateKind && values[i] == member) return true;
      }
      return false;
    };
    const auto move = [&](PredicateId predicate, std::vector<Value>& values, Value member) {
      const std::vector<Hole>& holes = program_.predicates[predicate].holes;
      for (std::size_t i = 0; i < values.size(); ++i) {
        if (holes[i].kind != kDateKind && values[i] > member) --values[i];
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
    ScenarioRun whole(pair_.whole, scenario, cancelled_);
    ScenarioRun broken(pair_.broken, scenario, cancelled_);
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
    expectation.predicate = PredicateOf(program_, act, Modality::kMust);
    const auto day =
        FirstDay(days, [&](Day at) { return OutcomeAt(cells, at) != OutcomeAt(changed, at); });
    if (!day) return ExpectCitations(one, other, act, days, std::move(expectation));
    Name(OutcomeAt(cells, *day), *day, expectation);
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
    Name(OutcomeAt(EvaluateAct(one, act), *day), *day, expectation);
    Expectation cites;
    cites.subject = Expectation::Subject::kCites;
    cites.citations = lacking;
    cites.reading = expectation.reading;
    cites.above = 0;
    return std::vector{std::move(expectation), std::move(cites)};
  }

  static void Name(Outcome outcome, Day day, Expectation& expectation) {
    expectation.word =
        outcome == Outcome::kObligedSuspended ? "suspended" : std::string(Words(outcome));
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

  const Pair& pair_;
  const Program& program_;
  const std::string& title_;
  Cancelled cancelled_;
};

}  // namespace

std::optional<std::string> FindDistinguishingScenario(const Pair& pair, const std::string& title,
                                                      Cancelled cancelled) {
  return Search(pair, title, cancelled).Run();
}

}  // namespace comity
