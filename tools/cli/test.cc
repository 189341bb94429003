// SPDX-License-Identifier: Apache-2.0
#include <fstream>
#include <iostream>

#include "tools/cli/answer.h"
#include "tools/cli/draft_request.h"
#include "tools/cli/render_test.h"
#include "tools/cli/words.h"

namespace comity {
namespace {

struct TestOptions {
  std::vector<std::string> paths;
  std::vector<std::string> filters;
  std::string junit;
  Where where;
  bool time = false;
  bool coverage = false;
  bool json = false;
};

// Writes the report to the file; false, after saying so, if that cannot be done.
bool WriteJunit(const std::string& path, const v1::CheckResponse& response) {
  std::ofstream file(path, std::ios::binary);
  RenderJunit(response, file);
  file.close();
  if (file) return true;
  std::cerr << "comity: ‘" << path << "’ cannot be written\n";
  return false;
}

void Show(const TestOptions& options, const v1::CheckResponse& response) {
  if (options.json) {
    PrintJson(response);
    return;
  }
  RenderTest(response, std::cout);
  if (options.time) RenderTimes(response, std::cout);
  if (response.has_coverage()) RenderCoverage(response.coverage(), std::cout);
}

ExitCode Test(const TestOptions& options) {
  std::optional<v1::CheckRequest> request = DraftRequest(options.paths);
  if (!request) return ExitCode::kCouldNotRun;
  for (const std::string& filter : options.filters) request->add_scenario_filters(filter);
  request->set_with_times(options.time || !options.junit.empty());
  request->set_with_coverage(options.coverage);
  const auto response = CheckDraft(*request, options.where);
  if (!response) return ExitCode::kCouldNotRun;
  if (response->clean() && response->scenarios().empty() && !options.filters.empty()) {
    std::vector<std::string> quoted;
    for (const std::string& filter : options.filters) quoted.push_back("‘" + filter + "’");
    std::cerr << "comity: no scenario's title or file contains " << List(quoted, "or") << "\n";
    return ExitCode::kBadUsage;
  }
  if (options.junit == "-") {
    RenderJunit(*response, std::cout);
  } else if (!options.junit.empty() && !WriteJunit(options.junit, *response)) {
    return ExitCode::kCouldNotRun;
  }
  if (options.junit != "-") Show(options, *response);
  return response->clean() ? ExitCode::kAnswered : ExitCode::kRulesFail;
}

constexpr const char* kFooter =
    "A failure shows the rule that comes nearest, with what each of its lines is on the first day\n"
    "that is not as expected. --coverage counts a condition only where an expectation looks and\n"
    "the condition alone decides; docs/language.md, section 9, says it exactly.\n\n"
    "  comity test rules --filter Burundi\n"
    "  comity test rules --coverage\n"
    "  comity test rules --junit scenarios.xml\n";

}  // namespace

void AddTest(CLI::App& program, Verb& chosen) {
  auto options = std::make_shared<TestOptions>();
  CLI::App& verb = *program.add_subcommand("test", "Do the scenarios of the rulebook hold?");
  verb.add_option("paths", options->paths,
                  "Rule files, or folders with rule files, that belong together. Without any: the "
                  "rulebook that `ask` would use")
      ->type_name("FILE|DIR");
  verb.add_option("--filter", options->filters,
                  "Run only scenarios with this in their title or file name, e.g. Burundi. Of "
                  "several, one is enough")
      ->type_name("TEXT")
      ->allow_extra_args(false);
  verb.add_flag("--time", options->time, "Show how long each scenario took, the slowest first");
  verb.add_flag("--coverage", options->coverage,
                "Show which rules, positions and conditions no scenario tries out");
  verb.add_option("--junit", options->junit, "Write a report in JUnit XML; - for standard output")
      ->type_name("FILE");
  AddJsonOption(verb, options->json);
  AddServerOptions(verb, options->where);
  verb.footer(kFooter);
  verb.callback([options, &chosen] { chosen = [options] { return Test(*options); }; });
}

}  // namespace comity
