// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/answer/answer.h"
#include "engine/answer/rulebook.h"
#include "engine/base/source_file.h"

namespace comity {

// What the scenarios of a rulebook try out. Only what an expectation looks at counts:
//
// - An expectation looks at its sentence, under its reading, on its days: the day of `on`; all days
//   of `from`, `until`, `always` and `never`, since these speak of every day. An outcome looks at
//   all four modalities of the act. `cites`, `presumes` and `asks` look where the line above does.
// - Looking at a sentence is looking at every assignment of every rule for it that counts under the
//   reading. A rule is exercised if it applies in one of them on one of these days; an exception,
//   if it acts where its rule would apply.
// - A line of a rule decides, in an assignment and on a day, if every other line is as the rule
//   wants it: what it says is then the difference. Only such days count for a line: there it was
//   seen to hold, or seen to fail while the rule gave its conclusion in no other way. Bullets of
//   `any of` and `none of` decide where all others are no; those of `all of` where all others are
//   yes. A line that speaks of what only the failing line introduces is not asked.
// - Where a line decides, the sentence in it is looked at in turn, on these days.
//
// Unknown is neither of the two.
struct CoverageOptions {
  std::vector<std::string> filters;  // as in ScenarioOptions
  Cancelled cancelled = nullptr;
};

// A condition, an `unless` line or a bullet.
struct LineCoverage {
  Span span;
  std::string text;
  bool unless = false;     // of an `unless` line
  bool seen_true = false;  // of the line's own words, without `unless`
  bool seen_false = false;
};
struct RuleCoverage {
  std::string name;
  bool exception = false;
  Span span;
  bool exercised = false;
  std::vector<LineCoverage> lines;
};
struct PositionCoverage {
  std::string issue, position;
  Span span;  // of the first rule that has it
  bool exercised = false;
};
struct Coverage {
  std::vector<RuleCoverage> rules;          // by place; one for an exception to several rules
  std::vector<PositionCoverage> positions;  // those that some rule has
};

// Nothing if the caller gave up.
std::optional<Coverage> MeasureCoverage(const Rulebook& rulebook,
                                        const CoverageOptions& options = {});

}  // namespace comity
