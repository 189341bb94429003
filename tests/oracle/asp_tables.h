// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/oracle/program.h"

namespace comity::oracle {

// The program with every row of a table written out as rules: a logic program knows nothing else.
Program WithoutTables(const Program& program);

}  // namespace comity::oracle
