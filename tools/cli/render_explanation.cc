// SPDX-License-Identifier: Apache-2.0
#include "tools/cli/render.h"
#include "tools/cli/render_parts.h"
#include "tools/cli/words.h"

namespace comity {

void RenderExplanation(const v1::ExplainResponse& response, Page& page) {
  const v1::Explanation& explanation = response.explanation();
  page.Paragraph(0,
                 explanation.sentence() + ", " + DayWords(response.on()) + KnownWords(response) +
                     ", reading: " + response.reading(),
                 Style::kBold);
  page.Write("  ");
  page.Write(TruthWord(explanation.value()), StyleOf(explanation.value()));
  page.EndLine();
  if (!explanation.proof().empty()) {
    page.Blank();
    RenderProof(explanation.proof(), 2, page);
  }
  if (explanation.has_why_not()) {
    page.Blank();
    RenderWhyNot(explanation.why_not(), page);
  }
  if (!explanation.presumptions().empty() || !explanation.missing().empty() ||
      !explanation.disputes().empty())
    page.Blank();
  RenderPresumptions(explanation.presumptions(), page);
  RenderMissing(explanation.missing(), page);
  RenderLines("disputed", explanation.disputes(), page);
  RenderOrigin(response.revision(), response.has_horizon() ? &response.horizon() : nullptr, page);
}

}  // namespace comity
