// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "tests/oracle/choices.h"
#include "tests/oracle/program.h"

// The three parts of the generator, in the order in which they run on one program.
namespace comity::oracle {

constexpr int kHighestLevel = 3;

// What all parts know.
struct Growth {
  Choices& choices;
  Program program;
  int size = 1;               // 1 to 3
  std::vector<int> days;      // those that dates are taken from
  std::vector<int> recorded;  // those that stand in records of the fact files
  std::vector<int> times;     // the same of times

  // One of the days, or sometimes a neighbour.
  int AnyDay() {
    const int day = choices.Pick(days);
    return choices.Chance(15) ? day + choices.Between(-1, 1) : day;
  }

  // A day that some record may have, or one near to it, which none may.
  int DayToName() {
    return choices.Chance(50) && !recorded.empty() ? choices.Pick(recorded)
                                                   : AnyDay() + choices.Between(-5, 5);
  }

  // A time on one of the days, or within a few hours or minutes of one that was recorded.
  int AnyTime() {
    const std::vector<int> clocks = {0, 1, 1439, 1320, 721};
    const std::vector<int> apart = {1, 59, 60, 61, 120, 5759, 5760, 5761};
    if (!times.empty() && choices.Chance(50))
      return choices.Pick(times) + (choices.Chance(50) ? 1 : -1) * choices.Pick(apart);
    return AnyDay() * 24 * 60 + choices.Pick(clocks);
  }
};

class RuleWriter;

// What a rule concludes: mostly of variables that its conditions must then introduce.
Sentence MakeHead(Growth& growth, RuleWriter& writer, int phrase);
Modal AnyModal(Choices& choices);

void GrowVocabulary(Growth& growth);
void GrowRules(Growth& growth);
void GrowTables(Growth& growth);
void GrowExceptions(Growth& growth);
void GrowFacts(Growth& growth);

}  // namespace comity::oracle
