// SPDX-License-Identifier: Apache-2.0
#include "engine/check/statement.h"

#include <algorithm>
#include <map>

namespace comity {

std::variant<Fact, StatementFault> MakeFact(const Program& program, const Match& match, bool denied,
                                            std::optional<Day> from, std::optional<Day> until) {
  const Predicate& predicate = program.predicates[match.predicate];
  const Phrase& phrase = program.phrases[predicate.phrase];
  if (predicate.act || phrase.form == Form::kConclusion) return StatementFault::kNotAFact;
  Fact fact;
  fact.predicate = match.predicate;
  fact.denied = denied;
  for (const Filler& filler : match.fillers) fact.values.push_back(filler.value);
  if (phrase.form == Form::kRecord) {
    if (from || until) return StatementFault::kDatesOnARecord;
    if (!denied && phrase.holds_from >= 0)
      fact.stretch.from = {fact.values[static_cast<std::size_t>(phrase.holds_from)]};
    return fact;
  }
  if (from) fact.stretch.from = *from;
  if (until) fact.stretch.until = *until;
  if (fact.stretch.from >= fact.stretch.until) return StatementFault::kEmptyStretch;
  return fact;
}

std::vector<std::pair<std::size_t, std::size_t>> FindContradictions(
    const std::vector<Fact>& facts) {
  std::map<std::pair<PredicateId, std::vector<Value>>, std::vector<std::size_t>> denials;
  for (std::size_t i = 0; i < facts.size(); ++i) {
    if (facts[i].denied) denials[{facts[i].predicate, facts[i].values}].push_back(i);
  }
  std::vector<std::pair<std::size_t, std::size_t>> result;
  if (denials.empty()) return result;
  for (std::size_t i = 0; i < facts.size(); ++i) {
    if (facts[i].denied) continue;
    const auto found = denials.find({facts[i].predicate, facts[i].values});
    if (found == denials.end()) continue;
    for (std::size_t denial : found->second) {
      const Stretch& a = facts[i].stretch;
      const Stretch& b = facts[denial].stretch;
      if (a.from < b.until && b.from < a.until) result.emplace_back(i, denial);
    }
  }
  return result;
}

}  // namespace comity
