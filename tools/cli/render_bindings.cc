// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "tools/cli/render.h"
#include "tools/cli/render_parts.h"
#include "tools/cli/words.h"

namespace comity {
namespace {

int CountOf(const v1::FindResult& result, v1::Truth value) {
  int count = 0;
  for (const v1::Binding& binding : result.bindings()) count += binding.value() == value ? 1 : 0;
  return count;
}

// "125 found on 1 January 2025, 2 of them unknown".
std::string Heading(const v1::FindResult& result) {
  std::string heading = std::to_string(result.bindings_size()) + " found";
  if (result.has_on()) heading += " on " + DayWords(result.on());
  if (const int unknown = CountOf(result, v1::TRUTH_UNKNOWN); unknown > 0) {
    heading += ", " + std::to_string(unknown) + " of them unknown";
  }
  return heading + KnownWords(result) + ", reading: " + result.reading();
}

std::string StretchesWords(const v1::Binding& binding) {
  const auto& all = binding.stretches();
  const bool mixed = std::any_of(all.begin(), all.end(), [](const v1::TruthStretch& stretch) {
    return stretch.value() == v1::TRUTH_UNKNOWN;
  });
  std::vector<std::string> words;
  for (const v1::TruthStretch& stretch : all) {
    words.push_back((mixed ? TruthWord(stretch.value()) + " " : "") + StretchWords(stretch));
  }
  return List(words);
}

}  // namespace

void RenderBindings(const v1::FindResult& result, Page& page) {
  page.Paragraph(0, Heading(result), Style::kBold);
  for (const v1::Binding& binding : result.bindings()) {
    page.Paragraph(2, (binding.value() == v1::TRUTH_UNKNOWN ? "unknown: " : "") +
                          binding.sentence() + ", " + StretchesWords(binding));
  }
  RenderOrigin(result.revision(), result.has_horizon() ? &result.horizon() : nullptr, page);
}

}  // namespace comity
