// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <compare>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>

namespace comity {

// A civil day of the Gregorian calendar, counted from 1970-01-01; no clock and no zone. The two
// ends of time are days too, so that a stretch without beginning or end needs no special case.
// Stretches are half-open: the first day is in, the last is out.
struct Day {
  std::int32_t number = 0;

  static constexpr Day Beginning() { return {std::numeric_limits<std::int32_t>::min()}; }
  static constexpr Day End() { return {std::numeric_limits<std::int32_t>::max()}; }

  constexpr bool IsFinite() const { return *this != Beginning() && *this != End(); }
  constexpr auto operator<=>(const Day&) const = default;
};

// The day `text` names as YYYY-MM-DD, for a day that exists between the years 1 and 9999; nothing
// else is read.
std::optional<Day> ParseDay(std::string_view text);

// YYYY-MM-DD. The ends of time have no such form; asking for it is a mistake of ours and aborts.
std::string FormatDay(Day day);

// Arithmetic that leaves the years 1 to 9999 stops at the ends of time. An end of time stays where
// it is.
Day PlusDays(Day day, std::int32_t days);
// Months and years keep the day of the month, or take the last one of a shorter month (29 February
// plus a year is 28 February).
Day PlusMonths(Day day, std::int32_t months);
Day FirstOfMonthAfter(Day day);

}  // namespace comity
