// SPDX-License-Identifier: Apache-2.0
#include "engine/check/table_cover.h"

#include <gtest/gtest.h>

namespace comity {
namespace {

const ValueSet kAny = {true, true};
const ValueSet kFirst = {true, false};
const ValueSet kSecond = {false, true};

// Two columns of two answers each, about two things.
TableShape TwoByTwo() {
  TableShape shape;
  shape.values = {2, 2};
  shape.asks_about = {0, 1};
  shape.states = {{kFirst, kSecond}, {kFirst, kSecond}};
  shape.things = {kAny, kAny};
  return shape;
}

TEST(TableCover, FindsNothingWhereEveryCombinationHasOneRow) {
  TableShape shape = TwoByTwo();
  shape.rows = {{kFirst, kAny}, {kSecond, kFirst}, {kSecond, kSecond}};
  const TableCover cover = FindCover(shape);
  EXPECT_EQ(cover.holes, 0);
  EXPECT_TRUE(cover.overlaps.empty());
  EXPECT_EQ(cover.fits, (std::vector<bool>{true, true, true}));
}

TEST(TableCover, WidensAHoleAsFarAsNoRowFits) {
  TableShape shape = TwoByTwo();
  shape.rows = {{kFirst, kAny}};
  const TableCover cover = FindCover(shape);
  EXPECT_EQ(cover.holes, 2);
  EXPECT_EQ(cover.first_holes, (std::vector<Combination>{{1, 0}, {1, 1}}));
  EXPECT_EQ(cover.widest_hole, (std::vector<ValueSet>{kSecond, kAny}));
}

TEST(TableCover, WidensNoHoleIntoARow) {
  TableShape shape = TwoByTwo();
  shape.rows = {{kFirst, kFirst}, {kSecond, kSecond}};
  const TableCover cover = FindCover(shape);
  EXPECT_EQ(cover.holes, 2);
  EXPECT_EQ(cover.widest_hole, (std::vector<ValueSet>{kFirst, kSecond}));
}

TEST(TableCover, TellsOfEachRowTheFirstItOverlaps) {
  TableShape shape = TwoByTwo();
  shape.rows = {{kFirst, kAny}, {kAny, kFirst}, {kAny, kAny}};
  const TableCover cover = FindCover(shape);
  ASSERT_EQ(cover.overlaps.size(), 2);
  EXPECT_EQ(cover.overlaps[0].earlier, 0);
  EXPECT_EQ(cover.overlaps[0].later, 1);
  EXPECT_EQ(cover.overlaps[0].combination, (Combination{0, 0}));
  EXPECT_EQ(cover.overlaps[1].later, 2);
}

TEST(TableCover, LeavesOutWhatCannotBe) {
  TableShape shape = TwoByTwo();
  // Both columns ask the same.
  shape.asks_about = {0, 0};
  shape.things = {kAny};
  shape.rows = {{kFirst, kFirst}, {kSecond, kSecond}, {kFirst, kSecond}};
  const TableCover cover = FindCover(shape);
  EXPECT_EQ(cover.holes, 0);
  EXPECT_EQ(cover.fits, (std::vector<bool>{true, true, false}));
}

TEST(TableCover, LeavesOutStatesThatAreExcluded) {
  TableShape shape = TwoByTwo();
  shape.things[0] = kFirst;
  shape.rows = {{kAny, kFirst}, {kFirst, kSecond}};
  EXPECT_EQ(FindCover(shape).holes, 0);
}

TEST(TableShape, CountsCombinationsUpToALimit) {
  TableShape shape;
  shape.values.assign(10, 2);
  EXPECT_EQ(shape.CountCombinations(10000), 1024);
  shape.values.assign(100, 2);
  EXPECT_EQ(shape.CountCombinations(10000), 10000);
}

}  // namespace
}  // namespace comity
