// SPDX-License-Identifier: Apache-2.0
#include <iostream>
#include <set>

#include "tools/cli/answer.h"
#include "tools/cli/draft_request.h"

namespace comity {
namespace {

struct CheckOptions {
  std::vector<std::string> paths;
  Where where;
  bool json = false;
};

// A title stands on one line, so no scenario is called this: checking does not run any.
constexpr const char* kNoScenario = "\n";

std::string Count(std::size_t number, const std::string& noun) {
  return std::to_string(number) + " " + noun + (number == 1 ? "" : "s");
}

void RenderCheck(const v1::CheckResponse& response, std::size_t files) {
  std::set<std::string> wrong;
  for (const v1::Diagnostic& diagnostic : response.diagnostics()) {
    std::cout << diagnostic.rendered() << (diagnostic.rendered().ends_with('\n') ? "\n" : "\n\n");
    wrong.insert(diagnostic.file());
  }
  const auto mistakes = static_cast<std::size_t>(response.diagnostics_size());
  if (mistakes > 0) {
    std::cout << Count(mistakes, "mistake") << " in " << Count(wrong.size(), "file") << "\n";
    return;
  }
  const v1::RulebookContents& contents = response.contents();
  std::cout << "no mistakes: " << Count(files, "file") << ", " << Count(contents.rules(), "rule")
            << ", " << Count(contents.facts(), "fact") << ", "
            << Count(contents.scenarios(), "scenario") << "\n";
}

ExitCode Check(const CheckOptions& options) {
  std::optional<v1::CheckRequest> request = DraftRequest(options.paths);
  if (!request) return ExitCode::kCouldNotRun;
  request->set_scenario_filter(kNoScenario);
  const auto response = CheckDraft(*request, options.where);
  if (!response) return ExitCode::kCouldNotRun;
  if (options.json) {
    PrintJson(*response);
  } else {
    RenderCheck(*response, static_cast<std::size_t>(request->files_size()));
  }
  return response->diagnostics().empty() ? ExitCode::kAnswered : ExitCode::kRulesFail;
}

}  // namespace

void AddCheck(CLI::App& program, Verb& chosen) {
  auto options = std::make_shared<CheckOptions>();
  CLI::App& verb = *program.add_subcommand("check", "Are the rule files free of mistakes?");
  verb.add_option("paths", options->paths,
                  "Rule files, or folders with rule files, that belong together. Without any: the "
                  "rulebook that `ask` would use")
      ->type_name("FILE|DIR");
  AddJsonOption(verb, options->json);
  AddServerOptions(verb, options->where);
  verb.footer(
      "Lists every mistake with its place and what to do about it. Scenarios are read, not run; "
      "see\n"
      "comity test.\n\n"
      "  comity check rules\n");
  verb.callback([options, &chosen] { chosen = [options] { return Check(*options); }; });
}

}  // namespace comity
