// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "engine/diagnostics/sink.h"
#include "engine/syntax/lines.h"

namespace comity {

// Mends lines of rules that begin with no word of the language although it is clear with which one
// they should: those that go on with the line above, dates that lost their `then`, other words for
// `when`, and citations without `cite`. Each is reported once.
void MendBrokenLines(std::vector<Line>& lines, DiagnosticSink& sink);

}  // namespace comity
