// SPDX-License-Identifier: Apache-2.0
#include "tests/oracle/features.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <set>
#include <utility>
#include <vector>

#include "tests/oracle/compare.h"
#include "tests/oracle/naive.h"

namespace comity::oracle {
namespace {

// The least share of programs, in percent, that must show a feature.
const std::vector<std::pair<std::string, int>> kQuotas = {
    {"exception", 50},
    {"exception to an exception", 15},
    {"exception to several rules", 12},
    {"exception with dates", 20},
    {"suspension", 12},
    {"other timing", 8},
    {"recursion", 12},
    {"presumption rule", 30},
    {"presumed yes", 25},
    {"position", 25},
    {"named reading", 40},
    {"dated standing", 8},
    {"dated standing as known on", 3},
    {"unless", 60},
    {"any of", 30},
    {"all of", 30},
    {"none of", 30},
    {"variable of one line", 30},
    {"as of", 40},
    {"comparison", 30},
    {"distance", 10},
    {"comparison of times", 4},
    {"day of a time", 2},
    {"part of a time", 8},
    {"act as condition", 20},
    {"with effect from", 25},
    {"in force", 30},
    {"table", 25},
    {"table of which every row may fit", 8},
    {"gap in the law", 10},
    {"column of a closed kind", 8},
    {"not a member", 4},
    {"one of several members", 3},
    {"row with dates", 10},
    {"exception to a table", 4},
    {"until", 50},
    {"months", 15},
    {"first of month", 8},
    {"later or earlier", 10},
    {"date rule", 10},
    {"two dates", 25},
    {"day of a fact alone", 20},
    {"day of a conclusion alone", 3},
    {"closed kind", 15},
    {"denied fact", 30},
    {"case", 60},
    {"recorded on", 30},
    {"between", 30},
    {"disputed", 15},
    {"as known on", 25},
    {"promise", 60},
    {"cast", 20},
    {"something concluded", 60},
    {"conflict", 1},
    {"obliged", 20},
    {"obliged but suspended", 3},
    {"forbidden", 8},
    {"permitted", 4},
    {"voluntary", 4},
    {"barred", 4},
    {"undetermined", 15},
};

std::string NameOfHeadline(Headline headline) {
  switch (headline) {
    case Headline::kObliged:
      return "obliged";
    case Headline::kObligedSuspended:
      return "obliged but suspended";
    case Headline::kForbidden:
      return "forbidden";
    case Headline::kPermitted:
      return "permitted";
    case Headline::kVoluntary:
      return "voluntary";
    case Headline::kBarred:
      return "barred";
    case Headline::kNoDuty:
      return "no duty";
    case Headline::kUndetermined:
      return "undetermined";
    case Headline::kConflict:
      return "conflict";
  }
  return "";
}

std::string NameOfGroup(Group group) {
  switch (group) {
    case Group::kSingle:
      return "single condition";
    case Group::kAnyOf:
      return "any of";
    case Group::kAllOf:
      return "all of";
    case Group::kNoneOf:
      return "none of";
  }
  return "";
}

}  // namespace

void FeatureCount::NoteDate(const DateExpr& expr) {
  using Op = DateExpr::Kind;
  if (expr.kind == Op::kPlusMonths || expr.kind == Op::kPlusYears) Note("months");
  if (expr.kind == Op::kFirstOfMonthAfter) Note("first of month");
  if (expr.kind == Op::kLater || expr.kind == Op::kEarlier) Note("later or earlier");
  if (expr.kind == Op::kRule) Note("date rule");
  if (expr.kind == Op::kPortion) Note("part of a time");
  if (expr.kind == Op::kDayOfTime) Note("day of a time");
  for (const DateExpr& operand : expr.operands) NoteDate(operand);
}

void FeatureCount::NoteCondition(const Condition& condition) {
  if (condition.compares) {
    Note("comparison");
    if (condition.of_times) {
      Note("comparison of times");
      return;
    }
    if (condition.distance) Note("distance");
    NoteDate(condition.left);
    NoteDate(condition.right);
    return;
  }
  if (condition.as_of) Note("as of");
  if (condition.sentence.modal != Modal::kNone) Note("act as condition");
}

void FeatureCount::NoteTable(const Rule& table) {
  Note("table");
  if (!table.exactly_one) Note("table of which every row may fit");
  for (const Column& column : table.columns) {
    NoteCondition(column.condition);
    if (column.hole >= 0) Note("column of a closed kind");
  }
  for (const TableRow& row : table.rows) {
    if (row.gap) Note("gap in the law");
    if (row.from || row.until) Note("row with dates");
    for (const TableCell& cell : row.cells) {
      if (cell.kind == TableCell::Kind::kNotMember) Note("not a member");
      if (cell.members.size() > 1) Note("one of several members");
    }
  }
}

void FeatureCount::NoteRule(const Program& program, const Rule& rule) {
  if (rule.IsTable()) NoteTable(rule);
  if (rule.IsException()) {
    for (int target : rule.targets) {
      if (program.rules[target].IsTable()) Note("exception to a table");
    }
    Note("exception");
    if (rule.targets.size() > 1) Note("exception to several rules");
    if (rule.from || rule.until) Note("exception with dates");
    if (program.rules[rule.targets[0]].IsException()) Note("exception to an exception");
  }
  if (rule.effect == Effect::kSuspended) Note("suspension");
  if (rule.ChangesTiming()) Note("other timing");
  if (rule.effect == Effect::kPresumption) Note("presumption rule");
  if (rule.issue >= 0) Note("position");
  if (rule.with_effect) Note("with effect from");
  if (rule.in_force_from || rule.in_force_until) Note("in force");
  if (rule.until) Note("until");
  for (const auto& date : {rule.from, rule.until}) {
    if (date) NoteDate(*date);
  }
  for (const Variable& variable : rule.variables) {
    if (variable.clause >= 0) Note("variable of one line");
  }
  for (const Clause& clause : rule.clauses) {
    if (clause.unless) Note("unless");
    Note(NameOfGroup(clause.group));
    for (const Condition& condition : clause.conditions) {
      NoteCondition(condition);
      const bool same = !condition.compares && condition.sentence.phrase == rule.head.phrase;
      if (same && !rule.IsException() && !rule.IsTable() && !clause.unless) Note("recursion");
    }
  }
}

void FeatureCount::NoteOutcomes(const Program& program) {
  const NaiveEvaluation naive(program, ViewsOf(program).back());
  for (std::size_t i = 0; i < program.phrases.size(); ++i) {
    const int phrase = static_cast<int>(i);
    const int grounds = naive.domain().GroundCount(program.phrases[i]);
    for (int ground = 0; ground < grounds; ++ground) {
      if (program.phrases[i].form == Form::kConclusion) {
        const Row row = naive.ValueOf(phrase, ground);
        const auto is_yes = [](Value value) { return value == Value::kYes; };
        if (std::any_of(row.begin(), row.end(), is_yes)) Note("something concluded");
      }
      if (program.phrases[i].form != Form::kAction) continue;
      for (int actor = 0; actor < naive.domain().ActorCount(); ++actor) {
        const auto outcomes = naive.OutcomeOf(phrase, actor, ground);
        for (Headline headline : std::set(outcomes.begin(), outcomes.end()))
          Note(NameOfHeadline(headline));
      }
    }
  }
}

void FeatureCount::NoteDays(const Program& program) {
  std::set<int> recorded, stated;
  for (const auto* statements : {&program.facts, &program.given}) {
    for (const Statement& statement : *statements) {
      const Phrase& phrase = program.phrases[statement.phrase];
      for (std::size_t i = 0; i < phrase.holes.size(); ++i) {
        if (phrase.holes[i].kind != kDateKind) continue;
        (phrase.form == Form::kRecord ? recorded : stated).insert(statement.arguments[i]);
      }
    }
  }
  for (int day : stated) {
    if (!recorded.contains(day)) Note("day of a fact alone");
  }
  for (const Rule& rule : program.rules) {
    for (const Sentence* head : HeadsOf(rule)) {
      const std::vector<Hole>& holes = program.phrases[head->phrase].holes;
      for (std::size_t i = 0; i < holes.size(); ++i) {
        const Term& term = head->terms[i];
        const bool day = holes[i].kind == kDateKind && term.kind == Term::Kind::kDay;
        if (day && !recorded.contains(term.number) && !stated.contains(term.number))
          Note("day of a conclusion alone");
      }
    }
  }
}

void FeatureCount::Count(const Program& program) {
  pending_.clear();
  NoteDays(program);
  for (const Rule& rule : program.rules) NoteRule(program, rule);
  for (const Phrase& phrase : program.phrases) {
    if (phrase.presumed == Value::kYes) Note("presumed yes");
    if (phrase.form == Form::kRecord && phrase.marks_holds_from) Note("two dates");
  }
  for (const Statement& fact : program.facts) {
    if (fact.denied) Note("denied fact");
    if (fact.recorded) Note("recorded on");
    if (fact.from_last || fact.until_last) Note("between");
  }
  for (const Reading& reading : program.readings) {
    if (!reading.choices.empty()) Note("named reading");
    if (reading.of_the_day) Note("dated standing");
    if (reading.of_the_day && program.known_on) Note("dated standing as known on");
  }
  if (program.kinds.back().closed) Note("closed kind");
  if (!program.given.empty()) Note("case");
  if (!program.cast.empty()) Note("cast");
  if (program.known_on) Note("as known on");
  if (!program.disputes.empty()) Note("disputed");
  if (!program.promises.empty()) Note("promise");
  NoteOutcomes(program);
  ++programs_;
  for (const auto& [feature, times] : pending_) ++counts_[feature];
}

void FeatureCount::Add(const FeatureCount& other) {
  programs_ += other.programs_;
  for (const auto& [feature, times] : other.counts_) counts_[feature] += times;
}

std::string FeatureCount::Table() const {
  std::string text;
  for (const auto& [feature, quota] : kQuotas) {
    const auto found = counts_.find(feature);
    const double share =
        programs_ == 0 || found == counts_.end() ? 0 : 100.0 * found->second / programs_;
    std::array<char, 120> line{};
    std::snprintf(line.data(), line.size(), "  %-28s %5.1f %% (at least %d %%)\n", feature.c_str(),
                  share, quota);
    text += line.data();
  }
  return text;
}

std::string FeatureCount::Shortfalls() const {
  std::string text;
  for (const auto& [feature, quota] : kQuotas) {
    const auto found = counts_.find(feature);
    const int count = found == counts_.end() ? 0 : found->second;
    if (count * 100LL < 1LL * quota * programs_) text += (text.empty() ? "" : ", ") + feature;
  }
  return text;
}

}  // namespace comity::oracle
