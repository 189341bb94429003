// SPDX-License-Identifier: Apache-2.0
#include "tools/cli/render_test.h"

#include <algorithm>
#include <cstdio>
#include <string>
#include <vector>

namespace comity {
namespace {

std::string WithoutKeyword(const std::string& line) {
  constexpr std::string_view kKeyword = "expect ";
  return line.starts_with(kKeyword) ? line.substr(kKeyword.size()) : line;
}

void RenderFailure(const std::string& file, const v1::ScenarioFailure& failure, std::ostream& out) {
  out << "  " << file << ":" << failure.line() << ", reading: " << failure.reading()
      << "\n    expected  " << WithoutKeyword(failure.expected()) << "\n    found     "
      << failure.actual() << "\n";
  const char* label = "    why       ";
  for (const std::string& line : failure.near_miss()) {
    out << label << line << "\n";
    label = "              ";
  }
}

std::string Seconds(double seconds) {
  char text[32];
  std::snprintf(text, sizeof text, "%.3f", seconds);
  return text;
}

std::string Place(const std::string& file, unsigned line) {
  return file + ":" + std::to_string(line);
}

std::string RuleWords(const v1::RuleCoverage& rule) {
  return (rule.exception() ? "exception " : "rule ") + rule.name();
}

// What was never seen of a line, or nothing.
std::string Lack(const v1::LineCoverage& line) {
  if (!line.seen_true() && !line.seen_false()) return "never decides";
  if (!line.seen_true())
    return line.unless() ? "never holds where it alone decides" : "never holds where the rest does";
  if (!line.seen_false())
    return line.unless() ? "never fails where the rest holds"
                         : "never fails where it alone decides";
  return "";
}

}  // namespace

void RenderTest(const v1::CheckResponse& response, std::ostream& out) {
  int failed = 0;
  unsigned expectations = 0;
  for (const v1::Diagnostic& diagnostic : response.diagnostics()) {
    out << diagnostic.rendered() << (diagnostic.rendered().ends_with('\n') ? "\n" : "\n\n");
  }
  for (const v1::ScenarioOutcome& scenario : response.scenarios()) {
    expectations += scenario.expectations();
    if (scenario.failures().empty()) continue;
    out << "FAILED  " << scenario.title() << "\n";
    for (const v1::ScenarioFailure& failure : scenario.failures())
      RenderFailure(scenario.file(), failure, out);
    ++failed;
  }
  if (!response.diagnostics().empty()) {
    out << "no scenario was run: the rule files have mistakes\n";
  } else if (failed > 0) {
    out << failed << " of " << response.scenarios_size() << " scenarios do not hold\n";
  } else {
    out << "no scenario fails; scenarios: " << response.scenarios_size()
        << ", expectations: " << expectations << "\n";
  }
}

void RenderTimes(const v1::CheckResponse& response, std::ostream& out) {
  std::vector<const v1::ScenarioOutcome*> scenarios;
  double total = 0;
  for (const v1::ScenarioOutcome& scenario : response.scenarios()) {
    scenarios.push_back(&scenario);
    total += scenario.seconds();
  }
  std::stable_sort(scenarios.begin(), scenarios.end(),
                   [](const auto* a, const auto* b) { return a->seconds() > b->seconds(); });
  for (const v1::ScenarioOutcome* scenario : scenarios) {
    out << Seconds(scenario->seconds()) << " s  " << scenario->title() << " ("
        << Place(scenario->file(), scenario->line()) << ")\n";
  }
  out << Seconds(total) << " s  in all\n";
}

void RenderCoverage(const v1::Coverage& coverage, std::ostream& out) {
  int rules = 0;
  int positions = 0;
  int lines = 0;
  int both = 0;
  for (const v1::RuleCoverage& rule : coverage.rules()) {
    rules += rule.exercised() ? 1 : 0;
    for (const v1::LineCoverage& line : rule.lines()) {
      ++lines;
      both += line.seen_true() && line.seen_false() ? 1 : 0;
    }
  }
  for (const v1::PositionCoverage& position : coverage.positions())
    positions += position.exercised() ? 1 : 0;
  out << "coverage\n  rules and exceptions that apply in some scenario: " << rules << " of "
      << coverage.rules_size() << "\n  positions that some scenario takes: " << positions << " of "
      << coverage.positions_size()
      << "\n  conditions seen to hold, and to fail where they alone decide: " << both << " of "
      << lines << "\n";
  for (const v1::RuleCoverage& rule : coverage.rules()) {
    if (!rule.exercised()) {
      out << Place(rule.file(), rule.line()) << ": " << RuleWords(rule)
          << " applies in no scenario\n";
      continue;
    }
    for (const v1::LineCoverage& line : rule.lines()) {
      const std::string lack = Lack(line);
      if (lack.empty()) continue;
      out << Place(line.file(), line.line()) << ": " << RuleWords(rule) << ": "
          << (line.unless() ? "unless " : "") << "‘" << line.text() << "’ " << lack << "\n";
    }
  }
  for (const v1::PositionCoverage& position : coverage.positions()) {
    if (position.exercised()) continue;
    out << Place(position.file(), position.line()) << ": position " << position.issue() << " = "
        << position.position() << " is taken in no scenario\n";
  }
}

}  // namespace comity
