// SPDX-License-Identifier: Apache-2.0
#include "engine/check/table_cover.h"

#include <algorithm>
#include <optional>
#include <set>

namespace comity {
namespace {

class CoverFinder {
 public:
  explicit CoverFinder(const TableShape& shape) : shape_(shape) {}

  TableCover Run() && {
    cover_.fits.assign(shape_.rows.size(), false);
    std::vector<ValueSet> all;
    for (std::size_t count : shape_.values) all.emplace_back(count, true);
    ForEach(all, [&](const Combination& combination) {
      Look(combination);
      return true;
    });
    if (cover_.holes > 0) Widen();
    return std::move(cover_);
  }

 private:
  // Calls visit for every combination of the values, until it gives false; false if it did.
  static bool ForEach(const std::vector<ValueSet>& values, const auto& visit) {
    Combination combination(values.size());
    const auto first = [&](std::size_t column, std::size_t from) {
      while (from < values[column].size() && !values[column][from]) ++from;
      combination[column] = from;
      return from < values[column].size();
    };
    for (std::size_t column = 0; column < values.size(); ++column) {
      if (!first(column, 0)) return true;
    }
    while (true) {
      if (!visit(combination)) return false;
      std::size_t column = values.size();
      while (column > 0 && !first(column - 1, combination[column - 1] + 1)) {
        first(column - 1, 0);
        --column;
      }
      if (column == 0) return true;
    }
  }

  bool IsPossible(const Combination& combination) const {
    for (std::size_t thing = 0; thing < shape_.things.size(); ++thing) {
      ValueSet left = shape_.things[thing];
      for (std::size_t column = 0; column < combination.size(); ++column) {
        if (shape_.asks_about[column] != thing) continue;
        const ValueSet& states = shape_.states[column][combination[column]];
        for (std::size_t state = 0; state < left.size(); ++state)
          left[state] = left[state] && states[state];
      }
      if (std::find(left.begin(), left.end(), true) == left.end()) return false;
    }
    return true;
  }

  bool Fits(std::size_t row, const Combination& combination) const {
    for (std::size_t column = 0; column < combination.size(); ++column) {
      if (!shape_.rows[row][column][combination[column]]) return false;
    }
    return true;
  }

  void Look(const Combination& combination) {
    if (!IsPossible(combination)) return;
    std::optional<std::size_t> fitting;
    for (std::size_t row = 0; row < shape_.rows.size(); ++row) {
      if (!Fits(row, combination)) continue;
      cover_.fits[row] = true;
      if (fitting && overlapping_.insert(row).second)
        cover_.overlaps.push_back({*fitting, row, combination});
      if (!fitting) fitting = row;
    }
    if (fitting) return;
    if (cover_.holes++ < kShownHoles) cover_.first_holes.push_back(combination);
  }

  // Whether no row fits any of these combinations; those that cannot be do not matter.
  bool IsHole(const std::vector<ValueSet>& values) const {
    return ForEach(values, [&](const Combination& combination) {
      if (!IsPossible(combination)) return true;
      for (std::size_t row = 0; row < shape_.rows.size(); ++row) {
        if (Fits(row, combination)) return false;
      }
      return true;
    });
  }

  void Widen() {
    std::vector<ValueSet>& hole = cover_.widest_hole;
    for (std::size_t column = 0; column < shape_.values.size(); ++column) {
      hole.emplace_back(shape_.values[column], false);
      hole.back()[cover_.first_holes[0][column]] = true;
    }
    for (std::size_t column = 0; column < hole.size(); ++column) {
      ValueSet wider = hole[column];
      for (std::size_t value = 0; value < wider.size(); ++value) {
        std::vector<ValueSet> other = hole;
        other[column].assign(wider.size(), false);
        other[column][value] = true;
        if (IsHole(other)) wider[value] = true;
      }
      hole[column] = wider;
    }
  }

  const TableShape& shape_;
  TableCover cover_;
  std::set<std::size_t> overlapping_;
};

}  // namespace

std::size_t TableShape::CountCombinations(std::size_t limit) const {
  std::size_t count = 1;
  for (std::size_t of_column : values) {
    if (of_column > 0 && count > limit / of_column) return limit;
    count *= of_column;
  }
  return count;
}

TableCover FindCover(const TableShape& shape) { return CoverFinder(shape).Run(); }

}  // namespace comity
