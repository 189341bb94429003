// SPDX-License-Identifier: Apache-2.0
#include "engine/base/typed.h"

#include <gtest/gtest.h>

#include "engine/base/text.h"

namespace comity {
namespace {

constexpr std::string_view kNoBreakBlank = "\xC2\xA0";
constexpr std::string_view kSoftHyphen = "\xC2\xAD";
constexpr std::string_view kNoBreakHyphen = "\xE2\x80\x91";

TEST(TypedLine, WritesWhatAKeyboardHas) {
  EXPECT_EQ(TypedLine(Concat({"a", kNoBreakBlank, "b", kNoBreakHyphen, "c"})), "a b-c");
  EXPECT_EQ(TypedLine(Concat({"join", kSoftHyphen, "ed"})), "joined");
  EXPECT_EQ(TypedLine("\xEF\xBB\xBFlaw"), "law");
}

TEST(TypedLine, StraightensQuotesWhereNoneAreStraight) {
  EXPECT_EQ(TypedLine("rule A “B”"), "rule A \"B\"");
  EXPECT_EQ(TypedLine("rule A „B“"), "rule A \"B\"");
  EXPECT_EQ(TypedLine("rule A « B »"), "rule A \" B \"");
  EXPECT_EQ(TypedLine("rule A \"the “B”\""), "rule A \"the “B”\"");
}

TEST(TypedLine, LeavesDashesAndAccents) {
  EXPECT_EQ(TypedLine("Côte d’Ivoire – 2012"), "Côte d’Ivoire – 2012");
}

TEST(CharactersBefore, CountsWhatTheAuthorWrote) {
  const std::string line = Concat({"é", kSoftHyphen, kNoBreakBlank, "“x”"});
  const std::string typed = TypedLine(line);
  ASSERT_EQ(typed, "é \"x\"");
  EXPECT_EQ(CharactersBefore(line, typed.find('x')), 4U);
  EXPECT_EQ(CharactersBefore("plain", 2), 2U);
}

TEST(ForeignCharacter, IsFoundWhereItStands) {
  using Kind = ForeignCharacter::Kind;
  EXPECT_FALSE(FindForeignCharacter("a\r\nb\n"));
  EXPECT_EQ(FindForeignCharacter("a\rb")->kind, Kind::kLoneReturn);
  EXPECT_EQ(FindForeignCharacter(std::string_view("a\0b", 3))->at, 1U);
  EXPECT_EQ(FindForeignCharacter("ab\xE2\x80\xAE"
                                 "c")
                ->kind,
            Kind::kTurnsDirection);
}

TEST(DisplayWidth, CountsColumns) {
  EXPECT_EQ(DisplayWidth("Île"), 3U);
  EXPECT_EQ(DisplayWidth("I\xCC\x82le"), 3U);
  EXPECT_EQ(DisplayWidth("\xE6\xB3\x95"), 2U);
}

}  // namespace
}  // namespace comity
