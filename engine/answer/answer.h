// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "engine/base/date.h"
#include "engine/base/timeline.h"
#include "engine/eval/limits.h"
#include "engine/explain/proof.h"

// Questions to a rulebook and their answers. Everything here may be called from many threads at
// once.
namespace comity {

class Rulebook;

// Why a question cannot be answered as put. `field` is a path in the question's own words: "actor",
// "about[1]", "case.statements[0]".
struct Refusal {
  enum class Reason {
    kUnknownName,       // no entity is called so; candidates are the nearest
    kAmbiguousName,     // several are; candidates are they
    kUnknownAction,     // no declared action reads like this; candidates are the actor's
    kUnknownPhrase,     // no declared phrase reads like this; candidates are the nearest
    kUnknownReading,    // candidates are all readings
    kNotAFact,          // the phrase is a conclusion or an action: only rules make it true
    kBadStatement,      // a statement's dates make no sense
    kContradiction,     // two statements of the case contradict each other
    kNothingAsked,      // no action concerns the entities given
    kNothingToSuppose,  // the vocabulary says nothing of what `at` supposes for these entities
    kCancelled,         // the caller gave up, or its deadline passed
    kTooManySteps,      // the evaluation took more steps than it may, or went too deep
  };
  Reason reason;
  std::string field;
  std::string message;
  std::vector<std::string> candidates;
};

// An answer, or why there is none. Refusals are never empty when there is no value.
template <typename T>
class Answer {
 public:
  Answer(T value) : value_(std::move(value)) {}               // NOLINT(google-explicit-constructor)
  Answer(Refusal refusal) : refusals_{std::move(refusal)} {}  // NOLINT(google-explicit-constructor)
  // NOLINTNEXTLINE(google-explicit-constructor)
  Answer(std::vector<Refusal> refusals) : refusals_(std::move(refusals)) {}
  bool ok() const { return refusals_.empty(); }
  const T& operator*() const { return *value_; }
  T& operator*() { return *value_; }
  const T* operator->() const { return &*value_; }
  T* operator->() { return &*value_; }
  const std::vector<Refusal>& refusals() const { return refusals_; }

