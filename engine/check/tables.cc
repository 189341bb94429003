// SPDX-License-Identifier: Apache-2.0
#include "engine/check/tables.h"

#include <algorithm>
#include <set>
#include <utility>

#include "engine/base/text.h"
#include "engine/check/declarations.h"
#include "engine/check/table_columns.h"
#include "engine/check/table_cover.h"
#include "engine/syntax/cursor.h"
#include "engine/syntax/joined_text.h"

namespace comity {
namespace {

using Policy = ast::Table::Policy;

constexpr std::size_t kMaxRows = 100;
constexpr std::size_t kMaxCombinations = 10000;

class TableResolver {
 public:
  TableResolver(const ast::Table& table, std::uint32_t module, CheckContext& context)
      : table_(table), module_(module), context_(context), sink_(context.sink) {}

  void Run() && {
    // Exceptions name it, even if there is nothing to be read.
    context_.rules[Name()];
    const std::size_t before = sink_.size();
    const auto common = ResolveConditions(WithColumns(), module_, context_);
    bool good = !table_.common.broken && sink_.size() == before && common;
    good = good && ReadColumns(*common);
    if (!table_.headings.empty()) good = MatchHeadings() && good;
    if (!good) return;
    for (const ast::Table::Row& row : table_.rows) good = ReadCells(row) && good;
    if (!good || IsTooLarge()) return;
    CheckCover();
    ResolveRows();
  }

 private:
  const std::string& Name() const { return table_.common.name.text; }

  // The common conditions, and below them what the columns ask.
  ast::Rule WithColumns() const {
    ast::Rule rule = table_.common;
    for (const ast::Table::Column& column : table_.columns) {
      ast::Condition condition;
      condition.keyword = column.name.span;
      condition.sentences.push_back(column.condition);
      rule.conditions.push_back(std::move(condition));
    }
    return rule;
  }

  bool ReadColumns(const Rule& resolved) {
    const std::size_t first = resolved.conditions.size() - table_.columns.size();
    bool good = true;
    Table<int> names;
    for (std::size_t i = 0; i < table_.columns.size(); ++i) {
      const ast::Table::Column& column = table_.columns[i];
      if (column.name.text == "cite" || column.name.text == "then") {
        good = false;
        sink_.Report(DiagnosticKind::kWrongForm, column.name.span,
                     {Concat({"‘", column.name.text, "’"}), "it heads the column of that name"},
                     {"call the column something else"});
      } else if (!Declare(names, column.name, 0, Concat({"columns of ", Name()}), context_)) {
        good = false;
      }
      auto read = ReadColumn(column, module_, context_);
      good = good && read;
      if (!read) continue;
      read->literal = resolved.conditions[first + i].literals[0];
      columns_.push_back(std::move(*read));
    }
    if (good) FillShape(resolved, columns_, shape_);
    return good;
  }

  std::optional<std::size_t> HeadingOf(std::string_view name) const {
    for (std::size_t i = 0; i < table_.headings.size(); ++i) {
      const bool other = table_.then == i || table_.cite == i;
      if (!other && table_.headings[i].text == name) return i;
    }
    return std::nullopt;
  }

  static bool IsThen(const ast::Text& heading) {
    return heading.text == "then" || heading.text.starts_with("then ");
  }

  // Every column has a heading, and every heading is a column's.
  bool MatchHeadings() {
    if (std::count_if(table_.headings.begin(), table_.headings.end(), IsThen) != 1) return false;
    bool good = true;
    bool twice = false;
    std::vector<std::string> names;
    for (const ast::Table::Column& column : table_.columns) {
      names.push_back(column.name.text);
      heading_of_.push_back(HeadingOf(column.name.text).value_or(0));
    }
    std::set<std::string> seen;
    std::set<std::string> misspelt;
    for (std::size_t i = 0; i < table_.headings.size(); ++i) {
      const ast::Text& heading = table_.headings[i];
      if (IsThen(heading) || heading.text == "cite") continue;
      const bool known = std::find(names.begin(), names.end(), heading.text) != names.end();
      if (known && seen.insert(heading.text).second) continue;
      good = false;
      // The line of the column may be one with a slip.
      if (!known && table_.common.broken) continue;
      if (known) {
        twice = true;
        sink_.Report(DiagnosticKind::kDeclaredTwice, heading.span, {"headings", heading.text});
        continue;
      }
      auto help = Nearest(heading.text, names, 1);
      for (const std::string& name : names) {
        if (help.empty() && name == Concat({"the ", heading.text})) help = {name};
      }
      misspelt.insert(help.begin(), help.end());
      help = help.empty() ? std::vector{Concat({"add: column ", heading.text, ": ..."})}
                          : DidYouMean(help);
      sink_.Report(DiagnosticKind::kUnknownName, heading.span, {"column", heading.text},
                   std::move(help));
    }
    for (const ast::Table::Column& column : table_.columns) {
      const std::string& name = column.name.text;
      // One that stands there twice was meant to be another.
      if (twice || HeadingOf(name) || misspelt.contains(name) || name == "cite") continue;
      good = false;
      sink_.Report(DiagnosticKind::kNoHeading, column.name.span, {name},
                   {"give the table a column below it, or take this line out"});
    }
    return good;
  }

