// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <vector>

#include "engine/plan/relation.h"

namespace comity {

// Which side of every dispute is taken. Empty: the first of each.
using Version = std::vector<std::uint8_t>;

// How the fact files are looked at: all that stands in them, or what was known on a day; in one
// version.
struct FactView {
  std::optional<Day> known_on;
  Version version;
};

// The days for which a fact states something, and those on which what it states is certain.
struct FactDays {
  Stretch stated, certain;
};
// As seen so; nothing if the fact is not known, or is a side not taken.
std::optional<FactDays> DaysSeen(const Fact& fact, const FactView& view);

// What one layer of facts states of one ground phrase. In `stated`, unknown means: no yes or no is
// stated on that day. `open` is yes where it is stated that it is not known.
struct StatedRow {
  Timeline stated{Truth::kUnknown};
  Timeline open;
  std::vector<std::uint32_t> facts;  // their numbers in the list the base was made of
  std::vector<std::uint32_t> other;  // those that only other versions state
  bool disputed = false;             // other versions state something else
};

// A layer of facts, ready for look-up. Keeps a reference to the facts.
class FactBase {
 public:
  FactBase(const Program& program, const std::vector<Fact>& facts);

  // Null if nothing is stated with this predicate.
  const Relation<StatedRow>* Find(PredicateId predicate) const {
    return relations_[predicate].get();
  }
  // A row of it as it looks in a view.
  StatedRow See(const StatedRow& row, const FactView& view) const;

  const std::vector<Fact>& facts() const { return facts_; }
  // The days (kDateKind) or times (kTimeKind) that are named in it, known or not.
  const std::set<Value>& named(KindId kind) const { return named_[kind]; }
  // The predicates used, each with the day from which on all that is stated with it is known.
  const std::map<PredicateId, Day>& predicates() const { return predicates_; }

 private:
  const std::vector<Fact>& facts_;
  std::vector<std::unique_ptr<Relation<StatedRow>>> relations_;
  std::array<std::set<Value>, 2> named_;  // by kind
  std::map<PredicateId, Day> predicates_;
};

// What the row states, unknown where it states that, and `below` where it states nothing.
Timeline Overlay(const StatedRow& row, const Timeline& below);

}  // namespace comity
