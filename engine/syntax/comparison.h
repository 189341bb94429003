// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "engine/syntax/ast.h"

namespace comity {

// Reads a line as a comparison of dates, by its words alone; nothing if it is none. Whether both
// sides are dates is not looked at, and a declared phrase of the same words comes first.
std::optional<ast::Comparison> FindComparison(const ast::Text& text);

}  // namespace comity
