// SPDX-License-Identifier: Apache-2.0
#include <exception>
#include <iostream>

#include "tools/cli/verbs.h"

namespace comity {
namespace {

constexpr const char* kFooter =
    "Exit codes: 0 answered or clean; 1 rules or scenarios fail; 2 the command line or the\n"
    "question cannot be understood; 3 could not run.\n\n"
    "  comity ask --actor USA --person gallant --at USA --on 2024-12-09\n"
    "  comity help ask        tells all about one of them, as comity ask --help does\n";

int Run(int argc, char** argv) {
  CLI::App program(
      "Comity answers what a State must, must not or may do under a treaty, on any day.", "comity");
  program.require_subcommand(1);
  program.footer(kFooter);
  program.get_formatter()->column_width(30);
  Verb chosen;
  for (const auto add : {AddAsk, AddFind, AddTimeline, AddMap, AddExplain, AddCheck, AddTest,
                         AddFmt, AddServe, AddVersion}) {
    add(program, chosen);
  }
  std::string topic;
  CLI::App* help = program.add_subcommand("help", "Tell all about one of these");
  help->add_option("verb", topic, "One of the above");
  help->callback([&] {
    const CLI::App* about = topic.empty() ? &program : program.get_subcommand(topic);
    chosen = [about] {
      std::cout << about->help();
      return ExitCode::kAnswered;
    };
  });

  try {
    program.parse(argc, argv);
  } catch (const CLI::OptionNotFound&) {
    std::cerr << "comity: there is no verb ‘" << topic << "’\n";
    return static_cast<int>(ExitCode::kBadUsage);
  } catch (const CLI::ParseError& error) {
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
