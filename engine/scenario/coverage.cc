// SPDX-License-Identifier: Apache-2.0
#include "engine/scenario/coverage.h"

#include <map>
#include <memory>

#include "engine/scenario/coverage_trace.h"
#include "engine/scenario/scenario_run.h"

namespace comity {
namespace {

void LookAt(const Expectation& expectation, const Program& program, CoverageTrace& trace) {
  const Timeline days = expectation.days == Expectation::Days::kOn
                            ? Timeline::During(expectation.stretch)
                            : Timeline(Truth::kYes);
  if (expectation.subject == Expectation::Subject::kValue) {
    trace.LookAt(expectation.predicate, expectation.values, days);
  } else if (expectation.subject == Expectation::Subject::kOutcome) {
    const PhraseId action = program.predicates[expectation.predicate].phrase;
    for (int m = 0; m < kModalities; ++m) {
      trace.LookAt(PredicateOf(program, {action, expectation.values}, static_cast<Modality>(m)),
                   expectation.values, days);
    }
  }
}

}  // namespace

std::optional<Coverage> MeasureCoverage(const Rulebook& rulebook,
                                        const CoverageOptions& options) try {
  const Program& program = rulebook.program();
  CoverageTally tally(program);
  for (const Scenario* scenario : ChooseScenarios(rulebook, options.filters)) {
    ScenarioRun run(rulebook, *scenario, options.cancelled);
    std::map<const Evaluator*, std::unique_ptr<CoverageTrace>> traces;
    try {
      for (const Expectation& expectation : scenario->expectations) {
        Evaluator& evaluator = run.EvaluatorFor(expectation);
        auto& trace = traces[&evaluator];
        if (!trace) trace = std::make_unique<CoverageTrace>(evaluator, tally);
        LookAt(expectation, program, *trace);
      }
    } catch (const EvaluationTooLong&) {
      // It fails for the same reason; what was seen before stays seen.
      continue;
    }
  }
  return std::move(tally).Take();
} catch (const EvaluationCancelled&) {
  return std::nullopt;
}

}  // namespace comity
