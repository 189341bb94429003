// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>

#include "engine/syntax/ast.h"

namespace comity {

// A text that stands in other quotes than those of the language: in single ones, in two apostrophes
// on each side, or in two that do not belong together.
struct OtherQuotes {
  ast::Text inside;
  std::string help;  // how to write it
};
std::optional<OtherQuotes> FindOtherQuotes(const ast::Text& text);

}  // namespace comity
