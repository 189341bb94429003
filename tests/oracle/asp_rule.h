// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "tests/oracle/asp_dates.h"
#include "tests/oracle/program.h"

namespace comity::oracle {

// Obliged, suspended, forbidden, permitted, voluntary, barred.
inline constexpr std::string_view kAspChannels = "osfpvr";

char AspChannel(Modal modal);

// That the variable is a member of the kind, or a date that stands in a record.
std::string AspDomain(const std::string& prefix, int kind, const std::string& variable);

// Appends the rules and exceptions that count under the reading.
void WriteAspRules(const Program& program, View view, const std::string& prefix,
                   const AspDates& dates, std::string& text);

}  // namespace comity::oracle
