// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

// A rulebook with a case as the oracle holds it: what the generator makes, the naive evaluator runs
// and the printer writes as rule text. Names nothing of the engine, so that a mistake there cannot
// be repeated here.
namespace comity::oracle {

enum class Value : std::uint8_t { kNo, kUnknown, kYes };

// Instead of the number of a kind: the hole or variable is a date; the actor is the body.
constexpr int kDateKind = -1;
constexpr int kBodyKind = -2;
// A time: minutes since the beginning of 1970 in UTC.
constexpr int kTimeKind = -3;

struct Kind {
  std::string name;
  bool closed = false;  // its members are listed with it
  std::vector<std::string> members;
};

enum class Form { kRecord, kFact, kQuestion, kConclusion, kAction };

struct Hole {
  int kind = 0;
  std::string label;
};

struct Phrase {
  Form form = Form::kFact;
  std::vector<std::string> words;  // words[i] stands before hole i, the last after them all
  std::vector<Hole> holes;
  int holds_from = -1;               // records: the date hole that counts
  bool marks_holds_from = false;     // records: said by a clause
  Value presumed = Value::kUnknown;  // questions
  int level = 0;                     // negation and exceptions look only at lower levels
};

struct DateExpr {
  enum class Kind {
    kDay,
    kVariable,
    kPlusDays,
    kPlusWeeks,
    kPlusMonths,
    kPlusYears,
    kDayBefore,
    kDayAfter,
    kFirstOfMonthAfter,
    kLater,
    kEarlier,
    kRule,
    kDayOfTime,  // of a variable
    kPortion     // number: twice one of kParts, one more to round up
  };
  Kind kind = Kind::kDay;
  int number = 0;  // the day, variable, amount or date rule
  std::vector<DateExpr> operands;
};

struct Part {
  std::string words;
  int of = 1, all = 2;
};
inline const std::vector<Part> kParts = {{"one half", 1, 2},
                                         {"one third", 1, 3},
                                         {"two thirds", 2, 3},
                                         {"one quarter", 1, 4},
                                         {"three quarters", 3, 4}};

// "{words} {label}" stands for `body`, whose variable 0 is the date in the hole.
struct DateRule {
  std::string words;
  std::string label;
  DateExpr body;
};

struct Term {
  enum class Kind { kVariable, kMember, kDay };
  Kind kind = Kind::kMember;
  int number = 0;
};

enum class Modal { kNone, kMust, kMustNot, kMay, kMayVoluntarily };

struct Sentence {
  int phrase = 0;
  std::vector<Term> terms;
  Modal modal = Modal::kNone;  // of an action sentence; it alone has an actor
  int actor_kind = kBodyKind;
  Term actor;
};

enum class Comparison { kBefore, kAfter, kOnOrBefore, kOnOrAfter, kSameDay };

// `is within 30 days after`: how far the left date is from the right one.
struct Distance {
  enum class Relation { kMoreThan, kAtLeast, kLessThan, kAtMost, kWithin };
  enum class Unit { kDays, kWeeks, kMonths, kYears, kHours, kMinutes };
  Relation relation = Relation::kMoreThan;
  int count = 1;
  Unit unit = Unit::kDays;
  bool before = false;
};

// What one line or one bullet says: a comparison of dates, or a sentence.
struct Condition {
  bool compares = false;
  Comparison comparison = Comparison::kBefore;
  std::optional<Distance> distance;  // instead of it
  DateExpr left, right;
  bool of_times = false;  // compares these instead
  Term left_time, right_time;
  std::optional<DateExpr> as_of;
  Sentence sentence;
};

enum class Group { kSingle, kAnyOf, kAllOf, kNoneOf };

struct Clause {
  bool unless = false;
  Group group = Group::kSingle;
  std::vector<Condition> conditions;
};

struct Variable {
  int kind = 0;
  std::string label;
  int clause = -1;  // the clause it belongs to, or -1: the rule's own
  int bullet = -1;  // the bullet of that clause it belongs to, or -1: the whole clause
};

enum class Effect { kConclusion, kPresumption, kDoesNotApply, kSuspended, kBegins, kEnds };

// What a column of a table asks: yes or no, or which member stands in one of the sentence's holes.
struct Column {
  std::string name;
  Condition condition;
  int hole = -1;
};

// The members a cell names, for a column that asks for one; yes or no for others.
struct TableCell {
  enum class Kind { kAny, kYes, kNo, kMembers, kNotMember };
  Kind kind = Kind::kAny;
  std::vector<int> members;
};

struct TableRow {
  std::vector<TableCell> cells;
  bool gap = false;  // and then without a conclusion
  bool presumes = false;
  bool with_effect = false;
  std::optional<DateExpr> from, until;
  Sentence head;
};

struct Rule {
  std::string name;
  std::vector<int> targets;  // exceptions: the rules they act on
  Effect effect = Effect::kConclusion;
  int issue = -1, position = 0;
  std::vector<Variable>
      variables;  // an exception's variable named like the target's is the target's
  std::vector<Clause> clauses;
  std::optional<int> in_force_from, in_force_until;  // days
  bool with_effect = false;
  std::optional<DateExpr> from, until;
  Sentence head;     // not of exceptions and tables
  DateExpr instead;  // when the target begins or ends

