// SPDX-License-Identifier: Apache-2.0
#include "tests/service/service_fixture.h"

#include <stdlib.h>

#include <fstream>
#include <utility>

#include "service/rulebook_files.h"

namespace comity {

std::vector<SourceFile> TownFiles() {
  RulebookFiles found =
      ReadRulebookFiles(COMITY_SOURCE_DIR "/tests/service/testdata/towns", Limits().file_bytes);
  EXPECT_EQ(found.problem, "");
  return std::move(found.files);
}

TemporaryDirectory::TemporaryDirectory() {
  std::string pattern = (std::filesystem::temp_directory_path() / "comity-XXXXXX").string();
  path_ = mkdtemp(pattern.data());
}

TemporaryDirectory::~TemporaryDirectory() {
  std::error_code error;
  std::filesystem::remove_all(path_, error);
}

void TemporaryDirectory::Write(const std::string& name, const std::string& text) const {
  std::filesystem::create_directories((path_ / name).parent_path());
  std::ofstream(path_ / ".new", std::ios::binary) << text;
  std::filesystem::rename(path_ / ".new", path_ / name);
}

void TemporaryDirectory::WriteAll(const std::vector<SourceFile>& files) const {
  for (const SourceFile& file : files) Write(file.name, file.text);
}

void TemporaryDirectory::Remove(const std::string& name) const {
  std::filesystem::remove(path_ / name);
}

std::string ReasonOf(const grpc::Status& status) {
  const auto info = DetailOf<google::rpc::ErrorInfo>(status);
  if (!info) return "no ErrorInfo";
  EXPECT_EQ(info->domain(), "comity.v1");
  return info->reason();
}

std::vector<std::string> FieldsOf(const grpc::Status& status) {
  std::vector<std::string> fields;
  const auto bad_request = DetailOf<google::rpc::BadRequest>(status);
  if (!bad_request) return fields;
  for (const auto& violation : bad_request->field_violations()) fields.push_back(violation.field());
  return fields;
}

void ServiceTest::Start(ServerOptions options) {
  server_.reset();
  if (!store_.Active()) Activate(TownFiles());
  options.listen = "127.0.0.1:0";
  options.log_calls = false;
  Server::Start start = Server::Listen(options, store_);
  ASSERT_TRUE(start.server) << start.message;
  server_ = std::move(start.server);
  server_->SetServing(true);
  channel_ = grpc::CreateChannel(server_->address(), grpc::InsecureChannelCredentials());
  decisions_ = v1::DecisionService::NewStub(channel_);
  rulebooks_ = v1::RulebookService::NewStub(channel_);
}

void ServiceTest::Activate(std::vector<SourceFile> files) {
  Load load = LoadRulebook(std::move(files), Scenarios::kMustHold);
  ASSERT_TRUE(load.snapshot) << RenderFailure(*load.failure);
  store_.Activate(std::move(load.snapshot));
}

v1::DecideRequest ServiceTest::Question(const std::string& actor, const std::string& on) {
  v1::DecideRequest request;
  request.set_actor(actor);
  request.add_about("Mara Quill");
  request.set_at(actor);
  request.set_on(on);
  return request;
}

grpc::Status ServiceTest::Ask(const v1::DecideRequest& request,
                              v1::DecideResponse* response) const {
  grpc::ClientContext context;
  return decisions_->Decide(&context, request, response);
}

grpc::Status ServiceTest::Refusal(const v1::DecideRequest& request) const {
  v1::DecideResponse response;
  grpc::Status status = Ask(request, &response);
  EXPECT_FALSE(status.ok()) << response.ShortDebugString();
  return status;
}

}  // namespace comity
