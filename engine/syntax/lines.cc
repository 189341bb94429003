// SPDX-License-Identifier: Apache-2.0
#include "engine/syntax/lines.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <utility>

#include "engine/base/check.h"
#include "engine/base/text.h"
#include "engine/base/typed.h"
#include "engine/syntax/grammar.h"

namespace comity {
namespace {

constexpr std::array kStatementWords = {
#define COMITY_STATEMENT(words) std::string_view(words),
#include "engine/syntax/keywords.def"
#undef COMITY_STATEMENT
};
constexpr std::array kClauseWords = {
#define COMITY_CLAUSE(words) std::string_view(words),
#include "engine/syntax/keywords.def"
#undef COMITY_CLAUSE
};

struct Reader {
  std::uint32_t file;
  std::vector<Line> lines;
  Line next;
  std::optional<ast::Text> remark;  // an indented comment right above

  template <typename Input>
  ast::Text TextOf(const Input& input) const {
    const auto position = input.position();
    std::string text = input.string();
    while (!text.empty() && (text.back() == '\r' || text.back() == ' ' || text.back() == '\t'))
      text.pop_back();
    const auto length = static_cast<std::uint32_t>(text.size());
    return {std::move(text),
            {file, static_cast<std::uint32_t>(position.line),
             static_cast<std::uint32_t>(position.column), length}};
  }
  void Add(Line::Kind kind) {
    next.kind = kind;
    const bool bullets =
        kind == Line::Kind::kBullet && !lines.empty() && lines.back().kind == Line::Kind::kBullet;
    if (bullets) next.remark = std::move(remark);
    remark.reset();
    lines.push_back(std::move(next));
    next = {};
  }
};

ast::Text WithoutLeadingBlanks(ast::Text text) {
  const std::size_t blanks = std::min(text.text.find_first_not_of(" \t"), text.text.size());
  text.text.erase(0, blanks);
  text.span.column += static_cast<std::uint32_t>(blanks);
  text.span.length -= static_cast<std::uint32_t>(blanks);
  return text;
}

template <typename Rule>
struct Action : tao::pegtl::nothing<Rule> {};

template <>
struct Action<grammar::rest> {
  template <typename Input>
  static void apply(const Input& input, Reader& reader) {
    reader.next.rest = WithoutLeadingBlanks(reader.TextOf(input));
  }
};
template <>
struct Action<grammar::statement_word> {
  template <typename Input>
  static void apply(const Input& input, Reader& reader) {
    reader.next.keyword = reader.TextOf(input);
  }
};
template <>
struct Action<grammar::clause_word> : Action<grammar::statement_word> {};
template <>
struct Action<grammar::bullet_mark> : Action<grammar::statement_word> {};

template <>
struct Action<grammar::quiet_line> {
  template <typename Input>
  static void apply(const Input& input, Reader& reader) {
    reader.next = {};
    const std::string_view text = input.string_view();
    if (text.empty() || (text[0] != ' ' && text[0] != '\t')) return;
    ast::Text comment = WithoutLeadingBlanks(reader.TextOf(input));
    if (comment.text.starts_with("--")) reader.remark = std::move(comment);
  }
};

template <Line::Kind kind>
struct AddLine {
  static void apply0(Reader& reader) { reader.Add(kind); }
};
template <>
struct Action<grammar::statement_line> : AddLine<Line::Kind::kStatement> {};
template <>
struct Action<grammar::clause_line> : AddLine<Line::Kind::kClause> {};
template <>
struct Action<grammar::bullet_line> : AddLine<Line::Kind::kBullet> {};
template <>
struct Action<grammar::row_line> : AddLine<Line::Kind::kRow> {};
template <>
struct Action<grammar::stray_line> : AddLine<Line::Kind::kStray> {};

template <>
struct Action<grammar::loose_line> {
  template <typename Input>
  static void apply(const Input& input, Reader& reader) {
    if (reader.next.rest.text.empty())
      reader.next.rest = WithoutLeadingBlanks(reader.TextOf(input));
    // Two line ends of which one is doubled: nothing stands between them.
    if (reader.next.rest.text.empty()) return;
    reader.Add(Line::Kind::kLoose);
  }
};

void ReportWideBar(std::string_view line, Span span, DiagnosticSink& sink) {
  span.column += static_cast<std::uint32_t>(line.find(kWideBar));
  sink.Report(DiagnosticKind::kWrongForm, span,
              {Concat({"‘", kWideBar, "’"}), "it is a full-width bar"},
              {"write plain ones, here and in other rows: |"});
}

// The text with its lines as typed. Lines that are too long are replaced by empty ones, so that
// line numbers stay and the next line is read as usual; those lines are added to `unread`.
std::string TypedLines(std::string_view text, std::uint32_t file, std::vector<Line>& unread,
                       DiagnosticSink& sink) {
  std::string result;
  result.reserve(text.size() + 1);
  std::uint32_t number = 1;
  bool wide_bars = false;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, end);
    if (line.size() > kMaxLineCharacters && CountCharacters(line) > kMaxLineCharacters) {
      sink.Report(DiagnosticKind::kLineTooLong, {file, number, 1, 1},
                  {std::to_string(kMaxLineCharacters)},
                  {"break the sentence into several conditions"});
      const auto column = static_cast<std::uint32_t>(line.find_first_not_of(" \t") + 1);
      unread.push_back({Line::Kind::kUnread, false, {}, {"", {file, number, column, 0}}});
    } else {
      if (BeginsWithWideBar(line) && !std::exchange(wide_bars, true))
        ReportWideBar(line, {file, number, 1, 1}, sink);
      result += TypedLine(line);
    }
    result += '\n';
    text.remove_prefix(std::min(end + 1, text.size()));
    ++number;
  }
  return result;
}

