// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <utility>

#include "engine/base/text.h"
#include "engine/syntax/cursor.h"
#include "engine/syntax/quotes.h"
#include "engine/syntax/statement_parsers.h"

namespace comity {
namespace {

// Where `code XY` or `also "Y"` begins after one blank only, so that it reads as part of the name.
std::size_t FindJoinedColumn(const std::string& name) {
  for (const std::string_view word : {" code ", " also "}) {
    const std::size_t at = name.find(word);
    if (at == std::string::npos || at == 0) continue;
    const char next =
        name[std::min(name.find_first_not_of(' ', at + word.size()), name.size() - 1)];
    if (word == " code " ? next >= 'A' && next <= 'Z' : next == '"') return at;
  }
  return std::string::npos;
}

std::vector<ast::Text> CutAtSigns(const ast::Text& name) {
  std::vector<ast::Text> names;
  for (std::size_t begin = 0; begin < name.text.size();) {
    const std::size_t end = std::min(name.text.find_first_of(",;", begin), name.text.size());
    ast::Text part = Cursor::Part(name, begin, end);
    if (!part.text.empty()) names.push_back(std::move(part));
    begin = end + 1;
  }
  return names;
}

// Whether a line names several. A comma may be part of one name, as in `Korea, Republic of`: so
// each part must look like a name, of capital words, or with an article of its own.
bool IsList(const std::string& text, const std::vector<ast::Text>& parts) {
  if (parts.size() < 2) return false;
  if (text.find(';') != std::string::npos) return true;
  const auto all = [&](const auto& holds) {
    return std::all_of(parts.begin(), parts.end(), holds);
  };
  return all([](const ast::Text& part) { return part.text.starts_with("the "); }) ||
         all([](const ast::Text& part) {
           const auto words = SplitWords(part.text);
           return std::none_of(words.begin(), words.end(), [](std::string_view word) {
             return word[0] >= 'a' && word[0] <= 'z';
           });
         });
}

void ReportOpenQuotes(std::string_view word, const ast::Text& text, std::string_view what,
                      DiagnosticSink& sink) {
  sink.Report(DiagnosticKind::kMalformed, text.span,
              {std::string(word), Concat({"a ", what, " in quotes"})},
              {Concat({"the quotes are not closed: put \" after the ", what})});
}

// `State Peru -- joined late`: takes the remark off.
bool CutRemark(ast::Text& name, DiagnosticSink& sink) {
  const std::size_t at = std::min(name.text.find(" --"), name.text.find(" //"));
  if (at == std::string::npos) return false;
  const ast::Text remark = Cursor::Part(name, at, name.text.size());
  name = Cursor::Part(name, 0, at);
  sink.Report(DiagnosticKind::kWrongForm, remark.span, {"a comment", "it has a line of its own"},
              {Concat({"write above this line: -- ", Trim(remark.text.substr(2))})});
  return true;
}

// A sign at the end that belongs to no name. A point may be that of `Dem. Rep.`
void CutEndSign(ast::Text& name, DiagnosticSink& sink) {
  constexpr std::size_t kLongestAbbreviation = 4;
  if (name.text.size() < 2) return;
  const char sign = name.text.back();
  const bool abbreviation =
      sign == '.' && (name.text.find('.') + 1 < name.text.size() ||
                      SplitWords(name.text).back().size() <= kLongestAbbreviation);
  if (std::string_view(".,;:").find(sign) == std::string_view::npos || abbreviation) return;
  const std::size_t end = name.text.size() - 1;
  sink.Report(DiagnosticKind::kEndSign, Cursor::Part(name, end, end + 1).span,
              {std::string(1, sign)}, {"take it out"});
  name = Cursor::Part(name, 0, end);
}

// `also "Y", "Z"`, without the first word.
std::vector<ast::Text> ReadOtherNames(Cursor& cursor, DiagnosticSink& sink) {
  std::vector<ast::Text> names;
  for (const ast::Text& item : cursor.List()) {
    Cursor inner(item);
    const auto quoted = inner.Quoted();
    if (!quoted && item.text.starts_with('"')) {
      ReportOpenQuotes("also", item, "name", sink);
    } else if (quoted && !inner.AtEnd()) {
      sink.Report(DiagnosticKind::kMalformed, inner.Rest().span,
                  {Concat({"\"", quoted->text, "\""}), "a comma"},
                  {"commas stand between other names: also \"Tribunal\", \"Bench\""});
    }
    names.push_back(quoted.value_or(item));
  }
  return names;
}

// A code is one word. Gives the names that stand behind it after one blank only.
std::vector<ast::Text> MendCode(ast::Text& code, DiagnosticSink& sink) {
  if (CutRemark(code, sink)) return {};
  CutEndSign(code, sink);
  const std::size_t blank = code.text.find(' ');
  if (blank == std::string::npos) return {};
  const std::string first = code.text.substr(0, blank);
  const ast::Text rest = Cursor::Part(code, blank, code.text.size());
  code = Cursor::Part(code, 0, blank);
  Cursor column(rest);
  if (column.Eat("also")) {
    sink.Report(DiagnosticKind::kMalformed, rest.span, {Concat({"code ", first}), "two blanks"},
                {Concat({"write: code ", first, "  ", rest.text})});
    return ReadOtherNames(column, sink);
  }
  sink.Report(DiagnosticKind::kMalformed, rest.span, {Concat({"code ", first}), "a comma"},
              {"a code is one word, and commas stand between several: code CIV, CI"});
  return {};
}

}  // namespace

bool ReadNameColumn(const ast::Text& column, std::vector<ast::Text>& codes,
                    std::vector<ast::Text>& also, DiagnosticSink& sink) {
  Cursor cursor(column);
  if (cursor.Eat("code")) {
    codes = cursor.List();
    if (codes.empty()) ReportMalformed(column, {}, "code CT", sink);
    for (ast::Text& code : codes) {
      for (ast::Text& name : MendCode(code, sink)) also.push_back(std::move(name));
    }
    return true;
  }
  if (!cursor.Eat("also")) return false;
  also = ReadOtherNames(cursor, sink);
  if (also.empty()) ReportMalformed(column, {}, "also \"Tribunal\"", sink);
  return true;
}

std::vector<ast::Text> MendNames(std::string_view kind, const ast::Text& name,
                                 DiagnosticSink& sink) {
  ast::Text mended = name;
  if (!CutRemark(mended, sink)) CutEndSign(mended, sink);
  if (const std::size_t at = FindJoinedColumn(name.text); at != std::string::npos) {
    const ast::Text column = Cursor::Part(name, at, name.text.size());
    mended = Cursor::Part(name, 0, at);
    sink.Report(DiagnosticKind::kMalformed, column.span,
                {Concat({kind, " ", mended.text}), "two blanks"},
                {Concat({"write: ", kind, " ", mended.text, "  ", column.text})});
  }
  const auto quotes = std::count(mended.text.begin(), mended.text.end(), '"');
  if (quotes % 2 == 1 || mended.text.starts_with('"')) {
    const std::string plain = WithoutQuotes(mended.text);
    sink.Report(DiagnosticKind::kWrongForm, mended.span,
                {"a quotation mark", "names stand without them"},
                {Concat({"write: ", kind, " ", plain})});
    mended.text = plain;
    return {std::move(mended)};
  }
  std::vector<ast::Text> names = CutAtSigns(mended);
  if (!IsList(mended.text, names)) return {std::move(mended)};
  const std::size_t sign = mended.text.find_first_of(",;");
  sink.Report(DiagnosticKind::kWrongForm, Cursor::Part(mended, sign, sign + 1).span,
              {Concat({"‘", mended.text.substr(sign, 1), "’"}), "every name has a line of its own"},
              {Concat({"begin a new line: ", kind, " ",
                       Trim(std::string_view(mended.text).substr(sign + 1))}),
               "if it is one name, write it without this sign"});
  return names;
}

void MendColon(ast::Text& name, DiagnosticSink& sink) {
  const std::size_t end = name.text.size();
  if (end < 2 || name.text.back() != ':') return;
  sink.Report(DiagnosticKind::kWrongForm, Cursor::Part(name, end - 1, end).span,
              {"a colon", "only a blank stands between a name and its title"},
              {Concat({"write the name as: ", name.text.substr(0, end - 1)})});
  name = Cursor::Part(name, 0, end - 1);
}

std::string ReadConfidence(const ast::Text& text, DiagnosticSink& sink) {
  const std::vector<std::string> levels = {"high", "medium", "low"};
  if (std::find(levels.begin(), levels.end(), text.text) != levels.end()) return text.text;
  const auto nearest = Nearest(FoldName(text.text), levels, 1);
  sink.Report(DiagnosticKind::kUnknownName, text.span, {"confidence", text.text},
              {nearest.empty() ? "it is high, medium or low"
                               : Concat({"did you mean ‘", nearest[0], "’?"})});
  return text.text;
}

std::optional<ast::Text> ReadWholeQuoted(const Line& line, std::string_view help,
                                         DiagnosticSink& sink) {
  Cursor cursor(line.rest);
  auto quoted = cursor.Quoted();
  if (quoted && cursor.AtEnd()) return quoted;
  if (const auto other = FindOtherQuotes(line.rest)) {
    sink.Report(DiagnosticKind::kMalformed, line.rest.span, {line.keyword.text, "a text in quotes"},
                {other->help});
    return other->inside;
  }
  if (!quoted && line.rest.text.starts_with('"')) {
    ReportOpenQuotes(line.keyword.text, line.rest, "text", sink);
  } else {
    ReportMalformed(line.keyword, line.rest, help, sink);
  }
  return std::nullopt;
}

}  // namespace comity
