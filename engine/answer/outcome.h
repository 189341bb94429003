// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <memory>
#include <optional>
#include <vector>

#include "engine/answer/answer.h"
#include "engine/answer/session.h"

namespace comity {

// What holds of one act under all four modalities.
struct ActCells {
  std::array<const Cell*, kModalities> cells;
  // Of several versions of the facts: what they have in common, which `cells` then point to, and of
  // the act as a whole whether it is barred.
  std::shared_ptr<const std::array<Cell, kModalities>> common;
  std::optional<Timeline> barred;
  const Cell& operator[](Modality modality) const {
    return *cells[static_cast<std::size_t>(modality)];
  }
};
// In every version of the facts, and in the one that the evaluator sees.
ActCells EvaluateAct(Evaluator& evaluator, const Act& act);
ActCells EvaluateActInOne(Evaluator& evaluator, const Act& act);
PredicateId PredicateOf(const Program& program, const Act& act, Modality modality);

// Whether two readings cannot differ about an act.
bool Agree(const Plan& plan, const Act& act, std::uint32_t reading, std::uint32_t other);

// The headline of a day: conflict, obliged, obliged but suspended, forbidden, permitted, voluntary,
// barred, no duty, in this order; undetermined if an unknown on the way could change it.
Outcome OutcomeAt(const ActCells& cells, Day day);

// The modality that an outcome is about; of `no duty` and `undetermined`, that of a duty.
Modality ModalityOf(Outcome outcome);

// Over all of time: stretches of one outcome each, in order, maximal.
struct OutcomeStretch {
  Stretch stretch;
  Outcome outcome;
};
std::vector<OutcomeStretch> OutcomesOf(const ActCells& cells);

// The modalities an outcome rests on, and which of their timelines.
enum class Aspect { kValue, kSuspended, kBarred };
struct Carrier {
  Modality modality;
  Aspect aspect;
};
// For kUndetermined: what is unknown on this day and decides it.
std::vector<Carrier> CarriersOf(Outcome outcome, const ActCells& cells, Day day);

}  // namespace comity
