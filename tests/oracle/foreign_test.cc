// SPDX-License-Identifier: Apache-2.0
#include "tests/oracle/foreign.h"

#include <gtest/gtest.h>

#include <iostream>
#include <utility>

#include "tests/oracle/choices.h"
#include "tests/oracle/generator.h"
#include "tests/oracle/gringo.h"

namespace comity::oracle {
namespace {

constexpr std::uint64_t kSeed = 20261125;

TEST(ForeignTest, EngineAndGringoAgree) {
  ASSERT_NE(GringoVersion(), "") << "there is no gringo here; ./dev installs it";
  constexpr std::uint64_t kCases = 200;
  const ForeignResult result = RunForeign({kSeed, 0, kCases, 50, 1});
  std::uint64_t unknown = 0;
  for (const auto& [what, count] : result.unknown) {
    std::cout << "not compared, because of " << what << ": " << count << "\n";
    unknown += count;
  }
  std::cout << "seed " << kSeed << ", " << result.cases << " programs, " << result.sentences
            << " sentences\n";
  EXPECT_EQ(result.failure, "");
  EXPECT_EQ(result.cases + unknown, kCases);
  EXPECT_GT(result.sentences, 10 * result.cases);
}

// A mistake in one rule, as the engine could make it.
struct Mistake {
  const char* name;
  bool (*make)(Rule& rule);  // false if there is nothing to get wrong
};

const Mistake kMistakes[] = {
    {"NoUntil",
     [](Rule& rule) {
       const bool had = rule.until.has_value();
       rule.until.reset();
       return had;
     }},
    {"NoUnless",
     [](Rule& rule) {
       for (std::size_t i = 0; i < rule.clauses.size(); ++i) {
         if (!rule.clauses[i].unless || rule.clauses[i].group != Group::kSingle) continue;
         Clause& clause = rule.clauses[i];
         clause.group = Group::kNoneOf;  // unless none of: the contrary
         return true;
       }
       return false;
     }},
    {"SuspensionBars",
     [](Rule& rule) {
       if (rule.effect != Effect::kSuspended) return false;
       rule.effect = Effect::kDoesNotApply;
       return true;
     }},
    {"AsOfIgnored",
     [](Rule& rule) {
       bool had = false;
       for (Clause& clause : rule.clauses) {
         for (Condition& condition : clause.conditions) {
           had = had || condition.as_of;
           condition.as_of.reset();
         }
       }
       return had;
     }},
    {"TimesExchanged",
     [](Rule& rule) {
       bool had = false;
       for (Clause& clause : rule.clauses) {
         for (Condition& condition : clause.conditions) {
           had = had || condition.of_times;
           std::swap(condition.left_time, condition.right_time);
         }
       }
       return had;
     }},
    {"OtherPosition",
     [](Rule& rule) {
       if (rule.issue < 0) return false;
       rule.position = rule.position == 0 ? 1 : 0;
       return true;
     }},
    {"WithEffectIgnored",
     [](Rule& rule) {
       const bool had = rule.with_effect;
       rule.with_effect = false;
       return had;
     }},
};

// The comparison is worth something only if it notices what gringo is told wrongly.
class ForeignMistakeTest : public testing::TestWithParam<Mistake> {};

TEST_P(ForeignMistakeTest, IsNoticed) {
  constexpr int kMostPrograms = 300;
  for (int number = 0; number < kMostPrograms; ++number) {
    Choices choices(SeedOfCase(kSeed, number));
    const Program program = Generate(choices);
    Program translated = program;
    bool changed = false;
    for (Rule& rule : translated.rules) changed = GetParam().make(rule) || changed;
    if (changed && JudgeForeign(program, translated)) return;
  }
  FAIL() << "not noticed in " << kMostPrograms << " programs";
}

INSTANTIATE_TEST_SUITE_P(Mistake, ForeignMistakeTest, testing::ValuesIn(kMistakes),
                         [](const auto& param) { return std::string(param.param.name); });

}  // namespace
}  // namespace comity::oracle
