// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "engine/check/context.h"

namespace comity {

// Where names are used, by the name.
using NamesUsed = std::map<std::string, std::vector<Span>, std::less<>>;

// A name that several lines use and nothing declares, while a near one is declared that nothing
// uses: the slip is in the declaration. It is reported there, and CheckContext::NameMeant gives for
// it what the others call it. `table` is the plural that tells tables apart, `what` the singular.
void ReportOtherNames(std::string_view table, std::string_view what,
                      const std::vector<ast::Text>& declared, const NamesUsed& used,
                      CheckContext& context);

// The same for kinds, sources and issues, of which all uses are found in the files as parsed.
void ReportNamesDeclaredOtherwise(const std::vector<ast::File>& files, CheckContext& context);

}  // namespace comity
