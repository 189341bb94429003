// SPDX-License-Identifier: Apache-2.0
#include "tools/cli/where.h"

#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <system_error>

namespace comity {
namespace {

namespace fs = std::filesystem;

constexpr const char* kInstalledRules = COMITY_INSTALLED_RULES;

bool IsCheckout(const fs::path& folder) {
  return fs::is_directory(folder / "rules") && fs::is_regular_file(folder / "docs" / "language.md");
}

// The rules of the checkout that `folder` lies in, if it lies in one.
std::optional<std::string> RulesAbove(fs::path folder) {
  while (!folder.empty()) {
    if (IsCheckout(folder)) return (folder / "rules").string();
    if (folder == folder.root_path()) break;
    folder = folder.parent_path();
  }
  return std::nullopt;
}

}  // namespace

void AddServerOptions(CLI::App& verb, Where& where) {
  verb.add_option("--server", where.server,
                  "Ask a running service instead of working here, e.g. 127.0.0.1:50051")
      ->type_name("HOST:PORT");
  verb.add_option("--tls-ca", where.tls_ca, "With --server: certificate that vouches for it (PEM)")
      ->type_name("FILE");
  verb.add_option("--tls-cert", where.tls_cert, "With --server: our certificate (PEM)")
      ->type_name("FILE");
  verb.add_option("--tls-key", where.tls_key, "With --server: the key of our certificate (PEM)")
      ->type_name("FILE");
}

void AddWhereOptions(CLI::App& verb, Where& where) {
  verb.add_option("--rules", where.rules,
                  "Folder with the rule files. Without it: rules/ of the checkout, else the "
                  "installed rules, else the folder that COMITY_RULES names")
      ->type_name("DIR");
  AddServerOptions(verb, where);
}

std::optional<std::string> FindRules(const std::string& rules) {
  if (!rules.empty()) return rules;
  std::error_code error;
  const fs::path program = fs::read_symlink("/proc/self/exe", error);
  if (!error) {
    if (auto found = RulesAbove(program.parent_path())) return found;
  }
  const fs::path here = fs::current_path(error);
  if (!error) {
    if (auto found = RulesAbove(here)) return found;
  }
  if (fs::is_directory(kInstalledRules, error)) return kInstalledRules;
  if (const char* named = std::getenv("COMITY_RULES"); named != nullptr && *named != '\0')
    return named;
  return std::nullopt;
}

std::unique_ptr<Respondent> OpenRespondent(const Where& where) {
  if (!where.server.empty() && !where.rules.empty()) {
    std::cerr << "comity: --rules and --server exclude each other\n";
    return nullptr;
  }
  if (!where.server.empty()) {
    return ConnectTo({.address = where.server,
                      .tls_ca = where.tls_ca,
                      .tls_cert = where.tls_cert,
                      .tls_key = where.tls_key});
  }
  const std::optional<std::string> rules = FindRules(where.rules);
  if (!rules) {
    std::cerr << "comity: there is no rulebook here; name its folder with --rules DIR\n";
    return nullptr;
  }
  return OpenRulebook(*rules);
}

}  // namespace comity
