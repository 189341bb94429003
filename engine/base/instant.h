// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "engine/base/date.h"

namespace comity {

// A point in time to the minute, counted from 1970-01-01 00:00 UTC. Only where the law counts
// hours; everything else is days.
struct Instant {
  std::int32_t minute = 0;

  constexpr auto operator<=>(const Instant&) const = default;
};

// The instant `text` names as `2025-06-01 14:30 UTC` or `2025-06-01 16:30 +02:00`, between the
// years 1 and 6000; nothing else is read.
std::optional<Instant> ParseInstant(std::string_view text);

// Whether it would be an instant with a zone behind it.
bool LacksZone(std::string_view text);

// "2025-06-01 14:30 UTC".
std::string FormatInstant(Instant instant);

// The day in UTC.
Day DayOf(Instant instant);

// Stops at the last minutes there are.
Instant PlusMinutes(Instant instant, std::int64_t minutes);

}  // namespace comity
