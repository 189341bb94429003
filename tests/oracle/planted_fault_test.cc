// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <iostream>

#include "tests/oracle/compare.h"
#include "tests/oracle/generator.h"

namespace comity::oracle {
namespace {

constexpr std::uint64_t kSeed = 7;
constexpr int kMostPrograms = 2000;

// The comparison is only worth something if it notices each of these mistakes soon.
class PlantedFaultTest : public testing::TestWithParam<NamedFault> {};

TEST_P(PlantedFaultTest, IsFound) {
  for (int number = 0; number < kMostPrograms; ++number) {
    Choices choices(SeedOfCase(kSeed, number));
    const Program program = Generate(choices);
    if (!JudgeProgram(program, GetParam().fault)) continue;
    ASSERT_EQ(JudgeProgram(program), std::nullopt) << "the engine differs without the fault, too";
    std::cout << GetParam().name << " found in program " << number << "\n";
    return;
  }
  FAIL() << GetParam().name << " was not found in " << kMostPrograms << " programs";
}

INSTANTIATE_TEST_SUITE_P(Fault, PlantedFaultTest, testing::ValuesIn(kFaults),
                         [](const auto& param) { return std::string(param.param.name.substr(1)); });

}  // namespace
}  // namespace comity::oracle
