// SPDX-License-Identifier: Apache-2.0
// How the words of a question are understood, and what is said of those that are not.
#include "engine/answer/session.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "tests/support/law_text.h"

namespace comity {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using Reason = Refusal::Reason;

constexpr std::string_view kLaw = R"(law Test
source HC "Convention on Harbours"
kind State
kind Ship
kind Cargo
body the Board  code HB  also "Harbour Board"
record   "{State} joined on {joining date}"
fact     "{Ship} is wanted"
question "{Ship} is in {State}"
  ask "Where was {Ship}?"
  supposed by at
conclusion "{State} is a member"
action   "detain {Ship}"
action   "search {Ship}"
State Avalon  code AVA, AV  also "Isle of Apples"
State Île-de-Ys  code YS
State New Brigadoon
State Old Brigadoon
Ship Flying Dutchman
Ship Flying Cloud
Ship Nautilus
Cargo Salt

rule HC-5 "Detention"
  cite HC 5
  when a Ship is wanted
  and the Ship is in a State
  then the State must detain the Ship

rule HC-6 "Search"
  cite HC 6
  when a Ship is in a State
  then the State may search the Ship

scenario "Every phrase is said somewhere"
  given Avalon joined on 2001-01-01
  expect not Avalon is a member on 2001-01-01
)";

class Questions : public testing::Test {
 protected:
  static Question Ask(std::string_view actor, std::string_view ship) {
    Question question;
    question.actor = actor;
    question.about = {std::string(ship)};
    question.on = *ParseDay("2001-01-01");
    return question;
  }

  Refusal RefusalOf(const Question& question) const {
    const auto answer = Decide(*rulebook_, question);
    EXPECT_FALSE(answer.ok());
    return answer.ok() ? Refusal{} : answer.refusals()[0];
  }

  std::string ActorOf(std::string_view text) const {
    const auto answer = Decide(*rulebook_, Ask(text, "Nautilus"));
    return answer.ok() ? answer->determinations[0].actor : answer.refusals()[0].message;
  }

  std::shared_ptr<const Rulebook> rulebook_ = CompileLaw(kLaw);
};

struct NameCase {
  std::string_view text;
  std::string_view actor;
};

TEST_F(Questions, KnowNamesCodesAccentsAndParts) {
  constexpr NameCase kCases[] = {
      {.text = "Avalon", .actor = "Avalon"},
      {.text = "AVA", .actor = "Avalon"},
      {.text = "av", .actor = "Avalon"},
      {.text = "isle of apples", .actor = "Avalon"},
      {.text = "apples", .actor = "Avalon"},
      {.text = "ile-de-ys", .actor = "Île-de-Ys"},
      {.text = "ÎLE-DE-YS", .actor = "Île-de-Ys"},
      {.text = "old", .actor = "Old Brigadoon"},
      {.text = "New Brig", .actor = "New Brigadoon"},
  };
  for (const NameCase& c : kCases) EXPECT_EQ(ActorOf(c.text), c.actor) << c.text;
}

TEST_F(Questions, NameAllWhoAPartCouldMean) {
  const Refusal refusal = RefusalOf(Ask("Brigadoon", "Nautilus"));
  EXPECT_EQ(refusal.reason, Reason::kAmbiguousName);
  EXPECT_EQ(refusal.field, "actor");
  EXPECT_THAT(refusal.candidates, ElementsAre("New Brigadoon", "Old Brigadoon"));
}

TEST_F(Questions, OfferTheNearestForANameNobodyHas) {
  const Refusal refusal = RefusalOf(Ask("Avallon", "Nautilus"));
  EXPECT_EQ(refusal.reason, Reason::kUnknownName);
  EXPECT_THAT(refusal.candidates, ElementsAre("Avalon"));
}

TEST_F(Questions, SayAllThatIsWrongAtOnce) {
  Question question = Ask("Atlantis", "Flying");
  question.reading = "lenient";
  const auto answer = Decide(*rulebook_, question);
  ASSERT_EQ(answer.refusals().size(), 3U);
  EXPECT_EQ(answer.refusals()[0].field, "reading");
  EXPECT_EQ(answer.refusals()[1].field, "actor");
  EXPECT_EQ(answer.refusals()[2].field, "about[0]");
  EXPECT_THAT(answer.refusals()[2].candidates, ElementsAre("Flying Cloud", "Flying Dutchman"));
}

