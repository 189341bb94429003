// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>

#include "engine/answer/rulebook.h"

namespace comity {

// A scenario as an author would write it. Nothing if some sentence of it could not be read back, or
// could be read in another way.
std::optional<std::string> WriteScenario(const Rulebook& rulebook, const Scenario& scenario);

}  // namespace comity
