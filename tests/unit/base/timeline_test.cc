// SPDX-License-Identifier: Apache-2.0
#include "engine/base/timeline.h"

#include <gtest/gtest.h>

#include <array>
#include <random>
#include <vector>

namespace comity {
namespace {

constexpr Truth kNo = Truth::kNo, kUnknown = Truth::kUnknown, kYes = Truth::kYes;

// A naive timeline: one value for each of some days, which stands for all days before the first of
// them and after the last.
constexpr int kDays = 12;
constexpr int kFirst = 10000;
using Days = std::array<Truth, kDays>;

Day DayAt(int index) { return {kFirst + index}; }

// A stretch over the array's days; one that reaches an end of the array has no end there.
Stretch StretchAt(int from, int until) {
  if (from >= until) return {DayAt(from), DayAt(until)};
  return {from <= 0 ? Day::Beginning() : DayAt(from), until >= kDays ? Day::End() : DayAt(until)};
}

Days DaysOf(const Timeline& timeline) {
  Days days{};
  for (int i = 0; i < kDays; ++i) days[static_cast<std::size_t>(i)] = timeline.At(DayAt(i));
  return days;
}

struct Pair {
  Timeline timeline;
  Days days{};
};

class RandomTimelines : public testing::Test {
 protected:
  int Below(int bound) { return static_cast<int>(random_() % static_cast<unsigned>(bound)); }

  Pair Make() {
    Pair pair;
    const int assignments = Below(5);
    for (int i = 0; i < assignments; ++i) Assign(pair);
    return pair;
  }

  // Any stretch: touching, empty, turned around, unbounded.
  void Assign(Pair& pair) {
    const int from = Below(kDays + 1);
    const int until = Below(kDays + 1);
    const auto value = static_cast<Truth>(Below(3));
    pair.timeline.Assign(StretchAt(from, until), value);
    for (int i = from; i < until; ++i) pair.days[static_cast<std::size_t>(i)] = value;
  }

