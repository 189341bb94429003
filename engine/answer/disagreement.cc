// SPDX-License-Identifier: Apache-2.0
#include "engine/answer/disagreement.h"

#include <map>
#include <set>

#include "engine/base/text.h"

namespace comity {
namespace {

void CollectTitles(const std::vector<ProofNode>& proofs, std::set<std::string>& titles) {
  for (const ProofNode& node : proofs) {
    if (node.kind == ProofNode::Kind::kFact && !node.title.empty()) titles.insert(node.title);
    CollectTitles(node.children, titles);
  }
}

}  // namespace

std::vector<std::uint32_t> Disagreement::Deciding(const Find& find) const {
  const Program& program = session_.program();
  const auto disputes = DisputesBehind(evaluator_.plan(), asked_);
  const std::vector<Version> versions = VersionsOf(program, disputes);
  if (versions.empty()) return disputes;
  std::map<Version, int> found;
  for (const Version& version : versions) {
    Version whole = version;
    whole.resize(program.disputes.size(), 0);
    found[whole] = find(evaluator_.In(version));
  }
  std::vector<std::uint32_t> result;
  for (std::uint32_t dispute : disputes) {
    for (const auto& [version, value] : found) {
      Version first = version;
      first[dispute] = 0;
      if (found.at(first) == value) continue;
      result.push_back(dispute);
      break;
    }
  }
  return result;
}

std::vector<std::uint32_t> Disagreement::ShownIn(const std::vector<ProofNode>& proofs) const {
  std::set<std::string> titles;
  CollectTitles(proofs, titles);
  std::vector<std::uint32_t> result;
  for (std::uint32_t i = 0; i < session_.program().disputes.size(); ++i) {
    if (titles.contains(session_.program().disputes[i].title)) result.push_back(i);
  }
  return result;
}

std::string Disagreement::TellSide(const Fact& fact) const {
  std::string text =
      (fact.denied ? "not " : "") + session_.speaker().Say(fact.predicate, fact.values);
  const Form form =
      session_.program().phrases[session_.program().predicates[fact.predicate].phrase].form;
  const auto add = [&](const char* word, Day one, Day other) {
    if (form == Form::kRecord || !one.IsFinite()) return;
    text += one == other ? Concat({word, FormatDay(one)})
                         : Concat({word, "between ", FormatDay(one), " and ", FormatDay(other)});
  };
  add(" from ", fact.stretch.from, fact.certain.from);
  add(" until ", fact.certain.until, fact.stretch.until);
  return Concat({text, " (", fact.provenance.source, ")"});
}

std::string Disagreement::Tell(std::uint32_t dispute) const {
  const Dispute& what = session_.program().disputes[dispute];
  std::string text = Concat({"‘", what.title, "’ is disputed: "});
  for (std::size_t i = 0; i < what.sides.size(); ++i) {
    if (i > 0) text += ", or ";
    text += TellSide(session_.program().facts[what.sides[i]]);
  }
  return text;
}

MissingFact Disagreement::Ask(std::uint32_t dispute) const {
  const Dispute& what = session_.program().disputes[dispute];
  const Fact& first = session_.program().facts[what.sides[0]];
  std::vector<std::string> sides;
  for (std::uint32_t side : what.sides) sides.push_back(TellSide(session_.program().facts[side]));
  return {session_.speaker().Say(first.predicate, first.values),
          Concat({"Which is right about ‘", what.title, "’: ", Join(sides, ", or "), "?"}),
          {},
          {},
          {}};
}

}  // namespace comity
