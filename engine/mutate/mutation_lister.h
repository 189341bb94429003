// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "engine/mutate/changed_text.h"
#include "engine/mutate/mutation.h"

namespace comity {

// Goes through all rules, tables and date rules. What an edit changes is found again by its number,
// because it is done to a copy.
class MutationLister {
 public:
  MutationLister(const std::vector<ast::File>& files, const std::vector<SourceFile>& texts,
                 const Program& program);

  std::vector<Mutation> Run() &&;

 private:
  using Edit = std::function<void(ast::Statement&)>;
  // The conclusion of a rule or of a row, and the date of an `as of`.
  using ConclusionOf = std::function<ast::Conclusion&(ast::Statement&)>;
  using DateOf = std::function<ast::DateExpression&(ast::Statement&)>;

  void Add(Span span, std::string change, Edit edit);
  void AddToRule(Span span, std::string change, std::function<void(ast::Rule&)> edit);
  // A rule, or what the rows of a table have in common.
  static ast::Rule& RuleOf(ast::Statement& statement);

  void ListRule(const ast::Rule& rule);
  void ListFrame(const ast::Rule& rule);
  void ListTargets(const ast::Rule& rule);
  void ListTag(const ast::Tag& tag, std::size_t i);
  void ListInForce(const ast::InForce& in_force);
  void ListCondition(const ast::Condition& condition, std::size_t i);
  void ListSentence(const ast::Sentence& sentence, std::size_t i, std::size_t j, bool bullet);
  bool IsComparison(const Span& span) const;
  void ListConclusion(const ast::Conclusion& conclusion, const ConclusionOf& get);
  // But not what is told already.
  void ListModality(const ast::Conclusion& conclusion, const Rule& checked, const ConclusionOf& get,
                    const std::set<std::string>& told = {});
  void ListEffect(const ast::Conclusion& conclusion, const Rule& checked);
  void ListTiming(const ast::Conclusion& conclusion);
  void ListDate(const ast::DateExpression& date, const DateOf& get);
  void ListDateRule(const ast::DateRule& rule);

  void ListTable(const ast::Table& table);
  void ListColumn(const ast::Table& table, std::size_t column);
  void ListCells(const ast::Table& table, std::size_t row);
  std::vector<std::string> OtherCells(const ast::Table& table, std::size_t heading,
                                      const std::string& cell) const;
  const std::vector<ast::Text>* MembersOf(const ast::Table& table, std::size_t heading) const;
  void ListRowConclusion(const ast::Table& table, std::size_t row);

  const Rule* Checked(const std::string& name) const;
  std::string TextOf(const Span& span) const;
  std::string TextOf(const ast::DateExpression& date) const { return TextOf(WholeOf(date)); }
  std::string Said(const ast::Sentence& sentence) const;

  const std::vector<ast::File>& files_;
  const std::vector<SourceFile>& texts_;
  const Program& program_;
  std::multimap<std::string, RuleId> rules_;
  // Where comparisons stand, by file, line and column.
  std::set<std::tuple<std::uint32_t, std::uint32_t, std::uint32_t>> comparisons_;
  std::vector<Mutation> found_;
  std::size_t file_ = 0, statement_ = 0;
  std::string name_, row_;
  Mutation::Of of_ = Mutation::Of::kRule;
};

}  // namespace comity
