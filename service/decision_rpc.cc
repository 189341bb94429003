// SPDX-License-Identifier: Apache-2.0
#include "service/decision_rpc.h"

#include <utility>

#include "service/decision_handlers.h"

namespace comity {
namespace {

// A question whose case is no larger than this is answered on the thread of gRPC itself.
constexpr int kInlineStatements = 16;

// Small enough to reach the reader early, large enough to be worth a message.
constexpr std::size_t kPartBytes = 256u << 10;

UnaryCall* AnswerQuestion(const ServiceParts& parts, std::string_view method, const v1::Case& facts,
                          CallRun::Work work) {
  const bool small = facts.statements_size() + facts.cast_size() <= kInlineStatements;
  return small ? UnaryCall::Inline(parts, method, std::move(work))
               : UnaryCall::Pooled(parts, method, std::move(work));
}

}  // namespace

grpc::ServerUnaryReactor* DecisionRpc::Decide(grpc::CallbackServerContext* /*context*/,
                                              const v1::DecideRequest* request,
                                              v1::DecideResponse* response) {
  return AnswerQuestion(parts_, "Decide", request->case_(),
                        [=](Call& call) { return HandleDecide(call, *request, *response); });
}

grpc::ServerUnaryReactor* DecisionRpc::DecideBatch(grpc::CallbackServerContext* /*context*/,
                                                   const v1::DecideBatchRequest* request,
                                                   v1::DecideBatchResponse* response) {
  return UnaryCall::Pooled(parts_, "DecideBatch", [=](Call& call) {
    return HandleDecideBatch(call, *request, *response);
  });
}

grpc::ServerWriteReactor<v1::FindResponse>* DecisionRpc::Find(
    grpc::CallbackServerContext* /*context*/, const v1::FindRequest* request) {
  return StreamCall<v1::FindResponse>::Pooled(
      parts_, "Find", [=](Call& call, std::vector<v1::FindResponse>& parts) {
        v1::FindResult result;
        grpc::Status status = HandleFind(call, *request, result);
        if (status.ok()) parts = SplitFindResult(std::move(result), kPartBytes);
        return status;
      });
}

grpc::ServerUnaryReactor* DecisionRpc::Explain(grpc::CallbackServerContext* /*context*/,
                                               const v1::ExplainRequest* request,
                                               v1::ExplainResponse* response) {
  return AnswerQuestion(parts_, "Explain", request->case_(),
                        [=](Call& call) { return HandleExplain(call, *request, *response); });
}

grpc::ServerUnaryReactor* DecisionRpc::Timeline(grpc::CallbackServerContext* /*context*/,
                                                const v1::TimelineRequest* request,
                                                v1::TimelineResponse* response) {
  return UnaryCall::Pooled(parts_, "Timeline",
                           [=](Call& call) { return HandleTimeline(call, *request, *response); });
}

grpc::ServerWriteReactor<v1::DutyMapResponse>* DecisionRpc::DutyMap(
    grpc::CallbackServerContext* /*context*/, const v1::DutyMapRequest* request) {
  return StreamCall<v1::DutyMapResponse>::Pooled(
      parts_, "DutyMap", [=](Call& call, std::vector<v1::DutyMapResponse>& parts) {
        v1::DutyMapResult result;
        grpc::Status status = HandleDutyMap(call, *request, result);
        if (status.ok()) parts = SplitDutyMapResult(std::move(result), kPartBytes);
        return status;
      });
}

}  // namespace comity
