// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <set>
#include <string>

#include "tests/oracle/program.h"

namespace comity::oracle {

// "a start date", "an Alpha".
std::string WithArticle(const std::string& label);
std::string_view ModalWords(Modal modal);

// Writes the lines of one rule in order, saying `a` where a variable comes up first and `the` from
// then on.
class RuleSpeaker {
 public:
  RuleSpeaker(const Program& program, const Rule& rule);

  std::string Say(const Sentence& sentence);
  // With these words in one of the holes.
  std::string SayAsking(const Sentence& sentence, int hole, const std::string& words);
  std::string Say(const Condition& condition);
  std::string Say(const DateExpr& expr) const;
  // What a column asks, and who acts.
  std::string Say(const Column& column, const std::string& asked);
  std::string SayActor(const Sentence& sentence);

 private:
  std::string Fill(const Term& term, int kind);

  const Program& program_;
  const Rule& rule_;
  std::set<int> known_;
};

// The same for the body of a date rule, whose only variable has this label.
std::string SayDate(const Program& program, const DateExpr& expr, const std::string& label);

}  // namespace comity::oracle
