// SPDX-License-Identifier: Apache-2.0
#include "engine/base/instant.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <limits>

#include "engine/base/text.h"

namespace comity {
namespace {

constexpr std::int64_t kMinutesOfDay = 24 * 60;

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

// The minutes of `HH:MM`, up to `last_hour`.
std::optional<int> ParseClock(std::string_view text, int last_hour) {
  if (text.size() != 5 || text[2] != ':') return std::nullopt;
  for (const std::size_t i : {0U, 1U, 3U, 4U}) {
    if (!IsDigit(text[i])) return std::nullopt;
  }
  const int hour = (text[0] - '0') * 10 + (text[1] - '0');
  const int minute = (text[3] - '0') * 10 + (text[4] - '0');
  if (hour > last_hour || minute > 59) return std::nullopt;
  return hour * 60 + minute;
}

// How many minutes the clocks of a zone are ahead.
std::optional<int> ParseZone(std::string_view text) {
  if (text == "UTC") return 0;
  if (text.empty() || (text[0] != '+' && text[0] != '-')) return std::nullopt;
  const auto ahead = ParseClock(text.substr(1), 14);
  if (!ahead) return std::nullopt;
  return text[0] == '-' ? -*ahead : *ahead;
}

}  // namespace

std::optional<Instant> ParseInstant(std::string_view text) {
  const auto words = SplitWords(text);
  if (words.size() != 3) return std::nullopt;
  const auto day = ParseDay(words[0]);
  const auto clock = ParseClock(words[1], 23);
  const auto ahead = ParseZone(words[2]);
  if (!day || !clock || !ahead) return std::nullopt;
  const std::int64_t minute = day->number * kMinutesOfDay + *clock - *ahead;
  const std::int64_t first = ParseDay("0001-01-01")->number * kMinutesOfDay;
  const std::int64_t end = (ParseDay("6000-12-31")->number + 1) * kMinutesOfDay;
  if (minute < first || minute >= end) return std::nullopt;
  return Instant{static_cast<std::int32_t>(minute)};
}

bool LacksZone(std::string_view text) {
  const auto words = SplitWords(text);
  return words.size() >= 2 && words.size() <= 3 && ParseDay(words[0]) && ParseClock(words[1], 23) &&
         (words.size() == 2 || !ParseZone(words[2]));
}

std::string FormatInstant(Instant instant) {
  const Day day = DayOf(instant);
  const auto clock = static_cast<int>(instant.minute - day.number * kMinutesOfDay);
  std::array<char, 24> buffer{};
  std::snprintf(buffer.data(), buffer.size(), " %02d:%02d UTC", clock / 60, clock % 60);
  return FormatDay(day) + buffer.data();
}

Day DayOf(Instant instant) {
  const std::int64_t minute = instant.minute;
  const std::int64_t before = minute < 0 ? kMinutesOfDay - 1 : 0;
  return {static_cast<std::int32_t>((minute - before) / kMinutesOfDay)};
}

Instant PlusMinutes(Instant instant, std::int64_t minutes) {
  constexpr std::int64_t kFirst = std::numeric_limits<std::int32_t>::min();
  constexpr std::int64_t kLast = std::numeric_limits<std::int32_t>::max();
  return {static_cast<std::int32_t>(std::clamp(instant.minute + minutes, kFirst, kLast))};
}

}  // namespace comity
