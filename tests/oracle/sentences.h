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
  std::string Say(const Condition& condition);
  std::string Say(const DateExpr& expr) const;

 private:
  std::string Fill(const Term& term, int kind);

  const Program& program_;
  const Rule& rule_;
  std::set<int> known_;
};

// The same for the body of a date rule, whose only variable has this label.
std::string SayDate(const Program& program, const DateExpr& expr, const std::string& label);

}  // namespace comity::oracle
