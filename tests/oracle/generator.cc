// SPDX-License-Identifier: Apache-2.0
#include "tests/oracle/generator.h"

#include <algorithm>

#include "tests/oracle/generator_parts.h"
#include "tests/oracle/settle.h"

namespace comity::oracle {
namespace {

// States sentences for one layer, the fact files or the case, and never two that contradict each
// other.
class Layer {
 public:
  Layer(Growth& growth, std::vector<Statement>& statements, bool is_case)
      : growth_(growth), choices_(growth.choices), statements_(statements), is_case_(is_case) {}

  void State(int phrase) {
    Statement statement;
    statement.phrase = phrase;
    const Phrase& what = growth_.program.phrases[phrase];
    for (const Hole& hole : what.holes) statement.arguments.push_back(Argument(what, hole.kind));
    const bool record = what.form == Form::kRecord;
    statement.denied = (is_case_ || !record) && choices_.Chance(is_case_ ? 40 : 15);
    if (!record) PickStretch(statement);
    const auto clashes = [&](const Statement& other) { return Contradict(statement, other); };
    if (std::any_of(statements_.begin(), statements_.end(), clashes)) return;
    statements_.push_back(statement);
    if (is_case_ || !record) return;
    for (std::size_t i = 0; i < what.holes.size(); ++i) {
      if (what.holes[i].kind == kDateKind) growth_.recorded.push_back(statement.arguments[i]);
    }
  }

 private:
  int Argument(const Phrase& phrase, int kind) {
    if (kind != kDateKind) {
      int members = static_cast<int>(growth_.program.kinds[kind].members.size());
      for (const auto& cast : growth_.program.cast)
        members += is_case_ && cast.first == kind ? 1 : 0;
      return choices_.Below(members);
    }
    if (phrase.form == Form::kRecord) return growth_.AnyDay();
    // Facts speak only of days that stand in records, where date variables range.
    return choices_.Pick(growth_.recorded);
  }

  void PickStretch(Statement& statement) {
    if (choices_.Chance(60)) statement.from = growth_.AnyDay();
    if (choices_.Chance(40)) statement.until = growth_.AnyDay();
    if (!statement.from || !statement.until) return;
    if (*statement.from == *statement.until) ++*statement.until;
    if (*statement.from > *statement.until) std::swap(*statement.from, *statement.until);
  }

  static bool Contradict(const Statement& a, const Statement& b) {
    if (a.phrase != b.phrase || a.arguments != b.arguments || a.denied == b.denied) return false;
    const bool a_ends_first = a.until && b.from && *a.until <= *b.from;
    const bool b_ends_first = b.until && a.from && *b.until <= *a.from;
    return !a_ends_first && !b_ends_first;
  }

  Growth& growth_;
  Choices& choices_;
  std::vector<Statement>& statements_;
  bool is_case_;
};

void StateRepeatedly(Growth& growth, Layer& layer, int most) {
  const int phrases = static_cast<int>(growth.program.phrases.size());
  for (int phrase = 0; phrase < phrases; ++phrase) {
    const Phrase& what = growth.program.phrases[phrase];
    const bool presumed = what.form == Form::kQuestion && what.level > 0;
    if (what.level > 0 && !presumed) continue;
    const int holes = static_cast<int>(what.holes.size());
    const int times =
        presumed ? growth.choices.Below(2) : growth.choices.Between(1 + holes, most + 2 * holes);
    for (int i = 0; i < times; ++i) layer.State(phrase);
  }
}

void GrowCase(Growth& growth) {
  Program& program = growth.program;
  if (growth.choices.Chance(30)) program.cast.emplace_back(0, "Zora");
  if (growth.choices.Chance(10)) program.cast.emplace_back(1, "Zeno");
  Layer layer(growth, program.given, true);
  std::vector<int> statable;
  for (std::size_t i = 0; i < program.phrases.size(); ++i) {
    const Phrase& phrase = program.phrases[i];
    if (phrase.form == Form::kConclusion || phrase.form == Form::kAction) continue;
    statable.push_back(static_cast<int>(i));
  }
  const int times = growth.choices.Between(0, 4 + 2 * growth.size);
  for (int i = 0; i < times; ++i) layer.State(growth.choices.Pick(statable));
}

}  // namespace

void GrowFacts(Growth& growth) {
  Layer layer(growth, growth.program.facts, false);
  StateRepeatedly(growth, layer, growth.size);
}

Program Generate(Choices& choices) {
  Growth growth{choices, {}, 1, {}, {}};
  const int size = choices.Below(100);
  growth.size = size < 60 ? 1 : size < 90 ? 2 : 3;
  GrowVocabulary(growth);
  GrowFacts(growth);
  GrowRules(growth);
  GrowExceptions(growth);
  Settle(growth);
  GrowCase(growth);
  return std::move(growth.program);
}

}  // namespace comity::oracle
