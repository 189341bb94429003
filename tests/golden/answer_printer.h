// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "engine/engine.h"

namespace comity {

// Asks a rulebook what the comments of a golden say and prints the answers, each under its
// question:
//
//   -- given: STATEMENT                   added to the case of all questions below
//   -- reading: NAME                      of all questions below
//   -- known on: DAY                      of all questions below
//   -- ask: timeline SENTENCE             every stretch, and what opens and ends it
//   -- ask: find PHRASE [on DAY]          every binding of the open holes
//   -- ask: explain SENTENCE on DAY       the proof, or why not
//   -- ask: decide ACTOR about NAME, NAME on DAY
std::string PrintAnswers(const Rulebook& rulebook, std::string_view golden_input);

}  // namespace comity
