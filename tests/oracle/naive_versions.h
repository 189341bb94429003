// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "tests/oracle/naive.h"

namespace comity::oracle {

// Answers a program in every version of its facts, and says what all of them say.
class NaiveVersions {
 public:
  NaiveVersions(const Program& program, View view, Fault fault = Fault::kNone);

  const Domain& domain() const { return versions_[0].domain(); }
  const std::vector<int>& days() const { return versions_[0].days(); }
  Row ValueOf(int phrase, int ground) const;
  Row ActOf(int phrase, Channel channel, int actor, int ground) const;
  std::vector<Headline> OutcomeOf(int phrase, int actor, int ground) const;
  // Whether in every version nobody says anything, and nothing follows, on the day with this index;
  // `whatever` may follow.
  bool IsOpen(int phrase, int ground, int day, bool whatever = false) const;

 private:
  template <typename Ask>
  Row Common(const Ask& ask) const;

  Fault fault_;
  std::vector<NaiveEvaluation> versions_;
};

}  // namespace comity::oracle
