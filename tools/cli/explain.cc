// SPDX-License-Identifier: Apache-2.0
#include "tools/cli/answer.h"
#include "tools/cli/render.h"

namespace comity {
namespace {

struct ExplainOptions {
  QuestionOptions question;
  std::string sentence, at, on;
  unsigned depth = 0;
};

ExitCode ExplainSentence(const ExplainOptions& options) {
  v1::ExplainRequest request;
  request.set_sentence(options.sentence);
  if (!options.at.empty()) request.set_at(options.at);
  request.set_on(options.on);
  request.set_reading(options.question.reading);
  request.set_depth(options.depth);
  if (!options.question.known_on.empty()) request.set_known_on(options.question.known_on);
  FillCase(options.question, *request.mutable_case_());
  return AskAndShow<v1::ExplainResponse>(options.question, request, RenderExplanation);
}

}  // namespace

void AddExplain(CLI::App& program, Verb& chosen) {
  auto options = std::make_shared<ExplainOptions>();
  CLI::App& verb =
      *program.add_subcommand("explain", "Why does a sentence hold on a day, or why not?");
  verb.add_option(
          "sentence", options->sentence,
          "A sentence with nothing left open, e.g. \"Hungary must arrest Benjamin Netanyahu\"")
      ->type_name("SENTENCE")
      ->required();
  AddOnOption(verb, options->on);
  verb.get_option("--on")->required();
  AddAtOption(verb, options->at);
  verb.add_option("--depth", options->depth,
                  "How many levels of reasons to show, 1 to 32; without it 8")
      ->type_name("LEVELS")
      ->check(CLI::Range(1, 32));
  AddQuestionOptions(verb, options->question);
  verb.footer("  comity explain \"Burundi is a State Party\" --on 2018-01-01\n");
  verb.callback([options, &chosen] { chosen = [options] { return ExplainSentence(*options); }; });
}

}  // namespace comity
