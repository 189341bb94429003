// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <set>
#include <tuple>
#include <vector>

#include "engine/eval/evaluator.h"

namespace comity {

// A ground record, fact or question on a day, on which nothing has been stated; or a conclusion,
// duty or power that is unknown then.
struct OpenStatement {
  PredicateId predicate = 0;
  std::vector<Value> values;
  Day day;
  bool derived = false;
};

// The part of what holds of a ground predicate.
enum class CellPart { kValue, kSuspended, kBarred };

// Follows an unknown value down to a statement that makes it so. What it finds matters, unless
// other open statements come first.
class OpenStatementFinder {
 public:
  // `moments`: days among which a day can be found wherever something differs.
  OpenStatementFinder(Evaluator& evaluator, const std::vector<Day>& moments,
                      bool stops_at_conclusions)
      : evaluator_(evaluator),
        program_(evaluator.program()),
        moments_(moments),
        stops_at_conclusions_(stops_at_conclusions) {}

  std::optional<OpenStatement> InGround(PredicateId predicate, const std::vector<Value>& values,
                                        Day day, CellPart part = CellPart::kValue);
  std::optional<OpenStatement> InDerivation(const Derivation& derivation, Day day);

 private:
  std::optional<OpenStatement> InLines(const Derivation& derivation, Day day);
  std::optional<OpenStatement> InLiteral(const Rule& rule, const Literal& literal,
                                         const Bindings& bindings, Day day);

  Evaluator& evaluator_;
  const Program& program_;
  const std::vector<Day>& moments_;
  bool stops_at_conclusions_;
  std::set<std::tuple<PredicateId, std::vector<Value>, Day, CellPart>> seen_;
};

// Of a derivation of a duty or of anything else: what it contributes to a part.
Timeline PartOf(const Derivation& derivation, CellPart part);

}  // namespace comity
