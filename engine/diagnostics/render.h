// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/base/source_file.h"
#include "engine/diagnostics/diagnostic.h"

namespace comity {

// A place as people count it: from 1, the column in characters.
struct Position {
  unsigned line = 1;
  unsigned column = 1;
  unsigned length = 1;
};
Position PositionOf(const Span& span, const std::vector<SourceFile>& files);

// "E10": stable, one page each in the manual.
std::string_view Code(DiagnosticKind kind);
// "UnknownPhrase".
std::string_view Name(DiagnosticKind kind);
// One sentence, lower case, without full stop.
std::string Message(const Diagnostic& diagnostic);

// Message, place, the line with carets, and the help, as in
//
//   error[E01]: ‘whne’ does not start a clause
//     --> cooperation.law:8:3
//      |
//    8 |   whne a State is a State Party
//      |   ^^^^
//      = did you mean ‘when’?
std::string Render(const Diagnostic& diagnostic, const std::vector<SourceFile>& files);

}  // namespace comity
