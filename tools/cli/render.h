// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "comity/v1/decision_service.pb.h"
#include "comity/v1/rulebook_service.pb.h"
#include "tools/cli/page.h"

namespace comity {

// Answers as text for people, made from the messages alone.
void RenderDecision(const v1::DecideResponse& response, Page& page);
void RenderExplanation(const v1::ExplainResponse& response, Page& page);
void RenderTimelines(const v1::TimelineResponse& response, Page& page);
void RenderBindings(const v1::FindResult& result, Page& page);
void RenderMap(const v1::DutyMapResult& result, Page& page);
void RenderRulebook(const v1::GetRulebookResponse& response, Page& page);

}  // namespace comity
