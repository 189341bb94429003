// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <vector>

#include "engine/check/program.h"

namespace comity {

// Calls visit(values) for every way to put one of the days for each variable of a date.
void ForEachAssignment(const DateTerm& term, const std::vector<Day>& days, std::size_t variables,
                       const std::function<void(const std::vector<Value>&)>& visit);

// Collects from rules the days around which something can change: those they name, with the day
// before or after where a comparison tells them apart, and how far they count from others.
class DatePoints {
 public:
  void Add(const Rule& rule, const std::vector<Predicate>& predicates);

  // At least and at most so many days to try, in order.
  std::vector<Day> Pick(std::size_t least, std::size_t most) const;

 private:
  void AddTerm(const DateTerm& term);
  void AddComparison(const DateTerm& left, Order order, const DateTerm& right);
  void AddDay(Day day);

  std::vector<Day> days_;            // in the order found, each once
  std::vector<DateTerm> distances_;  // computed from another date
};

}  // namespace comity
