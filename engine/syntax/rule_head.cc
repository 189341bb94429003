// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <optional>
#include <utility>

#include "engine/base/text.h"
#include "engine/syntax/cursor.h"
#include "engine/syntax/lines.h"
#include "engine/syntax/quotes.h"
#include "engine/syntax/slips.h"
#include "engine/syntax/statement_parsers.h"

namespace comity {

// `"title"` to the end of the line, or nothing.
std::string ParseTitle(const ast::Text& keyword, const ast::Text& text, std::string_view help,
                       DiagnosticSink& sink) {
  Cursor cursor(text);
  if (cursor.AtEnd()) return "";
  const auto title = cursor.Quoted();
  if (title && cursor.AtEnd()) return title->text;
  if (title) {
    const ast::Text more = cursor.Rest();
    if (const auto clause = LeadingClauseWord(more.text); !clause.empty()) {
      sink.Report(DiagnosticKind::kMalformed, more.span,
                  {Concat({"\"", title->text, "\""}), "nothing"},
                  {Concat({"begin a new line, indented, at ‘", clause,
                           "’: each part of the statement has a line of its own"})});
      return title->text;
    }
    sink.Report(DiagnosticKind::kMalformed, more.span,
                {Concat({"\"", title->text, "\""}), "nothing"},
                {more.text.find('"') == std::string::npos
                     ? "take out what follows the quotes"
                     : "quotes within a title are single ones: ‘...’"});
    return title->text;
  }
  if (text.text[0] == '"') {
    sink.Report(DiagnosticKind::kMalformed, text.span, {keyword.text, "a title in quotes"},
                {"the quotes are not closed: put \" after the title"});
    return "";
  }
  if (const auto other = FindOtherQuotes(text)) {
    sink.Report(DiagnosticKind::kMalformed, text.span, {keyword.text, "a title in quotes"},
                {other->help});
    return other->inside.text;
  }
  ReportMalformed(keyword, text, help, sink);
  return "";
}

namespace {

// Whether a title goes on with lines of the rule, so that these are not missing.
bool HasClauseBehind(const ast::Text& title) {
  Cursor cursor(title);
  return cursor.Quoted() && !LeadingClauseWord(cursor.Rest().text).empty();
}

bool LooksLikeName(std::string_view word) {
  return word.find_first_of("-0123456789") != std::string_view::npos ||
         (!word.empty() && word[0] >= 'A' && word[0] <= 'Z');
}

// A name of several words that was to be one, as in `HC 1` or `HC 1 bis`.
bool IsSpacedName(std::string_view text) {
  const auto words = SplitWords(text);
  const auto is_short = [](std::string_view word) { return word.size() <= 8; };
  return words.size() > 1 && words.size() <= 3 && text.find(',') == std::string_view::npos &&
         std::all_of(words.begin(), words.end(), is_short) &&
         words[0].find_first_of("0123456789") == std::string_view::npos && words[1][0] >= '0' &&
         words[1][0] <= '9' && text.find("  ") == std::string_view::npos;
}

// `NAME "title"`, or for an exception `NAME to A, B "title"`. Where the parts stand in another
// order or with something between them, the name is read all the same, so that nothing is said of
// those who use it.
class HeadParser {
 public:
  HeadParser(const Block& block, ast::Rule& rule, DiagnosticSink& sink)
      : keyword_(block.head.keyword), rest_(block.head.rest), rule_(rule), sink_(sink) {}

  void Run() {
    if (TakeTitleFirst()) return;
    const std::size_t quote = std::min(rest_.text.find('"'), rest_.text.size());
    const ast::Text before = Cursor::Part(rest_, 0, quote);
    const ast::Text behind = Cursor::Part(rest_, quote, rest_.text.size());
    const bool good = rule_.exception ? ReadException(before, behind) : ReadRule(before, behind);
    if (good) return;
    rule_.broken = true;
    ReportMalformed(keyword_, rest_, help(), sink_);
  }

 private:
  std::string_view help() const {
    return rule_.exception            ? "exception VC-62 to VC-26 \"Changed circumstances\""
           : keyword_.text == "table" ? "table VC-30 \"Treaties on the same matter\""
                                      : "rule VC-26 \"Treaties bind their parties\"";
  }

  void ReadTitle(const ast::Text& after, const ast::Text& title) {
    rule_.broken = HasClauseBehind(title);
    rule_.title = ParseTitle(after, title, help(), sink_);
  }

  bool ReadRule(const ast::Text& before, const ast::Text& behind) {
    ast::Text name = before;
    if (!behind.text.empty()) MendSign(name);
    if (!behind.text.empty() && IsSpacedName(name.text)) {
      JoinName(name, Concat({" ", behind.text}));
      rule_.name = std::move(name);
      ReadTitle(rule_.name, behind);
      return true;
    }
    Cursor cursor(name);
    rule_.name = cursor.Word();
    const ast::Text more = cursor.Rest();
    MendDashes(rule_.name, sink_);
    MendColon(rule_.name, sink_);
    if (rule_.name.text.empty()) return false;
    const std::size_t begin = more.span.column - rest_.span.column;
    ReadTitle(rule_.name,
              more.text.empty() ? behind : Cursor::Part(rest_, begin, rest_.text.size()));
    return true;
  }

