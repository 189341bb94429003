// SPDX-License-Identifier: Apache-2.0
#include "tests/oracle/calendar.h"

#include <array>
#include <cstdio>

namespace comity::oracle {
namespace {

bool IsLeap(int year) { return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0); }

int DaysInYear(int year) { return IsLeap(year) ? 366 : 365; }

// Days from 0001-01-01 to the first of January of the year.
int DaysBeforeYear(int year) {
  const int past = year - 1;
  return past * 365 + past / 4 - past / 100 + past / 400;
}

}  // namespace

int DaysInMonth(int year, int month) {
  switch (month) {
    case 2:
      return IsLeap(year) ? 29 : 28;
    case 4:
    case 6:
    case 9:
    case 11:
      return 30;
    default:
      return 31;
  }
}

int DayNumber(CivilDay civil) {
  int number = DaysBeforeYear(civil.year) - DaysBeforeYear(1970);
  for (int month = 1; month < civil.month; ++month) number += DaysInMonth(civil.year, month);
  return number + civil.day - 1;
}

CivilDay CivilOf(int number) {
  int year = 1970;
  while (number < 0) number += DaysInYear(--year);
  while (number >= DaysInYear(year)) number -= DaysInYear(year++);
  int month = 1;
  while (number >= DaysInMonth(year, month)) number -= DaysInMonth(year, month++);
  return {year, month, number + 1};
}

std::string DayText(int number) {
  const CivilDay civil = CivilOf(number);
  std::array<char, 40> text{};
  std::snprintf(text.data(), text.size(), "%04d-%02d-%02d", civil.year, civil.month, civil.day);
  return text.data();
}

int DayOfMinute(int minute) {
  int day = minute / (24 * 60);
  while (day * 24 * 60 > minute) --day;
  return day;
}

int MonthsLater(int number, int months, bool clamps) {
  CivilDay civil = CivilOf(number);
  const int count = civil.year * 12 + civil.month - 1 + months;
  civil.year = count / 12;
  civil.month = count % 12 + 1;
  const int longest = DaysInMonth(civil.year, civil.month);
  if (clamps && civil.day > longest) civil.day = longest;
  return DayNumber(civil);
}

int FirstDayOfMonthAfter(int number) {
  const CivilDay civil = CivilOf(number);
  if (civil.month == 12) return DayNumber({civil.year + 1, 1, 1});
  return DayNumber({civil.year, civil.month + 1, 1});
}

}  // namespace comity::oracle
