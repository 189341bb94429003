// SPDX-License-Identifier: Apache-2.0
// What small programs mean, day by day, asked through the facade.
#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "tests/support/law_text.h"

namespace comity {
namespace {

constexpr std::string_view kVocabulary = R"(law Test
source HC "Convention on Harbours"
kind State
kind Ship
record     "{State} joined on {joining date}"
record     "{State} left on {leaving date}"
fact       "{State} is next to {neighbour State}"
fact       "{State} is at war"
question   "{Ship} is in {State}"
  ask "Where was {Ship}?"
question   "{Ship} carries sick sailors"
  presumed no
conclusion "{State} is a member"
conclusion "{State} can reach {far State}"
conclusion "{State} is safe"
action     "detain {Ship}"
State Avalon
State Brigadoon
State Cockaigne
Ship Nautilus
scenario "Every phrase is said somewhere"
  cast State Ghost
  cast Ship Phantom
  given Ghost joined on 1890-01-01
  given Ghost left on 1890-01-02
  given Ghost is next to Avalon
  given Ghost is at war
  given not Phantom is in Ghost
  given not Phantom carries sick sailors
  expect not Ghost is a member on 1880-01-01
  expect not Ghost can reach Ghost on 1880-01-01
  expect not Ghost is safe on 1880-01-01
  expect no duty Ghost must detain Phantom on 1880-01-01
facts "Facts"
  source HC
  complete for "{State} left on {leaving date}" as of 1800-01-01
)";

// "no until 2001-01-01, yes": every value a phrase or an act has in the course of time.
std::string Over(const Rulebook& rulebook, TimelineQuestion question) {
  const auto answer = AskTimeline(rulebook, question);
  if (!answer.ok()) return "refused: " + answer.refusals()[0].message;
  std::string result;
  for (const TimelineStretch& stretch : answer->at(0).stretches) {
    constexpr const char* kTruths[] = {"no", "unknown", "yes"};
    const auto* truth = std::get_if<Truth>(&stretch.value);
    result += truth ? kTruths[static_cast<int>(*truth)] : Name(std::get<Outcome>(stretch.value));
    const Day until = stretch.stretch.until;
    if (until.IsFinite()) result += " until " + FormatDay(until) + ", ";
  }
  return result;
}

// Facts come first, because they belong to the list that the vocabulary ends with.
std::string Over(std::string_view facts_and_rules, std::string_view sentence,
                 std::string_view reading = "prevailing") {
  TimelineQuestion question;
  question.phrase = sentence;
  question.readings = {std::string(reading)};
  return Over(*CompileLaw(std::string(kVocabulary) + std::string(facts_and_rules)), question);
}

constexpr std::string_view kMembership = R"(
rule HC-2 "Membership"
  cite HC 2
  when a State joined on a joining date
  unless the State left on a leaving date
  then the State is a member
)";

std::string With(std::string_view facts, std::string_view rules) {
  return std::string(facts) + std::string(rules);
}

TEST(Evaluator, RecordHoldsFromItsDayOn) {
  EXPECT_EQ(Over(With("Avalon joined on 2001-01-01\n", kMembership), "Avalon is a member"),
            "no until 2001-01-01, yes");
}

TEST(Evaluator, UnlessLineTakesAllValuesOfItsOwnVariables) {
  constexpr std::string_view kFacts =
      "Avalon joined on 2001-01-01\nAvalon left on 2004-01-01\nAvalon left on 2003-01-01\n";
  EXPECT_EQ(Over(With(kFacts, kMembership), "Avalon is a member"),
            "no until 2001-01-01, yes until 2003-01-01, no");
}

