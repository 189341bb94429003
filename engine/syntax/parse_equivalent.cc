// SPDX-License-Identifier: Apache-2.0
#include "engine/syntax/cursor.h"
#include "engine/syntax/statement_parsers.h"

namespace comity {
namespace {

constexpr std::string_view kHead =
    "equivalent \"VC-26: ‘the day is after 2002-04-11’ read as ‘the day is on or after "
    "2002-04-11’\"";
constexpr std::string_view kReason = "because \"no instrument was deposited on that day\"";

// The text in quotes that is all a line says.
std::optional<ast::Text> ReadQuoted(const Line& line, std::string_view help, DiagnosticSink& sink) {
  Cursor cursor(line.rest);
  auto quoted = cursor.Quoted();
  if (quoted && cursor.AtEnd() && !quoted->text.empty()) return quoted;
  ReportMalformed(line.keyword, line.rest, help, sink);
  return std::nullopt;
}

}  // namespace

ast::Statement ParseEquivalent(const Block& block, DiagnosticSink& sink) {
  ast::Equivalent result;
  result.keyword = block.head.keyword.span;
  const auto key = ReadQuoted(block.head, kHead, sink);
  if (key) result.key = *key;
  result.broken = !key;
  for (const Line& line : block.body) {
    if (line.kind != Line::Kind::kClause || line.keyword.text != "because") {
      result.broken = result.broken || line.kind == Line::Kind::kStray;
      ReportMisplaced(line, "an equivalent", sink);
    } else if (result.reason) {
      sink.Report(DiagnosticKind::kOneValueOnly, line.keyword.span, {"because"});
    } else {
      result.reason = ReadQuoted(line, kReason, sink);
      result.broken = result.broken || !result.reason;
    }
  }
  return result;
}

}  // namespace comity
