// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

namespace comity {

// How many steps an evaluation may take: of one question under one reading, and of a rulebook at
// load. A step is one ground sentence looked at, or one change on a timeline that is carried on. No
// treaty comes near; both end within a minute.
constexpr std::uint64_t kMostSteps = 10'000'000;
constexpr std::uint64_t kMostStepsAtLoad = 50'000'000;

}  // namespace comity
