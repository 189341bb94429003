// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "tests/oracle/engine_side.h"
#include "tests/oracle/program.h"

namespace comity::oracle {

// All that Find says of a program in one view, by what was asked, in the program's own words.
using Snapshot = std::map<std::string, EngineSide::Timelines>;

Snapshot TakeSnapshot(const Program& program, EngineSide& engine, View view);

// "a phrase: [name] [name]".
std::string SayBinding(const std::string& open, const std::vector<std::string>& names);

// The first of `after` that is not as in `before`; empty if there is none.
std::string TellChange(const Snapshot& before, const Snapshot& after);

// What the engine refused, or the first change.
std::optional<std::string> CompareSnapshots(const std::string& what, const Snapshot& before,
                                            const Snapshot& after, const EngineSide& engine);

}  // namespace comity::oracle
