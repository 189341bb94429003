// SPDX-License-Identifier: Apache-2.0
#include "engine/syntax/parser.h"

#include <algorithm>
#include <array>
#include <functional>
#include <map>
#include <set>
#include <utility>

#include "engine/base/text.h"
#include "engine/syntax/broken_lines.h"
#include "engine/syntax/cursor.h"
#include "engine/syntax/file_parser.h"
#include "engine/syntax/slips.h"

namespace comity {
namespace {

using StatementParser = std::function<ast::Statement(const Block&, DiagnosticSink&)>;

StatementParser PhraseParser(ast::Form form) {
  return
      [form](const Block& block, DiagnosticSink& sink) { return ParsePhrase(block, form, sink); };
}

ast::Statement ParseLaw(const Block& block, DiagnosticSink& sink) {
  if (block.head.rest.text.empty())
    ReportMalformed(block.head.keyword, block.head.rest, "law Membership", sink);
  ast::Law law{block.head.rest, std::nullopt};
  if (law.name.text.find('"') != std::string::npos)
    law.name = MendNames(block.head.keyword.text, law.name, sink).front();
  for (const Line& line : block.body) {
    if (line.kind == Line::Kind::kClause && line.keyword.text == "in force") {
      law.in_force = ParseInForce(line, sink);
    } else {
      ReportMisplaced(line, "‘law’", sink);
    }
  }
  return law;
}

ast::Statement ParseUses(const Block& block, DiagnosticSink& sink) {
  for (const Line& line : block.body) ReportMisplaced(line, "‘uses’", sink);
  return ast::Uses{Cursor(block.head.rest).List()};
}

const std::map<std::string, StatementParser, std::less<>>& Parsers() {
  static const std::map<std::string, StatementParser, std::less<>> parsers = {
      {"law", ParseLaw},
      {"uses", ParseUses},
      {"source", ParseSource},
      {"kind", ParseKind},
      {"body", ParseBody},
      {"record", PhraseParser(ast::Form::kRecord)},
      {"fact", PhraseParser(ast::Form::kFact)},
      {"question", PhraseParser(ast::Form::kQuestion)},
      {"conclusion", PhraseParser(ast::Form::kConclusion)},
      {"action", PhraseParser(ast::Form::kAction)},
      {"date rule", ParseDateRule},
      {"rule", ParseRule},
      {"exception", ParseRule},
      {"table", ParseTable},
      {"issue", ParseIssue},
      {"reading", ParseReading},
      {"facts", ParseFacts},
      {"disputed", ParseDispute},
      {"scenario", ParseScenario},
      {"equivalent", ParseEquivalent},
      {"property", ParseProperty},
  };
  return parsers;
}

// Makes one text of a first word and the rest again.
void UntakeKeyword(Line& line) {
  ast::Text whole = line.keyword;
  const std::uint32_t gap = line.rest.span.column - whole.span.column - whole.span.length;
  if (!line.rest.text.empty()) {
    whole.text += std::string(gap, ' ') + line.rest.text;
    whole.span.length += gap + line.rest.span.length;
  }
  line.rest = std::move(whole);
  line.keyword = {};
  line.kind = Line::Kind::kStray;
}

}  // namespace

ast::File FileParser::Run(std::vector<Line> lines) && {
  // Statements are large, and moving them anew for each doubling of many takes longer than
  // reading.
  file_.statements.reserve(
      static_cast<std::size_t>(std::count_if(lines.begin(), lines.end(), [](const Line& line) {
        return line.kind == Line::Kind::kStatement || line.kind == Line::Kind::kLoose;
      })));
  MendBrokenLines(lines, sink_);
  for (Line& line : lines) Read(std::move(line));
  Finish();
  return std::move(file_);
}

void FileParser::Read(Line line) {
  switch (line.kind) {
    case Line::Kind::kStatement:
      if (IsClauseAtMargin(line)) {
        ReportMargin(line.keyword, line.keyword.text);
        line.kind = Line::Kind::kClause;
        Continue(std::move(line));
        break;
      }
      Begin(std::move(line));
      break;
    case Line::Kind::kLoose:
      ReadLoose(std::move(line));
      break;
    case Line::Kind::kStray:
      ReadStray(std::move(line));
      break;
    case Line::Kind::kUnread:
      ReadUnread(std::move(line));
      break;
    case Line::Kind::kClause:
      if (IsSideElsewhere(line)) {
        UntakeKeyword(line);
        ReadStray(std::move(line));
        break;
      }
      ReadClause(std::move(line));
      break;
    case Line::Kind::kBullet:
    case Line::Kind::kRow:
      Continue(std::move(line));
      break;
  }
}

void FileParser::Begin(Line line) {
  Finish();
  in_facts_ = line.keyword.text == "facts";
  reported_above_ = sink_.size();
  line_lost_ = false;
  block_.emplace();
  block_->head = std::move(line);
}

bool FileParser::IsSideElsewhere(const Line& line) const {
  return line.kind == Line::Kind::kClause &&
         (line.keyword.text == "either" || line.keyword.text == "or") && !InDispute();
}

void FileParser::Continue(Line line) {
  if (line.kind == Line::Kind::kRow && in_facts_) {
    rows_.push_back(ParseRow(line.rest));
  } else if (line.kind == Line::Kind::kRow && block_ && block_->head.keyword.text != "table") {
    if (!std::exchange(table_reported_, true)) ReportTable(line);
  } else if (block_) {
    block_->body.push_back(std::move(line));
  } else if (!std::exchange(nothing_above_, true)) {
    ReportNothingAbove(line);
  }
}

void FileParser::ReportTable(const Line& line) {
  sink_.Report(DiagnosticKind::kClauseNotHere, FirstWord(line).span,
               {"|", Concat({"‘", block_->head.keyword.text, "’"})},
               {"a table stands below a ‘facts’ or a ‘table’ line"});
}

void FileParser::ReportNothingAbove(const Line& line) {
  const ast::Text word = FirstWord(line);
  if (file_.statements.empty()) {
    sink_.Report(DiagnosticKind::kNotAKeyword, word.span, {word.text, "a file"},
                 {"the first line of a file reads like: law Membership"});
  } else {
    sink_.Report(DiagnosticKind::kClauseNotHere, word.span, {word.text, "an entity"});
  }
}

void FileParser::ReadClause(Line line) {
  const std::string& word = line.keyword.text;
  const std::string_view above = block_ ? std::string_view(block_->head.keyword.text) : "";
  const bool statement = (word == "source" && above != "facts" && above != "disputed") ||
                         (word == "reading" && above != "scenario");
  if (statement && line.rest.text.find('"') != std::string::npos) {
    ReportIndented(line.keyword);
    Begin(std::move(line));
  } else {
    Continue(std::move(line));
  }
}

void FileParser::Finish() {
  int facts = -1;
  if (block_) {
    TakeOutSecondClauses();
    const auto parser = Parsers().find(block_->head.keyword.text);
    file_.statements.push_back(parser->second(*block_, sink_));
    if (auto* statement = std::get_if<ast::Facts>(&file_.statements.back())) {
      facts = static_cast<int>(file_.statements.size()) - 1;
      TakeTable(*statement);
      TakeSpreadsheet(*statement);
    }
    if (sink_.size() == reported_above_ && !line_lost_)
      ReportSaysNothing(file_.statements.back(), block_->head, !loose_.empty(), sink_);
  }
  for (LooseFact& loose : loose_) {
    loose.line.facts = facts;
    sink_.Append(std::move(loose.slips));
    file_.statements.emplace_back(std::move(loose.line));
  }
  block_.reset();
  loose_.clear();
  rows_.clear();
  in_facts_ = false;
  table_reported_ = false;
  nothing_above_ = false;
  margin_reported_ = false;
  sign_reported_ = false;
  sides_reported_ = false;
  facts_indented_reported_ = false;
}

void FileParser::TakeOutSecondClauses() {
  constexpr std::array<std::string_view, 8> kOneValue = {
      "in force", "presumed", "holds from", "is", "ask", "cited as", "decided by", "asserted by"};
  const bool facts = block_->head.keyword.text == "facts";
  std::set<std::string> seen;
  std::erase_if(block_->body, [&](const Line& line) {
    const std::string& word = line.keyword.text;
    if (line.kind != Line::Kind::kClause || seen.insert(word).second ||
        (!IsOneOf(word, kOneValue) && !(facts && (word == "source" || word == "complete as of")))) {
      return false;
    }
    sink_.Report(
        DiagnosticKind::kOneValueOnly, line.keyword.span, {word},
        {word == "source" ? "one source stands for the whole list; lines and rows may name "
                            "their own"
                          : "say it in one line"});
    return true;
  });
}

void FileParser::TakeTable(ast::Facts& facts) {
  if (rows_.empty()) return;
  facts.columns = std::move(rows_.front().cells);
  // The row of dashes that Markdown wants below a heading says nothing.
  if (rows_.size() > 1 && std::all_of(rows_[1].cells.begin(), rows_[1].cells.end(), IsRuled))
    rows_.erase(rows_.begin() + 1);
  facts.table.assign(std::make_move_iterator(rows_.begin() + 1),
                     std::make_move_iterator(rows_.end()));
}

void FileParser::TakeSpreadsheet(const ast::Facts& facts) {
  if (!facts.table.empty() || !facts.columns.empty() || loose_.empty()) return;
  const std::vector<std::string> heading = SpreadsheetCells(loose_.front().line.text.text);
  const bool named = std::any_of(facts.rows.begin(), facts.rows.end(), [&](const ast::Fact& row) {
    return std::any_of(heading.begin(), heading.end(), [&](const std::string& cell) {
      return row.phrase.text.find("{" + cell + "}") != std::string::npos;
    });
  });
  if (!named) return;
  sink_.Report(DiagnosticKind::kTableWithoutBars, loose_.front().line.text.span, {},
               {Concat({"write: | ", Join(heading, " | "), " |"}),
                "and the lines below it in the same way; comity fmt then aligns them"});
  std::erase_if(loose_, [](const LooseFact& loose) {
    return !SpreadsheetCells(loose.line.text.text).empty();
  });
}

ast::File Parse(const SourceFile& file, std::uint32_t file_number, DiagnosticSink& sink) {
  const std::size_t before = sink.size();
  std::vector<Line> lines = ReadLines(file, file_number, sink);
  const bool blank = lines.empty();
  const bool unread = blank && sink.size() > before;
  ast::File result = FileParser(sink).Run(std::move(lines));
  result.name = file.name;
  result.unread = unread;
  result.blank = blank && !unread;
  return result;
}

}  // namespace comity
