// SPDX-License-Identifier: Apache-2.0
#include "tests/oracle/naive.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/oracle/print.h"

namespace comity::oracle {
namespace {

Condition Says(int phrase, std::vector<Term> terms) {
  Condition condition;
  condition.sentence.phrase = phrase;
  condition.sentence.terms = std::move(terms);
  return condition;
}

constexpr Term kFirst = {Term::Kind::kVariable, 0};
constexpr Term kSecond = {Term::Kind::kVariable, 1};

// One kind with two members: 0 signed on day 100, a question is open, and a rule concludes from the
// signature day.
class NaiveTest : public testing::Test {
 protected:
  NaiveTest() {
    program.kinds = {{"Alpha", false, {"Anna", "Arno"}}};
    program.readings = {{"prevailing", {}, false}};
    program.phrases = {
        {Form::kRecord, {"", " signs on ", ""}, {{0, "Alpha"}, {kDateKind, "start date"}}, 1},
        {Form::kQuestion, {"", " hides"}, {{0, "Alpha"}}},
        {Form::kConclusion, {"", " belongs"}, {{0, "Alpha"}}, -1, false, Value::kNo, 1}};
    program.facts = {{0, {0, 100}}};
    rule.name = "R";
    rule.variables = {{0, "Alpha"}, {kDateKind, "start date"}};
    rule.clauses = {{false, Group::kSingle, {Says(0, {kFirst, kSecond})}}};
    rule.head = Says(2, {kFirst}).sentence;
  }

  Value BelongsOn(int member, int day) {
    program.rules = {rule};
    const NaiveEvaluation naive(program, {});
    const auto found = std::find(naive.days().begin(), naive.days().end(), day);
    EXPECT_NE(found, naive.days().end());
    return naive.ValueOf(2, member)[found - naive.days().begin()];
  }

  Program program;
  Rule rule;
};

TEST_F(NaiveTest, ConcludesFromTheDayOfTheRecord) {
  EXPECT_EQ(BelongsOn(0, 99), Value::kNo);
  EXPECT_EQ(BelongsOn(0, 100), Value::kYes);
  EXPECT_EQ(BelongsOn(1, 100), Value::kNo);
}

TEST_F(NaiveTest, LeavesOpenWhatAnUnknownCouldChange) {
  rule.clauses.push_back({true, Group::kSingle, {Says(1, {kFirst})}});
  EXPECT_EQ(BelongsOn(0, 100), Value::kUnknown);
  program.facts.push_back({1, {0}, true});
  EXPECT_EQ(BelongsOn(0, 100), Value::kYes);
}

TEST_F(NaiveTest, ExcludesTheDayOfUntil) {
  rule.until = DateExpr{DateExpr::Kind::kPlusDays, 7, {{DateExpr::Kind::kVariable, 1, {}}}};
  EXPECT_EQ(BelongsOn(0, 106), Value::kYes);
  EXPECT_EQ(BelongsOn(0, 107), Value::kNo);
}

TEST_F(NaiveTest, ReachesBackWithEffectFrom) {
  rule.with_effect = true;
  rule.from = DateExpr{DateExpr::Kind::kDay, 50, {}};
  EXPECT_EQ(BelongsOn(0, 49), Value::kNo);
  EXPECT_EQ(BelongsOn(0, 50), Value::kYes);
}

TEST_F(NaiveTest, ReadsATableRowByRow) {
  rule.columns = {{"hidden", Says(1, {kFirst}), -1}};
  rule.rows = {{{{TableCell::Kind::kNo, {}}}}, {{{TableCell::Kind::kYes, {}}}, true}};
  rule.rows[0].head = rule.head;
  EXPECT_EQ(BelongsOn(0, 100), Value::kUnknown);
  program.facts.push_back({1, {0}, true});
  EXPECT_EQ(BelongsOn(0, 100), Value::kYes);
  // The row that then fits is a gap: never for sure.
  program.facts.back().denied = false;
  EXPECT_EQ(BelongsOn(0, 100), Value::kUnknown);
  EXPECT_EQ(BelongsOn(0, 99), Value::kNo);
}

TEST_F(NaiveTest, IsPrintedAsARuleFile) {
  program.rules = {rule};
  const std::string text = Print(program)[0].text;
  EXPECT_NE(text.find("  when an Alpha signs on a start date\n  then the Alpha belongs\n"),
            std::string::npos)
      << text;
  EXPECT_NE(text.find("Anna signs on 1970-04-11  source LIST\n"), std::string::npos) << text;
}

}  // namespace
}  // namespace comity::oracle
