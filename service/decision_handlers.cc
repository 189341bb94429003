// SPDX-License-Identifier: Apache-2.0
#include "service/decision_handlers.h"

#include <google/rpc/status.pb.h>

#include <algorithm>
#include <utility>

#include "service/convert.h"
#include "service/status.h"

namespace comity {
namespace {

// Notes which revision answers, or says why it cannot be the one wished for.
grpc::Status CheckRevision(Call& call, const v1::RevisionWish& wish) {
  if (!call.snapshot) return NoRulebook();
  const std::uint64_t active = call.snapshot->number;
  call.notes.revision = active;
  if (wish.has_exactly() && wish.exactly() != active) {
    return RevisionNotActive(wish.exactly(), active);
  }
  if (wish.has_at_least() && wish.at_least() > active) {
    return RevisionNotYetActive(wish.at_least(), active);
  }
  return grpc::Status::OK;
}

template <typename Response>
grpc::Status CheckSize(const Call& call, const Response& response) {
  const std::size_t bytes = response.ByteSizeLong();
  if (bytes <= call.limits.answer_bytes) return grpc::Status::OK;
  return AnswerTooLarge(bytes, call.limits.answer_bytes);
}

// One question, alone or in a batch, to a rulebook that is known to be there.
grpc::Status DecideOne(const Call& call, const v1::DecideRequest& request, v1::Decision* message) {
  Converted<Question> question = ToQuestion(request, call.limits);
  if (!question.ok()) return InvalidRequest(question.violations);
  question.value.cancelled = call.cancelled;
  const Answer<Decision> decision = Decide(*call.snapshot->rulebook, question.value);
  if (!decision.ok()) return FromRefusals(decision.refusals());
  FromDecision(*decision, message);
  return grpc::Status::OK;
}

std::vector<Violation> CheckBatch(const v1::DecideBatchRequest& request, const Limits& limits) {
  const auto count = static_cast<std::size_t>(request.requests_size());
  const bool compact =
      std::all_of(request.requests().begin(), request.requests().end(),
                  [](const v1::DecideRequest& one) { return one.detail() == v1::DETAIL_NONE; });
  const std::size_t maximum = compact ? limits.compact_batch : limits.batch;
  const std::size_t bytes = request.ByteSizeLong();
  std::vector<Violation> violations;
  if (bytes > limits.batch_bytes) {
    violations.push_back(BeyondLimit(v1::ERROR_REASON_MESSAGE_TOO_LARGE, "", "batch_bytes",
                                     limits.batch_bytes, bytes));
  }
  if (count > maximum) {
    violations.push_back(BeyondLimit(v1::ERROR_REASON_TOO_MANY_REQUESTS_IN_BATCH, "requests",
                                     compact ? "compact_batch" : "batch", maximum, count));
    return violations;
  }
  for (int i = 0; i < request.requests_size(); ++i) {
    if (!request.requests(i).has_revision()) continue;
    violations.push_back({.reason = v1::ERROR_REASON_FIELDS_EXCLUDE_EACH_OTHER,
                          .field = "requests[" + std::to_string(i) + "].revision",
                          .message = "a batch is answered by one revision; wish for it once",
                          .candidates = {},
                          .limit = {}});
  }
  return violations;
}

}  // namespace

grpc::Status HandleDecide(Call& call, const v1::DecideRequest& request,
                          v1::DecideResponse& response) {
  if (grpc::Status status = CheckRevision(call, request.revision()); !status.ok()) {
    return status;
  }
  v1::DecideResponse answer;
  if (grpc::Status status = DecideOne(call, request, answer.mutable_decision()); !status.ok()) {
    return status;
  }
  FromRevision(*call.snapshot, answer.mutable_decision()->mutable_revision());
  if (answer.decision().determinations_size() == 1) {
    call.notes.outcome = v1::Outcome_Name(answer.decision().determinations(0).outcome());
  }
  grpc::Status status = CheckSize(call, answer);
  if (status.ok()) response.Swap(&answer);
  return status;
}

grpc::Status HandleDecideBatch(Call& call, const v1::DecideBatchRequest& request,
                               v1::DecideBatchResponse& response) {
  const std::vector<Violation> violations = CheckBatch(request, call.limits);
  if (!violations.empty()) return InvalidRequest(violations);
  if (grpc::Status status = CheckRevision(call, request.revision()); !status.ok()) {
    return status;
  }
  v1::DecideBatchResponse answer;
  FromRevision(*call.snapshot, answer.mutable_revision());
  for (const v1::DecideRequest& one : request.requests()) {
    if (call.cancelled && *call.cancelled) return Cancellation();
    v1::DecideBatchItem* item = answer.add_items();
    grpc::Status status = DecideOne(call, one, item->mutable_decision());
    if (status.error_code() == grpc::StatusCode::CANCELLED) return status;
    if (!status.ok()) item->mutable_error()->ParseFromString(status.error_details());
  }
  call.notes.items = static_cast<std::size_t>(answer.items_size());
  grpc::Status status = CheckSize(call, answer);
  if (status.ok()) response.Swap(&answer);
  return status;
}

grpc::Status HandleFind(Call& call, const v1::FindRequest& request, v1::FindResult& result) {
  Converted<FindQuestion> question = ToFindQuestion(request, call.limits);
  if (!question.ok()) return InvalidRequest(question.violations);
  if (grpc::Status status = CheckRevision(call, request.revision()); !status.ok()) {
    return status;
  }
  question.value.cancelled = call.cancelled;
  const Answer<Found> found = Find(*call.snapshot->rulebook, question.value);
  if (!found.ok()) return FromRefusals(found.refusals());
  for (const Binding& binding : found->bindings) FromBinding(binding, result.add_bindings());
  result.set_complete(true);
  FromRevision(*call.snapshot, result.mutable_revision());
  result.set_reading(question.value.reading);
  if (request.has_on()) result.set_on(request.on());
  if (request.has_known_on()) result.set_known_on(request.known_on());
  SetHorizon(found->horizon, question.value.on, &result);
  call.notes.items = found->bindings.size();
  return grpc::Status::OK;
}

grpc::Status HandleExplain(Call& call, const v1::ExplainRequest& request,
                           v1::ExplainResponse& response) {
  Converted<ExplainQuestion> question = ToExplainQuestion(request, call.limits);
  if (!question.ok()) return InvalidRequest(question.violations);
  if (grpc::Status status = CheckRevision(call, request.revision()); !status.ok()) {
    return status;
  }
  question.value.cancelled = call.cancelled;
  const Answer<Explanation> explanation = Explain(*call.snapshot->rulebook, question.value);
  if (!explanation.ok()) return FromRefusals(explanation.refusals());
  v1::ExplainResponse answer;
  FromExplanation(*explanation, answer.mutable_explanation());
  FromRevision(*call.snapshot, answer.mutable_revision());
  answer.set_reading(question.value.reading);
  answer.set_on(request.on());
  if (request.has_known_on()) answer.set_known_on(request.known_on());
  SetHorizon(explanation->horizon, question.value.on, &answer);
  grpc::Status status = CheckSize(call, answer);
  if (status.ok()) response.Swap(&answer);
  return status;
}

grpc::Status HandleTimeline(Call& call, const v1::TimelineRequest& request,
                            v1::TimelineResponse& response) {
  Converted<TimelineQuestion> question = ToTimelineQuestion(request, call.limits);
  if (!question.ok()) return InvalidRequest(question.violations);
  if (grpc::Status status = CheckRevision(call, request.revision()); !status.ok()) {
    return status;
  }
  question.value.cancelled = call.cancelled;
  const Answer<std::vector<ReadingTimeline>> timelines =
      AskTimeline(*call.snapshot->rulebook, question.value);
  if (!timelines.ok()) return FromRefusals(timelines.refusals());
  v1::TimelineResponse answer;
  for (const ReadingTimeline& timeline : *timelines) {
    FromReadingTimeline(timeline, answer.add_timelines());
  }
  FromRevision(*call.snapshot, answer.mutable_revision());
  if (request.has_known_on()) answer.set_known_on(request.known_on());
  std::optional<Horizon> earliest;
  for (const ReadingTimeline& timeline : *timelines) {
    if (timeline.horizon && (!earliest || timeline.horizon->day < earliest->day))
      earliest = timeline.horizon;
  }
  SetHorizon(earliest, std::nullopt, &answer);
  call.notes.items = timelines->size();
  grpc::Status status = CheckSize(call, answer);
  if (status.ok()) response.Swap(&answer);
  return status;
}

grpc::Status HandleDutyMap(Call& call, const v1::DutyMapRequest& request,
                           v1::DutyMapResult& result) {
  Converted<MapQuestion> question = ToMapQuestion(request, call.limits);
  if (!question.ok()) return InvalidRequest(question.violations);
  if (grpc::Status status = CheckRevision(call, request.revision()); !status.ok()) {
    return status;
  }
  question.value.cancelled = call.cancelled;
  const Answer<DutyMap> map = AskMap(*call.snapshot->rulebook, question.value);
  if (!map.ok()) return FromRefusals(map.refusals());
  for (const MapEntry& entry : map->entries) FromMapEntry(entry, result.add_entries());
  result.set_complete(true);
  FromRevision(*call.snapshot, result.mutable_revision());
  result.set_reading(question.value.reading);
  result.set_on(request.on());
  if (request.has_known_on()) result.set_known_on(request.known_on());
  SetHorizon(map->horizon, question.value.on, &result);
  call.notes.items = map->entries.size();
  return grpc::Status::OK;
}

}  // namespace comity
