// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <ostream>
#include <string_view>
#include <vector>

#include "engine/base/source_file.h"

namespace comity {

// A rulebook that can be made as large as one likes in one respect, the others staying small.
struct LargeRulebook {
  std::string_view name;
  std::vector<SourceFile> (*make)(int size);
  bool sound = true;  // else full of slips

  // What a failing test calls it.
  friend void PrintTo(const LargeRulebook& rulebook, std::ostream* out) { *out << rulebook.name; }
};

// One for each thing that a rulebook has many of, and for each kind of slip that may stand on every
// line of it.
const std::vector<LargeRulebook>& LargeRulebooks();

}  // namespace comity
