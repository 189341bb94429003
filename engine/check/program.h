// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "engine/base/date.h"
#include "engine/base/source_file.h"
#include "engine/base/timeline.h"

// The checked rulebook: every name resolved, every variable numbered, every exception attached to
// the rules it acts on. Made by Check, immutable afterwards. Different types from the syntax tree
// on purpose: what has these types is sound.
namespace comity {

using KindId = std::uint32_t;
using EntityId = std::int32_t;
using PhraseId = std::uint32_t;
using PredicateId = std::uint32_t;
using RuleId = std::uint32_t;
using VariableId = std::uint32_t;

// What fills a hole: an EntityId, or for the kind date the number of a Day, for the kind time the
// minute of an Instant.
using Value = std::int32_t;

constexpr KindId kDateKind = 0;
constexpr KindId kTimeKind = 1;
constexpr KindId kBodyKind = 2;
// Only of the actor of an act: a State, the Court, anybody.
constexpr KindId kAnyKind = 0xFFFFFFFF;
constexpr bool IsOfEntities(KindId kind) { return kind != kDateKind && kind != kTimeKind; }

struct Kind {
  std::string name;
  bool closed = false;  // a closed list: its entities are declared with it
  bool on_map = false;
};

struct Entity {
  std::string name;
  KindId kind = 0;
  std::vector<std::string> codes;
  std::vector<std::string> also;
  Span span;
};

enum class Form { kRecord, kFact, kQuestion, kConclusion, kAction };

// Whether only rules make phrases of this form true; all others are stated.
constexpr bool IsRuled(Form form) { return form == Form::kConclusion || form == Form::kAction; }

struct Hole {
  std::string label;
  KindId kind = 0;
};

// A declared sentence: words and holes in turn.
struct Phrase {
  struct Piece {
    std::string word;  // empty for a hole
    int hole = -1;
  };
  Form form = Form::kRecord;
  std::string text;  // as declared
  std::vector<Piece> pieces;
  std::vector<Hole> holes;
  PredicateId first_predicate = 0;
  std::uint32_t module = 0;
  Span span;

  int holds_from = -1;  // record: the hole with the day it holds from
  std::string ask;
  std::string decided_by;
  std::vector<std::string> factors;  // what the decider has to weigh
  Truth otherwise = Truth::kNo;      // when nothing is recorded
  bool presumed = false;             // `otherwise` was declared as presumed
  bool supposed_by_at = false;
  bool on_map = false;
  std::vector<PhraseId> see_also;
  std::optional<Day> complete_as_of;  // nothing about it is missing up to this day
};

enum class Modality : std::uint8_t { kMust, kMustNot, kMay, kMayVoluntarily };
constexpr int kModalities = 4;

// What is evaluated. A phrase is one predicate; an action is four, one for each modality in the
// order of the enumeration, with the actor as an additional first hole.
struct Predicate {
  PhraseId phrase = 0;
  bool act = false;
  Modality modality = Modality::kMust;
  std::vector<Hole> holes;
};

struct Term {
  bool variable = false;
  Value value = 0;  // or the number of the variable
};

struct Atom {
  PredicateId predicate = 0;
  std::vector<Term> terms;
};

// A computation on dates, with all named date rules written out.
struct DateTerm {
  enum class Kind {
    kTerm,
    kPlusDays,
    kPlusMonths,
    kFirstOfMonthAfter,
    kLater,
    kEarlier,
    kDayOfTime,  // of a variable that is a time
    kPortion,    // the first date plus a part of the days to the second
  };
  Kind kind = Kind::kTerm;
  Term term;            // kTerm: a day or a variable
  int amount = 0;       // kPlusDays, kPlusMonths; kPortion: the numerator
  int denominator = 1;  // kPortion
  bool round_up = false;
  std::vector<DateTerm> operands;
};

enum class Order { kBefore, kAfter, kOnOrBefore, kOnOrAfter, kSameDay };

// `more than 30 days after`: where the left date stands to a day counted from the right one.
struct Distance {
  std::string words;
  DateTerm day;
  Order order = Order::kBefore;
};

struct Comparison {
  DateTerm left, right;
  Order order = Order::kBefore;
  std::optional<Distance> distance;  // which must hold as well
};

// The same of two times.
struct TimeComparison {
  struct Distance {
    std::string words;
    std::int64_t minutes = 0;
    Order order = Order::kBefore;
  };
  Term left, right;
  Order order = Order::kBefore;
  std::optional<Distance> distance;
};

struct Literal {
  std::variant<Atom, Comparison, TimeComparison> what;
  std::optional<DateTerm> as_of;
  std::string text;  // as written
  Span span;
};

struct Condition {
  enum class Group { kSingle, kAnyOf, kAllOf, kNoneOf };
  bool unless = false;
  Group group = Group::kSingle;
  std::vector<Literal> literals;
  Span span;
};

struct Variable {
  std::string label;
  KindId kind = 0;
};

// Of one rule, with all its lines and the rule it is an exception to. Plans keep sets of variables
// in one word.
constexpr std::size_t kMaxVariables = 64;

struct Citation {
  std::string text;   // "RS 89(1)"
  std::string shown;  // "Art. 89(1) Rome Statute"
};

struct PositionTag {
  std::uint32_t issue = 0;
  std::uint32_t position = 0;
};

// Whether no reading takes both.
constexpr bool AreOpposed(const PositionTag& a, const PositionTag& b) {
  return a.issue == b.issue && a.position != b.position;
}

// A rule, a row of a table, or one exception as it acts on one rule. An exception shares the first
// `shared` variables with its target.
struct Rule {
  enum class Effect { kConclude, kPresume, kBar, kSuspend, kBegin, kEnd };
  std::string name, title, note;
  std::vector<Citation> citations;
  std::vector<PositionTag> tags;
  std::vector<Variable> variables;
  std::uint32_t shared = 0;
  Stretch in_force;  // conditions count on these days only
  std::vector<Condition> conditions;
  bool gap = false;   // the law leaves open what follows: where it applies, that is unknown
  std::string table;  // of a row: the table it stands in, which is how others call it
  Effect effect = Effect::kConclude;
  bool with_effect = false;
  std::optional<DateTerm> from, until;
  Atom head;                        // kConclude, kPresume
  std::optional<DateTerm> instead;  // kBegin, kEnd: the day on which the target then begins or ends
  std::optional<RuleId> target;     // of exceptions
  std::vector<RuleId> exceptions;
  std::vector<RuleId> conflicts;  // known to say the contrary in some case
  Span span;

