// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <atomic>
#include <iostream>
#include <map>
#include <nlohmann/json.hpp>
#include <thread>

#include "engine/engine.h"
#include "tools/cli/draft.h"
#include "tools/cli/question_options.h"
#include "tools/cli/verbs.h"
#include "tools/cli/where.h"

namespace comity {
namespace {

struct MutateVerbOptions {
  std::vector<std::string> paths;
  MutateOptions engine;
  unsigned jobs = 1;
  bool json = false;
};

// What came of it all; files as far as places are shown.
struct MutationReport {
  std::vector<MutantOutcome> outcomes;
  std::vector<IdleEquivalent> idle;
  const std::vector<SourceFile>& files;
};

std::string_view Word(MutantOutcome::Fate fate) {
  switch (fate) {
    case MutantOutcome::Fate::kRefused:
      return "refused";
    case MutantOutcome::Fate::kKilled:
      return "killed";
    case MutantOutcome::Fate::kEquivalent:
      return "equivalent";
    case MutantOutcome::Fate::kRefuted:
      return "refuted";
    case MutantOutcome::Fate::kSurvived:
      return "survived";
  }
  return "";
}

std::string Place(const Span& span, const std::vector<SourceFile>& files) {
  return files[span.file].name + ":" + std::to_string(span.line);
}

// The mutants are independent of each other, so each thread takes the next one that is left.
std::vector<MutantOutcome> TryAll(const Mutator& mutator, unsigned jobs) {
  std::vector<MutantOutcome> outcomes(mutator.size());
  std::atomic<std::size_t> next = 0;
  const auto work = [&] {
    for (std::size_t i = next++; i < outcomes.size(); i = next++) outcomes[i] = *mutator.Try(i);
  };
  std::vector<std::jthread> threads;
  for (unsigned i = 1; i < jobs; ++i) threads.emplace_back(work);
  work();
  return outcomes;
}

// The lines of a scenario, by which it is the same as another one.
std::string WithoutTitle(const std::string& scenario) {
  return scenario.substr(std::min(scenario.find('\n'), scenario.size()));
}

// `shown`: the scenarios that stand above, and the changes for which they were written.
void RenderSurvivor(const MutantOutcome& mutant, const std::vector<SourceFile>& files,
                    std::map<std::string, std::string>& shown) {
  std::cout << Place(mutant.span, files) << ": " << mutant.rule << ": " << mutant.change
            << (mutant.fate == MutantOutcome::Fate::kRefuted
                    ? ": is declared equivalent, but a case tells the two apart\n\n"
                    : ": no scenario notices\n\n");
  if (mutant.proposal.empty()) {
    std::cout << "equivalent \"" << mutant.key << "\"\n  because \"...\"\n\n";
    return;
  }
  const auto [known, first] = shown.emplace(WithoutTitle(mutant.proposal), mutant.key);
  if (first) {
    std::cout << mutant.proposal << "\n";
  } else {
    std::cout << "  A scenario above would: Told apart from " << known->second << "\n\n";
  }
}

void RenderMutations(const MutationReport& report) {
  const MutationScore score = ScoreOf(report.outcomes);
  std::map<std::string, std::string> shown;
  for (const MutantOutcome& mutant : report.outcomes) {
    if (mutant.fate == MutantOutcome::Fate::kSurvived ||
        mutant.fate == MutantOutcome::Fate::kRefuted)
      RenderSurvivor(mutant, report.files, shown);
  }
  for (const IdleEquivalent& idle : report.idle) {
    std::cout << Place(idle.span, report.files) << ": ‘" << idle.key
              << "’ names no change that survives: take this statement out\n\n";
  }
  const std::size_t missed = score.survived + score.refuted;
  const std::size_t tested = score.killed + missed;
  std::cout << "changes of the law: " << report.outcomes.size()
            << "; refused at load: " << score.refused << ", noticed by a scenario: " << score.killed
            << ", equivalent: " << score.equivalent << ", not noticed: " << missed
            << "\nscore: " << score.killed << " of " << tested;
  if (tested > 0) std::cout << " (" << 100 * score.killed / tested << " %)";
  if (missed > 0) std::cout << "; scenarios proposed: " << score.proposed << " of " << missed;
  std::cout << "\n";
}

void PrintMutations(const MutationReport& report) {
  const MutationScore score = ScoreOf(report.outcomes);
  nlohmann::json mutants = nlohmann::json::array();
  for (const MutantOutcome& mutant : report.outcomes) {
    nlohmann::json entry = {
        {"rule", mutant.rule},      {"change", mutant.change},
        {"key", mutant.key},        {"file", report.files[mutant.span.file].name},
        {"line", mutant.span.line}, {"fate", Word(mutant.fate)}};
    if (!mutant.by.empty()) entry["by"] = mutant.by;
    if (!mutant.proposal.empty()) entry["scenario"] = mutant.proposal;
    mutants.push_back(std::move(entry));
  }
  nlohmann::json idle = nlohmann::json::array();
  for (const IdleEquivalent& equivalent : report.idle) {
    idle.push_back({{"key", equivalent.key},
                    {"file", report.files[equivalent.span.file].name},
                    {"line", equivalent.span.line}});
  }
  std::cout
      << nlohmann::json{{"mutants", std::move(mutants)},  {"idleEquivalents", std::move(idle)},
                        {"killed", score.killed},         {"refused", score.refused},
                        {"equivalent", score.equivalent}, {"refuted", score.refuted},
                        {"survived", score.survived},     {"proposed", score.proposed}}
             .dump(1)
      << "\n";
}

// The rulebook, if it has no mistakes and its scenarios hold; says so otherwise.
std::shared_ptr<const Rulebook> LoadHolding(std::vector<SourceFile> files) {
  const Compilation compilation = Compile(std::move(files), kMostStepsAtLoad, Extent::kPart);
  if (!compilation.rulebook) {
    std::cerr << "comity: the rule files have mistakes; comity check lists them\n";
    return nullptr;
  }
  for (const ScenarioOutcome& scenario : RunScenarios(*compilation.rulebook)) {
    if (scenario.failures.empty()) continue;
    std::cerr << "comity: scenario ‘" << scenario.title
              << "’ fails with the law as it is; comity test says why\n";
    return nullptr;
  }
  return compilation.rulebook;
}

ExitCode Mutate(MutateVerbOptions options) {
  if (options.paths.empty()) {
    const std::optional<std::string> rules = FindRules("");
    if (!rules) {
      std::cerr << "comity: there is no rulebook here; name its files or its folder\n";
      return ExitCode::kCouldNotRun;
    }
    options.paths.push_back(*rules);
  }
  Draft draft = ReadDraft(options.paths);
  if (!draft.problem.empty()) {
    std::cerr << "comity: " << draft.problem << "\n";
    return ExitCode::kCouldNotRun;
  }
  const std::shared_ptr<const Rulebook> rulebook = LoadHolding(std::move(draft.files));
  if (!rulebook) return ExitCode::kRulesFail;
  const Mutator mutator(rulebook, options.engine);
  if (mutator.size() == 0 && !options.engine.rule.empty()) {
    std::cerr << "comity: there is no rule ‘" << options.engine.rule << "’\n";
    return ExitCode::kBadUsage;
  }
  MutationReport report{TryAll(mutator, options.jobs), {}, rulebook->files()};
  if (options.engine.rule.empty() && options.engine.filters.empty() &&
      !options.engine.without_scenarios)
    report.idle = mutator.IdleEquivalents(report.outcomes);
  if (options.json) {
    PrintMutations(report);
  } else {
    RenderMutations(report);
  }
  const MutationScore score = ScoreOf(report.outcomes);
  const bool clean = score.survived == 0 && score.refuted == 0 && report.idle.empty();
  return clean ? ExitCode::kAnswered : ExitCode::kRulesFail;
}

constexpr const char* kFooter =
    "Changes one line of the law after the other and runs the scenarios that could notice. For "
    "each\n"
    "change that none notices it writes a scenario that would: paste it if it says what the law "
    "says.\n"
    "If no case can tell the two apart, paste the ‘equivalent’ statement instead, with the "
    "reason.\n\n"
    "  comity mutate rules --rule RS-126-2\n";

}  // namespace

void AddMutate(CLI::App& program, Verb& chosen) {
  auto options = std::make_shared<MutateVerbOptions>();
  CLI::App& verb = *program.add_subcommand(
      "mutate", "Would the scenarios notice if the law were written wrongly?");
  verb.add_option("paths", options->paths,
                  "Rule files, or folders with rule files, that belong together. Without any: the "
                  "rulebook that `ask` would use")
      ->type_name("FILE|DIR");
  verb.add_option("--filter", options->engine.filters,
                  "Run only scenarios with this in their title or file name. Of several, one is "
                  "enough")
      ->type_name("TEXT")
      ->allow_extra_args(false);
  verb.add_option("--rule", options->engine.rule,
                  "Change only this rule, exception or table, e.g. RS-126-2")
      ->type_name("NAME");
  verb.add_flag("--without-scenarios", options->engine.without_scenarios,
                "Run no scenario, and write one for each change: what a new rulebook needs");
  verb.add_option("--jobs", options->jobs, "Try so many changes at a time")
      ->type_name("N")
      ->check(CLI::Range(1U, 256U));
  AddJsonOption(verb, options->json);
  verb.footer(kFooter);
  verb.callback([options, &chosen] { chosen = [options] { return Mutate(*options); }; });
}

}  // namespace comity
