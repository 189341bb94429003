// SPDX-License-Identifier: Apache-2.0
#include "engine/diagnostics/render.h"

#include <algorithm>
#include <array>

#include "engine/base/text.h"
#include "engine/base/typed.h"

namespace comity {
namespace {

struct Row {
  std::string_view code, name, words;
};

constexpr std::array kRows = {
#define COMITY_DIAGNOSTIC(code, name, words) Row{code, #name, words},
#include "engine/diagnostics/kinds.def"
#undef COMITY_DIAGNOSTIC
};

const Row& RowOf(DiagnosticKind kind) { return kRows[static_cast<std::size_t>(kind)]; }

// Long lines are shown around the place only, and of long words only the beginning.
constexpr std::size_t kShownCharacters = 160;
constexpr std::size_t kQuotedCharacters = 80;

std::string_view LineText(const std::string& text, unsigned line) {
  std::size_t begin = 0;
  for (unsigned n = 1; n < line; ++n) {
    begin = text.find('\n', begin);
    if (begin == std::string::npos) return {};
    ++begin;
  }
  const bool marked = line == 1 && text.starts_with("\xEF\xBB\xBF");
  if (marked) begin = 3;
  const std::size_t end = std::min(text.find('\n', begin), text.size());
  std::string_view result =
      std::string_view(text).substr(begin, std::min<std::size_t>(end - begin, 20000));
  while (!result.empty() && result.back() == '\r') result.remove_suffix(1);
  return result;
}

std::string_view FileText(const Span& span, const std::vector<SourceFile>& files) {
  return span.file < files.size() ? LineText(files[span.file].text, span.line) : std::string_view();
}

// The first `count` characters of `text`, with tabs and bytes that are no text shown as blanks and
// dots.
std::string Characters(std::string_view text, std::size_t skip, std::size_t count) {
  std::string result;
  std::size_t index = 0;
  for (std::size_t at = 0; at < text.size() && index < skip + count; ++index) {
    std::size_t end = at + 1;
    while (end < text.size() && (text[end] & 0xC0) == 0x80) ++end;
    const std::string_view character = text.substr(at, end - at);
    at = end;
    if (index < skip) continue;
    if (character == "\t") {
      result += ' ';
    } else if (FindInvalidUtf8(character) || static_cast<unsigned char>(character[0]) < 0x20) {
      result += '.';
    } else {
      result += character;
    }
  }
  return result;
}

std::string Shortened(const std::string& words) {
  if (CountCharacters(words) <= kQuotedCharacters) return words;
  return Characters(words, 0, kQuotedCharacters) + "…";
}

}  // namespace

Position PositionOf(const Span& span, const std::vector<SourceFile>& files) {
  const std::string_view line = FileText(span, files);
  const std::size_t begin = CharactersBefore(line, span.column > 0 ? span.column - 1 : 0);
  const std::size_t end =
      CharactersBefore(line, (span.column > 0 ? span.column - 1 : 0) + span.length);
  return {span.line, static_cast<unsigned>(begin) + 1,
          std::max(1U, static_cast<unsigned>(end - std::min(begin, end)))};
}

std::string_view Code(DiagnosticKind kind) { return RowOf(kind).code; }
std::string_view Name(DiagnosticKind kind) { return RowOf(kind).name; }

std::string Message(const Diagnostic& diagnostic) {
  const std::string_view words = RowOf(diagnostic.kind).words;
  std::string result;
  for (std::size_t at = 0; at < words.size(); ++at) {
    if (words[at] == '{' && at + 2 < words.size() && words[at + 2] == '}') {
      const auto index = static_cast<std::size_t>(words[at + 1] - '0');
      if (index < diagnostic.arguments.size()) result += Shortened(diagnostic.arguments[index]);
      at += 2;
    } else {
      result += words[at];
    }
  }
  return result;
}

std::string Render(const Diagnostic& diagnostic, const std::vector<SourceFile>& files) {
  const Position place = PositionOf(diagnostic.span, files);
  const std::string number = std::to_string(place.line);
  const std::string margin(number.size() + 2, ' ');
  const std::string_view file =
      diagnostic.span.file < files.size() ? std::string_view(files[diagnostic.span.file].name) : "";
  const std::size_t skip =
      place.column > kShownCharacters ? place.column - kShownCharacters / 2 : 0;
  const std::string shown = Characters(FileText(diagnostic.span, files), skip, kShownCharacters);
  // Places count characters, carets the columns that these take on a screen.
  const std::size_t before = place.column - 1 - skip;
  const std::size_t left = DisplayWidth(Characters(shown, 0, before)) +
                           (before > CountCharacters(shown) ? before - CountCharacters(shown) : 0);
  const std::size_t marked = std::min<std::size_t>(
      place.length, kShownCharacters - std::min(before, kShownCharacters - 1));
  const std::size_t carets =
      std::max<std::size_t>(1, DisplayWidth(Characters(shown, before, marked)));

  std::string result = Concat({"error[", Code(diagnostic.kind), "]: ", Message(diagnostic), "\n"});
  result += Concat({std::string(number.size() + 1, ' '), "--> ", file, ":", number, ":",
                    std::to_string(place.column), "\n"});
  result += margin + "|\n";
  result += Concat({" ", number, " | ", shown, "\n"});
  result += Concat({margin, "| ", std::string(left, ' '), std::string(carets, '^'), "\n"});
  for (const std::string& line : diagnostic.help) result += Concat({margin, "= ", line, "\n"});
  return result;
}

}  // namespace comity
