// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <set>
#include <string>
#include <vector>

#include "tests/oracle/program.h"
#include "tests/oracle/to_asp.h"

namespace comity::oracle {

// The last day of a distance: day N, counted from the right date or backwards.
DateExpr EndOfDistance(const Distance& distance, const DateExpr& right);

std::string AspSign(Comparison comparison);

// "the day of E is day 0": within and its like begin there, the others beyond the last day.
std::vector<std::string> AspDistance(const Distance& distance, const std::string& left,
                                     const std::string& right, const std::string& end);

// Dates in a logic program: a term that stands for the day, and literals that must come with it.
class AspDates {
 public:
  AspDates(const Program& program, std::vector<int> named, std::vector<int> times,
           CalendarFacts& calendar)
      : program_(program),
        named_(std::move(named)),
        times_(std::move(times)),
        calendar_(calendar) {}

  // All days that the expression can give, and perhaps some more.
  std::set<int> Possible(const DateExpr& expr) const;

  // `variables[i]` is the term for variable i. New variables are numbered on from `next`.
  std::string Term(const DateExpr& expr, const std::vector<std::string>& variables,
                   std::vector<std::string>& literals, int& next) const;

 private:
  std::set<int> Possible(const DateExpr& expr, const std::set<int>& variables) const;

  const Program& program_;
  std::vector<int> named_;  // what date variables range over
  std::vector<int> times_;  // and time variables
  CalendarFacts& calendar_;
};

}  // namespace comity::oracle
