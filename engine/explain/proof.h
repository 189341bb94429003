// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/base/date.h"
#include "engine/base/timeline.h"

namespace comity {

// Where a rule or fact stands, and on what it rests.
struct Reference {
  std::string file;                // as in SourceFile::name; empty for facts of the case
  unsigned line = 0;               // from 1
  std::string source;              // of a fact: who says so
  std::string notice;              // of a fact: the number of the notice, if recorded
  std::string confidence;          // of a fact: high, medium, low, if recorded
  std::optional<Day> recorded_on;  // of a fact: when it became known, if recorded
  std::optional<Day> retrieved;    // of a fact: when the source was last looked at
};

// One step of a proof, or of the search for one: a sentence, its value on the day, and what that
// rests on.
struct ProofNode {
  enum class Kind {
    kRule,         // by a rule, whose conditions are the children
    kException,    // an exception to the rule above; yes means that it acts
    kFact,         // recorded in a fact file
    kCase,         // given with the question
    kSupposition,  // supposed by `at`
    kPresumption,  // presumed, by declaration or by a rule
    kAbsence,      // nothing is recorded
    kUnknown,      // nobody has said; a question to ask
    kComparison,   // a comparison of dates
    kGroup,        // any of, all of, none of
    kUnless,       // an `unless` line; the value is that of the line without `unless`
    kNoRule,       // no rule concludes this
    kGap,          // the law itself leaves this open
    kOtherDays,    // recorded, but for days outside of the stretch
  };
  Kind kind = Kind::kFact;
  Truth value = Truth::kNo;
  std::string sentence;
  std::string rule;                    // its name, for kRule and kException
  std::string title;                   // of the rule; of a disputed fact, of the dispute
  std::string effect;                  // for kException: "does not apply", "is suspended"
  std::vector<std::string> citations;  // as people see them
  Reference reference;
  // The stretch around the day in which the value stays so.
  Stretch stretch;
  std::vector<ProofNode> children;
};

struct Presumption {
  std::string sentence;
  Truth presumed = Truth::kYes;
  std::string rule;                    // the rule that presumes; empty if the declaration does
  std::vector<std::string> citations;  // of that rule
  std::optional<Day> since;
};
struct MissingFact {
  std::string sentence;
  std::string ask;                   // the question to put to a person
  std::string decided_by;            // empty: a matter of fact
  std::vector<std::string> factors;  // what the law says to weigh, in the order of the vocabulary
  std::vector<std::string> rules;
};

// Why something does not hold: the nearest rule and what fails in it, each failing condition
// followed to the fact that is missing.
struct WhyNot {
  std::string
      sentence;  // what does not hold: "the United States of America must arrest Yoav Gallant"
  std::vector<ProofNode>
      nearest;  // nearest rule first; its children are the failing conditions only
  std::vector<std::string> see_also;  // recorded sentences that the vocabulary says to mention
  // "the United States of America deposited an instrument: never": the last link, for one line of
  // text.
  std::vector<std::string> because;
};

}  // namespace comity