TEST_F(Questions, WithoutAnActionAskForAllActs) {
  const auto answer = Decide(*rulebook_, Ask("AVA", "Nautilus"));
  ASSERT_TRUE(answer.ok());
  ASSERT_EQ(answer->determinations.size(), 2U);
  EXPECT_EQ(answer->determinations[0].action, "detain Nautilus");
  EXPECT_EQ(answer->determinations[1].action, "search Nautilus");
}

TEST_F(Questions, WithAnActionAskForThatOne) {
  Question question = Ask("AVA", "Nautilus");
  for (const char* action : {"search", "search Nautilus", "SEARCH"}) {
    question.action = action;
    const auto answer = Decide(*rulebook_, question);
    ASSERT_TRUE(answer.ok()) << action;
    ASSERT_EQ(answer->determinations.size(), 1U);
    EXPECT_EQ(answer->determinations[0].action, "search Nautilus");
  }
  question.action = "sink";
  EXPECT_EQ(RefusalOf(question).reason, Reason::kUnknownAction);
}

TEST_F(Questions, SupposeThePlaceOfTheShip) {
  Question question = Ask("AVA", "Nautilus");
  question.at = "av";
  const auto answer = Decide(*rulebook_, question);
  ASSERT_TRUE(answer.ok());
  EXPECT_THAT(answer->suppositions, ElementsAre("Nautilus is in Avalon"));
  EXPECT_EQ(answer->determinations[1].outcome, Outcome::kPermitted);
}

TEST_F(Questions, ReadStatementsOfACase) {
  Question question = Ask("AVA", "Nautilus");
  question.facts.statements = {{"Nautilus is wanted from 2000-01-01", {}, {}, false},
                               {"Nautilus is in Avalon", ParseDay("2000-06-01"), {}, false}};
  const auto answer = Decide(*rulebook_, question);
  ASSERT_TRUE(answer.ok());
  EXPECT_EQ(answer->determinations[0].outcome, Outcome::kObliged);
  EXPECT_EQ(FormatDay(answer->determinations[0].stretch.from), "2000-06-01");
}

struct StatementCase {
  std::string_view text;
  Reason reason;
};

TEST_F(Questions, RefuseStatementsThatCannotBeGiven) {
  constexpr StatementCase kCases[] = {
      {.text = "", .reason = Reason::kBadStatement},
      {.text = "Nautilus is wantd", .reason = Reason::kUnknownPhrase},
      {.text = "Nautilos is wanted", .reason = Reason::kUnknownName},
      {.text = "Avalon is a member", .reason = Reason::kNotAFact},
      {.text = "Avalon must detain Nautilus", .reason = Reason::kNotAFact},
      {.text = "Avalon joined on 2001-01-01 from 2001-01-01", .reason = Reason::kBadStatement},
      {.text = "Nautilus is wanted from 2001-02-30", .reason = Reason::kBadStatement},
      {.text = "Nautilus is wanted from 2002-01-01 until 2001-01-01",
       .reason = Reason::kBadStatement},
  };
  for (const StatementCase& c : kCases) {
    Question question = Ask("AVA", "Nautilus");
    question.facts.statements = {{std::string(c.text), {}, {}, false}};
    const Refusal refusal = RefusalOf(question);
    EXPECT_EQ(refusal.reason, c.reason) << c.text << ": " << refusal.message;
    EXPECT_EQ(refusal.field, "case.statements[0]");
  }
}

TEST_F(Questions, RefuseACaseThatContradictsItself) {
  Question question = Ask("AVA", "Nautilus");
  question.facts.statements = {{"Nautilus is wanted", {}, {}, false},
                               {"not Nautilus is wanted from 2001-01-01", {}, {}, false}};
  const Refusal refusal = RefusalOf(question);
  EXPECT_EQ(refusal.reason, Reason::kContradiction);
  EXPECT_EQ(refusal.field, "case.statements[1]");
}

TEST_F(Questions, RefuseWhatNoActIsAbout) {
  Question question = Ask("AVA", "Salt");
  EXPECT_FALSE(Decide(*rulebook_, question).ok());
  question.about = {"Nautilus", "Flying Cloud"};
  EXPECT_EQ(Decide(*rulebook_, question).ok(), true) << "the first ship fills the hole";
}

TEST_F(Questions, StopWhenCancelled) {
  const std::atomic<bool> cancelled = true;
  FindQuestion question;
  question.phrase = "a State must detain a Ship";
  question.cancelled = &cancelled;
  const auto answer = Find(*rulebook_, question);
  if (!answer.ok()) {
    EXPECT_EQ(answer.refusals()[0].reason, Reason::kCancelled);
  }
}

}  // namespace
}  // namespace comity
