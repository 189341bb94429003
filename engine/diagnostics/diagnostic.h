// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "engine/base/source_file.h"

namespace comity {

// Every message an author can get, one row each in kinds.def: code, name, and the sentence with
// {0}, {1} for its facts.
enum class DiagnosticKind {
#define COMITY_DIAGNOSTIC(code, name, words) k##name,
#include "engine/diagnostics/kinds.def"
#undef COMITY_DIAGNOSTIC
};

// Something the author of a rule file has to know: the kind, the narrowest place that is wrong, and
// the facts of the message as fields. Words are made by render.h, never where the diagnostic is
// found. All kinds are errors: a rulebook with one is refused.
struct Diagnostic {
  DiagnosticKind kind;
  Span span;
  std::vector<std::string> arguments;
  // What to do about it, one line; empty if nothing useful can be said. Further lines show a
  // witness.
  std::vector<std::string> help;
};

}  // namespace comity
