// SPDX-License-Identifier: Apache-2.0
#include "engine/scenario/scenario.h"

#include <algorithm>
#include <utility>

#include "engine/base/text.h"
#include "engine/scenario/scenario_run.h"

namespace comity {
namespace {

std::string LineAt(const Rulebook& rulebook, const Span& span) {
  const std::string& text = rulebook.files()[span.file].text;
  std::size_t begin = 0;
  for (std::uint32_t line = 1; line < span.line && begin != std::string::npos; ++line)
    begin = text.find('\n', begin) + 1;
  return std::string(Trim(std::string_view(text).substr(begin, text.find('\n', begin) - begin)));
}

ScenarioOutcome RunOne(const Rulebook& rulebook, const Scenario& scenario) {
  ScenarioOutcome outcome;
  outcome.title = scenario.title;
  outcome.span = scenario.span;
  ScenarioRun run(rulebook, scenario);
  for (const Expectation& expectation : scenario.expectations) {
    ++outcome.expectations;
    auto failure = run.Try(expectation);
    if (!failure) continue;
    failure->expected = LineAt(rulebook, failure->span);
    outcome.failures.push_back(std::move(*failure));
  }
  return outcome;
}

}  // namespace

std::vector<const Scenario*> ChooseScenarios(const Rulebook& rulebook,
                                             const std::vector<std::string>& filters) {
  std::vector<const Scenario*> chosen;
  for (const Scenario& scenario : rulebook.program().scenarios) {
    const std::string& file = rulebook.files()[scenario.span.file].name;
    const std::string title = FoldName(scenario.title);
    const bool fits = std::any_of(filters.begin(), filters.end(), [&](const std::string& filter) {
      return title.find(FoldName(filter)) != std::string::npos ||
             file.find(filter) != std::string::npos;
    });
    if (filters.empty() || fits) chosen.push_back(&scenario);
  }
  std::sort(chosen.begin(), chosen.end(), [&](const Scenario* a, const Scenario* b) {
    return std::pair(a->span.file, a->span.line) < std::pair(b->span.file, b->span.line);
  });
  return chosen;
}

std::vector<ScenarioOutcome> RunScenarios(const Rulebook& rulebook,
                                          const ScenarioOptions& options) {
  std::vector<ScenarioOutcome> outcomes;
  for (const Scenario* scenario : ChooseScenarios(rulebook, options.filters)) {
    const double begin = options.clock ? options.clock() : 0;
    outcomes.push_back(RunOne(rulebook, *scenario));
    if (options.clock) outcomes.back().seconds = options.clock() - begin;
  }
  return outcomes;
}

}  // namespace comity
