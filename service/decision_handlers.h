// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <grpcpp/support/status.h>

#include <vector>

#include "comity/v1/decision_service.pb.h"
#include "service/call.h"

namespace comity {

// The calls of DecisionService as functions: check and convert the request, look at the rulebook of
// the call, ask the engine, convert the answer. They know no network; the service and the command
// line both run them. Each may be called from many threads at once, with a Call of its own, and
// leaves the response alone unless it returns OK.

grpc::Status HandleDecide(Call& call, const v1::DecideRequest& request,
                          v1::DecideResponse& response);
grpc::Status HandleDecideBatch(Call& call, const v1::DecideBatchRequest& request,
                               v1::DecideBatchResponse& response);
grpc::Status HandleFind(Call& call, const v1::FindRequest& request, v1::FindResult& result);
grpc::Status HandleExplain(Call& call, const v1::ExplainRequest& request,
                           v1::ExplainResponse& response);
grpc::Status HandleTimeline(Call& call, const v1::TimelineRequest& request,
                            v1::TimelineResponse& response);
grpc::Status HandleDutyMap(Call& call, const v1::DutyMapRequest& request,
                           v1::DutyMapResult& result);

// A whole answer as the parts of a stream, none larger than `part_bytes` unless a single element
// is. There is at least one part, and the last says that it is.
std::vector<v1::FindResponse> SplitFindResult(v1::FindResult result, std::size_t part_bytes);
std::vector<v1::DutyMapResponse> SplitDutyMapResult(v1::DutyMapResult result,
                                                    std::size_t part_bytes);
// The parts of a stream as a whole answer again; `complete` only if the last part was there.
void JoinFindResponse(v1::FindResponse part, v1::FindResult& result);
void JoinDutyMapResponse(v1::DutyMapResponse part, v1::DutyMapResult& result);

}  // namespace comity
