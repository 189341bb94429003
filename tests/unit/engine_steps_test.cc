// SPDX-License-Identifier: Apache-2.0
// Every input comes to an end: what would take too long, at load or for a question, is refused.
// Nothing here looks at a clock; a test that hangs has failed.
#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "tests/support/law_text.h"

namespace comity {
namespace {

constexpr std::string_view kVocabulary = R"(law Test
source HC "Convention on Harbours"
kind State
fact       "{State} trusts {second State}"
question   "{State} is calm"
  ask "Is it calm?"
conclusion "{State} is a member"
conclusion "{State} is followed"

scenario "Every phrase is said somewhere"
  cast State Ghost
  given Ghost trusts Ghost
  given not Ghost is calm
  expect not Ghost is a member on 1900-01-01
  expect not Ghost is followed on 1900-01-01

)";

std::string States(int count) {
  std::string text;
  for (int i = 0; i < count; ++i) text += "State S" + std::to_string(i) + "\n";
  return text;
}

// Everybody trusts everybody.
std::string Trust(int count) {
  std::string text = "facts \"Trust\"\n  source HC\n  row {State} trusts {second State}\n\n";
  text += "| State | second State |\n";
  for (int i = 0; i < count; ++i) {
    for (int j = 0; j < count; ++j)
      text += "| S" + std::to_string(i) + " | S" + std::to_string(j) + " |\n";
  }
  return text;
}

std::string RuleOf(const std::string& name, const std::string& conditions,
                   const std::string& conclusion) {
  return "rule " + name + " \"T\"\n  cite HC 1\n" + conditions + "  then " + conclusion + "\n";
}

// A State is a member if it begins a way of five steps: as many ways as there are States to the
// fifth.
const std::string kLongWays = RuleOf("HC-1",
                                     "  when a State trusts a second State\n"
                                     "  and the second State trusts a third State\n"
                                     "  and the third State trusts a fourth State\n"
                                     "  and the fourth State trusts a fifth State\n"
                                     "  and the fifth State trusts a sixth State\n",
                                     "the State is a member");

Compilation Load(const std::string& rest, std::uint64_t most_steps = kMostStepsAtLoad) {
  return Compile({LawFile(std::string(kVocabulary) + rest)}, most_steps);
}

TEST(EngineSteps, RefusesToLoadWhatTakesTooMany) {
  const Compilation compilation = Load(States(12) + Trust(12) + kLongWays, 100'000);
  EXPECT_EQ(CodesOf(compilation), "E48");
  EXPECT_EQ(compilation.rulebook, nullptr);
  EXPECT_NE(RenderAll(compilation).find("what HC-1 concludes"), std::string::npos);
}

TEST(EngineSteps, LoadsWhatTakesFewer) {
  EXPECT_EQ(CodesOf(Load(States(3) + Trust(3) + kLongWays, 100'000)), "");
}

TEST(EngineSteps, CountsTheChangesOfLongTimelines) {
  // One sentence, which changes on a thousand days: laid over each other one by one.
  std::string facts = "facts \"Trust\"\n  source HC\n\n";
  for (int i = 0; i < 1000; ++i) {
    const std::string year = std::to_string(2000 + i);
    facts +=
        "S0 trusts S" + std::to_string(i) + " from " + year + "-01-01 until " + year + "-02-01\n";
  }
  const std::string rules =
      RuleOf("HC-1", "  when a State trusts a second State\n", "the State is a member");
  EXPECT_EQ(CodesOf(Load(States(1000) + facts + rules, 100'000)), "E48");
  EXPECT_EQ(CodesOf(Load(States(1000) + facts + rules, 2'000'000)), "");
}

TEST(EngineSteps, EndsRecursionOverEverybody) {
  const std::string rules =
      RuleOf("HC-1", "  when a State trusts a second State\n", "the State is followed") +
      RuleOf("HC-2", "  when a State is followed\n  and a second State trusts the State\n",
             "the second State is followed");
  EXPECT_EQ(CodesOf(Load(States(20) + Trust(20) + rules)), "");
  EXPECT_EQ(CodesOf(Load(States(20) + Trust(20) + rules, 1000)), "E48");
}

// The same ways, open until the question is asked.
const std::string kLongCalmWays = RuleOf("HC-1",
                                         "  when a State is calm\n"
                                         "  and a second State is calm\n"
                                         "  and a third State is calm\n"
                                         "  and a fourth State is calm\n"
                                         "  and a fifth State is calm\n",
                                         "the State is a member");

TEST(EngineSteps, RefusesTheQuestionThatTakesTooMany) {
  const Compilation compilation = Load(States(30) + kLongCalmWays);
  ASSERT_EQ(CodesOf(compilation), "");
  FindQuestion question{.phrase = "a State is a member"};
  question.most_steps = 100'000;
  const auto answer = Find(*compilation.rulebook, question);
  ASSERT_FALSE(answer.ok());
  EXPECT_EQ(answer.refusals().at(0).reason, Refusal::Reason::kTooManySteps);
  ExplainQuestion why{.sentence = "S1 is a member", .on = {15'000}};
  why.most_steps = 100'000;
  const auto explanation = Explain(*compilation.rulebook, why);
  ASSERT_FALSE(explanation.ok());
  EXPECT_EQ(explanation.refusals().at(0).reason, Refusal::Reason::kTooManySteps);
}

TEST(EngineSteps, FailsTheScenarioThatTakesTooMany) {
  const Compilation compilation =
      Load(States(60) + kLongCalmWays + "scenario \"Long\"\n  expect S1 is a member always\n");
  ASSERT_EQ(CodesOf(compilation), "");
  const auto outcomes = RunScenarios(*compilation.rulebook, {.filters = {"Long"}});
  ASSERT_EQ(outcomes.size(), 1U);
  ASSERT_EQ(outcomes[0].failures.size(), 1U);
  EXPECT_EQ(outcomes[0].failures[0].actual, "takes too many steps to find out");
}

// One conclusion on the other, thousands high, with an open question at the bottom.
std::string Tower(int height) {
  std::string text;
  for (int i = 0; i < height; ++i) {
    const std::string number = std::to_string(i);
    text += "conclusion \"{State} stands on floor " + number + "\"\n";
    const std::string below = i == 0 ? "is calm" : "stands on floor " + std::to_string(i - 1);
    text += RuleOf("T-" + number, "  when a State " + below + "\n",
                   "the State stands on floor " + number);
  }
  return text;
}

TEST(EngineSteps, RefusesToClimbTooHigh) {
  constexpr int kHeight = 5000;
  const Compilation compilation = Load(States(2) + Tower(kHeight));
  ASSERT_EQ(CodesOf(compilation), "");
  const auto top =
      Find(*compilation.rulebook, {.phrase = "S1 stands on floor " + std::to_string(kHeight - 1)});
  ASSERT_FALSE(top.ok());
  EXPECT_EQ(top.refusals().at(0).reason, Refusal::Reason::kTooManySteps);
  EXPECT_TRUE(Find(*compilation.rulebook, {.phrase = "S1 stands on floor 500"}).ok());
}

TEST(EngineSteps, RefusesARuleOfTooManyConditions) {
  std::string conditions = "  when a State is calm\n";
  for (int i = 0; i < 30'000; ++i) conditions += "  and S0 is calm\n";
  EXPECT_EQ(CodesOf(Load(States(1) + RuleOf("HC-1", conditions, "the State is a member"))), "E47");
}

TEST(EngineSteps, RefusesExceptionsThatStandTooDeep) {
  std::string forwards = RuleOf("HC-1", "  when a State is calm\n", "the State is a member");
  std::string backwards;
  for (int i = 1; i < 10'000; ++i) {
    const std::string exception = "exception X-" + std::to_string(i) + " to " +
                                  (i == 1 ? "HC-1" : "X-" + std::to_string(i - 1)) +
                                  " \"T\"\n  cite HC 1\n  when the State trusts the State\n" +
                                  "  then the rule does not apply\n";
    if (i % 2 == 0) {
      forwards += exception;
    } else {
      backwards.insert(0, exception);
    }
  }
  EXPECT_EQ(CodesOf(Load(States(1) + forwards + backwards)), "E37");
}

TEST(EngineSteps, ReadsASentenceThatCouldBeSplitInManyWays) {
  std::string phrase = "fact \"";
  std::string sentence;
  for (int i = 0; i < 12; ++i) {
    phrase += i == 0 ? "{State}" : " {number" + std::to_string(i) + " State}";
  }
  for (int i = 0; i < 40; ++i) sentence += "x ";
  std::string names;
  std::string name;
  for (int i = 0; i < 10; ++i) names += "State " + (name += i == 0 ? "x" : " x") + "\n";
  const std::string facts = "facts \"F\"\n  source HC\n\n" + sentence + "\n";
  EXPECT_NE(CodesOf(Load(names + phrase + " meet\"\n" + facts)), "");
  EXPECT_NE(CodesOf(Load(names + phrase + " meet\"\n" + "facts \"F\"\n  source HC\n\n" + sentence +
                         "meet\n")),
            "");
}

// Files as large as they may be, of lines that each pass looks at.
TEST(EngineSteps, LoadsFilesOfTheLargestSize) {
  std::string phrases, rules;
  for (int i = 0; phrases.size() < 3'500'000; ++i) {
    phrases += "fact \"{State} has property " + std::to_string(i) + "\"\n";
  }
  Load(States(1) + phrases);
  for (int i = 0; rules.size() < 3'500'000; ++i) {
    rules += RuleOf("R-" + std::to_string(i), "  when a State trusts a second State\n",
                    "the State is a member");
  }
  EXPECT_EQ(CodesOf(Load(States(2) + Trust(2) + rules)), "");
}

}  // namespace
}  // namespace comity
