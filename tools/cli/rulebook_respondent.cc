// SPDX-License-Identifier: Apache-2.0
#include <iostream>
#include <utility>

#include "service/decision_handlers.h"
#include "service/rulebook_files.h"
#include "service/rulebook_handlers.h"
#include "service/rulebook_store.h"
#include "tools/cli/respondent.h"

namespace comity {
namespace {

// Nobody but the user waits for the answer, so only the limits of the language itself remain.
Limits NoLimits() {
  Limits limits;
  for (const LimitRow& row : LimitTable()) limits.*row.value = std::size_t{1} << 30;
  limits.explain_depth = Limits().explain_depth;
  return limits;
}

class RulebookRespondent : public Respondent {
 public:
  explicit RulebookRespondent(std::shared_ptr<const Snapshot> snapshot)
      : call_{.snapshot = std::move(snapshot), .limits = NoLimits(), .notes = {}} {}

  grpc::Status Ask(const v1::DecideRequest& request, v1::DecideResponse& response) override {
    return HandleDecide(call_, request, response);
  }
  grpc::Status Ask(const v1::ExplainRequest& request, v1::ExplainResponse& response) override {
    return HandleExplain(call_, request, response);
  }
  grpc::Status Ask(const v1::TimelineRequest& request, v1::TimelineResponse& response) override {
    return HandleTimeline(call_, request, response);
  }
  grpc::Status Ask(const v1::FindRequest& request, v1::FindResult& result) override {
    return HandleFind(call_, request, result);
  }
  grpc::Status Ask(const v1::DutyMapRequest& request, v1::DutyMapResult& result) override {
    return HandleDutyMap(call_, request, result);
  }
  grpc::Status Ask(const v1::CheckRequest& request, v1::CheckResponse& response) override {
    return HandleCheck(call_, request, response);
  }
  grpc::Status Ask(const v1::GetRulebookRequest&, v1::GetRulebookResponse& response) override {
    return HandleGetRulebook(call_, nullptr, response);
  }

 private:
  Call call_;
};

}  // namespace

std::unique_ptr<Respondent> OpenRulebook(const std::string& folder) {
  RulebookFiles read = ReadRulebookFiles(folder, Limits().file_bytes);
  if (!read.problem.empty()) {
    std::cerr << "comity: " << read.problem << "\n";
    return nullptr;
  }
  Load load = LoadRulebook(std::move(read.files), Scenarios::kNotRun);
  if (load.failure) {
    std::cerr << "comity: no answer from ‘" << folder << "’, because "
              << RenderFailure(*load.failure);
    return nullptr;
  }
  return std::make_unique<RulebookRespondent>(RulebookStore().Activate(std::move(load.snapshot)));
}

std::unique_ptr<Respondent> OpenWithoutRulebook() {
  return std::make_unique<RulebookRespondent>(nullptr);
}

}  // namespace comity
