// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/oracle/choices.h"
#include "tests/oracle/program.h"

namespace comity::oracle {

// A random program that the engine must accept: every choice is made among what fits there (kinds
// of holes, variables in scope, levels that keep negation free of circles), so nothing is ever
// thrown away. Dates crowd around the ends of months, leap days and each other. The same choices
// make the same program.
Program Generate(Choices& choices);

}  // namespace comity::oracle
