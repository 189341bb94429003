// SPDX-License-Identifier: Apache-2.0
#include "service/server.h"

#include <grpcpp/ext/proto_server_reflection_plugin.h>
#include <grpcpp/grpcpp.h>
#include <grpcpp/health_check_service_interface.h>
#include <grpcpp/resource_quota.h>
#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <optional>
#include <sstream>
#include <thread>
#include <utility>

#include "grpc/health/v1/health.pb.h"
#include "service/decision_rpc.h"
#include "service/evaluation_pool.h"
#include "service/listen_address.h"
#include "service/rulebook_rpc.h"

namespace comity {
namespace {

constexpr std::array<const char*, 2> kServices = {"comity.v1.DecisionService",
                                                  "comity.v1.RulebookService"};
constexpr int kMetadataBytes = 8 << 10;
constexpr int kHandshakeMilliseconds = 10'000;
constexpr int kStreamsPerConnection = 1'000;
// How long clients that ask without pause are still told why they are turned away.
constexpr std::chrono::milliseconds kLastWords{50};
constexpr std::size_t kMessageMemory = 512u << 20;

std::optional<std::string> ReadFile(const std::string& path) {
  std::ifstream stream(path, std::ios::binary);
  std::ostringstream text;
  if (!stream || !(text << stream.rdbuf())) return std::nullopt;
  return text.str();
}

struct Credentials {
  std::shared_ptr<grpc::ServerCredentials> credentials;
  std::string problem;
};

Credentials ReadTls(const TlsFiles& files) {
  const std::optional<std::string> certificate = ReadFile(files.certificate);
  const std::optional<std::string> key = ReadFile(files.key);
  const std::optional<std::string> client_ca = ReadFile(files.client_ca);
  if (!certificate) return {nullptr, "certificate ‘" + files.certificate + "’ cannot be read"};
  if (!key) return {nullptr, "key ‘" + files.key + "’ cannot be read"};
  if (!client_ca) return {nullptr, "client CA ‘" + files.client_ca + "’ cannot be read"};
  grpc::SslServerCredentialsOptions options(
      GRPC_SSL_REQUEST_AND_REQUIRE_CLIENT_CERTIFICATE_AND_VERIFY);
  options.pem_root_certs = *client_ca;
  options.pem_key_cert_pairs.push_back({.private_key = *key, .cert_chain = *certificate});
  return {grpc::SslServerCredentials(options), {}};
}

Credentials ChooseCredentials(const TlsFiles& files, const ListenAddress& address) {
  const int given =
      int{!files.certificate.empty()} + int{!files.key.empty()} + int{!files.client_ca.empty()};
  if (given == 3) return ReadTls(files);
  if (given > 0)
    return {nullptr, "TLS needs a certificate, its key and a CA for client certificates"};
  if (address.is_local) return {grpc::InsecureServerCredentials(), {}};
  return {nullptr, "‘" + address.target +
                       "’ can be reached from other machines, so TLS with client certificates is "
                       "needed there; without it, listen on 127.0.0.1, [::1] or unix:PATH"};
}

void SetTransport(const Limits& limits, grpc::ServerBuilder& builder) {
  const std::size_t largest =
      std::max({limits.question_bytes, limits.batch_bytes, limits.check_bytes});
  // Well above our own limits, so that it is we who say which one was passed.
  builder.SetMaxReceiveMessageSize(static_cast<int>(largest + largest / 2 + (1u << 20)));
  builder.SetCompressionAlgorithmSupportStatus(GRPC_COMPRESS_GZIP, false);
  builder.SetCompressionAlgorithmSupportStatus(GRPC_COMPRESS_DEFLATE, false);
  builder.AddChannelArgument(GRPC_ARG_ALLOW_REUSEPORT, 0);
  builder.AddChannelArgument(GRPC_ARG_MAX_METADATA_SIZE, kMetadataBytes);
  builder.AddChannelArgument(GRPC_ARG_SERVER_HANDSHAKE_TIMEOUT_MS, kHandshakeMilliseconds);
  builder.AddChannelArgument(GRPC_ARG_MAX_CONCURRENT_STREAMS, kStreamsPerConnection);
  grpc::ResourceQuota quota("comity");
  quota.Resize(kMessageMemory);
  builder.SetResourceQuota(quota);
}

// gRPC's own health service brings no description of itself; naming the type links it in, and
// reflection works.
bool LinkHealthDescription() {
  return grpc::health::v1::HealthCheckRequest::descriptor() != nullptr;
}

class GrpcServer final : public Server {
 public:
  GrpcServer(const ServerOptions& options, RulebookStore& store)
      : pool_(options.workers, options.waiting),
        parts_{store, pool_, gate_, options.limits, options.log_calls},
        decisions_(parts_),
        rulebooks_(parts_) {}

  GrpcServer(const GrpcServer&) = delete;
  GrpcServer& operator=(const GrpcServer&) = delete;
  ~GrpcServer() override { Drain(std::chrono::milliseconds(0)); }

  // False if the port cannot be had.
  bool Build(const ListenAddress& address, const Credentials& credentials) {
    grpc::EnableDefaultHealthCheckService(true);
    grpc::reflection::InitProtoReflectionServerBuilderPlugin();
    grpc::ServerBuilder builder;
    SetTransport(parts_.limits, builder);
    int port = 0;
    builder.AddListeningPort(address.target, credentials.credentials, &port);
    builder.RegisterService(&decisions_);
    builder.RegisterService(&rulebooks_);
    // Whoever may open a socket file may ask; that is its owner.
    const mode_t mask = address.is_unix ? umask(0077) : 0;
    server_ = builder.BuildAndStart();
    if (address.is_unix) umask(mask);
    if (!server_ || port <= 0) return false;
    SetServing(false);
    address_ = address.is_unix ? address.target : address.host + ":" + std::to_string(port);
    return true;
  }

  const std::string& address() const override { return address_; }

  void SetServing(bool serving) override {
    grpc::HealthCheckServiceInterface* health = server_->GetHealthCheckService();
    health->SetServingStatus(serving);
    for (const char* service : kServices) health->SetServingStatus(service, serving);
  }

  void Drain(std::chrono::milliseconds patience) override {
    if (!server_) return;
    const auto end = std::chrono::system_clock::now() + patience;
    SetServing(false);
    gate_.Close();
    if (gate_.WaitUntilEmpty(patience)) {
      std::this_thread::sleep_for(std::min(patience, kLastWords));
    }
    server_->Shutdown(end);
    server_->Wait();
    server_.reset();
  }

 private:
  // In order of dependency: what stands first lives longest.
  EvaluationPool pool_;
  CallGate gate_;
  ServiceParts parts_;
  DecisionRpc decisions_;
  RulebookRpc rulebooks_;
  std::unique_ptr<grpc::Server> server_;
  std::string address_;
};

}  // namespace

Server::Start Server::Listen(const ServerOptions& options, RulebookStore& store) {
  const ListenAddress address = ParseListenAddress(options.listen);
  if (!address.problem.empty()) return {nullptr, Problem::kBadOptions, address.problem};
  const Credentials credentials = ChooseCredentials(options.tls, address);
  if (!credentials.credentials) return {nullptr, Problem::kBadOptions, credentials.problem};
  auto server = std::make_unique<GrpcServer>(options, store);
  if (!LinkHealthDescription() || !server->Build(address, credentials)) {
    return {nullptr, Problem::kCannotRun,
            "cannot listen on " + address.target +
                ": it is in use, not ours to take, or the certificate and key do not fit"};
  }
  return {std::move(server), Problem::kNone, {}};
}

}  // namespace comity
