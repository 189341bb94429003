// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "tests/oracle/program.h"

namespace comity::oracle {

// What a calendar has to say about the days of a batch: months later, firsts of the month, days of
// times.
// Written once for all programs of the batch, because it is the same for each.
class CalendarFacts {
 public:
  int AddMonths(int day, int months);
  int AddFirstOfMonthAfter(int day);
  int AddDayOfTime(int minute);
  std::string Text() const;

 private:
  std::set<std::tuple<int, int, int>> months_;
  std::set<std::pair<int, int>> firsts_;
  std::set<std::pair<int, int>> days_;  // of times
};

// A program in one way of asking, as a logic program with stratified negation for the grounder
// gringo. Written from section 7 of docs/language.md, day by day over the days that matter, which
// are numbered from 0. A value is two atoms, `y` for yes and `u` for at least unknown; `not`
// crosses from one to the other.
//
// All predicates begin with `prefix`, so that many programs fit into one run. These are the answer:
//   <prefix>p<phrase><y|u>(argument..., day number)
//   <prefix>a<phrase><channel letter><y|u>(actor, argument..., day number)
//   <prefix>h<phrase>(actor, argument..., outcome, day number)
// with actors a(kind, member) or b, and letters o, s, f, p, v, r for obliged, suspended, forbidden,
// permitted, voluntary, barred. Outcomes are numbered like those letters, then undetermined and
// conflict.
struct AspProgram {
  std::string text;
  std::vector<int> days;
};
AspProgram ToAsp(const Program& program, View view, const std::string& prefix,
                 CalendarFacts& calendar);

// What the program contains that the translation does not know; empty if it knows everything.
std::string UnknownToAsp(const Program& program);

inline constexpr int kAspUndetermined = 6;
inline constexpr int kAspConflict = 7;

}  // namespace comity::oracle