TEST(Evaluator, RecursionReachesTheLeastFixedPoint) {
  constexpr std::string_view kText = R"(
Avalon is next to Brigadoon from 2001-01-01
Brigadoon is next to Cockaigne until 2005-01-01
Cockaigne is next to Avalon

rule R-1 "Near"
  cite HC 1
  when a State is next to a far State
  then the State can reach the far State

rule R-2 "Far"
  cite HC 1
  when a State is next to a neighbour State
  and the neighbour State can reach a far State
  then the State can reach the far State
)";
  EXPECT_EQ(Over(kText, "Avalon can reach Cockaigne"),
            "no until 2001-01-01, yes until 2005-01-01, no");
  EXPECT_EQ(Over(kText, "Avalon can reach Avalon"),
            "no until 2001-01-01, yes until 2005-01-01, no");
  EXPECT_EQ(Over(kText, "Cockaigne can reach Brigadoon"), "no until 2001-01-01, yes");
}

TEST(Evaluator, CircleWithoutGroundStaysNo) {
  constexpr std::string_view kText = R"(
rule R-1 "Safe if a member"
  cite HC 1
  when a State is a member
  then the State is safe

rule R-2 "A member if safe"
  cite HC 1
  when a State is safe
  then the State is a member

rule R-3 "What nothing here starts"
  cite HC 1
  when a State is at war
  then the State is safe
)";
  EXPECT_EQ(Over(kText, "Avalon is a member"), "no");
}

TEST(Evaluator, AsOfFreezesADay) {
  constexpr std::string_view kText = R"(
Avalon joined on 2001-01-01
Avalon is at war from 2000-06-01 until 2002-01-01
Brigadoon joined on 2003-01-01
Brigadoon is at war from 2004-01-01

rule R-1 "At war when joining"
  cite HC 1
  when a State joined on a joining date
  and as of the joining date: the State is at war
  then the State is safe
)";
  EXPECT_EQ(Over(kText, "Avalon is safe"), "no until 2001-01-01, yes");
  EXPECT_EQ(Over(kText, "Brigadoon is safe"), "no");
}

TEST(Evaluator, EffectMayReachBack) {
  constexpr std::string_view kText = R"(
Avalon joined on 2001-01-01

rule R-1 "Retroactive"
  cite HC 1
  when a State joined on a joining date
  then with effect from 1999-01-01 until 2000-01-01: the State is a member
)";
  EXPECT_EQ(Over(kText, "Avalon is a member"), "no until 1999-01-01, yes until 2000-01-01, no");
}

TEST(Evaluator, WindowOfAConclusionIsCutOutOfItsConditions) {
  constexpr std::string_view kText = R"(
Avalon joined on 2001-01-31

rule R-1 "For a year from the month after"
  cite HC 1
  when a State joined on a joining date
  then from the first day of the month after the joining date until (the joining date plus 1 year, clamping to month end): the State is a member
)";
  EXPECT_EQ(Over(kText, "Avalon is a member"), "no until 2001-02-01, yes until 2002-01-31, no");
}

TEST(Evaluator, ExceptionToAnExceptionRestoresTheRule) {
  constexpr std::string_view kText = R"(
Avalon joined on 2001-01-01
Avalon is at war from 2002-01-01
Avalon left on 2003-01-01

rule R-1 "Membership"
  cite HC 1
  when a State joined on a joining date
  then the State is a member

exception X-1 to R-1 "War"
  cite HC 2
  when the State is at war
  then the rule does not apply

exception X-2 to X-1 "Those who left may fight"
  cite HC 3
  when the State left on a leaving date
  then the rule does not apply
)";
  EXPECT_EQ(Over(kText, "Avalon is a member"),
            "no until 2001-01-01, yes until 2002-01-01, no until 2003-01-01, yes");
}

TEST(Evaluator, ExceptionWithDatesActsOnlyWithinThem) {
  constexpr std::string_view kText = R"(
Avalon joined on 2001-01-01

rule R-1 "Membership"
  cite HC 1
  when a State joined on a joining date
  then the State is a member

exception X-1 to R-1 "A year without members"
  cite HC 2
  when the State joined on the joining date
  then from 2005-01-01 until 2006-01-01: the rule does not apply
)";
  EXPECT_EQ(Over(kText, "Avalon is a member"),
            "no until 2001-01-01, yes until 2005-01-01, no until 2006-01-01, yes");
}

constexpr std::string_view kDuty = R"(
rule R-5 "Detention"
  cite HC 5
  when a Ship is in a State
  then the State must detain the Ship

