// SPDX-License-Identifier: Apache-2.0
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "engine/engine.h"

namespace {

// The text without blanks and empty lines: what a formatter may not touch.
std::string Squeezed(std::string_view text) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  std::string result;
  for (char c : text) {
    if (c == ' ' || c == '\t' || c == '\r') continue;
    if (c == '\n' && (result.empty() || result.back() == '\n')) continue;
    result += c;
  }
  while (!result.empty() && result.back() == '\n') result.pop_back();
  return result;
}

// What is wrong with the text, in order.
std::vector<comity::DiagnosticKind> KindsOf(const std::string& text) {
  std::vector<comity::DiagnosticKind> kinds;
  for (const comity::Diagnostic& diagnostic :
       comity::Compile({{.name = "fuzz.law", .text = text}}, 10'000).diagnostics) {
    kinds.push_back(diagnostic.kind);
  }
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
