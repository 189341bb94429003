// SPDX-License-Identifier: Apache-2.0
#include <grpcpp/client_context.h>
#include <grpcpp/create_channel.h>
#include <grpcpp/security/credentials.h>

#include <chrono>
#include <fstream>
#include <iostream>
#include <iterator>
#include <utility>

#include "comity/v1/decision_service.grpc.pb.h"
#include "comity/v1/rulebook_service.grpc.pb.h"
#include "service/decision_handlers.h"
#include "tools/cli/respondent.h"

namespace comity {
namespace {

// Longer than any answer may take; a person would have given up.
constexpr std::chrono::seconds kPatience{60};

// Puts the parts of a streamed answer together.
template <typename Part, typename Whole>
grpc::Status Collect(grpc::ClientReader<Part>& reader, void (*join)(Part, Whole&), Whole& whole) {
  Part part;
  while (reader.Read(&part)) {
    join(std::move(part), whole);
    part = Part();
  }
  grpc::Status status = reader.Finish();
  if (status.ok() && !whole.complete()) {
    return {grpc::StatusCode::DATA_LOSS, "the answer was cut short"};
  }
  return status;
}

class ServerRespondent : public Respondent {
 public:
  explicit ServerRespondent(const std::shared_ptr<grpc::Channel>& channel)
      : decisions_(v1::DecisionService::NewStub(channel)),
        rulebooks_(v1::RulebookService::NewStub(channel)) {}

  grpc::Status Ask(const v1::DecideRequest& request, v1::DecideResponse& response) override {
    return decisions_->Decide(Patient().get(), request, &response);
  }
  grpc::Status Ask(const v1::ExplainRequest& request, v1::ExplainResponse& response) override {
    return decisions_->Explain(Patient().get(), request, &response);
  }
  grpc::Status Ask(const v1::TimelineRequest& request, v1::TimelineResponse& response) override {
    return decisions_->Timeline(Patient().get(), request, &response);
  }
  grpc::Status Ask(const v1::FindRequest& request, v1::FindResult& result) override {
    const auto context = Patient();
    return Collect(*decisions_->Find(context.get(), request), JoinFindResponse, result);
  }
  grpc::Status Ask(const v1::DutyMapRequest& request, v1::DutyMapResult& result) override {
    const auto context = Patient();
    return Collect(*decisions_->DutyMap(context.get(), request), JoinDutyMapResponse, result);
  }
  grpc::Status Ask(const v1::CheckRequest& request, v1::CheckResponse& response) override {
    return rulebooks_->Check(Patient().get(), request, &response);
  }
  grpc::Status Ask(const v1::GetRulebookRequest& request,
                   v1::GetRulebookResponse& response) override {
    return rulebooks_->GetRulebook(Patient().get(), request, &response);
  }

 private:
  static std::unique_ptr<grpc::ClientContext> Patient() {
    auto context = std::make_unique<grpc::ClientContext>();
    context->set_deadline(std::chrono::system_clock::now() + kPatience);
    return context;
  }

  std::unique_ptr<v1::DecisionService::Stub> decisions_;
  std::unique_ptr<v1::RulebookService::Stub> rulebooks_;
};

bool ReadPem(const std::string& path, std::string& text) {
  if (path.empty()) return true;
  std::ifstream file(path, std::ios::binary);
  text.assign(std::istreambuf_iterator<char>(file), {});
  if (file && !text.empty()) return true;
  std::cerr << "comity: ‘" << path << "’ cannot be read\n";
  return false;
}

}  // namespace

std::unique_ptr<Respondent> ConnectTo(const ServerAddress& server) {
  grpc::SslCredentialsOptions tls;
  if (!ReadPem(server.tls_ca, tls.pem_root_certs) ||
      !ReadPem(server.tls_cert, tls.pem_cert_chain) ||
      !ReadPem(server.tls_key, tls.pem_private_key)) {
    return nullptr;
  }
  const bool clear = server.tls_ca.empty() && server.tls_cert.empty() && server.tls_key.empty();
  return std::make_unique<ServerRespondent>(grpc::CreateChannel(
      server.address, clear ? grpc::InsecureChannelCredentials() : grpc::SslCredentials(tls)));
}

}  // namespace comity
