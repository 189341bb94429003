// SPDX-License-Identifier: Apache-2.0
#include <cstdio>
#include <map>
#include <string>
#include <vector>

#include "tools/cli/render_test.h"

namespace comity {
namespace {

// Text of an attribute or an element. Control characters cannot stand in XML at all.
std::string Escaped(std::string_view text) {
  std::string result;
  for (const char c : text) {
    switch (c) {
      case '&':
        result += "&amp;";
        break;
      case '<':
        result += "&lt;";
        break;
      case '>':
        result += "&gt;";
        break;
      case '"':
        result += "&quot;";
        break;
      case '\n':
        result += c;
        break;
      default:
        result += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
    }
  }
  return result;
}

std::string Seconds(double seconds) {
  char text[32];
  std::snprintf(text, sizeof text, "%.6f", seconds);
  return text;
}

std::string FailureText(const v1::ScenarioOutcome& scenario, const v1::ScenarioFailure& failure) {
  std::string text = scenario.file() + ":" + std::to_string(failure.line()) +
                     ", reading: " + failure.reading() + "\nexpected  " + failure.expected() +
                     "\nfound     " + failure.actual() + "\n";
  for (const std::string& line : failure.near_miss()) text += line + "\n";
  return text;
}

struct Suite {
  std::vector<const v1::ScenarioOutcome*> scenarios;
  int failures = 0;
  double seconds = 0;
};

void RenderSuite(const std::string& file, const Suite& suite, std::ostream& out) {
  out << "  <testsuite name=\"" << Escaped(file) << "\" tests=\"" << suite.scenarios.size()
      << "\" failures=\"" << suite.failures << "\" errors=\"0\" time=\"" << Seconds(suite.seconds)
      << "\">\n";
  for (const v1::ScenarioOutcome* scenario : suite.scenarios) {
    out << "    <testcase classname=\"" << Escaped(file) << "\" name=\""
        << Escaped(scenario->title()) << "\" file=\"" << Escaped(file) << "\" line=\""
        << scenario->line() << "\" time=\"" << Seconds(scenario->seconds()) << "\"";
    if (scenario->failures().empty()) {
      out << "/>\n";
      continue;
    }
    out << ">\n";
    for (const v1::ScenarioFailure& failure : scenario->failures()) {
      out << "      <failure type=\"expectation\" message=\"" << Escaped(failure.expected())
          << "\">" << Escaped(FailureText(*scenario, failure)) << "</failure>\n";
    }
    out << "    </testcase>\n";
  }
  out << "  </testsuite>\n";
}

void RenderMistakes(const v1::CheckResponse& response, std::ostream& out) {
  const int count = response.diagnostics_size();
  out << "  <testsuite name=\"rule files\" tests=\"" << count << "\" failures=\"0\" errors=\""
      << count << "\" time=\"0\">\n";
  for (const v1::Diagnostic& diagnostic : response.diagnostics()) {
    out << "    <testcase classname=\"" << Escaped(diagnostic.file()) << "\" name=\""
        << Escaped(diagnostic.code() + " in line " + std::to_string(diagnostic.line()))
        << "\" file=\"" << Escaped(diagnostic.file()) << "\" line=\"" << diagnostic.line()
        << "\" time=\"0\">\n      <error type=\"" << Escaped(diagnostic.kind()) << "\" message=\""
        << Escaped(diagnostic.message()) << "\">" << Escaped(diagnostic.rendered())
        << "</error>\n    </testcase>\n";
  }
  out << "  </testsuite>\n";
}

}  // namespace

void RenderJunit(const v1::CheckResponse& response, std::ostream& out) {
  std::map<std::string, Suite> suites;
  Suite all;
  for (const v1::ScenarioOutcome& scenario : response.scenarios()) {
    for (Suite* suite : {&suites[scenario.file()], &all}) {
      suite->scenarios.push_back(&scenario);
      suite->failures += scenario.failures().empty() ? 0 : 1;
      suite->seconds += scenario.seconds();
    }
  }
  const auto mistakes = static_cast<std::size_t>(response.diagnostics_size());
  out << "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"comity\" tests=\""
      << all.scenarios.size() + mistakes << "\" failures=\"" << all.failures << "\" errors=\""
      << mistakes << "\" time=\"" << Seconds(all.seconds) << "\">\n";
  if (mistakes > 0) RenderMistakes(response, out);
  for (const auto& [file, suite] : suites) RenderSuite(file, suite, out);
  out << "</testsuites>\n";
}

}  // namespace comity