  // A table is a rule with rows: the rest is what they share.
  std::vector<Column> columns;
  std::vector<TableRow> rows;
  bool exactly_one = false;
  bool IsTable() const { return !rows.empty(); }
  bool never_sure = false;  // a row that is a gap, once it is written out as a rule

  bool ChangesTiming() const { return effect == Effect::kBegins || effect == Effect::kEnds; }
  bool IsException() const {
    return effect == Effect::kDoesNotApply || effect == Effect::kSuspended || ChangesTiming();
  }
};

// All that a rule or the rows of a table can conclude.
inline std::vector<const Sentence*> HeadsOf(const Rule& rule) {
  std::vector<const Sentence*> heads;
  for (const TableRow& row : rule.rows) {
    if (!row.gap) heads.push_back(&row.head);
  }
  if (!rule.IsTable() && !rule.IsException()) heads.push_back(&rule.head);
  return heads;
}

struct Issue {
  std::string name;
  std::vector<std::string> positions;
  int preferred = 0;
  bool by_default = false;  // `default` instead of `prevailing`
  // Where the standing changed: what prevailed, one stretch after the other, the first from the
  // beginning of time on; no position for a stretch that is left to the default. `preferred` stands
  // at the end.
  struct Era {
    int position = 0;
    std::optional<int> from;
  };
  std::vector<Era> eras;
};

struct Reading {
  std::string name;
  std::vector<std::pair<int, int>> choices;  // issue, position
  bool of_the_day = false;
};

struct Statement {
  int phrase = 0;
  std::vector<int> arguments;  // members, or days in date holes
  bool denied = false;
  std::optional<int> from, until;
  std::optional<int> from_last, until_last;  // `between` the day and this one
  std::optional<int> recorded;               // of facts: `recorded on`
  int dispute = -1;  // of facts: which dispute it is a side of, and which side
  int side = 0;
};

// `complete for "PHRASE" as of DAY`.
struct Promise {
  int phrase = 0;
  int day = 0;
};

struct Program {
  std::vector<Kind> kinds;
  std::string body;
  std::vector<Phrase> phrases;
  std::vector<DateRule> date_rules;
  std::vector<Issue> issues;
  std::vector<Reading> readings;  // the first is `prevailing`
  std::vector<Rule> rules;
  std::vector<Statement> facts;
  std::vector<Statement> given;  // the case
  std::vector<std::pair<int, std::string>>
      cast;  // kind and name; numbered after the declared members
  std::vector<Promise> promises;
  std::optional<int> retrieved;  // by the source of the facts
  std::optional<int> known_on;   // a day to ask as known on
  std::vector<int> disputes;     // how many sides each has
};

// One way of asking: a reading, without or with the case, and as known on a day.
struct View {
  int reading = 0;
  bool with_case = false;
  std::optional<int> known_on;
  std::vector<int> version;  // the side taken of each dispute; empty: the first
};

}  // namespace comity::oracle
