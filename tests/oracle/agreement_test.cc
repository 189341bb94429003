// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <iostream>

#include "tests/oracle/campaign.h"

namespace comity::oracle {
namespace {

constexpr std::uint64_t kSeed = 20261123;
constexpr std::uint64_t kCasesOfShard = 5000;

// Shards, so that tests can run side by side; together 20,000 programs.
class AgreementTest : public testing::TestWithParam<int> {};

TEST_P(AgreementTest, EngineAndNaiveEvaluatorAgree) {
  Campaign campaign;
  campaign.seed = kSeed;
  campaign.first = GetParam() * kCasesOfShard;
  campaign.cases = kCasesOfShard;
  const CampaignResult result = RunCampaign(campaign);
  std::cout << result.features.Table() << "seed " << kSeed << ", " << result.cases
            << " programs from case " << campaign.first << ", " << result.views << " views\n";
  EXPECT_EQ(result.failure, "");
  if (result.failure.empty()) {
    EXPECT_EQ(result.features.Shortfalls(), "") << "features below their quota";
  }
}

INSTANTIATE_TEST_SUITE_P(Shard, AgreementTest, testing::Range(0, 4));

}  // namespace
}  // namespace comity::oracle
