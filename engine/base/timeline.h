// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/base/date.h"

namespace comity {

// Ordered: And is the minimum, Or the maximum, Not swaps the ends.
enum class Truth : std::uint8_t { kNo = 0, kUnknown = 1, kYes = 2 };

constexpr Truth And(Truth a, Truth b) { return a < b ? a : b; }
constexpr Truth Or(Truth a, Truth b) { return a < b ? b : a; }
constexpr Truth Not(Truth a) { return static_cast<Truth>(2 - static_cast<int>(a)); }

// "no", "unknown", "yes".
std::string_view Word(Truth truth);

// The days from `from` until, not including, `until`.
struct Stretch {
  Day from = Day::Beginning();
  Day until = Day::End();

  bool Contains(Day day) const { return from <= day && day < until; }
  // Its first day; if it has none its last, and of all of time some day. Of one that is not empty.
  Day AnyDay() const;
  bool operator==(const Stretch&) const = default;
};

// A truth value for every day, changing finitely often.
//
// INVARIANT: steps are sorted by day, all days finite, and each differs in value from the one
// before (the first from `initial`), so equal timelines compare equal.
class Timeline {
 public:
  struct Step {
    Day day;
    Truth value;
    bool operator==(const Step&) const = default;
  };

  Timeline() = default;
  explicit Timeline(Truth constant) : initial_(constant) {}
  // `inside` during the stretch and `outside` on all other days. An empty stretch leaves `outside`.
  static Timeline During(Stretch stretch, Truth inside = Truth::kYes, Truth outside = Truth::kNo);

  Truth At(Day day) const;
  Truth Max() const;
  Truth Min() const;
  bool IsConstant() const { return steps_.empty(); }
  bool IsNo() const { return steps_.empty() && initial_ == Truth::kNo; }

  Truth initial() const { return initial_; }
  std::span<const Step> steps() const { return steps_; }

  // The stretches on which the value is `value`: sorted, disjoint, maximal.
  std::vector<Stretch> StretchesOf(Truth value) const;
  // The maximal stretch of one value around `day`.
  Stretch StretchAround(Day day) const;
  // The first day after `day` on which the value differs from that of `day`.
  std::optional<Day> NextChangeAfter(Day day) const;

  // Sets [from, until) to `value`.
  void Assign(Stretch stretch, Truth value);

  friend Timeline And(const Timeline& a, const Timeline& b);
  friend Timeline Or(const Timeline& a, const Timeline& b);
  friend Timeline Not(const Timeline& a);
  // Where both say the same, that; else unknown.
  friend Timeline Common(const Timeline& a, const Timeline& b);

  bool operator==(const Timeline&) const = default;

 private:
  template <typename Combine>
  friend Timeline Merge(const Timeline& a, const Timeline& b, Combine combine);
  void Append(Day day, Truth value);

  Truth initial_ = Truth::kNo;
  std::vector<Step> steps_;
};

// "no until 2002-07-01, yes until 2017-10-27, no": for tests and dumps.
std::string DebugString(const Timeline& timeline);

}  // namespace comity
