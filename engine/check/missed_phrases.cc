// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <tuple>

#include "engine/base/text.h"
#include "engine/check/context.h"

namespace comity {
namespace {

auto Place(const Span& span) { return std::tuple(span.file, span.line, span.column); }

// Whether the lines agree with one another in what they say instead.
bool SaysTheSame(const std::vector<CheckContext::Miss>& misses) {
  std::set<std::pair<std::uint32_t, std::uint32_t>> lines;
  for (const CheckContext::Miss& miss : misses) lines.emplace(miss.span.file, miss.span.line);
  return lines.size() > 1 &&
         std::all_of(misses.begin(), misses.end(), [&](const CheckContext::Miss& miss) {
           return miss.words == misses.front().words;
         });
}

void ReportMissed(const Phrase& phrase, const std::vector<CheckContext::Miss>& misses,
                  CheckContext& context) {
  std::set<std::tuple<std::uint32_t, std::uint32_t, std::uint32_t>> places;
  for (const CheckContext::Miss& miss : misses) places.insert(Place(miss.span));
  const auto first =
      std::min_element(misses.begin(), misses.end(),
                       [](const auto& a, const auto& b) { return Place(a.span) < Place(b.span); });
  context.sink.EraseIf([&](const Diagnostic& diagnostic) {
    return diagnostic.kind == DiagnosticKind::kUnknownPhrase &&
           places.contains(Place(diagnostic.span));
  });
  context.sink.Report(
      DiagnosticKind::kNothingUses, phrase.span, {std::string(FormWord(phrase.form))},
      {Concat({std::to_string(places.size()), " lines come near it, and say otherwise, as ",
               PlaceWords(first->span, phrase.span.file, context), ": ", first->line.text}),
       "write the same words here and there"});
}

}  // namespace

void ReportMissedPhrases(CheckContext& context) {
  for (PhraseId id = 0; id < context.program.phrases.size(); ++id) {
    const Phrase& phrase = context.program.phrases[id];
    const auto misses = context.misses.find(phrase.text);
    if (misses == context.misses.end() || context.used_phrases.contains(id)) continue;
    if (SaysTheSame(misses->second)) ReportMissed(phrase, misses->second, context);
  }
}

}  // namespace comity