  bool ReadCells(const ast::Table::Row& row) {
    std::vector<ValueSet>& cells = shape_.rows.emplace_back();
    bool good = true;
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      auto values = ReadCell(columns_[i], row.cells[heading_of_[i]], sink_);
      good = good && values;
      cells.push_back(values.value_or(ValueSet()));
    }
    return good;
  }

  bool IsTooLarge() {
    std::string what;
    if (table_.rows.size() > kMaxRows) {
      what = Concat({"more than ", std::to_string(kMaxRows), " rows"});
    } else if (shape_.CountCombinations(kMaxCombinations + 1) > kMaxCombinations) {
      what = Concat({"more than ", std::to_string(kMaxCombinations), " combinations of answers"});
    } else {
      return false;
    }
    sink_.Report(DiagnosticKind::kTableTooLarge, table_.common.keyword, {what},
                 {"split it, or conclude what several columns ask in a rule, and ask for that"});
    return true;
  }

  // ----------------------------------------------------------------------------------------------
  // which rows fit when

  void CheckCover() {
    const TableCover cover = FindCover(shape_);
    for (std::size_t row = 0; row < table_.rows.size(); ++row) {
      if (!cover.fits[row]) ReportIdle(row, "nothing can be as its cells say");
    }
    if (table_.policy == Policy::kExactlyOne) {
      if (cover.holes > 0) ReportHoles(cover);
      for (const TableCover::Overlap& overlap : cover.overlaps) ReportOverlap(overlap);
    } else if (table_.policy == Policy::kEveryOne) {
      for (std::size_t row = 0; row < table_.rows.size(); ++row) {
        if (cover.fits[row]) CheckCovered(row);
      }
    }
  }

  std::string RowWords(std::size_t row) const {
    return Concat({"row ", std::to_string(row + 1), " (line ",
                   std::to_string(table_.rows[row].span.line), ")"});
  }

  void ReportIdle(std::size_t row, std::string why) {
    sink_.Report(DiagnosticKind::kIdleRow, table_.rows[row].span, {std::to_string(row + 1)},
                 {std::move(why)});
  }

  // What a row says, apart from when: a gap says nothing but that it is one.
  std::string ConclusionOf(std::size_t row) const {
    std::string words;
    for (const Token& token : Tokenize(table_.rows[row].says.text)) words += token.word + " ";
    return words;
  }

  // Whether another row says the same on the same ground wherever this one fits; of two that are
  // alike the later one.
  void CheckCovered(std::size_t row) {
    for (std::size_t other = 0; other < table_.rows.size(); ++other) {
      if (other == row || ConclusionOf(other) != ConclusionOf(row) ||
          CitationWords(other) != CitationWords(row))
        continue;
      const bool wider = IsWithin(shape_.rows[row], shape_.rows[other]);
      const bool same = wider && IsWithin(shape_.rows[other], shape_.rows[row]);
      if (!wider || (same && other > row)) continue;
      ReportIdle(row, Concat({RowWords(other), " says the same wherever this one fits"}));
      return;
    }
  }

  static bool IsWithin(const std::vector<ValueSet>& cells, const std::vector<ValueSet>& wider) {
    for (std::size_t column = 0; column < cells.size(); ++column) {
      for (std::size_t value = 0; value < cells[column].size(); ++value) {
        if (cells[column][value] && !wider[column][value]) return false;
      }
    }
    return true;
  }

  // "conduct = yes, ruling = none yet,     treaty = no", the values of a column below each other.
  std::vector<std::string> Say(const std::vector<Combination>& combinations) const {
    std::vector<std::string> lines(combinations.size());
    for (std::size_t column = 0; column < columns_.size(); ++column) {
      const bool last = column + 1 == columns_.size();
      std::size_t width = 0;
      for (const Combination& values : combinations)
        width = std::max(width, CountCharacters(columns_[column].values[values[column]]));
      for (std::size_t i = 0; i < lines.size(); ++i) {
        const std::string& value = columns_[column].values[combinations[i][column]];
        const std::size_t gap = last ? 0 : width - CountCharacters(value) + 1;
        lines[i] += Concat({columns_[column].source->name.text, " = ", value, last ? "" : ",",
                            std::string(gap, ' ')});
      }
    }
    return lines;
  }

