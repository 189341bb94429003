// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <set>
#include <unordered_map>
#include <vector>

#include "engine/check/check.h"
#include "engine/plan/fact_base.h"

namespace comity {

// A set of variables of one rule.
using VariableSet = std::uint64_t;

// One positive condition of a rule, or one bullet of `all of`.
struct Step {
  enum class Kind { kAtom, kComparison, kGroup };
  Kind kind = Kind::kAtom;
  const Literal* literal = nullptr;      // kAtom, kComparison
  const Condition* condition = nullptr;  // kGroup: any of, none of
  VariableSet needs = 0;  // must be bound before: all of them, or those of an `as of`
  VariableSet binds = 0;  // bound afterwards
};

struct RulePlan {
  RuleId id = 0;
  const Rule* rule = nullptr;
  std::vector<Step> steps;
  std::vector<const Condition*> unless;
  Timeline in_force;    // of a gap at most unknown
  VariableSet own = 0;  // bound by the steps, or shared with the rule this is an exception to
  VariableSet head = 0;
};

// A set of predicates.
using PredicateSet = std::vector<bool>;

// How to evaluate a program: join orders, dependencies, strata, indexes. Made once, immutable,
// shared by all questions.
struct Plan {
  std::shared_ptr<const CheckedProgram> checked;
  const Program* program = nullptr;
  std::vector<RulePlan> rules;
  std::vector<std::vector<RuleId>> rules_for;  // by predicate concluded or presumed
  std::unique_ptr<const FactBase> facts;
  std::array<std::set<Value>, 2> concluded;  // by kind: the days and times that conclusions name

  // By predicate: those that a rule concludes from it.
  std::vector<std::vector<PredicateId>> used_by;
  // Depend on no question that is open by default: evaluated at load.
  PredicateSet closed;
  // By predicate: the issues whose position matters to it, because it depends on a rule that only
  // counts under some.
  std::vector<std::set<std::uint32_t>> issues;
  // By predicate: the phrases promised to be complete, and the disputes, that it depends on.
  std::vector<std::vector<PhraseId>> promised;
  std::vector<std::vector<std::uint32_t>> disputes;
  // Depends on itself: evaluated as a whole component, bottom up.
  PredicateSet recursive;
  std::vector<std::vector<PredicateId>> components;  // those that depend on each other
  std::vector<std::uint32_t> component_of;           // by predicate
  std::vector<PredicateId> bottom_up;  // all predicates, each after those it depends on

  // These, and all that depend on one of them, directly or by way of others.
  PredicateSet DependentsOf(const std::set<PredicateId>& predicates) const;

  // The order in which to take the steps of a rule when `bound` is bound at the start.
  const std::vector<std::uint32_t>& OrderOf(const RulePlan& rule, VariableSet bound) const;

  // Whether two readings take the same position wherever it matters to the predicate.
  bool Agree(PredicateId predicate, std::uint32_t reading, std::uint32_t other) const;

  // Join orders by rule, for the sets of bound variables that heads can have.
  std::vector<std::unordered_map<VariableSet, std::vector<std::uint32_t>>> orders;
};

std::shared_ptr<const Plan> MakePlan(std::shared_ptr<const CheckedProgram> checked);

}  // namespace comity
