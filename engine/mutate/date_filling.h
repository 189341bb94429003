// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "engine/check/program.h"

namespace comity {

// A place of a case in the making, to be filled: by a new entity, by a day or a time, or by
// something a rule names.
struct Slot {
  KindId kind = 0;
  std::optional<Value> value;
};

// How two dates must stand to each other, or two times; their variables are slots.
struct Demand {
  DateTerm left, right;
  Order order = Order::kBefore;
  // The left minus the right, in days or minutes, instead of the order.
  std::optional<int> apart;
  bool times = false;        // both are times
  std::int64_t minutes = 0;  // of times: after the right one
};

// Fills the open slots of the kinds date and time so that all demands are met, beginning at `start`
// and moving one of them after the other; false if it did not come to an end. The same seed gives
// the same days.
bool FillDates(std::vector<Slot>& slots, const std::vector<Demand>& demands, Day start,
               std::uint32_t seed);

// What stands as an order does not.
Order Opposite(Order order);

}  // namespace comity
