// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace comity {

// The page of the manual about a message, in Markdown; empty if there is none. The pages of
// docs/diagnostics are built into the program.
std::string_view ManualPage(std::string_view code);

}  // namespace comity
