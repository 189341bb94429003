// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "engine/check/context.h"

namespace comity {

// What an expectation says that is no sentence with its days: days in other words or another
// place, outcomes in other words, what should stand in a line of its own. False if it is none of
// these. `act_above`: whether something could be said of what stands above it.
bool ReportExpectationSlip(const ast::Expectation& source, const Scenario& scenario, bool act_above,
                           CheckContext& context);

// The outcome meant by words that are none: "did you mean ‘forbidden’?".
std::string HelpForOutcome(const std::string& words);

}  // namespace comity
