// SPDX-License-Identifier: Apache-2.0
#include "engine/eval/versions.h"

#include <map>
#include <set>

namespace comity {
namespace {

// Every tuple of the domain that fits the pattern.
void ForEachTuple(Evaluator& evaluator, PredicateId predicate, std::vector<Value>& tuple,
                  std::size_t hole, const std::function<void(const std::vector<Value>&)>& visit) {
  if (hole == tuple.size()) {
    visit(tuple);
    return;
  }
  if (tuple[hole] != kOpen) {
    ForEachTuple(evaluator, predicate, tuple, hole + 1, visit);
    return;
  }
  for (Value value : evaluator.Domain(evaluator.program().predicates[predicate].holes[hole].kind)) {
    tuple[hole] = value;
    ForEachTuple(evaluator, predicate, tuple, hole + 1, visit);
  }
  tuple[hole] = kOpen;
}

}  // namespace

const Cell kUnknownCell{Timeline(Truth::kUnknown), Timeline(Truth::kUnknown),
                        Timeline(Truth::kUnknown)};

Cell Common(const Cell& a, const Cell& b) {
  return {Common(a.value, b.value), Common(a.suspended, b.suspended), Common(a.barred, b.barred)};
}

std::vector<std::uint32_t> DisputesBehind(const Plan& plan, std::span<const PredicateId> asked) {
  std::set<std::uint32_t> found;
  for (PredicateId id : asked) found.insert(plan.disputes[id].begin(), plan.disputes[id].end());
  return {found.begin(), found.end()};
}

std::vector<Version> VersionsOf(const Program& program,
                                const std::vector<std::uint32_t>& disputes) {
  std::vector<Version> versions = {{}};
  if (!disputes.empty()) versions[0].resize(program.disputes.size(), 0);
  for (std::uint32_t dispute : disputes) {
    const std::size_t before = versions.size();
    const std::size_t sides = program.disputes[dispute].sides.size();
    if (before * sides > kMostVersions) return {};
    for (std::size_t side = 1; side < sides; ++side) {
      for (std::size_t i = 0; i < before; ++i) {
        versions.push_back(versions[i]);
        versions.back()[dispute] = static_cast<std::uint8_t>(side);
      }
    }
  }
  versions[0].clear();
  return versions;
}

Cell GroundInAll(Evaluator& first, PredicateId predicate, std::span<const Value> values) {
  const auto disputes = DisputesBehind(first.plan(), {&predicate, 1});
  const std::vector<Version> versions = VersionsOf(first.program(), disputes);
  if (versions.empty()) return kUnknownCell;
  Cell result = first.Ground(predicate, values);
  for (std::size_t i = 1; i < versions.size(); ++i)
    result = Common(result, first.In(versions[i]).Ground(predicate, values));
  return result;
}

void ForEachMatchInAll(Evaluator& first, PredicateId predicate, std::span<const Value> pattern,
                       const Evaluator::Visit& visit) {
  const auto disputes = DisputesBehind(first.plan(), {&predicate, 1});
  if (disputes.empty()) return first.ForEachMatch(predicate, pattern, visit);
  const std::vector<Version> versions = VersionsOf(first.program(), disputes);
  std::set<std::vector<Value>> tuples;
  for (const Version& version : versions) {
    first.In(version).ForEachMatch(predicate, pattern,
                                   [&](std::span<const Value> tuple, const Cell&) {
                                     tuples.emplace(tuple.begin(), tuple.end());
                                   });
  }
  if (versions.empty()) {
    std::vector<Value> open(pattern.begin(), pattern.end());
    ForEachTuple(first, predicate, open, 0,
                 [&](const std::vector<Value>& tuple) { tuples.insert(tuple); });
  }
  for (const std::vector<Value>& tuple : tuples) {
    const Cell cell = GroundInAll(first, predicate, tuple);
    if (!cell.IsNo()) visit(tuple, cell);
  }
}

}  // namespace comity
