// SPDX-License-Identifier: Apache-2.0
// What each way to break the law is called, and that a scenario can be written for it. The ways
// that plain rules are broken stand in mutate_test.cc.
#include "engine/mutate/mutation.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>

#include "engine/engine.h"
#include "tests/support/law_text.h"

namespace comity {
namespace {

using Fate = MutantOutcome::Fate;
using testing::Contains;
using testing::IsSupersetOf;
using testing::Key;
using testing::Not;

constexpr std::string_view kVocabulary = R"(law Ferries
source FC "Ferry Code"
kind Captain
kind Weather is one of calm, rough, wild
record "{Captain} joined on {joining date}"
record "{Captain} renewed on {renewal date}"
record "{Captain} called at {calling time}"
record "{Captain} answered at {answering time}"
record "{Captain} was barred on {barring date} with release on {release date} set"
  holds from {barring date}
fact "the weather for {Captain} is {Weather}"
fact "{Captain} carries mail"
conclusion "{Captain} is licensed"
conclusion "{Captain} is heard"
action "sail"

)";

// Every change of the rules, as if there were no scenario.
std::map<std::string, MutantOutcome> Break(const std::string& rules,
                                           const std::string& scenarios = "") {
  MutateOptions options;
  options.without_scenarios = scenarios.empty();
  const Mutator mutator(CompileLaw(std::string(kVocabulary) + rules + scenarios), options);
  std::map<std::string, MutantOutcome> result;
  for (std::size_t i = 0; i < mutator.size(); ++i) {
    const MutantOutcome outcome = *mutator.Try(i);
    EXPECT_TRUE(result.emplace(outcome.key, outcome).second) << outcome.key;
  }
  return result;
}

std::vector<std::string> Keys(const std::map<std::string, MutantOutcome>& outcomes, Fate fate) {
  std::vector<std::string> keys;
  for (const auto& [key, outcome] : outcomes) {
    if (outcome.fate == fate) keys.push_back(key);
  }
  return keys;
}

// The scenario holds as the law stands, and notices the change it was written for.
void ExpectProposal(const std::string& rules, const MutantOutcome& mutant) {
  EXPECT_NE(mutant.proposal, "") << mutant.key;
  if (mutant.proposal.empty()) return;
  const std::string scenario = "\n" + mutant.proposal;
  for (const ScenarioOutcome& run :
       RunScenarios(*CompileLaw(std::string(kVocabulary) + rules + scenario)))
    EXPECT_TRUE(run.failures.empty()) << mutant.proposal;
  EXPECT_EQ(Break(rules, scenario).at(mutant.key).fate, Fate::kKilled) << mutant.proposal;
}

void ExpectProposals(const std::string& rules,
                     const std::map<std::string, MutantOutcome>& outcomes) {
  for (const auto& [key, mutant] : outcomes) {
    if (mutant.fate == Fate::kSurvived) ExpectProposal(rules, mutant);
  }
}

const std::string kEveryRow = R"(table FC-5 "When to sail"
  cite FC 5
  when a Captain joined on a joining date
  column weather: the weather for the Captain is a Weather
  column mail: the Captain carries mail
  column early: the joining date is before 2001-01-01
  every row that fits applies
  | weather       | mail | early | then the Captain                      | cite    |
  | calm          | -    | -     | must sail                             |         |
  | rough or wild | yes  | no    | may sail                              | FC 5(2) |
  | -             | no   | yes   | may voluntarily sail                  | FC 5(3) |
)";

TEST(TableMutations, AnswerACellOtherwise) {
  const auto outcomes = Break(kEveryRow);
  EXPECT_THAT(Keys(outcomes, Fate::kSurvived),
              IsSupersetOf({"FC-5: row 1: ‘weather = calm’ read as ‘weather = -’",
                            "FC-5: row 1: ‘weather = calm’ read as ‘weather = rough’",
                            "FC-5: row 1: ‘weather = calm’ read as ‘weather = wild’",
                            "FC-5: row 2: ‘weather = rough or wild’ read as ‘weather = wild’",
                            "FC-5: row 2: ‘mail = yes’ read as ‘mail = no’",
                            "FC-5: row 2: ‘mail = yes’ read as ‘mail = -’",
                            "FC-5: row 3: ‘early = yes’ read as ‘early = no’"}));
  EXPECT_THAT(outcomes,
              Not(Contains(Key("FC-5: row 1: ‘weather = calm’ read as ‘weather = calm’"))));
}

