// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

#include "engine/eval/evaluator.h"

namespace comity {

// Where sources disagree, the facts have several versions. What is asked has the value that it has
// in all of them, and is unknown where they differ. Evaluators given here see the first version, in
// which proofs are shown.

// More than so many are not tried; what rests on them is unknown.
constexpr std::size_t kMostVersions = 64;

// The disputes that some of these depend on.
std::vector<std::uint32_t> DisputesBehind(const Plan& plan, std::span<const PredicateId> asked);

// Every version that differs in these disputes, the first version first; nothing if there are too
// many.
std::vector<Version> VersionsOf(const Program& program, const std::vector<std::uint32_t>& disputes);

// What holds of a ground predicate.
Cell GroundInAll(Evaluator& first, PredicateId predicate, std::span<const Value> values);

// Calls visit for every tuple that fits the pattern and is not no on all days.
void ForEachMatchInAll(Evaluator& first, PredicateId predicate, std::span<const Value> pattern,
                       const Evaluator::Visit& visit);

// What two versions have in common.
Cell Common(const Cell& a, const Cell& b);
extern const Cell kUnknownCell;

}  // namespace comity
