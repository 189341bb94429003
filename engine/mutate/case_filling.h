// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "engine/check/program.h"
#include "engine/check/statement.h"
#include "engine/mutate/date_filling.h"

namespace comity {

// A sentence that a case in the making states or denies; variables are slots.
struct Need {
  PredicateId predicate = 0;
  std::vector<Term> terms;
  bool denied = false;
  bool operator==(const Need& other) const;
  // Whether it speaks of the same things.
  bool HasPlacesOf(const Need& other) const;
};

// The predicate; of an act those of all its modalities.
std::vector<PredicateId> SiblingsOf(const Program& program, PredicateId predicate);

// Fills the open slots that are no days or times: those of kinds that are closed, and bodies, by
// what is declared, one after the other from number `seed` on; the others by new entities, which
// join the cast. False if there is nothing of a kind.
bool FillEntities(const Program& program, std::vector<Slot>& slots, std::uint32_t seed,
                  Scenario& scenario);

// What a term stands for once all slots are filled.
Value ValueOf(const Term& term, const std::vector<Slot>& slots);

// Adds what is needed to what is given. What is stated is not denied.
void AddFacts(const Program& program, const std::vector<Slot>& slots,
              const std::vector<Need>& needs, Scenario& scenario);

// A statement as an author could make it. Nothing if it cannot be made for these days.
std::optional<Fact> State(const Program& program, PredicateId predicate,
                          const std::vector<Value>& values, bool denied,
                          const StatedDays& days = {});

}  // namespace comity
