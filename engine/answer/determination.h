// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/answer/outcome.h"

namespace comity {

// The derivations an outcome rests on, on this day.
struct Ground {
  PredicateId predicate = 0;
  Derivation derivation;
  Aspect aspect = Aspect::kValue;
};
// The part of a derivation that an aspect is about, on a day.
Truth AspectAt(const Derivation& derivation, Aspect aspect, Day day);

std::vector<Ground> GroundsOf(Evaluator& evaluator, const Act& act, Outcome outcome,
                              const ActCells& cells, Day day);

// The rules and exceptions whose citations an outcome carries.
std::vector<RuleId> RulesOf(Evaluator& evaluator, const std::vector<Ground>& grounds, Day day);

// One act on one day, with reasons.
Determination Determine(const Session& session, Evaluator& evaluator, const Act& act, Day day,
                        Question::Detail detail);

}  // namespace comity
