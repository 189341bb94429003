// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <vector>

#include "tests/oracle/naive.h"

// The little arithmetic of rows and sentences that both halves of the naive evaluator need.
namespace comity::oracle {

inline Value Opposite(Value value) { return static_cast<Value>(2 - static_cast<int>(value)); }

inline void AndInto(Row& row, const Row& other) {
  for (std::size_t t = 0; t < row.size(); ++t) row[t] = std::min(row[t], other[t]);
}
inline void OrInto(Row& row, const Row& other) {
  for (std::size_t t = 0; t < row.size(); ++t) row[t] = std::max(row[t], other[t]);
}
inline Row NotOf(Row row) {
  for (Value& value : row) value = Opposite(value);
  return row;
}
inline bool IsNever(const Row& row) {
  return std::all_of(row.begin(), row.end(), [](Value value) { return value == Value::kNo; });
}

inline Channel ChannelOf(Modal modal) {
  switch (modal) {
    case Modal::kMustNot:
      return Channel::kForbidden;
    case Modal::kMay:
      return Channel::kPermitted;
    case Modal::kMayVoluntarily:
      return Channel::kVoluntary;
    default:
      return Channel::kObliged;
  }
}

inline int TermValue(const Term& term, const Assignment& assignment) {
  return term.kind == Term::Kind::kVariable ? assignment[term.number] : term.number;
}

inline std::vector<int> ArgumentsOf(const Sentence& sentence, const Assignment& assignment) {
  std::vector<int> arguments;
  for (const Term& term : sentence.terms) arguments.push_back(TermValue(term, assignment));
  return arguments;
}

}  // namespace comity::oracle
