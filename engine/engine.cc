// SPDX-License-Identifier: Apache-2.0
#include "engine/engine.h"

#include <algorithm>
#include <utility>

#include "engine/base/check.h"
#include "engine/check/check.h"
#include "engine/search/conflicts.h"
#include "engine/syntax/parser.h"
#include "engine/syntax/printer.h"

namespace comity {

namespace {

// Null, with a diagnostic, if evaluating what no question can change has no end in sight.
std::shared_ptr<const Rulebook> MakeRulebook(std::shared_ptr<const CheckedProgram> checked,
                                             std::shared_ptr<const std::vector<SourceFile>> files,
                                             std::uint64_t most_steps, DiagnosticSink& sink) {
  const auto plan = MakePlan(std::move(checked));
  try {
    return std::make_shared<const Rulebook>(plan, std::move(files), most_steps);
  } catch (const ModelTooLarge& stopped) {
    const auto& rules = plan->rules_for[stopped.predicate];
    // INVARIANT: what no rule is about takes one step for each fact.
    COMITY_CHECK(!rules.empty());
    const Rule& rule = plan->program->rules[rules.front()];
    sink.Report(DiagnosticKind::kTooManySteps, rule.span, {rule.name},
                {"join its conditions by more common variables, or split it into several rules"});
    return nullptr;
  }
}

}  // namespace

Compilation Compile(std::vector<SourceFile> files, std::uint64_t most_steps, Extent extent) {
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
  // What a file that cannot be read at all declares is missing everywhere: that says nothing new.
  const bool readable =
      std::none_of(parsed.begin(), parsed.end(), [](const ast::File& file) { return file.unread; });
  std::shared_ptr<const CheckedProgram> checked = readable ? Check(parsed, sink, extent) : nullptr;
  if (sink.empty() && extent == Extent::kWhole) ReportConflicts(checked->program, sink);
  if (sink.empty())
    result.rulebook = MakeRulebook(std::move(checked), result.files, most_steps, sink);
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
  result.properties = program.properties.size();
  for (const Reading& reading : program.readings)
    result.readings.push_back({reading.name, reading.title});
  for (const Phrase& phrase : program.phrases) {
    if (phrase.complete_as_of && (!result.horizon || *phrase.complete_as_of < *result.horizon))
      result.horizon = phrase.complete_as_of;
  }
  return result;
}

std::string Format(const SourceFile& file) { return Print(file); }

}  // namespace comity
