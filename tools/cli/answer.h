// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <google/protobuf/message.h>
#include <grpcpp/support/status.h>

#include "tools/cli/exit_code.h"
#include "tools/cli/page.h"
#include "tools/cli/question_options.h"

namespace comity {

// Says on the standard error why a request was not answered, with the nearest candidates in the
// words of the command line, and gives the exit code for it.
ExitCode ShowRefusal(const grpc::Status& status);

// Prints the message as proto3 JSON.
void PrintJson(const google::protobuf::Message& message);

// The way of every question: opens whoever answers, asks, and shows the answer as JSON or with
// `render`.
template <typename Response, typename Request>
ExitCode AskAndShow(const QuestionOptions& options, const Request& request,
                    void (*render)(const Response&, Page&)) {
  const std::unique_ptr<Respondent> respondent = OpenRespondent(options.where);
  if (!respondent) return ExitCode::kCouldNotRun;
  Response response;
  if (const grpc::Status status = respondent->Ask(request, response); !status.ok()) {
    return ShowRefusal(status);
  }
  if (options.json) {
    PrintJson(response);
  } else {
    Page page = Page::StandardOutput();
    render(response, page);
  }
  return ExitCode::kAnswered;
}

}  // namespace comity
