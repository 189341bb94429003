// SPDX-License-Identifier: Apache-2.0
// What the search for the smallest case finds, against every case there is: small programs, tried
// on all cases one by one by the naive evaluator.
#include <gtest/gtest.h>

#include <algorithm>
#include <optional>
#include <sstream>

#include "engine/engine.h"
#include "tests/oracle/calendar.h"
#include "tests/oracle/choices.h"
#include "tests/oracle/naive.h"
#include "tests/oracle/print.h"

namespace comity::oracle {
namespace {

constexpr std::uint64_t kSeed = 20261125;
constexpr int kPrograms = 400;
// More cases than this take too long one by one.
constexpr std::size_t kMostStatements = 11;

// The phrases, by number. Each has one hole for an Alpha; the record has a day too.
constexpr int kRecord = 0, kFact = 1, kQuestion = 2, kFirst = 3, kSecond = 4, kAct = 5;
const std::vector<std::string> kWords = {"touches", "carries", "follows",
                                         "reads",   "saves",   "greet"};

Sentence About(int phrase, int variable) {
  Sentence sentence;
  sentence.phrase = phrase;
  sentence.terms = {{Term::Kind::kVariable, variable}};
  return sentence;
}

class SmallProgram {
 public:
  explicit SmallProgram(Choices& choices) : choices_(choices) {
    program_.body = "the Court";
    program_.kinds = {{"Alpha", false, {}}};
    program_.readings = {{"prevailing", {}}};
    const std::vector<Form> forms = {Form::kRecord,     Form::kFact,       Form::kQuestion,
                                     Form::kConclusion, Form::kConclusion, Form::kAction};
    for (std::size_t i = 0; i < forms.size(); ++i) {
      Phrase phrase;
      phrase.form = forms[i];
      phrase.holes = {{0, "Alpha"}};
      phrase.words = {"", " " + kWords[i]};
      if (forms[i] == Form::kRecord) {
        phrase.holes.push_back({kDateKind, "start date"});
        phrase.words = {"", " touches on ", ""};
        phrase.holds_from = 1;
      }
      if (forms[i] == Form::kAction) phrase.words = {"greet ", ""};
      phrase.level = std::max(0, static_cast<int>(i) - 2);
      program_.phrases.push_back(phrase);
    }
    AddRule(kFirst, kQuestion);
    if (choices.Chance(50)) AddRule(kFirst, kQuestion);
    AddRule(kSecond, kFirst);
    AddRule(kAct, kSecond);
    if (choices.Chance(50)) AddException();
    program_.cast = {{0, "Alpha A"}};
  }

  Program Take() && { return std::move(program_); }

 private:
  // "when an Alpha ... then the Alpha ..."; the first condition introduces the Alpha.
  void AddRule(int concludes, int highest) {
    Rule rule;
    rule.name = "R" + std::to_string(program_.rules.size());
    rule.variables = {{0, "Alpha", -1, -1}};
    AddCondition(rule, highest, false);
    if (choices_.Chance(60)) AddCondition(rule, highest, false);
    if (choices_.Chance(50)) AddCondition(rule, highest, true);
    rule.head = About(concludes, 0);
    if (concludes == kAct) rule.head.modal = choices_.Chance(70) ? Modal::kMust : Modal::kMay;
    if (rule.variables.size() > 1 && rule.variables[1].clause < 0 && choices_.Chance(50)) {
      rule.from = DateExpr{DateExpr::Kind::kVariable, 1, {}};
      if (choices_.Chance(50)) rule.from = DateExpr{DateExpr::Kind::kDayAfter, 0, {*rule.from}};
    }
    program_.rules.push_back(rule);
  }

  void AddException() {
    Rule rule;
    rule.name = "X";
    rule.effect = program_.rules.back().head.modal == Modal::kMust && choices_.Chance(50)
                      ? Effect::kSuspended
                      : Effect::kDoesNotApply;
    rule.targets = {static_cast<int>(program_.rules.size()) - 1};
    rule.variables = {{0, "Alpha", -1, -1}};
    rule.clauses = {{false, Group::kSingle, {{}}}};
    rule.clauses[0].conditions[0].sentence = About(choices_.Between(kFact, kQuestion), 0);
    program_.rules.push_back(rule);
  }

  // Says of each phrase only once that it is so or is not, so that no rule contradicts itself.
  void AddCondition(Rule& rule, int highest, bool unless) {
    const int phrase = choices_.Below(highest + 1);
    for (const Clause& clause : rule.clauses) {
      if (clause.conditions[0].sentence.phrase == phrase) return;
    }
    Condition condition;
    condition.sentence = About(phrase, 0);
    if (phrase == kRecord) {
      rule.variables.push_back({kDateKind, "start date", unless ? 1000 : -1, -1});
      if (unless) rule.variables.back().clause = static_cast<int>(rule.clauses.size());
      condition.sentence.terms.push_back(
          {Term::Kind::kVariable, static_cast<int>(rule.variables.size()) - 1});
    }
    rule.clauses.push_back({unless, Group::kSingle, {condition}});
  }

  Choices& choices_;
  Program program_;
};

// "when an Alpha carries, unless the Alpha follows, then never ... ".
struct SmallProperty {
  int when = kFact;
  int unless = -1;
  bool always = false;
  int claimed = kSecond;
  std::string outcome;  // of the act

