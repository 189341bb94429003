// SPDX-License-Identifier: Apache-2.0
#include "tests/fuzz/law_mutator.h"

#include <gtest/gtest.h>

#include "tests/support/law_text.h"

namespace comity {
namespace {

std::string Harbours() {
  std::string text;
  for (const SourceFile& file :
       ReadLawFiles(std::string(COMITY_SOURCE_DIR) + "/tests/cli/testdata/harbours")) {
    if (file.name == "vocabulary.law") text = file.text;
  }
  return text;
}

TEST(LawMutatorTest, IsTheSameForTheSameSeed) {
  const std::string text = Harbours();
  ASSERT_FALSE(text.empty());
  EXPECT_EQ(MutateLaw(text, 7), MutateLaw(text, 7));
  EXPECT_NE(MutateLaw(text, 7), MutateLaw(text, 8));
}

// What it makes reaches the evaluator often enough: otherwise bytes would do.
TEST(LawMutatorTest, KeepsManyFilesWhole) {
  const std::string text = Harbours();
  const auto compile = [](const std::string& law) {
    return Compile({LawFile(law)}, kMostStepsAtLoad, Extent::kPart);
  };
  ASSERT_EQ(CodesOf(compile(text)), "");
  int whole = 0;
  for (std::uint32_t seed = 1; seed <= 200; ++seed) {
    whole += compile(MutateLaw(text, seed)).rulebook != nullptr ? 1 : 0;
  }
  EXPECT_GT(whole, 10);
  EXPECT_LT(whole, 150);
}

TEST(LawMutatorTest, TakesAnyText) {
  for (const std::string text : {"", "\n", "x", "\"", "{", "fact \"{\"\n", "  when a"}) {
    for (std::uint32_t seed = 1; seed <= 200; ++seed) {
      MutateLaw(text, seed);
      MutateQuestion(text, seed);
    }
  }
}

}  // namespace
}  // namespace comity
