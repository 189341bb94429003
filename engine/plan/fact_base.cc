// SPDX-License-Identifier: Apache-2.0
#include "engine/plan/fact_base.h"

#include <algorithm>

namespace comity {

std::optional<FactDays> DaysSeen(const Fact& fact, const FactView& view) {
  if (fact.dispute >= 0) {
    const auto dispute = static_cast<std::size_t>(fact.dispute);
    if (fact.side != (view.version.empty() ? 0 : view.version[dispute])) return std::nullopt;
  }
  FactDays days{fact.stretch, fact.certain};
  if (!view.known_on) return days;
  if (fact.known_from > *view.known_on) return std::nullopt;
  if (fact.end_known_from > *view.known_on) days.stated.until = days.certain.until = Day::End();
  return days;
}

namespace {

void Add(const Fact& fact, std::uint32_t number, const FactDays& days, StatedRow& row) {
  const auto& [stated, certain] = days;
  row.stated.Assign(certain, fact.denied ? Truth::kNo : Truth::kYes);
  row.open.Assign({stated.from, std::min(certain.from, stated.until)}, Truth::kYes);
  row.open.Assign({std::max(certain.until, stated.from), stated.until}, Truth::kYes);
  row.facts.push_back(number);
}

}  // namespace

FactBase::FactBase(const Program& program, const std::vector<Fact>& facts)
    : facts_(facts), relations_(program.predicates.size()) {
  for (std::uint32_t i = 0; i < facts.size(); ++i) {
    const Fact& fact = facts[i];
    const Predicate& predicate = program.predicates[fact.predicate];
    auto& relation = relations_[fact.predicate];
    if (!relation) relation = std::make_unique<Relation<StatedRow>>(predicate.holes.size());
    Day& all_known = predicates_.emplace(fact.predicate, Day::Beginning()).first->second;
    all_known = std::max({all_known, fact.known_from, fact.end_known_from});
    StatedRow& row = relation->At(relation->Insert(fact.values));
    row.disputed = row.disputed || fact.dispute >= 0;
    if (const auto days = DaysSeen(fact, {})) {
      Add(fact, i, *days, row);
    } else {
      row.other.push_back(i);
    }
    for (std::size_t hole = 0; hole < predicate.holes.size(); ++hole) {
      const KindId kind = predicate.holes[hole].kind;
      if (!IsOfEntities(kind)) named_[kind].insert(fact.values[hole]);
    }
  }
}

StatedRow FactBase::See(const StatedRow& row, const FactView& view) const {
  StatedRow result;
  Timeline affirmed, denied;
  for (const auto* facts : {&row.facts, &row.other}) {
    for (std::uint32_t i : *facts) {
      const auto days = DaysSeen(facts_[i], view);
      if (!days) continue;
      Add(facts_[i], i, *days, result);
      (facts_[i].denied ? denied : affirmed).Assign(days->certain, Truth::kYes);
    }
  }
  // A line whose end is not known yet can run into one that states the contrary.
  for (const Stretch& both : And(affirmed, denied).StretchesOf(Truth::kYes)) {
    result.stated.Assign(both, Truth::kUnknown);
    result.open.Assign(both, Truth::kYes);
  }
  return result;
}

Timeline Overlay(const StatedRow& row, const Timeline& below) {
  const Timeline& stated = row.stated;
  if (stated.IsConstant() && stated.initial() != Truth::kUnknown) return stated;
  Timeline result = below;
  for (const Stretch& stretch : row.open.StretchesOf(Truth::kYes))
    result.Assign(stretch, Truth::kUnknown);
  for (const Truth truth : {Truth::kNo, Truth::kYes}) {
    for (const Stretch& stretch : stated.StretchesOf(truth)) result.Assign(stretch, truth);
  }
  return result;
}

}  // namespace comity
