// SPDX-License-Identifier: Apache-2.0
#include "service/reactor.h"

#include <exception>

#include "service/log.h"

namespace comity {

CallRun::CallRun(const ServiceParts& parts, std::string_view method)
    : parts_(parts), method_(method), is_admitted_(parts.gate.Enter()) {}

void CallRun::StartClock() {
  const auto end =
      std::chrono::system_clock::now() + std::chrono::milliseconds(parts_.limits.evaluation_ms);
  alarm_.Set(end, [flags = flags_](bool rang) {
    if (!rang) return;
    flags->overtime = true;
    flags->cancelled = true;
  });
}

grpc::Status CallRun::Run(const Work& work) {
  if (!is_admitted_) return Refuse(ShuttingDown());
  Call call{.snapshot = parts_.store.Active(),
            .limits = parts_.limits,
            .cancelled = &flags_->cancelled,
            .notes = {}};
  grpc::Status status = RunGuarded(work, call);
  if (status.error_code() == grpc::StatusCode::CANCELLED && flags_->overtime) {
    status = EvaluationTooLong(parts_.limits.evaluation_ms);
  }
  return Log(std::move(status), call.notes);
}

grpc::Status CallRun::Refuse(grpc::Status status) { return Log(std::move(status), {}); }

grpc::Status CallRun::RunGuarded(const Work& work, Call& call) const {
  // What waited too long is not begun.
  if (flags_->cancelled) return Cancellation();
  try {
    return work(call);
  } catch (const std::exception& exception) {
    return Internal(exception.what());
  } catch (...) {
    return Internal("something unknown was thrown");
  }
}

grpc::Status CallRun::Log(grpc::Status status, const CallNotes& notes) const {
  if (!parts_.log_calls) return status;
  const auto latency = std::chrono::steady_clock::now() - began_;
  LogCall({.method = method_,
           .status = CodeName(status.error_code()),
           .revision = notes.revision,
           .latency = std::chrono::duration_cast<std::chrono::microseconds>(latency),
           .outcome = notes.outcome,
           .items = notes.items});
  return status;
}

UnaryCall* UnaryCall::Inline(const ServiceParts& parts, std::string_view method,
                             CallRun::Work work) {
  auto* call = new UnaryCall(parts, method, std::move(work));
  call->Finish(call->run_.Run(call->work_));
  return call;
}

UnaryCall* UnaryCall::Pooled(const ServiceParts& parts, std::string_view method,
                             CallRun::Work work) {
  auto* call = new UnaryCall(parts, method, std::move(work));
  call->run_.StartClock();
  if (!parts.pool.TryRun([call] { call->Finish(call->run_.Run(call->work_)); })) {
    call->Finish(call->run_.Refuse(Overloaded()));
  }
  return call;
}

}  // namespace comity
