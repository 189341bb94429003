// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <utility>

#include "engine/base/text.h"
#include "engine/syntax/cursor.h"
#include "engine/syntax/joined_text.h"
#include "engine/syntax/statement_parsers.h"

namespace comity {
namespace {

constexpr std::string_view kGap = "gap in the law";

// Reads the lines that only tables have and leaves the others, which are those of a rule.
class TableParser {
 public:
  TableParser(const Block& block, DiagnosticSink& sink) : block_(block), sink_(sink) {}

  ast::Table Run() && {
    Block common{block_.head, {}};
    for (const Line& line : block_.body) {
      if (!ReadOwn(line)) common.body.push_back(line);
    }
    table_.common = ParseRuleFrame(common, sink_);
    table_.common.broken = table_.common.broken || broken_;
    if (!table_.common.broken) ReportMissing();
    FindHeadings();
    for (ast::Table::Row& row : table_.rows) ReadRow(row);
    return std::move(table_);
  }

 private:
  // False for a line that rules have, too.
  bool ReadOwn(const Line& line) {
    const bool below_own = std::exchange(below_own_, true);
    if (line.kind == Line::Kind::kRow) {
      TakeRow(line);
      return true;
    }
    if (line.kind == Line::Kind::kBullet && below_own) {
      if (!std::exchange(broken_, true)) ReportGroup(line.keyword);
      return true;
    }
    if (line.kind == Line::Kind::kClause) {
      const std::string& word = line.keyword.text;
      const bool policy = word == "exactly" || word == "every";
      if (word == "column") ReadColumn(line);
      if (policy) ReadPolicy(line);
      if (word == "then") ReportThen(line);
      if (policy || word == "column" || word == "then") return true;
    }
    below_own_ = false;
    return false;
  }

  void TakeRow(const Line& line) {
    ast::Facts::Row row = ParseRow(line.rest);
    if (table_.headings.empty()) {
      table_.headings = std::move(row.cells);
    } else {
      table_.rows.push_back({row.span, std::move(row.cells), {}, false, {}});
    }
  }

  void ReportGroup(const ast::Text& place) {
    sink_.Report(DiagnosticKind::kWrongForm, place.span,
                 {Concat({"‘", place.text, "’"}), "a column asks one thing"},
                 {"conclude it in a rule of its own, and ask here for the conclusion"});
  }

  // `column NAME: SENTENCE`.
  void ReadColumn(const Line& line) {
    const std::size_t colon = std::min(line.rest.text.find(':'), line.rest.text.size());
    ast::Table::Column column;
    column.name = Cursor::Part(line.rest, 0, colon);
    const std::size_t end = line.rest.text.size();
    const ast::Text text = Cursor::Part(line.rest, std::min(colon + 1, end), end);
    if (column.name.text.empty() || text.text.empty()) {
      broken_ = true;
      ReportMalformed(line.keyword, line.rest, "column party: the State is a party", sink_);
      return;
    }
    if (text.text == "any of" || text.text == "all of" || text.text == "none of") {
      broken_ = true;
      ReportGroup(text);
      return;
    }
    auto sentence = ParseSentence(text, sink_);
    broken_ = broken_ || !sentence;
    if (!sentence) return;
    column.condition = std::move(*sentence);
    column.condition.continued = line.continued;
    table_.columns.push_back(std::move(column));
  }

  void ReadPolicy(const Line& line) {
    const bool exactly = line.keyword.text == "exactly";
    if (line.rest.text != (exactly ? "one row applies" : "row that fits applies")) {
      broken_ = true;
      ReportMalformed(line.keyword, line.rest,
                      exactly ? "exactly one row applies" : "every row that fits applies", sink_);
      return;
    }
    if (table_.policy != ast::Table::Policy::kMissing) {
      sink_.Report(DiagnosticKind::kOneValueOnly, line.keyword.span, {line.keyword.text},
                   {"a table says how many of its rows apply once"});
      return;
    }
    table_.policy = exactly ? ast::Table::Policy::kExactlyOne : ast::Table::Policy::kEveryOne;
    table_.policy_span = line.keyword.span;
    table_.policy_span.length =
        line.rest.span.column + line.rest.span.length - line.keyword.span.column;
  }

