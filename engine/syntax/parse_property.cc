// SPDX-License-Identifier: Apache-2.0
#include "engine/syntax/cursor.h"
#include "engine/syntax/statement_parsers.h"

namespace comity {
namespace {

constexpr std::string_view kClaimHelp =
    "then never voluntary: the State may voluntarily arrest the Person";

// `never SENTENCE`, `always OUTCOME: SENTENCE`.
bool ReadClaim(const Line& line, ast::Property& property, DiagnosticSink& sink) {
  Cursor cursor(line.rest);
  property.always = cursor.Eat("always");
  if (!property.always && !cursor.Eat("never")) {
    ReportMalformed(line.keyword, line.rest, kClaimHelp, sink);
    return false;
  }
  property.claim = cursor.Rest();
  for (std::string_view word : kOutcomeWords) {
    if (!property.claim.text.starts_with(word) ||
        property.claim.text.substr(word.size(), 1) != ":") {
      continue;
    }
    property.outcome = word;
    property.claim = Cursor::Part(property.claim, word.size() + 1, property.claim.text.size());
    break;
  }
  if (!property.claim.text.empty()) return true;
  ReportMalformed(line.keyword, line.rest, kClaimHelp, sink);
  return false;
}

}  // namespace

ast::Statement ParseProperty(const Block& block, DiagnosticSink& sink) {
  ast::Property property;
  property.rule.keyword = block.head.keyword.span;
  Cursor head(block.head.rest);
  if (const auto title = head.Quoted(); title && head.AtEnd()) {
    property.title = *title;
    property.rule.name = *title;
    property.rule.title = title->text;
  } else {
    ReportMalformed(block.head.keyword, block.head.rest,
                    "property \"A bound State is never free to volunteer\"", sink);
  }
  bool claimed = false;
  for (const Line& line : block.body) {
    if (line.kind != Line::Kind::kClause) {
      ReadRuleLine(line, property.rule, sink);
    } else if (line.keyword.text == "then" && claimed) {
      sink.Report(DiagnosticKind::kOneValueOnly, line.keyword.span, {"then"},
                  {"a property claims one thing; write a second property"});
    } else if (line.keyword.text == "then") {
      claimed = true;
      property.rule.broken = !ReadClaim(line, property, sink) || property.rule.broken;
    } else if (line.keyword.text == "and" && claimed) {
      ReportBelowThen(line.keyword, "what else is claimed is a property of its own", sink);
    } else if (line.keyword.text == "reading") {
      property.readings.push_back(line.rest);
    } else if (line.keyword.text == "position" || line.keyword.text == "in force" ||
               line.keyword.text == "conflicts with") {
      ReportMisplaced(line, "a property", sink);
    } else {
      ReadRuleLine(line, property.rule, sink);
    }
  }
  FinishRule(property.rule, sink);
  if (!claimed && !property.rule.broken) {
    sink.Report(DiagnosticKind::kNoConclusion, property.rule.keyword, {"property"},
                {"add: then never ..., or: then always ..."});
    property.rule.broken = true;
  }
  return property;
}

}  // namespace comity
