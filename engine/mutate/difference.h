// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "engine/answer/answer.h"
#include "engine/answer/rulebook.h"

namespace comity {

// What is looked at for a difference between two rulebooks.
struct Subject {
  PredicateId predicate = 0;
  std::vector<Value> values;
  std::uint32_t reading = 0;
};

// The case of a scenario without what the difference does not need, and what to expect in it: met
// by `whole` and failed by `broken`, both of which were run. All days are looked at, of an act also
// what its outcome rests on. Nothing if there is no difference. Throws EvaluationCancelled.
std::optional<Scenario> ShowDifference(const Rulebook& whole, const Rulebook& broken,
                                       const Scenario& scenario, const Subject& subject,
                                       Cancelled cancelled);

}  // namespace comity
