// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "engine/syntax/ast.h"

namespace comity {

// `the rule begins on D instead`, `the rule ends on D instead`: the effect of an exception that
// only changes when.
struct Timing {
  bool begins = false;
  ast::Text day;
};

// Nothing if the text does not read so. The day is not looked at.
std::optional<Timing> FindTiming(const ast::Text& text);

}  // namespace comity
