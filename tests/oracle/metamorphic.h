// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>

#include "tests/oracle/choices.h"
#include "tests/oracle/program.h"

namespace comity::oracle {

// Each asks the engine twice, changes nothing that may change the answer, and tells the first
// difference.

// Statements in another order and in several files.
std::optional<std::string> ChecksShuffled(const Program& program, unsigned shuffle);
// The files as the formatter prints them, and the formatter's output formatted again.
std::optional<std::string> ChecksFormatted(const Program& program);
// A case that settles some of what is unknown: every yes and every no stays.
std::optional<std::string> ChecksFilled(const Program& program, Choices& choices);

}  // namespace comity::oracle
