// SPDX-License-Identifier: Apache-2.0
#include <iostream>
#include <nlohmann/json.hpp>

#include "tools/cli/answer.h"
#include "tools/cli/render.h"

namespace comity {
namespace {

ExitCode Version(const QuestionOptions& options) {
  if (!options.where.rules.empty() || !options.where.server.empty()) {
    return AskAndShow<v1::GetRulebookResponse>(options, v1::GetRulebookRequest(), RenderRulebook);
  }
  if (options.json) {
    std::cout << nlohmann::json{{"version", COMITY_VERSION}}.dump(1) << "\n";
  } else {
    std::cout << "comity " << COMITY_VERSION << "\n";
  }
  return ExitCode::kAnswered;
}

}  // namespace

void AddVersion(CLI::App& program, Verb& chosen) {
  auto options = std::make_shared<QuestionOptions>();
  CLI::App& verb = *program.add_subcommand("version", "Which program, or which rulebook, is this?");
  AddJsonOption(verb, options->json);
  AddWhereOptions(verb, options->where);
  verb.footer(
      "Without options: the version of this program. With --rules or --server: the revision of "
      "that\n"
      "rulebook and what it holds.\n\n"
      "  comity version --server 127.0.0.1:50051\n");
  verb.callback([options, &chosen] { chosen = [options] { return Version(*options); }; });
}

}  // namespace comity
