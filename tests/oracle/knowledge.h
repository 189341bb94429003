// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "tests/oracle/faults.h"
#include "tests/oracle/program.h"

namespace comity::oracle {

// The facts that stand in the files as one way of asking sees them: without what was not known yet,
// without ends that were not, and without the sides of disputes that are not taken.
std::vector<Statement> FactsSeen(const Program& program, const View& view, Fault fault);

// The same with all sides of disputes.
std::vector<Statement> FactsOfAllSides(const Program& program, const View& view, Fault fault);

// The same of any statements as known on a day.
std::vector<Statement> KnownOn(const Program& program, const std::vector<Statement>& statements,
                               int day, Fault fault);

// The day up to which nothing is promised to be missing that the sentence rests on; nothing without
// a promise.
std::optional<int> HorizonOf(const Program& program, int phrase, Modal modal, const View& view,
                             Fault fault);

}  // namespace comity::oracle
