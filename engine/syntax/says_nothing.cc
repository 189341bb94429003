// SPDX-License-Identifier: Apache-2.0
#include "engine/base/text.h"
#include "engine/syntax/statement_parsers.h"

namespace comity {

void ReportSaysNothing(const ast::Statement& statement, const Line& head, bool facts_below,
                       DiagnosticSink& sink) {
  const ast::Text& keyword = head.keyword;
  if (const auto* facts = std::get_if<ast::Facts>(&statement)) {
    const bool promises = facts->complete_as_of || !facts->promises.empty();
    if (facts_below || promises || !facts->table.empty()) return;
    sink.Report(DiagnosticKind::kMalformed, keyword.span,
                {Concat({keyword.text, " ", head.rest.text}), "a fact"},
                {facts->columns.empty()
                     ? "below it facts stand in the first column, one on a line, or in a table "
                       "with a column for each hole of the ‘row’ line"
                     : "the table has a heading, but no row"});
  } else if (const auto* scenario = std::get_if<ast::Scenario>(&statement)) {
    if (!scenario->expectations.empty()) return;
    sink.Report(DiagnosticKind::kClauseMissing, keyword.span, {"this scenario", "expect"},
                {"without one it tests nothing; add, for example: expect Peru is a party on "
                 "2017-03-29"});
  } else if (const auto* reading = std::get_if<ast::Reading>(&statement)) {
    if (!reading->choices.empty()) return;
    sink.Report(DiagnosticKind::kClauseMissing, keyword.span, {"this reading", "ISSUE = POSITION"},
                {"without one it is the reading ‘prevailing’; add the position it takes of an "
                 "issue, as in: reservations = severed"});
  }
}

}  // namespace comity
