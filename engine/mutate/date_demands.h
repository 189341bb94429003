// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "engine/mutate/date_filling.h"

namespace comity {

// How the dates of a case in the making must stand to each other. Where a rule could be read
// wrongly there is an edge: at the sides of a comparison, at the end of a month that a date is
// computed from. One edge at a time can be asked to be so many days apart.
class DateDemands {
 public:
  DateDemands(std::optional<std::size_t> tight, int days_apart)
      : tight_(tight), days_apart_(days_apart) {}

  const std::vector<Demand>& all() const { return all_; }
  std::size_t edges() const { return edges_; }

  void Add(Demand demand, Order order, bool edge);
  void AddDays(DateTerm left, DateTerm right, Order order, bool edge);
  // An edge only: nothing is demanded unless it is the one that is asked for.
  void NoteTurn(DateTerm left, DateTerm right);
  // Where a computed date turns: at the ends of months, and where two dates change places.
  void NoteTurnsOf(const DateTerm& date);

 private:
  std::optional<std::size_t> tight_;
  int days_apart_;
  std::vector<Demand> all_;
  std::size_t edges_ = 0;
};

}  // namespace comity
