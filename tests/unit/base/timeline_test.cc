// SPDX-License-Identifier: Apache-2.0
#include "engine/base/timeline.h"

#include <gtest/gtest.h>

#include <array>
#include <random>

namespace comity {
namespace {

constexpr int kDays = 24;

// A timeline and what it should say on each of a few days, built side by side.
struct Pair {
  Timeline timeline;
  std::array<Truth, kDays> days{};
};

Pair RandomPair(std::mt19937& random) {
  Pair pair;
  for (int i = static_cast<int>(random() % 5); i > 0; --i) {
    const auto truth = static_cast<Truth>(random() % 3);
    const int from = static_cast<int>(random() % (kDays + 2)) - 1;
    const int until = static_cast<int>(random() % (kDays + 2)) - 1;
    pair.timeline.Assign(
        {from < 0 ? Day::Beginning() : Day{from}, until == kDays ? Day::End() : Day{until}}, truth);
    for (int day = std::max(from, 0); day < until && day < kDays; ++day) {
      pair.days[static_cast<std::size_t>(day)] = truth;
    }
  }
  return pair;
}

void ExpectMaximalSteps(const Timeline& timeline) {
  Truth before = timeline.initial();
  Day last = Day::Beginning();
  for (const Timeline::Step& step : timeline.steps()) {
    EXPECT_NE(step.value, before);
    EXPECT_LT(last, step.day);
    EXPECT_TRUE(step.day.IsFinite());
    before = step.value;
    last = step.day;
  }
}

TEST(TimelineTest, AgreesWithAnArrayOfDays) {
  std::mt19937 random(20261124);
  for (int round = 0; round < 5000; ++round) {
    const Pair a = RandomPair(random);
    const Pair b = RandomPair(random);
    const Timeline both = And(a.timeline, b.timeline);
    const Timeline either = Or(a.timeline, b.timeline);
    for (const Timeline& timeline : {a.timeline, both, either}) ExpectMaximalSteps(timeline);
    for (int day = 0; day < kDays; ++day) {
      const auto i = static_cast<std::size_t>(day);
      ASSERT_EQ(a.timeline.At({day}), a.days[i]) << DebugString(a.timeline);
      ASSERT_EQ(both.At({day}), And(a.days[i], b.days[i]));
      ASSERT_EQ(either.At({day}), Or(a.days[i], b.days[i]));
      ASSERT_EQ(Not(a.timeline).At({day}), Not(a.days[i]));
      ASSERT_TRUE(a.timeline.StretchAround({day}).Contains({day}));
    }
  }
}

TEST(TimelineTest, StretchesAreHalfOpenAndMaximal) {
  Timeline timeline = Timeline::During({Day{3}, Day{5}});
  timeline.Assign({Day{5}, Day{8}}, Truth::kYes);
  EXPECT_EQ(timeline.StretchesOf(Truth::kYes), (std::vector<Stretch>{{Day{3}, Day{8}}}));
  EXPECT_EQ(timeline.At({7}), Truth::kYes);
  EXPECT_EQ(timeline.At({8}), Truth::kNo);
  EXPECT_EQ(timeline.NextChangeAfter({4}), Day{8});
  EXPECT_EQ(timeline.NextChangeAfter({8}), std::nullopt);
}

TEST(TimelineTest, AnEmptyStretchChangesNothing) {
  EXPECT_TRUE(Timeline::During({Day{5}, Day{5}}).IsNo());
  EXPECT_TRUE(Timeline::During({Day{6}, Day{5}}).IsNo());
}

}  // namespace
}  // namespace comity
