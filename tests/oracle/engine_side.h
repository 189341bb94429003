// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
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

// How a program is spoken of when its text was changed all over: every text that goes to the
// engine, and every day beside the texts, is changed alike.
struct Accent {
  std::function<std::string(const std::string&)> say;  // none: as it is
  int days = 0;                                        // added to each day
};

// A program as the engine understands it, asked through the facade that every front end uses.
class EngineSide {
 public:
  // Timelines by the names in the holes; for acts the actor comes first.
  using Timelines = std::map<std::vector<std::string>, Timeline>;

  EngineSide(const Program& program, const std::vector<TextFile>& files, Accent accent = {});

  // Empty if the engine accepted the rulebook, else its diagnostics.
  const std::string& refusal() const { return refusal_; }
  const Rulebook& rulebook() const { return *rulebook_; }
  // The case of the view as callers give it.
  Case CaseOf(View view) const;

  // All that is not no on every day. What the engine refuses to answer goes to `errors()`.
  Timelines FindAll(const std::string& phrase, View view);
  // The horizon of what was found last.
  const std::optional<int>& horizon() const { return horizon_; }
  std::vector<TimelineStretch> AskSentence(const std::string& sentence, View view);
  std::vector<TimelineStretch> AskAct(const ActAsked& act, View view);
  Decided DecideAct(const ActAsked& act, int day, View view);

  const std::vector<std::string>& errors() const { return errors_; }

 private:
  template <typename T>
  bool Refused(const Answer<T>& answer, const std::string& about);
  std::string Say(const std::string& text) const { return accent_.say ? accent_.say(text) : text; }

  const Program& program_;
  Accent accent_;
  std::shared_ptr<const Rulebook> rulebook_;
  std::string refusal_;
  std::vector<std::string> errors_;
  std::optional<int> horizon_;
};

}  // namespace comity::oracle