  std::mt19937 random_{20020701};  // NOLINT(cert-msc51-cpp): the same run every time
};

void ExpectSound(const Timeline& timeline) {
  Truth before = timeline.initial();
  Day last = Day::Beginning();
  for (const Timeline::Step& step : timeline.steps()) {
    EXPECT_TRUE(step.day.IsFinite());
    EXPECT_LT(last, step.day) << DebugString(timeline);
    EXPECT_NE(step.value, before) << DebugString(timeline);
    before = step.value;
    last = step.day;
  }
}

constexpr int kRounds = 4000;

TEST_F(RandomTimelines, AssignSetsExactlyItsDays) {
  for (int round = 0; round < kRounds; ++round) {
    const Pair pair = Make();
    ExpectSound(pair.timeline);
    ASSERT_EQ(DaysOf(pair.timeline), pair.days) << DebugString(pair.timeline);
  }
}

TEST_F(RandomTimelines, CombineDayByDay) {
  for (int round = 0; round < kRounds; ++round) {
    const Pair a = Make();
    const Pair b = Make();
    const Timeline both = And(a.timeline, b.timeline);
    const Timeline either = Or(a.timeline, b.timeline);
    const Timeline none = Not(a.timeline);
    for (const Timeline& timeline : {both, either, none}) ExpectSound(timeline);
    for (std::size_t i = 0; i < kDays; ++i) {
      const Day day = DayAt(static_cast<int>(i));
      ASSERT_EQ(both.At(day), And(a.days[i], b.days[i]));
      ASSERT_EQ(either.At(day), Or(a.days[i], b.days[i]));
      ASSERT_EQ(none.At(day), Not(a.days[i]));
    }
  }
}

TEST_F(RandomTimelines, StretchesOfAllValuesCoverAllDaysOnce) {
  for (int round = 0; round < kRounds; ++round) {
    const Pair pair = Make();
    for (int i = 0; i < kDays; ++i) {
      int covering = 0;
      for (Truth value : {kNo, kUnknown, kYes}) {
        for (const Stretch& stretch : pair.timeline.StretchesOf(value)) {
          if (!stretch.Contains(DayAt(i))) continue;
          ++covering;
          ASSERT_EQ(value, pair.days[static_cast<std::size_t>(i)]);
          ASSERT_EQ(pair.timeline.StretchAround(DayAt(i)), stretch);
        }
      }
      ASSERT_EQ(covering, 1) << DebugString(pair.timeline);
    }
  }
}

TEST_F(RandomTimelines, NextChangeIsTheNextDayOfAnotherValue) {
  for (int round = 0; round < kRounds; ++round) {
    const Pair pair = Make();
    for (int i = 0; i < kDays; ++i) {
      int next = i + 1;
      const auto value = [&](int index) { return pair.days[static_cast<std::size_t>(index)]; };
      while (next < kDays && value(next) == value(i)) ++next;
      const auto change = pair.timeline.NextChangeAfter(DayAt(i));
      ASSERT_EQ(change.has_value(), next < kDays);
      if (change) {
        ASSERT_EQ(*change, DayAt(next));
      }
    }
  }
}

TEST_F(RandomTimelines, MaximumAndMinimumAreThoseOfTheDays) {
  for (int round = 0; round < kRounds; ++round) {
    const Pair pair = Make();
    Truth most = kNo;
    Truth least = kYes;
    for (Truth value : pair.days) {
      most = Or(most, value);
      least = And(least, value);
    }
    ASSERT_EQ(pair.timeline.Max(), most);
    ASSERT_EQ(pair.timeline.Min(), least);
  }
}

TEST(Timeline, EqualValuesMeanEqualTimelines) {
  Timeline pieces(kNo);
  pieces.Assign({DayAt(1), DayAt(2)}, kYes);
  pieces.Assign({DayAt(2), DayAt(3)}, kYes);
  EXPECT_EQ(pieces, Timeline::During({DayAt(1), DayAt(3)}));
  pieces.Assign({Day::Beginning(), Day::End()}, kUnknown);
  EXPECT_EQ(pieces, Timeline(kUnknown));
}

TEST(Timeline, EmptyStretchChangesNothing) {
  EXPECT_TRUE(Timeline::During({DayAt(3), DayAt(3)}).IsNo());
  EXPECT_TRUE(Timeline::During({DayAt(4), DayAt(3)}).IsNo());
}

TEST(Timeline, UnboundedStretchesHaveNoFarStep) {
  EXPECT_EQ(Timeline::During({Day::Beginning(), DayAt(3)}).steps().size(), 1U);
  EXPECT_EQ(Timeline::During({DayAt(3), Day::End()}).steps().size(), 1U);
  EXPECT_EQ(Timeline::During({}), Timeline(kYes));
  EXPECT_FALSE(Timeline(kYes).NextChangeAfter(DayAt(0)));
}

TEST(Timeline, StretchHoldsItsFirstDayAndNotItsLast) {
  const Timeline timeline = Timeline::During({DayAt(2), DayAt(4)});
  EXPECT_EQ(timeline.At(DayAt(1)), kNo);
  EXPECT_EQ(timeline.At(DayAt(2)), kYes);
  EXPECT_EQ(timeline.At(DayAt(3)), kYes);
  EXPECT_EQ(timeline.At(DayAt(4)), kNo);
}

TEST(Truth, UnknownGivesWayOnlyToWhatDecides) {
  EXPECT_EQ(And(kUnknown, kNo), kNo);
  EXPECT_EQ(And(kUnknown, kYes), kUnknown);
  EXPECT_EQ(Or(kUnknown, kYes), kYes);
  EXPECT_EQ(Or(kUnknown, kNo), kUnknown);
  EXPECT_EQ(Not(kUnknown), kUnknown);
}

}  // namespace
}  // namespace comity
