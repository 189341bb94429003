// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <optional>
#include <set>
#include <utility>

#include "engine/base/text.h"
#include "engine/mutate/mutation_lister.h"

namespace comity {
namespace {

constexpr std::string_view kGap = "gap in the law";

ast::Table& TableOf(ast::Statement& statement) { return std::get<ast::Table>(statement); }

std::string RowWords(std::size_t row) { return Concat({"row ", std::to_string(row + 1)}); }

// The answers that a cell names, without `-`, `yes` and `no`.
void AddNames(const std::string& cell, std::set<std::string>& names) {
  if (cell == "-" || cell == "yes" || cell == "no") return;
  std::string_view rest = cell;
  if (rest.starts_with("not ")) rest.remove_prefix(4);
  constexpr std::string_view kOr = " or ";
  for (std::size_t at = rest.find(kOr); at != std::string_view::npos; at = rest.find(kOr)) {
    names.insert(FoldName(Trim(rest.substr(0, at))));
    rest.remove_prefix(at + kOr.size());
  }
  names.insert(FoldName(Trim(rest)));
}

}  // namespace

void MutationLister::ListTable(const ast::Table& table) {
  of_ = Mutation::Of::kTable;
  name_ = table.common.name.text;
  ListFrame(table.common);
  for (std::size_t column = 0; column < table.columns.size(); ++column) ListColumn(table, column);
  for (std::size_t row = 0; row < table.rows.size(); ++row) {
    row_ = Concat({name_, " ", RowWords(row)});
    Add(table.rows[row].span, "without " + RowWords(row), [row](ast::Statement& statement) {
      auto& rows = TableOf(statement).rows;
      rows.erase(rows.begin() + static_cast<std::ptrdiff_t>(row));
    });
    ListCells(table, row);
    ListRowConclusion(table, row);
  }
  row_.clear();
}

// What a column asks, if it is a comparison, and its `as of`.
void MutationLister::ListColumn(const ast::Table& table, std::size_t column) {
  const ast::Sentence& sentence = table.columns[column].condition;
  const std::string& text = sentence.text.text;
  const auto heading =
      std::find_if(table.headings.begin(), table.headings.end(),
                   [&](const ast::Text& of) { return of.text == table.columns[column].name.text; });
  const auto at = static_cast<std::size_t>(heading - table.headings.begin());
  // The condition of a row stands where its cell does.
  if (std::any_of(table.rows.begin(), table.rows.end(),
                  [&](const ast::Table::Row& row) { return IsComparison(row.cells[at].span); })) {
    const auto replaced = [&](const std::string& by) {
      Add(sentence.text.span, Exchanged(text, by), [column, by](ast::Statement& statement) {
        TableOf(statement).columns[column].condition.text.text = by;
      });
    };
    const auto other = WithOtherOrder(text);
    if (other) replaced(*other);
    for (const std::string& shifted : WithShiftedAmounts(text, other)) replaced(shifted);
  }
  if (sentence.as_of) {
    ListDate(*sentence.as_of, [column](ast::Statement& statement) -> ast::DateExpression& {
      return *TableOf(statement).columns[column].condition.as_of;
    });
  }
}

void MutationLister::ListCells(const ast::Table& table, std::size_t row) {
  const auto& cells = table.rows[row].cells;
  for (std::size_t heading = 0; heading < cells.size(); ++heading) {
    if (table.then == heading || table.cite == heading) continue;
    const ast::Text& cell = cells[heading];
    const std::string& name = table.headings[heading].text;
    for (const std::string& other : OtherCells(table, heading, cell.text)) {
      Add(cell.span,
          Concat({RowWords(row), ": ",
                  Exchanged(Concat({name, " = ", cell.text}), Concat({name, " = ", other}))}),
          [row, heading, other](ast::Statement& statement) {
            TableOf(statement).rows[row].cells[heading].text = other;
          });
    }
  }
}

// `-` and every single answer that the cell does not say already.
std::vector<std::string> MutationLister::OtherCells(const ast::Table& table, std::size_t heading,
                                                    const std::string& cell) const {
  std::vector<std::string> answers = {"-"};
  if (const auto* members = MembersOf(table, heading)) {
    for (const ast::Text& member : *members) answers.push_back(member.text);
  } else {
    answers.insert(answers.end(), {"yes", "no"});
  }
  std::erase_if(answers, [&](const std::string& answer) {
    return answer == cell || FoldName(answer) == FoldName(cell);
  });
  return answers;
}

// Of the closed kind that has all that the cells below a heading name; null if they name nothing.
const std::vector<ast::Text>* MutationLister::MembersOf(const ast::Table& table,
                                                        std::size_t heading) const {
  std::set<std::string> named;
  for (const ast::Table::Row& row : table.rows) AddNames(row.cells[heading].text, named);
  if (named.empty()) return nullptr;
  for (const ast::File& file : files_) {
    for (const ast::Statement& statement : file.statements) {
      const auto* kind = std::get_if<ast::Kind>(&statement);
      if (kind == nullptr || kind->members.empty()) continue;
      std::set<std::string> members;
      for (const ast::Text& member : kind->members) members.insert(FoldName(member.text));
      if (std::includes(members.begin(), members.end(), named.begin(), named.end()))
        return &kind->members;
    }
  }
  return nullptr;
}

// Another row's conclusion instead, and each change of its own one.
void MutationLister::ListRowConclusion(const ast::Table& table, std::size_t row) {
  const ast::Table::Row& changed = table.rows[row];
  const auto words = [&](const ast::Table::Row& of) {
    return of.gap ? std::string(kGap) : of.cells[*table.then].text;
  };
  const Span span = changed.cells[*table.then].span;
  std::set<std::string> told = {words(changed)};
  std::set<std::string> conclusions;
  for (std::size_t i = 0; i < table.rows.size(); ++i) {
    if (!told.insert(words(table.rows[i])).second) continue;
    if (table.rows[i].conclusion) conclusions.insert(table.rows[i].conclusion->text.text);
    Add(span, Concat({RowWords(row), ": ", Exchanged(words(changed), words(table.rows[i]))}),
        [row, i](ast::Statement& statement) {
          auto& rows = TableOf(statement).rows;
          rows[row].says = rows[i].says;
          rows[row].gap = rows[i].gap;
          rows[row].conclusion = rows[i].conclusion;
        });
  }
  if (changed.gap || !changed.conclusion) return;
  const ConclusionOf get = [row](ast::Statement& statement) -> ast::Conclusion& {
    ast::Table::Row& of = TableOf(statement).rows[row];
    // It is no longer what another row with the same words says.
    of.says.text += " " + RowWords(row);
    return *of.conclusion;
  };
  const std::size_t first = found_.size();
  ListConclusion(*changed.conclusion, get);
  if (const Rule* checked = Checked(row_))
    ListModality(*changed.conclusion, *checked, get, conclusions);
  for (std::size_t i = first; i < found_.size(); ++i)
    found_[i].change = Concat({RowWords(row), ": ", found_[i].change});
}

}  // namespace comity
