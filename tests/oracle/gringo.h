// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

namespace comity::oracle {

// What gringo says of one program in one way of asking. Atoms are grouped by the letters and number
// of their predicate: "p3y", "a5ou", "h5"; each has its arguments in order, with an actor given by
// two numbers, the kind and the member.
using AspAtoms = std::map<std::string, std::vector<std::vector<int>>>;

struct GringoAnswer {
  std::string error;                              // empty if the program was grounded
  std::map<std::pair<int, int>, AspAtoms> atoms;  // by the two numbers of the prefix "c1v0"
};

// Runs the program `gringo` on the text, whose predicates begin with "c<number>v<number>".
GringoAnswer RunGringo(const std::string& text);

// The version it tells of itself, or nothing if there is no such program.
std::string GringoVersion();

}  // namespace comity::oracle
