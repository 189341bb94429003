// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "tests/oracle/sentences.h"

namespace comity::oracle {

// The lines of a table below what its rows share, which the speaker has said.
std::string PrintRows(const Program& program, const Rule& table, RuleSpeaker& speaker);

}  // namespace comity::oracle
