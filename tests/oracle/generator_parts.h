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

  // One of the days, or sometimes a neighbour.
  int AnyDay() {
    const int day = choices.Pick(days);
    return choices.Chance(15) ? day + choices.Between(-1, 1) : day;
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
