// SPDX-License-Identifier: Apache-2.0
#include "engine/base/text.h"
#include "engine/explain/explainer.h"

// Exceptions that only change when a rule begins or ends.
namespace comity {
std::string Explainer::SayTiming(const TimingChange& change, const Stretch& written) const {
  const Day before = change.begins ? written.from : written.until;
  const std::string day = change.day.IsFinite() ? FormatDay(change.day) : "no day";
  return Concat({change.begins ? "it begins on " : "it ends on ", day,
                 before.IsFinite() ? " instead of " + FormatDay(before) : ""});
}

bool Explainer::ProveTiming(RuleId rule, RuleId exception, const Bindings& bindings, int depth,
                            std::vector<ProofNode>& children) {
  const Stretch written = evaluator_.WrittenWindowOf(program_.rules[rule], bindings);
  bool any = false;
  for (const TimingChange& change : evaluator_.TimingChangesOf(program_.rules[rule], bindings)) {
    if (change.exception.rule != exception) continue;
    any = true;
    ProofNode node = NodeOfRule(exception);
    node.sentence = Concat({node.title, ": ", SayTiming(change, written)});
    node.value = change.certainty;
    // Its conditions are shown on a day on which it has its greatest value.
    const Timeline& value = change.exception.value;
    AddConditions(change.exception, value.StretchesOf(value.Max()).front().AnyDay(), depth, node);
    children.push_back(std::move(node));
  }
  return any;
}

}  // namespace comity
