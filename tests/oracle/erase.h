// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/oracle/program.h"

namespace comity::oracle {

// Takes a rule out, with the exceptions that act on it alone, and renumbers the targets of the
// others.
void EraseRule(Program& program, int number);

// Takes out a clause of a rule.
void EraseClause(Rule& rule, int clause);

// Takes out what nothing uses, and a rulebook is refused for: phrases, date rules, issues and
// positions.
void EraseUnused(Program& program);

}  // namespace comity::oracle
