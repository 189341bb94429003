// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>

#include "engine/check/context.h"

namespace comity {

// Resolves the rows of a table, each a rule of its own, and checks that as many of them fit as the
// table says.
void ResolveTable(const ast::Table& table, std::uint32_t module, CheckContext& context);

// What tables need of the resolver of rules, in rules.cc: a rule's conditions alone, which goes
// into no program, and a row, which exceptions call by the name of its table. Of a gap, what
// follows is left open.
std::optional<Rule> ResolveConditions(const ast::Rule& rule, std::uint32_t module,
                                      CheckContext& context);
void ResolveRow(const ast::Rule& row, const std::string& table, bool gap, std::uint32_t module,
                CheckContext& context);

}  // namespace comity
