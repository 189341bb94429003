// SPDX-License-Identifier: Apache-2.0
#include "engine/mutate/date_demands.h"

#include <utility>

namespace comity {

void DateDemands::Add(Demand demand, Order order, bool edge) {
  demand.order = order;
  if (edge) {
    if (tight_ == edges_) demand.apart = days_apart_;
    ++edges_;
  }
  all_.push_back(std::move(demand));
}

void DateDemands::AddDays(DateTerm left, DateTerm right, Order order, bool edge) {
  Demand demand;
  demand.left = std::move(left);
  demand.right = std::move(right);
  Add(std::move(demand), order, edge);
}

void DateDemands::NoteTurn(DateTerm left, DateTerm right) {
  if (tight_ != edges_++) return;
  Demand demand;
  demand.left = std::move(left);
  demand.right = std::move(right);
  demand.apart = days_apart_;
  all_.push_back(std::move(demand));
}

void DateDemands::NoteTurnsOf(const DateTerm& date) {
  using How = DateTerm::Kind;
  for (const DateTerm& operand : date.operands) NoteTurnsOf(operand);
  if (date.kind == How::kFirstOfMonthAfter || date.kind == How::kPlusMonths) {
    // No days apart: the first of a month. One less: the last.
    DateTerm before{.kind = How::kPlusDays, .amount = -1, .operands = {date.operands[0]}};
    NoteTurn(date.operands[0], {.kind = How::kFirstOfMonthAfter, .operands = {before}});
  } else if (date.kind == How::kLater || date.kind == How::kEarlier || date.kind == How::kPortion) {
    NoteTurn(date.operands[1], date.operands[0]);
  }
}

}  // namespace comity
