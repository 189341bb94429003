// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <utility>

#include "engine/base/text.h"
#include "engine/check/context.h"
#include "engine/check/declarations.h"

namespace comity {
namespace {

// A name without what people leave out or put in: EC-1, EC 1, Ec1.
std::string WithoutJoints(std::string_view name) {
  std::string plain = FoldName(name);
  std::erase_if(plain, [](char c) { return c == '-' || c == ' ' || c == '_' || c == '.'; });
  return plain;
}

// The rules called so but for hyphens, blanks and capitals.
std::vector<std::string> SpeltOtherwise(const std::string& name, const Table<int>& names) {
  std::vector<std::string> found;
  for (const auto& [other, entry] : names) {
    if (WithoutJoints(other) == WithoutJoints(name)) found.push_back(other);
  }
  return found;
}

// What was meant by a name that no rule has.
std::vector<std::string> HelpForRule(const std::string& name, const Table<int>& names,
                                     const CheckContext& context) {
  const auto words = SplitWords(name);
  if (const auto found = SpeltOtherwise(name, names); !found.empty()) return DidYouMean(found);
  if (words.size() == 2 && names.contains(words[1]) && !names.contains(words[0]))
    return DidYouMean({std::string(words[1])});
  std::vector<std::string> found;
  for (const std::string_view word : words) {
    if (names.contains(word)) found.emplace_back(word);
  }
  if (found.size() > 1) {
    return {Concat({"between the names of two rules stands a comma: ", Join(found, ", ")})};
  }
  return DidYouMean(Nearest(name, context.NamesOf(names), 2));
}

// A rule that several exceptions agree to call otherwise: the slip is rather in its own line.
bool ReportMisnamed(const ast::Text& name, std::size_t times, const Table<int>& names,
                    CheckContext& context) {
  if (times < 2) return false;
  const auto found = SpeltOtherwise(name.text, names);
  if (found.size() != 1) return false;
  const auto place = context.places.find(Concat({"rules ", found[0]}));
  if (place == context.places.end()) return false;
  if (!context.FailsFirst(place->second.file, Concat({"rule ", name.text}))) return true;
  const std::string count = times == 2 ? "two" : std::to_string(times);
  context.sink.Report(DiagnosticKind::kWrongForm, place->second,
                      {Concat({"‘", found[0], "’"}),
                       Concat({count, " exceptions call this rule ‘", name.text, "’"})},
                      {Concat({"call it ‘", name.text, "’ here as well, or ‘", found[0],
                               "’ there: the first of them stands in ",
                               PlaceWords(name.span, place->second.file, context)})});
  return true;
}

}  // namespace

void ReportUnknownRule(const ast::Text& name, std::size_t times, const Table<int>& names,
                       CheckContext& context) {
  // It may be the name that could not be read.
  if (context.rule_without_name) return;
  if (ReportMisnamed(name, times, names, context)) return;
  if (!context.FailsFirst(name.span.file, Concat({"rule ", name.text}))) return;
  const bool crowded = context.sink.IsCrowded(name.span.file);
  context.sink.Report(
      DiagnosticKind::kUnknownName, name.span, {"rule", name.text},
      crowded ? std::vector<std::string>() : HelpForRule(name.text, names, context));
}

}  // namespace comity
