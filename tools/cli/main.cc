// SPDX-License-Identifier: Apache-2.0
#include <exception>
#include <iostream>

#include "engine/base/text.h"
#include "tools/cli/help.h"
#include "tools/cli/verbs.h"

namespace comity {
namespace {

constexpr const char* kFooter =
    "Exit codes: 0 answered or clean; 1 rules or scenarios fail; 2 the command line or the\n"
    "question cannot be understood; 3 could not run.\n\n"
    "  comity ask --actor USA --person gallant --at USA --on 2024-12-09\n"
    "  comity ask --help      tells all about one of them\n";

int Run(int argc, char** argv) {
  for (int i = 1; i < argc; ++i) {
    if (!FindInvalidUtf8(argv[i])) continue;
    std::cerr << "comity: word " << i << " of the command line is not text in UTF-8\n";
    return static_cast<int>(ExitCode::kBadUsage);
  }
  CLI::App program(
      "Comity answers what a State must, must not or may do under a treaty, on any day.", "comity");
  program.require_subcommand(1);
  program.footer(kFooter);
  program.formatter(MakeHelpFormatter());
  Verb chosen;
  for (const auto add : {AddAsk, AddFind, AddTimeline, AddMap, AddExplain, AddCheck, AddTest,
                         AddMutate, AddVerify, AddFmt, AddServe, AddVersion}) {
    add(program, chosen);
  }
  try {
    program.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    if (program.get_subcommands().empty() && argc > 1 && *argv[1] != '-') {
      std::cerr << "comity: there is no verb ‘" << argv[1] << "’; comity --help lists them\n";
      return static_cast<int>(ExitCode::kBadUsage);
    }
    return program.exit(error) == 0 ? 0 : static_cast<int>(ExitCode::kBadUsage);
  }
  return static_cast<int>(chosen());
}

}  // namespace
}  // namespace comity

int main(int argc, char** argv) {
  try {
    return comity::Run(argc, argv);
  } catch (const std::exception& error) {
    std::cerr << "comity: " << error.what() << "\n";
    return static_cast<int>(comity::ExitCode::kCouldNotRun);
  }
}
