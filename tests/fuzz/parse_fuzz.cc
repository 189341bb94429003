// SPDX-License-Identifier: Apache-2.0
#include <cstddef>
#include <cstdint>
#include <string>

#include "engine/diagnostics/render.h"
#include "engine/syntax/parser.h"

// Any bytes are read into statements, and what is wrong with them can be shown.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string text(reinterpret_cast<const char*>(data), size);
  const std::vector<comity::SourceFile> files = {{.name = "fuzz.law", .text = std::move(text)}};
  comity::DiagnosticSink sink;
  comity::Parse(files[0], 0, sink);
  for (const comity::Diagnostic& diagnostic : std::move(sink).Take()) {
    comity::Render(diagnostic, files);
  }
  return 0;
}
