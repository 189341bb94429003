// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/check/context.h"

namespace comity {

// A line that should be a sentence and is none, for those who look for the slip in it.
class SentenceLine {
 public:
  SentenceLine(const ast::Text& text, const std::vector<Token>& tokens, const SentenceUse& use,
               CheckContext& context)
      : text_(text), tokens_(tokens), use_(use), context_(context) {}

  const std::vector<Token>& tokens() const { return tokens_; }
  const std::string& word(std::size_t index) const { return tokens_[index].word; }
  std::size_t size() const { return tokens_.size(); }
  const ast::Text& text() const { return text_; }
  const SentenceUse& use() const { return use_; }
  bool variables() const { return SpeaksOfAny(use_.place); }
  CheckContext& context() const { return context_; }

  // The tokens [first, last) as the author wrote them; a hole with both its braces.
  ast::Text Words(std::size_t first, std::size_t last) const;

  // The ways to read the tokens [first, last).
  std::vector<Match> Read(std::size_t first, std::size_t last) const;
  bool Reads(std::size_t first, std::size_t last) const { return !Read(first, last).empty(); }
  // The same without the last characters of the last of them.
  std::vector<Match> ReadWithout(std::size_t first, std::size_t last, std::size_t characters) const;
  // Whether the tokens are a sentence once those of [first, last) are left out or replaced.
  bool ReadsWith(std::size_t first, std::size_t last, std::string_view instead) const;

  void Report(DiagnosticKind kind, std::size_t first, std::size_t last,
              std::vector<std::string> arguments, std::vector<std::string> help) const;

 private:
  const ast::Text& text_;
  const std::vector<Token>& tokens_;
  const SentenceUse& use_;
  CheckContext& context_;
};

}  // namespace comity
