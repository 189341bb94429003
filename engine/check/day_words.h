// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/base/date.h"
#include "engine/check/lexicon.h"

namespace comity {

// Days beside a sentence, in the words of the language or in others: `since 2001-01-01`, `between
// 2001-01-01 and 2002-01-01`, `on 2001-01-01, 2001-02-01`.
struct DayWords {
  enum class Kind { kOn, kFrom, kUntil, kStretch, kSeveral };
  Kind kind = Kind::kOn;
  std::vector<Day> days;   // two of kStretch, two or more of kSeveral, else one
  bool end_named = false;  // by ‘until’, or there is none

  // As an expectation and as a statement say it; empty of several days.
  std::string AsExpected() const;
  std::string AsStated() const;
};

// Nothing if the tokens [first, last) say anything else.
std::optional<DayWords> ReadDayWords(const std::vector<Token>& tokens, std::size_t first,
                                     std::size_t last);

}  // namespace comity
