// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "engine/base/date.h"
#include "engine/base/source_file.h"
#include "engine/base/timeline.h"

// What the parser reads from one file: its statements with the place of every part. Nothing is
// resolved yet; phrases are still the author's words. Names are checked in engine/check, which
// makes its own types from these.
namespace comity::ast {

// A piece of one line.
struct Text {
  std::string text;
  Span span;
};

// A date as written. kWords is a variable (`the notice date`) or a named date rule, whose arguments
// may be dates in brackets: a list of words and dates, told apart by which of `text` and `operands`
// the piece refers to.
struct DateExpression {
  enum class Kind {
    kDay,
    kWords,
    kPlusDays,
    kPlusMonths,
    kDayBefore,
    kDayAfter,
    kFirstOfMonthAfter,
    kLater,
    kEarlier,
    kPortion
  };
  struct Piece {
    Text word;         // empty for a date in brackets
    int operand = -1;  // which of the operands, for a date in brackets
  };
  Kind kind = Kind::kDay;
  Span span;
  Day day;
  int amount = 0;       // days or months, negative for `minus`; of kPortion the numerator
  int denominator = 1;  // of kPortion
  bool round_up = false;
  std::vector<DateExpression> operands;
  std::vector<Piece> pieces;
};

// One condition line, or one bullet. `text` is a phrase, an action sentence or a comparison of
// dates.
struct Sentence {
  std::optional<DateExpression> as_of;
  Text text;
  bool continued = false;  // the next line seems to go on with it, which was reported
};

// `within 30 days after`: how far apart two dates are.
struct Distance {
  enum class Relation { kMoreThan, kAtLeast, kLessThan, kWithin };
  enum class Unit { kMinutes, kHours, kDays, kWeeks, kMonths, kYears };
  Relation relation = Relation::kWithin;
  int count = 0;
  Unit unit = Unit::kDays;
  bool before = false;    // instead of after
  bool clamping = false;  // said at the end of the line
  std::string words;      // "within 30 days after"
  Span span;              // of the count
};

// Two dates or times with `is before` or the like between them, or a distance.
struct Comparison {
  enum class Order { kBefore, kAfter, kOnOrBefore, kOnOrAfter, kSameDay };
  Text left, right;
  Order order = Order::kBefore;  // without a distance
  std::optional<Distance> distance;
  bool no_distance = false;  // a distance should stand at the beginning of `right`
  Text said;          // its words, if they are not those of the language: `is not later than`
  std::string meant;  // those of the language instead
};

enum class Group { kNone, kAnyOf, kAllOf, kNoneOf };

struct Condition {
  Span keyword;
  bool unless = false;
  Group group = Group::kNone;  // kNone: exactly one sentence
  std::vector<Sentence> sentences;
};

struct Conclusion {
  Span keyword;
  bool with_effect = false;
  std::optional<DateExpression> from, until;
  Text text;  // after the colon
  bool continued = false;
};

// `in force from D until D`: the days on which the law itself holds.
struct InForce {
  Span span;
  Stretch days;
};

struct Law {
  Text name;
  std::optional<InForce> in_force;  // of all rules of the file
};
struct Uses {
  std::vector<Text> names;
};

struct Source {
  Text name;
  Text title;
  std::string cited_as;
  std::optional<Day> retrieved;
  std::string checked_by;
  std::vector<Text> speaks_for;
};

struct Kind {
  Text name;
  std::vector<Text> members;  // empty: not a closed list
  bool on_map = false;
};

struct Entity {
  std::string kind;  // empty for a body
  Text name;
  std::vector<Text> codes;
  std::vector<Text> also;
};

enum class Form { kRecord, kFact, kQuestion, kConclusion, kAction };

struct PhraseDeclaration {
  Form form = Form::kRecord;
  Text phrase;         // without the quotes
  std::string unread;  // what stands there, if it is no phrase in quotes
  std::optional<Text> holds_from;
  std::vector<Text> see_also;
  std::string ask;
  std::optional<bool> presumed;
  std::string decided_by;
  std::vector<std::string> factors;
  std::vector<Text> asserted_by;
  bool supposed_by_at = false;
  bool on_map = false;
};

struct DateRule {
  Text phrase;
  std::vector<Text> citations;
  std::optional<DateExpression> is;
};

struct Tag {  // position immunity = persists
  Text issue, position;
};

struct Rule {
  bool broken =
      false;  // a line of it could not be read, so that what is missing may be a consequence
  bool second_below = false;  // below it stand the lines of a rule without a first line
  bool exception = false;
  Span keyword;
  Text name;
  std::vector<Text> targets;
  std::string title;
  std::vector<Text> citations;
  std::string note;
  std::vector<Tag> tags;
  std::vector<Text> conflicts;  // rules that say the contrary, as the author knows
  std::optional<InForce> in_force;
  std::vector<Condition> conditions;
  std::optional<Conclusion> conclusion;
};

// `prevailing from D until D`, or always.
struct Standing {
  Span span;
  Stretch days;
};

// A decision table: what its rows have in common, what its columns ask, and the rows.
struct Table {
  enum class Policy { kMissing, kExactlyOne, kEveryOne };
  struct Column {
    Text name;
    Sentence condition;
  };
  struct Row {
    Span span;
    std::vector<Text> cells;  // one for each heading
    Text says;                // the words of the `then` heading and of the cell below it
    bool gap = false;         // the law leaves open what follows
    std::optional<Conclusion> conclusion;  // unless it is a gap
  };
  Rule common;  // without a conclusion
  std::vector<Column> columns;
  Policy policy = Policy::kMissing;
  Span policy_span;
  std::vector<Text> headings;
  std::optional<std::size_t> then, cite;  // which of the headings
  Text then_words;                        // what follows `then` in its heading
  std::vector<Row> rows;
};

struct Position {
  Text name;
  std::string text;
  std::vector<Text> citations;
  std::string held_by;
  std::vector<Standing> prevailing;
  bool is_default = false;
  bool days_unread = false;  // of a `prevailing` line, which was reported
};

struct Issue {
  Text name;
  std::string question;
  std::vector<Text> citations;
  std::vector<Position> positions;
};

struct Reading {
  Text name;
  std::string title;
  std::vector<Tag> choices;
};

// A fact as stated: the phrase's words and the days it holds. `from between A and B` is `from` with
// `from_last`, and so is `until`.
struct Fact {
  bool denied = false;
  Text phrase;
  std::optional<Text> from, from_last, until, until_last;
};

struct Remarks {
  std::optional<Text> source;  // a declared name, or any text in quotes
  bool source_quoted = false;
  std::string notice, confidence, note;
  std::optional<Text> recorded_on;
};

struct FactLine {
  Fact fact;
  std::optional<Fact> joined;  // with what follows two blanks and is no remark, which was reported
  Remarks remarks;
};

struct Facts {
  Text title;
  std::optional<Source> source;     // declared in place
  std::optional<Text> source_name;  // or named
  std::optional<Day> complete_as_of;
  struct Promise {  // complete for "PHRASE" as of DAY
    Text phrase;
    Day day;
  };
  std::vector<Promise> promises;
  std::vector<Fact> rows;     // `row` clauses: phrases with {holes}
  std::vector<Text> columns;  // of the table
  struct Row {
    Span span;
    std::vector<Text> cells;
  };
  std::vector<Row> table;
};

// Facts of which one holds; sources differ on which.
struct Dispute {
  Span keyword;
  Text title;
  std::vector<FactLine> sides;
};

struct Expectation {
  enum class Days { kOn, kStretch, kAlways, kNever, kMissing };
  enum class Subject { kValue, kOutcome, kCites, kPresumes, kAsks };
  Span span;
  Subject subject = Subject::kValue;
  std::string word;             // not, unknown, voluntary, ...; empty for yes
  Text sentence;                // kCites: unused
  Text uncut;                   // the sentence with its days
  std::vector<Text> citations;  // kCites
  Days days = Days::kMissing;
  std::optional<Text> on, from, until;
  std::optional<Text> reading;  // of the `reading` line above, if any
  std::optional<Day> known_on;  // of the `as known on` line above, if any
  bool below_unread = false;    // a line above, below the last expectation, could not be read
};

struct Scenario {
  Text title;
  std::vector<Text> cast;  // "State A, B"
  std::vector<Fact> given;
  std::vector<Expectation> expectations;
};

// A change of the law that changes nothing, as `comity mutate` calls it, and why.
struct Equivalent {
  bool broken = false;  // a line of it could not be read
  Span keyword;
  Text key;  // without the quotes
  std::optional<Text> reason;
};

// A claim about every case: of those that meet the conditions, that a sentence never or always
// holds, or an act never or always has an outcome.
struct Property {
  Text title;
  Rule rule;  // its conditions; concludes nothing
  bool always = false;
  std::string outcome;  // one of the words of `expect`, or empty
  Text claim;
  std::vector<Text> readings;  // none: all
};

// A line in column 1 that starts with no keyword: an entity, a fact of the block above, or a slip.
// Only the vocabulary tells which, so the checker decides.
struct LooseLine {
  Text text;
  std::vector<Text> columns;      // the line cut at runs of two or more blanks
  std::vector<Text> codes, also;  // of an entity
  FactLine fact;                  // the same read as a fact, if below `facts`
  int facts = -1;                 // the statement number of the `facts` block it stands in, or -1
};

using Statement =
    std::variant<Law, Uses, Source, Kind, Entity, PhraseDeclaration, DateRule, Rule, Table, Issue,
                 Reading, Facts, Dispute, Scenario, Equivalent, Property, LooseLine>;

struct File {
  std::string name;     // its path
  bool unread = false;  // nothing of it could be read, which was reported
  bool blank = false;   // there is nothing in it to be read
  std::vector<Statement> statements;
};

}  // namespace comity::ast
