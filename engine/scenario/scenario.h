// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/answer/rulebook.h"
#include "engine/base/source_file.h"

namespace comity {

struct ScenarioFailure {
  Span span;  // the `expect` line
  std::string reading;
  std::string expected;                // the line's text
  std::string actual;                  // the timeline, outcome or list found instead
  std::vector<std::string> near_miss;  // why not: lines for people
};
struct ScenarioOutcome {
  std::string title;
  Span span;
  int expectations = 0;
  std::vector<ScenarioFailure> failures;
};
// Runs those scenarios whose title or file name contains `filter` (all, if empty), in order of file
// and line.
std::vector<ScenarioOutcome> RunScenarios(const Rulebook& rulebook, std::string_view filter = {});

}  // namespace comity
