// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <grpcpp/support/status.h>

#include <string>
#include <string_view>
#include <vector>

#include "comity/v1/error_reason.pb.h"
#include "engine/engine.h"
#include "service/limits.h"

namespace comity {

// Where what went wrong becomes a status: the only place that chooses codes and writes details.
// Every status has a google.rpc.ErrorInfo; those about the request also have google.rpc.BadRequest
// and comity.v1.Refusals.

inline constexpr std::string_view kErrorDomain = "comity.v1";

// One thing that is wrong with a request.
struct Violation {
  v1::ErrorReason reason = v1::ERROR_REASON_UNSPECIFIED;
  std::string field;
  std::string message;
  std::vector<std::string> candidates;
  // The limit passed, if it was that.
  std::string limit;
  std::size_t maximum = 0, found = 0;
};

// A violation of one of our limits; `limit` is its name there.
Violation BeyondLimit(v1::ErrorReason reason, std::string field, const std::string& limit,
                      std::size_t maximum, std::size_t found);

// INVALID_ARGUMENT, with the reason of the first one. There must be one.
grpc::Status InvalidRequest(const std::vector<Violation>& violations);
// The engine's own refusals: INVALID_ARGUMENT, or CANCELLED.
grpc::Status FromRefusals(const std::vector<Refusal>& refusals);

// CANCELLED: the caller gave up, or its deadline passed.
grpc::Status Cancellation();
grpc::Status NoRulebook();
grpc::Status RevisionNotActive(std::uint64_t wished, std::uint64_t active);
grpc::Status RevisionNotYetActive(std::uint64_t wished, std::uint64_t active);
grpc::Status Overloaded();
grpc::Status ShuttingDown();
grpc::Status EvaluationTooLong(std::size_t milliseconds);
grpc::Status AnswerTooLarge(std::size_t bytes, std::size_t maximum);
// Logs what happened under a new id and tells the caller the id alone.
grpc::Status Internal(std::string_view what);

// "UNKNOWN_NAME".
std::string_view ReasonName(v1::ErrorReason reason);
// "INVALID_ARGUMENT".
std::string_view CodeName(grpc::StatusCode code);

}  // namespace comity
