// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <vector>

namespace comity {

// Some of the values of a column, or of the states of what it asks about.
using ValueSet = std::vector<bool>;

// One value for each column.
using Combination = std::vector<std::size_t>;

// A table as far as it matters to which rows fit when. Several columns may ask about the same
// thing, say how two dates stand to each other; a combination is possible only if some state of
// each thing gives all the answers.
struct TableShape {
  std::vector<std::size_t> values;      // how many, by column
  std::vector<std::size_t> asks_about;  // by column: which thing
  std::vector<std::vector<ValueSet>>
      states;                               // by column and value: those in which it is the answer
  std::vector<ValueSet> things;             // by thing: the states that can be at all
  std::vector<std::vector<ValueSet>> rows;  // by row and column: the values that the cell takes

  std::size_t CountCombinations(std::size_t limit) const;  // never more than the limit
};

struct TableCover {
  // The possible combinations that no row fits: how many, the first of them, and the first widened,
  // by column, as far as no row fits.
  std::size_t holes = 0;
  std::vector<Combination> first_holes;
  std::vector<ValueSet> widest_hole;
  // For a row that fits together with one before it: the first such, and when.
  struct Overlap {
    std::size_t earlier = 0, later = 0;
    Combination combination;
  };
  std::vector<Overlap> overlaps;
  std::vector<bool> fits;  // by row: some possible combination
};

constexpr std::size_t kShownHoles = 3;

// Goes through all combinations.
TableCover FindCover(const TableShape& shape);

}  // namespace comity
