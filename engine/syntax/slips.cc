// SPDX-License-Identifier: Apache-2.0
#include "engine/syntax/slips.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <utility>
#include <vector>

#include "engine/base/date.h"
#include "engine/base/text.h"
#include "engine/syntax/cursor.h"
#include "engine/syntax/lines.h"
#include "engine/syntax/statement_parsers.h"

namespace comity {
namespace {

constexpr std::array<std::string_view, 5> kDashes = {"–", "—", "‒", "―", "−"};
constexpr std::array<std::string_view, 12> kBulletSigns = {
    "•", "‣", "▪", "◦", "*", "·", "●", "○", "■", "+", "\xEF\x82\xB7", "►"};
constexpr std::array<std::string_view, 4> kForeignComments = {"//", "/*", ";;", "%%"};
constexpr std::array<std::string_view, 8> kArticleWords = {
    "article", "art.", "section", "§", "chapter", "paragraph", "annex", "rule:"};
// Words that a sentence goes on with; as the first of a line they are no slip of a keyword.
constexpr std::array<std::string_view, 15> kConnectors = {"as",  "a",    "an",    "the", "of",
                                                          "on",  "in",   "to",    "by",  "at",
                                                          "for", "from", "until", "its", "that"};

// From this many words on, a line that no vocabulary knows is running text.
constexpr std::size_t kProseWords = 12;

bool IsDigit(char c) { return c >= '0' && c <= '9'; }
bool IsLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

std::string WithHyphens(std::string text) {
  for (const std::string_view dash : kDashes) {
    for (std::size_t at = text.find(dash); at != std::string::npos; at = text.find(dash, at))
      text.replace(at, dash.size(), "-");
  }
  return text;
}

bool HasDay(std::string_view line) {
  const auto words = SplitWords(line);
  return std::any_of(words.begin(), words.end(), [](std::string_view word) {
    return ParseDay(word.substr(0, std::min<std::size_t>(word.size(), 10))).has_value();
  });
}

constexpr std::array<std::array<std::string_view, 2>, 12> kMonths = {{{"january", "janvier"},
                                                                      {"february", "fevrier"},
                                                                      {"march", "mars"},
                                                                      {"april", "avril"},
                                                                      {"may", "mai"},
                                                                      {"june", "juin"},
                                                                      {"july", "juillet"},
                                                                      {"august", "aout"},
                                                                      {"september", "septembre"},
                                                                      {"october", "octobre"},
                                                                      {"november", "novembre"},
                                                                      {"december", "decembre"}}};

int MonthOf(std::string_view word) {
  std::string name = FoldName(word);
  while (!name.empty() && (name.back() == ',' || name.back() == '.')) name.pop_back();
  for (std::size_t month = 0; month < kMonths.size(); ++month) {
    for (const std::string_view full : kMonths[month]) {
      if (name == full || (name.size() == 3 && full.starts_with(name)))
        return static_cast<int>(month) + 1;
    }
  }
  return 0;
}

bool IsDayOfTheWeek(std::string_view word) {
  constexpr std::array<std::string_view, 14> kDays = {
      "monday", "tuesday", "wednesday", "thursday", "friday",   "saturday", "sunday",
      "lundi",  "mardi",   "mercredi",  "jeudi",    "vendredi", "samedi",   "dimanche"};
  std::string name = FoldName(word);
  while (!name.empty() && (name.back() == ',' || name.back() == '.')) name.pop_back();
  return IsOneOf(name, kDays);
}

// The number that a word begins with, if nothing but the end of an ordinal or a sign follows.
int NumberOf(std::string_view word) {
  std::size_t digits = 0;
  while (digits < word.size() && IsDigit(word[digits])) ++digits;
  constexpr std::array<std::string_view, 9> kEnds = {"",   ",",  ".",  "st", "nd",
                                                     "rd", "th", "er", "th,"};
  if (digits == 0 || digits > 4 || !IsOneOf(word.substr(digits), kEnds)) return 0;
  return std::stoi(std::string(word.substr(0, digits)));
}

}  // namespace

bool IsBulletSign(std::string_view word) { return IsOneOf(word, kBulletSigns) || IsDashes(word); }

bool IsListNumber(std::string_view word) {
  if (word.size() < 2 || word.size() > 6) return false;
  const bool open = word.front() == '(';
  const char last = word.back();
  if (last != ')' && (open || last != '.')) return false;
  const std::string_view inside = word.substr(open ? 1 : 0, word.size() - (open ? 2 : 1));
  if (inside.empty()) return false;
  if (std::all_of(inside.begin(), inside.end(), IsDigit)) return true;
  return (inside.size() == 1 && IsLetter(inside[0])) ||
         inside.find_first_not_of("ivx") == std::string_view::npos;
}

bool IsDashes(std::string_view word) {
  const std::string plain = WithHyphens(std::string(word));
  return !word.empty() && plain.find_first_not_of('-') == std::string::npos &&
         plain.size() < word.size();
}

bool IsForeignComment(std::string_view word) {
  return std::any_of(kForeignComments.begin(), kForeignComments.end(),
                     [&](std::string_view sign) { return word.starts_with(sign); });
}

bool IsConflictMark(std::string_view word) {
  constexpr std::string_view kSigns = "<=|";
  return word.size() == 7 && kSigns.find(word[0]) != std::string_view::npos &&
         word.find_first_not_of(word[0]) == std::string_view::npos;
}

bool LooksLikeProse(std::string_view line) {
  const auto words = SplitWords(line);
  if (words.empty()) return false;
  if (words.size() > 1 && (IsListNumber(words[0]) || IsOneOf(FoldName(words[0]), kArticleWords)))
    return true;
  if (HasDay(line) || line.find('"') != std::string_view::npos) {
    return words.size() >= kProseWords && line.ends_with('.');
  }
  constexpr std::array<std::string_view, 5> kEnds = {".", ":", ";", "…", ","};
  const bool ends = std::any_of(kEnds.begin(), kEnds.end(),
                                [&](std::string_view end) { return line.ends_with(end); });
  return (ends && words.size() > 3) || words.size() >= kProseWords;
}

bool IsNumberedProse(std::string_view line) {
  const auto words = SplitWords(line);
  return words.size() > 3 && IsListNumber(words[0]) &&
         (words[0][0] == '(' || IsDigit(words[0][0])) && LooksLikeProse(line) &&
         (line.ends_with('.') || line.ends_with(';') || line.ends_with(':'));
}

void MendDashes(ast::Text& text, DiagnosticSink& sink) {
  std::string mended = WithHyphens(text.text);
  if (mended == text.text) return;
  sink.Report(DiagnosticKind::kDashForHyphen, text.span, {text.text}, {Concat({"write ", mended})});
  text.text = std::move(mended);
}

void MendEndSign(ast::Text& text, DiagnosticSink& sink) {
  if (text.text.size() < 2) return;
  const char sign = text.text.back();
  if (sign != '.' && sign != ';' && sign != ',') return;
  const auto words = SplitWords(text.text);
  const std::string_view last = words.back();
  const bool after_article =
      words.size() > 1 && (words[words.size() - 2] == "the" || words[words.size() - 2] == "a");
  // A name may end in an abbreviation: Acme Inc.
  const bool sure = sign != '.' || after_article || IsDigit(last.front()) ||
                    (last.front() >= 'a' && last.front() <= 'z');
  if (!sure || last.size() < 2) return;
  Span span = text.span;
  span.column += static_cast<std::uint32_t>(text.text.size() - 1);
  span.length = 1;
  sink.Report(DiagnosticKind::kEndSign, span, {std::string(1, sign)}, {"take it out"});
  text = Cursor::Part(text, 0, text.text.size() - 1);
}

ast::Text JoinAtEnd(const ast::Text& text) {
  for (const std::string_view end : {"; and", ", and", " and"}) {
    if (text.text.ends_with(end))
      return Cursor::Part(text, text.text.size() - end.size(), text.text.size());
  }
  return {"", text.span};
}

std::optional<std::string> ReadWrittenDay(std::string_view text) {
  auto words = SplitWords(text);
  if (words.size() == 4 && IsDayOfTheWeek(words[0])) words.erase(words.begin());
  if (words.size() != 3) return std::nullopt;
  const bool month_first = MonthOf(words[0]) > 0;
  const int month = MonthOf(words[month_first ? 0 : 1]);
  const int day = NumberOf(words[month_first ? 1 : 0]);
  const int year = NumberOf(words[2]);
  if (month == 0 || day < 1 || day > 31 || year < 1000) return std::nullopt;
  std::array<char, 48> buffer{};
  std::snprintf(buffer.data(), buffer.size(), "%04d-%02d-%02d", year, month, day);
  if (!ParseDay(buffer.data())) return std::nullopt;
  return buffer.data();
}

bool IsConnector(std::string_view word) { return IsOneOf(word, kConnectors); }

std::string ClauseMeant(const std::string& word, bool in_dispute) {
  if (IsConnector(word)) return "";
  if (word == "if") return "when";
  if (word == "except" || word == "not") return "unless";
  if (word == "else" || (word == "or" && !in_dispute)) return "";
  for (const std::string& nearest : NearestClauseWords(word)) {
    if (in_dispute || (nearest != "or" && nearest != "either")) return nearest;
  }
  return "";
}

std::string HelpForMeant(const std::string& word, const std::string& meant) {
  if (word == meant + ":") return Concat({"write ‘", meant, "’ without the colon"});
  if (word == "not") return "a condition that must not hold begins with ‘unless’";
  return Concat({"did you mean ‘", meant, "’?"});
}

std::string HelpForStray(std::string_view word, std::string_view statement, bool first) {
  if (word == "or") return "write: and any of, with each condition as a bullet below it";
  if (word == "else") {
    return "a rule says one thing; what holds otherwise is a second rule, with ‘unless’";
  }
  if (statement == "table" &&
      (word == "first" || word == "the" || word == "one" || word == "only" || word == "all"))
    return "a table says either: exactly one row applies, or: every row that fits applies";
  if ((word == "code" || word == "also") && statement == "kind")
    return "a kind has none; those of it have, each on its own line: State Peru  code PER";
  if (word == "code" || word == "also")
    return "it stands on the line above, after two blanks: body the Court  code CT";
  if (statement == "facts" && FoldName(word) == "complete")
    return "it reads like: complete as of 2026-10-05";
  if (statement == "facts") return "a fact begins in the first column";
  if (statement == "scenario" && word == "as") {
    return "of what day’s knowledge: as known on 2020-05-01; the day of an expectation stands at "
           "its end";
  }
  if (statement == "scenario") {
    return "what is supposed begins with ‘given’, what should come of it with ‘expect’; a sentence "
           "stands on one line";
  }
  if (statement != "rule" && statement != "exception") {
    return "a sentence stands on one line, however long";
  }
  if (first) {
    return "begin the line with ‘when’ if it is the first condition; if it goes on with the line "
           "above, join the two: a sentence stands on one line, however long";
  }
  return "begin the line with ‘and’ or ‘then’; if it goes on with the line above, join the two: a "
         "sentence stands on one line, however long";
}

bool IsRuled(const ast::Text& cell) {
  return cell.text.size() > 2 && cell.text.find_first_not_of("-:") == std::string::npos;
}

std::vector<std::string> SpreadsheetCells(const std::string& line) {
  std::vector<std::string> cells;
  for (const ast::Text& cell : CutAtGaps({line, {}})) cells.push_back(cell.text);
  if (cells.size() > 1) return cells;
  cells.clear();
  for (std::size_t at = 0; line.find(';') != std::string::npos && at <= line.size();) {
    const std::size_t end = std::min(line.find(';', at), line.size());
    cells.emplace_back(Trim(std::string_view(line).substr(at, end - at)));
    at = end + 1;
  }
  return cells;
}

std::string_view GroupMeant(std::string_view text) {
  constexpr std::array<std::string_view, 7> kAny = {
      "any of", "one of", "either of", "at least one of", "one or more of", "any", "either"};
  constexpr std::array<std::string_view, 5> kAll = {"all of", "each of", "both of", "all", "both"};
  constexpr std::array<std::string_view, 4> kNone = {"none of", "neither of", "none", "neither"};
  while (!text.empty() && (text.back() == ':' || text.back() == ' ')) text.remove_suffix(1);
  for (const std::string_view more : {" the following", " these", " the following conditions"}) {
    if (text.ends_with(more)) text.remove_suffix(more.size());
  }
  if (IsOneOf(text, kAny)) return "any of";
  if (IsOneOf(text, kAll)) return "all of";
  return IsOneOf(text, kNone) ? "none of" : "";
}

void MendBullet(ast::Text& text, DiagnosticSink& sink) {
  for (const std::string_view end : {"; or", ", or", "; and", ", and", " or", " and"}) {
    if (!text.text.ends_with(end)) continue;
    const std::size_t at = text.text.size() - end.size();
    const ast::Text signs = Cursor::Part(text, at, text.text.size());
    sink.Report(DiagnosticKind::kEndSign, signs.span, {signs.text}, {"take it out"});
    text = Cursor::Part(text, 0, at);
    break;
  }
  for (const std::string_view word : {"or", "and"}) {
    if (!text.text.starts_with(Concat({word, " "}))) continue;
    sink.Report(
        DiagnosticKind::kWrongForm, Cursor::Part(text, 0, word.size()).span,
        {Concat({"‘", word, "’"}), "‘any of’, ‘all of’ or ‘none of’ says it for all bullets"},
        {"take it out"});
    text = Cursor::Part(text, word.size(), text.text.size());
  }
  MendEndSign(text, sink);
}

}  // namespace comity
