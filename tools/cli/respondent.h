// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <grpcpp/support/status.h>

#include <memory>
#include <string>

#include "comity/v1/decision_service.pb.h"
#include "comity/v1/rulebook_service.pb.h"

namespace comity {

// Who answers requests: a rulebook in this process, through the very handlers of the service, or a
// server. What the user sees is made from the messages alone, so that both answer alike. Not
// thread-safe.
class Respondent {
 public:
  virtual ~Respondent() = default;

  virtual grpc::Status Ask(const v1::DecideRequest& request, v1::DecideResponse& response) = 0;
  virtual grpc::Status Ask(const v1::ExplainRequest& request, v1::ExplainResponse& response) = 0;
  virtual grpc::Status Ask(const v1::TimelineRequest& request, v1::TimelineResponse& response) = 0;
  virtual grpc::Status Ask(const v1::FindRequest& request, v1::FindResult& result) = 0;
  virtual grpc::Status Ask(const v1::DutyMapRequest& request, v1::DutyMapResult& result) = 0;
  virtual grpc::Status Ask(const v1::CheckRequest& request, v1::CheckResponse& response) = 0;
  virtual grpc::Status Ask(const v1::GetRulebookRequest& request,
                           v1::GetRulebookResponse& response) = 0;
};

// Compiles the rule files of a folder. Null if they cannot be read or have mistakes, after saying
// so on the standard error.
std::unique_ptr<Respondent> OpenRulebook(const std::string& folder);

// Answers only requests that need no rulebook: checks of drafts.
std::unique_ptr<Respondent> OpenWithoutRulebook();

struct ServerAddress {
  std::string address;
  // PEM files. With none of them the connection is in the clear.
  std::string tls_ca, tls_cert, tls_key;
};
// Does not connect yet; a server that cannot be reached shows in the first answer. Null if a file
// cannot be read, after saying so on the standard error.
std::unique_ptr<Respondent> ConnectTo(const ServerAddress& server);

}  // namespace comity
