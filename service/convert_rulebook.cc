// SPDX-License-Identifier: Apache-2.0
#include <optional>

#include "engine/base/text.h"
#include "service/convert.h"
#include "service/log.h"

namespace comity {
namespace {

// Text of a file that is not UTF-8 may be quoted in its diagnostic; on the wire a string must be.
std::string Utf8(std::string text) {
  while (const std::optional<std::size_t> bad = FindInvalidUtf8(text)) {
    text.replace(*bad, 1, "\uFFFD");
  }
  return text;
}

}  // namespace

void FromRevision(const Snapshot& snapshot, v1::Revision* message) {
  message->set_number(snapshot.number);
  message->set_digest(snapshot.digest);
}

void FromSummary(const RulebookSummary& summary, v1::RulebookContents* message) {
  const auto count = [](std::size_t number) { return static_cast<std::uint32_t>(number); };
  message->set_modules(count(summary.modules));
  message->set_entities(count(summary.entities));
  message->set_phrases(count(summary.phrases));
  message->set_rules(count(summary.rules));
  message->set_facts(count(summary.facts));
  message->set_scenarios(count(summary.scenarios));
  for (const RulebookSummary::Reading& reading : summary.readings) {
    v1::Reading* added = message->add_readings();
    added->set_name(reading.name);
    added->set_title(reading.title);
  }
  if (summary.horizon && summary.horizon->IsFinite()) {
    message->set_horizon_on(FormatDay(*summary.horizon));
  }
}

void FromDiagnostic(const Diagnostic& diagnostic, const std::vector<SourceFile>& files,
                    v1::Diagnostic* message) {
  const Position position = PositionOf(diagnostic.span, files);
  message->set_code(std::string(Code(diagnostic.kind)));
  message->set_kind(std::string(Name(diagnostic.kind)));
  message->set_message(Utf8(Message(diagnostic)));
  message->set_file(files[diagnostic.span.file].name);
  message->set_line(position.line);
  message->set_column(position.column);
  message->set_length(position.length);
  for (const std::string& fact : diagnostic.arguments) message->add_facts(Utf8(fact));
  for (const std::string& line : diagnostic.help) message->add_help(Utf8(line));
  message->set_rendered(Utf8(Render(diagnostic, files)));
}

void FromScenario(const ScenarioOutcome& scenario, const std::vector<SourceFile>& files,
                  v1::ScenarioOutcome* message) {
  message->set_title(scenario.title);
  message->set_file(files[scenario.span.file].name);
  message->set_line(scenario.span.line);
  message->set_expectations(static_cast<std::uint32_t>(scenario.expectations));
  for (const ScenarioFailure& failure : scenario.failures) {
    v1::ScenarioFailure* added = message->add_failures();
    added->set_line(failure.span.line);
    added->set_reading(failure.reading);
    added->set_expected(failure.expected);
    added->set_actual(failure.actual);
    for (const std::string& line : failure.near_miss) added->add_near_miss(line);
  }
}

void FromCoverage(const Coverage& coverage, const std::vector<SourceFile>& files,
                  v1::Coverage* message) {
  for (const RuleCoverage& rule : coverage.rules) {
    v1::RuleCoverage* added = message->add_rules();
    added->set_name(rule.name);
    added->set_exception(rule.exception);
    added->set_file(files[rule.span.file].name);
    added->set_line(rule.span.line);
    added->set_exercised(rule.exercised);
    for (const LineCoverage& line : rule.lines) {
      v1::LineCoverage* part = added->add_lines();
      part->set_file(files[line.span.file].name);
      part->set_line(line.span.line);
      part->set_text(line.text);
      part->set_unless(line.unless);
      part->set_seen_true(line.seen_true);
      part->set_seen_false(line.seen_false);
    }
  }
  for (const PositionCoverage& position : coverage.positions) {
    v1::PositionCoverage* added = message->add_positions();
    added->set_issue(position.issue);
    added->set_position(position.position);
    added->set_file(files[position.span.file].name);
    added->set_line(position.span.line);
    added->set_exercised(position.exercised);
  }
}

void FromLoadFailure(const LoadFailure& failure, v1::LoadFailure* message) {
  message->set_failed_at(FormatUtc(failure.failed_at));
  message->set_reason(failure.reason);
  for (const Diagnostic& diagnostic : failure.diagnostics) {
    FromDiagnostic(diagnostic, *failure.files, message->add_diagnostics());
  }
  for (const ScenarioOutcome& scenario : failure.scenarios) {
    FromScenario(scenario, *failure.files, message->add_scenarios());
  }
}

}  // namespace comity
