// SPDX-License-Identifier: Apache-2.0
#include "tests/oracle/metamorphic.h"

#include <gtest/gtest.h>

#include <iostream>

#include "tests/oracle/generator.h"

namespace comity::oracle {
namespace {

constexpr std::uint64_t kSeed = 400;

TEST(MetamorphicTest, NothingChanges) {
  const MetamorphicResult result = RunMetamorphic(kSeed, 0, 300, 1);
  EXPECT_EQ(result.failure, "");
  for (std::size_t r = 0; r < result.checked.size(); ++r) {
    std::cout << Relations()[r].name << ": " << result.checked[r] << " programs\n";
    EXPECT_EQ(result.checked[r], 300U);
  }
}

// A relation is worth something only if it sees what is done wrongly.
class BrokenRelationTest : public testing::TestWithParam<std::size_t> {};

TEST_P(BrokenRelationTest, IsNoticed) {
  constexpr int kMostPrograms = 300;
  const Relation& relation = Relations()[GetParam()];
  for (int number = 0; number < kMostPrograms; ++number) {
    Choices choices(SeedOfCase(kSeed, number));
    const Program program = Generate(choices);
    Choices own(SeedOfCase(number, GetParam()));
    if (!relation.check(program, own, true)) continue;
    std::cout << relation.name << ", done wrongly: noticed in program " << number << "\n";
    return;
  }
  FAIL() << relation.name << ", done wrongly, was not noticed in " << kMostPrograms << " programs";
}

INSTANTIATE_TEST_SUITE_P(Relation, BrokenRelationTest,
                         testing::Range(std::size_t{0}, Relations().size()));

}  // namespace
}  // namespace comity::oracle
