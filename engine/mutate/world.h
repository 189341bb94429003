// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "engine/eval/evaluator.h"

namespace comity {

// How the case to be made departs from one in which a rule simply applies.
struct Shape {
  std::optional<std::size_t> left_out;  // this condition is not stated
  std::optional<std::size_t> stated;    // this `unless` condition is stated, all of it
  // Of a group: this bullet is the one stated, or of `all of` the one that is not.
  std::optional<std::size_t> bullet;
  std::optional<RuleId> exception;  // this exception to it acts
  // The comparison, in the order in which they come up, whose sides are this many days apart
  // instead.
  std::optional<std::size_t> tight;
  int days_apart = 0;
  // Another rule for the same conclusion, and its `unless` condition that is stated, so that it
  // does not give the conclusion in the same case.
  std::optional<std::pair<RuleId, std::size_t>> blocked;
  // Which of several rules for one conclusion is taken.
  std::size_t choice = 0;
  // Where the days begin, to try others.
  std::uint32_t seed = 0;
};

// A case made up of new entities, and the sentence the rule would conclude of them.
struct World {
  Scenario scenario;  // cast and given
  PredicateId predicate = 0;
  std::vector<Value> values;
  std::size_t comparisons = 0;  // how many came up
};

// States what the rule asks for, from below: of conclusions, what a rule for them asks for, and so
// on. For an exception, what it acts on is stated too. Nothing if no such case is found. What comes
// out is a guess: whether the rule applies in it has to be seen by running it.
std::optional<World> MakeWorld(const Plan& plan, std::uint32_t reading, RuleId rule,
                               const Shape& shape);

}  // namespace comity
