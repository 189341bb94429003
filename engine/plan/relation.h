// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <span>
#include <unordered_map>
#include <vector>

#include "engine/check/program.h"

namespace comity {

// Stands for an open place in a pattern. No entity and no finite day has this number.
constexpr Value kOpen = Day::Beginning().number;

inline std::size_t HashValues(std::span<const Value> values, std::size_t seed = 0) {
  std::size_t hash = seed + 0x9E3779B97F4A7C15U;
  for (Value value : values) {
    hash ^= static_cast<std::uint32_t>(value) + 0x9E3779B97F4A7C15U + (hash << 6U) + (hash >> 2U);
    hash *= 0xFF51AFD7ED558CCDU;
    hash ^= hash >> 32U;
  }
  return hash;
}

// A set of tuples of one arity, each with a payload, indexed as a whole and by every column.
// Payloads stay where they are.
template <typename Payload>
class Relation {
 public:
  explicit Relation(std::size_t arity) : arity_(arity), columns_(arity) {}

  std::size_t size() const { return payloads_.size(); }
  std::span<const Value> Tuple(std::size_t row) const {
    return {values_.data() + row * arity_, arity_};
  }
  const Payload& At(std::size_t row) const { return payloads_[row]; }
  Payload& At(std::size_t row) { return payloads_[row]; }

  std::optional<std::size_t> Find(std::span<const Value> tuple) const {
    const auto [begin, end] = rows_.equal_range(HashValues(tuple));
    for (auto i = begin; i != end; ++i) {
      if (std::equal(tuple.begin(), tuple.end(), Tuple(i->second).begin())) return i->second;
    }
    return std::nullopt;
  }

  // The row of the tuple, added if it was not there.
  std::size_t Insert(std::span<const Value> tuple) {
    if (const auto row = Find(tuple)) return *row;
    const std::size_t row = payloads_.size();
    rows_.emplace(HashValues(tuple), row);
    for (std::size_t column = 0; column < arity_; ++column)
      columns_[column][tuple[column]].push_back(row);
    values_.insert(values_.end(), tuple.begin(), tuple.end());
    payloads_.emplace_back();
    return row;
  }

  // Calls visit(row) for every row that fits the pattern.
  template <typename Visit>
  void ForEachMatch(std::span<const Value> pattern, const Visit& visit) const {
    const std::vector<std::size_t>* shortest = nullptr;
    for (std::size_t column = 0; column < arity_; ++column) {
      if (pattern[column] == kOpen) continue;
      const auto rows = columns_[column].find(pattern[column]);
      if (rows == columns_[column].end()) return;
      if (shortest == nullptr || rows->second.size() < shortest->size()) shortest = &rows->second;
    }
    if (shortest != nullptr) {
      for (std::size_t row : *shortest) {
        if (Fits(row, pattern)) visit(row);
      }
      return;
    }
    for (std::size_t row = 0; row < size(); ++row) visit(row);
  }

 private:
  bool Fits(std::size_t row, std::span<const Value> pattern) const {
    const auto tuple = Tuple(row);
    for (std::size_t column = 0; column < arity_; ++column) {
      if (pattern[column] != kOpen && pattern[column] != tuple[column]) return false;
    }
    return true;
  }

  std::size_t arity_;
  std::vector<Value> values_;
  std::deque<Payload> payloads_;
  std::unordered_multimap<std::size_t, std::size_t> rows_;
  std::vector<std::unordered_map<Value, std::vector<std::size_t>>> columns_;
};

}  // namespace comity
