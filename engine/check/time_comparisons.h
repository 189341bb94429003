// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/check/context.h"

namespace comity {

// Whether one side of a comparison is a time: `the landing time`, or one written out.
bool IsTime(const ast::Text& side, const CheckContext& context);

// The label of `the LABEL`.
std::optional<std::string> TimeLabel(const ast::Text& side, const CheckContext& context);

// Reports times compared with days, and distances in units of the other; false if there is nothing
// to report.
bool ReportMixture(const ast::Comparison& source, CheckContext& context);

}  // namespace comity
