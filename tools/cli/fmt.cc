// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
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

struct Changed {
  std::string name;
  std::size_t line = 0;  // the first that changes
};

std::size_t FirstDifference(const std::string& before, const std::string& after) {
  const auto [at, other] = std::mismatch(before.begin(), before.end(), after.begin(), after.end());
  return static_cast<std::size_t>(std::count(before.begin(), at, '\n')) + 1;
}

// The files whose form is not regular, after rewriting them unless only asked to check.
// Nothing if one cannot be written.
std::optional<std::vector<Changed>> FormatAll(const Draft& draft, bool check) {
  std::vector<Changed> changed;
  for (const SourceFile& file : draft.files) {
    if (IsCutShort(file)) {
      std::cerr << "comity: ‘" << file.name << "’ is larger than a rule file may be\n";
      return std::nullopt;
    }
    const std::string formatted = Format(file);
    if (formatted == file.text) continue;
    changed.push_back({file.name, FirstDifference(file.text, formatted)});
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
    auto names = nlohmann::json::array();
    for (const Changed& file : *changed) names.push_back(file.name);
    std::cout << nlohmann::json{{"files", draft.files.size()}, {"changed", names}}.dump(1) << "\n";
  } else {
    for (const Changed& file : *changed) {
      std::cout << (options.check ? "not formatted: " : "formatted: ") << file.name
                << ", from line " << file.line << "\n";
    }
    if (options.check && !changed->empty()) {
      std::cout << changed->size() << " of " << draft.files.size()
                << " files; comity fmt without --check rewrites them\n";
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
      "Blanks and tables are made regular in place; words, remarks and their order stay. Line "
      "ends\n"
      "become those of Unix, curly quotes around titles straight. What cannot be read stays as it "
      "is.\n\n"
      "  comity fmt rules\n");
  verb.callback([options, &chosen] { chosen = [options] { return Fmt(*options); }; });
}

}  // namespace comity
