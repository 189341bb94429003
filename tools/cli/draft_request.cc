// SPDX-License-Identifier: Apache-2.0
#include "tools/cli/draft_request.h"

#include <iostream>
#include <utility>

#include "tools/cli/answer.h"
#include "tools/cli/draft.h"

namespace comity {

std::optional<v1::CheckRequest> DraftRequest(std::vector<std::string> paths) {
  if (paths.empty()) {
    const std::optional<std::string> rules = FindRules("");
    if (!rules) {
      std::cerr << "comity: there is no rulebook here; name its files or its folder\n";
      return std::nullopt;
    }
    paths.push_back(*rules);
  }
  Draft draft = ReadDraft(paths);
  if (!draft.problem.empty()) {
    std::cerr << "comity: " << draft.problem << "\n";
    return std::nullopt;
  }
  v1::CheckRequest request;
  request.set_whole(draft.whole);
  for (SourceFile& file : draft.files) {
    v1::RuleFile& sent = *request.add_files();
    sent.set_name(std::move(file.name));
    sent.set_text(std::move(file.text));
  }
  return request;
}

std::optional<v1::CheckResponse> CheckDraft(const v1::CheckRequest& request, const Where& where) {
  const std::unique_ptr<Respondent> respondent =
      where.server.empty() ? OpenWithoutRulebook() : OpenRespondent(where);
  if (!respondent) return std::nullopt;
  v1::CheckResponse response;
  if (const grpc::Status status = respondent->Ask(request, response); !status.ok()) {
    ShowRefusal(status);
    return std::nullopt;
  }
  return response;
}

}  // namespace comity
