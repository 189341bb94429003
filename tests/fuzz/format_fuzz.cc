// SPDX-License-Identifier: Apache-2.0
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "engine/engine.h"

// What the formatter prints, it leaves alone the second time.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  const std::string once = comity::Format({.name = "fuzz.law", .text = text});
  const std::string twice = comity::Format({.name = "fuzz.law", .text = once});
  if (once != twice) std::abort();
  return 0;
}
