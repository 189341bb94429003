// SPDX-License-Identifier: Apache-2.0
#include "service/evaluation_pool.h"

#include <gtest/gtest.h>

#include <atomic>
#include <latch>

namespace comity {
namespace {

TEST(EvaluationPool, DoesEverythingItTakesBeforeItEnds) {
  std::atomic<int> done = 0;
  {
    EvaluationPool pool(3, 1'000);
    for (int i = 0; i < 500; ++i) EXPECT_TRUE(pool.TryRun([&] { ++done; }));
  }
  EXPECT_EQ(done, 500);
}

TEST(EvaluationPool, TakesNoMoreThanMayWait) {
  std::latch begun(1), go_on(1);
  EvaluationPool pool(1, 2);
  EXPECT_TRUE(pool.TryRun([&] {
    begun.count_down();
    go_on.wait();
  }));
  begun.wait();
  EXPECT_TRUE(pool.TryRun([] {}));
  EXPECT_TRUE(pool.TryRun([] {}));
  EXPECT_FALSE(pool.TryRun([] {}));
  go_on.count_down();
}

}  // namespace
}  // namespace comity
