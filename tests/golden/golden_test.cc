// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <array>
#include <ostream>
#include <sstream>

#include "tests/golden/answer_printer.h"
#include "tests/golden/golden_file.h"
#include "tests/support/law_text.h"

namespace comity {

void PrintTo(const GoldenFile& golden, std::ostream* out) { *out << golden.path; }

namespace {

std::string PrintCheck(const Compilation& compilation) {
  if (compilation.rulebook == nullptr) return RenderAll(compilation);
  const RulebookSummary summary = Summarize(*compilation.rulebook);
  std::ostringstream out;
  out << summary.phrases << " phrases, " << summary.rules << " rules, " << summary.entities
      << " entities, " << summary.facts << " facts, " << summary.scenarios << " scenarios\n";
  return out.str();
}

void PrintProof(const std::vector<ProofNode>& proof, std::size_t indent, std::ostream& out) {
  constexpr std::array kTruths = {"no", "unknown", "yes"};
  for (const ProofNode& node : proof) {
    out << std::string(indent, ' ') << node.sentence << ": "
        << kTruths[static_cast<std::size_t>(node.value)];
    if (!node.rule.empty()) out << ", by " << node.rule;
    out << "\n";
    PrintProof(node.children, indent + 2, out);
  }
}

// How the properties of the golden come out. A case that breaks one must run as it is printed.
std::string PrintProperties(const Rulebook& rulebook, const GoldenFile& golden) {
  std::ostringstream out;
  for (const PropertyOutcome& outcome : VerifyProperties(rulebook, {})) {
    if (outcome.verdict == PropertyOutcome::Verdict::kHolds) {
      out << "HOLDS " << outcome.title << "\n  " << outcome.bounds << "\n";
      EXPECT_GT(outcome.cases, 0U);
      continue;
    }
    if (outcome.verdict == PropertyOutcome::Verdict::kUndecided) {
      out << "UNDECIDED " << outcome.title << "\n";
      continue;
    }
    out << "BROKEN " << outcome.title << ", reading: " << outcome.reading << "\n  " << outcome.found
        << "\n"
        << outcome.scenario;
    PrintProof(outcome.proof, 2, out);
    std::vector<SourceFile> files = golden.Files();
    files.push_back(LawFile("law Against\nuses Test\n\n" + outcome.scenario, "against.law"));
    const Compilation compilation = Compile(std::move(files));
    EXPECT_EQ(RenderAll(compilation), "");
    if (compilation.rulebook == nullptr) continue;
    for (const ScenarioOutcome& scenario :
         RunScenarios(*compilation.rulebook, {.filters = {"Against: "}}))
      EXPECT_TRUE(scenario.failures.empty()) << scenario.title;
  }
  return out.str();
}

// What the scenarios of the golden get wrong, then the answers to its questions.
std::string PrintRun(const Rulebook& rulebook, const GoldenFile& golden) {
  std::string result;
  for (const ScenarioOutcome& scenario : RunScenarios(rulebook)) {
    for (const ScenarioFailure& failure : scenario.failures) {
      result +=
          scenario.title + " fails: " + failure.expected + "\n  found: " + failure.actual + "\n";
      for (const std::string& line : failure.near_miss) result += "  " + line + "\n";
    }
  }
  return result + PrintAnswers(rulebook, golden.input);
}

// The comments and quoted law of a text, without the blanks around them.
std::vector<std::string> QuietLines(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) {
    const std::size_t begin = line.find_first_not_of(" \t");
    if (begin == std::string::npos) continue;
    const std::size_t end = line.find_last_not_of(" \t\r");
    line = line.substr(begin, end - begin + 1);
    if (line.starts_with("--") || line[0] == '#' || line[0] == '>') lines.push_back(line);
  }
  return lines;
}

class Golden : public testing::TestWithParam<GoldenFile> {};

TEST_P(Golden, Prints) {
  const GoldenFile& golden = GetParam();
  if (golden.phase() == "format") {
    const std::string once = Format(golden.Files()[0]);
    EXPECT_EQ(Format(LawFile(once)), once) << "formatting twice changes something";
    EXPECT_EQ(QuietLines(once), QuietLines(golden.Files()[0].text));
    CompareWithGolden(golden, once);
    return;
  }
  const Compilation compilation =
      Compile(golden.Files(), kMostStepsAtLoad, golden.whole() ? Extent::kWhole : Extent::kPart);
  EXPECT_EQ(compilation.rulebook == nullptr, golden.must_fail())
      << "fail_ stands in a golden's name if and only if it must not compile\n"
      << RenderAll(compilation);
  const bool runs = golden.phase() != "check" && compilation.rulebook != nullptr;
  CompareWithGolden(golden, !runs ? PrintCheck(compilation)
                            : golden.phase() == "verify"
                                ? PrintProperties(*compilation.rulebook, golden)
                                : PrintRun(*compilation.rulebook, golden));
}

std::string TestName(const testing::TestParamInfo<GoldenFile>& info) {
  std::string name = info.param.path.substr(0, info.param.path.rfind('.'));
  for (char& c : name) {
    if (c == '/' || c == '-') c = '_';
  }
  return name;
}

INSTANTIATE_TEST_SUITE_P(Files, Golden, testing::ValuesIn(FindGoldens()), TestName);

}  // namespace
}  // namespace comity
