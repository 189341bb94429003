// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/engine.h"
#include "tests/support/law_text.h"

namespace comity {
namespace {

constexpr std::string_view kLaw = R"(law Harbours

source HC "Convention on Harbours"
kind State
kind Ship
record "{State} joined on {joining date}"
fact "{Ship} is wanted"
fact "{Ship} is a warship"
fact "{Ship} carries mail"
fact "{Ship} is in distress"
conclusion "{State} is a member"
action "detain {Ship}"

issue mail "Is mail free?"
  cite HC 9
  position free "Yes"
  position taxed "No"
    prevailing
reading posts "Of the posts"
  mail = free

rule HC-1 "Members"
  cite HC 1
  when a State joined on a joining date
  and the joining date is after 2000-01-01
  then from the joining date: the State is a member

rule HC-2 "Detention"
  cite HC 2
  when a State is a member
  and a Ship is wanted
  unless the Ship is a warship
  then the State must detain the Ship

exception HC-3 to HC-2 "Mail"
  cite HC 3
  position mail = free
  when any of
    - the Ship carries mail
    - the Ship is in distress
  then the rule does not apply
)";

// "rule exercised; line: seen true, seen false" as "HC-1 yes: TF TF".
std::string Summary(std::string_view scenarios) {
  const auto rulebook = CompileLaw(std::string(kLaw) + "\n" + std::string(scenarios));
  const auto coverage = MeasureCoverage(*rulebook);
  std::string result;
  for (const RuleCoverage& rule : coverage->rules) {
    result += (result.empty() ? "" : "; ") + rule.name + (rule.exercised ? " yes:" : " no:");
    for (const LineCoverage& line : rule.lines)
      result += std::string(" ") + (line.seen_true ? "T" : "-") + (line.seen_false ? "F" : "-");
  }
  for (const PositionCoverage& position : coverage->positions)
    result += "; " + position.position + (position.exercised ? " yes" : " no");
  return result;
}

TEST(Coverage, CountsAGapWhereItApplies) {
  EXPECT_THAT(
      Summary(R"(action "board {Ship}"

table HC-4 "Boarding"
  cite HC 4
  when a State joined on a joining date
  and a Ship is wanted
  column mail: the Ship carries mail
  exactly one row applies
  | mail | then the State      |
  | yes  | must board the Ship |
  | no   | gap in the law      |

scenario "No mail"
  cast State A
  cast Ship S
  given A joined on 2001-01-01
  given S is wanted
  expect undetermined A must board S on 2002-01-01
)"),
      testing::AllOf(testing::HasSubstr("HC-4 row 1 no:"), testing::HasSubstr("HC-4 row 2 yes:")));
}

TEST(Coverage, IsNothingWithoutScenarios) {
  EXPECT_EQ(Summary(""), "HC-1 no: -- --; HC-2 no: -- -- --; HC-3 no: -- --; free no");
}

TEST(Coverage, FollowsAnExpectationDownToTheRulesItRestsOn) {
  EXPECT_EQ(Summary(R"(
scenario "A duty"
  cast State A
  cast Ship S
  given A joined on 2005-01-01
  given S is wanted
  expect A must detain S on 2006-01-01
)"),
            "HC-1 yes: T- T-; HC-2 yes: T- T- -F; HC-3 no: -- --; free no");
}

TEST(Coverage, CountsALineThatFailsOnlyWhereItAloneDecides) {
  // Neither member nor wanted: no line decides. Then each by itself.
  EXPECT_EQ(Summary(R"(
scenario "Nothing"
  cast State A
  cast Ship S
  expect A must detain S never
)"),
            "HC-1 no: -- --; HC-2 no: -- -- --; HC-3 no: -- --; free no");
  EXPECT_EQ(Summary(R"(
scenario "Not wanted"
  cast State A
  cast Ship S
  given A joined on 2005-01-01
  expect A must detain S never
)"),
            "HC-1 no: -- --; HC-2 no: -- -F --; HC-3 no: -- --; free no");
}

TEST(Coverage, CountsOnlyTheDaysAnExpectationLooksAt) {
  const std::string day = R"(
scenario "Before it joined"
  cast State A
  given A joined on 2005-01-01
  expect not A is a member on 2004-12-31
)";
  EXPECT_THAT(Summary(day), testing::StartsWith("HC-1 no: "));
  EXPECT_THAT(Summary(day + "  expect A is a member on 2005-01-01\n"),
              testing::StartsWith("HC-1 yes: TF T-"));
}

TEST(Coverage, TellsAComparisonThatFails) {
  EXPECT_THAT(Summary(R"(
scenario "Too early"
  cast State A
  given A joined on 1999-01-01
  expect A is a member never
)"),
              testing::StartsWith("HC-1 no: -F -F"));
}

TEST(Coverage, CountsBulletsByThemselvesAndPositionsByReading) {
  const std::string both = R"(
scenario "Mail"
  cast State A
  cast Ship S, D
  given A joined on 2005-01-01
  given S is wanted
  given S carries mail
  given D is wanted
  reading posts
    expect no duty A must detain S on 2006-01-01
    expect barred A must detain S on 2006-01-01
)";
  EXPECT_THAT(Summary(both), testing::EndsWith("HC-3 yes: T- --; free yes"));
  EXPECT_THAT(Summary(both + "    expect A must detain D on 2006-01-01\n"),
              testing::EndsWith("HC-3 yes: TF -F; free yes"));
}

}  // namespace
}  // namespace comity
