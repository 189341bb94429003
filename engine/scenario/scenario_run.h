// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/answer/disagreement.h"
#include "engine/answer/outcome.h"
#include "engine/scenario/scenario.h"

namespace comity {

// One scenario being run: its session, and one evaluator for each reading it asks for. Throws
// EvaluationCancelled when the caller gives up. Not thread-safe.
class ScenarioRun {
 public:
  ScenarioRun(const Rulebook& rulebook, const Scenario& scenario, Cancelled cancelled = nullptr);

  // Nothing if the expectation is met.
  std::optional<ScenarioFailure> Try(const Expectation& expectation);
  // The same without saying what was found: for whoever runs many.
  bool IsMet(const Expectation& expectation);

  // For the reading and the knowledge that an expectation is about.
  Evaluator& EvaluatorFor(const Expectation& expectation);

 private:
  // What came out: whether it is as expected, what was found, and a day on which it is not.
  struct Finding {
    bool met = false;
    std::string actual;
    Day day = Day::End();
  };
  Finding Look(const Expectation& expectation);
  Finding LookAtValue(const Expectation& expectation);
  Finding LookAtOutcome(const Expectation& expectation);
  Finding LookAtDetermination(const Expectation& expectation);
  // Why it is not as expected, in lines.
  std::vector<std::string> Reasons(const Expectation& expectation, Day day);
  std::vector<std::string> ReasonsOfOutcome(const Expectation& expectation, Day day);
  std::vector<std::string> TellDisputes(Evaluator& evaluator, std::vector<PredicateId> asked,
                                        const Disagreement::Find& find) const;

  const Program& program_;
  const Scenario& scenario_;
  Session session_;
  std::map<std::pair<std::uint32_t, std::optional<Day>>, std::unique_ptr<Evaluator>> evaluators_;
};

// The outcome an expectation names.
Outcome OutcomeOf(std::string_view word);

}  // namespace comity
