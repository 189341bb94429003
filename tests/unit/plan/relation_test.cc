// SPDX-License-Identifier: Apache-2.0
#include "engine/plan/relation.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>
#include <set>
#include <vector>

namespace comity {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::vector<std::size_t> Matches(const Relation<int>& relation, std::vector<Value> pattern) {
  std::vector<std::size_t> rows;
  relation.ForEachMatch(pattern, [&](std::size_t row) { rows.push_back(row); });
  return rows;
}

TEST(Relation, FindsWhatWasInserted) {
  Relation<int> relation(2);
  const std::size_t row = relation.Insert(std::vector<Value>{1, 2});
  relation.At(row) = 7;
  EXPECT_EQ(relation.Insert(std::vector<Value>{1, 2}), row);
  EXPECT_EQ(relation.size(), 1U);
  EXPECT_EQ(relation.At(*relation.Find(std::vector<Value>{1, 2})), 7);
  EXPECT_FALSE(relation.Find(std::vector<Value>{2, 1}));
}

TEST(Relation, MatchesPatternsWithOpenPlaces) {
  Relation<int> relation(2);
  relation.Insert(std::vector<Value>{1, 2});
  relation.Insert(std::vector<Value>{1, 3});
  relation.Insert(std::vector<Value>{2, 3});
  EXPECT_THAT(Matches(relation, {kOpen, kOpen}), ElementsAre(0, 1, 2));
  EXPECT_THAT(Matches(relation, {1, kOpen}), ElementsAre(0, 1));
  EXPECT_THAT(Matches(relation, {kOpen, 3}), ElementsAre(1, 2));
  EXPECT_THAT(Matches(relation, {1, 3}), ElementsAre(1));
  EXPECT_THAT(Matches(relation, {4, kOpen}), IsEmpty());
}

TEST(Relation, HoldsTheOneTupleWithoutPlaces) {
  Relation<int> relation(0);
  EXPECT_THAT(Matches(relation, {}), IsEmpty());
  relation.Insert({});
  relation.Insert({});
  EXPECT_EQ(relation.size(), 1U);
  EXPECT_THAT(Matches(relation, {}), ElementsAre(0));
}

TEST(Relation, PayloadsStayWhereTheyAre) {
  Relation<int> relation(1);
  const int* first = &relation.At(relation.Insert(std::vector<Value>{0}));
  for (Value value = 1; value < 1000; ++value) relation.Insert(std::vector<Value>{value});
  EXPECT_EQ(first, &relation.At(0));
}

TEST(Relation, AgreesWithASetOfTuples) {
  std::mt19937 random(125);  // NOLINT(cert-msc51-cpp): the same run every time
  Relation<int> relation(3);
  std::set<std::vector<Value>> tuples;
  for (int i = 0; i < 500; ++i) {
    std::vector<Value> tuple;
    for (int n = 0; n < 3; ++n) tuple.push_back(static_cast<Value>(random() % 5));
    relation.Insert(tuple);
    tuples.insert(tuple);
  }
  EXPECT_EQ(relation.size(), tuples.size());
  for (Value value = 0; value < 5; ++value) {
    const auto expected = std::count_if(tuples.begin(), tuples.end(),
                                        [&](const auto& tuple) { return tuple[1] == value; });
    EXPECT_EQ(Matches(relation, {kOpen, value, kOpen}).size(), static_cast<std::size_t>(expected));
  }
}

}  // namespace
}  // namespace comity
