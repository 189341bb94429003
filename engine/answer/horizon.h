// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <set>

#include "engine/answer/outcome.h"

namespace comity {

// The earliest day up to which something that these depend on is promised to be complete, and the
// phrases of which it is. What no promise is made of does not count, and no promise reaches further
// than the day as known on which it is asked.
std::optional<Horizon> HorizonOf(const Plan& plan, const std::set<PredicateId>& asked,
                                 const std::optional<Day>& known_on);

// What an act is asked by: all its modalities.
std::set<PredicateId> PredicatesOf(const Program& program, const Act& act);

}  // namespace comity
