// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "comity/v1/case.pb.h"
#include "tools/cli/verbs.h"
#include "tools/cli/where.h"

namespace comity {

// What most questions have in common.
struct QuestionOptions {
  Where where;
  std::string reading;
  std::string known_on;            // --known-on
  std::vector<std::string> given;  // --given
  std::vector<std::string> cast;   // --cast
  bool json = false;
};

// --reading, --known-on, --given, --cast, --json and where to ask. The verb `timeline` has
// --reading of its own.
enum class ReadingOption { kOne, kNone };
void AddQuestionOptions(CLI::App& verb, QuestionOptions& options,
                        ReadingOption reading = ReadingOption::kOne);
void AddOnOption(CLI::App& verb, std::string& on);
void AddAboutOption(CLI::App& verb, std::vector<std::string>& about);
void AddActionOption(CLI::App& verb, std::string& action);
void AddAtOption(CLI::App& verb, std::string& at);
void AddJsonOption(CLI::App& verb, bool& json);

// Fills in the case. A cast is "KIND NAME"; one without a name goes to the respondent as it is, who
// refuses it.
void FillCase(const QuestionOptions& options, v1::Case& facts);

}  // namespace comity
