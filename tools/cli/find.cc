// SPDX-License-Identifier: Apache-2.0
#include "tools/cli/answer.h"
#include "tools/cli/render.h"

namespace comity {
namespace {

struct FindOptions {
  QuestionOptions question;
  std::string phrase, on;
};

ExitCode Find(const FindOptions& options) {
  v1::FindRequest request;
  request.set_phrase(options.phrase);
  if (!options.on.empty()) request.set_on(options.on);
  request.set_reading(options.question.reading);
  if (!options.question.known_on.empty()) request.set_known_on(options.question.known_on);
  FillCase(options.question, *request.mutable_case_());
  return AskAndShow<v1::FindResult>(options.question, request, RenderBindings);
}

}  // namespace

void AddFind(CLI::App& program, Verb& chosen) {
  auto options = std::make_shared<FindOptions>();
  CLI::App& verb = *program.add_subcommand("find", "For whom does a sentence hold, and when?");
  verb.add_option("phrase", options->phrase,
                  "A phrase of the vocabulary with something left open, e.g. \"a State is a State "
                  "Party\"")
      ->type_name("PHRASE")
      ->required();
  AddOnOption(verb, options->on);
  AddQuestionOptions(verb, options->question);
  verb.footer(
      "Without --on: everything for which it holds on any day.\n\n"
      "  comity find \"a State is a State Party\" --on 2025-01-01\n");
  verb.callback([options, &chosen] { chosen = [options] { return Find(*options); }; });
}

}  // namespace comity