exception X-7 to R-5 "Sickness"
  cite HC 7
  when the Ship carries sick sailors
  then the duty is suspended
)";

TEST(Evaluator, OpenQuestionLeavesADutyUnknown) {
  EXPECT_EQ(Over(kDuty, "Avalon must detain Nautilus"), "unknown");
}

TEST(Evaluator, SuspendedDutyDoesNotHold) {
  constexpr std::string_view kFacts =
      "Nautilus is in Avalon from 2001-01-01\nNautilus carries sick sailors from 2002-01-01 until "
      "2003-01-01\nnot Nautilus is in Avalon until 2001-01-01\n";
  EXPECT_EQ(Over(With(kFacts, kDuty), "Avalon must detain Nautilus"),
            "no until 2001-01-01, yes until 2002-01-01, no until 2003-01-01, yes");
}

TEST(Evaluator, PresumptionHoldsWhereNothingIsStated) {
  constexpr std::string_view kText = R"(
Avalon joined on 2001-01-01
not Nautilus is in Avalon from 2003-01-01 until 2004-01-01

rule R-1 "Presumed to be there"
  cite HC 1
  when Avalon joined on a joining date
  then it is presumed that Nautilus is in Avalon
)";
  EXPECT_EQ(Over(kText, "Nautilus is in Avalon"),
            "unknown until 2001-01-01, yes until 2003-01-01, no until 2004-01-01, yes");
}

TEST(Evaluator, CaseCountsOverFactsDayByDay) {
  const auto rulebook =
      CompileLaw(std::string(kVocabulary) + "Avalon is at war from 2001-01-01 until 2005-01-01\n");
  TimelineQuestion question;
  question.phrase = "Avalon is at war";
  question.facts.statements.push_back(
      {"not Avalon is at war from 2002-01-01 until 2003-01-01", {}, {}, false});
  EXPECT_EQ(Over(*rulebook, question),
            "no until 2001-01-01, yes until 2002-01-01, no until 2003-01-01, yes until "
            "2005-01-01, no");
}

TEST(Evaluator, CaseMayCastWhatNobodyDeclared) {
  const auto rulebook = CompileLaw(std::string(kVocabulary) + std::string(kMembership));
  TimelineQuestion question;
  question.phrase = "Dinotopia is a member";
  question.facts.cast = {{"State", "Dinotopia"}};
  question.facts.statements.push_back({"Dinotopia joined on 2010-05-05", {}, {}, false});
  EXPECT_EQ(Over(*rulebook, question), "no until 2010-05-05, yes");
}

TEST(Evaluator, GroupsAreMaximumMinimumAndNeither) {
  constexpr std::string_view kFacts =
      "Avalon joined on 2001-01-01\nAvalon left on 2002-01-01\nAvalon is at war from 2003-01-01\n";
  const auto with = [&](const std::string& group) {
    return Over(With(kFacts,
                     "rule R-1 \"Group\"\n  cite HC 1\n  when a State joined on a joining "
                     "date\n  and " +
                         group +
                         "\n    - the State left on a leaving date\n    - the State is at "
                         "war\n  then the State is safe\n"),
                "Avalon is safe");
  };
  EXPECT_EQ(with("any of"), "no until 2002-01-01, yes");
  EXPECT_EQ(with("all of"), "no until 2003-01-01, yes");
  EXPECT_EQ(with("none of"), "no until 2001-01-01, yes until 2002-01-01, no");
}

TEST(Evaluator, RuleOfAPositionCountsUnderItsReadingsOnly) {
  constexpr std::string_view kText = R"(
Avalon joined on 2001-01-01

issue war "Does war end membership?"
  position ends "It does"
    prevailing
  position stays "It does not"

reading strict "The strict reading"
  war = stays

rule R-1 "Membership"
  cite HC 1
  position war = stays
  when a State joined on a joining date
  then the State is a member
)";
  EXPECT_EQ(Over(kText, "Avalon is a member"), "no");
  EXPECT_EQ(Over(kText, "Avalon is a member", "strict"), "no until 2001-01-01, yes");
}

}  // namespace
}  // namespace comity
