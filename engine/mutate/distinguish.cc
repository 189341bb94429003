// SPDX-License-Identifier: Apache-2.0
#include "engine/mutate/distinguish.h"

#include <algorithm>
#include <set>
#include <utility>

#include "engine/mutate/case_filling.h"
#include "engine/mutate/difference.h"
#include "engine/mutate/scenario_text.h"
#include "engine/mutate/world.h"

namespace comity {
namespace {

// So many of the scenarios nearby are varied.
constexpr std::size_t kMaxVaried = 12;
// In so many readings all is tried.
constexpr std::size_t kMaxReadings = 3;
// So many days of a case are tried as the beginning or the end of what it states.
constexpr std::size_t kMaxDays = 8;

// A rule of one of the two laws, from which cases are made up.
struct Ground {
  const Plan& plan;
  RuleId rule = 0;
  const Rule& text() const { return plan.program->rules[rule]; }
};

class Search {
 public:
  Search(const Pair& pair, const std::string& title, Cancelled cancelled)
      : pair_(pair), program_(pair.whole.program()), title_(title), cancelled_(cancelled) {
    for (const RuleId rule : pair.rules) grounds_.push_back({pair.whole.plan(), rule});
    // What only the broken law has: a cell answered otherwise, another position.
    for (const RuleId rule : pair.broken_rules) grounds_.push_back({pair.broken.plan(), rule});
  }

