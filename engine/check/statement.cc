// SPDX-License-Identifier: Apache-2.0
#include "engine/check/statement.h"

#include <algorithm>
#include <map>

#include "engine/base/instant.h"

namespace comity {

namespace {

// The day in a hole; of a time, its day in UTC.
Day DayIn(const std::vector<Hole>& holes, const std::vector<Value>& values, std::size_t hole) {
  return holes[hole].kind == kTimeKind ? DayOf(Instant{values[hole]}) : Day{values[hole]};
}

}  // namespace

std::variant<Fact, StatementFault> MakeFact(const Program& program, const Match& match, bool denied,
                                            const StatedDays& days) {
  const Predicate& predicate = program.predicates[match.predicate];
  const Phrase& phrase = program.phrases[predicate.phrase];
  if (predicate.act || phrase.form == Form::kConclusion) return StatementFault::kNotAFact;
  Fact fact;
  fact.predicate = match.predicate;
  fact.denied = denied;
  for (const Filler& filler : match.fillers) fact.values.push_back(filler.value);
  if (phrase.form == Form::kRecord) {
    if (days.from || days.until) return StatementFault::kDatesOnARecord;
    if (phrase.holds_from < 0) return fact;
    fact.known_from = DayIn(phrase.holes, fact.values, static_cast<std::size_t>(phrase.holds_from));
    if (!denied) fact.stretch.from = fact.certain.from = fact.known_from;
    return fact;
  }
  if ((days.from_last && *days.from_last <= *days.from) ||
      (days.until_last && *days.until_last <= *days.until))
    return StatementFault::kEmptyBetween;
  fact.stretch = {days.from.value_or(Day::Beginning()),
                  days.until_last.value_or(days.until.value_or(Day::End()))};
  fact.certain = {days.from_last.value_or(fact.stretch.from), days.until.value_or(Day::End())};
  if (fact.stretch.from >= fact.stretch.until) return StatementFault::kEmptyStretch;
  fact.known_from = fact.stretch.from;
  if (days.until) fact.end_known_from = *days.until;
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
      const bool sides = facts[i].dispute >= 0 && facts[i].dispute == facts[denial].dispute;
      if (sides && facts[i].side != facts[denial].side) continue;
      const Stretch& a = facts[i].certain;
      const Stretch& b = facts[denial].certain;
      if (std::max(a.from, b.from) < std::min(a.until, b.until)) result.emplace_back(i, denial);
    }
  }
  return result;
}

}  // namespace comity