Span PlaceOfByte(std::string_view text, std::size_t byte, std::uint32_t file) {
  const std::string_view before = text.substr(0, byte);
  const std::size_t line = before.rfind('\n') + 1;  // 0 if there is none
  const std::string typed = TypedLine(before.substr(line));
  return {file, static_cast<std::uint32_t>(std::count(before.begin(), before.end(), '\n')) + 1,
          static_cast<std::uint32_t>(typed.size()) + 1, 1};
}

void ReportForeign(const ForeignCharacter& foreign, Span span, DiagnosticSink& sink) {
  switch (foreign.kind) {
    case ForeignCharacter::Kind::kNul:
      sink.Report(DiagnosticKind::kNotPlainText, span, {"a character without meaning (NUL)"},
                  {"save the file as plain text, with the encoding UTF-8"});
      return;
    case ForeignCharacter::Kind::kLoneReturn:
      sink.Report(DiagnosticKind::kNotPlainText, span, {"a line end as old Macs wrote it"},
                  {"save the file with line ends of Windows (CR LF) or of Unix (LF)"});
      return;
    case ForeignCharacter::Kind::kTurnsDirection:
      sink.Report(DiagnosticKind::kNotPlainText, span,
                  {"a character that turns the direction of writing"},
                  {"it cannot be seen, and may make a line look like another: delete it"});
      return;
  }
}

// The word of `words` that the text begins with, the longest there is; empty if none.
std::string_view Leading(std::string_view text, const auto& words) {
  std::string_view best;
  for (const std::string_view word : words) {
    if (word.size() <= best.size() || !text.starts_with(word)) continue;
    if (text.size() == word.size() || text[word.size()] == ' ' || text[word.size()] == '\t')
      best = word;
  }
  return best;
}

std::vector<std::string> Strings(const auto& words) { return {words.begin(), words.end()}; }

}  // namespace

std::vector<Line> ReadLines(const SourceFile& file, std::uint32_t file_number,
                            DiagnosticSink& sink) {
  if (file.text.size() > kMaxFileBytes) {
    sink.Report(DiagnosticKind::kFileTooLarge, {file_number, 1, 1, 1}, {"4 MiB"},
                {"split it into several files"});
    return {};
  }
  if (const auto invalid = FindInvalidUtf8(file.text)) {
    const bool utf16 = file.text.starts_with("\xFF\xFE") || file.text.starts_with("\xFE\xFF");
    sink.Report(
        DiagnosticKind::kNotUtf8, PlaceOfByte(file.text, *invalid, file_number), {},
        {utf16 ? "it seems to be in UTF-16, which Word calls ‘Unicode’: save it again as plain "
                 "text, with the encoding UTF-8"
               : "save the file as UTF-8"});
    return {};
  }
  if (file.text.starts_with("{\\rtf")) {
    sink.Report(DiagnosticKind::kNotPlainText, {file_number, 1, 1, 5}, {"an RTF document"},
                {"save it again as plain text, with the encoding UTF-8"});
    return {};
  }
  if (const auto foreign = FindForeignCharacter(file.text)) {
    ReportForeign(*foreign, PlaceOfByte(file.text, foreign->at, file_number), sink);
    return {};
  }
  std::vector<Line> unread;
  const std::string text = TypedLines(file.text, file_number, unread, sink);
  tao::pegtl::memory_input<> input(text, file.name);
  Reader reader{file_number, {}, {}};
  reader.lines.reserve(static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n')));
  // INVARIANT: the frame accepts every text, so that no author ever sees a parse failure.
  COMITY_CHECK((tao::pegtl::parse<grammar::file, Action>(input, reader)));
  if (unread.empty()) return std::move(reader.lines);
  std::vector<Line> lines;
  std::merge(std::make_move_iterator(reader.lines.begin()),
             std::make_move_iterator(reader.lines.end()), std::make_move_iterator(unread.begin()),
             std::make_move_iterator(unread.end()), std::back_inserter(lines),
             [](const Line& a, const Line& b) { return a.rest.span.line < b.rest.span.line; });
  return lines;
}

std::string_view LeadingStatementWord(std::string_view text) {
  return Leading(text, kStatementWords);
}

std::string_view LeadingClauseWord(std::string_view text) { return Leading(text, kClauseWords); }

std::vector<std::string> NearestStatementWords(std::string_view word) {
  static const std::vector<std::string> words = Strings(kStatementWords);
  return Nearest(word, words, 2);
}

std::vector<std::string> NearestClauseWords(std::string_view word) {
  static const std::vector<std::string> words = Strings(kClauseWords);
  return Nearest(word, words, 2);
}

}  // namespace comity
