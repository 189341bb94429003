// SPDX-License-Identifier: Apache-2.0
#include "tools/cli/answer.h"
#include "tools/cli/render.h"

namespace comity {
namespace {

struct TimelineOptions {
  QuestionOptions question;
  std::string phrase, actor, action, at;
  std::vector<std::string> about, readings;
};

ExitCode Timeline(const TimelineOptions& options) {
  v1::TimelineRequest request;
  request.set_phrase(options.phrase);
  request.set_actor(options.actor);
  request.set_action(options.action);
  request.mutable_about()->Add(options.about.begin(), options.about.end());
  if (!options.at.empty()) request.set_at(options.at);
  request.mutable_readings()->Add(options.readings.begin(), options.readings.end());
  if (!options.question.known_on.empty()) request.set_known_on(options.question.known_on);
  FillCase(options.question, *request.mutable_case_());
  return AskAndShow<v1::TimelineResponse>(options.question, request, RenderTimelines);
}

}  // namespace

void AddTimeline(CLI::App& program, Verb& chosen) {
  auto options = std::make_shared<TimelineOptions>();
  CLI::App& verb = *program.add_subcommand(
      "timeline", "Since when and until when does something hold, and why?");
  verb.add_option("phrase", options->phrase,
                  "A sentence of the vocabulary, e.g. \"Burundi is a State Party\"; or use --actor")
      ->type_name("SENTENCE");
  verb.add_option("--actor", options->actor,
                  "Whose duty is asked about: a code or a name, e.g. HUN")
      ->type_name("NAME");
  AddAboutOption(verb, options->about);
  AddActionOption(verb, options->action);
  AddAtOption(verb, options->at);
  verb.add_option(
          "--reading", options->readings,
          "Which answers to disputed issues to take; repeat it to see several side by side. "
          "Without it: prevailing, the Court's own")
      ->type_name("NAME")
      ->allow_extra_args(false);
  AddQuestionOptions(verb, options->question, ReadingOption::kNone);
  verb.footer(
      "Each stretch includes its first day and excludes its last.\n\n"
      "  comity timeline \"Burundi is a State Party\"\n"
      "  comity timeline --actor HUN --person netanyahu --at HUN --action arrest\n");
  verb.callback([options, &chosen] { chosen = [options] { return Timeline(*options); }; });
}

}  // namespace comity
