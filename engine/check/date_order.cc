// SPDX-License-Identifier: Apache-2.0
#include "engine/check/date_order.h"

#include <algorithm>
#include <set>

namespace comity {
namespace {

struct DayRange {
  std::int64_t least, most;
};

// How many days so many months can be.
DayRange DaysOfMonths(int months) {
  const std::int64_t years = months / 12;
  const std::int64_t rest = months % 12;
  if (months >= 0) return {365 * years + 28 * rest, 366 * years + 31 * rest};
  return {366 * years + 31 * rest, 365 * years + 28 * rest};
}

}  // namespace

std::optional<DateOrder::Linear> DateOrder::Read(const DateTerm& term) {
  if (term.kind == DateTerm::Kind::kTerm) {
    if (!term.term.variable) return Linear{0, term.term.value, term.term.value};
    const auto node = static_cast<std::size_t>(term.term.value) + 1;
    nodes_ = std::max(nodes_, node + 1);
    return Linear{node, 0, 0};
  }
  if (term.kind != DateTerm::Kind::kPlusDays && term.kind != DateTerm::Kind::kPlusMonths &&
      term.kind != DateTerm::Kind::kFirstOfMonthAfter) {
    return std::nullopt;
  }
  auto inner = Read(term.operands[0]);
  if (!inner) return std::nullopt;
  const bool fixed = inner->node == 0 && inner->least == inner->most;
  const Day day{static_cast<std::int32_t>(inner->least)};
  const auto shift = [&](DayRange by) {
    return Linear{inner->node, inner->least + by.least, inner->most + by.most};
  };
  if (term.kind == DateTerm::Kind::kPlusDays) return shift({term.amount, term.amount});
  if (term.kind == DateTerm::Kind::kPlusMonths) {
    if (!fixed) return shift(DaysOfMonths(term.amount));
    const std::int64_t number = PlusMonths(day, term.amount).number;
    return Linear{0, number, number};
  }
  if (!fixed) return shift({1, 31});
  const std::int64_t number = FirstOfMonthAfter(day).number;
  return Linear{0, number, number};
}

void DateOrder::AddBefore(const DateTerm& low, const DateTerm& high, std::int64_t gap,
                          std::size_t name) {
  const auto first = Read(low);
  const auto second = Read(high);
  if (!first || !second) return;
  constraints_.push_back({first->node, second->node, gap + first->least - second->most, name});
}

void DateOrder::Add(const Comparison& comparison, std::size_t name) {
  AddOrder(comparison.left, comparison.order, comparison.right, name);
  if (comparison.distance)
    AddOrder(comparison.left, comparison.distance->order, comparison.distance->day, name);
}

void DateOrder::AddOrder(const DateTerm& left, Order order, const DateTerm& right,
                         std::size_t name) {
  switch (order) {
    case Order::kBefore:
      AddBefore(left, right, 1, name);
      return;
    case Order::kAfter:
      AddBefore(right, left, 1, name);
      return;
    case Order::kOnOrBefore:
      AddBefore(left, right, 0, name);
      return;
    case Order::kOnOrAfter:
      AddBefore(right, left, 0, name);
      return;
    case Order::kSameDay:
      AddBefore(left, right, 0, name);
      AddBefore(right, left, 0, name);
      return;
  }
}

void DateOrder::AddStretch(const DateTerm& from, const DateTerm& until, std::size_t name) {
  AddBefore(from, until, 1, name);
}

// Looks for the longest ways; constraints that come round to where they began by more than no days
// cannot all hold (Bellman and Ford).
std::vector<std::size_t> DateOrder::Impossible() const {
  std::vector<std::int64_t> earliest(nodes_, 0);
  std::vector<const Constraint*> by(nodes_, nullptr);
  const Constraint* last = nullptr;
  for (std::size_t round = 0; round <= nodes_; ++round) {
    last = nullptr;
    for (const Constraint& constraint : constraints_) {
      if (earliest[constraint.low] + constraint.gap <= earliest[constraint.high]) continue;
      earliest[constraint.high] = earliest[constraint.low] + constraint.gap;
      by[constraint.high] = last = &constraint;
    }
    if (last == nullptr) return {};
  }
  // INVARIANT: after as many rounds as there are nodes, the way back runs into a circle.
  for (std::size_t i = 0; i < nodes_; ++i) last = by[last->low];
  std::set<std::size_t> names;
  for (const Constraint* at = last;; at = by[at->low]) {
    names.insert(at->name);
    if (by[at->low] == last) break;
  }
  return {names.begin(), names.end()};
}

}  // namespace comity
