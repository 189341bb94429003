// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "tests/oracle/asp_dates.h"
#include "tests/oracle/program.h"

namespace comity::oracle {

// Obliged, suspended, forbidden, permitted, voluntary, barred.
inline constexpr std::string_view kAspChannels = "osfpvr";

char AspChannel(Modal modal);

// That the variable is a member of the kind, or a date that stands in a record.
std::string AspDomain(const std::string& prefix, int kind, const std::string& variable);

// Whether the reading takes the rule's position; with AspIsDated, on some days only.
bool AspCounts(const Program& program, View view, const Rule& rule);
bool AspIsDated(const Program& program, View view, const Rule& rule);

// Which other day a rule begins or ends on, because of its exceptions. Writes <name>wy and
// <name>wu: on which days it has begun, or not ended.
struct AspTiming {
  std::string name;
  bool begins = true;
  std::string own;                             // the rule's variables, each with a comma behind
  std::vector<std::string> domains;            // that they have values
  std::vector<std::string> certain, possible;  // atoms with the day O, over the variables
  std::string written;                         // the day as written, or nothing
  std::vector<std::string> literals;           // which that day needs
};
void WriteAspTiming(const AspTiming& timing, const std::string& prefix, std::string& text);

// Appends the rules and exceptions that count under the reading.
void WriteAspRules(const Program& program, View view, const std::string& prefix,
                   const AspDates& dates, std::string& text);

}  // namespace comity::oracle
