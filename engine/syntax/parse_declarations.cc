// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <utility>

#include "engine/base/text.h"
#include "engine/syntax/cursor.h"
#include "engine/syntax/date_expression.h"
#include "engine/syntax/quotes.h"
#include "engine/syntax/slips.h"
#include "engine/syntax/statement_parsers.h"

namespace comity {
namespace {

bool IsClause(const Line& line, std::string_view word) {
  return line.kind == Line::Kind::kClause && line.keyword.text == word;
}

bool MayBeStated(ast::Form form) {
  return form == ast::Form::kRecord || form == ast::Form::kFact || form == ast::Form::kQuestion;
}

// The codes and other names in the columns after a body's name.
void ReadNames(const std::vector<ast::Text>& columns, ast::Entity& entity, DiagnosticSink& sink) {
  for (std::size_t i = 1; i < columns.size(); ++i) {
    if (!ReadNameColumn(columns[i], entity.codes, entity.also, sink))
      ReportMalformed(entity.name, columns[i], "the Court  code CT  also \"Tribunal\"", sink);
  }
}

// Every hole of a question's text is one of its phrase; others would be shown with their braces.
void CheckHoles(const Line& line, const std::string& phrase, DiagnosticSink& sink) {
  const std::string& text = line.rest.text;
  for (std::size_t open = text.find('{'); open != std::string::npos;
       open = text.find('{', open + 1)) {
    const std::size_t close = text.find('}', open);
    if (close == std::string::npos) return;
    const std::string hole = text.substr(open, close + 1 - open);
    // In a phrase with [brackets], which are reported, the hole is there.
    const std::string bracket = Concat({"[", hole.substr(1, hole.size() - 2), "]"});
    if (phrase.find(hole) != std::string::npos || phrase.find(bracket) != std::string::npos)
      continue;
    std::string holes;
    for (std::size_t at = phrase.find('{'); at != std::string::npos; at = phrase.find('{', at + 1))
      holes +=
          Concat({holes.empty() ? "" : ", ", phrase.substr(at, phrase.find('}', at) + 1 - at)});
    sink.Report(DiagnosticKind::kUnknownName, Cursor::Part(line.rest, open, close + 1).span,
                {"hole in this phrase like", hole},
                {holes.empty() ? "the phrase has none" : Concat({"its holes are: ", holes})});
  }
}

void ReportNoWords(const Line& head, const ast::Text& phrase, DiagnosticSink& sink) {
  Span span = phrase.span;
  --span.column;
  span.length += 2;
  sink.Report(DiagnosticKind::kMalformed, span, {head.keyword.text, "a phrase in quotes"},
              {"nothing stands between these; a phrase reads like: \"{State} did something\""});
}

void ReadFactor(const Line& line, ast::PhraseDeclaration& result, DiagnosticSink& sink) {
  Cursor cursor(line.rest);
  const auto text = cursor.Quoted();
  if (text && !text->text.empty() && cursor.AtEnd()) {
    result.factors.push_back(text->text);
  } else {
    ReportMalformed(line.keyword, line.rest, "factor \"how grave the conduct is\"", sink);
  }
}

// A remark after one blank only: cut off where a day or a remark stands before it, so that it can
// be nothing else.
void CutJoinedRemarks(std::vector<ast::Text>& columns, DiagnosticSink& sink) {
  constexpr std::array<std::string_view, 5> kRemarks = {" source ", " notice ", " recorded on ",
                                                        " confidence ", " note "};
  for (std::size_t i = 0; i < columns.size(); ++i) {
    std::size_t at = columns[i].text.size();
    for (const std::string_view remark : kRemarks) {
      const std::size_t found = columns[i].text.find(remark);
      if (found == std::string::npos) continue;
      const std::string_view before = std::string_view(columns[i].text).substr(0, found);
      const auto words = SplitWords(before);
      const bool quoted = before.find('"') != std::string_view::npos;
      const bool sure = !words.empty() && (LooksLikeDay(words.back()) || words.front() == "source");
      if (sure && !quoted) at = std::min(at, found);
    }
    if (at == columns[i].text.size()) continue;
    ast::Text remark = Cursor::Part(columns[i], at, columns[i].text.size());
    columns[i] = Cursor::Part(columns[i], 0, at);
    sink.Report(DiagnosticKind::kMalformed, remark.span, {columns[i].text, "two blanks"},
                {Concat({"write: ", columns[i].text, "  ", remark.text})});
    columns.insert(columns.begin() + static_cast<std::ptrdiff_t>(i) + 1, std::move(remark));
  }
}

// A remark whose first word is misspelt, or has a colon, as it was meant.
ast::Text MendRemark(const ast::Text& first, const ast::Text& column, DiagnosticSink& sink) {
  const std::vector<std::string> remarks = {"source",     "notice", "recorded on", "recorded",
                                            "confidence", "note",   "code",        "also"};
  const ast::Text word = Cursor(column).Word();
  std::string plain = word.text;
  while (plain.ends_with(':')) plain.pop_back();
  const bool colon = plain != word.text;
  const bool cut = plain == "recorded" && !column.text.starts_with("recorded on ");
  const bool known = std::find(remarks.begin(), remarks.end(), plain) != remarks.end();
  if (known && !colon && !cut) return column;
  const auto nearest = Nearest(plain, remarks, 1);
  if (nearest.empty()) return column;
  const std::string meant = nearest[0] == "recorded" ? "recorded on" : nearest[0];
  ast::Text rest = Cursor::Part(column, word.text.size(), column.text.size());
  if (meant == "recorded on" && rest.text.starts_with("on "))
    rest = Cursor::Part(rest, 3, rest.text.size());
  sink.Report(DiagnosticKind::kMalformed, word.span, {first.text, "something else"},
              {Concat({"write: ", meant, " ", rest.text})});
  // Ends where it did, so that what is said of the rest is said at its place.
  ast::Text mended{Concat({meant, " ", rest.text}), column.span};
  mended.span.column = rest.span.column - static_cast<std::uint32_t>(meant.size()) - 1;
  mended.span.length = static_cast<std::uint32_t>(mended.text.size());
  return mended;
}

void ReportNoRemark(const ast::LooseLine& line, const ast::Text& column, bool may_be_fact,
                    DiagnosticSink& sink) {
  if (may_be_fact) {
    sink.Report(DiagnosticKind::kWrongForm, column.span,
                {Concat({"‘", column.text, "’"}), "two blanks end the sentence"},
                {"within a sentence stands one blank",
                 "after two blanks stands one of: source, notice, recorded on, confidence, note"});
  } else {
    sink.Report(DiagnosticKind::kMalformed, column.span, {line.columns[0].text, "something else"},
                {"after two blanks stands one of: code, also; of a fact: source, notice, recorded "
                 "on, confidence, note"});
  }
}

}  // namespace

ast::Text FirstWord(const Line& line) {
  // Of a row only the bar is a word; what follows it is a cell.
  if (line.kind == Line::Kind::kRow) return Cursor::Part(line.rest, 0, 1);
  return line.keyword.text.empty() ? Cursor(line.rest).Word() : line.keyword;
}

void ReportMisplaced(const Line& line, std::string_view statement, DiagnosticSink& sink) {
  if (line.kind == Line::Kind::kStray || line.mended) return;
  const ast::Text word = FirstWord(line);
  std::vector<std::string> help;
  if (word.text == "reading" && (statement == "a rule" || statement == "an exception"))
    help.emplace_back("it takes part in readings by a position: position immunity = persists");
  if (word.text == "position" && statement == "a property")
    help.emplace_back("a property is claimed under readings: reading prevailing");
  sink.Report(DiagnosticKind::kClauseNotHere, word.span, {word.text, std::string(statement)},
              std::move(help));
}

void ReportMalformed(const ast::Text& keyword, const ast::Text& rest, std::string_view help,
                     DiagnosticSink& sink) {
  const bool empty = rest.text.empty();
  sink.Report(DiagnosticKind::kMalformed, empty ? keyword.span : rest.span,
              {keyword.text, empty ? "something" : "something else"},
              {Concat({"it reads like: ", help})});
}

std::vector<ast::Text> CutAtGaps(const ast::Text& line) {
  std::vector<ast::Text> columns;
  std::size_t begin = 0;
  bool quoted = false;
  for (std::size_t i = 0; i <= line.text.size(); ++i) {
    if (i < line.text.size() && line.text[i] == '"') quoted = !quoted;
    const bool gap = i == line.text.size() ||
                     (!quoted && (line.text.compare(i, 2, "  ") == 0 || line.text[i] == '\t'));
    if (!gap) continue;
    ast::Text column = Cursor::Part(line, begin, i);
    if (!column.text.empty()) columns.push_back(std::move(column));
    begin = i;
  }
  return columns;
}

ast::Statement ParseBody(const Block& block, DiagnosticSink& sink) {
  ast::Entity body;
  const auto columns = CutAtGaps(block.head.rest);
  if (columns.empty()) {
    ReportMalformed(block.head.keyword, block.head.rest, "body the Court", sink);
    return body;
  }
  ReadNames(columns, body, sink);
  const std::vector<ast::Text> names = MendNames(block.head.keyword.text, columns[0], sink);
  body.name = names.front();
  // Of a list, which was reported, so that what speaks of the others is not.
  body.also.insert(body.also.end(), names.begin() + 1, names.end());
  for (const Line& line : block.body) {
    if (!IsClause(line, "note")) ReportMisplaced(line, "a body", sink);
  }
  return body;
}

ast::Statement ParsePhrase(const Block& block, ast::Form form, DiagnosticSink& sink) {
  ast::PhraseDeclaration result;
  result.form = form;
  Cursor cursor(block.head.rest);
  auto phrase = cursor.Quoted();
  if (const auto other = FindOtherQuotes(block.head.rest)) {
    sink.Report(DiagnosticKind::kMalformed, block.head.rest.span,
                {block.head.keyword.text, "a phrase in quotes"}, {other->help});
    phrase = other->inside;
  } else if (!phrase || !cursor.AtEnd()) {
    if (!phrase && block.head.rest.text.starts_with('"')) {
      sink.Report(DiagnosticKind::kMalformed, block.head.rest.span,
                  {block.head.keyword.text, "a phrase in quotes"},
                  {"the quotes are not closed: put \" after the phrase"});
    } else {
      ReportMalformed(block.head.keyword, block.head.rest,
                      Concat({block.head.keyword.text, " \"{State} did something\""}), sink);
    }
    result.unread = block.head.rest.text;
    std::erase(result.unread, '"');
  }
  if (phrase && Trim(phrase->text).empty()) ReportNoWords(block.head, *phrase, sink);
  result.phrase = phrase.value_or(ast::Text{"", block.head.rest.span});
  MendEndSign(result.phrase, sink);
  bool asks = false;
  for (const Line& line : block.body) {
    const std::string& word = line.keyword.text;
    asks = asks || word == "ask" || word == "presumed" || line.kind != Line::Kind::kClause;
    if (line.kind != Line::Kind::kClause) {
      ReportMisplaced(line, "a phrase", sink);
    } else if (word == "ask" && form == ast::Form::kQuestion) {
      if (const auto text = ReadWholeQuoted(line, "ask \"Where was {Person} on that day?\"", sink))
        result.ask = text->text;
      CheckHoles(line, result.phrase.text, sink);
    } else if (word == "decided by" && form == ast::Form::kQuestion) {
      result.decided_by = line.rest.text;
    } else if (word == "factor" && form == ast::Form::kQuestion) {
      ReadFactor(line, result, sink);
      CheckHoles(line, result.phrase.text, sink);
    } else if (word == "supposed by at" && form == ast::Form::kQuestion) {
      result.supposed_by_at = true;
    } else if (word == "presumed" && form == ast::Form::kQuestion) {
      if (line.rest.text != "yes" && line.rest.text != "no")
        ReportMalformed(line.keyword, line.rest, "presumed no", sink);
      result.presumed = line.rest.text == "yes";
    } else if (word == "shown on the map" &&
               (form == ast::Form::kConclusion || form == ast::Form::kAction)) {
      result.on_map = true;
    } else if (word == "asserted by" && MayBeStated(form)) {
      result.asserted_by = Cursor(line.rest).List();
      if (result.asserted_by.empty())
        ReportMalformed(line.keyword, line.rest, "asserted by the Court", sink);
    } else if (word == "holds from" && form == ast::Form::kRecord) {
      result.holds_from = line.rest;
    } else if (word == "see also" && form == ast::Form::kRecord) {
      Cursor quoted(line.rest);
      result.see_also.push_back(quoted.Quoted().value_or(line.rest));
    } else if (word != "note") {
      ReportMisplaced(
          line, Concat({form == ast::Form::kAction ? "an " : "a ", block.head.keyword.text}), sink);
    }
  }
  if (form == ast::Form::kQuestion && !asks) {
    sink.Report(DiagnosticKind::kClauseMissing, block.head.keyword.span, {"this question", "ask"},
                {"say how to put it to somebody: ask \"Where was {Person} on that day?\""});
  }
  return result;
}

ast::Statement ParseDateRule(const Block& block, DiagnosticSink& sink) {
  ast::DateRule result;
  Cursor cursor(block.head.rest);
  auto phrase = cursor.Quoted();
  if (const auto other = FindOtherQuotes(block.head.rest)) {
    sink.Report(DiagnosticKind::kMalformed, block.head.rest.span,
                {block.head.keyword.text, "a phrase in quotes"}, {other->help});
    phrase = other->inside;
  } else if (!phrase) {
    ReportMalformed(block.head.keyword, block.head.rest,
                    "date rule \"the effective date after {notice date}\"", sink);
  }
  if (phrase && Trim(phrase->text).empty()) ReportNoWords(block.head, *phrase, sink);
  result.phrase = phrase.value_or(ast::Text{"", block.head.rest.span});
  bool said = false;
  for (const Line& line : block.body) {
    if (IsClause(line, "is")) {
      said = true;
      result.is = ParseDateExpression(line.rest, sink);
    } else if (IsClause(line, "cite")) {
      result.citations = Cursor(line.rest).List();
    } else if (!IsClause(line, "note")) {
      ReportMisplaced(line, "a date rule", sink);
    }
  }
  if (!said)
    sink.Report(DiagnosticKind::kClauseMissing, block.head.keyword.span, {"this date rule", "is"},
                {"add: is ..."});
  return result;
}

ast::LooseLine ParseLooseLine(const ast::Text& line, bool may_be_fact, DiagnosticSink& sink) {
  ast::LooseLine result;
  result.text = line;
  result.columns = CutAtGaps(line);
  if (may_be_fact) CutJoinedRemarks(result.columns, sink);
  if (may_be_fact && !result.columns.empty()) {
    result.fact.fact = ParseFact(result.columns[0]);
  }
  for (std::size_t i = 1; i < result.columns.size(); ++i) {
    result.columns[i] = MendRemark(result.columns[0], result.columns[i], sink);
    Cursor cursor(result.columns[i]);
    ast::Remarks& remarks = result.fact.remarks;
    if (cursor.Eat("source")) {
      const auto quoted = cursor.Quoted();
      remarks.source_quoted = quoted.has_value();
      remarks.source = quoted ? *quoted : cursor.Rest();
      if (remarks.source->text.empty())
        ReportMalformed(result.columns[i], {}, "source PRESS", sink);
    } else if (cursor.Eat("notice")) {
      remarks.notice = cursor.Rest().text;
    } else if (cursor.Eat("confidence")) {
      if (cursor.AtEnd()) {
        ReportMalformed(result.columns[i], {}, "confidence high", sink);
      } else {
        remarks.confidence = ReadConfidence(cursor.Rest(), sink);
      }
    } else if (cursor.Eat("recorded on")) {
      remarks.recorded_on = cursor.Rest();
      ParseDayText(*remarks.recorded_on, sink);
    } else if (cursor.Eat("note")) {
      remarks.note = cursor.Rest().text;
    } else if (!ReadNameColumn(result.columns[i], result.codes, result.also, sink)) {
      ReportNoRemark(result, result.columns[i], may_be_fact, sink);
      const ast::Text& column = result.columns[i];
      const auto end = column.span.column + column.span.length - line.span.column;
      if (i == 1 && may_be_fact) result.fact.joined = ParseFact(Cursor::Part(line, 0, end));
    }
  }
  return result;
}

}  // namespace comity
