// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "tools/cli/render.h"
#include "tools/cli/render_parts.h"
#include "tools/cli/words.h"

namespace comity {
namespace {

std::string CauseWords(const v1::Cause& cause) {
  std::string words = cause.rule();
  if (!cause.title().empty()) words += " ‘" + cause.title() + "’";
  if (!cause.citations().empty()) words += ", " + CitationWords(cause.citations());
  if (!cause.because().empty()) words += (words.empty() ? "" : ": ") + cause.because();
  return words;
}

bool IsNo(const v1::TimelineStretch& stretch) {
  return stretch.has_truth() && stretch.truth() == v1::TRUTH_NO;
}

void RenderStretch(const v1::TimelineStretch& stretch, Page& page) {
  const bool is_act = stretch.has_outcome();
  page.Write("  ");
  page.Write(Padded(is_act ? OutcomeWord(stretch.outcome()) : TruthWord(stretch.truth()),
                    is_act ? kOutcomeColumns : 10),
             is_act ? StyleOf(stretch.outcome()) : StyleOf(stretch.truth()));
  page.Write(StretchWords(stretch));
  page.EndLine();
  if (stretch.has_opened_by()) {
    page.Labelled(6, "begins by", 11, CauseWords(stretch.opened_by()));
  }
  if (stretch.has_ended_by()) page.Labelled(6, "ends by", 11, CauseWords(stretch.ended_by()));
}

}  // namespace

void RenderTimelines(const v1::TimelineResponse& response, Page& page) {
  bool first = true;
  for (const v1::ReadingTimeline& timeline : response.timelines()) {
    if (!first) page.Blank();
    first = false;
    page.Paragraph(0,
                   timeline.sentence() + KnownWords(response) + ", reading: " + timeline.reading(),
                   Style::kBold);
    const auto& all = timeline.stretches();
    if (std::all_of(all.begin(), all.end(), IsNo)) page.Paragraph(2, "never");
    for (const v1::TimelineStretch& stretch : all) {
      if (!IsNo(stretch)) RenderStretch(stretch, page);
    }
  }
  RenderOrigin(response.revision(), response.has_horizon() ? &response.horizon() : nullptr, page);
}

}  // namespace comity
