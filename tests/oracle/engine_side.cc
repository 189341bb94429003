// SPDX-License-Identifier: Apache-2.0
#include "tests/oracle/engine_side.h"

#include <utility>

namespace comity::oracle {

EngineSide::EngineSide(const Program& program, const std::vector<TextFile>& files, Accent accent)
    : program_(program), accent_(std::move(accent)) {
  std::vector<SourceFile> sources;
  sources.reserve(files.size());
  for (const TextFile& file : files) sources.push_back({file.name, file.text});
  const Compilation compilation = Compile(std::move(sources));
  rulebook_ = compilation.rulebook;
  for (const Diagnostic& diagnostic : compilation.diagnostics) {
    refusal_ += Render(diagnostic, *compilation.files) + "\n";
  }
  if (refusal_.empty() && rulebook_ == nullptr) refusal_ = "no rulebook and no diagnostic\n";
}

template <typename T>
bool EngineSide::Refused(const Answer<T>& answer, const std::string& about) {
  for (const Refusal& refusal : answer.refusals()) {
    errors_.push_back(about + ": refused at " + refusal.field + ": " + refusal.message);
  }
  return !answer.ok();
}

// Says half of the days and denials in words and half in fields, which must be the same.
Case EngineSide::CaseOf(View view) const {
  Case result;
  if (!view.with_case) return result;
  for (const auto& [kind, name] : program_.cast) {
    result.cast.push_back({Say(program_.kinds[kind].name), Say(name)});
  }
  for (std::size_t i = 0; i < program_.given.size(); ++i) {
    const oracle::Statement& given = program_.given[i];
    comity::Statement statement;
    if (i % 2 == 0 || given.from_last || given.until_last) {
      statement.text = Say(SayStatement(program_, given));
    } else {
      statement.text = Say(SayGround(program_, given.phrase, given.arguments));
      statement.denied = given.denied;
      if (given.from) statement.from = Day{*given.from + accent_.days};
      if (given.until) statement.until = Day{*given.until + accent_.days};
    }
    result.statements.push_back(std::move(statement));
  }
  return result;
}

EngineSide::Timelines EngineSide::FindAll(const std::string& phrase, View view) {
  FindQuestion question;
  question.phrase = Say(phrase);
  question.reading = Say(program_.readings[view.reading].name);
  if (view.known_on) question.known_on = Day{*view.known_on + accent_.days};
  question.facts = CaseOf(view);
  const auto answer = Find(*rulebook_, question);
  Timelines timelines;
  horizon_.reset();
  if (Refused(answer, phrase)) return timelines;
  if (answer->horizon) horizon_ = answer->horizon->day.number - accent_.days;
  for (const Binding& binding : answer->bindings) {
    std::vector<std::string> names;
    for (const Binding::Filled& filled : binding.filled) names.push_back(filled.name);
    if (!timelines.emplace(names, binding.timeline).second) {
      errors_.push_back(phrase + ": two bindings for " + binding.sentence);
    }
  }
  return timelines;
}

std::vector<TimelineStretch> EngineSide::AskSentence(const std::string& sentence, View view) {
  TimelineQuestion question;
  question.phrase = sentence;
  question.readings = {program_.readings[view.reading].name};
  if (view.known_on) question.known_on = Day{*view.known_on + accent_.days};
  question.facts = CaseOf(view);
  const auto answer = AskTimeline(*rulebook_, question);
  if (Refused(answer, sentence)) return {};
  return answer->at(0).stretches;
}

std::vector<TimelineStretch> EngineSide::AskAct(const ActAsked& act, View view) {
  TimelineQuestion question;
  question.actor = act.actor;
  question.action = act.action;
  question.about = act.about;
  question.readings = {program_.readings[view.reading].name};
  if (view.known_on) question.known_on = Day{*view.known_on + accent_.days};
  question.facts = CaseOf(view);
  const auto answer = AskTimeline(*rulebook_, question);
  if (Refused(answer, act.actor + ", " + act.action)) return {};
  return answer->at(0).stretches;
}

Decided EngineSide::DecideAct(const ActAsked& act, int day, View view) {
  Question question;
  question.actor = act.actor;
  question.action = act.action;
  question.about = act.about;
  question.on = Day{day};
  question.reading = program_.readings[view.reading].name;
  if (view.known_on) question.known_on = Day{*view.known_on + accent_.days};
  question.facts = CaseOf(view);
  question.detail = Question::Detail::kOutcome;
  const auto answer = Decide(*rulebook_, question);
  if (Refused(answer, act.actor + ", " + act.action)) return {};
  if (answer->determinations.size() != 1) {
    errors_.push_back(act.actor + ", " + act.action + ": not one determination");
    return {};
  }
  const Determination& determination = answer->determinations[0];
  return {determination.outcome, determination.stretch};
}

}  // namespace comity::oracle
