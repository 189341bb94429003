// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/answer/answer.h"
#include "engine/answer/rulebook.h"
#include "engine/base/source_file.h"

namespace comity {

struct MutateOptions {
  std::vector<std::string> filters;  // scenarios to run, as in ScenarioOptions
  std::string rule;                  // mutates this one only; empty: all
  bool without_scenarios = false;    // as if there were none: nothing notices
};

// What became of one change of the law.
struct MutantOutcome {
  enum class Fate {
    kRefused,     // it no longer loads
    kKilled,      // a scenario fails
    kEquivalent,  // no scenario fails, and an `equivalent` statement says why that is right; or
                  // no rule uses what was changed
    kRefuted,     // the same, but a case tells the two apart
    kSurvived,    // no scenario fails
  };
  std::string rule, change, key;
  Span span;
  Fate fate = Fate::kRefused;
  std::string by;  // the code of the refusal, the title of the scenario, or the reason
  // Of what no scenario notices: one that would; empty if none was found.
  std::string proposal;
};

// An `equivalent` statement that excuses nothing.
struct IdleEquivalent {
  std::string key;
  Span span;
};

// Breaks the law on purpose, one line at a time, to see whether a scenario notices. Prepared once;
// immutable afterwards. Every mutant is tried by itself, from any thread.
class Mutator {
 public:
  Mutator(std::shared_ptr<const Rulebook> rulebook, const MutateOptions& options);
  ~Mutator();
  Mutator(const Mutator&) = delete;
  Mutator& operator=(const Mutator&) = delete;
  Mutator(Mutator&&) = delete;
  Mutator& operator=(Mutator&&) = delete;

  // In order of file and line.
  std::size_t size() const;
  // Runs the scenarios that could notice until one does. Nothing if the caller gave up.
  std::optional<MutantOutcome> Try(std::size_t mutant, Cancelled cancelled = nullptr) const;

  // Those of the rulebook that none of the outcomes needed. Only to be asked
  // when nothing was filtered out.
  std::vector<IdleEquivalent> IdleEquivalents(const std::vector<MutantOutcome>& outcomes) const;

 private:
  struct Parts;
  std::unique_ptr<const Parts> parts_;
};

// Killed among those that are neither refused nor equivalent: "killed of tested".
struct MutationScore {
  std::size_t killed = 0, refused = 0, equivalent = 0, refuted = 0, survived = 0;
  std::size_t proposed = 0;  // scenarios, for what none notices
};
MutationScore ScoreOf(const std::vector<MutantOutcome>& outcomes);

}  // namespace comity
