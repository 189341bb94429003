// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>

#include "tools/cli/verbs.h"

namespace comity {

// Lays out help for people: descriptions wrapped to 100 columns, and of an option only its name,
// what to put there, and whether it must be given.
std::shared_ptr<CLI::FormatterBase> MakeHelpFormatter();

}  // namespace comity
