// SPDX-License-Identifier: Apache-2.0
#include "engine/check/rule_slips.h"

#include <algorithm>
#include <utility>

#include "engine/base/text.h"

namespace comity {
namespace {

bool IsDeclared(const std::string& label, const Program& program) {
  return std::any_of(program.phrases.begin(), program.phrases.end(), [&](const Phrase& phrase) {
    return std::any_of(phrase.holes.begin(), phrase.holes.end(),
                       [&](const Hole& hole) { return hole.label == label; });
  });
}

bool Introduces(const Match& match) {
  return std::any_of(match.fillers.begin(), match.fillers.end(),
                     [](const Filler& filler) { return filler.kind == Filler::Kind::kIntroduced; });
}

}  // namespace

std::string LabelMeant(const std::string& label, const std::map<std::string, VariableId>& known,
                       const Program& program) {
  constexpr std::size_t kFewEdits = 2;
  if (IsDeclared(label, program)) return "";
  std::string meant;
  for (const auto& [name, variable] : known) {
    if (EditDistance(name, label) > kFewEdits || Nearest(label, {name}, 1).empty()) continue;
    if (!meant.empty()) return "";
    meant = name;
  }
  return meant;
}

bool SaidConditions::Repeats(const ast::Condition& condition, CheckContext& context) {
  if (condition.unless || condition.group != ast::Group::kNone || condition.sentences[0].as_of)
    return false;
  const ast::Text& text = condition.sentences[0].text;
  std::string words;
  for (const std::string_view word : SplitWords(text.text)) words.append(word).append(" ");
  if (said_.insert(std::move(words)).second) return false;
  const auto matches = context.lexicon->Read(Tokenize(text.text), true);
  if (matches.empty() || !Introduces(matches.front())) return false;
  context.sink.Report(DiagnosticKind::kOneValueOnly, text.span, {text.text},
                      {"take one of the two out; another one of the kind has another label, as in "
                       "‘a second State’"});
  return true;
}

}  // namespace comity
