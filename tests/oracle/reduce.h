// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "tests/oracle/program.h"

namespace comity::oracle {

// What may be wrong with a program: nothing, or the difference found.
using Judge = std::function<std::optional<std::string>(const Program&)>;

// The program without the rules, conditions, dates, statements and phrases that a failure does not
// need. The failure stays of its class: what the engine refused is still refused, what it answered
// differently it still does.
Program Reduce(Program program, const Judge& judge);

}  // namespace comity::oracle
