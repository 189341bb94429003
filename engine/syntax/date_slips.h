// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "engine/diagnostics/sink.h"
#include "engine/syntax/ast.h"

// What people write where a day or a date should stand, and what they meant by it.
namespace comity {

void ReportNoDay(const ast::Text& text, DiagnosticSink& sink);
// Marks the word at which a date stops making sense.
void ReportNoDate(const ast::Text& text, std::size_t at, DiagnosticSink& sink);
void ReportMeant(const ast::Text& text, const std::string& meant, DiagnosticSink& sink);
// `the notice date + 60 days` and `the notice date - 60 days`. False if it is no such.
bool ReportForeignSum(const ast::Text& text, DiagnosticSink& sink);

// Amounts in digits and without ‘calendar’: `sixty calendar days` is `60 days`.
std::string MendAmounts(std::string_view text);
// The same of what follows `is within`, with what it lacks at its end: `six months after the notice
// date`.
std::string MendDistance(std::string_view text);
// The date that other words than those of the language name: `the latter of ...`, `sixty days after
// the notice date`, `the first day of the month following ...`. Nothing if it is none for certain.
std::optional<std::string> MeantDate(std::string_view text);

}  // namespace comity
