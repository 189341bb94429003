// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <grpcpp/support/status.h>

#include <memory>

#include "comity/v1/rulebook_service.pb.h"
#include "service/call.h"

namespace comity {

// The calls of RulebookService as functions, as in decision_handlers.h.

grpc::Status HandleCheck(Call& call, const v1::CheckRequest& request, v1::CheckResponse& response);

// `failure` is why the files as they are now are not active; may be null.
grpc::Status HandleGetRulebook(Call& call, const std::shared_ptr<const LoadFailure>& failure,
                               v1::GetRulebookResponse& response);

}  // namespace comity
