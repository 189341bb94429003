// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "engine/engine.h"
#include "tests/oracle/print.h"
#include "tests/oracle/program.h"

namespace comity::oracle {

// An act as callers name it: who, the words of the act with or without names, and whom it is about.
struct ActAsked {
  std::string actor, action;
  std::vector<std::string> about;
};

// What Decide says of one act on one day.
struct Decided {
  Outcome outcome = Outcome::kNoDuty;
  Stretch stretch;
};

// A program as the engine understands it, asked through the facade that every front end uses.
class EngineSide {
 public:
  // Timelines by the names in the holes; for acts the actor comes first.
  using Timelines = std::map<std::vector<std::string>, Timeline>;

  EngineSide(const Program& program, const std::vector<TextFile>& files);

  // Empty if the engine accepted the rulebook, else its diagnostics.
  const std::string& refusal() const { return refusal_; }

  // All that is not no on every day. What the engine refuses to answer goes to `errors()`.
  Timelines FindAll(const std::string& phrase, View view);
  std::vector<TimelineStretch> AskSentence(const std::string& sentence, View view);
  std::vector<TimelineStretch> AskAct(const ActAsked& act, View view);
  Decided DecideAct(const ActAsked& act, int day, View view);

  const std::vector<std::string>& errors() const { return errors_; }

 private:
  template <typename T>
  bool Refused(const Answer<T>& answer, const std::string& about);
  Case CaseOf(View view) const;

  const Program& program_;
  std::shared_ptr<const Rulebook> rulebook_;
  std::string refusal_;
  std::vector<std::string> errors_;
};

}  // namespace comity::oracle
