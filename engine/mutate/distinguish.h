// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/answer/answer.h"
#include "engine/answer/rulebook.h"

namespace comity {

// Two rulebooks that differ in some rules only, and where to look for a difference.
struct Pair {
  const Rulebook& whole;
  const Rulebook& broken;
  std::vector<RuleId> rules;            // of `whole`: those that differ
  std::vector<RuleId> broken_rules;     // the same of `broken`
  std::vector<std::uint32_t> readings;  // in which they count, in one of the two
  std::vector<const Scenario*> near;    // scenarios that come by these rules
};

// A scenario in the rule language, to be pasted into a file, that holds with `whole` and fails with
// `broken`; both were run. First cases made up from the rules are tried, then the given scenarios
// with a further expectation, then these with one fact less or another day. Nothing if none of this
// tells the two apart. Throws EvaluationCancelled.
std::optional<std::string> FindDistinguishingScenario(const Pair& pair, const std::string& title,
                                                      Cancelled cancelled);

}  // namespace comity
