// SPDX-License-Identifier: Apache-2.0
#include "engine/base/date.h"

#include <gtest/gtest.h>

namespace comity {
namespace {

Day On(const char* text) { return ParseDay(text).value(); }

TEST(DateTest, ReadsOnlyDaysThatExist) {
  EXPECT_EQ(FormatDay(On("2024-02-29")), "2024-02-29");
  for (const char* bad : {"2023-02-29", "2024-13-01", "2024-00-10", "0000-01-01", "2024-1-1",
                          "24-01-01", "2024/01/01", "2024-01-32", ""}) {
    EXPECT_FALSE(ParseDay(bad)) << bad;
  }
}

TEST(DateTest, MonthsKeepTheDayOrTakeTheLastOfAShorterMonth) {
  EXPECT_EQ(PlusMonths(On("2024-02-29"), 12), On("2025-02-28"));
  EXPECT_EQ(PlusMonths(On("2024-01-31"), 1), On("2024-02-29"));
  EXPECT_EQ(PlusMonths(On("2016-10-27"), 12), On("2017-10-27"));
  EXPECT_EQ(PlusMonths(On("2024-01-15"), -1), On("2023-12-15"));
}

// Article 126(2): the first of the month after the sixtieth day, also where that is itself a first.
TEST(DateTest, FirstOfMonthAfterIsNeverTheDayItself) {
  EXPECT_EQ(FirstOfMonthAfter(PlusDays(On("2012-04-02"), 60)), On("2012-07-01"));
  EXPECT_EQ(FirstOfMonthAfter(PlusDays(On("2003-01-31"), 60)), On("2003-05-01"));
  EXPECT_EQ(FirstOfMonthAfter(On("2012-06-01")), On("2012-07-01"));
  EXPECT_EQ(FirstOfMonthAfter(On("2011-12-31")), On("2012-01-01"));
}

TEST(DateTest, ArithmeticStopsAtTheEndsOfTime) {
  EXPECT_EQ(PlusDays(On("9999-12-31"), 1), Day::End());
  EXPECT_EQ(PlusDays(On("0001-01-01"), -1), Day::Beginning());
  EXPECT_EQ(PlusMonths(On("9999-12-31"), 1), Day::End());
  EXPECT_EQ(PlusDays(Day::End(), -5), Day::End());
  EXPECT_EQ(FirstOfMonthAfter(Day::Beginning()), Day::Beginning());
}

}  // namespace
}  // namespace comity
