// SPDX-License-Identifier: Apache-2.0
#include <optional>
#include <set>

#include "tests/oracle/calendar.h"
#include "tests/oracle/generator_parts.h"

namespace comity::oracle {
namespace {

// Each is a sentence with two, one or no holes filled in between; no word of one is a word of
// another.
const std::vector<std::string> kVerbs = {"touches", "carries", "follows", "answers", "guards",
                                         "paints",  "finds",   "keeps",   "lends",   "mends",
                                         "names",   "opens",   "pulls",   "reads",   "saves",
                                         "trusts",  "visits",  "warns",   "yields"};
const std::vector<std::string> kActs = {"greet", "escort", "admit", "notify", "house", "feed"};
const std::vector<std::string> kOrdinals = {"", "second ", "third "};

class Vocabulary {
 public:
  explicit Vocabulary(Growth& growth)
      : choices_(growth.choices),
        program_(growth.program),
        days_(growth.days),
        size_(growth.size) {}

  void Grow() {
    program_.body = "the Court";
    program_.kinds = {{"Alpha", false, {"Anna", "Arno"}}, {"Beta", false, {"Bruno"}}};
    if (choices_.Chance(40)) program_.kinds[0].members.emplace_back("Ada Löw");
    if (choices_.Chance(60)) program_.kinds[1].members.emplace_back("Bruno Castel");
    if (choices_.Chance(40)) {
      program_.kinds.push_back({"Gamma", true, {"red", "deep blue"}});
      if (choices_.Chance(60)) program_.kinds.back().members.emplace_back("pale green");
    }
    AddGivenPhrases();
    for (int level = 1; level <= kHighestLevel; ++level) AddDerivedPhrases(level);
    AddDateRules();
    AddIssues();
  }

 private:
  int AnyKind() {
    const int kinds = static_cast<int>(program_.kinds.size());
    return choices_.Chance(20) ? kinds - 1 : choices_.Below(2);
  }

  // Phrases that facts state, none of which depends on a rule.
  void AddGivenPhrases() {
    AddRecord({0}, choices_.Chance(40));
    AddRecord({1, 0}, choices_.Chance(20));
    Add(Form::kFact, {0, 1});
    if (choices_.Chance(25)) AddTimedRecord();
    // Every kind stands in some phrase that no rule is needed for.
    Add(Form::kFact, {static_cast<int>(program_.kinds.size()) - 1});
    if (size_ > 1) Add(Form::kFact, {0, 0});
    if (choices_.Chance(50)) Add(Form::kFact, {AnyKind(), kDateKind});
    Add(Form::kQuestion, {0});
    Add(Form::kQuestion, {1, AnyKind()});
    if (choices_.Chance(25)) Add(Form::kFact, {});
    for (Phrase& phrase : program_.phrases) SetPresumed(phrase);
  }

  void AddDerivedPhrases(int level) {
    const int before = static_cast<int>(program_.phrases.size());
    Add(Form::kConclusion, choices_.Chance(50) ? std::vector{0} : std::vector{0, 0});
    if (size_ > 1 || choices_.Chance(30)) Add(Form::kConclusion, AnyHoles());
    if (choices_.Chance(30)) Add(Form::kQuestion, {AnyKind()});
    if (level >= 2) Add(Form::kAction, choices_.Chance(80) ? std::vector{1} : std::vector<int>{});
    if (level == 1 && choices_.Chance(40)) Add(Form::kAction, {AnyKind()});
    for (std::size_t i = before; i < program_.phrases.size(); ++i) {
      program_.phrases[i].level = level;
      SetPresumed(program_.phrases[i]);
    }
  }

  std::vector<int> AnyHoles() {
    std::vector<int> kinds(choices_.Between(0, 2));
    for (int& kind : kinds) kind = AnyKind();
    if (choices_.Chance(30)) kinds.push_back(kDateKind);
    return kinds;
  }

  void SetPresumed(Phrase& phrase) {
    if (phrase.form != Form::kQuestion) return;
    const int which = choices_.Below(4);
    phrase.presumed = which < 2 ? Value::kUnknown : which == 2 ? Value::kYes : Value::kNo;
  }

  void AddRecord(std::vector<int> kinds, bool two_dates) {
    kinds.push_back(kDateKind);
    if (two_dates) kinds.push_back(kDateKind);
    Phrase& phrase = Add(Form::kRecord, kinds);
    const int last = static_cast<int>(phrase.holes.size()) - 1;
    phrase.holds_from = two_dates && choices_.Chance(50) ? last - 1 : last;
    phrase.marks_holds_from = two_dates || choices_.Chance(10);
  }

  void AddTimedRecord() {
    Phrase& phrase = Add(Form::kRecord, {0, kTimeKind});
    phrase.holds_from = 1;
    phrase.marks_holds_from = choices_.Chance(10);
  }

