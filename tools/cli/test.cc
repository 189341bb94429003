// SPDX-License-Identifier: Apache-2.0
#include <iostream>

#include "tools/cli/answer.h"
#include "tools/cli/draft_request.h"

namespace comity {
namespace {

struct TestOptions {
  std::vector<std::string> paths;
  std::string filter;
  Where where;
  bool json = false;
};

std::string WithoutKeyword(const std::string& line) {
  constexpr std::string_view kKeyword = "expect ";
  return line.starts_with(kKeyword) ? line.substr(kKeyword.size()) : line;
}

void RenderFailures(const v1::ScenarioOutcome& scenario) {
  std::cout << "FAILED  " << scenario.title() << "\n";
  for (const v1::ScenarioFailure& failure : scenario.failures()) {
    std::cout << "  " << scenario.file() << ":" << failure.line()
              << ", reading: " << failure.reading() << "\n    expected  "
              << WithoutKeyword(failure.expected()) << "\n    found     " << failure.actual()
              << "\n";
    for (const std::string& line : failure.near_miss())
      std::cout << "    why not   " << line << "\n";
  }
}

// Prints what failed and how many there were; false if something failed.
bool RenderTest(const v1::CheckResponse& response) {
  int failed = 0;
  unsigned expectations = 0;
  for (const v1::Diagnostic& diagnostic : response.diagnostics()) {
    std::cout << diagnostic.rendered() << (diagnostic.rendered().ends_with('\n') ? "\n" : "\n\n");
  }
  for (const v1::ScenarioOutcome& scenario : response.scenarios()) {
    expectations += scenario.expectations();
    if (scenario.failures().empty()) continue;
    RenderFailures(scenario);
    ++failed;
  }
  if (!response.diagnostics().empty()) {
    std::cout << "no scenario was run: the rule files have mistakes\n";
  } else if (failed > 0) {
    std::cout << failed << " of " << response.scenarios_size() << " scenarios do not hold\n";
  } else {
    std::cout << "no scenario fails; scenarios: " << response.scenarios_size()
              << ", expectations: " << expectations << "\n";
  }
  return response.clean();
}

ExitCode Test(const TestOptions& options) {
  std::optional<v1::CheckRequest> request = DraftRequest(options.paths);
  if (!request) return ExitCode::kCouldNotRun;
  request->set_scenario_filter(options.filter);
  const auto response = CheckDraft(*request, options.where);
  if (!response) return ExitCode::kCouldNotRun;
  if (response->clean() && response->scenarios().empty() && !options.filter.empty()) {
    std::cerr << "comity: no scenario's title or file contains ‘" << options.filter << "’\n";
    return ExitCode::kBadUsage;
  }
  if (options.json) {
    PrintJson(*response);
  } else {
    RenderTest(*response);
  }
  return response->clean() ? ExitCode::kAnswered : ExitCode::kRulesFail;
}

}  // namespace

void AddTest(CLI::App& program, Verb& chosen) {
  auto options = std::make_shared<TestOptions>();
  CLI::App& verb = *program.add_subcommand("test", "Do the scenarios of the rulebook hold?");
  verb.add_option("paths", options->paths,
                  "Rule files, or folders with rule files, that belong together. Without any: the "
                  "rulebook that `ask` would use")
      ->type_name("FILE|DIR");
  verb.add_option("--filter", options->filter,
                  "Run only scenarios with this in their title or file name, e.g. Burundi")
      ->type_name("TEXT");
  AddJsonOption(verb, options->json);
  AddServerOptions(verb, options->where);
  verb.footer("  comity test rules --filter Burundi\n");
  verb.callback([options, &chosen] { chosen = [options] { return Test(*options); }; });
}

}  // namespace comity
