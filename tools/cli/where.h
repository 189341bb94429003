// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "tools/cli/respondent.h"
#include "tools/cli/verbs.h"

namespace comity {

// Where answers come from: a rulebook in a folder, or a server.
struct Where {
  std::string rules;   // --rules
  std::string server;  // --server
  std::string tls_ca, tls_cert, tls_key;
};
void AddWhereOptions(CLI::App& verb, Where& where);
// Without --rules, for verbs that take files.
void AddServerOptions(CLI::App& verb, Where& where);

// The folder with the rulebook: `rules` if given; else the rules/ of the checkout this program was
// built in or that the current folder belongs to; else the installed one; else what COMITY_RULES
// says. Nothing if there is none of these.
std::optional<std::string> FindRules(const std::string& rules);

// Whoever will answer. Null if that fails, after saying why on the standard error.
std::unique_ptr<Respondent> OpenRespondent(const Where& where);

}  // namespace comity
