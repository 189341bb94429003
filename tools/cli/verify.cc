// SPDX-License-Identifier: Apache-2.0
#include <iostream>
#include <nlohmann/json.hpp>

#include "engine/engine.h"
#include "tools/cli/draft_request.h"
#include "tools/cli/respondent.h"

namespace comity {
namespace {

struct VerifyVerbOptions {
  std::vector<std::string> paths;
  std::string filter;
  std::string server;
  std::size_t bound = VerifyOptions().entities;
  bool json = false;
};

using Verdict = PropertyOutcome::Verdict;

std::string_view Word(Verdict verdict) {
  return verdict == Verdict::kHolds    ? "holds"
         : verdict == Verdict::kBroken ? "broken"
                                       : "undecided";
}

void RenderProof(const std::vector<ProofNode>& proof, std::size_t indent) {
  for (const ProofNode& node : proof) {
    std::cout << std::string(indent, ' ') << node.sentence << ": " << Word(node.value);
    if (!node.rule.empty()) std::cout << ", by " << node.rule;
    for (std::size_t i = 0; i < node.citations.size(); ++i)
      std::cout << (i == 0 ? " (" : ", ") << node.citations[i]
                << (i + 1 == node.citations.size() ? ")" : "");
    std::cout << "\n";
    RenderProof(node.children, indent + 2);
  }
}

void RenderOutcome(const PropertyOutcome& outcome, const std::string& file) {
  switch (outcome.verdict) {
    case Verdict::kHolds:
      std::cout << "HOLDS      " << outcome.title << "\n  in every case with up to "
                << outcome.bounds << "; " << outcome.cases << " cases decided\n\n";
      return;
    case Verdict::kUndecided:
      std::cout << "UNDECIDED  " << outcome.title << "\n  " << file << ":" << outcome.span.line
                << "\n  ";
      if (outcome.why.empty()) {
        std::cout << "not proved: not decided within the budget; " << outcome.cases
                  << " cases looked at, with up to " << outcome.bounds << "\n\n";
      } else {
        std::cout << "not proved: " << outcome.why << "\n\n";
      }
      return;
    case Verdict::kBroken:
      break;
  }
  std::cout << "BROKEN     " << outcome.title << "\n  " << file << ":" << outcome.span.line
            << ", reading: " << outcome.reading << "\n  " << outcome.found
            << "\n\nThe smallest case, which runs as it stands:\n\n"
            << outcome.scenario << (outcome.proof.empty() ? "" : "\nbecause\n");
  RenderProof(outcome.proof, 2);
  std::cout << "\n";
}

nlohmann::ordered_json ToJson(const PropertyOutcome& outcome, const std::string& file) {
  nlohmann::ordered_json result = {{"title", outcome.title},    {"file", file},
                                   {"line", outcome.span.line}, {"verdict", Word(outcome.verdict)},
                                   {"bounds", outcome.bounds},  {"cases", outcome.cases}};
  if (!outcome.why.empty()) result["why"] = outcome.why;
  if (outcome.verdict == Verdict::kBroken) {
    result["reading"] = outcome.reading;
    result["found"] = outcome.found;
    result["scenario"] = outcome.scenario;
  }
  return result;
}

ExitCode Report(const std::vector<PropertyOutcome>& outcomes, const std::vector<SourceFile>& files,
                bool json) {
  nlohmann::ordered_json list = nlohmann::ordered_json::array();
  std::size_t holding = 0;
  for (const PropertyOutcome& outcome : outcomes) {
    const std::string& file = files[outcome.span.file].name;
    holding += outcome.verdict == Verdict::kHolds ? 1 : 0;
    if (json) {
      list.push_back(ToJson(outcome, file));
    } else {
      RenderOutcome(outcome, file);
    }
  }
  if (json) {
    std::cout << nlohmann::ordered_json{{"properties", list}}.dump(2) << "\n";
  } else {
    std::cout << holding << " of " << outcomes.size() << " properties hold\n";
  }
  return holding == outcomes.size() ? ExitCode::kAnswered : ExitCode::kRulesFail;
}

ExitCode Verify(const VerifyVerbOptions& options) {
  if (!options.server.empty()) {
    std::cerr << "comity: a server does not verify properties; name the rule files instead\n";
    return ExitCode::kBadUsage;
  }
  const std::optional<v1::CheckRequest> request = DraftRequest(options.paths);
  if (!request) return ExitCode::kCouldNotRun;
  std::vector<SourceFile> files;
  for (const auto& file : request->files()) files.push_back({file.name(), file.text()});
  const Compilation compilation = Compile(std::move(files), kMostStepsAtLoad,
                                          request->whole() ? Extent::kWhole : Extent::kPart);
  for (const Diagnostic& diagnostic : compilation.diagnostics)
    std::cout << Render(diagnostic, *compilation.files) << "\n";
  if (compilation.rulebook == nullptr) {
    std::cout << "no property was verified: the rule files have mistakes\n";
    return ExitCode::kRulesFail;
  }
  VerifyOptions verify;
  verify.filter = options.filter;
  verify.entities = options.bound;
  const auto outcomes = VerifyProperties(*compilation.rulebook, verify);
  if (outcomes.empty() && !options.filter.empty()) {
    std::cerr << "comity: no property's title or file contains ‘" << options.filter << "’\n";
    return ExitCode::kBadUsage;
  }
  return Report(outcomes, *compilation.files, options.json);
}

}  // namespace

void AddVerify(CLI::App& program, Verb& chosen) {
  auto options = std::make_shared<VerifyVerbOptions>();
  CLI::App& verb = *program.add_subcommand("verify", "Do the properties hold in every case?");
  verb.add_option("paths", options->paths,
                  "Rule files, or folders with rule files, that belong together. Without any: the "
                  "rulebook that `ask` would use")
      ->type_name("FILE|DIR");
  verb.add_option("--filter", options->filter,
                  "Verify only properties with this in their title or file name")
      ->type_name("TEXT");
  verb.add_option("--bound", options->bound, "How many States, Persons and so on a case may have")
      ->type_name("N")
      ->check(CLI::Range(1, 5));
  verb.add_option("--server", options->server, "Not possible: properties are verified here")
      ->type_name("HOST:PORT");
  verb.add_flag("--json", options->json, "Print JSON");
  verb.footer(
      "Tries each property on every case there is within the bounds, and prints the smallest one "
      "that\nbreaks it as a scenario.\n\n"
      "  comity verify rules --filter volunteer\n");
  verb.callback([options, &chosen] { chosen = [options] { return Verify(*options); }; });
}

}  // namespace comity
