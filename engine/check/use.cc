// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <map>

#include "engine/base/text.h"
#include "engine/check/context.h"
#include "engine/check/declarations.h"

namespace comity {
namespace {

// Of more, the number says enough.
constexpr std::size_t kShownOfAFile = 3;

void CheckPhrases(CheckContext& context) {
  std::map<std::uint32_t, std::vector<const Phrase*>> idle;  // by file
  for (PhraseId id = 0; id < context.program.phrases.size(); ++id) {
    const Phrase& phrase = context.program.phrases[id];
    if (context.used_phrases.contains(id) || phrase.supposed_by_at) continue;
    idle[phrase.span.file].push_back(&phrase);
  }
  for (const auto& [file, phrases] : idle) {
    const std::size_t shown = std::min(phrases.size(), kShownOfAFile);
    for (std::size_t i = 0; i < shown; ++i) {
      std::vector<std::string> help = {
          "no rule, fact, ‘row’ line, scenario or ‘see also’ line says it: write the rule that is "
          "missing, or take it out"};
      if (i + 1 == shown && phrases.size() > shown) {
        help.push_back(Concat({"so it is with ", std::to_string(phrases.size() - shown),
                               " more phrases of this file"}));
      }
      context.sink.Report(DiagnosticKind::kNothingUses, phrases[i]->span,
                          {std::string(FormWord(phrases[i]->form))}, std::move(help));
    }
  }
}

void CheckDateRuleUse(CheckContext& context) {
  for (const CheckContext::DateRuleEntry& entry : context.date_rules) {
    if (context.used_date_rules.contains(entry.rule)) continue;
    context.sink.Report(DiagnosticKind::kNothingUses, entry.rule->phrase.span, {"date rule"},
                        {"no date in a rule or another date rule names it: name it there, or take "
                         "it out"});
  }
}

// Which positions of an issue some rule or exception carries.
std::vector<bool> CarriedPositions(std::uint32_t issue, const Program& program) {
  std::vector<bool> carried(program.issues[issue].positions.size());
  for (const Rule& rule : program.rules) {
    for (const PositionTag& tag : rule.tags) {
      if (tag.issue == issue) carried[tag.position] = true;
    }
  }
  return carried;
}

// One position may be carried by no rule: under it the rules of the others do not count. Two such
// positions come out the same.
void CheckPositions(const ast::Issue& source, CheckContext& context) {
  const std::uint32_t number = context.issues.at(source.name.text);
  const Issue& issue = context.program.issues[number];
  const std::vector<bool> carried = CarriedPositions(number, context.program);
  if (std::find(carried.begin(), carried.end(), true) == carried.end()) {
    context.sink.Report(
        DiagnosticKind::kNoDifference, source.name.span, {Concat({"issue ‘", issue.name, "’"})},
        {Concat({"no rule or exception carries one of its positions; add below one of them: "
                 "position ",
                 issue.name, " = ", issue.positions.empty() ? "..." : issue.positions[0].name})});
    return;
  }
  // The prevailing one if no rule carries it, else the first that none does.
  auto spared = static_cast<std::size_t>(issue.prevailing);
  if (carried[spared]) {
    spared = static_cast<std::size_t>(std::find(carried.begin(), carried.end(), false) -
                                      carried.begin());
  }
  for (std::size_t i = 0; i < carried.size() && i < source.positions.size(); ++i) {
    if (carried[i] || i == spared) continue;
    context.sink.Report(
        DiagnosticKind::kNoDifference, source.positions[i].name.span,
        {Concat({"position ‘", issue.positions[i].name, "’ of issue ‘", issue.name, "’"})},
        {Concat({"no rule or exception carries it, as none carries ‘", issue.positions[spared].name,
                 "’; so the two come out the same"})});
  }
}

}  // namespace

void CheckUse(const std::vector<ast::File>& files, CheckContext& context) {
  CheckPhrases(context);
  CheckDateRuleUse(context);
  ForEach<ast::Issue>(
      files, [&](const ast::Issue& issue, std::size_t) { CheckPositions(issue, context); });
}

}  // namespace comity
