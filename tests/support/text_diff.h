// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace comity {

// The lines of both texts: "- " only in `expected`, "+ " only in `actual`, "  " in both.
std::string DiffLines(std::string_view expected, std::string_view actual);

}  // namespace comity
