// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <functional>

#include "tools/cli/exit_code.h"

namespace comity {

// What the user chose to do; set while the command line is parsed, run afterwards.
using Verb = std::function<ExitCode()>;

// Each adds one subcommand to the program, with its options and help. When the subcommand is parsed
// it puts itself into `chosen`, which must outlive the parsing.
void AddServe(CLI::App& program, Verb& chosen);
void AddAsk(CLI::App& program, Verb& chosen);
void AddFind(CLI::App& program, Verb& chosen);
void AddTimeline(CLI::App& program, Verb& chosen);
void AddMap(CLI::App& program, Verb& chosen);
void AddExplain(CLI::App& program, Verb& chosen);
void AddCheck(CLI::App& program, Verb& chosen);
void AddTest(CLI::App& program, Verb& chosen);
void AddMutate(CLI::App& program, Verb& chosen);
void AddVerify(CLI::App& program, Verb& chosen);
void AddFmt(CLI::App& program, Verb& chosen);
void AddVersion(CLI::App& program, Verb& chosen);

}  // namespace comity
