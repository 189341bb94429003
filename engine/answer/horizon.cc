// SPDX-License-Identifier: Apache-2.0
#include "engine/answer/horizon.h"

#include <algorithm>

namespace comity {

std::optional<Horizon> HorizonOf(const Plan& plan, const std::set<PredicateId>& asked,
                                 const std::optional<Day>& known_on) {
  std::set<PhraseId> promised;
  for (PredicateId id : asked) promised.insert(plan.promised[id].begin(), plan.promised[id].end());
  std::optional<Horizon> horizon;
  for (PhraseId id : promised) {
    const Phrase& phrase = plan.program->phrases[id];
    const Day day = std::min(*phrase.complete_as_of, known_on.value_or(Day::End()));
    if (!horizon || day < horizon->day) horizon = {day, {}};
    if (day == horizon->day) horizon->phrases.push_back(phrase.text);
  }
  if (horizon) std::sort(horizon->phrases.begin(), horizon->phrases.end());
  return horizon;
}

std::set<PredicateId> PredicatesOf(const Program& program, const Act& act) {
  std::set<PredicateId> result;
  for (int m = 0; m < kModalities; ++m)
    result.insert(PredicateOf(program, act, static_cast<Modality>(m)));
  return result;
}

}  // namespace comity
