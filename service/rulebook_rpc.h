// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "comity/v1/rulebook_service.grpc.pb.h"
#include "service/reactor.h"

namespace comity {

// RulebookService on the wire: which handler answers which call, and on which threads.
class RulebookRpc final : public v1::RulebookService::CallbackService {
 public:
  explicit RulebookRpc(const ServiceParts& parts) : parts_(parts) {}

  grpc::ServerUnaryReactor* Check(grpc::CallbackServerContext* context,
                                  const v1::CheckRequest* request,
                                  v1::CheckResponse* response) override;
  grpc::ServerUnaryReactor* GetRulebook(grpc::CallbackServerContext* context,
                                        const v1::GetRulebookRequest* request,
                                        v1::GetRulebookResponse* response) override;

 private:
  const ServiceParts& parts_;
};

}  // namespace comity
