// SPDX-License-Identifier: Apache-2.0
#include "engine/syntax/printer.h"

#include <algorithm>
#include <map>
#include <utility>
#include <vector>

#include "engine/base/text.h"
#include "engine/syntax/lines.h"
#include "engine/syntax/slips.h"
#include "engine/syntax/statement_parsers.h"

namespace comity {
namespace {

// One blank between words; where two or more mean something (before remarks), exactly two. Quoted
// text stays as it is.
std::string RegularBlanks(std::string_view text, bool gaps_count) {
  std::string result;
  bool quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '"') quoted = !quoted;
    if (quoted || (text[i] != ' ' && text[i] != '\t')) {
      result += text[i];
      continue;
    }
    std::size_t end = i;
    while (end < text.size() && (text[end] == ' ' || text[end] == '\t')) ++end;
    const bool gap = end - i > 1 || text[i] == '\t';
    result += gaps_count && gap ? "  " : " ";
    i = end - 1;
  }
  return std::string(Trim(result));
}

bool IsFreeText(std::string_view keyword) {
  return keyword == "note" || keyword == "ask" || keyword == "held by" || keyword == "decided by";
}

bool HasRemarks(std::string_view keyword) {
  return keyword == "source" || keyword == "either" || keyword == "or";
}

class Printer {
 public:
  explicit Printer(std::map<std::uint32_t, const Line*> lines) : lines_(std::move(lines)) {}

  std::string Run(std::string_view text) && {
    std::uint32_t number = 1;
    for (; !text.empty(); ++number) {
      const std::size_t end = std::min(text.find('\n'), text.size());
      PrintLine(number, text.substr(0, end));
      text.remove_prefix(std::min(end + 1, text.size()));
    }
    FlushTable();
    while (!out_.empty() && out_.back().empty()) out_.pop_back();
    std::string result;
    for (const std::string& line : out_) result += line + "\n";
    return result;
  }

 private:
  void PrintLine(std::uint32_t number, std::string_view raw) {
    if (number == 1 && raw.starts_with("\xEF\xBB\xBF")) raw.remove_prefix(3);
    const auto found = lines_.find(number);
    if (found == lines_.end()) {
      PrintQuiet(raw);
      return;
    }
    const Line& line = *found->second;
    if (line.kind != Line::Kind::kRow) FlushTable();
    switch (line.kind) {
      case Line::Kind::kStatement:
        statement_ = line.keyword.text;
        nested_ = false;
        Add(0, Concat({line.keyword.text, " ", RegularBlanks(line.rest.text, true)}));
        break;
      case Line::Kind::kClause:
        PrintClause(line, raw);
        break;
      case Line::Kind::kBullet:
        Add(4, "- " + RegularBlanks(line.rest.text, false));
        break;
      case Line::Kind::kRow:
        table_.emplace_back();
        for (const ast::Text& cell : ParseRow(line.rest).cells)
          table_.back().push_back(RegularBlanks(cell.text, false));
        break;
      case Line::Kind::kUnread:
        Keep(raw);
        break;
      case Line::Kind::kStray:
        if (statement_ == "reading" && line.rest.text.find('=') != std::string::npos) {
          Add(2, RegularBlanks(line.rest.text, false));
        } else {
          Keep(raw);
        }
        break;
      case Line::Kind::kLoose:
        if (statement_ != "facts" && LooksLikeProse(line.rest.text)) {
          Keep(raw);
        } else {
          Add(0, RegularBlanks(line.rest.text, true));
        }
        break;
    }
  }

  // Below a position or, in a scenario, below a reading or a day of knowledge, clauses are indented
  // further.
  void PrintClause(const Line& line, std::string_view raw) {
    const std::string& word = line.keyword.text;
    const bool opens = (statement_ == "issue" && word == "position") ||
                       (statement_ == "scenario" && (word == "reading" || word == "as known on"));
    const bool remarks = HasRemarks(word) || (statement_ == "disputed" && word == "and");
    const std::string rest =
        IsFreeText(word) ? FreeText(line, raw) : RegularBlanks(line.rest.text, remarks);
    Add(nested_ && !opens ? 4 : 2, word + (rest.empty() ? "" : " " + rest));
    nested_ = nested_ || opens;
  }

  // Words that are only shown stay as they were written, quotes and all.
  static std::string FreeText(const Line& line, std::string_view raw) {
    const std::string_view text = Trim(raw);
    const bool begins = text.starts_with(line.keyword.text);
    return std::string(Trim(begins ? text.substr(line.keyword.text.size()) : line.rest.text));
  }

  // A line that cannot be read stays as it is, but for its end.
  void Keep(std::string_view raw) {
    const std::size_t end = raw.find_last_not_of(" \t\r");
    out_.emplace_back(raw.substr(0, end == std::string_view::npos ? 0 : end + 1));
  }

  void PrintQuiet(std::string_view raw) {
    const std::string_view text = Trim(raw);
    if (statement_ == "table" && !table_.empty() && !text.empty()) {
      between_.emplace_back(table_.size(), Concat({raw[0] == text[0] ? "" : "  ", text}));
      return;
    }
    FlushTable();
    if (text.empty()) {
      if (!out_.empty() && !out_.back().empty()) out_.emplace_back();
      return;
    }
    const bool indented = raw[0] == ' ' || raw[0] == '\t';
    Add(indented ? 2 : 0, std::string(text));
  }

  void FlushTable() {
    std::vector<std::size_t> widths;
    for (const auto& row : table_) {
      if (row.size() > widths.size()) widths.resize(row.size());
      for (std::size_t i = 0; i < row.size(); ++i)
        widths[i] = std::max(widths[i], DisplayWidth(row[i]));
    }
    std::size_t number = 0;
    for (const auto& row : table_) {
      PrintBetween(number++);
      std::string line = statement_ == "table" ? "  |" : "|";
      for (std::size_t i = 0; i < row.size(); ++i) {
        line += Concat({" ", row[i], std::string(widths[i] - DisplayWidth(row[i]), ' '), " |"});
      }
      out_.push_back(std::move(line));
    }
    PrintBetween(number);
    table_.clear();
    between_.clear();
  }

  // The comments before one row of a table.
  void PrintBetween(std::size_t row) {
    for (const auto& [before, text] : between_) {
      if (before == row) out_.push_back(text);
    }
  }

  void Add(std::size_t indent, std::string_view text) {
    out_.push_back(std::string(indent, ' ') + std::string(Trim(text)));
  }

  std::map<std::uint32_t, const Line*> lines_;
  std::string statement_;
  bool nested_ = false;
  std::vector<std::vector<std::string>> table_;
  std::vector<std::pair<std::size_t, std::string>>
      between_;  // its comments, by the row they precede
  std::vector<std::string> out_;
};

}  // namespace

std::string Print(const SourceFile& file) {
  DiagnosticSink sink;
  const std::vector<Line> lines = ReadLines(file, 0, sink);
  if (!sink.empty()) return file.text;
  std::map<std::uint32_t, const Line*> by_number;
  for (const Line& line : lines) {
    by_number[line.keyword.text.empty() ? line.rest.span.line : line.keyword.span.line] = &line;
  }
  return Printer(std::move(by_number)).Run(file.text);
}

}  // namespace comity
