// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <set>
#include <string>
#include <vector>

#include "tests/oracle/generator_parts.h"

namespace comity::oracle {

// Grows one rule, condition by condition, knowing which variables have been introduced where.
// Conditions look at phrases up to a level only; the caller says which.
class RuleWriter {
 public:
  // `depth` is 0 for rules, 1 for exceptions, 2 for exceptions to exceptions: each depth has labels
  // of its own.
  RuleWriter(Growth& growth, int depth);

  Rule& rule() { return rule_; }

  // Variables of the rule that an exception acts on, which it may use as its own.
  void Offer(std::vector<Variable> shared) { offered_ = std::move(shared); }

  // A variable of the rule that a positive condition must still introduce.
  int Want(int kind);
  // One sentence for each wanted variable not yet introduced.
  void IntroduceWanted(int highest);
  // One more condition; inside `none of` phrases go up to `negative` only.
  void AddPositive(int highest, int negative);
  void AddUnless(int highest);
  void AddSentence(const Sentence& sentence);
  void AddDates(int from_percent, int until_percent);
  void AddInstead();
  // What a column asks: a condition that introduces nothing, about anything or one of a phrase.
  Condition AskAnything(int highest);
  Condition AskPhrase(int phrase);
  DateExpr AnyDate() { return MakeDate({}, 2); }
  void AddTag();
  void AddInForce(int percent);

  // Who acts: mostly the members of the first kind.
  int AnyActorKind();
  Term Existing(int kind);
  Term Constant(int kind);

 private:
  // Where a condition stands: what it introduces belongs there.
  struct Place {
    int clause = -1, bullet = -1;
    bool may_introduce = true;
  };

  int NewVariable(int kind, const Place& place);
  std::vector<int> Visible(int kind, const Place& place) const;
  bool MayAdd(int kind, const Place& place) const;
  Term Fill(int kind, const Place& place);
  Term Shared(int kind);
  int PhraseUpTo(int highest, int with_kind);
  Sentence MakeSentence(int number, const Place& place, int wanted);
  Condition MakeCondition(int highest, const Place& place, int comparison_percent);
  Clause MakeGroup(int highest, int negative, bool unless);
  Group PickGroup();
  DateExpr MakeDate(const Place& place, int depth);
  DateExpr MakeOperation(const Place& place, int depth);
  Distance MakeDistance();
  Condition MakeTimeComparison(const Place& place);
  bool HasAny(int kind, const Place& place) const;

  Growth& growth_;
  Choices& choices_;
  Program& program_;
  int depth_;
  Rule rule_;
  std::vector<Variable> offered_;
  std::set<int> introduced_;
};

}  // namespace comity::oracle
