// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/text.h"
#include "engine/base/typed.h"
#include "engine/engine.h"

namespace {

// The lines of a text as they are read: a formatter may write what a word processor put in as a
// keyboard has it, and close a row of a table.
std::string Typed(std::string_view text) {
  std::string result;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string line = comity::TypedLine(text.substr(0, end));
    if (comity::Trim(line).starts_with('|')) line.erase(line.find_last_not_of("| \t\r") + 1);
    result += line + "\n";
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return result;
}

// The text without blanks and empty lines: what a formatter may not touch.
std::string Squeezed(std::string_view text) {
  std::string result;
  for (char c : Typed(text)) {
    if (c == ' ' || c == '\t' || c == '\r') continue;
    if (c == '\n' && (result.empty() || result.back() == '\n')) continue;
    result += c;
  }
  while (!result.empty() && result.back() == '\n') result.pop_back();
  return result;
}

// What is wrong with the text. The order is that of places, and a blank line at the top is taken
// out.
std::vector<comity::DiagnosticKind> KindsOf(const std::string& text) {
  std::vector<comity::DiagnosticKind> kinds;
  for (const comity::Diagnostic& diagnostic :
       comity::Compile({{.name = "fuzz.law", .text = text}}, 10'000).diagnostics) {
    kinds.push_back(diagnostic.kind);
  }
  std::sort(kinds.begin(), kinds.end());
  return kinds;
}

}  // namespace

// What the formatter prints has the same words, comments and meaning, and it leaves it alone the
// second time.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  const std::string once = comity::Format({.name = "fuzz.law", .text = text});
  if (comity::Format({.name = "fuzz.law", .text = once}) != once) std::abort();
  if (Squeezed(once) != Squeezed(text)) std::abort();
  if (KindsOf(once) != KindsOf(text)) std::abort();
  return 0;
}
