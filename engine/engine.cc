// SPDX-License-Identifier: Apache-2.0
#include "engine/engine.h"

#include <algorithm>
#include <utility>

#include "engine/check/check.h"
#include "engine/syntax/parser.h"
#include "engine/syntax/printer.h"

namespace comity {

Compilation Compile(std::vector<SourceFile> files) {
  // The order in which files were found must not show anywhere.
  std::sort(files.begin(), files.end(),
            [](const SourceFile& a, const SourceFile& b) { return a.name < b.name; });
  Compilation result;
  result.files = std::make_shared<const std::vector<SourceFile>>(std::move(files));
  DiagnosticSink sink;
  std::vector<ast::File> parsed;
  for (std::size_t i = 0; i < result.files->size(); ++i) {
    parsed.push_back(Parse((*result.files)[i], static_cast<std::uint32_t>(i), sink));
  }
  std::shared_ptr<const CheckedProgram> checked = Check(parsed, sink);
  if (sink.empty()) {
    result.rulebook = std::make_shared<const Rulebook>(MakePlan(std::move(checked)), result.files);
  }
  result.diagnostics = std::move(sink).Take();
  return result;
}

RulebookSummary Summarize(const Rulebook& rulebook) {
  const Program& program = rulebook.program();
  RulebookSummary result;
  result.modules = program.modules.size();
  result.entities = program.entities.size();
  result.phrases = program.phrases.size();
  result.rules = program.rules.size();
  result.facts = program.facts.size();
  result.scenarios = program.scenarios.size();
  for (const Reading& reading : program.readings)
    result.readings.push_back({reading.name, reading.title});
  result.horizon = program.horizon;
  return result;
}

std::string Format(const SourceFile& file) { return Print(file); }

}  // namespace comity
