// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "engine/check/program.h"

namespace comity {

// Finds out whether comparisons of dates can hold together, whatever the days their variables stand
// for. A date is taken as a variable, or a fixed day, plus between so many and so many days;
// `the later of` and `the earlier of`, the day of a time and a part of the days are passed over. So
// what is called impossible is impossible; the converse need not be true.
class DateOrder {
 public:
  // `name` tells the comparisons apart; two may share one.
  void Add(const Comparison& comparison, std::size_t name);
  // That a stretch from `from` until `until` has a day.
  void AddStretch(const DateTerm& from, const DateTerm& until, std::size_t name);

  // The names of some that cannot hold together, each once, ascending; empty if none were found.
  std::vector<std::size_t> Impossible() const;

 private:
  // A node plus between `least` and `most` days. Node 0 is the first of all days.
  struct Linear {
    std::size_t node = 0;
    std::int64_t least = 0, most = 0;
  };
  // `low` is at least `gap` days before `high`.
  struct Constraint {
    std::size_t low = 0, high = 0;
    std::int64_t gap = 0;
    std::size_t name = 0;
  };
  std::optional<Linear> Read(const DateTerm& term);
  void AddOrder(const DateTerm& left, Order order, const DateTerm& right, std::size_t name);
  void AddBefore(const DateTerm& low, const DateTerm& high, std::int64_t gap, std::size_t name);

  std::vector<Constraint> constraints_;
  std::size_t nodes_ = 1;
};

}  // namespace comity
