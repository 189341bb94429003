// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tests/oracle/choices.h"
#include "tests/oracle/program.h"

namespace comity::oracle {

// Something that can be done to a program, or to the way of asking, without changing the engine's
// answers. No second evaluator is needed to see whether they change.
struct Relation {
  std::string_view name;
  // The first answer that changed. With `broken` the thing is done wrongly on purpose, so that
  // tests can see that a change would be noticed.
  std::optional<std::string> (*check)(const Program& program, Choices& choices, bool broken);
};
const std::vector<Relation>& Relations();

// Everything in another order and in several files.
std::optional<std::string> CheckShuffled(const Program& program, Choices& choices, bool broken);
// Read, printed by the formatter and read again; printing twice is printing once.
std::optional<std::string> CheckFormatted(const Program& program, Choices& choices, bool broken);
// Kinds, entities, words of phrases, rules, issues and readings under other names.
std::optional<std::string> CheckRenamed(const Program& program, Choices& choices, bool broken);
// All days 400 years later, after which the calendar repeats itself.
std::optional<std::string> CheckLater(const Program& program, Choices& choices, bool broken);
// The stretches of facts said in two parts that touch.
std::optional<std::string> CheckSplit(const Program& program, Choices& choices, bool broken);
// The facts of the files given as a case instead.
std::optional<std::string> CheckAsCase(const Program& program, Choices& choices, bool broken);
// Some open questions settled: no yes and no no may be lost.
std::optional<std::string> CheckSettled(const Program& program, Choices& choices, bool broken);
// Without what was evaluated at load.
std::optional<std::string> CheckCold(const Program& program, Choices& choices, bool broken);
// Several threads at once.
std::optional<std::string> CheckThreads(const Program& program, Choices& choices, bool broken);

struct MetamorphicResult {
  std::uint64_t cases = 0;
  std::vector<std::uint64_t> checked;  // by relation
  std::string failure;                 // the first change, shrunk
};
MetamorphicResult RunMetamorphic(std::uint64_t seed, std::uint64_t first, std::uint64_t cases,
                                 int jobs);

}  // namespace comity::oracle
