// SPDX-License-Identifier: Apache-2.0
#include "service/rulebook_handlers.h"

#include <chrono>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "service/convert.h"
#include "service/log.h"
#include "service/status.h"

namespace comity {
namespace {

std::vector<Violation> CheckLimits(const v1::CheckRequest& request, const Limits& limits) {
  const std::size_t bytes = request.ByteSizeLong();
  const auto count = static_cast<std::size_t>(request.files_size());
  if (bytes > limits.check_bytes) {
    return {BeyondLimit(v1::ERROR_REASON_MESSAGE_TOO_LARGE, "", "check_bytes", limits.check_bytes,
                        bytes)};
  }
  if (count > limits.check_files) {
    return {BeyondLimit(v1::ERROR_REASON_TOO_MANY_FILES, "files", "check_files", limits.check_files,
                        count)};
  }
  std::vector<Violation> violations;
  for (int i = 0; i < request.files_size(); ++i) {
    const std::string field = "files[" + std::to_string(i) + "]";
    const v1::RuleFile& file = request.files(i);
    if (file.text().size() > limits.file_bytes) {
      violations.push_back(BeyondLimit(v1::ERROR_REASON_FILE_TOO_LARGE, field + ".text",
                                       "file_bytes", limits.file_bytes, file.text().size()));
    }
    if (file.name().size() > limits.text_bytes) {
      violations.push_back(BeyondLimit(v1::ERROR_REASON_TEXT_TOO_LONG, field + ".name",
                                       "text_bytes", limits.text_bytes, file.name().size()));
    }
  }
  return violations;
}

std::vector<Violation> CheckNames(const v1::CheckRequest& request) {
  std::vector<Violation> violations;
  const auto add = [&](v1::ErrorReason reason, std::string field, std::string message) {
    violations.push_back({.reason = reason,
                          .field = std::move(field),
                          .message = std::move(message),
                          .candidates = {},
                          .limit = {}});
  };
  std::set<std::string> names;
  for (int i = 0; i < request.files_size(); ++i) {
    const std::string field = "files[" + std::to_string(i) + "].name";
    const std::string& name = request.files(i).name();
    if (name.empty()) {
      add(v1::ERROR_REASON_FIELD_REQUIRED, field, "a file needs a name, as in status.law");
    } else if (!names.insert(name).second) {
      add(v1::ERROR_REASON_DUPLICATE_FILE, field, "there are two files ‘" + name + "’");
    }
  }
  if (request.files_size() == 0 && !request.on_active()) {
    add(v1::ERROR_REASON_FIELD_REQUIRED, "files", "at least one file is required");
  }
  if (request.removed_size() > 0 && !request.on_active()) {
    add(v1::ERROR_REASON_FIELDS_EXCLUDE_EACH_OTHER, "removed",
        "only files of the active rulebook can be removed; set on_active");
  }
  return violations;
}

// The files of the draft, on top of the active ones if that was asked for.
std::vector<SourceFile> FilesOf(const v1::CheckRequest& request, const Snapshot* active) {
  std::map<std::string, std::string> texts;
  if (active) {
    for (const SourceFile& file : *active->files) texts[file.name] = file.text;
    for (const std::string& name : request.removed()) texts.erase(name);
  }
  for (const v1::RuleFile& file : request.files()) texts[file.name()] = file.text();
  std::vector<SourceFile> files;
  for (auto& [name, text] : texts) files.push_back({.name = name, .text = std::move(text)});
  return files;
}

double Seconds() {
  return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

std::vector<std::string> FiltersOf(const v1::CheckRequest& request) {
  std::vector<std::string> filters(request.scenario_filters().begin(),
                                   request.scenario_filters().end());
  if (!request.scenario_filter().empty()) filters.push_back(request.scenario_filter());
  return filters;
}

grpc::Status TestDraft(const Call& call, const Compilation& compilation,
                       const v1::CheckRequest& request, v1::CheckResponse& answer) {
  bool clean = true;
  ScenarioOptions options;
  options.filters = FiltersOf(request);
  if (request.with_times()) options.clock = Seconds;
  for (const ScenarioOutcome& scenario : RunScenarios(*compilation.rulebook, options)) {
    clean = clean && scenario.failures.empty();
    FromScenario(scenario, *compilation.files, answer.add_scenarios());
    if (request.with_times())
      answer.mutable_scenarios(answer.scenarios_size() - 1)->set_seconds(scenario.seconds);
  }
  answer.set_clean(clean);
  FromSummary(Summarize(*compilation.rulebook), answer.mutable_contents());
  if (!request.with_coverage()) return grpc::Status::OK;
  const auto coverage = MeasureCoverage(*compilation.rulebook, {options.filters, call.cancelled});
  if (!coverage) return Cancellation();
  FromCoverage(*coverage, *compilation.files, answer.mutable_coverage());
  return grpc::Status::OK;
}

}  // namespace

grpc::Status HandleCheck(Call& call, const v1::CheckRequest& request, v1::CheckResponse& response) {
  std::vector<Violation> violations = CheckLimits(request, call.limits);
  if (violations.empty()) violations = CheckNames(request);
  if (!violations.empty()) return InvalidRequest(violations);
  if (request.on_active() && !call.snapshot) return NoRulebook();
  const Snapshot* active = request.on_active() ? call.snapshot.get() : nullptr;
  const Extent extent = request.whole() || request.on_active() ? Extent::kWhole : Extent::kPart;
  const Compilation compilation = Compile(FilesOf(request, active), kMostStepsAtLoad, extent);
  v1::CheckResponse answer;
  if (active) {
    call.notes.revision = active->number;
    FromRevision(*active, answer.mutable_revision());
  }
  for (const Diagnostic& diagnostic : compilation.diagnostics) {
    FromDiagnostic(diagnostic, *compilation.files, answer.add_diagnostics());
  }
  if (compilation.rulebook) {
    grpc::Status status = TestDraft(call, compilation, request, answer);
    if (!status.ok()) return status;
  }
  call.notes.items = compilation.diagnostics.size();
  const std::size_t bytes = answer.ByteSizeLong();
  if (bytes > call.limits.answer_bytes) return AnswerTooLarge(bytes, call.limits.answer_bytes);
  response.Swap(&answer);
  return grpc::Status::OK;
}

grpc::Status HandleGetRulebook(Call& call, const std::shared_ptr<const LoadFailure>& failure,
                               v1::GetRulebookResponse& response) {
  if (!call.snapshot) return NoRulebook();
  call.notes.revision = call.snapshot->number;
  FromRevision(*call.snapshot, response.mutable_revision());
  response.set_activated_at(FormatUtc(call.snapshot->activated_at));
  FromSummary(call.snapshot->summary, response.mutable_contents());
  if (failure) FromLoadFailure(*failure, response.mutable_failure());
  return grpc::Status::OK;
}

}  // namespace comity
