// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/syntax/ast.h"

namespace comity {

// Reads a line as a comparison of dates, by its words alone; nothing if it is none. Whether both
// sides are dates is not looked at, and a declared phrase of the same words comes first.
std::optional<ast::Comparison> FindComparison(const ast::Text& text);

// The words by which dates are compared, but for distances: "is on or before".
std::vector<std::string> ComparisonWords();

}  // namespace comity
