// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "engine/check/program.h"

namespace comity {

// A place of a case in the making, to be filled: by a new entity, by a day, or by something a rule
// names.
struct Slot {
  KindId kind = 0;
  std::optional<Value> value;
};

// How two dates must stand to each other; their variables are slots.
struct Demand {
  DateTerm left, right;
  Order order = Order::kBefore;
  std::optional<int> apart;  // the left minus the right in days, instead of the order
};

// Fills the open slots of the kind date so that all demands are met, beginning at `start` and
// moving one day after the other; false if it did not come to an end. The same seed gives the same
// days.
bool FillDates(std::vector<Slot>& slots, const std::vector<Demand>& demands, Day start,
               std::uint32_t seed);

}  // namespace comity
