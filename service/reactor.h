// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <grpcpp/alarm.h>
#include <grpcpp/support/server_callback.h>

#include <atomic>
#include <chrono>
#include <functional>
#include <memory>
#include <string_view>
#include <utility>
#include <vector>

#include "service/call.h"
#include "service/call_gate.h"
#include "service/evaluation_pool.h"
#include "service/rulebook_store.h"
#include "service/status.h"

namespace comity {

// What the services share; outlives every call.
struct ServiceParts {
  RulebookStore& store;
  EvaluationPool& pool;
  CallGate& gate;
  Limits limits;
  bool log_calls = true;
};

// One call from its first thought to its line in the log: takes the snapshot, stops the engine when
// the caller gives up or time runs out, turns anything thrown into INTERNAL. Cancel may come from
// another thread.
class CallRun {
 public:
  using Work = std::function<grpc::Status(Call&)>;

  CallRun(const ServiceParts& parts, std::string_view method);
  ~CallRun() { parts_.gate.Leave(); }
  CallRun(const CallRun&) = delete;
  CallRun& operator=(const CallRun&) = delete;

  // From now on the evaluation may take as long as the limit says.
  void StartClock();
  void Cancel() { flags_->cancelled = true; }
  grpc::Status Run(const Work& work);
  grpc::Status Refuse(grpc::Status status);

 private:
  struct Flags {
    std::atomic<bool> cancelled = false;
    std::atomic<bool> overtime = false;
  };

  grpc::Status RunGuarded(const Work& work, Call& call) const;
  grpc::Status Log(grpc::Status status, const CallNotes& notes) const;

  const ServiceParts& parts_;
  std::string_view method_;
  bool is_admitted_;
  std::chrono::steady_clock::time_point began_ = std::chrono::steady_clock::now();
  // Shared with the alarm, which may still run when the call is gone.
  std::shared_ptr<Flags> flags_ = std::make_shared<Flags>();
  grpc::Alarm alarm_;
};

// A call with one answer. Lives until gRPC is done with it.
class UnaryCall final : public grpc::ServerUnaryReactor {
 public:
  // At once, on the thread of gRPC: for what takes no longer than the conversion of its answer.
  static UnaryCall* Inline(const ServiceParts& parts, std::string_view method, CallRun::Work work);
  // On the pool.
  static UnaryCall* Pooled(const ServiceParts& parts, std::string_view method, CallRun::Work work);

  void OnCancel() override { run_.Cancel(); }
  void OnDone() override { delete this; }

 private:
  UnaryCall(const ServiceParts& parts, std::string_view method, CallRun::Work work)
      : run_(parts, method), work_(std::move(work)) {}

  CallRun run_;
  CallRun::Work work_;
};

// A call whose answer is a stream of parts: made whole on the pool, then sent one by one. Lives
// until gRPC is done with it.
template <typename Part>
class StreamCall final : public grpc::ServerWriteReactor<Part> {
 public:
  using Work = std::function<grpc::Status(Call&, std::vector<Part>&)>;

  static StreamCall* Pooled(const ServiceParts& parts, std::string_view method, Work work) {
    auto* call = new StreamCall(parts, method, std::move(work));
    if (!parts.pool.TryRun([call] { call->Answer(); })) {
      call->Finish(call->run_.Refuse(Overloaded()));
    }
    return call;
  }

  void OnWriteDone(bool ok) override {
    ++sent_;
    if (!ok) return this->Finish(grpc::Status(grpc::StatusCode::CANCELLED, "the caller is gone"));
    SendNext();
  }
  void OnCancel() override { run_.Cancel(); }
  void OnDone() override { delete this; }

 private:
  StreamCall(const ServiceParts& parts, std::string_view method, Work work)
      : run_(parts, method), work_(std::move(work)) {
    run_.StartClock();
  }

  void Answer() {
    const grpc::Status status = run_.Run([this](Call& call) { return work_(call, messages_); });
    if (!status.ok()) return this->Finish(status);
    SendNext();
  }

  void SendNext() {
    if (sent_ == messages_.size()) return this->Finish(grpc::Status::OK);
    this->StartWrite(&messages_[sent_]);
  }

  CallRun run_;
  Work work_;
  std::vector<Part> messages_;
  std::size_t sent_ = 0;
};

}  // namespace comity
