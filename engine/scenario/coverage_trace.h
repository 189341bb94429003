// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <map>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "engine/eval/evaluator.h"
#include "engine/scenario/coverage.h"

namespace comity {

// What is being counted, by rule name and place; exceptions to several rules count once.
class CoverageTally {
 public:
  explicit CoverageTally(const Program& program);

  RuleCoverage& At(RuleId rule) { return coverage_.rules[rule_of_[rule]]; }
  LineCoverage& At(RuleId rule, const Literal& literal) {
    return At(rule).lines[line_of_.at({rule_of_[rule], PlaceOf(literal.span)})];
  }
  Coverage Take() &&;

 private:
  using Place = std::tuple<std::uint32_t, std::uint32_t, std::uint32_t>;
  static Place PlaceOf(const Span& span) { return {span.file, span.line, span.column}; }
  void AddLines(const Rule& rule, std::size_t index);

  const Program& program_;
  Coverage coverage_;
  std::vector<std::size_t> rule_of_;  // by RuleId
  std::map<std::pair<std::size_t, Place>, std::size_t> line_of_;
};

// Follows what expectations look at from their sentences down, for one case under one reading, and
// counts what it comes by. Only reads the evaluator; not thread-safe.
class CoverageTrace {
 public:
  CoverageTrace(Evaluator& evaluator, CoverageTally& tally)
      : evaluator_(evaluator), plan_(evaluator.plan()), tally_(tally) {}

  // Looks at all instances of the pattern on the days on which `days` is yes.
  void LookAt(PredicateId predicate, const std::vector<Value>& pattern, Timeline days);

 private:
  using Assignment = std::function<void(const Bindings&, const Timeline&)>;
  // One rule under a partial assignment, looked at on some days.
  struct View {
    const RulePlan& plan;
    Bindings start;
    Timeline days;
    VariableSet bound = 0;
    // What the rule gives, by head: so that a line that fails is seen to matter.
    std::map<std::vector<Value>, Timeline> given;
  };

  void WalkRule(View view);
  Timeline CountsOn(const RulePlan& plan) const;
  void WalkWhole(View& view);
  void NoteHolding(const RulePlan& plan, const Bindings& bindings, const Timeline& applies);
  void WalkWithout(View& view, const Step& step);
  void WalkUnless(View& view, const Bindings& bindings, const Timeline& conditions);
  void WalkBullets(View& view, const Condition& condition, const Bindings& bindings,
                   const Timeline& others, const Timeline& nowhere_else);
  void WalkJointBullets(View& view, const Condition& condition, const Bindings& bindings,
                        const Timeline& others, const Timeline& nowhere_else);
  void WalkExceptions(const Rule& rule, const Bindings& bindings, const Timeline& applies);
  void Solve(const View& view, const std::vector<std::uint32_t>& order, std::size_t at,
             const Step* left_out, Bindings& bindings, VariableSet bound, const Timeline& running,
             const Assignment& found);
  // The days of the view that count under an assignment, and those on which no `unless` line other
  // than `left_out` stands in the way.
  Timeline DaysOf(const View& view, const Bindings& bindings);
  Timeline NotStopped(const View& view, const Bindings& bindings, const Condition* left_out);
  Timeline NowhereElse(const View& view, const Bindings& bindings) const;
  void Deepen(const Literal& literal, const Bindings& bindings, const Timeline& days);
  bool IsAskable(const Literal& literal, const Bindings& bindings) const;

  Evaluator& evaluator_;
  const Plan& plan_;
  CoverageTally& tally_;
  std::map<std::pair<PredicateId, std::vector<Value>>, Timeline> looked_at_;
};

}  // namespace comity