  bool ReadException(const ast::Text& before, const ast::Text& behind) {
    ast::Text targets = before;
    if (!behind.text.empty()) MendSign(targets);
    const std::size_t to = std::min(targets.text.find(" to "), targets.text.size());
    rule_.name = Cursor::Part(targets, 0, to);
    if (to == targets.text.size() || !IsSpacedName(rule_.name.text)) {
      rule_.name = Cursor(targets).Word();
    } else {
      // Of the same length, so that what follows begins where it did.
      JoinName(rule_.name, Concat({targets.text.substr(to), " ", behind.text}));
    }
    Cursor cursor(Cursor::Part(targets, rule_.name.text.size(), targets.text.size()));
    MendDashes(rule_.name, sink_);
    MendColon(rule_.name, sink_);
    if (rule_.name.text.empty()) return false;
    const bool acts = cursor.Eat("to");
    const ast::Text words = cursor.Rest();
    if (acts) {
      rule_.targets = Cursor(words).List();
    } else {
      MendTarget(words, behind.text);
    }
    for (ast::Text& target : rule_.targets) MendDashes(target, sink_);
    if (rule_.targets.empty()) return false;
    ReadTitle(keyword_, behind);
    return true;
  }

  // `exception HC-4 of HC-2`, `exception to HC-2 HC-4`: `words` are those between the first one and
  // the title. Takes the name and the target that were meant.
  void MendTarget(const ast::Text& words, std::string_view title) {
    const auto parts = SplitWords(words.text);
    const bool to_first = rule_.name.text == "to";
    if (parts.empty() || parts.size() > 4 || !LooksLikeName(parts.back())) return;
    if (to_first ? parts.size() != 2 || !LooksLikeName(parts[0]) : !LooksLikeName(rule_.name.text))
      return;
    const auto place = [&](std::string_view part) {
      const auto at = static_cast<std::size_t>(part.data() - words.text.data());
      return Cursor::Part(words, at, at + part.size());
    };
    const ast::Text written = rule_.name;
    if (to_first) rule_.name = place(parts.back());
    rule_.targets = {place(to_first ? parts.front() : parts.back())};
    sink_.Report(DiagnosticKind::kMalformed, to_first ? written.span : words.span,
                 {to_first ? "exception" : Concat({"exception ", rule_.name.text}),
                  to_first ? "its name" : "‘to’ and the rule it acts on"},
                 {Concat({"write: exception ", rule_.name.text, " to ", rule_.targets[0].text, " ",
                          title})});
  }

  // `"title" NAME`: the name is read, and nothing else is missing.
  bool TakeTitleFirst() {
    Cursor cursor(rest_);
    const auto title = cursor.Quoted();
    const ast::Text behind = cursor.Rest();
    const auto words = SplitWords(behind.text);
    const bool named = rule_.exception ? words.size() > 2 && words[1] == "to" : words.size() == 1;
    if (!title || !named || behind.text.find('"') != std::string::npos) return false;
    const std::string quoted = Concat({"\"", title->text, "\""});
    sink_.Report(DiagnosticKind::kMalformed, Cursor::Part(rest_, 0, quoted.size()).span,
                 {keyword_.text, "the name"},
                 {Concat({"write: ", keyword_.text, " ", behind.text, " ", quoted})});
    const ast::Text none{"", behind.span};
    const bool good = rule_.exception ? ReadException(behind, none) : ReadRule(behind, none);
    rule_.title = title->text;
    return good;
  }

  // A dash or a colon alone between the name and the title.
  void MendSign(ast::Text& before) {
    const auto words = SplitWords(before.text);
    if (words.size() < 2) return;
    const std::string_view sign = words.back();
    if (sign != "-" && sign != ":" && !IsDashes(sign)) return;
    const std::size_t at = before.text.size() - sign.size();
    sink_.Report(DiagnosticKind::kWrongForm, Cursor::Part(before, at, before.text.size()).span,
                 {Concat({"‘", sign, "’"}), "only a blank stands between a name and its title"},
                 {"take it out"});
    before = Cursor::Part(before, 0, at);
  }

  void JoinName(ast::Text& name, std::string_view behind) {
    std::string joined = name.text;
    std::replace(joined.begin(), joined.end(), ' ', '-');
    sink_.Report(DiagnosticKind::kMalformed, name.span, {keyword_.text, "a name of one word"},
                 {Concat({"write: ", keyword_.text, " ", joined, behind})});
    name.text = std::move(joined);
  }

  const ast::Text& keyword_;
  const ast::Text& rest_;
  ast::Rule& rule_;
  DiagnosticSink& sink_;
};

}  // namespace

void ParseRuleHead(const Block& block, ast::Rule& rule, DiagnosticSink& sink) {
  HeadParser(block, rule, sink).Run();
}

}  // namespace comity
