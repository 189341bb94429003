// SPDX-License-Identifier: Apache-2.0
#include "engine/base/date.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>

#include "engine/base/check.h"

namespace comity {
namespace {

using std::chrono::sys_days;
using std::chrono::year;
using std::chrono::year_month_day;
using std::chrono::year_month_day_last;

constexpr std::int32_t kFirst =
    sys_days(year{1} / std::chrono::January / 1).time_since_epoch().count();
constexpr std::int32_t kLast =
    sys_days(year{9999} / std::chrono::December / 31).time_since_epoch().count();

Day Saturate(std::int64_t number) {
  if (number < kFirst) return Day::Beginning();
  if (number > kLast) return Day::End();
  return {static_cast<std::int32_t>(number)};
}

year_month_day Civil(Day day) { return year_month_day{sys_days{std::chrono::days{day.number}}}; }

Day FromCivil(year_month_day date) { return Saturate(sys_days{date}.time_since_epoch().count()); }

std::optional<int> ParseDigits(std::string_view text) {
  int value = 0;
  for (char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + (c - '0');
  }
  return value;
}

}  // namespace

std::optional<Day> ParseDay(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const auto y = ParseDigits(text.substr(0, 4));
  const auto m = ParseDigits(text.substr(5, 2));
  const auto d = ParseDigits(text.substr(8, 2));
  if (!y || !m || !d || *y == 0) return std::nullopt;
  const year_month_day date{year{*y}, std::chrono::month{static_cast<unsigned>(*m)},
                            std::chrono::day{static_cast<unsigned>(*d)}};
  if (!date.ok()) return std::nullopt;
  return FromCivil(date);
}

std::string FormatDay(Day day) {
  COMITY_CHECK(day.IsFinite());
  const year_month_day date = Civil(day);
  std::array<char, 16> buffer{};
  std::snprintf(buffer.data(), buffer.size(), "%04d-%02u-%02u", static_cast<int>(date.year()),
                static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
  return buffer.data();
}

Day PlusDays(Day day, std::int32_t days) {
  if (!day.IsFinite()) return day;
  return Saturate(std::int64_t{day.number} + days);
}

Day PlusMonths(Day day, std::int32_t months) {
  if (!day.IsFinite()) return day;
  const year_month_day date = Civil(day);
  const std::int64_t index = std::int64_t{static_cast<int>(date.year())} * 12 +
                             static_cast<unsigned>(date.month()) - 1 + months;
  if (index < 12) return Day::Beginning();
  if (index >= 120000) return Day::End();
  const auto month = year{static_cast<int>(index / 12)} /
                     std::chrono::month{static_cast<unsigned>(index % 12) + 1};
  const std::chrono::day last = year_month_day_last{month / std::chrono::last}.day();
  return FromCivil(month / std::min(date.day(), last));
}

Day FirstOfMonthAfter(Day day) {
  if (!day.IsFinite()) return day;
  const Day next = PlusMonths(day, 1);
  if (!next.IsFinite()) return next;
  const year_month_day date = Civil(next);
  return FromCivil(date.year() / date.month() / 1);
}

}  // namespace comity