 private:
  std::optional<T> value_;
  std::vector<Refusal> refusals_;
};

// How far the facts reach that an answer rests on: up to this day nothing about them is missing, so
// a promise says. Of several promises the earliest; `phrases` are those it is made of.
struct Horizon {
  Day day;
  std::vector<std::string> phrases;  // as declared: "{State} joined on {joining date}"
  bool operator==(const Horizon&) const = default;
};

// Facts given with a question. They count over the fact files and presumptions, for this question
// only.
struct Statement {
  // A record, fact or question without variables, as in a fact file; may begin with `not`, may end
  // in `from D` and `until D`.
  std::string text;
  // The same as fields; text and fields may not both give a date.
  std::optional<Day> from, until;
  bool denied = false;
};
struct Case {
  struct Cast {
    std::string kind, name;
  };
  std::vector<Cast> cast;  // entities that only this case knows
  std::vector<Statement> statements;
};

// Polled now and then during an evaluation; return true to stop it with Refusal::kCancelled. May be
// empty.
using Cancelled = const std::atomic<bool>*;

// Names of entities may be given as a code, a name with or without accents and capitals, another
// name, or a part of a name that only one entity has.
struct Question {
  std::string actor;
  std::string action;  // "arrest", "arrest Yoav Gallant"; empty: every act the rulebook knows for
                       // these entities
  std::vector<std::string> about;  // the entities the act concerns; the first is usually the person
  std::optional<std::string> at;   // supposed, on all days: the person asked about is in this place
  Day on;
  // What was known on this day counts, of the facts in files: what was recorded by then, or,
  // without a remark of that, what had happened. Without it: all of them.
  std::optional<Day> known_on;
  std::string reading = "prevailing";
  Case facts;
  // How much to say beside the outcome. Citations, presumptions, missing facts and suppositions
  // always come.
  enum class Detail { kOutcome, kReasons, kFull } detail = Detail::kReasons;
  Cancelled cancelled = nullptr;
  std::uint64_t most_steps = kMostSteps;  // under each reading
};

enum class Outcome {
  kObliged,
  kObligedSuspended,
  kForbidden,
  kPermitted,
  kVoluntary,
  kBarred,
  kNoDuty,
  kUndetermined,
  kConflict,
};

struct Determination {
  std::string actor, actor_code;
  std::string action;  // "arrest Yoav Gallant"
  Outcome outcome = Outcome::kNoDuty;
  std::vector<std::string> citations;        // as in rule files: "RS 87(5)(a)"
  std::vector<std::string> shown_citations;  // as people see them: "Art. 87(5)(a) Rome Statute"
  std::vector<std::string>
      rules;  // names of the rules that give the outcome, each an independent ground
  // Sentences, most important first: what the outcome rests on; for anything but kObliged and
  // kConflict, why not obliged.
  std::vector<std::string> because;
  Stretch stretch;                    // around the day, with the same outcome
  std::optional<Day> next_change_on;  // stretch.until, if finite
  std::vector<Presumption> presumptions;
  std::vector<MissingFact> missing;  // only for kUndetermined
  // Facts on which sources differ: those that the proof shows, and those that keep it undetermined.
  std::vector<std::string> disputes;
  std::optional<WhyNot> why_not;       // for every outcome but kObliged, kConflict
  std::vector<ProofNode> explanation;  // with Detail::kFull
};

struct Decision {
  std::vector<Determination> determinations;
  Day on;
  std::optional<Day> known_on;
  std::string reading;
  std::optional<Horizon> horizon;         // absent if nothing is promised of what it rests on
  bool beyond_horizon = false;            // the day asked about lies after the horizon
  std::vector<std::string> suppositions;  // the sentences `at` supposed
  // The same question under the other readings, where the outcome differs.
  struct Divergence {
    std::string reading, action;
    Outcome outcome;
  };
  std::vector<Divergence> divergences;
};

Answer<Decision> Decide(const Rulebook& rulebook, const Question& question);

// Every binding of a phrase with open holes ("a State is a State Party", "a State must arrest Yoav
// Gallant").
struct FindQuestion {
  std::string phrase;
  std::optional<Day>
      on;  // only bindings that are yes or unknown on this day; without it, on some day
  std::optional<Day> known_on;  // see Question
  std::string reading = "prevailing";
  Case facts;
  Cancelled cancelled = nullptr;
  std::uint64_t most_steps = kMostSteps;  // under each reading
};
struct Binding {
  std::string sentence;
  struct Filled {
    std::string label, name, code;  // label "State", name "Jordan", code "JOR"; a date has no code
  };
  std::vector<Filled> filled;  // the open holes, in their order
  Timeline timeline;
  std::optional<Truth> value;  // on the day asked for
};
struct Found {
  std::vector<Binding> bindings;  // sorted by the names of what fills the holes
  std::optional<Horizon> horizon;
};
Answer<Found> Find(const Rulebook& rulebook, const FindQuestion& question);

// All of time for one act of one actor, or for one phrase without open holes.
struct TimelineQuestion {
  std::string phrase;  // "Burundi is a State Party"; or empty, and then:
  std::string actor, action;
  std::vector<std::string> about;
  std::optional<std::string> at;
  std::optional<Day> known_on;  // see Question
  std::vector<std::string> readings = {"prevailing"};
  Case facts;
  Cancelled cancelled = nullptr;
  std::uint64_t most_steps = kMostSteps;  // under each reading
};
// One stretch of one value. For an act the value is an outcome, for a phrase a truth.
struct TimelineStretch {
  Stretch stretch;
  std::variant<Outcome, Truth> value;
  struct Cause {
    std::string rule;  // the rule or exception whose effect begins or ends here
    std::string title;
    std::vector<std::string> citations;  // as people see them
    std::string because;                 // the condition that changed, as a sentence
  };
  std::optional<Cause> opened_by, ended_by;  // absent at the ends of time
};
struct ReadingTimeline {
  std::string reading;
  std::string sentence;
  std::vector<TimelineStretch> stretches;  // together all of time, in order
  std::optional<Horizon> horizon;
};
Answer<std::vector<ReadingTimeline>> AskTimeline(const Rulebook& rulebook,
                                                 const TimelineQuestion& question);

// For every entity of the kinds shown on the map: the outcome of the acts shown on the map,
// supposing for each that the person is there.
struct MapQuestion {
  std::vector<std::string> about;
  std::string action;  // empty: the acts shown on the map
  Day on;
  std::optional<Day> known_on;  // see Question
  std::string reading = "prevailing";
  Case facts;
  Cancelled cancelled = nullptr;
  std::uint64_t most_steps = kMostSteps;  // under each reading
};
struct MapEntry {
  std::string actor, actor_code;
  std::string action;
  Outcome outcome = Outcome::kNoDuty;
  std::vector<std::string> citations;        // as in rule files
  std::vector<std::string> shown_citations;  // as people see them
  std::vector<std::string>
      notes;  // the conclusions shown on the map that hold: "Jordan is a State Party"
  std::vector<Presumption> presumptions;
  std::vector<Outcome> rival_outcomes;  // under the other readings, where different
};
struct DutyMap {
  std::vector<MapEntry> entries;  // by actor, then action
  std::optional<Horizon> horizon;
};
Answer<DutyMap> AskMap(const Rulebook& rulebook, const MapQuestion& question);

// The proof of a phrase or action sentence without variables on a day; for what does not hold, why
// not.
struct ExplainQuestion {
  std::string sentence;
  std::optional<std::string> at;
  Day on;
  std::optional<Day> known_on;  // see Question
  std::string reading = "prevailing";
  Case facts;
  int depth = 8;  // levels of the tree
  Cancelled cancelled = nullptr;
  std::uint64_t most_steps = kMostSteps;  // under each reading
};
struct Explanation {
  std::string sentence;
  Truth value;
  std::vector<ProofNode> proof;
  std::optional<WhyNot> why_not;
  std::vector<Presumption> presumptions;
  std::vector<MissingFact> missing;
  std::vector<std::string> disputes;  // as in Determination
  std::optional<Horizon> horizon;
};
Answer<Explanation> Explain(const Rulebook& rulebook, const ExplainQuestion& question);

// The words of an outcome for people ("obliged, but suspended"), and its name
// ("OBLIGED_SUSPENDED").
std::string_view Words(Outcome outcome);
std::string_view Name(Outcome outcome);

}  // namespace comity
