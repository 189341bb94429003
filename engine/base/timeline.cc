// SPDX-License-Identifier: Apache-2.0
#include "engine/base/timeline.h"

#include <algorithm>

namespace comity {

std::string_view Word(Truth truth) {
  switch (truth) {
    case Truth::kNo:
      return "no";
    case Truth::kUnknown:
      return "unknown";
    case Truth::kYes:
      return "yes";
  }
  return "";
}

void Timeline::Append(Day day, Truth value) {
  const Truth before = steps_.empty() ? initial_ : steps_.back().value;
  if (value != before) steps_.push_back({day, value});
}

template <typename Combine>
Timeline Merge(const Timeline& a, const Timeline& b, Combine combine) {
  Timeline result(combine(a.initial_, b.initial_));
  result.steps_.reserve(a.steps_.size() + b.steps_.size());
  Truth left = a.initial_;
  Truth right = b.initial_;
  auto i = a.steps_.begin();
  auto j = b.steps_.begin();
  while (i != a.steps_.end() || j != b.steps_.end()) {
    const Day day =
        j == b.steps_.end() || (i != a.steps_.end() && i->day < j->day) ? i->day : j->day;
    if (i != a.steps_.end() && i->day == day) left = (i++)->value;
    if (j != b.steps_.end() && j->day == day) right = (j++)->value;
    result.Append(day, combine(left, right));
  }
  return result;
}

Day Stretch::AnyDay() const {
  constexpr Day kSomeDay{11323};  // 2001-01-01
  if (from.IsFinite()) return from;
  return until.IsFinite() ? PlusDays(until, -1) : kSomeDay;
}

Timeline Timeline::During(Stretch stretch, Truth inside, Truth outside) {
  Timeline result(outside);
  result.Assign(stretch, inside);
  return result;
}

Truth Timeline::At(Day day) const {
  const auto after = std::upper_bound(steps_.begin(), steps_.end(), day,
                                      [](Day d, const Step& step) { return d < step.day; });
  return after == steps_.begin() ? initial_ : std::prev(after)->value;
}

Truth Timeline::Max() const {
  Truth result = initial_;
  for (const Step& step : steps_) result = Or(result, step.value);
  return result;
}

Truth Timeline::Min() const {
  Truth result = initial_;
  for (const Step& step : steps_) result = And(result, step.value);
  return result;
}

std::vector<Stretch> Timeline::StretchesOf(Truth value) const {
  std::vector<Stretch> result;
  Day from = Day::Beginning();
  Truth current = initial_;
  for (const Step& step : steps_) {
    if (current == value) result.push_back({from, step.day});
    from = step.day;
    current = step.value;
  }
  if (current == value) result.push_back({from, Day::End()});
  return result;
}

Stretch Timeline::StretchAround(Day day) const {
  const auto after = std::upper_bound(steps_.begin(), steps_.end(), day,
                                      [](Day d, const Step& step) { return d < step.day; });
  return {after == steps_.begin() ? Day::Beginning() : std::prev(after)->day,
          after == steps_.end() ? Day::End() : after->day};
}

std::optional<Day> Timeline::NextChangeAfter(Day day) const {
  const Day until = StretchAround(day).until;
  if (until == Day::End()) return std::nullopt;
  return until;
}

void Timeline::Assign(Stretch stretch, Truth value) {
  if (stretch.from >= stretch.until) return;
  const Truth after = stretch.until == Day::End() ? value : At(stretch.until);
  Timeline result(stretch.from == Day::Beginning() ? value : initial_);
  for (const Step& step : steps_) {
    if (step.day < stretch.from) result.Append(step.day, step.value);
  }
  if (stretch.from != Day::Beginning()) result.Append(stretch.from, value);
  if (stretch.until != Day::End()) result.Append(stretch.until, after);
  for (const Step& step : steps_) {
    if (step.day > stretch.until) result.Append(step.day, step.value);
  }
  *this = std::move(result);
}

Timeline And(const Timeline& a, const Timeline& b) {
  return Merge(a, b, [](Truth x, Truth y) { return And(x, y); });
}

Timeline Or(const Timeline& a, const Timeline& b) {
  return Merge(a, b, [](Truth x, Truth y) { return Or(x, y); });
}

Timeline Common(const Timeline& a, const Timeline& b) {
  return Merge(a, b, [](Truth x, Truth y) { return x == y ? x : Truth::kUnknown; });
}

Timeline Not(const Timeline& a) {
  Timeline result(Not(a.initial_));
  result.steps_ = a.steps_;
  for (Timeline::Step& step : result.steps_) step.value = Not(step.value);
  return result;
}

std::string DebugString(const Timeline& timeline) {
  std::string result(Word(timeline.initial()));
  for (const Timeline::Step& step : timeline.steps()) {
    result += " until " + FormatDay(step.day) + ", ";
    result += Word(step.value);
  }
  return result;
}

}  // namespace comity
