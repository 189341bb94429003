// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <iostream>
#include <set>
#include <string_view>

#include "engine/engine.h"
#include "tools/cli/answer.h"
#include "tools/cli/draft_request.h"
#include "tools/cli/manual_pages.h"

namespace comity {
namespace {

struct CheckOptions {
  std::vector<std::string> paths;
  Where where;
  std::string explain;
  bool json = false;
};

// A title stands on one line, so no scenario is called this: checking does not run any.
constexpr const char* kNoScenario = "\n";

std::string Count(std::size_t number, const std::string& noun) {
  return std::to_string(number) + " " + noun + (number == 1 ? "" : "s");
}

// With those of a file that are not shown, of which one message tells the number.
std::size_t CountMistakes(const v1::CheckResponse& response) {
  std::size_t count = 0;
  for (const v1::Diagnostic& diagnostic : response.diagnostics()) {
    const bool more = diagnostic.kind() == Name(DiagnosticKind::kMoreMistakes);
    count += more ? std::stoul(diagnostic.facts(0)) : 1;
  }
  return count;
}

// A page for a terminal: examples are indented, marks of Markdown left out.
void PrintPage(std::string_view page) {
  bool example = false;
  while (!page.empty()) {
    const std::size_t end = std::min(page.find('\n'), page.size());
    std::string line(page.substr(0, end));
    page.remove_prefix(std::min(end + 1, page.size()));
    if (line.starts_with("```")) {
      example = !example;
      continue;
    }
    if (!example) {
      std::erase_if(line, [](char c) { return c == '*' || c == '`'; });
      if (line.starts_with("#")) line.erase(0, line.find_first_not_of("# "));
    }
    std::cout << (example && !line.empty() ? "    " : "") << line << "\n";
  }
}

ExitCode ExplainCode(std::string code) {
  std::transform(code.begin(), code.end(), code.begin(), [](char c) {
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  });
  const std::string_view page = ManualPage(code);
  if (page.empty()) {
    std::cerr << "comity: there is no message ‘" << code << "’; one reads like E10\n";
    return ExitCode::kBadUsage;
  }
  PrintPage(page);
  return ExitCode::kAnswered;
}

void RenderCheck(const v1::CheckResponse& response, std::size_t files) {
  std::set<std::string> wrong;
  for (const v1::Diagnostic& diagnostic : response.diagnostics()) {
    std::cout << diagnostic.rendered() << (diagnostic.rendered().ends_with('\n') ? "\n" : "\n\n");
    wrong.insert(diagnostic.file());
  }
  if (const std::size_t mistakes = CountMistakes(response); mistakes > 0) {
    std::cout << Count(mistakes, "mistake") << " in " << Count(wrong.size(), "file") << "\n"
              << "more about a message: comity check --explain " << response.diagnostics(0).code()
              << "\n";
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
  verb.add_option("--explain", options->explain,
                  "Check nothing; print the page of the manual about a message, as in E10")
      ->type_name("CODE");
  AddJsonOption(verb, options->json);
  AddServerOptions(verb, options->where);
  verb.footer(
      "Lists every mistake with its place and what to do about it. Scenarios are read, not run; "
      "see\n"
      "comity test.\n\n"
      "  comity check rules\n"
      "  comity check --explain E10\n");
  verb.callback([options, &chosen] {
    chosen = [options] {
      return options->explain.empty() ? Check(*options) : ExplainCode(options->explain);
    };
  });
}

}  // namespace comity
