// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <optional>

#include "engine/check/context.h"

namespace comity {

// What `the LABEL` stands for in a date, or nothing if that was reported.
using DateLookup = std::function<std::optional<DateTerm>(const std::string& label, Span span)>;

// Reports date rules that make no sense, and marks them as faulty.
void CheckDateRules(CheckContext& context);

// A date as written, with its variables looked up and the named date rules written out. Reports
// what makes no sense.
std::optional<DateTerm> ResolveDate(const ast::DateExpression& date, const DateLookup& lookup,
                                    std::uint32_t module, CheckContext& context);

}  // namespace comity
