// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>

#include "tests/oracle/program.h"

namespace comity::oracle {

// How often the features of the language came up in a run. A generator rots unseen; these numbers
// show it.
class FeatureCount {
 public:
  void Count(const Program& program);
  // Adds what another run counted.
  void Add(const FeatureCount& other);
  int programs() const { return programs_; }

  // One line for each feature with its share of programs.
  std::string Table() const;
  // The features that fell below their quota, or nothing.
  std::string Shortfalls() const;

 private:
  void Note(const std::string& feature) { ++pending_[feature]; }
  void NoteRule(const Program& program, const Rule& rule);
  void NoteDays(const Program& program);
  void NoteTable(const Rule& table);
  void NoteCondition(const Condition& condition);
  void NoteDate(const DateExpr& expr);
  void NoteOutcomes(const Program& program);

  int programs_ = 0;
  std::map<std::string, int> counts_;
  std::map<std::string, int> pending_;
};

}  // namespace comity::oracle
