// SPDX-License-Identifier: Apache-2.0
#include "service/convert.h"

namespace comity {
namespace {

template <typename Repeated>
void AddAll(const std::vector<std::string>& texts, Repeated* repeated) {
  for (const std::string& text : texts) *repeated->Add() = text;
}

template <typename Message>
void SetStretch(const Stretch& stretch, Message* message) {
  if (stretch.from.IsFinite()) message->set_from_on(FormatDay(stretch.from));
  if (stretch.until.IsFinite()) message->set_until_on(FormatDay(stretch.until));
}

v1::ProofNode::Kind FromKind(ProofNode::Kind kind) {
  switch (kind) {
    case ProofNode::Kind::kRule:
      return v1::ProofNode::KIND_RULE;
    case ProofNode::Kind::kException:
      return v1::ProofNode::KIND_EXCEPTION;
    case ProofNode::Kind::kFact:
      return v1::ProofNode::KIND_FACT;
    case ProofNode::Kind::kCase:
      return v1::ProofNode::KIND_CASE;
    case ProofNode::Kind::kSupposition:
      return v1::ProofNode::KIND_SUPPOSITION;
    case ProofNode::Kind::kPresumption:
      return v1::ProofNode::KIND_PRESUMPTION;
    case ProofNode::Kind::kAbsence:
      return v1::ProofNode::KIND_ABSENCE;
    case ProofNode::Kind::kOtherDays:
      return v1::ProofNode::KIND_OTHER_DAYS;
    case ProofNode::Kind::kUnknown:
      return v1::ProofNode::KIND_UNKNOWN;
    case ProofNode::Kind::kComparison:
      return v1::ProofNode::KIND_COMPARISON;
    case ProofNode::Kind::kGroup:
      return v1::ProofNode::KIND_GROUP;
    case ProofNode::Kind::kUnless:
      return v1::ProofNode::KIND_UNLESS;
    case ProofNode::Kind::kNoRule:
      return v1::ProofNode::KIND_NO_RULE;
    case ProofNode::Kind::kGap:
      return v1::ProofNode::KIND_GAP;
  }
  return v1::ProofNode::KIND_UNSPECIFIED;
}

void FromReference(const Reference& reference, v1::Reference* message) {
  message->set_file(reference.file);
  message->set_line(reference.line);
  message->set_source(reference.source);
  message->set_notice(reference.notice);
  message->set_confidence(reference.confidence);
  if (reference.recorded_on) message->set_recorded_on(FormatDay(*reference.recorded_on));
  if (reference.retrieved) message->set_retrieved_on(FormatDay(*reference.retrieved));
}

void FromProofNode(const ProofNode& node, v1::ProofNode* message) {
  message->set_kind(FromKind(node.kind));
  message->set_value(FromTruth(node.value));
  message->set_sentence(node.sentence);
  message->set_rule(node.rule);
  message->set_title(node.title);
  message->set_effect(node.effect);
  AddAll(node.citations, message->mutable_citations());
  if (node.reference.line > 0 || !node.reference.source.empty()) {
    FromReference(node.reference, message->mutable_reference());
  }
  SetStretch(node.stretch, message->mutable_stretch());
  for (const ProofNode& child : node.children) FromProofNode(child, message->add_children());
}

void FromPresumption(const Presumption& presumption, v1::Presumption* message) {
  message->set_sentence(presumption.sentence);
  message->set_presumed(FromTruth(presumption.presumed));
  message->set_rule(presumption.rule);
  AddAll(presumption.citations, message->mutable_citations());
  if (presumption.since && presumption.since->IsFinite()) {
    message->set_since_on(FormatDay(*presumption.since));
  }
}

void FromMissingFact(const MissingFact& missing, v1::MissingFact* message) {
  message->set_sentence(missing.sentence);
  message->set_ask(missing.ask);
  message->set_decided_by(missing.decided_by);
  AddAll(missing.factors, message->mutable_factors());
  AddAll(missing.rules, message->mutable_rules());
}

void FromWhyNot(const WhyNot& why_not, v1::WhyNot* message) {
  message->set_sentence(why_not.sentence);
  for (const ProofNode& node : why_not.nearest) FromProofNode(node, message->add_nearest());
  AddAll(why_not.see_also, message->mutable_see_also());
  AddAll(why_not.because, message->mutable_because());
}

void FromDetermination(const Determination& determination, v1::Determination* message) {
  message->set_actor(determination.actor);
  message->set_actor_code(determination.actor_code);
  message->set_action(determination.action);
  message->set_outcome(FromOutcome(determination.outcome));
  AddAll(determination.citations, message->mutable_citations());
  AddAll(determination.shown_citations, message->mutable_shown_citations());
  AddAll(determination.rules, message->mutable_rules());
  AddAll(determination.because, message->mutable_because());
  SetStretch(determination.stretch, message->mutable_stretch());
  if (determination.next_change_on && determination.next_change_on->IsFinite()) {
    message->set_next_change_on(FormatDay(*determination.next_change_on));
  }
  for (const Presumption& presumption : determination.presumptions) {
    FromPresumption(presumption, message->add_presumptions());
  }
  for (const MissingFact& missing : determination.missing) {
    FromMissingFact(missing, message->add_missing());
  }
  AddAll(determination.disputes, message->mutable_disputes());
  if (determination.why_not) FromWhyNot(*determination.why_not, message->mutable_why_not());
  for (const ProofNode& node : determination.explanation) {
    FromProofNode(node, message->add_explanation());
  }
}

void FromCause(const TimelineStretch::Cause& cause, v1::Cause* message) {
  message->set_rule(cause.rule);
  message->set_title(cause.title);
  AddAll(cause.citations, message->mutable_citations());
  message->set_because(cause.because);
}

void AddTruthStretches(const Timeline& timeline,
                       google::protobuf::RepeatedPtrField<v1::TruthStretch>* out) {
  Day from = Day::Beginning();
  Truth value = timeline.initial();
  const auto add = [&](Day until) {
    if (value == Truth::kNo) return;
    v1::TruthStretch* message = out->Add();
    SetStretch({.from = from, .until = until}, message);
    message->set_value(FromTruth(value));
  };
  for (const Timeline::Step& step : timeline.steps()) {
    add(step.day);
    from = step.day;
    value = step.value;
  }
  add(Day::End());
}

}  // namespace

v1::Outcome FromOutcome(Outcome outcome) {
  switch (outcome) {
    case Outcome::kObliged:
      return v1::OUTCOME_OBLIGED;
    case Outcome::kObligedSuspended:
      return v1::OUTCOME_OBLIGED_SUSPENDED;
    case Outcome::kForbidden:
      return v1::OUTCOME_FORBIDDEN;
    case Outcome::kPermitted:
      return v1::OUTCOME_PERMITTED;
    case Outcome::kVoluntary:
      return v1::OUTCOME_VOLUNTARY;
    case Outcome::kBarred:
      return v1::OUTCOME_BARRED;
    case Outcome::kNoDuty:
      return v1::OUTCOME_NO_DUTY;
    case Outcome::kUndetermined:
      return v1::OUTCOME_UNDETERMINED;
    case Outcome::kConflict:
      return v1::OUTCOME_CONFLICT;
  }
  return v1::OUTCOME_UNSPECIFIED;
}

v1::Truth FromTruth(Truth truth) {
  switch (truth) {
    case Truth::kNo:
      return v1::TRUTH_NO;
    case Truth::kUnknown:
      return v1::TRUTH_UNKNOWN;
    case Truth::kYes:
      return v1::TRUTH_YES;
  }
  return v1::TRUTH_UNSPECIFIED;
}

void FromDecision(const Decision& decision, v1::Decision* message) {
  for (const Determination& determination : decision.determinations) {
    FromDetermination(determination, message->add_determinations());
  }
  message->set_reading(decision.reading);
  message->set_on(FormatDay(decision.on));
  if (decision.known_on) message->set_known_on(FormatDay(*decision.known_on));
  SetHorizon(decision.horizon, decision.on, message);
  AddAll(decision.suppositions, message->mutable_suppositions());
  for (const Decision::Divergence& divergence : decision.divergences) {
    v1::Divergence* added = message->add_divergences();
    added->set_reading(divergence.reading);
    added->set_action(divergence.action);
    added->set_outcome(FromOutcome(divergence.outcome));
  }
}

void FromBinding(const Binding& binding, v1::Binding* message) {
  message->set_sentence(binding.sentence);
  for (const Binding::Filled& filled : binding.filled) {
    v1::Filling* added = message->add_filled();
    added->set_label(filled.label);
    added->set_name(filled.name);
    added->set_code(filled.code);
  }
  AddTruthStretches(binding.timeline, message->mutable_stretches());
  if (binding.value) message->set_value(FromTruth(*binding.value));
}

void FromExplanation(const Explanation& explanation, v1::Explanation* message) {
  message->set_sentence(explanation.sentence);
  message->set_value(FromTruth(explanation.value));
  for (const ProofNode& node : explanation.proof) FromProofNode(node, message->add_proof());
  if (explanation.why_not) FromWhyNot(*explanation.why_not, message->mutable_why_not());
  for (const Presumption& presumption : explanation.presumptions) {
    FromPresumption(presumption, message->add_presumptions());
  }
  for (const MissingFact& missing : explanation.missing) {
    FromMissingFact(missing, message->add_missing());
  }
  AddAll(explanation.disputes, message->mutable_disputes());
}

void FromReadingTimeline(const ReadingTimeline& timeline, v1::ReadingTimeline* message) {
  message->set_reading(timeline.reading);
  message->set_sentence(timeline.sentence);
  for (const TimelineStretch& stretch : timeline.stretches) {
    const Truth* truth = std::get_if<Truth>(&stretch.value);
    if (truth && *truth == Truth::kNo) continue;
    v1::TimelineStretch* added = message->add_stretches();
    SetStretch(stretch.stretch, added);
    if (truth) {
      added->set_truth(FromTruth(*truth));
    } else {
      added->set_outcome(FromOutcome(std::get<Outcome>(stretch.value)));
    }
    if (stretch.opened_by) FromCause(*stretch.opened_by, added->mutable_opened_by());
    if (stretch.ended_by) FromCause(*stretch.ended_by, added->mutable_ended_by());
  }
}

void FromMapEntry(const MapEntry& entry, v1::MapEntry* message) {
  message->set_actor(entry.actor);
  message->set_actor_code(entry.actor_code);
  message->set_action(entry.action);
  message->set_outcome(FromOutcome(entry.outcome));
  AddAll(entry.citations, message->mutable_citations());
  AddAll(entry.shown_citations, message->mutable_shown_citations());
  AddAll(entry.notes, message->mutable_notes());
  for (const Presumption& presumption : entry.presumptions) {
    FromPresumption(presumption, message->add_presumptions());
  }
  for (const Outcome rival : entry.rival_outcomes) {
    message->add_rival_outcomes(FromOutcome(rival));
  }
}

}  // namespace comity