TEST(TableMutations, LeaveARowOutOrLetItConcludeWhatAnotherDoes) {
  const auto outcomes = Break(kEveryRow);
  EXPECT_THAT(Keys(outcomes, Fate::kSurvived),
              IsSupersetOf({"FC-5: without row 1", "FC-5: without row 3",
                            "FC-5: row 1: ‘must sail’ read as ‘may sail’",
                            "FC-5: row 2: ‘may sail’ read as ‘may voluntarily sail’",
                            "FC-5: row 3: ‘may voluntarily’ read as ‘must not’"}));
  // What another row says is not told a second time.
  EXPECT_THAT(outcomes, Not(Contains(Key("FC-5: row 1: ‘must’ read as ‘may’"))));
}

TEST(TableMutations, ChangeWhatAllRowsAndAColumnAsk) {
  const auto outcomes = Break(kEveryRow);
  EXPECT_EQ(outcomes.at("FC-5: without ‘a Captain joined on a joining date’").fate, Fate::kRefused);
  EXPECT_THAT(Keys(outcomes, Fate::kSurvived),
              Contains("FC-5: ‘the joining date is before 2001-01-01’ read as ‘the joining date is "
                       "on or before 2001-01-01’"));
  EXPECT_THAT(Keys(outcomes, Fate::kSurvived),
              Contains("FC-5: ‘the joining date is before 2001-01-01’ read as ‘the joining date is "
                       "before 2000-12-31’"));
}

TEST(TableMutations, HaveScenariosThatNotice) { ExpectProposals(kEveryRow, Break(kEveryRow)); }

const std::string kOneRow = R"(table FC-6 "When to sail"
  cite FC 6
  when a Captain joined on a joining date
  column weather: the weather for the Captain is a Weather
  column mail: the Captain carries mail
  exactly one row applies
  | weather  | mail | then                                      |
  | calm     | -    | the Captain must sail                     |
  | not calm | yes  | from 2001-01-01: the Captain may sail     |
  | not calm | no   | gap in the law                            |
)";

TEST(TableMutations, AreRefusedWhereTheRowsNoLongerFitTogether) {
  const auto outcomes = Break(kOneRow);
  EXPECT_THAT(Keys(outcomes, Fate::kRefused),
              IsSupersetOf({"FC-6: without row 2", "FC-6: without row 3",
                            "FC-6: row 1: ‘weather = calm’ read as ‘weather = -’",
                            "FC-6: row 3: ‘mail = no’ read as ‘mail = yes’"}));
}

TEST(TableMutations, FillGapsAndOpenThem) {
  const auto outcomes = Break(kOneRow);
  EXPECT_THAT(Keys(outcomes, Fate::kSurvived),
              IsSupersetOf({"FC-6: row 3: ‘gap in the law’ read as ‘the Captain must sail’",
                            "FC-6: row 1: ‘the Captain must sail’ read as ‘gap in the law’",
                            "FC-6: row 2: without ‘from 2001-01-01’",
                            "FC-6: row 2: ‘2001-01-01’ read as a day more"}));
  ExpectProposals(kOneRow, outcomes);
}

const std::string kTiming = R"(rule FC-1 "Licence"
  cite FC 1
  when a Captain joined on a joining date
  then until 2003-01-01: the Captain is licensed

exception FC-2 to FC-1 "Renewal"
  cite FC 2
  when the Captain renewed on a renewal date
  then the rule ends on the later of (the renewal date plus 90 days) and 2002-01-01 instead
)";

TEST(TimingMutations, ChangeTheBeginningInsteadOfTheEndAndTheDay) {
  const auto outcomes = Break(kTiming);
  EXPECT_THAT(
      Keys(outcomes, Fate::kSurvived),
      IsSupersetOf(
          {"FC-2: without the exception",
           "FC-2: ‘the rule ends on the later of (the renewal date plus 90 days) and 2002-01-01 "
           "instead’ read as ‘the rule begins on the later of (the renewal date plus 90 days) and "
           "2002-01-01 instead’",
           "FC-2: ‘the renewal date plus 90 days’ read as a day less",
           "FC-2: ‘the renewal date plus 90 days’ read as a day more",
           "FC-2: ‘2002-01-01’ read as a day less", "FC-2: ‘2002-01-01’ read as a day more"}));
  ExpectProposals(kTiming, outcomes);
}

const std::string kNested = R"(rule FC-1 "Licence"
  cite FC 1
  when a Captain joined on a joining date
  then the Captain is licensed

exception FC-2 to FC-1 "Renewal"
  cite FC 2
  when the Captain renewed on a renewal date
  then the rule does not apply

exception FC-3 to FC-2 "Mail"
  cite FC 3
  when the Captain carries mail
  then the rule does not apply

equivalent "FC-2: ‘the rule does not apply’ read as ‘the duty is suspended’"
  because "it names the exception"
)";

TEST(ExceptionMutations, LeaveOutWhatHangsOnTheException) {
  const auto outcomes = Break(kNested);
  EXPECT_THAT(Keys(outcomes, Fate::kSurvived), Contains("FC-2: without the exception"));
  ExpectProposals(kNested, outcomes);
}

