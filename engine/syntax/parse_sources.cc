// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <utility>

#include "engine/base/text.h"
#include "engine/syntax/cursor.h"
#include "engine/syntax/date_expression.h"
#include "engine/syntax/statement_parsers.h"

namespace comity {
namespace {

constexpr std::array<std::string_view, 3> kColumns = {"retrieved", "checked by", "speaks for"};

bool IsClause(const Line& line, std::string_view word) {
  return line.kind == Line::Kind::kClause && line.keyword.text == word;
}

// Two columns with one blank between them read as one: gives the first, and reports.
ast::Text CutJoined(const ast::Text& column, DiagnosticSink& sink) {
  std::size_t at = column.text.size();
  for (const std::string_view word : kColumns)
    at = std::min(at, column.text.find(Concat({" ", word, " "}), 1));
  if (at == column.text.size()) return column;
  ast::Text first = Cursor::Part(column, 0, at);
  const ast::Text second = Cursor::Part(column, at, column.text.size());
  sink.Report(DiagnosticKind::kMalformed, second.span, {first.text, "two blanks"},
              {Concat({"write: ", first.text, "  ", second.text})});
  return first;
}

void ReadColumn(const ast::Text& column, ast::Source& source, DiagnosticSink& sink) {
  Cursor part(CutJoined(column, sink));
  if (part.Eat("retrieved")) {
    source.retrieved = ParseDayText(part.Rest(), sink);
  } else if (part.Eat("checked by")) {
    source.checked_by = part.Rest().text;
  } else if (part.Eat("speaks for")) {
    source.speaks_for = part.List();
  } else if (part.Eat("cited as")) {
    sink.Report(DiagnosticKind::kWrongForm, column.span,
                {"‘cited as’", "it has a line of its own, indented below"},
                {Concat({"write below: ", column.text})});
  } else {
    sink.Report(
        DiagnosticKind::kMalformed, column.span,
        {Concat({"source ", source.name.text}), "something else"},
        {"after the title and two blanks stands one of: retrieved, checked by, speaks for"});
  }
}

void ReadCitedAs(const Line& line, ast::Source& source, DiagnosticSink& sink) {
  const auto form = ReadWholeQuoted(line, "cited as \"Art. {} Rome Statute\"", sink);
  if (!form) return;
  source.cited_as = form->text;
  if (form->text.find("{}") != std::string::npos) return;
  const std::size_t open = form->text.find('{');
  const std::size_t close = form->text.find('}', std::min(open, form->text.size()));
  sink.Report(DiagnosticKind::kMalformed, line.rest.span, {"cited as", "a text with {}"},
              {close != std::string::npos
                   ? Concat({"write: cited as \"", form->text.substr(0, open), "{}",
                             form->text.substr(close + 1), "\""})
                   : "put {} where the article stands, as in: cited as \"Art. {} Rome Statute\""});
}

}  // namespace

std::optional<ast::Source> ParseSourceLine(const ast::Text& rest, DiagnosticSink& sink) {
  Cursor cursor(rest);
  ast::Source source;
  source.name = cursor.Word();
  const auto title = cursor.Quoted();
  if (!title) return std::nullopt;
  source.title = *title;
  for (const ast::Text& column : CutAtGaps(cursor.Rest())) ReadColumn(column, source, sink);
  return source;
}

ast::Statement ParseSource(const Block& block, DiagnosticSink& sink) {
  const auto source = ParseSourceLine(block.head.rest, sink);
  if (!source) {
    ReportMalformed(block.head.keyword, block.head.rest,
                    "source VC \"Convention on the Law of Treaties\"", sink);
    return ast::Source{Cursor(block.head.rest).Word(), {}, {}, {}, {}, {}};
  }
  ast::Source result = *source;
  for (const Line& line : block.body) {
    if (IsClause(line, "cited as")) {
      ReadCitedAs(line, result, sink);
    } else if (IsClause(line, "speaks for")) {
      result.speaks_for = Cursor(line.rest).List();
      if (result.speaks_for.empty())
        ReportMalformed(line.keyword, line.rest, "speaks for the Court", sink);
    } else if (!IsClause(line, "note")) {
      ReportMisplaced(line, "a source", sink);
    }
  }
  return result;
}

}  // namespace comity
