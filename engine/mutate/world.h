// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "engine/eval/evaluator.h"

namespace comity {

// What keeps a rule from giving its conclusion.
struct Block {
  RuleId rule = 0;
  std::optional<std::size_t> unless;  // this `unless` condition is stated
  std::optional<RuleId> exception;    // or this exception acts
};

// How the case to be made departs from one in which a rule simply applies.
struct Shape {
  std::optional<std::size_t> left_out;  // this condition is not stated; a comparison does not hold
  std::optional<std::size_t> stated;    // this `unless` condition is stated, all of it
  // Of a group: this bullet is the one stated, or of `all of` the one that is not.
  std::optional<std::size_t> bullet;
  std::optional<RuleId> exception;  // this exception to it acts
  // The edge, in the order in which they come up, whose sides are this many days apart: the sides
  // of a comparison, or a date and where its month ends, or whatever else makes a date turn.
  std::optional<std::size_t> tight;
  int days_apart = 0;
  // Other rules that would give the same conclusion, or what is left out, and do not.
  std::vector<Block> blocked;
  // Which of several rules for one conclusion is taken.
  std::size_t choice = 0;
  // Where the days and the members of closed kinds begin, to try others.
  std::uint32_t seed = 0;
};

// A case made up of new entities, and the sentence the rule would conclude of them.
struct World {
  Scenario scenario;  // cast and given
  PredicateId predicate = 0;
  std::vector<Value> values;
  std::size_t edges = 0;  // how many came up
};

// States what the rule asks for, from below: of conclusions, what a rule for them asks for, and so
// on. For an exception, what it acts on is stated too. Nothing if no such case is found. What comes
// out is a guess: whether the rule applies in it has to be seen by running it.
std::optional<World> MakeWorld(const Plan& plan, std::uint32_t reading, RuleId rule,
                               const Shape& shape);

}  // namespace comity
