// SPDX-License-Identifier: Apache-2.0
#include "engine/base/text.h"
#include "engine/explain/explainer.h"

// How a proof shows what is stated in fact files and cases, or is not.
namespace comity {

ProofNode Explainer::NodeOfFact(const Fact& fact, bool given) const {
  ProofNode node;
  node.kind = fact.supposed ? ProofNode::Kind::kSupposition
              : given       ? ProofNode::Kind::kCase
                            : ProofNode::Kind::kFact;
  node.sentence = speaker_.Say(fact.predicate, fact.values);
  if (fact.dispute >= 0)
    node.title = program_.disputes[static_cast<std::size_t>(fact.dispute)].title;
  node.reference.source = fact.provenance.source;
  node.reference.notice = fact.provenance.notice;
  node.reference.confidence = fact.provenance.confidence;
  node.reference.recorded_on = fact.provenance.recorded_on;
  node.reference.retrieved = fact.provenance.retrieved;
  if (fact.provenance.span.line > 0) {
    node.reference.file = files_[fact.provenance.span.file].name;
    node.reference.line = fact.provenance.span.line;
  }
  return node;
}

// "On which day between 2012-03-01 and 2012-04-01 did it begin?", of a fact on a day on which it
// states that nobody knows. As known on a day, it may also be one whose end was not known.
std::string Explainer::AskDay(const Fact& fact, Day day) {
  if (fact.certain.Contains(day) || !fact.stretch.Contains(day)) return "On which day did it end?";
  const bool begins = day < fact.certain.from;
  const Day first = begins ? fact.stretch.from : fact.certain.until;
  const Day last = begins ? fact.certain.from : fact.stretch.until;
  return Concat({"On which day between ", FormatDay(first), " and ", FormatDay(last),
                 begins ? " did it begin?" : " did it end?"});
}

// What states the phrase on this day, or nothing, and whether the case does.
std::pair<const Fact*, bool> Explainer::FindStated(PredicateId predicate,
                                                   const std::vector<Value>& values,
                                                   Day day) const {
  const auto find = [&](const StatedRow* row, const std::vector<Fact>& facts,
                        const FactView& view) -> const Fact* {
    if (row == nullptr) return nullptr;
    const bool open = row->stated.At(day) == Truth::kUnknown;
    if (open && row->open.At(day) == Truth::kNo) return nullptr;
    for (std::uint32_t i : row->facts) {
      const auto days = DaysSeen(facts[i], view);
      if (days && (open ? days->stated : days->certain).Contains(day)) return &facts[i];
    }
    return nullptr;
  };
  const CaseFacts* case_facts = evaluator_.facts();
  if (case_facts != nullptr) {
    const Fact* given = find(evaluator_.CaseRow(predicate, values), case_facts->cast.given, {});
    if (given != nullptr) return {given, true};
  }
  return {find(evaluator_.FactRow(predicate, values), program_.facts, evaluator_.view()), false};
}

ProofNode Explainer::ProveStated(PredicateId predicate, const std::vector<Value>& values, Day day,
                                 int depth) {
  const Phrase& phrase = program_.phrases[program_.predicates[predicate].phrase];
  const auto [stated, given] = FindStated(predicate, values, day);
  ProofNode node = stated == nullptr ? ProofNode() : NodeOfFact(*stated, given);
  const Cell& cell = evaluator_.Ground(predicate, values);
  node.value = cell.value.At(day);
  node.stretch = cell.value.StretchAround(day);
  if (stated != nullptr) {
    if (node.value == Truth::kUnknown) {
      questions_[node.sentence] = {node.sentence, AskDay(*stated, day), phrase.decided_by, {}, {}};
    }
    return node;
  }
  node.sentence = speaker_.Say(predicate, values);
  if (node.value != phrase.otherwise) {
    AddPresumingRule(predicate, values, day, depth, node);
  } else if (phrase.presumed) {
    node.kind = ProofNode::Kind::kPresumption;
    presumptions_[node.sentence] = {node.sentence, node.value, {}, {}, {}};
  } else if (node.value == Truth::kUnknown) {
    node.kind = ProofNode::Kind::kUnknown;
    MissingFact& missing = questions_[node.sentence];
    missing = {
        node.sentence, speaker_.FillIn(phrase.ask, predicate, values), phrase.decided_by, {}, {}};
    for (const std::string& factor : phrase.factors)
      missing.factors.push_back(speaker_.FillIn(factor, predicate, values));
  } else {
    node.kind = ProofNode::Kind::kAbsence;
    const Day other = node.stretch.until.IsFinite()  ? node.stretch.until
                      : node.stretch.from.IsFinite() ? PlusDays(node.stretch.from, -1)
                                                     : day;
    const auto [elsewhere, in_case] = FindStated(predicate, values, other);
    if (elsewhere != nullptr) {
      node.kind = ProofNode::Kind::kOtherDays;
      node.reference = NodeOfFact(*elsewhere, in_case).reference;
    }
  }
  return node;
}

}  // namespace comity
