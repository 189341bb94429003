// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <ostream>

#include "comity/v1/rulebook_service.pb.h"

namespace comity {

// What failed, each failure with its reasons, and how many scenarios there were.
void RenderTest(const v1::CheckResponse& response, std::ostream& out);
// Each scenario with its time, the slowest first, and the total.
void RenderTimes(const v1::CheckResponse& response, std::ostream& out);
// How much the scenarios try out, then what they do not, in sentences.
void RenderCoverage(const v1::Coverage& coverage, std::ostream& out);
// JUnit XML: a suite for each file, a case for each scenario. Mistakes in the rule files are errors
// of a suite of their own.
void RenderJunit(const v1::CheckResponse& response, std::ostream& out);

}  // namespace comity
