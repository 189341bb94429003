// SPDX-License-Identifier: Apache-2.0
#include <iostream>
#include <nlohmann/json.hpp>

#include "engine/engine.h"
#include "tools/cli/draft.h"
#include "tools/cli/question_options.h"
#include "tools/cli/verbs.h"
#include "tools/cli/where.h"

namespace comity {
namespace {

struct FmtOptions {
  std::vector<std::string> paths;
  bool check = false;
  bool json = false;
};

// Names of the files whose form is not regular, after rewriting them unless only asked to check.
// Nothing if one cannot be written.
std::optional<std::vector<std::string>> FormatAll(const Draft& draft, bool check) {
  std::vector<std::string> changed;
  for (const SourceFile& file : draft.files) {
    if (IsCutShort(file)) {
      std::cerr << "comity: ‘" << file.name << "’ is larger than a rule file may be\n";
      return std::nullopt;
    }
    const std::string formatted = Format(file);
    if (formatted == file.text) continue;
    changed.push_back(file.name);
    if (!check && !ReplaceFile(file.name, formatted)) {
      std::cerr << "comity: ‘" << file.name << "’ cannot be written\n";
      return std::nullopt;
    }
  }
  return changed;
}

ExitCode Fmt(const FmtOptions& options) {
  const Draft draft = ReadDraft(options.paths);
  if (!draft.problem.empty()) {
    std::cerr << "comity: " << draft.problem << "\n";
    return ExitCode::kCouldNotRun;
  }
  const auto changed = FormatAll(draft, options.check);
  if (!changed) return ExitCode::kCouldNotRun;
  if (options.json) {
    std::cout << nlohmann::json{{"files", draft.files.size()}, {"changed", *changed}}.dump(1)
              << "\n";
  } else {
    for (const std::string& name : *changed) {
      std::cout << (options.check ? "not formatted: " : "formatted: ") << name << "\n";
    }
  }
  return options.check && !changed->empty() ? ExitCode::kRulesFail : ExitCode::kAnswered;
}

}  // namespace

void AddFmt(CLI::App& program, Verb& chosen) {
  auto options = std::make_shared<FmtOptions>();
  CLI::App& verb = *program.add_subcommand("fmt", "Give rule files their regular form");
  verb.add_option("paths", options->paths, "Rule files, or folders with rule files")
      ->type_name("FILE|DIR")
      ->required();
  verb.add_flag("--check", options->check,
                "Change nothing; list what would be changed, exit code 1");
  AddJsonOption(verb, options->json);
  verb.footer(
      "Blanks and tables are made regular in place; words and their order stay.\n\n"
      "  comity fmt rules\n");
  verb.callback([options, &chosen] { chosen = [options] { return Fmt(*options); }; });
}

}  // namespace comity
