// SPDX-License-Identifier: Apache-2.0
#include "tools/cli/answer.h"

#include <google/protobuf/util/json_util.h>

#include <iostream>
#include <stdexcept>
#include <string>

#include "comity/v1/error_reason.pb.h"
#include "google/rpc/status.pb.h"
#include "tools/cli/words.h"

namespace comity {
namespace {

v1::Refusals RefusalsOf(const grpc::Status& status) {
  v1::Refusals refusals;
  google::rpc::Status details;
  details.ParseFromString(status.error_details());
  for (const auto& detail : details.details()) {
    if (detail.Is<v1::Refusals>()) detail.UnpackTo(&refusals);
  }
  return refusals;
}

// The option behind a field of the request, so that people need not know the messages.
std::string OptionOf(const std::string& field) {
  const std::string stem = field.substr(0, field.find('['));
  if (stem == "about") return "--person";
  if (stem == "case.statements") return "--given";
  if (stem == "case.cast") return "--cast";
  if (stem == "readings") return "--reading";
  for (const char* option : {"actor", "action", "at", "on", "reading"}) {
    if (stem == option) return "--" + stem;
  }
  return {};
}

bool IsAboutTheQuestion(grpc::StatusCode code) {
  return code == grpc::StatusCode::INVALID_ARGUMENT;
}

}  // namespace

ExitCode ShowRefusal(const grpc::Status& status) {
  const v1::Refusals refusals = RefusalsOf(status);
  for (const v1::Refusal& refusal : refusals.refusals()) {
    const std::string option = OptionOf(refusal.field());
    std::cerr << "comity: " << option << (option.empty() ? "" : ": ") << refusal.message() << "\n";
    if (refusal.candidates().empty()) continue;
    std::cerr << "  did you mean:\n";
    for (const std::string& candidate : refusal.candidates())
      std::cerr << "    " << candidate << "\n";
  }
  if (refusals.refusals().empty()) std::cerr << "comity: " << status.error_message() << "\n";
  return IsAboutTheQuestion(status.error_code()) ? ExitCode::kBadUsage : ExitCode::kCouldNotRun;
}

void PrintJson(const google::protobuf::Message& message) {
  google::protobuf::util::JsonPrintOptions options;
  options.add_whitespace = true;
  // Lists that are empty and outcomes that are unspecified are printed too: programs find every
  // answer in one shape.
  options.always_print_primitive_fields = true;
  std::string json;
  const auto printed = google::protobuf::util::MessageToJsonString(message, &json, options);
  if (!printed.ok()) throw std::runtime_error("the answer cannot be written as JSON");
  std::cout << json;
}

}  // namespace comity
