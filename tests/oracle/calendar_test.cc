// SPDX-License-Identifier: Apache-2.0
#include "tests/oracle/calendar.h"

#include <gtest/gtest.h>

namespace comity::oracle {
namespace {

TEST(OracleCalendarTest, CountsFromTheFirstOfJanuary1970) {
  EXPECT_EQ(DayNumber({1970, 1, 1}), 0);
  EXPECT_EQ(DayNumber({1969, 12, 31}), -1);
  EXPECT_EQ(DayNumber({2000, 3, 1}), 11017);
  EXPECT_EQ(DayNumber({1900, 3, 1}) - DayNumber({1900, 2, 28}), 1);
  EXPECT_EQ(DayNumber({2000, 3, 1}) - DayNumber({2000, 2, 28}), 2);
}

TEST(OracleCalendarTest, NamesEveryDayItNumbers) {
  for (int number = DayNumber({1895, 1, 1}); number < DayNumber({2105, 1, 1}); ++number) {
    ASSERT_EQ(DayNumber(CivilOf(number)), number);
  }
}

TEST(OracleCalendarTest, ClampsToTheEndOfTheMonth) {
  EXPECT_EQ(DayText(MonthsLater(DayNumber({2004, 2, 29}), 12)), "2005-02-28");
  EXPECT_EQ(DayText(MonthsLater(DayNumber({2005, 1, 31}), 1)), "2005-02-28");
  EXPECT_EQ(DayText(MonthsLater(DayNumber({2004, 3, 31}), -1)), "2004-02-29");
  EXPECT_EQ(DayText(MonthsLater(DayNumber({2004, 1, 15}), -1)), "2003-12-15");
}

TEST(OracleCalendarTest, FindsTheFirstOfTheNextMonth) {
  EXPECT_EQ(DayText(FirstDayOfMonthAfter(DayNumber({2004, 12, 1}))), "2005-01-01");
  EXPECT_EQ(DayText(FirstDayOfMonthAfter(DayNumber({2004, 2, 29}))), "2004-03-01");
}

}  // namespace
}  // namespace comity::oracle
