// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/base/text.h"
#include "engine/syntax/ast.h"

namespace comity {

// Walks over the rest of one line. Every piece it gives keeps its place.
class Cursor {
 public:
  explicit Cursor(ast::Text text) : text_(std::move(text)) {}

  bool AtEnd() {
    SkipBlanks();
    return at_ >= text_.text.size();
  }

  // The rest, without blanks around it.
  ast::Text Rest() {
    SkipBlanks();
    return Slice(at_, text_.text.size());
  }

  ast::Text Word() {
    SkipBlanks();
    const std::size_t end = std::min(text_.text.find_first_of(" \t", at_), text_.text.size());
    return Slice(std::exchange(at_, end), end);
  }

  // A text in quotes, given without them.
  std::optional<ast::Text> Quoted() {
    SkipBlanks();
    if (at_ >= text_.text.size() || text_.text[at_] != '"') return std::nullopt;
    const std::size_t end = text_.text.find('"', at_ + 1);
    if (end == std::string::npos) return std::nullopt;
    const std::size_t begin = std::exchange(at_, end + 1) + 1;
    return Slice(begin, end);
  }

  // The text up to `stop`, which is skipped; the rest if it does not occur.
  ast::Text Until(std::string_view stop) {
    SkipBlanks();
    const std::size_t end = std::min(text_.text.find(stop, at_), text_.text.size());
    return Slice(std::exchange(at_, std::min(end + stop.size(), text_.text.size())), end);
  }

  // Skips `word` if it comes next, as a whole word.
  bool Eat(std::string_view word) {
    SkipBlanks();
    const std::string_view rest = std::string_view(text_.text).substr(at_);
    if (!rest.starts_with(word)) return false;
    if (rest.size() > word.size() && rest[word.size()] != ' ' && rest[word.size()] != '\t')
      return false;
    at_ += word.size();
    return true;
  }

  // The rest cut at the commas outside of quotes.
  std::vector<ast::Text> List() {
    std::vector<ast::Text> items;
    SkipBlanks();
    std::size_t begin = at_;
    bool quoted = false;
    for (std::size_t i = at_; i <= text_.text.size(); ++i) {
      if (i < text_.text.size() && text_.text[i] == '"') quoted = !quoted;
      if (i < text_.text.size() && (text_.text[i] != ',' || quoted)) continue;
      ast::Text item = Slice(begin, i);
      if (!item.text.empty()) items.push_back(std::move(item));
      begin = i + 1;
    }
    at_ = text_.text.size();
    return items;
  }

  // A part of a text by byte positions, without blanks around it.
  static ast::Text Part(const ast::Text& text, std::size_t begin, std::size_t end) {
    while (begin < end && IsBlank(text.text[begin])) ++begin;
    while (end > begin && IsBlank(text.text[end - 1])) --end;
    return {text.text.substr(begin, end - begin),
            {text.span.file, text.span.line, text.span.column + static_cast<std::uint32_t>(begin),
             static_cast<std::uint32_t>(end - begin)}};
  }

 private:
  static bool IsBlank(char c) { return c == ' ' || c == '\t'; }
  void SkipBlanks() {
    while (at_ < text_.text.size() && IsBlank(text_.text[at_])) ++at_;
  }
  ast::Text Slice(std::size_t begin, std::size_t end) const { return Part(text_, begin, end); }

  ast::Text text_;
  std::size_t at_ = 0;
};

}  // namespace comity
