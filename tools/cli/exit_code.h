// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace comity {

// What the program tells the shell. Scripts rely on these numbers.
enum class ExitCode : int {
  kAnswered = 0,     // an answer was given, or nothing is wrong
  kRulesFail = 1,    // rule files have mistakes, scenarios do not hold, or files are not formatted
  kBadUsage = 2,     // the command line or the question cannot be understood
  kCouldNotRun = 3,  // no rulebook, no server, no file, or a fault of ours
};

}  // namespace comity
