// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/answer/rulebook.h"
#include "engine/base/source_file.h"

namespace comity {

struct ScenarioFailure {
  Span span;  // the `expect` line
  std::string reading;
  std::string expected;  // the line's text
  std::string actual;    // the timeline, outcome or list found instead
  // Why not, in lines for people: the rule that comes nearest with each of its lines and since when
  // that one holds, what fails, and the one change that would do. Or, of what should not hold, the
  // rules by which it does.
  std::vector<std::string> near_miss;
};
struct ScenarioOutcome {
  std::string title;
  Span span;
  int expectations = 0;
  double seconds = 0;  // by the clock of the options
  std::vector<ScenarioFailure> failures;
};

struct ScenarioOptions {
  // Runs those whose title or file name contains one of these; without any, all.
  std::vector<std::string> filters;
  // A clock in seconds. The engine has none of its own; without it nothing is timed.
  std::function<double()> clock;
};

// In order of file and line.
std::vector<ScenarioOutcome> RunScenarios(const Rulebook& rulebook,
                                          const ScenarioOptions& options = {});

// The scenarios that the filters choose, in order of file and line.
std::vector<const Scenario*> ChooseScenarios(const Rulebook& rulebook,
                                             const std::vector<std::string>& filters);

}  // namespace comity
