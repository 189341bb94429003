// SPDX-License-Identifier: Apache-2.0
#include "service/rulebook_rpc.h"

#include "service/rulebook_handlers.h"

namespace comity {

grpc::ServerUnaryReactor* RulebookRpc::Check(grpc::CallbackServerContext* /*context*/,
                                             const v1::CheckRequest* request,
                                             v1::CheckResponse* response) {
  return UnaryCall::Pooled(parts_, "Check",
                           [=](Call& call) { return HandleCheck(call, *request, *response); });
}

grpc::ServerUnaryReactor* RulebookRpc::GetRulebook(grpc::CallbackServerContext* /*context*/,
                                                   const v1::GetRulebookRequest* /*request*/,
                                                   v1::GetRulebookResponse* response) {
  return UnaryCall::Inline(parts_, "GetRulebook", [=, this](Call& call) {
    return HandleGetRulebook(call, parts_.store.Failure(), *response);
  });
}

}  // namespace comity
