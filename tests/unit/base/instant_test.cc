// SPDX-License-Identifier: Apache-2.0
#include "engine/base/instant.h"

#include <gtest/gtest.h>

#include <limits>

namespace comity {
namespace {

TEST(Instant, IsTheSameInEveryZone) {
  const auto utc = ParseInstant("2025-06-01 14:30 UTC");
  ASSERT_TRUE(utc);
  EXPECT_EQ(ParseInstant("2025-06-01 16:30 +02:00"), utc);
  EXPECT_EQ(ParseInstant("2025-06-01  09:00  -05:30"), utc);
  EXPECT_EQ(FormatInstant(*utc), "2025-06-01 14:30 UTC");
}

TEST(Instant, CrossesDaysAndYears) {
  EXPECT_EQ(FormatInstant(*ParseInstant("2025-01-01 00:30 +01:00")), "2024-12-31 23:30 UTC");
  EXPECT_EQ(FormatDay(DayOf(*ParseInstant("2025-01-01 00:30 +01:00"))), "2024-12-31");
  EXPECT_EQ(ParseInstant("1970-01-01 00:00 UTC")->minute, 0);
  EXPECT_EQ(FormatInstant({-1}), "1969-12-31 23:59 UTC");
  EXPECT_EQ(FormatInstant({-1440}), "1969-12-31 00:00 UTC");
}

TEST(Instant, ReadsNothingElse) {
  for (const char* text :
       {"2025-06-01", "2025-06-01 14:30", "2025-06-01 24:00 UTC", "2025-06-01 14:60 UTC",
        "2025-06-31 14:30 UTC", "2025-06-01 14:30 CET", "2025-06-01 14:30 +15:00",
        "2025-06-01 14:30 +2:00", "2025-06-01T14:30 UTC", "2025-06-01 14:30:00 UTC",
        "0000-06-01 14:30 UTC", "0001-01-01 00:30 +01:00", "6001-01-01 00:00 UTC",
        "6000-12-31 23:30 -01:00", ""}) {
    EXPECT_FALSE(ParseInstant(text)) << text;
  }
  EXPECT_TRUE(ParseInstant("0001-01-01 00:00 UTC"));
  EXPECT_TRUE(ParseInstant("6000-12-31 23:59 UTC"));
}

TEST(Instant, KnowsWhenOnlyTheZoneIsMissing) {
  EXPECT_TRUE(LacksZone("2025-06-01 14:30"));
  EXPECT_TRUE(LacksZone("2025-06-01 14:30 CET"));
  EXPECT_FALSE(LacksZone("2025-06-01 14:30 UTC"));
  EXPECT_FALSE(LacksZone("2025-06-01 25:30"));
  EXPECT_FALSE(LacksZone("2025-06-01"));
}

TEST(Instant, StopsAtTheLastMinutesThereAre) {
  EXPECT_EQ(PlusMinutes({5}, 10).minute, 15);
  EXPECT_EQ(PlusMinutes({std::numeric_limits<std::int32_t>::max() - 1}, 10).minute,
            std::numeric_limits<std::int32_t>::max());
  EXPECT_EQ(PlusMinutes({std::numeric_limits<std::int32_t>::min()}, -10).minute,
            std::numeric_limits<std::int32_t>::min());
}

}  // namespace
}  // namespace comity
