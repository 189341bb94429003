// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>

#include "engine/diagnostics/sink.h"
#include "engine/syntax/ast.h"

namespace comity {

constexpr std::size_t kMaxBracketDepth = 64;

// Reads a date as rules write it. On failure reports why, at the narrowest place, and returns
// nothing.
std::optional<ast::DateExpression> ParseDateExpression(const ast::Text& text, DiagnosticSink& sink);

// Whether a text is a date by its words; `rounded` tells whether nothing but what happens at the
// end of a shorter month is missing.
bool IsDate(const std::string& text, bool& rounded);

// Reads a plain day, YYYY-MM-DD. Reports days that do not exist and dates that can be read in two
// ways.
std::optional<Day> ParseDayText(const ast::Text& text, DiagnosticSink& sink);

// Reports a day whose year nobody means who writes of treaties: a slip of the keyboard.
bool ReportFarYear(const ast::Text& text, Day day, DiagnosticSink& sink);

// Whether `word` looks as if a day was meant: 2002-04-11, 2002-4-1, 11/04/2002, 11.4.2002.
bool LooksLikeDay(std::string_view word);

}  // namespace comity
