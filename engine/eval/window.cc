// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "engine/eval/evaluator.h"

// When a rule begins and ends: its own dates, and the exceptions that only change these.
namespace comity {
namespace {

// The days from which on a rule may hold: the first if all that is unknown turns out so as to begin
// early, the last if so as to begin late.
struct Bounds {
  Day first, last;
};

// The latest of the days that certainly stand instead. Each that may stand can only take the place
// of the written day, or be later than the certain one.
Bounds BoundsOf(Day written, const std::vector<TimingChange>& changes, bool begins) {
  std::optional<Day> certain;
  for (const TimingChange& change : changes) {
    if (change.begins != begins || change.certainty != Truth::kYes) continue;
    certain = std::max(certain.value_or(change.day), change.day);
  }
  Bounds bounds{certain.value_or(written), certain.value_or(written)};
  for (const TimingChange& change : changes) {
    if (change.begins != begins || change.certainty != Truth::kUnknown) continue;
    const Day day = certain ? std::max(*certain, change.day) : change.day;
    bounds = {std::min(bounds.first, day), std::max(bounds.last, day)};
  }
  return bounds;
}

}  // namespace

Stretch Evaluator::WrittenWindowOf(const Rule& rule, const Bindings& bindings) const {
  return {rule.from ? DayOf(*rule.from, bindings) : Day::Beginning(),
          rule.until ? DayOf(*rule.until, bindings) : Day::End()};
}

std::vector<TimingChange> Evaluator::TimingChangesOf(const Rule& rule, const Bindings& bindings) {
  std::vector<TimingChange> result;
  for (RuleId id : rule.exceptions) {
    const Rule& exception = program_.rules[id];
    if (!exception.instead) continue;
    ForEachException(id, bindings, [&](Derivation derivation) {
      TimingChange change;
      change.begins = exception.effect == Rule::Effect::kBegin;
      change.day = DayOf(*exception.instead, derivation.bindings);
      change.certainty = derivation.value.Max();
      change.exception = std::move(derivation);
      if (change.certainty != Truth::kNo) result.push_back(std::move(change));
    });
  }
  return result;
}

Timeline Evaluator::WindowOf(const Rule& rule, const Bindings& bindings) {
  const Stretch written = WrittenWindowOf(rule, bindings);
  const std::vector<TimingChange> changes = TimingChangesOf(rule, bindings);
  if (changes.empty()) return Timeline::During(written);
  const Bounds from = BoundsOf(written.from, changes, true);
  const Bounds until = BoundsOf(written.until, changes, false);
  Timeline begun = Timeline::During({from.last, Day::End()});
  begun.Assign({from.first, from.last}, Truth::kUnknown);
  Timeline going_on = Timeline::During({Day::Beginning(), until.first});
  going_on.Assign({until.first, until.last}, Truth::kUnknown);
  return And(begun, going_on);
}

}  // namespace comity