  void ReportThen(const Line& line) {
    broken_ = true;
    sink_.Report(DiagnosticKind::kClauseNotHere, line.keyword.span, {"then", "a table"},
                 {"the conclusions of a table stand in its rows, below the heading ‘then’"});
  }

  void ReportMissing() {
    const Span& place = table_.common.keyword;
    if (table_.policy == ast::Table::Policy::kMissing) {
      sink_.Report(DiagnosticKind::kClauseMissing, place, {"this table", "exactly one row applies"},
                   {"add: exactly one row applies, or: every row that fits applies"});
    }
    if (table_.columns.empty()) {
      sink_.Report(DiagnosticKind::kClauseMissing, place, {"this table", "column"},
                   {"add: column party: the State is a party"});
    }
    if (table_.rows.empty()) {
      sink_.Report(DiagnosticKind::kClauseMissing, place, {"this table", "|"},
                   {"add a heading and rows: | party | then the State | cite |"});
    }
    table_.common.broken = table_.columns.empty() || table_.rows.empty();
  }

  // What `then` and `cite` head is read here; the others name columns.
  void FindHeadings() {
    for (std::size_t i = 0; i < table_.headings.size(); ++i) {
      const ast::Text& heading = table_.headings[i];
      Cursor cursor(heading);
      const bool then = cursor.Eat("then");
      if (!then && heading.text != "cite") continue;
      std::optional<std::size_t>& place = then ? table_.then : table_.cite;
      if (place) {
        sink_.Report(DiagnosticKind::kDeclaredTwice, heading.span,
                     {"headings", then ? "then" : "cite"}, {});
        table_.common.broken = true;
        continue;
      }
      place = i;
      if (then) table_.then_words = cursor.Rest();
    }
    if (table_.then || table_.rows.empty()) return;
    table_.common.broken = true;
    sink_.Report(DiagnosticKind::kNoHeading, SpanOfHeadings(), {"then"},
                 {"add a heading that begins with ‘then’, and the conclusions below it"});
  }

  Span SpanOfHeadings() const {
    Span span = table_.headings.front().span;
    const Span& last = table_.headings.back().span;
    span.length = last.column + last.length - span.column;
    return span;
  }

  void ReadRow(ast::Table::Row& row) {
    if (row.cells.size() != table_.headings.size()) {
      table_.common.broken = true;
      sink_.Report(DiagnosticKind::kRowWidth, row.span,
                   {std::to_string(row.cells.size()), std::to_string(table_.headings.size())});
      return;
    }
    if (!table_.then) return;
    const ast::Text& cell = row.cells[*table_.then];
    const std::string words = FoldName(cell.text);
    row.gap = words == kGap;
    if (row.gap) return;
    if (cell.text.starts_with("then ")) {
      table_.common.broken = true;
      sink_.Report(DiagnosticKind::kMalformed, cell.span, {"|", "what the heading leaves open"},
                   {Concat({"take out the words that the heading ‘",
                            table_.headings[*table_.then].text, "’ says for every row"})});
      return;
    }
    const bool gap = words.starts_with("gap");
    if (gap || cell.text.empty()) {
      table_.common.broken = true;
      sink_.Report(DiagnosticKind::kMalformed, gap ? cell.span : row.span, {"|", "a conclusion"},
                   {"below ‘then’ stands what follows, or: gap in the law"});
      return;
    }
    const std::size_t before = sink_.size();
    row.says = JoinTexts(table_.then_words, cell);
    row.conclusion = ParseConclusion(table_.headings[*table_.then], row.says, sink_);
    table_.common.broken = table_.common.broken || !row.conclusion;
    PlaceInHeading(before, table_.then_words, cell, sink_);
  }

  const Block& block_;
  DiagnosticSink& sink_;
  ast::Table table_;
  bool broken_ = false;     // a line of its own could not be read
  bool below_own_ = false;  // the line before is one that rules do not have
};

}  // namespace

ast::Statement ParseTable(const Block& block, DiagnosticSink& sink) {
  return TableParser(block, sink).Run();
}

}  // namespace comity