  std::optional<std::string> Run() {
    if (pair_.rules.empty() || pair_.readings.empty()) return std::nullopt;
    for (const Ground& ground : grounds_) {
      for (const std::uint32_t reading : pair_.readings) {
        if (auto text = TryShapes(ground, reading, 0, 0)) return text;
      }
    }
    for (std::size_t choice = 0; choice < 3; ++choice) {
      for (std::uint32_t seed = choice == 0 ? 1 : 0; seed < 3; ++seed) {
        for (const Ground& ground : grounds_) {
          if (auto text = TryShapes(ground, pair_.readings.front(), choice, seed)) return text;
        }
      }
    }
    for (std::size_t i = 0; i < std::min(kMaxReadings, pair_.readings.size()); ++i) {
      for (const Ground& ground : grounds_) {
        if (auto text = TryBlocking(ground, pair_.readings[i])) return text;
        if (auto text = TryDays(ground, pair_.readings[i])) return text;
      }
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

  std::optional<std::string> TryShapes(const Ground& ground, std::uint32_t reading,
                                       std::size_t choice, std::uint32_t seed) {
    for (Shape shape : ShapesOf(ground.text())) {
      shape.choice = choice;
      shape.seed = seed;
      if (auto text = TryShape(ground, reading, shape)) return text;
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

  std::optional<std::string> TryShape(const Ground& ground, std::uint32_t reading,
                                      const Shape& shape) {
    const auto world = MakeWorld(ground.plan, reading, ground.rule, shape);
    if (!world) return std::nullopt;
    if (auto text = TryWorld(*world, reading)) return text;
    // Dates matter at their edges.
    for (std::size_t i = 0; i < world->edges; ++i) {
      for (const int apart : {0, 1, -1, 30, -30}) {
        Shape edge = shape;
        edge.tight = i;
        edge.days_apart = apart;
        const auto varied = MakeWorld(ground.plan, reading, ground.rule, edge);
        if (!varied) continue;
        if (auto text = TryWorld(*varied, reading)) return text;
      }
    }
    return std::nullopt;
  }

  std::optional<std::string> TryWorld(const World& world, std::uint32_t reading) {
    if (!IsNew(world, reading) || !FindContradictions(world.scenario.given).empty())
      return std::nullopt;
    return TryDifference(world.scenario, {world.predicate, world.values, reading});
  }

  // Many shapes come to the same case.
  bool IsNew(const World& world, std::uint32_t reading) {
    std::vector<Value> key = {static_cast<Value>(reading), static_cast<Value>(world.predicate)};
    key.insert(key.end(), world.values.begin(), world.values.end());
    for (const Fact& fact : world.scenario.given) {
      for (const Value part : {static_cast<Value>(fact.predicate), Value{fact.denied ? 1 : 0},
                               fact.stretch.from.number, fact.stretch.until.number})
        key.push_back(part);
      key.insert(key.end(), fact.values.begin(), fact.values.end());
    }
    return tried_.insert(std::move(key)).second;
  }

  // Where another rule gives the same conclusion, or gives what is left out all the same, the rule
  // shows only if that one is stopped: first each, then all of them.
  std::optional<std::string> TryBlocking(const Ground& ground, std::uint32_t reading) {
    RuleId root = ground.rule;
    while (ground.plan.program->rules[root].target) root = *ground.plan.program->rules[root].target;
    for (Shape shape : ShapesOf(ground.text())) {
      const auto blocks = BlocksFor(ground, root, shape);
      for (const Block& block : blocks) {
        shape.blocked = {block};
        const auto world = MakeWorld(ground.plan, reading, ground.rule, shape);
        if (!world) continue;
        if (auto text = TryWorld(*world, reading)) return text;
      }
      shape.blocked.clear();
      for (const Block& block : blocks) {
        if (shape.blocked.empty() || shape.blocked.back().rule != block.rule)
          shape.blocked.push_back(block);
      }
      if (shape.blocked.empty()) continue;
      if (auto text = TryShape(ground, reading, shape)) return text;
    }
    return std::nullopt;
  }

  // What may stop the other rules, by rule.
  static std::vector<Block> BlocksFor(const Ground& ground, RuleId root, const Shape& shape) {
    const Program& program = *ground.plan.program;
    const auto siblings = SiblingsOf(program, program.rules[root].head.predicate);
    std::set<PredicateId> goals(siblings.begin(), siblings.end());
    const auto add = [&](const Condition& condition) {
      for (const Literal& literal : condition.literals) {
        if (const auto* atom = std::get_if<Atom>(&literal.what)) goals.insert(atom->predicate);
      }
    };
    const auto& conditions = ground.text().conditions;
    for (std::size_t i = 0; i < conditions.size(); ++i) {
      if (shape.left_out == i || (conditions[i].unless && shape.stated != i)) add(conditions[i]);
    }
    for (const RuleId exception : ground.text().exceptions) {
      for (const Condition& condition : program.rules[exception].conditions) add(condition);
    }
    std::vector<Block> blocks;
    for (const PredicateId goal : goals) {
      for (const RuleId other : ground.plan.rules_for[goal]) {
        if (other == root) continue;
        const Rule& rule = program.rules[other];
        for (std::size_t i = 0; i < rule.conditions.size(); ++i) {
          if (rule.conditions[i].unless) blocks.push_back({other, i, {}});
        }
        for (const RuleId exception : rule.exceptions) {
          if (program.rules[exception].effect == Rule::Effect::kBar)
            blocks.push_back({other, {}, exception});
        }
      }
    }
    return blocks;
  }

  // What is stated without days may have to begin or to end on one.
  std::optional<std::string> TryDays(const Ground& ground, std::uint32_t reading) {
    for (const Shape& shape : ShapesOf(ground.text())) {
      const auto world = MakeWorld(ground.plan, reading, ground.rule, shape);
      if (!world) continue;
      const std::set<Day> days = DaysIn(world->scenario);
      for (std::size_t i = 0; i < world->scenario.given.size(); ++i) {
        for (const Day day : days) {
          if (auto text = TryDay(*world, i, day, reading)) return text;
        }
      }
    }
    return std::nullopt;
  }

  std::optional<std::string> TryDay(const World& world, std::size_t fact, Day day,
                                    std::uint32_t reading) {
    const Fact& stated = world.scenario.given[fact];
    StatedDays from, until;
    from.from = until.until = day;
    for (const StatedDays& days : {from, until}) {
      auto limited = State(program_, stated.predicate, stated.values, stated.denied, days);
      if (!limited) continue;
      World varied = world;
      varied.scenario.given[fact] = std::move(*limited);
      if (auto text = TryWorld(varied, reading)) return text;
    }
    return std::nullopt;
  }

  // The days that a case speaks of, and the days after them.
  std::set<Day> DaysIn(const Scenario& scenario) const {
    std::set<Day> days;
    for (const Fact& fact : scenario.given) {
      const std::vector<Hole>& holes = program_.predicates[fact.predicate].holes;
      for (std::size_t i = 0; i < holes.size() && days.size() < kMaxDays; ++i) {
        if (holes[i].kind != kDateKind) continue;
        days.insert(Day{fact.values[i]});
        days.insert(PlusDays(Day{fact.values[i]}, 1));
      }
    }
    return days;
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
      const auto hole = static_cast<std::size_t>(std::max(phrase.holds_from, 0));
      const bool dated = phrase.form == Form::kRecord && phrase.holds_from >= 0 &&
                         phrase.holes[hole].kind == kDateKind;
      if (!dated || fact.denied) continue;
      for (const int days : {-1, 1}) {
        std::vector<Value> values = fact.values;
        values[hole] += days;
        auto moved = State(program_, fact.predicate, values, false);
        if (!moved) continue;
        Scenario other = scenario;
        other.given[i] = std::move(*moved);
        if (auto text = TryCase(other, 1)) return text;
      }
    }
    return std::nullopt;
  }

  std::optional<std::string> TryDifference(const Scenario& scenario, const Subject& subject) try {
    auto shown = ShowDifference(pair_.whole, pair_.broken, scenario, subject, cancelled_);
    if (!shown) return std::nullopt;
    shown->title = title_;
    return WriteScenario(pair_.whole, *shown);
  } catch (const EvaluationTooLong&) {
    return std::nullopt;
  }

  const Pair& pair_;
  const Program& program_;
  const std::string& title_;
  Cancelled cancelled_;
  std::vector<Ground> grounds_;
  std::set<std::vector<Value>> tried_;
};

}  // namespace

std::optional<std::string> FindDistinguishingScenario(const Pair& pair, const std::string& title,
                                                      Cancelled cancelled) {
  return Search(pair, title, cancelled).Run();
}

}  // namespace comity
