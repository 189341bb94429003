// SPDX-License-Identifier: Apache-2.0
#include "tools/cli/render_parts.h"

#include "tools/cli/words.h"

namespace comity {
namespace {

std::string PresumptionWords(const v1::Presumption& presumption) {
  std::string words;
  if (presumption.presumed() != v1::TRUTH_YES) words += "not: ";
  words += presumption.sentence();
  if (presumption.has_since_on()) words += ", since " + DayWords(presumption.since_on());
  if (!presumption.citations().empty())
    words += " (" + CitationWords(presumption.citations()) + ")";
  return words;
}

// Where a step rests: the rule with its citations, or the record with its source.
std::string BasisWords(const v1::ProofNode& node) {
  std::string words;
  if (!node.rule().empty()) {
    words = node.kind() == v1::ProofNode::KIND_EXCEPTION ? "exception " : "rule ";
    words += node.rule();
    if (!node.title().empty()) words += " ‘" + node.title() + "’";
  }
  if (!node.citations().empty())
    words += (words.empty() ? "" : ", ") + CitationWords(node.citations());
  if (!node.has_reference()) return words;
  const v1::Reference& reference = node.reference();
  for (const std::string& part : {reference.source(), reference.notice()}) {
    if (!part.empty()) words += (words.empty() ? "" : ", ") + part;
  }
  if (!reference.confidence().empty()) words += ", confidence " + reference.confidence();
  if (reference.has_recorded_on()) words += ", recorded on " + DayWords(reference.recorded_on());
  if (reference.has_retrieved_on()) words += ", retrieved " + DayWords(reference.retrieved_on());
  if (!reference.file().empty()) {
    words +=
        (words.empty() ? "" : ", ") + reference.file() + ":" + std::to_string(reference.line());
  }
  return words;
}

// When it does hold, of something that does not during the stretch.
std::string OtherDaysWords(const v1::Stretch& stretch) {
  const std::string from = DayWords(stretch.until_on());
  const std::string until = DayWords(stretch.from_on());
  if (!stretch.has_until_on()) return "only until " + until;
  if (!stretch.has_from_on()) return "only from " + from;
  return "until " + until + ", and again from " + from;
}

std::string KindWords(const v1::ProofNode& node) {
  switch (node.kind()) {
    case v1::ProofNode::KIND_FACT:
      return node.title().empty() ? "" : "disputed: " + node.title();
    case v1::ProofNode::KIND_CASE:
      return "given with the question";
    case v1::ProofNode::KIND_SUPPOSITION:
      return "supposed";
    case v1::ProofNode::KIND_PRESUMPTION:
      return "presumed";
    case v1::ProofNode::KIND_ABSENCE:
      return "nothing is recorded";
    case v1::ProofNode::KIND_OTHER_DAYS:
      return OtherDaysWords(node.stretch());
    case v1::ProofNode::KIND_UNKNOWN:
      return "nobody has said";
    case v1::ProofNode::KIND_NO_RULE:
      return "no rule says so";
    case v1::ProofNode::KIND_EXCEPTION:
      return node.effect();
    default:
      return {};
  }
}

}  // namespace

Style StyleOf(v1::Outcome outcome) {
  switch (outcome) {
    case v1::OUTCOME_OBLIGED:
    case v1::OUTCOME_FORBIDDEN:
    case v1::OUTCOME_CONFLICT:
      return Style::kRed;
    case v1::OUTCOME_UNDETERMINED:
    case v1::OUTCOME_OBLIGED_SUSPENDED:
      return Style::kYellow;
    case v1::OUTCOME_VOLUNTARY:
    case v1::OUTCOME_PERMITTED:
      return Style::kGreen;
    default:
      return Style::kBold;
  }
}

Style StyleOf(v1::Truth truth) {
  if (truth == v1::TRUTH_YES) return Style::kGreen;
  return truth == v1::TRUTH_NO ? Style::kBold : Style::kYellow;
}

void RenderLines(std::string_view label,
                 const google::protobuf::RepeatedPtrField<std::string>& lines, Page& page) {
  for (const std::string& line : lines) {
    page.Labelled(2, label, kLabelColumns, line);
    label = {};
  }
}

void RenderPresumptions(const google::protobuf::RepeatedPtrField<v1::Presumption>& presumptions,
                        Page& page) {
  std::string_view label = "presumed";
  for (const v1::Presumption& presumption : presumptions) {
    page.Labelled(2, label, kLabelColumns, PresumptionWords(presumption));
    label = {};
  }
}

void RenderMissing(const google::protobuf::RepeatedPtrField<v1::MissingFact>& missing, Page& page) {
  for (const v1::MissingFact& fact : missing) {
    page.Labelled(2, "not known", kLabelColumns, fact.sentence());
    if (!fact.ask().empty()) page.Labelled(2, "", kLabelColumns, "ask: " + fact.ask());
    if (!fact.decided_by().empty()) {
      page.Labelled(2, "", kLabelColumns, "decided by " + fact.decided_by());
    }
    for (const std::string& factor : fact.factors()) {
      page.Labelled(2, "", kLabelColumns, "to weigh: " + factor);
    }
  }
}

void RenderWhyNot(const v1::WhyNot& why_not, Page& page) {
  page.Labelled(2, "does not hold", kLabelColumns, why_not.sentence());
  RenderLines("because", why_not.because(), page);
  RenderLines("see also", why_not.see_also(), page);
  if (why_not.nearest().empty()) return;
  page.Blank();
  page.Paragraph(2, "nearest rules, and what fails in them:", Style::kBold);
  RenderProof(why_not.nearest(), 4, page);
}

void RenderProof(const google::protobuf::RepeatedPtrField<v1::ProofNode>& proof, std::size_t indent,
                 Page& page) {
  for (const v1::ProofNode& node : proof) {
    std::string text = TruthWord(node.value()) + ": ";
    if (node.kind() == v1::ProofNode::KIND_UNLESS) text += "unless ";
    text += node.sentence();
    if (const std::string kind = KindWords(node); !kind.empty()) text += " (" + kind + ")";
    page.Paragraph(indent, text);
    if (const std::string basis = BasisWords(node); !basis.empty()) {
      page.Paragraph(indent + 5, basis, Style::kDim);
    }
    RenderProof(node.children(), indent + 2, page);
  }
}

void RenderOrigin(const v1::Revision& revision, const v1::Horizon* horizon, Page& page) {
  page.Blank();
  if (horizon != nullptr) page.Labelled(2, "facts", kLabelColumns, HorizonWords(*horizon));
  page.Labelled(2, "rulebook", kLabelColumns, RevisionWords(revision));
}

}  // namespace comity