  // The name by which the lines of other rules call it.
  const std::string& called() const { return table.empty() ? name : table; }
};

// Whence we know a fact.
struct Provenance {
  Span span;  // length 0 for facts given with a question
  std::string source, notice, confidence;
  std::optional<Day> recorded_on;
  std::optional<Day> retrieved;  // when the source was last looked at
};

struct Fact {
  PredicateId predicate = 0;
  std::vector<Value> values;
  Stretch stretch;  // nothing is stated on other days
  Stretch certain;  // within `stretch`, it is stated that nobody knows on other days
  bool denied = false;
  bool supposed = false;  // by `at`, not said by the caller
  // Since when it is known, and since when its end is.
  Day known_from = Day::Beginning();
  Day end_known_from = Day::Beginning();
  std::int32_t dispute = -1;  // which dispute it is a side of, and which side
  std::uint8_t side = 0;
  Provenance provenance;
};

// Something on which sources differ: in every version of the facts, one of its sides is stated.
struct Dispute {
  std::string title;
  std::vector<std::uint32_t> sides;  // their facts, by number
  Span span;
};

struct Issue {
  struct Position {
    std::string name, text, held_by;
    std::vector<Citation> citations;
    bool undecided = false;  // ours by default, not the Court's
  };
  std::string name, question;
  std::vector<Citation> citations;
  std::vector<Position> positions;
  std::uint32_t prevailing = 0;  // or default; where that changes, at the end of time
  // By position, where it changes: the days on which it is prevailing or default, one on every day.
  std::vector<Timeline> standing;
};

// Instead of a position in a reading, where the standing changes: on each day the one that stood
// then, or for all days the one that stands at the end, as far as that is known.
constexpr std::uint32_t kOfTheDay = 0xFFFFFFFF;
constexpr std::uint32_t kPrevailing = 0xFFFFFFFE;

struct Reading {
  std::string name, title;
  std::vector<std::uint32_t> positions;  // by issue
};

struct Expectation {
  enum class Subject { kValue, kOutcome, kCites, kPresumes, kAsks };
  enum class Days { kOn, kStretch, kAlways, kNever };
  Subject subject = Subject::kValue;
  std::string word;
  std::string text;  // of the whole line
  PredicateId predicate = 0;
  std::vector<Value> values;
  std::vector<std::string> citations;
  Days days = Days::kOn;
  Stretch stretch;  // kOn: of one day
  std::uint32_t reading = 0;
  std::optional<Day> known_on;
  int above = -1;  // kCites, kPresumes, kAsks: the expectation they are about
  Span span;
};

struct Scenario {
  std::string title;
  std::vector<Entity> cast;  // numbered from the number of declared entities on
  std::vector<Fact> given;
  std::vector<Expectation> expectations;
  Span span;
};

// A change of the law that changes nothing, in the words of `comity mutate`, and why.
struct Equivalent {
  std::string key, reason;
  Span span;
};

// A claim about every case, and every day of it, on which the conditions hold.
struct Property {
  std::string title;
  Rule rule;  // the conditions; the head is what is claimed
  bool always = false;
  std::string outcome;                  // of an act, as in `expect`; empty: that the sentence holds
  std::string claim;                    // as written
  std::vector<std::uint32_t> readings;  // none: all
};

struct Program {
  std::vector<std::string> modules;
  std::vector<Kind> kinds;
  std::vector<Entity> entities;
  std::vector<Phrase> phrases;
  std::vector<Predicate> predicates;
  std::vector<Rule> rules;  // exceptions included
  std::vector<Fact> facts;
  std::vector<Dispute> disputes;
  std::vector<Issue> issues;
  std::vector<Reading> readings;  // "prevailing" first
  std::vector<Scenario> scenarios;
  std::vector<Equivalent> equivalents;
  std::vector<Property> properties;

  // Whether only rules make it true; all else is stated.
  bool IsRuled(PredicateId predicate) const {
    return comity::IsRuled(phrases[predicates[predicate].phrase].form);
  }

  // Whether the reading takes the position on some day, as known on some day.
  bool MayTake(std::uint32_t reading, const PositionTag& tag) const {
    const std::uint32_t taken = readings[reading].positions[tag.issue];
    if (taken != kOfTheDay && taken != kPrevailing) return taken == tag.position;
    return issues[tag.issue].standing[tag.position].Max() == Truth::kYes;
  }
};

}  // namespace comity
