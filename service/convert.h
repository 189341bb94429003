// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "comity/v1/decision_service.pb.h"
#include "comity/v1/rulebook_service.pb.h"
#include "engine/engine.h"
#include "service/limits.h"
#include "service/snapshot.h"
#include "service/status.h"

namespace comity {

// Between the wire and the engine, field by field; the only place that knows both. Nothing here
// decides anything about law, asks the engine or touches the network.

// A question of the engine, or what is wrong with the request, all of it at once.
template <typename T>
struct Converted {
  T value;
  std::vector<Violation> violations;
  bool ok() const { return violations.empty(); }
};

Converted<Question> ToQuestion(const v1::DecideRequest& request, const Limits& limits);
Converted<FindQuestion> ToFindQuestion(const v1::FindRequest& request, const Limits& limits);
Converted<ExplainQuestion> ToExplainQuestion(const v1::ExplainRequest& request,
                                             const Limits& limits);
Converted<TimelineQuestion> ToTimelineQuestion(const v1::TimelineRequest& request,
                                               const Limits& limits);
Converted<MapQuestion> ToMapQuestion(const v1::DutyMapRequest& request, const Limits& limits);

void FromDecision(const Decision& decision, v1::Decision* message);
void FromBinding(const Binding& binding, v1::Binding* message);
void FromExplanation(const Explanation& explanation, v1::Explanation* message);
void FromReadingTimeline(const ReadingTimeline& timeline, v1::ReadingTimeline* message);
void FromMapEntry(const MapEntry& entry, v1::MapEntry* message);

void FromRevision(const Snapshot& snapshot, v1::Revision* message);
void FromSummary(const RulebookSummary& summary, v1::RulebookContents* message);
void FromDiagnostic(const Diagnostic& diagnostic, const std::vector<SourceFile>& files,
                    v1::Diagnostic* message);
void FromScenario(const ScenarioOutcome& scenario, const std::vector<SourceFile>& files,
                  v1::ScenarioOutcome* message);
void FromCoverage(const Coverage& coverage, const std::vector<SourceFile>& files,
                  v1::Coverage* message);
void FromLoadFailure(const LoadFailure& failure, v1::LoadFailure* message);

// Sets `horizon` of any answer, if something that it rests on is promised to be complete.
template <typename Message>
void SetHorizon(const std::optional<Horizon>& horizon, const std::optional<Day>& asked,
                Message* message) {
  if (!horizon || !horizon->day.IsFinite()) return;
  message->mutable_horizon()->set_on(FormatDay(horizon->day));
  message->mutable_horizon()->set_exceeded(asked && *asked > horizon->day);
  for (const std::string& phrase : horizon->phrases) message->mutable_horizon()->add_about(phrase);
}

v1::Outcome FromOutcome(Outcome outcome);
v1::Truth FromTruth(Truth truth);

}  // namespace comity
