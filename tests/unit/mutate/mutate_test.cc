// SPDX-License-Identifier: Apache-2.0
#include "engine/mutate/mutate.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <map>

#include "engine/engine.h"
#include "tests/support/law_text.h"

namespace comity {
namespace {

using Fate = MutantOutcome::Fate;

constexpr std::string_view kLaw = R"(law Harbours

source HC "Convention on Harbours"
kind State
kind Ship
record "{State} joined on {joining date}"
record "{State} left on {leaving date}"
fact "{Ship} is wanted"
fact "{Ship} carries mail"
fact "{Ship} is in distress"
question "{Ship} is in a harbour of {State}"
  ask "Where?"
conclusion "{State} is a member"
action "detain {Ship}"

issue mail "Is mail free?"
  cite HC 9
  position free "Yes"
  position taxed "No"
    prevailing
reading posts "Of the posts"
  mail = free

date rule "the end after {leaving date}"
  cite HC 1(2)
  is the leaving date plus 1 year, clamping to month end

rule HC-1 "Members"
  cite HC 1
  when a State joined on a joining date
  and the joining date is after 2000-01-01
  unless the State left on a leaving date
  then from the joining date plus 60 days: the State is a member

rule HC-1-late "Members that left, for a while"
  cite HC 1
  when a State joined on a joining date
  and the State left on a leaving date
  and the leaving date is more than 10 days after the joining date
  then from (the joining date plus 100 days) until the end after the leaving date: the State is a member

rule HC-2 "Detention"
  cite HC 2
  when as of 2010-01-01: a State is a member
  and a Ship is wanted
  and the Ship is in a harbour of the State
  then the State must detain the Ship

exception HC-3 to HC-2 "Mail"
  cite HC 3
  position mail = free
  when any of
    - the Ship carries mail
    - the Ship is in distress
  then the rule does not apply

exception HC-4 to HC-2 "Distress"
  cite HC 4
  when the Ship is in distress
  then the duty is suspended
)";

std::vector<MutantOutcome> MutateLaw(const std::string& scenarios,
                                     const MutateOptions& options = {}) {
  const Mutator mutator(CompileLaw(std::string(kLaw) + "\n" + scenarios), options);
  std::vector<MutantOutcome> outcomes;
  for (std::size_t i = 0; i < mutator.size(); ++i) outcomes.push_back(*mutator.Try(i));
  return outcomes;
}

std::map<std::string, MutantOutcome> ByKey(const std::vector<MutantOutcome>& outcomes) {
  std::map<std::string, MutantOutcome> result;
  for (const MutantOutcome& outcome : outcomes) result.emplace(outcome.key, outcome);
  return result;
}

TEST(Mutator, NamesEveryChangeOnce) {
  const auto outcomes = MutateLaw("");
  EXPECT_EQ(ByKey(outcomes).size(), outcomes.size());
  const auto by_key = ByKey(outcomes);
  for (const char* key :
       {"HC-1: without ‘the joining date is after 2000-01-01’",
        "HC-1: ‘the joining date is after 2000-01-01’ read as ‘the joining date is on or after "
        "2000-01-01’",
        "HC-1: ‘the joining date is after 2000-01-01’ read as ‘the joining date is after "
        "2000-01-02’",
        "HC-1: without ‘unless the State left on a leaving date’",
        "HC-1: ‘the joining date plus 60 days’ read as a day more",
        "HC-1: without ‘from the joining date plus 60 days’",
        "HC-1-late: ‘the leaving date is more than 10 days after the joining date’ read as ‘the "
        "leaving date is at least 10 days after the joining date’",
        "HC-1-late: ‘the leaving date is more than 10 days after the joining date’ read as ‘the "
        "leaving date is more than 11 days after the joining date’",
        "HC-1-late: without ‘until the end after the leaving date’",
        "HC-2: ‘2010-01-01’ read as a day less", "HC-2: ‘must’ read as ‘may voluntarily’",
        "HC-3: without the exception",
        "HC-3: ‘position mail = free’ read as ‘position mail = taxed’",
        "HC-3: without ‘position mail = free’", "HC-3: without ‘- the Ship carries mail’",
        "HC-3: ‘the rule does not apply’ read as ‘the duty is suspended’",
        "the end after {leaving date}: ‘the leaving date plus 1 year, clamping to month end’ read "
        "as a day less"}) {
    EXPECT_TRUE(by_key.contains(key)) << key;
  }
  // What says the same as another change is left out.
  EXPECT_FALSE(by_key.contains(
      "HC-1: ‘the joining date is after 2000-01-01’ read as ‘the joining date is after "
      "1999-12-31’"));
}

TEST(Mutator, TellsWhatIsRefusedAtLoadAndWhatAScenarioNotices) {
  const auto by_key = ByKey(MutateLaw(R"(
scenario "On the day and the day before"
  cast State A
  given A joined on 2005-01-01
  expect A is a member from 2005-03-02
)"));
  EXPECT_EQ(by_key.at("HC-1: without ‘a State joined on a joining date’").fate, Fate::kRefused);
  EXPECT_EQ(by_key.at("HC-2: ‘must’ read as ‘may’").fate, Fate::kRefused);
  const MutantOutcome& later =
      by_key.at("HC-1: ‘the joining date plus 60 days’ read as a day more");
  EXPECT_EQ(later.fate, Fate::kKilled);
  EXPECT_EQ(later.by, "On the day and the day before");
  EXPECT_EQ(by_key.at("HC-1: without ‘the joining date is after 2000-01-01’").fate,
            Fate::kSurvived);
}

TEST(Mutator, WritesForNineOfTenSurvivorsAScenarioThatNotices) {
  const auto outcomes = MutateLaw("");
  int survivors = 0, proposals = 0;
  for (const MutantOutcome& mutant : outcomes) {
    if (mutant.fate != Fate::kSurvived) continue;
    ++survivors;
    if (mutant.proposal.empty()) continue;
    ++proposals;
    const auto rulebook = CompileLaw(std::string(kLaw) + "\n" + mutant.proposal);
    for (const ScenarioOutcome& scenario : RunScenarios(*rulebook))
      EXPECT_TRUE(scenario.failures.empty()) << mutant.proposal;
    const auto again = ByKey(MutateLaw(mutant.proposal, {{}, mutant.rule}));
    EXPECT_EQ(again.at(mutant.key).fate, Fate::kKilled) << mutant.proposal;
  }
  EXPECT_GT(survivors, 30);
  EXPECT_GE(10 * proposals, 9 * survivors);
}

std::string Equivalent(const std::string& key, const std::string& reason) {
  return "\nequivalent \"" + key + "\"\n  because \"" + reason + "\"\n";
}

TEST(Mutator, TakesWhatIsDeclaredEquivalentOffTheListAndTellsIdleStatements) {
  const std::string rule = R"(
rule HC-9 "Leaving"
  cite HC 9
  when a State left on a leaving date
  then from the leaving date: the State must detain Nemo

Ship Nemo
)";
  const std::string key = "HC-9: without ‘from the leaving date’";
  const std::string reason = "leaving is a record, which holds from its own day on";
  const Mutator mutator(CompileLaw(std::string(kLaw) + rule + Equivalent(key, reason) +
                                   Equivalent("HC-1: without anything", "no")),
                        {});
  std::vector<MutantOutcome> outcomes;
  for (std::size_t i = 0; i < mutator.size(); ++i) outcomes.push_back(*mutator.Try(i));
  EXPECT_EQ(ByKey(outcomes).at(key).fate, Fate::kEquivalent);
  EXPECT_EQ(ByKey(outcomes).at(key).by, reason);
  ASSERT_EQ(mutator.IdleEquivalents(outcomes).size(), 1U);
  EXPECT_EQ(mutator.IdleEquivalents(outcomes)[0].key, "HC-1: without anything");
}

TEST(Mutator, RefutesWhatIsDeclaredEquivalentAndIsNot) {
  const std::string key = "HC-1: without ‘the joining date is after 2000-01-01’";
  const auto outcomes = MutateLaw(Equivalent(key, "nobody joined before"));
  EXPECT_EQ(ByKey(outcomes).at(key).fate, Fate::kRefuted);
  EXPECT_EQ(ByKey(outcomes).at(key).by, "nobody joined before");
  EXPECT_NE(ByKey(outcomes).at(key).proposal, "");
  EXPECT_EQ(ScoreOf(outcomes).refuted, 1U);
}

TEST(Mutator, StopsWhenTheCallerGivesUp) {
  const Mutator mutator(CompileLaw(kLaw), {});
  const std::atomic<bool> cancelled = true;
  int stopped = 0;
  for (std::size_t i = 0; i < mutator.size(); ++i) stopped += mutator.Try(i, &cancelled) ? 0 : 1;
  EXPECT_GT(stopped, 0);
}

}  // namespace
}  // namespace comity
