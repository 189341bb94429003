// SPDX-License-Identifier: Apache-2.0
#include "tests/support/law_text.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <stdexcept>

namespace comity {

SourceFile LawFile(std::string_view text, std::string_view name) {
  return {std::string(name), std::string(text)};
}

std::string RenderAll(const Compilation& compilation) {
  std::string result;
  for (const Diagnostic& diagnostic : compilation.diagnostics) {
    if (!result.empty()) result += '\n';
    result += Render(diagnostic, *compilation.files);
  }
  return result;
}

std::string CodesOf(const Compilation& compilation) {
  std::string result;
  for (const Diagnostic& diagnostic : compilation.diagnostics) {
    result += result.empty() ? "" : " ";
    result += Code(diagnostic.kind);
  }
  return result;
}

std::shared_ptr<const Rulebook> CompileLaw(std::string_view text) {
  const Compilation compilation = Compile({LawFile(text)}, kMostStepsAtLoad, Extent::kPart);
  if (compilation.rulebook == nullptr) throw std::runtime_error(RenderAll(compilation));
  return compilation.rulebook;
}

std::vector<SourceFile> ReadLawFiles(const std::string& folder) {
  std::vector<SourceFile> files;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (entry.path().extension() != ".law") continue;
    std::ifstream in(entry.path(), std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    files.push_back({entry.path().lexically_relative(folder).generic_string(), text.str()});
  }
  std::sort(files.begin(), files.end(),
            [](const SourceFile& a, const SourceFile& b) { return a.name < b.name; });
  return files;
}

}  // namespace comity
