// SPDX-License-Identifier: Apache-2.0
// Every proof rests on lines of files, and says what it presumes and what it lacks.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <sstream>
#include <string>
#include <string_view>

#include "tests/support/law_text.h"

namespace comity {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr std::string_view kLaw = R"(law Test
source HC "Convention on Harbours"
  cited as "Art. {} Harbour Convention"
kind State
kind Ship
record     "{State} joined on {joining date}"
  see also "{State} signed on {signing date}"
record     "{State} signed on {signing date}"
fact       "{Ship} is wanted"
question   "{Ship} is in {State}"
  ask "Where was {Ship}?"
question   "{Ship} carries sick sailors"
  presumed no
conclusion "{State} is a member"
action     "detain {Ship}"
State Avalon
State Brigadoon
Ship Nautilus

facts "Facts"
  source HC
Avalon joined on 2001-01-01
Brigadoon signed on 2000-12-31
Nautilus is wanted from 2001-01-01

rule HC-2 "Membership"
  cite HC 2
  when a State joined on a joining date
  then the State is a member

rule HC-5 "Detention"
  cite HC 5(1)
  when a State is a member
  and a Ship is wanted
  and the Ship is in the State
  then the State must detain the Ship

exception HC-7 to HC-5 "Sickness"
  cite HC 7
  when the Ship carries sick sailors
  then the rule does not apply
)";

void ForEachNode(const std::vector<ProofNode>& nodes,
                 const std::function<void(const ProofNode&)>& visit) {
  for (const ProofNode& node : nodes) {
    visit(node);
    ForEachNode(node.children, visit);
  }
}

class Proofs : public testing::Test {
 protected:
  Explanation Why(std::string_view sentence, std::vector<Statement> given = {}) const {
    ExplainQuestion question;
    question.sentence = sentence;
    question.on = *ParseDay("2005-01-01");
    question.facts.statements = std::move(given);
    const auto answer = Explain(*rulebook_, question);
    EXPECT_TRUE(answer.ok());
    return answer.ok() ? *answer : Explanation{};
  }

  static std::string LineOf(unsigned number) {
    std::istringstream in{std::string(kLaw)};
    std::string line;
    for (unsigned i = 0; i < number; ++i) std::getline(in, line);
    return line;
  }

  std::shared_ptr<const Rulebook> rulebook_ = CompileLaw(kLaw);
  const std::vector<Statement> there_ = {{"Nautilus is in Avalon", {}, {}, false}};
};

TEST_F(Proofs, LeavesPointToTheLinesTheyRestOn) {
  const Explanation why = Why("Avalon must detain Nautilus", there_);
  ASSERT_EQ(why.value, Truth::kYes);
  int facts = 0;
  ForEachNode(why.proof, [&](const ProofNode& node) {
    if (node.kind != ProofNode::Kind::kFact) return;
    ++facts;
    EXPECT_EQ(node.reference.file, "test.law");
    EXPECT_THAT(LineOf(node.reference.line), HasSubstr(node.sentence));
    EXPECT_EQ(node.reference.source, "Convention on Harbours");
  });
  EXPECT_EQ(facts, 2);
}

TEST_F(Proofs, RulesPointToTheirOwnLinesAndCitations) {
  const Explanation why = Why("Avalon must detain Nautilus", there_);
  ASSERT_FALSE(why.proof.empty());
  const ProofNode& rule = why.proof[0];
  EXPECT_EQ(rule.rule, "HC-5");
  EXPECT_THAT(LineOf(rule.reference.line), HasSubstr("rule HC-5"));
  EXPECT_THAT(rule.citations, Contains("Art. 5(1) Harbour Convention"));
}

TEST_F(Proofs, TellTheCaseFromTheRecord) {
  bool said = false;
  ForEachNode(Why("Avalon must detain Nautilus", there_).proof, [&](const ProofNode& node) {
    said =
        said || (node.kind == ProofNode::Kind::kCase && node.sentence == "Nautilus is in Avalon");
  });
  EXPECT_TRUE(said);
}

TEST_F(Proofs, NameThePresumptionsTheyRelyOn) {
  const Explanation why = Why("Avalon must detain Nautilus", there_);
  ASSERT_EQ(why.presumptions.size(), 1U);
  EXPECT_EQ(why.presumptions[0].sentence, "Nautilus carries sick sailors");
  EXPECT_EQ(why.presumptions[0].presumed, Truth::kNo);
}

TEST_F(Proofs, RelyOnNoPresumptionThatTheCaseSettles) {
  auto given = there_;
  given.push_back({"not Nautilus carries sick sailors", {}, {}, false});
  EXPECT_THAT(Why("Avalon must detain Nautilus", given).presumptions, IsEmpty());
}

TEST_F(Proofs, AskForWhatIsMissing) {
  const Explanation why = Why("Avalon must detain Nautilus");
  EXPECT_EQ(why.value, Truth::kUnknown);
  ASSERT_EQ(why.missing.size(), 1U);
  EXPECT_EQ(why.missing[0].sentence, "Nautilus is in Avalon");
  EXPECT_EQ(why.missing[0].ask, "Where was Nautilus?");
}

TEST_F(Proofs, FollowAFailureToTheRecordThatIsMissing) {
  const Explanation why = Why("Brigadoon is a member");
  EXPECT_EQ(why.value, Truth::kNo);
  ASSERT_TRUE(why.why_not);
  ASSERT_FALSE(why.why_not->nearest.empty());
  EXPECT_EQ(why.why_not->nearest[0].rule, "HC-2");
  ASSERT_FALSE(why.why_not->because.empty());
  EXPECT_THAT(why.why_not->because[0], HasSubstr("Brigadoon joined on"));
  EXPECT_THAT(why.why_not->see_also, Contains(HasSubstr("Brigadoon signed on 2000-12-31")));
}

TEST_F(Proofs, SayWhichExceptionBars) {
  auto given = there_;
  given.push_back({"Nautilus carries sick sailors", {}, {}, false});
  const Explanation why = Why("Avalon must detain Nautilus", given);
  EXPECT_EQ(why.value, Truth::kNo);
  ASSERT_TRUE(why.why_not);
  bool named = false;
  ForEachNode(why.why_not->nearest,
              [&](const ProofNode& node) { named = named || node.rule == "HC-7"; });
  EXPECT_TRUE(named);
}

}  // namespace
}  // namespace comity