  // "{Alpha} touches {Beta} on {start date}", "greet {Beta}", "somebody warns".
  Phrase& Add(Form form, const std::vector<int>& kinds) {
    Phrase phrase;
    phrase.form = form;
    const bool act = form == Form::kAction;
    std::string verb = act ? kActs[next_act_++] : kVerbs[next_verb_++];
    std::vector<int> seen(program_.kinds.size());
    int dates = 0;
    std::string words = act                                      ? verb + " "
                        : kinds.empty() || kinds[0] == kDateKind ? "somebody " + verb
                                                                 : "";
    for (int kind : kinds) {
      const std::size_t place = phrase.holes.size();
      if (kind == kTimeKind) {
        phrase.holes.push_back({kind, "arrival time"});
        words += " at ";
      } else if (kind == kDateKind) {
        phrase.holes.push_back({kind, dates++ == 0 ? "start date" : "filing date"});
        words += dates == 1 ? " on " : " with effect on ";
      } else {
        phrase.holes.push_back({kind, kOrdinals[seen[kind]++] + program_.kinds[kind].name});
        if (place == 1) words += " ";
      }
      phrase.words.push_back(words);
      words = act || place > 0 ? "" : " " + verb;
    }
    if (act && kinds.empty()) words = verb;
    phrase.words.push_back(words);
    program_.phrases.push_back(phrase);
    return program_.phrases.back();
  }

  void AddDateRules() {
    DateExpr hole{DateExpr::Kind::kVariable, 0, {}};
    const std::vector<DateExpr> bodies = {
        {DateExpr::Kind::kPlusYears, 1, {hole}},
        {DateExpr::Kind::kFirstOfMonthAfter, 0, {{DateExpr::Kind::kPlusDays, 60, {hole}}}},
        {DateExpr::Kind::kPlusMonths, -1, {hole}},
        {DateExpr::Kind::kLater,
         0,
         {{DateExpr::Kind::kPlusMonths, 1, {hole}}, {DateExpr::Kind::kPlusDays, 30, {hole}}}}};
    program_.date_rules.push_back({"the due day after", "base date", choices_.Pick(bodies)});
    if (!choices_.Chance(30)) return;
    const DateExpr due{DateExpr::Kind::kRule, 0, {hole}};
    program_.date_rules.push_back(
        {"the grace day after", "first date", {DateExpr::Kind::kDayBefore, 0, {due}}});
  }

  void AddIssues() {
    program_.readings = {{"prevailing", {}, false}};
    bool dated = false;
    const int count = choices_.Below(3);
    const std::vector<std::string> names = {"gate", "bridge"};
    for (int i = 0; i < count; ++i) {
      Issue issue{names[i], {"open", "shut"}, 0, choices_.Chance(30), {}};
      if (choices_.Chance(30)) issue.positions.emplace_back("ajar");
      issue.preferred = choices_.Below(static_cast<int>(issue.positions.size()));
      if (choices_.Chance(25)) AddEras(issue);
      dated = dated || !issue.eras.empty();
      program_.issues.push_back(issue);
    }
    if (dated) program_.readings.push_back({"of_the_day", {}, true});
    if (count == 0) return;
    const int readings = choices_.Between(1, 2);
    for (int i = 0; i < readings; ++i) {
      Reading reading{i == 0 ? "strict" : "lenient", {}, false};
      for (int issue = 0; issue < count; ++issue) {
        if (issue > 0 && choices_.Chance(30)) continue;
        const int positions = static_cast<int>(program_.issues[issue].positions.size());
        reading.choices.emplace_back(issue, choices_.Below(positions));
      }
      program_.readings.push_back(reading);
    }
  }

  // Two or three eras, cut at days on which something else may happen, too.
  void AddEras(Issue& issue) {
    std::set<int> cuts;
    const int count = choices_.Between(1, 2);
    for (int i = 0; i < count; ++i) cuts.insert(choices_.Pick(days_));
    const int positions = static_cast<int>(issue.positions.size());
    issue.eras.push_back({choices_.Below(positions), std::nullopt});
    for (int cut : cuts) {
      const int next = issue.eras.back().position + choices_.Between(1, positions - 1);
      issue.eras.push_back({next % positions, cut});
    }
    issue.preferred = issue.eras.back().position;
  }

  Choices& choices_;
  Program& program_;
  const std::vector<int>& days_;
  int size_;
  int next_verb_ = 0, next_act_ = 0;
};

// A few days near one that calendars trip over.
void PickDays(Growth& growth) {
  const std::vector<CivilDay> anchors = {
      {2005, 1, 31}, {2004, 2, 29}, {2023, 2, 28}, {2024, 2, 29}, {2016, 12, 31},
      {2002, 4, 11}, {1900, 2, 28}, {2000, 2, 29}, {2100, 2, 28}, {2017, 10, 1}};
  const int anchor = DayNumber(growth.choices.Pick(anchors));
  const std::vector<int> offsets = {1, 30, 60, 365, 31, 2, 59, 366, -1, 12, 61, 29};
  growth.days = {anchor};
  const int more = growth.choices.Between(1, 1 + growth.size);
  for (int i = 0; i < more; ++i) growth.days.push_back(anchor + growth.choices.Pick(offsets));
}

}  // namespace

void GrowVocabulary(Growth& growth) {
  PickDays(growth);
  Vocabulary(growth).Grow();
}

}  // namespace comity::oracle
