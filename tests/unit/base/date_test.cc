// SPDX-License-Identifier: Apache-2.0
#include "engine/base/date.h"

#include <gtest/gtest.h>

#include <optional>
#include <string_view>

namespace comity {
namespace {

Day On(std::string_view text) { return ParseDay(text).value(); }

TEST(ParseDay, ReadsDaysThatExist) {
  EXPECT_EQ(On("1970-01-01").number, 0);
  EXPECT_EQ(On("2000-02-29").number, On("2000-03-01").number - 1);
  EXPECT_TRUE(ParseDay("0001-01-01"));
  EXPECT_TRUE(ParseDay("9999-12-31"));
}

TEST(ParseDay, RefusesEverythingElse) {
  for (std::string_view text :
       {"", "2001-02-29", "1900-02-29", "2001-13-01", "2001-00-10", "2001-04-31", "2001-04-00",
        "0000-01-01", "10000-01-01", "2001-4-01", "2001/04/01", " 2001-04-01", "2001-04-01 ",
        "-001-04-01", "2001-04-1x", "20010401"}) {
    EXPECT_FALSE(ParseDay(text)) << text;
  }
}

TEST(FormatDay, IsTheInverseOfParseDay) {
  for (Day day = On("1899-12-01"); day < On("2101-02-01"); day = PlusDays(day, 1)) {
    ASSERT_EQ(ParseDay(FormatDay(day)), day);
  }
}

struct MonthCase {
  std::string_view day;
  int months = 0;
  std::string_view expected;
};

TEST(PlusMonths, KeepsTheDayOrTakesTheLastOfAShorterMonth) {
  constexpr MonthCase kCases[] = {
      {.day = "2001-01-31", .months = 1, .expected = "2001-02-28"},
      {.day = "2004-01-31", .months = 1, .expected = "2004-02-29"},
      {.day = "2001-01-28", .months = 1, .expected = "2001-02-28"},
      {.day = "2001-03-31", .months = -1, .expected = "2001-02-28"},
      {.day = "2004-02-29", .months = 12, .expected = "2005-02-28"},
      {.day = "2004-02-29", .months = 48, .expected = "2008-02-29"},
      {.day = "2004-02-29", .months = -12, .expected = "2003-02-28"},
      {.day = "2000-12-31", .months = 2, .expected = "2001-02-28"},
      {.day = "2001-01-15", .months = -1, .expected = "2000-12-15"},
      {.day = "2001-05-31", .months = 0, .expected = "2001-05-31"},
  };
  for (const MonthCase& c : kCases) {
    EXPECT_EQ(FormatDay(PlusMonths(On(c.day), c.months)), c.expected) << c.day << " " << c.months;
  }
}

TEST(FirstOfMonthAfter, IsNeverTheSameMonth) {
  EXPECT_EQ(FormatDay(FirstOfMonthAfter(On("2001-01-01"))), "2001-02-01");
  EXPECT_EQ(FormatDay(FirstOfMonthAfter(On("2001-01-31"))), "2001-02-01");
  EXPECT_EQ(FormatDay(FirstOfMonthAfter(On("2001-12-31"))), "2002-01-01");
  EXPECT_EQ(FormatDay(FirstOfMonthAfter(On("2004-02-29"))), "2004-03-01");
}

struct EntryCase {
  std::string_view deposit;
  std::string_view entry;
};

// The first day of the month after the sixtieth day after a deposit.
TEST(DayArithmetic, CountsSixtyDaysAndTakesTheNextFirst) {
  constexpr EntryCase kCases[] = {
      {.deposit = "2003-01-31", .entry = "2003-05-01"},
      {.deposit = "2012-04-02", .entry = "2012-07-01"},
      {.deposit = "2002-05-02", .entry = "2002-08-01"},
      {.deposit = "2004-01-01", .entry = "2004-04-01"},
      {.deposit = "2003-12-31", .entry = "2004-03-01"},
  };
  for (const EntryCase& c : kCases) {
    EXPECT_EQ(FormatDay(FirstOfMonthAfter(PlusDays(On(c.deposit), 60))), c.entry) << c.deposit;
  }
}

TEST(DayArithmetic, StopsAtTheEndsOfTime) {
  EXPECT_EQ(PlusDays(On("9999-12-31"), 1), Day::End());
  EXPECT_EQ(PlusDays(On("0001-01-01"), -1), Day::Beginning());
  EXPECT_EQ(PlusDays(On("2001-01-01"), std::numeric_limits<std::int32_t>::max()), Day::End());
  EXPECT_EQ(PlusMonths(On("9999-12-01"), 1), Day::End());
  EXPECT_EQ(PlusMonths(On("0001-01-31"), -1), Day::Beginning());
  EXPECT_EQ(PlusMonths(On("2001-01-31"), std::numeric_limits<std::int32_t>::min()),
            Day::Beginning());
  EXPECT_EQ(FirstOfMonthAfter(On("9999-12-15")), Day::End());
}

TEST(DayArithmetic, LeavesTheEndsOfTimeWhereTheyAre) {
  for (Day end : {Day::Beginning(), Day::End()}) {
    EXPECT_EQ(PlusDays(end, 5), end);
    EXPECT_EQ(PlusMonths(end, -5), end);
    EXPECT_EQ(FirstOfMonthAfter(end), end);
    EXPECT_FALSE(end.IsFinite());
  }
}

TEST(FormatDayDeathTest, EndsOfTimeHaveNoForm) {
  EXPECT_DEATH(FormatDay(Day::End()), "invariant broken");
}

}  // namespace
}  // namespace comity
