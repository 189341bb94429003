// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

// The oracle's own calendar, written from the rule of the Gregorian calendar and from nothing of
// the engine: a day is the number of days since 1970-01-01.
namespace comity::oracle {

struct CivilDay {
  int year, month, day;
};

int DayNumber(CivilDay civil);
CivilDay CivilOf(int number);
int DaysInMonth(int year, int month);
std::string DayText(int number);

// The day in UTC of a minute, counted from the beginning of 1970.
int DayOfMinute(int minute);

// `clamps` is false only for the planted fault that lets 31 January plus a month run into March.
int MonthsLater(int number, int months, bool clamps = true);
int FirstDayOfMonthAfter(int number);

}  // namespace comity::oracle
