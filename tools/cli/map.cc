// SPDX-License-Identifier: Apache-2.0
#include "tools/cli/answer.h"
#include "tools/cli/render.h"

namespace comity {
namespace {

struct MapOptions {
  QuestionOptions question;
  std::string action, on;
  std::vector<std::string> about;
};

ExitCode Map(const MapOptions& options) {
  v1::DutyMapRequest request;
  request.mutable_about()->Add(options.about.begin(), options.about.end());
  request.set_action(options.action);
  request.set_on(options.on);
  request.set_reading(options.question.reading);
  if (!options.question.known_on.empty()) request.set_known_on(options.question.known_on);
  FillCase(options.question, *request.mutable_case_());
  return AskAndShow<v1::DutyMapResult>(options.question, request, RenderMap);
}

}  // namespace

void AddMap(CLI::App& program, Verb& chosen) {
  auto options = std::make_shared<MapOptions>();
  CLI::App& verb =
      *program.add_subcommand("map", "What would each State have to do if the person were there?");
  AddAboutOption(verb, options->about);
  verb.get_option("--person")->required();
  AddActionOption(verb, options->action);
  AddOnOption(verb, options->on);
  verb.get_option("--on")->required();
  AddQuestionOptions(verb, options->question);
  verb.footer("  comity map --person netanyahu --on 2024-11-22 --action arrest\n");
  verb.callback([options, &chosen] { chosen = [options] { return Map(*options); }; });
}

}  // namespace comity