const std::string kTimes = R"(rule FC-8 "Heard"
  cite FC 8
  when a Captain called at a calling time
  and the Captain answered at an answering time
  and the answering time is within 12 hours after the calling time
  then the Captain is heard

rule FC-9 "Release"
  cite FC 9
  when a Captain was barred on a barring date with release on a release date set
  then from two thirds of the time from the barring date to the release date, rounding up to a whole day: the Captain is licensed

rule FC-10 "What was"
  cite FC 10
  when a Captain joined on a joining date
  and the Captain renewed on a renewal date
  and the renewal date is at least 3 months after the joining date, clamping to month end
  then with effect from the joining date until the renewal date: the Captain is heard
)";

TEST(DateMutations, KnowTimesPartsMonthsAndWhatReachesBack) {
  const auto outcomes = Break(kTimes);
  for (const char* key :
       {"FC-8: ‘the answering time is within 12 hours after the calling time’ read as ‘the "
        "answering time is less than 12 hours after the calling time’",
        "FC-8: ‘the answering time is within 12 hours after the calling time’ read as ‘the "
        "answering time is within 13 hours after the calling time’",
        "FC-9: ‘two thirds of the time from the barring date to the release date, rounding up to a "
        "whole day’ read as rounding down",
        "FC-10: ‘the renewal date is at least 3 months after the joining date, clamping to month "
        "end’ read as ‘the renewal date is at least 2 months after the joining date, clamping to "
        "month end’",
        "FC-10: ‘with effect from’ read as ‘from’", "FC-10: without ‘until the renewal date’"})
    EXPECT_THAT(outcomes, Contains(Key(key)));
  ExpectProposals(kTimes, outcomes);
}

TEST(DateMutations, ChangeNothingWhereNoRuleUsesTheDate) {
  const auto outcomes = Break(kTiming + R"(
date rule "the end after {joining date}"
  cite FC 3
  is the joining date plus 3 days
)");
  const MutantOutcome& idle = outcomes.at(
      "the end after {joining date}: ‘the joining date plus 3 days’ read as a day more");
  EXPECT_EQ(idle.fate, Fate::kEquivalent);
  EXPECT_EQ(idle.by, "no rule uses it");
}

TEST(Proposals, StandWhereMonthsTurnAndWhereTwoDatesMeet) {
  const std::string rules = R"(rule FC-1 "Licence"
  cite FC 1
  when a Captain joined on a joining date
  and the Captain renewed on a renewal date
  and the renewal date is on or before (the joining date plus 10 days)
  then from the first day of the month after (the joining date plus 60 days): the Captain is licensed

rule FC-2 "Hearing"
  cite FC 2
  when a Captain joined on a joining date
  and as of (the joining date plus 400 days): the Captain is licensed
  then from the later of (the joining date) and 2004-05-06: the Captain is heard
)";
  const auto outcomes = Break(rules);
  EXPECT_EQ(Keys(outcomes, Fate::kSurvived).size(), 13U);
  ExpectProposals(rules, outcomes);
}

// The other rule has to be stopped by its own exception, or by its `unless`.
TEST(Proposals, StopTheOtherRulesThatGiveTheSame) {
  const std::string rules = R"(rule FC-1 "Licence"
  cite FC 1
  when a Captain joined on a joining date
  unless the Captain carries mail
  then the Captain is licensed

rule FC-1-renewed "Licence of who renewed"
  cite FC 1
  when a Captain joined on a joining date
  and the Captain renewed on a renewal date
  then the Captain is licensed

exception FC-3 to FC-1-renewed "Lost"
  cite FC 3
  when the weather for the Captain is wild
  then the rule does not apply

rule FC-4 "Sailing"
  cite FC 4
  when a Captain is licensed
  unless the Captain is heard
  then the Captain must sail

rule FC-5 "Sailing without a licence"
  cite FC 5
  when a Captain joined on a joining date
  unless the Captain is licensed
  then the Captain may voluntarily sail

rule FC-6 "Heard"
  cite FC 6
  when a Captain renewed on a renewal date
  then the Captain is heard
)";
  ExpectProposals(rules, Break(rules));
}

TEST(Proposals, AreNotWrittenInWordsThatReadOtherwise) {
  // The last words of the record would be read as the end of a fact.
  const std::string rules = R"(record "{Captain} rested on {resting date} until {waking date}"
  holds from {resting date}

rule FC-1 "Licence"
  cite FC 1
  when a Captain rested on a resting date until a waking date
  and the waking date is after 2001-01-01
  then the Captain is licensed
)";
  for (const auto& [key, mutant] : Break(rules)) EXPECT_EQ(mutant.proposal, "") << key;
}

}  // namespace
}  // namespace comity
