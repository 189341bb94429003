// SPDX-License-Identifier: Apache-2.0
#include "engine/mutate/date_filling.h"

#include <algorithm>

namespace comity {
namespace {

constexpr int kMaxSteps = 400;

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

Day DayOf(const DateTerm& term, const std::vector<Slot>& slots) {
  switch (term.kind) {
    case DateTerm::Kind::kTerm:
      return {term.term.variable
                  ? slots[static_cast<std::size_t>(term.term.value)].value.value_or(0)
                  : term.term.value};
    case DateTerm::Kind::kPlusDays:
      return PlusDays(DayOf(term.operands[0], slots), term.amount);
    case DateTerm::Kind::kPlusMonths:
      return PlusMonths(DayOf(term.operands[0], slots), term.amount);
    case DateTerm::Kind::kFirstOfMonthAfter:
      return FirstOfMonthAfter(DayOf(term.operands[0], slots));
    case DateTerm::Kind::kLater:
      return std::max(DayOf(term.operands[0], slots), DayOf(term.operands[1], slots));
    case DateTerm::Kind::kEarlier:
      return std::min(DayOf(term.operands[0], slots), DayOf(term.operands[1], slots));
  }
  return {};
}

bool Meets(int apart, Order order) {
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

// A distance that meets the order, `slack` days more than need be.
int Wanted(Order order, int slack) {
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

void CollectSlots(const DateTerm& term, std::vector<std::size_t>& found) {
  if (term.kind == DateTerm::Kind::kTerm && term.term.variable)
    found.push_back(static_cast<std::size_t>(term.term.value));
  for (const DateTerm& operand : term.operands) CollectSlots(operand, found);
}

int Apart(const Demand& demand, const std::vector<Slot>& slots) {
  return DayOf(demand.left, slots).number - DayOf(demand.right, slots).number;
}

}  // namespace

bool FillDates(std::vector<Slot>& slots, const std::vector<Demand>& demands, Day start,
               std::uint32_t seed) {
  Dice dice(seed);
  for (std::size_t i = 0; i < slots.size(); ++i) {
    if (slots[i].kind == kDateKind && !slots[i].value)
      slots[i].value = start.number + static_cast<Value>(seed) * 17 + static_cast<Value>(i) * 40;
  }
  for (int step = 0; step < kMaxSteps; ++step) {
    const auto broken = std::find_if(demands.begin(), demands.end(), [&](const Demand& demand) {
      const int apart = Apart(demand, slots);
      return demand.apart ? apart != *demand.apart : !Meets(apart, demand.order);
    });
    if (broken == demands.end()) return true;
    const int slack = static_cast<int>(dice.Roll(3)) * 45;
    const int move = broken->apart.value_or(Wanted(broken->order, slack)) - Apart(*broken, slots);
    std::vector<std::size_t> left;
    std::vector<std::size_t> right;
    CollectSlots(broken->left, left);
    CollectSlots(broken->right, right);
    if (left.empty() && right.empty()) return false;
    const bool move_left = right.empty() || (!left.empty() && dice.Roll(2) == 0);
    const std::vector<std::size_t>& side = move_left ? left : right;
    Slot& slot = slots[side[dice.Roll(static_cast<std::uint32_t>(side.size()))]];
    slot.value = PlusDays({*slot.value}, move_left ? move : -move).number;
  }
  return false;
}

}  // namespace comity
