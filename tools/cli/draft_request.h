// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "comity/v1/rulebook_service.pb.h"
#include "tools/cli/where.h"

namespace comity {

// The request to check the rule files at these paths; without paths, the rulebook that questions
// would use. Nothing if they cannot be read, after saying so on the standard error.
std::optional<v1::CheckRequest> DraftRequest(std::vector<std::string> paths);

// The answer to it, from a server if `where` names one. Nothing if there is none, after saying why.
std::optional<v1::CheckResponse> CheckDraft(const v1::CheckRequest& request, const Where& where);

}  // namespace comity
