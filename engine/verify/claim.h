// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/search/open_statement.h"

namespace comity {

// What a property claims, of one actor and act or one sentence.
class Claim {
 public:
  // `outcome` as in `expect`; empty: that the sentence holds.
  Claim(const Program& program, PredicateId predicate, std::string outcome);

  // All that it looks at.
  const std::vector<PredicateId>& predicates() const { return predicates_; }

  // Whether the sentence holds, or the act has the outcome, on the day: exactly if nothing that
  // matters is unknown, and never yes or no if it could be the contrary.
  Truth At(Evaluator& evaluator, const std::vector<Value>& values, Day day) const;

  // A statement that keeps it open.
  std::optional<OpenStatement> FindOpen(Evaluator& evaluator, OpenStatementFinder& finder,
                                        const std::vector<Value>& values, Day day) const;

 private:
  // The parts of what holds of an act in the order in which an outcome is looked for.
  struct Look {
    PredicateId predicate;
    CellPart part;
  };
  std::vector<Look> Looks() const;
  static Truth ValueOf(Evaluator& evaluator, const Look& look, const std::vector<Value>& values,
                       Day day);

  std::string outcome_;
  std::vector<PredicateId> predicates_;
};

}  // namespace comity
