// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <set>
#include <span>
#include <vector>

#include "engine/plan/relation.h"

namespace comity {

// What one layer of facts states of one ground phrase. In `stated`, unknown means: nothing is
// stated on that day.
struct StatedRow {
  Timeline stated{Truth::kUnknown};
  std::vector<std::uint32_t> facts;  // their numbers in the list the base was made of
};

// A layer of facts, ready for look-up. Keeps a reference to the facts.
class FactBase {
 public:
  FactBase(const Program& program, const std::vector<Fact>& facts);

  // Null if nothing is stated with this predicate.
  const Relation<StatedRow>* Find(PredicateId predicate) const {
    return relations_[predicate].get();
  }
  const std::vector<Fact>& facts() const { return facts_; }
  // The days that stand in records, and the predicates used.
  const std::set<Value>& record_days() const { return record_days_; }
  const std::set<PredicateId>& predicates() const { return predicates_; }

 private:
  const std::vector<Fact>& facts_;
  std::vector<std::unique_ptr<Relation<StatedRow>>> relations_;
  std::set<Value> record_days_;
  std::set<PredicateId> predicates_;
};

// `stated` where it states something, else `below`.
Timeline Overlay(const Timeline& stated, const Timeline& below);

}  // namespace comity
