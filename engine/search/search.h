// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include "engine/search/laboratory.h"
#include "engine/search/open_statement.h"

namespace comity {

// How much a search may do. Counted, so that it ends at the same place on every machine.
struct SearchBudget {
  std::uint64_t cases = 100000;             // evaluated
  std::uint64_t steps_of_a_case = 2000000;  // of the evaluator, on one of them
  const std::atomic<bool>* cancelled = nullptr;
};

// What is looked for: a sentence about a case, judged under one reading. If it is open because
// statements are, `open` becomes one on which it depends.
struct SearchGoal {
  std::uint32_t reading = 0;
  std::function<Truth(Evaluator& evaluator, OpenStatementFinder& finder,
                      std::optional<OpenStatement>& open)>
      judge;
};

struct SearchResult {
  enum class Verdict { kFound, kNone, kUndecided };
  Verdict verdict = Verdict::kUndecided;
  bool stuck = false;       // kUndecided: not for want of time, but because the law leaves it open
  std::size_t goal = 0;     // kFound: which of them
  std::vector<Fact> given;  // kFound: the case, with the numbers of the laboratory
  std::uint64_t decided = 0;  // how many cases were, each with all that agree with it
};

// The smallest case in which one of the goals is yes: the one with the fewest statements, and of
// these the first. That there is none holds within the bounds of the laboratory.
//
// Begins with everything open. A goal that is yes or no then stays so however the rest turns out,
// so all those cases are decided at once; else one open statement on which it depends is tried both
// ways.
SearchResult FindSmallestCase(const Laboratory& laboratory, const std::vector<SearchGoal>& goals,
                              const SearchBudget& budget);

// Some case in which one of the goals is yes, without a statement that it could do without: says
// yes to whatever comes up, and goes back where that fails. Much cheaper where many statements are
// needed.
SearchResult FindCase(const Laboratory& laboratory, const std::vector<SearchGoal>& goals,
                      const SearchBudget& budget);

}  // namespace comity
