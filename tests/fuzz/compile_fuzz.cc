// SPDX-License-Identifier: Apache-2.0
#include <cstddef>
#include <cstdint>
#include <string>

#include "engine/engine.h"

// Any bytes are a rule file: they give a rulebook, whose scenarios run, or diagnostics that can be
// shown.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string text(reinterpret_cast<const char*>(data), size);
  const comity::Compilation compilation =
      comity::Compile({{.name = "fuzz.law", .text = std::move(text)}});
  for (const comity::Diagnostic& diagnostic : compilation.diagnostics) {
    comity::Render(diagnostic, *compilation.files);
  }
  if (compilation.rulebook) comity::RunScenarios(*compilation.rulebook);
  return 0;
}