  std::string Text() const {
    std::string text = "\nproperty \"It\"\n  when an Alpha " + kWords[when] + "\n";
    if (unless >= 0) text += "  unless the Alpha " + kWords[unless] + "\n";
    text += std::string("  then ") + (always ? "always " : "never ");
    if (claimed == kAct) return text + outcome + ": the Court must greet the Alpha\n";
    return text + "the Alpha " + kWords[claimed] + "\n";
  }
};

SmallProperty MakeProperty(Choices& choices) {
  SmallProperty result;
  result.when = choices.Between(kFact, kSecond);
  if (choices.Chance(50)) result.unless = choices.Between(kFact, kSecond);
  if (result.unless == result.when) result.unless = -1;
  result.always = choices.Chance(40);
  result.claimed = choices.Between(kFirst, kAct);
  const std::vector<std::string> outcomes = {"obliged", "suspended", "permitted", "barred",
                                             "no duty"};
  result.outcome = choices.Pick(outcomes);
  return result;
}

Headline HeadlineOf(const std::string& word) {
  return word == "obliged"     ? Headline::kObliged
         : word == "suspended" ? Headline::kObligedSuspended
         : word == "permitted" ? Headline::kPermitted
         : word == "barred"    ? Headline::kBarred
                               : Headline::kNoDuty;
}

bool IsBroken(const Program& program, const SmallProperty& property) {
  const NaiveEvaluation naive(program, {0, true});
  const Row when = naive.ValueOf(property.when, 0);
  const int actor = naive.domain().ActorNumber(kBodyKind, 0);
  for (std::size_t day = 0; day < when.size(); ++day) {
    if (when[day] != Value::kYes) continue;
    if (property.unless >= 0 && naive.ValueOf(property.unless, 0)[day] != Value::kNo) continue;
    const bool claimed = property.claimed == kAct
                             ? naive.OutcomeOf(kAct, actor, 0)[day] == HeadlineOf(property.outcome)
                             : naive.ValueOf(property.claimed, 0)[day] == Value::kYes;
    if (claimed != property.always) return true;
  }
  return false;
}

// The days of "1 Alpha; days 2001-01-01, 2002-01-01".
std::vector<int> DaysOf(const std::string& bounds) {
  std::vector<int> days;
  std::istringstream in(bounds.substr(bounds.find("days ") + 5));
  for (std::string word; in >> word;) {
    if (word.ends_with(',')) word.pop_back();
    days.push_back(ParseDay(word)->number);
  }
  return days;
}

// What can be stated: for each a bit says whether it is so.
std::vector<Statement> Statable(const std::vector<int>& days) {
  std::vector<Statement> result;
  for (int day : days) result.push_back({kRecord, {0, day}, false, {}, {}});
  for (int phrase : {kFact, kQuestion}) {
    for (std::size_t i = 0; i <= days.size(); ++i) {
      Statement statement{phrase, {0}, false, {}, {}};
      if (i > 0) statement.from = days[i - 1];
      if (i < days.size()) statement.until = days[i];
      result.push_back(statement);
    }
  }
  return result;
}

// The fewest statements that break it; nothing if no case does.
std::optional<int> FewestThatBreak(Program program, const SmallProperty& property,
                                   const std::vector<Statement>& statable) {
  std::optional<int> fewest;
  for (unsigned bits = 0; bits < 1U << statable.size(); ++bits) {
    const int count = __builtin_popcount(bits);
    if (fewest && count >= *fewest) continue;
    program.given.clear();
    for (std::size_t i = 0; i < statable.size(); ++i) {
      const bool yes = (bits >> i & 1U) != 0;
      if (!yes && statable[i].phrase != kQuestion) continue;
      program.given.push_back(statable[i]);
      program.given.back().denied = !yes;
    }
    if (IsBroken(program, property)) fewest = count;
  }
  return fewest;
}

int CountGiven(const std::string& scenario) {
  int count = 0;
  std::istringstream in(scenario);
  for (std::string line; std::getline(in, line);)
    count += line.starts_with("  given ") && !line.starts_with("  given not ") ? 1 : 0;
  return count;
}

TEST(SearchTest, FindsWhatTryingEveryCaseFinds) {
  int holds = 0;
  int broken = 0;
  for (int number = 0; number < kPrograms; ++number) {
    Choices choices(SeedOfCase(kSeed, static_cast<std::uint64_t>(number)));
    const Program program = SmallProgram(choices).Take();
    const SmallProperty property = MakeProperty(choices);
    std::vector<SourceFile> files;
    for (const TextFile& file : Print(program)) files.push_back({file.name, file.text});
    files.back().text += property.Text();
    files.back().text +=
        "\nscenario \"Everything\"\n  cast Alpha Zora\n  given Zora touches on 2001-01-01\n"
        "  given Zora carries\n  given Zora follows\n"
        "  expect Zora carries never\n";
    const Compilation compilation = Compile(files);
    std::string refusal;
    for (const Diagnostic& diagnostic : compilation.diagnostics)
      refusal += Render(diagnostic, *compilation.files);
    ASSERT_NE(compilation.rulebook, nullptr) << "case " << number << "\n"
                                             << refusal << files.back().text;
    VerifyOptions options;
    options.entities = 1;
    const PropertyOutcome outcome = VerifyProperties(*compilation.rulebook, options).at(0);
    const std::vector<Statement> statable = Statable(DaysOf(outcome.bounds));
    if (statable.size() > kMostStatements) continue;
    const std::optional<int> fewest = FewestThatBreak(program, property, statable);
    ASSERT_EQ(outcome.verdict,
              fewest ? PropertyOutcome::Verdict::kBroken : PropertyOutcome::Verdict::kHolds)
        << "case " << number << "\n"
        << files.back().text << outcome.scenario;
    if (fewest) {
      EXPECT_LE(CountGiven(outcome.scenario), *fewest) << "case " << number << "\n"
                                                       << files.back().text << outcome.scenario;
    }
    ++(fewest ? broken : holds);
  }
  // Neither verdict may be rare, or the test says little.
  EXPECT_GT(holds, kPrograms / 8);
  EXPECT_GT(broken, kPrograms / 8);
}

}  // namespace
}  // namespace comity::oracle
