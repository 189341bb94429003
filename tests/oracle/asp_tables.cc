// SPDX-License-Identifier: Apache-2.0
#include "tests/oracle/asp_tables.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace comity::oracle {
namespace {

// The line that a cell stands for, unless it takes anything.
std::optional<Clause> ClauseOf(const Program& program, const Column& column,
                               const TableCell& cell) {
  if (cell.kind == TableCell::Kind::kAny) return std::nullopt;
  if (cell.kind == TableCell::Kind::kYes || cell.kind == TableCell::Kind::kNo)
    return Clause{cell.kind == TableCell::Kind::kNo, Group::kSingle, {column.condition}};
  Clause clause{false, Group::kAnyOf, {}};
  const Phrase& phrase = program.phrases[column.condition.sentence.phrase];
  const auto members = program.kinds[phrase.holes[column.hole].kind].members.size();
  for (int member = 0; member < static_cast<int>(members); ++member) {
    const bool named =
        std::find(cell.members.begin(), cell.members.end(), member) != cell.members.end();
    if (named == (cell.kind == TableCell::Kind::kNotMember)) continue;
    clause.conditions.push_back(column.condition);
    clause.conditions.back().sentence.terms[column.hole] = {Term::Kind::kMember, member};
  }
  return clause;
}

Rule RuleOf(const Program& program, const Rule& table, const TableRow& fits, const TableRow& says) {
  Rule rule = table;
  rule.columns.clear();
  rule.rows.clear();
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    if (auto clause = ClauseOf(program, table.columns[i], fits.cells[i]))
      rule.clauses.push_back(std::move(*clause));
  }
  rule.effect = says.presumes ? Effect::kPresumption : Effect::kConclusion;
  rule.never_sure = fits.gap;
  rule.with_effect = says.with_effect;
  rule.from = says.from;
  rule.until = says.until;
  rule.head = says.head;
  return rule;
}

std::vector<Rule> RulesOf(const Program& program, const Rule& table) {
  std::vector<Rule> rules;
  for (const TableRow& row : table.rows) {
    if (!row.gap) rules.push_back(RuleOf(program, table, row, row));
    for (const TableRow& other : table.rows) {
      if (row.gap && !other.gap) rules.push_back(RuleOf(program, table, row, other));
    }
  }
  return rules;
}

}  // namespace

Program WithoutTables(const Program& program) {
  Program result = program;
  for (std::size_t i = 0; i < program.rules.size(); ++i) {
    if (!program.rules[i].IsTable()) continue;
    std::vector<Rule> rules = RulesOf(program, program.rules[i]);
    result.rules[i] = std::move(rules.front());
    for (std::size_t j = 1; j < rules.size(); ++j) {
      const int number = static_cast<int>(result.rules.size());
      result.rules.push_back(std::move(rules[j]));
      // What acts on the table acts on each of its rows.
      for (Rule& other : result.rules) {
        const auto acts = [&](int target) { return target == static_cast<int>(i); };
        if (std::any_of(other.targets.begin(), other.targets.end(), acts))
          other.targets.push_back(number);
      }
    }
  }
  return result;
}

}  // namespace comity::oracle
