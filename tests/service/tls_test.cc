// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>

#include <cstdlib>
#include <fstream>
#include <sstream>

#include "tests/service/service_fixture.h"

namespace comity {
namespace {

std::string Read(const std::string& path) {
  std::ostringstream text;
  text << std::ifstream(path).rdbuf();
  return text.str();
}

// A CA of our own, a certificate for the server, one for a client, and one for a client of somebody
// else's CA.
class TlsTest : public ServiceTest {
 protected:
  void SetUp() override {
    Activate(TownFiles());
    MakeCa("ca");
    MakeCa("stranger_ca");
    MakeCertificate("server", "ca");
    MakeCertificate("client", "ca");
    MakeCertificate("stranger", "stranger_ca");
    options_.listen = "127.0.0.1:0";
    options_.log_calls = false;
    options_.tls = {.certificate = directory_.File("server.pem"),
                    .key = directory_.File("server.key"),
                    .client_ca = directory_.File("ca.pem")};
  }

  void OpenSsl(const std::string& arguments) const {
    const std::string command =
        "cd " + directory_.path() + " && openssl " + arguments + " 2>/dev/null";
    ASSERT_EQ(std::system(command.c_str()), 0) << command;
  }

  void MakeCa(const std::string& name) const {
    OpenSsl("req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=" +
            name + " -keyout " + name + ".key -out " + name + ".pem");
  }

  void MakeCertificate(const std::string& name, const std::string& ca) const {
    OpenSsl("req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj /CN=" + name +
            " -addext subjectAltName=DNS:localhost,IP:127.0.0.1 -keyout " + name + ".key -out " +
            name + ".csr");
    OpenSsl("x509 -req -in " + name + ".csr -CA " + ca + ".pem -CAkey " + ca +
            ".key -CAcreateserial -days 2 -copy_extensions copyall -out " + name + ".pem");
  }

  grpc::Status AskWith(const std::shared_ptr<grpc::ChannelCredentials>& credentials) {
    decisions_ = v1::DecisionService::NewStub(grpc::CreateChannel(server_->address(), credentials));
    v1::DecideResponse response;
    return Ask(Question("ALD", "2015-05-05"), &response);
  }

  std::shared_ptr<grpc::ChannelCredentials> CredentialsOf(const std::string& name) const {
    return grpc::SslCredentials({.pem_root_certs = Read(directory_.File("ca.pem")),
                                 .pem_private_key = Read(directory_.File(name + ".key")),
                                 .pem_cert_chain = Read(directory_.File(name + ".pem"))});
  }

  TemporaryDirectory directory_;
  ServerOptions options_;
};

TEST_F(TlsTest, ClientWithACertificateOfOurCaIsAnsweredAndOthersAreNot) {
  Server::Start start = Server::Listen(options_, store_);
  ASSERT_TRUE(start.server) << start.message;
  server_ = std::move(start.server);
  const grpc::Status status = AskWith(CredentialsOf("client"));
  EXPECT_TRUE(status.ok()) << status.error_message();
  EXPECT_FALSE(AskWith(CredentialsOf("stranger")).ok());
  const auto nameless = grpc::SslCredentials({.pem_root_certs = Read(directory_.File("ca.pem")),
                                              .pem_private_key = {},
                                              .pem_cert_chain = {}});
  EXPECT_FALSE(AskWith(nameless).ok());
  EXPECT_FALSE(AskWith(grpc::InsecureChannelCredentials()).ok());
}

TEST_F(TlsTest, OtherMachinesMayAskOverTls) {
  options_.listen = "0.0.0.0:0";
  const Server::Start start = Server::Listen(options_, store_);
  EXPECT_TRUE(start.server) << start.message;
}

TEST_F(TlsTest, HalfOfTheFilesIsNotEnough) {
  options_.tls.client_ca.clear();
  const Server::Start start = Server::Listen(options_, store_);
  EXPECT_EQ(start.problem, Server::Problem::kBadOptions);
  EXPECT_THAT(start.message, testing::HasSubstr("CA"));
}

TEST_F(TlsTest, FileThatCannotBeReadIsNamed) {
  options_.tls.key = directory_.File("nowhere.key");
  const Server::Start start = Server::Listen(options_, store_);
  EXPECT_EQ(start.problem, Server::Problem::kBadOptions);
  EXPECT_THAT(start.message, testing::HasSubstr("nowhere.key"));
}

TEST_F(TlsTest, KeyOfAnotherCertificateIsRefused) {
  options_.tls.key = directory_.File("client.key");
  EXPECT_FALSE(Server::Listen(options_, store_).server);
}

}  // namespace
}  // namespace comity
