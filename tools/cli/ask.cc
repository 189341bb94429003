// SPDX-License-Identifier: Apache-2.0
#include "tools/cli/answer.h"
#include "tools/cli/render.h"

namespace comity {
namespace {

struct AskOptions {
  QuestionOptions question;
  std::string actor, action, at, on;
  std::vector<std::string> about;
  bool explain = false;
};

ExitCode Ask(const AskOptions& options) {
  v1::DecideRequest request;
  request.set_actor(options.actor);
  request.set_action(options.action);
  request.mutable_about()->Add(options.about.begin(), options.about.end());
  if (!options.at.empty()) request.set_at(options.at);
  request.set_on(options.on);
  request.set_reading(options.question.reading);
  request.set_detail(options.explain ? v1::DETAIL_FULL : v1::DETAIL_REASONS);
  if (!options.question.known_on.empty()) request.set_known_on(options.question.known_on);
  FillCase(options.question, *request.mutable_case_());
  return AskAndShow<v1::DecideResponse>(options.question, request, RenderDecision);
}

}  // namespace

void AddAsk(CLI::App& program, Verb& chosen) {
  auto options = std::make_shared<AskOptions>();
  CLI::App& verb = *program.add_subcommand("ask", "What must somebody do about a person on a day?");
  verb.add_option("--actor", options->actor,
                  "Whose duty is asked about: a code or a name, e.g. HUN or Hungary")
      ->type_name("NAME")
      ->required();
  AddAboutOption(verb, options->about);
  AddActionOption(verb, options->action);
  AddAtOption(verb, options->at);
  AddOnOption(verb, options->on);
  verb.get_option("--on")->required();
  verb.add_flag("--explain", options->explain, "Show the whole proof, down to the recorded facts");
  AddQuestionOptions(verb, options->question);
  verb.footer(
      "  comity ask --actor USA --person gallant --at USA --on 2024-12-09\n"
      "  comity ask --actor HUN --person netanyahu --at HUN --on 2025-04-03 --action arrest "
      "--explain\n");
  verb.callback([options, &chosen] { chosen = [options] { return Ask(*options); }; });
}

}  // namespace comity
