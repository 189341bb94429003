// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "comity/v1/decision_service.grpc.pb.h"
#include "service/reactor.h"

namespace comity {

// DecisionService on the wire: which handler answers which call, and on which threads.
class DecisionRpc final : public v1::DecisionService::CallbackService {
 public:
  explicit DecisionRpc(const ServiceParts& parts) : parts_(parts) {}

  grpc::ServerUnaryReactor* Decide(grpc::CallbackServerContext* context,
                                   const v1::DecideRequest* request,
                                   v1::DecideResponse* response) override;
  grpc::ServerUnaryReactor* DecideBatch(grpc::CallbackServerContext* context,
                                        const v1::DecideBatchRequest* request,
                                        v1::DecideBatchResponse* response) override;
  grpc::ServerWriteReactor<v1::FindResponse>* Find(grpc::CallbackServerContext* context,
                                                   const v1::FindRequest* request) override;
  grpc::ServerUnaryReactor* Explain(grpc::CallbackServerContext* context,
                                    const v1::ExplainRequest* request,
                                    v1::ExplainResponse* response) override;
  grpc::ServerUnaryReactor* Timeline(grpc::CallbackServerContext* context,
                                     const v1::TimelineRequest* request,
                                     v1::TimelineResponse* response) override;
  grpc::ServerWriteReactor<v1::DutyMapResponse>* DutyMap(
      grpc::CallbackServerContext* context, const v1::DutyMapRequest* request) override;

 private:
  const ServiceParts& parts_;
};

}  // namespace comity