  void ReportHoles(const TableCover& cover) {
    const bool one = cover.holes == 1;
    std::vector<std::string> help = Say(cover.first_holes);
    if (cover.holes > kShownHoles)
      help.push_back(Concat({"and ", std::to_string(cover.holes - kShownHoles), " more"}));
    std::string row = "|";
    for (std::size_t heading = 0; heading < table_.headings.size(); ++heading) {
      std::string cell = table_.then == heading ? "..." : "cite";
      for (std::size_t i = 0; i < columns_.size(); ++i) {
        if (heading_of_[i] == heading && table_.then != heading)
          cell = WriteCell(columns_[i], cover.widest_hole[i]);
      }
      row += Concat({" ", cell, " |"});
    }
    help.push_back(Concat({"add a row, for example: ", row}));
    help.emplace_back("if the law itself leaves this open, it concludes: gap in the law");
    sink_.Report(DiagnosticKind::kNoRowApplies, table_.policy_span,
                 {Name(), one ? "this combination"
                              : Concat({"these ", std::to_string(cover.holes), " combinations"})},
                 std::move(help));
  }

  void ReportOverlap(const TableCover::Overlap& overlap) {
    sink_.Report(DiagnosticKind::kRowsOverlap, table_.rows[overlap.later].span,
                 {Name(), std::to_string(overlap.earlier + 1), std::to_string(overlap.later + 1)},
                 {Concat({"both do when: ", Say({overlap.combination})[0]}),
                  Concat({RowWords(overlap.earlier), ": ", WriteRow(overlap.earlier)}),
                  Concat({RowWords(overlap.later), ": ", WriteRow(overlap.later)}),
                  "make one of them narrower, or write: every row that fits applies"});
  }

  std::string WriteRow(std::size_t row) const {
    std::string text = "|";
    for (const ast::Text& cell : table_.rows[row].cells) text += Concat({" ", cell.text, " |"});
    return text;
  }

  // ----------------------------------------------------------------------------------------------
  // rows as rules

  std::vector<ast::Text> CitationsOf(std::size_t row) const {
    if (table_.cite) {
      auto own = Cursor(table_.rows[row].cells[*table_.cite]).List();
      if (!own.empty()) return own;
    }
    return table_.common.citations;
  }

  std::string CitationWords(std::size_t row) const {
    std::string words;
    for (const ast::Text& citation : CitationsOf(row)) words += citation.text + ", ";
    return words;
  }

  void ResolveRows() {
    const std::size_t before = sink_.size();
    // One line is enough to mend all rows.
    for (std::size_t row = 0; row < table_.rows.size() && sink_.size() == before; ++row) {
      if (CitationsOf(row).empty()) {
        sink_.Report(DiagnosticKind::kNoCitation, table_.rows[row].span, {"row"},
                     {"add below the name of the table: cite VC 26, or give each row a citation "
                      "below the heading ‘cite’"});
      }
    }
    for (std::size_t row = 0; row < table_.rows.size(); ++row) {
      if (!table_.rows[row].gap) ResolveOne(row, row);
    }
    if (sink_.size() != before) return;
    for (std::size_t row = 0; row < table_.rows.size(); ++row) {
      if (table_.rows[row].gap) ResolveGap(row);
    }
  }

  // A row as a rule that concludes what the row `says` does.
  void ResolveOne(std::size_t row, std::size_t says) {
    const ast::Table::Row& source = table_.rows[row];
    ast::Rule rule = table_.common;
    rule.name = {Concat({Name(), " row ", std::to_string(row + 1)}), source.span};
    rule.citations = CitationsOf(row);
    ResolveCitations(rule.citations, context_);
    // That it cites nothing was said of the row.
    rule.broken = rule.citations.empty();
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      const ast::Text& cell = source.cells[heading_of_[i]];
      if (auto condition = ConditionOf(columns_[i], shape_.rows[row][i], cell))
        rule.conditions.push_back(std::move(*condition));
    }
    rule.conclusion = table_.rows[says].conclusion;
    const std::size_t before = sink_.size();
    ResolveRow(rule, Name(), source.gap, module_, context_);
    PlaceInHeading(before, table_.then_words, table_.rows[says].cells[*table_.then], sink_);
  }

  // A gap leaves every conclusion of the other rows open.
  void ResolveGap(std::size_t row) {
    std::set<std::string> left_open;
    for (std::size_t other = 0; other < table_.rows.size(); ++other) {
      if (table_.rows[other].gap || !left_open.insert(ConclusionOf(other)).second) continue;
      ResolveOne(row, other);
    }
    if (left_open.empty()) ReportIdle(row, "a gap leaves open what the other rows conclude");
  }

  const ast::Table& table_;
  std::uint32_t module_;
  CheckContext& context_;
  DiagnosticSink& sink_;
  std::vector<TableColumn> columns_;
  std::vector<std::size_t> heading_of_;  // by column
  TableShape shape_;
};

}  // namespace

void ResolveTable(const ast::Table& table, std::uint32_t module, CheckContext& context) {
  TableResolver(table, module, context).Run();
}

}  // namespace comity
