// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "engine/search/laboratory.h"

namespace comity {

// A statement as it stands in a scenario: "not State A left on 2001-01-01 until 2002-01-01".
std::string SayStatement(const Program& program, const Fact& fact, const Scenario* cast = nullptr);

// The statements of a case, those that say yes first.
std::vector<std::string> SayCase(const Program& program, const std::vector<Fact>& given,
                                 const Scenario* cast = nullptr);

// Who of a kind may stand next to those already chosen, without those that are like another one.
std::vector<Value> Candidates(const Laboratory& laboratory, KindId kind,
                              const std::vector<Value>& chosen);

}  // namespace comity
