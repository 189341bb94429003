// SPDX-License-Identifier: Apache-2.0
#include "engine/verify/claim.h"

#include <algorithm>
#include <array>

namespace comity {
namespace {

// The outcomes that one part gives if no part before it is so; duty and ban together are a
// conflict.
constexpr std::array<std::string_view, 5> kByPart = {"obliged", "suspended", "forbidden",
                                                     "permitted", "voluntary"};

}  // namespace

Claim::Claim(const Program& program, PredicateId predicate, std::string outcome)
    : outcome_(std::move(outcome)) {
  if (outcome_.empty()) {
    predicates_ = {predicate};
    return;
  }
  const PredicateId first = program.phrases[program.predicates[predicate].phrase].first_predicate;
  for (int m = 0; m < kModalities; ++m) predicates_.push_back(first + static_cast<PredicateId>(m));
}

std::vector<Claim::Look> Claim::Looks() const {
  if (outcome_.empty()) return {{predicates_[0], CellPart::kValue}};
  const auto of = [&](Modality modality) {
    return predicates_[static_cast<std::size_t>(modality)];
  };
  std::vector<Look> result = {{of(Modality::kMust), CellPart::kValue},
                              {of(Modality::kMust), CellPart::kSuspended},
                              {of(Modality::kMustNot), CellPart::kValue},
                              {of(Modality::kMay), CellPart::kValue},
                              {of(Modality::kMayVoluntarily), CellPart::kValue}};
  for (PredicateId predicate : predicates_) result.push_back({predicate, CellPart::kBarred});
  return result;
}

Truth Claim::ValueOf(Evaluator& evaluator, const Look& look, const std::vector<Value>& values,
                     Day day) {
  const Cell& cell = evaluator.Ground(look.predicate, values);
  switch (look.part) {
    case CellPart::kValue:
      return cell.value.At(day);
    case CellPart::kSuspended:
      return cell.suspended.At(day);
    case CellPart::kBarred:
      return cell.barred.At(day);
  }
  return Truth::kNo;
}

Truth Claim::At(Evaluator& evaluator, const std::vector<Value>& values, Day day) const {
  const std::vector<Look> looks = Looks();
  std::vector<Truth> found;
  for (const Look& look : looks) found.push_back(ValueOf(evaluator, look, values, day));
  if (outcome_.empty()) return found[0];
  const Truth conflict = And(found[0], found[2]);
  if (outcome_ == "conflict") return conflict;
  Truth none_before = Not(conflict);
  for (std::size_t i = 0; i < kByPart.size(); ++i) {
    if (outcome_ == kByPart[i]) return And(none_before, found[i]);
    none_before = And(none_before, Not(found[i]));
  }
  const Truth barred = *std::max_element(found.begin() + kByPart.size(), found.end());
  return And(none_before, outcome_ == "barred" ? barred : Not(barred));
}

std::optional<OpenStatement> Claim::FindOpen(Evaluator& evaluator, OpenStatementFinder& finder,
                                             const std::vector<Value>& values, Day day) const {
  for (const Look& look : Looks()) {
    if (ValueOf(evaluator, look, values, day) != Truth::kUnknown) continue;
    if (auto open = finder.InGround(look.predicate, values, day, look.part)) return open;
  }
  return std::nullopt;
}

}  // namespace comity
