// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <utility>
#include <variant>
#include <vector>

#include "engine/check/lexicon.h"

namespace comity {

// Why a sentence cannot be stated as a fact.
enum class StatementFault {
  kNotAFact,        // a conclusion or a duty: only rules make it true
  kDatesOnARecord,  // a record holds from its own day on
  kEmptyStretch,    // `until` is not after `from`
  kEmptyBetween,    // the second day of a `between` is not after the first
};

// `from` and `until`; the last days are there where a day is `between` two.
struct StatedDays {
  std::optional<Day> from, from_last, until, until_last;
};

// The fact that a sentence without variables states, for the days given. Whence it is known is left
// to the caller.
std::variant<Fact, StatementFault> MakeFact(const Program& program, const Match& match, bool denied,
                                            const StatedDays& days);

// Pairs of facts, by number, that contradict each other on some day.
std::vector<std::pair<std::size_t, std::size_t>> FindContradictions(const std::vector<Fact>& facts);

}  // namespace comity
