// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <utility>

#include "engine/base/text.h"
#include "engine/syntax/cursor.h"
#include "engine/syntax/statement_parsers.h"

namespace comity {
namespace {

std::optional<ast::Standing> ParseStanding(const Line& line, DiagnosticSink& sink) {
  if (line.rest.text.empty()) return ast::Standing{line.keyword.span, {}};
  const auto days = ParseDays(line, "prevailing from 2011-12-12 until 2014-04-09", sink);
  return days ? std::optional(ast::Standing{line.rest.span, *days}) : std::nullopt;
}

void ReadPositionClause(const Line& line, ast::Position& position, DiagnosticSink& sink) {
  const std::string& word = line.keyword.text;
  if (word == "cite") {
    position.citations = Cursor(line.rest).List();
  } else if (word == "held by") {
    if (!position.held_by.empty())
      sink.Report(DiagnosticKind::kOneValueOnly, line.keyword.span, {word}, {"say it in one line"});
    position.held_by = line.rest.text;
    if (position.held_by.empty())
      ReportMalformed(line.keyword, line.rest, "held by the Appeals Chamber", sink);
  } else if (word == "prevailing") {
    const auto standing = ParseStanding(line, sink);
    if (standing) position.prevailing.push_back(*standing);
    position.days_unread = position.days_unread || !standing;
  } else if (word == "default") {
    if (!line.rest.text.empty()) ReportMalformed(line.keyword, line.rest, "default", sink);
    position.is_default = true;
  } else if (word != "note") {
    ReportMisplaced(line, "a position", sink);
  }
}

}  // namespace

ast::Statement ParseIssue(const Block& block, DiagnosticSink& sink) {
  ast::Issue issue;
  Cursor head(block.head.rest);
  issue.name = head.Word();
  MendColon(issue.name, sink);
  if (const auto question = head.Quoted()) issue.question = question->text;
  if (issue.name.text.empty() || issue.question.empty()) {
    const bool several_words = head.Rest().text.find('"') != std::string::npos;
    ReportMalformed(
        block.head.keyword, block.head.rest,
        several_words
            ? "issue reservations \"What of an invalid reservation?\", with a name of one word"
            : "issue reservations \"What of an invalid reservation?\"",
        sink);
  }
  for (const Line& line : block.body) {
    if (line.kind != Line::Kind::kClause) {
      ReportMisplaced(line, "an issue", sink);
    } else if (line.keyword.text == "position") {
      Cursor cursor(line.rest);
      ast::Position position;
      position.name = cursor.Word();
      MendColon(position.name, sink);
      if (position.name.text.starts_with('"')) {
        ReportMalformed(line.keyword, line.rest,
                        "position severed \"It counts for nothing\", with a name of one word",
                        sink);
        position.name.text.clear();
        issue.positions.push_back(std::move(position));
        continue;
      }
      position.text = ParseTitle(position.name, cursor.Rest(),
                                 "position severed \"It counts for nothing\"", sink);
      issue.positions.push_back(std::move(position));
    } else if (!issue.positions.empty()) {
      ReadPositionClause(line, issue.positions.back(), sink);
    } else if (line.keyword.text == "cite") {
      issue.citations = Cursor(line.rest).List();
    } else if (line.keyword.text != "note") {
      ReportMisplaced(line, "an issue", sink);
    }
  }
  return issue;
}

ast::Statement ParseReading(const Block& block, DiagnosticSink& sink) {
  ast::Reading reading;
  Cursor head(block.head.rest);
  reading.name = head.Word();
  MendColon(reading.name, sink);
  constexpr std::string_view kHelp = "reading strict \"The strict reading\"";
  if (reading.name.text.empty()) {
    ReportMalformed(block.head.keyword, block.head.rest, kHelp, sink);
  }
  reading.title = ParseTitle(reading.name, head.Rest(), kHelp, sink);
  for (const Line& line : block.body) {
    ast::Text text = line.rest;
    if (line.kind == Line::Kind::kClause && line.keyword.text != "position" &&
        line.keyword.text != "note") {
      ReportMisplaced(line, "a reading", sink);
      continue;
    }
    if (line.kind == Line::Kind::kClause && line.keyword.text == "note") continue;
    const std::size_t equals = text.text.find('=');
    if (equals == std::string::npos) {
      ReportMisplaced(line, "a reading", sink);
      continue;
    }
    const std::string issue = Cursor::Part(text, 0, equals).text;
    if (std::any_of(reading.choices.begin(), reading.choices.end(),
                    [&](const ast::Tag& choice) { return choice.issue.text == issue; })) {
      sink.Report(DiagnosticKind::kOneValueOnly, text.span, {issue},
                  {"a reading takes one position of an issue"});
      continue;
    }
    reading.choices.push_back(
        {Cursor::Part(text, 0, equals), Cursor::Part(text, equals + 1, text.text.size())});
  }
  return reading;
}

}  // namespace comity
