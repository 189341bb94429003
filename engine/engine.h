// SPDX-License-Identifier: Apache-2.0
#pragma once

// The engine as its users see it: rule files in, an immutable rulebook out; questions to a
// rulebook, answers out (answer/answer.h). No network, no files, no clock, no threads of its own.
// Everything here may be called from many threads at once on the same rulebook. What the rule
// language means is told in docs/language.md.

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/answer/answer.h"
#include "engine/answer/rulebook.h"
#include "engine/base/date.h"
#include "engine/base/source_file.h"
#include "engine/base/timeline.h"
#include "engine/check/check.h"
#include "engine/diagnostics/diagnostic.h"
#include "engine/diagnostics/render.h"
#include "engine/eval/limits.h"
#include "engine/explain/proof.h"
#include "engine/mutate/mutate.h"
#include "engine/scenario/coverage.h"
#include "engine/scenario/scenario.h"
#include "engine/verify/verify.h"

namespace comity {

struct Compilation {
  // Null if there is any diagnostic.
  std::shared_ptr<const Rulebook> rulebook;
  // Sorted by place; at most 20 a file, and one more that says how many are not shown.
  std::vector<Diagnostic> diagnostics;
  // The files in the order that Span::file counts; needed to show diagnostics.
  std::shared_ptr<const std::vector<SourceFile>> files;
};

// Parses, checks and plans, and evaluates what no question can change within so many steps.
// Scenarios are checked, not run. Files may come in any order.
Compilation Compile(std::vector<SourceFile> files, std::uint64_t most_steps = kMostStepsAtLoad,
                    Extent extent = Extent::kWhole);

// What a rulebook holds, for people and for RPCs that describe it.
struct RulebookSummary {
  std::size_t modules = 0, entities = 0, phrases = 0, rules = 0, facts = 0, scenarios = 0,
              properties = 0;
  struct Reading {
    std::string name, title;
  };
  std::vector<Reading> readings;  // "prevailing" first
  // The earliest day up to which something is promised to be complete.
  std::optional<Day> horizon;
};
RulebookSummary Summarize(const Rulebook& rulebook);

// The text as the formatter prints it: same lines and comments in the same order, blanks made
// regular. Works on any text; what does not parse is kept as it is.
std::string Format(const SourceFile& file);

}  // namespace comity
