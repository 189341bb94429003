// SPDX-License-Identifier: Apache-2.0
#include "engine/plan/fact_base.h"

namespace comity {

FactBase::FactBase(const Program& program, const std::vector<Fact>& facts)
    : facts_(facts), relations_(program.predicates.size()) {
  for (std::uint32_t i = 0; i < facts.size(); ++i) {
    const Fact& fact = facts[i];
    const Predicate& predicate = program.predicates[fact.predicate];
    auto& relation = relations_[fact.predicate];
    if (!relation) relation = std::make_unique<Relation<StatedRow>>(predicate.holes.size());
    predicates_.insert(fact.predicate);
    StatedRow& row = relation->At(relation->Insert(fact.values));
    row.stated.Assign(fact.stretch, fact.denied ? Truth::kNo : Truth::kYes);
    row.facts.push_back(i);
    if (program.phrases[predicate.phrase].form != Form::kRecord) continue;
    for (std::size_t hole = 0; hole < predicate.holes.size(); ++hole) {
      if (predicate.holes[hole].kind == kDateKind) record_days_.insert(fact.values[hole]);
    }
  }
}

Timeline Overlay(const Timeline& stated, const Timeline& below) {
  if (stated.IsConstant()) return stated.initial() == Truth::kUnknown ? below : stated;
  Timeline result = below;
  for (const Truth truth : {Truth::kNo, Truth::kYes}) {
    for (const Stretch& stretch : stated.StretchesOf(truth)) result.Assign(stretch, truth);
  }
  return result;
}

}  // namespace comity
