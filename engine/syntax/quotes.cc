// SPDX-License-Identifier: Apache-2.0
#include "engine/syntax/quotes.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "engine/base/text.h"
#include "engine/syntax/cursor.h"

namespace comity {
namespace {

constexpr std::array<std::string_view, 14> kQuotes = {"\"", "“", "”", "„", "‟", "«", "»",
                                                      "'",  "‘", "’", "‚", "‛", "`", "´"};
constexpr std::size_t kDouble = 7;  // of them, the first

bool IsDouble(std::string_view sign) {
  return std::find(kQuotes.begin(), kQuotes.begin() + kDouble, sign) != kQuotes.begin() + kDouble;
}

std::string_view SignAt(std::string_view text, bool end) {
  for (const std::string_view sign : kQuotes) {
    if (end ? text.ends_with(sign) : text.starts_with(sign)) return sign;
  }
  return "";
}

}  // namespace

std::optional<OtherQuotes> FindOtherQuotes(const ast::Text& text) {
  const std::string_view first = SignAt(text.text, false);
  const std::string_view last = SignAt(text.text, true);
  if (first.empty() || last.empty() || (first == "\"" && last == "\"")) return std::nullopt;
  std::size_t begin = 0;
  std::size_t end = text.text.size();
  if (first.size() + last.size() >= end) return std::nullopt;
  // Two apostrophes look like one double quote.
  while (begin < end && text.text.compare(begin, first.size(), first) == 0) begin += first.size();
  while (end > begin + last.size() && text.text.compare(end - last.size(), last.size(), last) == 0)
    end -= last.size();
  const bool two = !IsDouble(first) && begin > first.size();
  const ast::Text inside = Cursor::Part(text, begin, end);
  if (inside.text.empty() || inside.text.find('"') != std::string::npos) return std::nullopt;
  const std::string_view why = two ? "two apostrophes are no double quote"
                               : IsDouble(first) || IsDouble(last)
                                   ? "the two quotes do not belong together"
                                   : "it stands in double quotes";
  return OtherQuotes{inside, Concat({why, ": write: \"", inside.text, "\""})};
}

}  // namespace comity
