// SPDX-License-Identifier: Apache-2.0
#include "tools/cli/question_options.h"

namespace comity {

void AddJsonOption(CLI::App& verb, bool& json) {
  verb.add_flag("--json", json, "Print the answer as JSON, for programs");
}

void AddQuestionOptions(CLI::App& verb, QuestionOptions& options, ReadingOption reading) {
  if (reading == ReadingOption::kOne) {
    verb.add_option("--reading", options.reading,
                    "Which answers to disputed issues to take: the name of a reading of the "
                    "rulebook. Without it: prevailing, the Court's own")
        ->type_name("NAME");
  }
  verb.add_option("--known-on", options.known_on,
                  "Ask as known on this day: facts that were recorded, or happened, later do not "
                  "count. Without it: all facts")
      ->type_name("DAY");
  verb.add_option(
          "--given", options.given,
          "A fact to take as given for this question only, as it would stand in a fact file; "
          "with ‘not’ before it, the contrary. May be repeated")
      ->type_name("STATEMENT")
      ->allow_extra_args(false);
  verb.add_option("--cast", options.cast,
                  "Somebody or something that only this question knows, e.g. \"State Z\". May be "
                  "repeated")
      ->type_name("\"KIND NAME\"")
      ->check([](const std::string& cast) {
        const bool good = cast.find(' ') != std::string::npos;
        return good ? std::string() : "‘" + cast + "’ is not a kind and a name, as in \"State Z\"";
      })
      ->allow_extra_args(false);
  AddJsonOption(verb, options.json);
  AddWhereOptions(verb, options.where);
}

void AddOnOption(CLI::App& verb, std::string& on) {
  verb.add_option("--on", on, "The day asked about, year-month-day, e.g. 2024-12-09")
      ->type_name("DAY");
}

void AddAboutOption(CLI::App& verb, std::vector<std::string>& about) {
  verb.add_option(
          "--person,--about", about,
          "Whom or what the act concerns: a name, or a part of one that nobody else has, e.g. "
          "gallant. May be repeated")
      ->type_name("NAME")
      ->allow_extra_args(false);
}

void AddActionOption(CLI::App& verb, std::string& action) {
  verb.add_option("--action", action, "One act only, e.g. arrest. Without it: all that are known")
      ->type_name("ACT");
}

void AddAtOption(CLI::App& verb, std::string& at) {
  verb.add_option("--at", at, "Suppose that the person is in this place, e.g. USA")
      ->type_name("PLACE");
}

void FillCase(const QuestionOptions& options, v1::Case& facts) {
  for (const std::string& cast : options.cast) {
    const std::size_t blank = cast.find(' ');
    v1::Cast& entity = *facts.add_cast();
    entity.set_kind(cast.substr(0, blank));
    if (blank != std::string::npos) entity.set_name(cast.substr(blank + 1));
  }
  for (const std::string& statement : options.given) facts.add_statements()->set_text(statement);
}

}  // namespace comity
