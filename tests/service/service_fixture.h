// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <google/rpc/error_details.pb.h>
#include <google/rpc/status.pb.h>
#include <grpcpp/grpcpp.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "comity/v1/decision_service.grpc.pb.h"
#include "comity/v1/rulebook_service.grpc.pb.h"
#include "service/rulebook_store.h"
#include "service/server.h"

namespace comity {

// The rulebook of tests/service/testdata/towns.
std::vector<SourceFile> TownFiles();

// A directory that is gone with the object.
class TemporaryDirectory {
 public:
  TemporaryDirectory();
  ~TemporaryDirectory();
  TemporaryDirectory(const TemporaryDirectory&) = delete;
  TemporaryDirectory& operator=(const TemporaryDirectory&) = delete;

  std::string path() const { return path_.string(); }
  std::string File(const std::string& name) const { return (path_ / name).string(); }
  // Written elsewhere and moved into place, as editors do.
  void Write(const std::string& name, const std::string& text) const;
  void WriteAll(const std::vector<SourceFile>& files) const;
  void Remove(const std::string& name) const;

 private:
  std::filesystem::path path_;
};

// A detail of a status, if it has one of this type.
template <typename Detail>
std::optional<Detail> DetailOf(const google::rpc::Status& status) {
  for (const google::protobuf::Any& any : status.details()) {
    Detail detail;
    if (any.UnpackTo(&detail)) return detail;
  }
  return std::nullopt;
}
template <typename Detail>
std::optional<Detail> DetailOf(const grpc::Status& status) {
  google::rpc::Status details;
  details.ParseFromString(status.error_details());
  return DetailOf<Detail>(details);
}
// "UNKNOWN_NAME".
std::string ReasonOf(const grpc::Status& status);
// The paths of the fields that BadRequest names.
std::vector<std::string> FieldsOf(const grpc::Status& status);

// A server in this process on a free port, with the town rulebook active, and a client over a real
// connection.
class ServiceTest : public testing::Test {
 protected:
  void SetUp() override { Start({}); }

  // Starts anew with other options; the address is always a free port on this machine.
  void Start(ServerOptions options);
  // In place of the town rulebook.
  void Activate(std::vector<SourceFile> files);

  static v1::DecideRequest Question(const std::string& actor, const std::string& on);
  grpc::Status Ask(const v1::DecideRequest& request, v1::DecideResponse* response) const;
  grpc::Status Refusal(const v1::DecideRequest& request) const;

  RulebookStore store_;
  std::unique_ptr<Server> server_;
  std::shared_ptr<grpc::Channel> channel_;
  std::unique_ptr<v1::DecisionService::Stub> decisions_;
  std::unique_ptr<v1::RulebookService::Stub> rulebooks_;
};

// All parts of a streamed answer.
template <typename Part>
std::vector<Part> ReadAll(std::unique_ptr<grpc::ClientReader<Part>> reader, grpc::Status* status) {
  std::vector<Part> parts;
  for (Part part; reader->Read(&part);) parts.push_back(part);
  *status = reader->Finish();
  return parts;
}

}  // namespace comity
