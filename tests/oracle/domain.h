// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "tests/oracle/faults.h"
#include "tests/oracle/program.h"

namespace comity::oracle {

// Values of the variables of one rule: members by number, dates by day; kUnbound while open.
using Assignment = std::vector<int>;
constexpr int kUnbound = -1000000000;

int DateValue(const Program& program, const DateExpr& expr, const Assignment& variables,
              Fault fault = Fault::kNone);

// What variables range over, seen in one way of asking; numbers every ground sentence of a phrase.
class Domain {
 public:
  Domain(const Program& program, View view, Fault fault = Fault::kNone);

  // Members of a kind by number, or for kDateKind the days (for kTimeKind the
  // times) that are named in what is stated or concluded.
  const std::vector<int>& Range(int kind) const;
  // Everybody who can act: the members of all kinds, then the body.
  int ActorCount() const { return actor_count_; }
  int ActorNumber(int kind, int member) const;

  // The number of the sentence with these arguments, or -1 if one of them is not in its range.
  int GroundNumber(const Phrase& phrase, const std::vector<int>& arguments) const;
  int GroundCount(const Phrase& phrase) const;
  std::vector<int> Arguments(const Phrase& phrase, int ground) const;

  // Calls `visit` with every assignment of the listed variables, whose kinds stand in `rule`.
  template <typename Visit>
  void ForEach(const Rule& rule, const std::vector<int>& variables, Assignment& assignment,
               const Visit& visit, std::size_t next = 0) const {
    if (next == variables.size()) {
      visit();
      return;
    }
    const int variable = variables[next];
    for (int value : Range(rule.variables[variable].kind)) {
      assignment[variable] = value;
      ForEach(rule, variables, assignment, visit, next + 1);
    }
    assignment[variable] = kUnbound;
  }

 private:
  std::vector<std::vector<int>> members_;
  std::vector<int> dates_, times_;
  std::vector<int> actor_offset_;
  int actor_count_ = 0;
};

// Every day on which anything could change, with its two neighbours, and a day before and a day
// after them all. The first stands for all of the past before it, the last for all of the future.
std::vector<int> DaysThatMatter(const Program& program, const Domain& domain, Fault fault);

}  // namespace comity::oracle
