// SPDX-License-Identifier: Apache-2.0
#include "tools/cli/render.h"
#include "tools/cli/render_parts.h"
#include "tools/cli/words.h"

namespace comity {

void RenderRulebook(const v1::GetRulebookResponse& response, Page& page) {
  const v1::RulebookContents& contents = response.contents();
  page.Labelled(2, "rulebook", kLabelColumns, RevisionWords(response.revision()));
  page.Labelled(2, "holds", kLabelColumns,
                std::to_string(contents.rules()) + " rules, " + std::to_string(contents.facts()) +
                    " facts, " + std::to_string(contents.entities()) + " entities, " +
                    std::to_string(contents.scenarios()) + " scenarios");
  if (contents.has_horizon_on()) {
    page.Labelled(2, "facts", kLabelColumns, "complete up to " + DayWords(contents.horizon_on()));
  }
  for (const v1::Reading& reading : contents.readings()) {
    page.Labelled(2, reading.name() == "prevailing" ? "readings" : "", kLabelColumns,
                  reading.name() + (reading.title().empty() ? "" : ": " + reading.title()));
  }
  if (response.has_failure()) {
    page.Labelled(2, "not active", kLabelColumns,
                  "the files as they are now: " + response.failure().reason());
  }
}

}  // namespace comity
