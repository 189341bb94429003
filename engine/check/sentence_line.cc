// SPDX-License-Identifier: Apache-2.0
#include "engine/check/sentence_line.h"

#include <utility>

#include "engine/syntax/cursor.h"

namespace comity {

ast::Text SentenceLine::Words(std::size_t first, std::size_t last) const {
  const std::size_t begin = tokens_[first].begin;
  const std::size_t end = tokens_[last - 1].end;
  const bool hole = text_.text[begin] == '{' && text_.text.substr(end, 1) == "}";
  return Cursor::Part(text_, begin, hole ? end + 1 : end);
}

std::vector<Match> SentenceLine::Read(std::size_t first, std::size_t last) const {
  if (first >= last) return {};
  const std::vector<Token> part(tokens_.begin() + static_cast<std::ptrdiff_t>(first),
                                tokens_.begin() + static_cast<std::ptrdiff_t>(last));
  return context_.lexicon->Read(part, variables(), use_.cast);
}

std::vector<Match> SentenceLine::ReadWithout(std::size_t first, std::size_t last,
                                             std::size_t characters) const {
  std::vector<Token> part(tokens_.begin() + static_cast<std::ptrdiff_t>(first),
                          tokens_.begin() + static_cast<std::ptrdiff_t>(last));
  part.back().word.resize(part.back().word.size() - characters);
  return context_.lexicon->Read(part, variables(), use_.cast);
}

bool SentenceLine::ReadsWith(std::size_t first, std::size_t last, std::string_view instead) const {
  std::vector<Token> other(tokens_.begin(), tokens_.begin() + static_cast<std::ptrdiff_t>(first));
  for (Token& token : Tokenize(instead)) other.push_back(std::move(token));
  other.insert(other.end(), tokens_.begin() + static_cast<std::ptrdiff_t>(last), tokens_.end());
  return !other.empty() && !context_.lexicon->Read(other, variables(), use_.cast).empty();
}

void SentenceLine::Report(DiagnosticKind kind, std::size_t first, std::size_t last,
                          std::vector<std::string> arguments, std::vector<std::string> help) const {
  context_.sink.Report(kind, SpanOfTokens(text_, tokens_, first, last), std::move(arguments),
                       std::move(help));
}

}  // namespace comity
