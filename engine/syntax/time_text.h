// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "engine/base/instant.h"
#include "engine/diagnostics/sink.h"
#include "engine/syntax/ast.h"

namespace comity {

// A time as files write it; reports what is wrong with it.
std::optional<Instant> ParseTimeText(const ast::Text& text, DiagnosticSink& sink);

// Whether it begins with a day and a clock, so that a time seems to be meant.
bool LooksLikeTime(std::string_view text);

// How to write a time instead, for one that cannot be read.
std::string HelpForTime(std::string_view text);

}  // namespace comity
