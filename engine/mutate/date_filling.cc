// SPDX-License-Identifier: Apache-2.0
#include "engine/mutate/date_filling.h"

#include <algorithm>

#include "engine/base/instant.h"
#include "engine/eval/evaluator.h"

namespace comity {
namespace {

constexpr int kMaxSteps = 400;
constexpr std::int64_t kMinutesOfDay = std::int64_t{24} * 60;

// Numbers that look random and are the same everywhere.
class Dice {
 public:
  explicit Dice(std::uint32_t seed) : state_(seed * 2654435761U + 12345U) {}
  std::uint32_t Roll(std::uint32_t sides) {
    state_ = state_ * 1664525U + 1013904223U;
    return (state_ >> 10U) % sides;
  }

 private:
  std::uint32_t state_;
};

bool Meets(std::int64_t apart, Order order) {
  switch (order) {
    case Order::kBefore:
      return apart < 0;
    case Order::kOnOrBefore:
      return apart <= 0;
    case Order::kAfter:
      return apart > 0;
    case Order::kOnOrAfter:
      return apart >= 0;
    case Order::kSameDay:
      return apart == 0;
  }
  return true;
}

// A distance that meets the order, `slack` more than need be.
std::int64_t Wanted(Order order, int slack) {
  switch (order) {
    case Order::kBefore:
      return -1 - slack;
    case Order::kOnOrBefore:
      return -slack;
    case Order::kAfter:
      return 1 + slack;
    case Order::kOnOrAfter:
      return slack;
    case Order::kSameDay:
      return 0;
  }
  return 0;
}

class DateFiller {
 public:
  DateFiller(std::vector<Slot>& slots, const std::vector<Demand>& demands, std::uint32_t seed)
      : slots_(slots), demands_(demands), dice_(seed) {}

  void Begin(Day start, std::uint32_t seed) {
    for (std::size_t i = 0; i < slots_.size(); ++i) {
      Slot& slot = slots_[i];
      movable_.push_back(!slot.value && !IsOfEntities(slot.kind));
      if (!movable_.back()) continue;
      // Also a time long before.
      const int era = seed % 3 == 2 ? -7300 : 0;
      const int days = era + static_cast<int>(seed) * 17 + static_cast<int>(i) * 40;
      const Day day = PlusDays(start, days);
      slot.value =
          slot.kind == kTimeKind ? PlusMinutes({}, day.number * kMinutesOfDay).minute : day.number;
    }
    for (const Slot& slot : slots_) values_.push_back(slot.value.value_or(kOpen));
  }

  bool Settle() {
    for (int step = 0; step < kMaxSteps; ++step) {
      const auto broken = std::find_if(demands_.begin(), demands_.end(), [&](const Demand& demand) {
        const std::int64_t apart = Apart(demand);
        return demand.apart ? apart != *demand.apart : !Meets(apart, demand.order);
      });
      if (broken == demands_.end()) return true;
      if (!Move(*broken)) return false;
    }
    return false;
  }

 private:
  std::int64_t Apart(const Demand& demand) const {
    if (demand.times) {
      const Instant right =
          PlusMinutes(Evaluator::TimeOf(demand.right.term, values_), demand.minutes);
      return std::int64_t{Evaluator::TimeOf(demand.left.term, values_).minute} - right.minute;
    }
    return std::int64_t{Evaluator::DayOf(demand.left, values_).number} -
           Evaluator::DayOf(demand.right, values_).number;
  }

  void CollectMovable(const DateTerm& term, std::vector<std::size_t>& found) const {
    const auto slot = static_cast<std::size_t>(term.term.value);
    if (term.kind == DateTerm::Kind::kTerm && term.term.variable && movable_[slot])
      found.push_back(slot);
    for (const DateTerm& operand : term.operands) CollectMovable(operand, found);
  }

  // One of the slots that it is about, as far as it lacks.
  bool Move(const Demand& broken) {
    const int slack = static_cast<int>(dice_.Roll(3)) * 45;
    const std::int64_t wanted =
        broken.apart ? std::int64_t{*broken.apart} : Wanted(broken.order, slack);
    const std::int64_t move = wanted - Apart(broken);
    std::vector<std::size_t> left;
    std::vector<std::size_t> right;
    CollectMovable(broken.left, left);
    CollectMovable(broken.right, right);
    if (left.empty() && right.empty()) return false;
    const bool move_left = right.empty() || (!left.empty() && dice_.Roll(2) == 0);
    const std::vector<std::size_t>& side = move_left ? left : right;
    const std::size_t slot = side[dice_.Roll(static_cast<std::uint32_t>(side.size()))];
    const std::int64_t by = move_left ? move : -move;
    Value& value = values_[slot];
    if (slots_[slot].kind == kTimeKind) {
      value = PlusMinutes({value}, broken.times ? by : by * kMinutesOfDay).minute;
    } else {
      value = PlusDays({value}, static_cast<std::int32_t>(by)).number;
    }
    slots_[slot].value = value;
    return true;
  }

  std::vector<Slot>& slots_;
  const std::vector<Demand>& demands_;
  Dice dice_;
  Bindings values_;
  std::vector<bool> movable_;
};

}  // namespace

bool FillDates(std::vector<Slot>& slots, const std::vector<Demand>& demands, Day start,
               std::uint32_t seed) {
  DateFiller filler(slots, demands, seed);
  filler.Begin(start, seed);
  return filler.Settle();
}

Order Opposite(Order order) {
  switch (order) {
    case Order::kBefore:
      return Order::kOnOrAfter;
    case Order::kOnOrBefore:
      return Order::kAfter;
    case Order::kAfter:
      return Order::kOnOrBefore;
    case Order::kOnOrAfter:
      return Order::kBefore;
    case Order::kSameDay:
      return Order::kAfter;
  }
  return order;
}

}  // namespace comity
