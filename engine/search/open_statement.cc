// SPDX-License-Identifier: Apache-2.0
#include "engine/search/open_statement.h"

#include <algorithm>

namespace comity {

Timeline PartOf(const Derivation& derivation, CellPart part) {
  switch (part) {
    case CellPart::kValue:
      return And(derivation.value, Not(derivation.suspended_by));
    case CellPart::kSuspended:
      return And(derivation.value, derivation.suspended_by);
    case CellPart::kBarred:
      return And(derivation.applies, derivation.barred_by);
  }
  return {};
}

std::optional<OpenStatement> OpenStatementFinder::InGround(PredicateId predicate,
                                                           const std::vector<Value>& values,
                                                           Day day, CellPart part) {
  if (!seen_.insert({predicate, values, day, part}).second) return std::nullopt;
  if (!program_.IsRuled(predicate)) return OpenStatement{predicate, values, day, false};
  for (const Derivation& derivation : evaluator_.Derive(predicate, values)) {
    if (PartOf(derivation, part).At(day) != Truth::kUnknown) continue;
    if (auto found = InDerivation(derivation, day)) return found;
  }
  return std::nullopt;
}

std::optional<OpenStatement> OpenStatementFinder::InDerivation(const Derivation& derivation,
                                                               Day day) {
  if (!program_.rules[derivation.rule].with_effect) return InLines(derivation, day);
  // Any day counts for a conclusion that reaches back.
  for (Day moment : moments_) {
    if (derivation.conditions.At(moment) == Truth::kNo) continue;
    if (auto found = InLines(derivation, moment)) return found;
  }
  return std::nullopt;
}

std::optional<OpenStatement> OpenStatementFinder::InLines(const Derivation& derivation, Day day) {
  const Rule& rule = program_.rules[derivation.rule];
  for (const Condition& condition : rule.conditions) {
    for (const Literal& literal : condition.literals) {
      if (auto found = InLiteral(rule, literal, derivation.bindings, day)) return found;
    }
  }
  for (const Derivation& exception :
       evaluator_.DeriveExceptions(derivation.rule, derivation.bindings)) {
    // When a rule begins or ends may change because of what holds on any day.
    const bool on_any_day = program_.rules[exception.rule].instead.has_value();
    for (Day moment : on_any_day ? moments_ : std::vector<Day>{day}) {
      if (exception.value.At(moment) != Truth::kUnknown) continue;
      if (auto found = InDerivation(exception, moment)) return found;
    }
  }
  return std::nullopt;
}

std::optional<OpenStatement> OpenStatementFinder::InLiteral(const Rule& rule,
                                                            const Literal& literal,
                                                            const Bindings& bindings, Day day) {
  const auto* atom = std::get_if<Atom>(&literal.what);
  if (atom == nullptr) return std::nullopt;
  if (literal.as_of) {
    // A day that depends on a variable of this line alone is not known here.
    const auto open = [&](const DateTerm& term, const auto& self) -> bool {
      if (term.kind == DateTerm::Kind::kTerm)
        return term.term.variable && bindings[static_cast<std::size_t>(term.term.value)] == kOpen;
      return std::any_of(term.operands.begin(), term.operands.end(),
                         [&](const DateTerm& operand) { return self(operand, self); });
    };
    if (!open(*literal.as_of, open)) day = evaluator_.DayOf(*literal.as_of, bindings);
  }
  std::vector<std::vector<Value>> matches;
  evaluator_.ForEachMatch(
      atom->predicate, Evaluator::Fill(*atom, bindings),
      [&](std::span<const Value> tuple, const Cell& cell) {
        if (cell.value.At(day) != Truth::kUnknown) return;
        for (std::size_t i = 0; i < tuple.size(); ++i) {
          const Term& term = atom->terms[i];
          if (term.variable &&
              !evaluator_.Fits(rule, term.value, program_.predicates[atom->predicate].holes[i],
                               tuple[i]))
            return;
        }
        matches.emplace_back(tuple.begin(), tuple.end());
      });
  const bool derived = program_.IsRuled(atom->predicate);
  for (const auto& match : matches) {
    if (derived && stops_at_conclusions_) return OpenStatement{atom->predicate, match, day, true};
    if (auto found = InGround(atom->predicate, match, day)) return found;
  }
  return std::nullopt;
}

}  // namespace comity
