// SPDX-License-Identifier: Apache-2.0
#include "engine/check/timing.h"

#include <string_view>

#include "engine/syntax/cursor.h"

namespace comity {

std::optional<Timing> FindTiming(const ast::Text& text) {
  constexpr std::string_view kBegins = "the rule begins on ";
  constexpr std::string_view kEnds = "the rule ends on ";
  constexpr std::string_view kInstead = " instead";
  const std::string_view words = text.text;
  const bool begins = words.starts_with(kBegins);
  const std::size_t start = begins ? kBegins.size() : kEnds.size();
  if (!begins && !words.starts_with(kEnds)) return std::nullopt;
  if (!words.ends_with(kInstead) || words.size() <= start + kInstead.size()) return std::nullopt;
  return Timing{begins, Cursor::Part(text, start, words.size() - kInstead.size())};
}

}  // namespace comity
