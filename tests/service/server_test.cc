// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>

#include <future>

#include "grpc/health/v1/health.grpc.pb.h"
#include "tests/service/service_fixture.h"

namespace comity {
namespace {

using grpc::health::v1::HealthCheckResponse;
using testing::HasSubstr;

class ServerTest : public ServiceTest {
 protected:
  HealthCheckResponse::ServingStatus Health(const std::string& service) const {
    grpc::health::v1::HealthCheckRequest request;
    request.set_service(service);
    HealthCheckResponse response;
    grpc::ClientContext context;
    const auto stub = grpc::health::v1::Health::NewStub(channel_);
    EXPECT_TRUE(stub->Check(&context, request, &response).ok());
    return response.status();
  }

  static Server::Start Listen(const std::string& address, RulebookStore& store) {
    ServerOptions options;
    options.listen = address;
    options.log_calls = false;
    return Server::Listen(options, store);
  }
};

TEST_F(ServerTest, HealthIsToldForEachService) {
  for (const char* service : {"", "comity.v1.DecisionService", "comity.v1.RulebookService"}) {
    EXPECT_EQ(Health(service), HealthCheckResponse::SERVING) << service;
  }
  server_->SetServing(false);
  for (const char* service : {"", "comity.v1.DecisionService", "comity.v1.RulebookService"}) {
    EXPECT_EQ(Health(service), HealthCheckResponse::NOT_SERVING) << service;
  }
}

TEST_F(ServerTest, WithoutARulebookCallsAreUnavailableWithAReason) {
  RulebookStore empty;
  const Server::Start start = Listen("127.0.0.1:0", empty);
  ASSERT_TRUE(start.server) << start.message;
  channel_ = grpc::CreateChannel(start.server->address(), grpc::InsecureChannelCredentials());
  decisions_ = v1::DecisionService::NewStub(channel_);
  EXPECT_EQ(Health("comity.v1.DecisionService"), HealthCheckResponse::NOT_SERVING);
  const grpc::Status status = Refusal(Question("ALD", "2015-05-05"));
  EXPECT_EQ(status.error_code(), grpc::StatusCode::UNAVAILABLE);
  EXPECT_EQ(ReasonOf(status), "NO_RULEBOOK");
}

TEST_F(ServerTest, AddressInUseIsRefused) {
  const Server::Start second = Listen(server_->address(), store_);
  EXPECT_FALSE(second.server);
  EXPECT_EQ(second.problem, Server::Problem::kCannotRun);
  EXPECT_THAT(second.message, HasSubstr(server_->address()));
}

TEST_F(ServerTest, PlaintextForOtherMachinesIsRefused) {
  for (const char* address : {"0.0.0.0:0", "[::]:0", "192.0.2.1:50051", "example.org:50051"}) {
    const Server::Start start = Listen(address, store_);
    EXPECT_FALSE(start.server) << address;
    EXPECT_EQ(start.problem, Server::Problem::kBadOptions) << address;
  }
  EXPECT_THAT(Listen("0.0.0.0:0", store_).message, HasSubstr("TLS"));
}

TEST_F(ServerTest, TextThatIsNoAddressIsRefused) {
  for (const char* address : {"", "50051", "127.0.0.1", "127.0.0.1:", "127.0.0.1:70000", "unix:"}) {
    EXPECT_EQ(Listen(address, store_).problem, Server::Problem::kBadOptions) << address;
  }
}

TEST_F(ServerTest, LocalAddressesNeedNoTls) {
  EXPECT_TRUE(Listen("localhost:0", store_).server);
  EXPECT_TRUE(Listen("127.0.0.2:0", store_).server);
}

TEST_F(ServerTest, ListensOnASocketFileOfItsOwner) {
  const TemporaryDirectory directory;
  const Server::Start start = Listen("unix:" + directory.File("socket"), store_);
  ASSERT_TRUE(start.server) << start.message;
  const auto permissions = std::filesystem::status(directory.File("socket")).permissions();
  EXPECT_EQ(permissions & std::filesystem::perms(0077), std::filesystem::perms::none);
  decisions_ = v1::DecisionService::NewStub(
      grpc::CreateChannel(start.server->address(), grpc::InsecureChannelCredentials()));
  v1::DecideResponse response;
  EXPECT_TRUE(Ask(Question("ALD", "2015-05-05"), &response).ok());
}

TEST_F(ServerTest, DrainFinishesWhatIsInFlightAndTakesNothingNew) {
  v1::DecideBatchRequest request;
  for (int i = 0; i < 500; ++i) *request.add_requests() = Question("ALD", "2015-05-05");
  std::atomic<bool> stop = false;
  std::atomic<int> answered = 0;
  auto client = std::async(std::launch::async, [&] {
    grpc::Status status;
    while (!stop) {
      v1::DecideBatchResponse response;
      grpc::ClientContext context;
      status = decisions_->DecideBatch(&context, request, &response);
      if (!status.ok()) break;
      EXPECT_EQ(response.items_size(), 500);
      ++answered;
    }
    return status;
  });
  while (answered == 0) std::this_thread::yield();
  server_->Drain(std::chrono::seconds(30));
  stop = true;
  const grpc::Status status = client.get();
  // The first call turned away is told so, unless it came in the very moment the connection ended.
  if (!status.ok() && !status.error_details().empty()) {
    EXPECT_EQ(ReasonOf(status), "SHUTTING_DOWN");
  }
}

TEST_F(ServerTest, CallsOfManyClientsAtOnceAreAllAnswered) {
  std::vector<std::future<int>> clients;
  for (int i = 0; i < 8; ++i) {
    clients.push_back(std::async(std::launch::async, [this, i] {
      int answered = 0;
      for (int k = 0; k < 50; ++k) {
        v1::DecideResponse response;
        if (Ask(Question(i % 2 == 0 ? "ALD" : "BIR", "2015-05-05"), &response).ok()) ++answered;
      }
      return answered;
    }));
  }
  for (auto& client : clients) EXPECT_EQ(client.get(), 50);
}

}  // namespace
}  // namespace comity
