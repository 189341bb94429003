// SPDX-License-Identifier: Apache-2.0
#include "engine/base/text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace comity {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(FoldName, ForgetsCapitalsAccentsAndTypography) {
  EXPECT_EQ(FoldName("Île-de-Ys"), FoldName("ILE-DE-YS"));
  EXPECT_EQ(FoldName("Côte d’Ivoire"), FoldName("cote d'ivoire"));
  EXPECT_EQ(FoldName("Guinea–Bissau"), FoldName("guinea-bissau"));
  EXPECT_EQ(FoldName("A\xCC\x8Aland"), FoldName("Åland"));
  EXPECT_EQ(FoldName("  Flying \t Dutchman "), "flying dutchman");
}

TEST(FoldName, KeepsNamesApart) {
  EXPECT_NE(FoldName("Niger"), FoldName("Nigeria"));
  EXPECT_NE(FoldName("Iran"), FoldName("Iraq"));
}

TEST(NormalizeWord, KeepsCapitalsAndAccents) {
  EXPECT_NE(NormalizeWord("Île"), NormalizeWord("Ile"));
  EXPECT_NE(NormalizeWord("Court"), NormalizeWord("court"));
  EXPECT_EQ(NormalizeWord("I\xCC\x82le"), NormalizeWord("Île"));
  EXPECT_EQ(NormalizeWord("d’Or"), "d'Or");
}

TEST(FindInvalidUtf8, FindsTheFirstByteThatIsNone) {
  EXPECT_FALSE(FindInvalidUtf8("plain, Île, 日本, 🚢"));
  EXPECT_FALSE(FindInvalidUtf8(""));
  EXPECT_EQ(FindInvalidUtf8("C\xF4te"), 1U);
  EXPECT_EQ(FindInvalidUtf8("ab\xC3"), 2U);
  EXPECT_EQ(FindInvalidUtf8("\xC0\x80"), 0U) << "overlong";
  EXPECT_EQ(FindInvalidUtf8("a\xED\xA0\x80"), 1U) << "surrogate";
  EXPECT_EQ(FindInvalidUtf8("\xF5\x80\x80\x80"), 0U) << "beyond Unicode";
}

TEST(CountCharacters, CountsCodePoints) {
  EXPECT_EQ(CountCharacters(""), 0U);
  EXPECT_EQ(CountCharacters("Île"), 3U);
  EXPECT_EQ(CountCharacters("日本🚢"), 3U);
}

TEST(SplitWords, TakesBlanksAndTabsTogether) {
  EXPECT_THAT(SplitWords("  a\tb  c "), ElementsAre("a", "b", "c"));
  EXPECT_THAT(SplitWords(" \t "), IsEmpty());
}

TEST(EditDistance, CountsSlipsOfThePen) {
  EXPECT_EQ(EditDistance("when", "when"), 0U);
  EXPECT_EQ(EditDistance("whne", "when"), 1U) << "neighbours swapped";
  EXPECT_EQ(EditDistance("wen", "when"), 1U);
  EXPECT_EQ(EditDistance("wwhen", "when"), 1U);
  EXPECT_EQ(EditDistance("whan", "when"), 1U);
  EXPECT_EQ(EditDistance("", "when"), 4U);
}

TEST(Nearest, GivesTheNearestFirstAndNothingFar) {
  EXPECT_THAT(Nearest("Avallon", {"Brigadoon", "Avalon", "Avalons"}, 2),
              ElementsAre("Avalon", "Avalons"));
  EXPECT_THAT(Nearest("Atlantis", {"Brigadoon", "Avalon"}, 2), IsEmpty());
}

TEST(Nearest, ComparesAsNamesAreCompared) {
  EXPECT_THAT(Nearest("ile de ys", {"Île-de-Ys"}, 1), ElementsAre("Île-de-Ys"));
}

TEST(Trim, LeavesBlanksInside) {
  EXPECT_EQ(Trim(" \ta b\r"), "a b");
  EXPECT_EQ(Trim("  "), "");
}

}  // namespace
}  // namespace comity
