// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "tests/oracle/generator_parts.h"
#include "tests/oracle/rule_writer.h"

namespace comity::oracle {
namespace {

// Chooses what stands in the holes of a rule's head: mostly variables, which its conditions then
// introduce.
Term HeadTerm(RuleWriter& writer, Choices& choices, int kind) {
  std::vector<int> same;
  const auto& variables = writer.rule().variables;
  for (std::size_t i = 0; i < variables.size(); ++i) {
    if (variables[i].kind == kind) same.push_back(static_cast<int>(i));
  }
  if (!same.empty() && choices.Chance(10)) return {Term::Kind::kVariable, choices.Pick(same)};
  if (kind == kDateKind && choices.Chance(25)) return writer.Constant(kind);
  if (kind != kDateKind && choices.Chance(10)) return writer.Existing(kind);
  return {Term::Kind::kVariable, writer.Want(kind)};
}

}  // namespace

Modal AnyModal(Choices& choices) {
  const int which = choices.Below(9);
  if (which < 4) return Modal::kMust;
  return which < 7 ? Modal::kMustNot : which == 7 ? Modal::kMay : Modal::kMayVoluntarily;
}

Sentence MakeHead(Growth& growth, RuleWriter& writer, int phrase) {
  Sentence head;
  head.phrase = phrase;
  if (growth.program.phrases[phrase].form == Form::kAction) {
    head.modal = AnyModal(growth.choices);
    head.actor_kind = writer.AnyActorKind();
    if (head.actor_kind != kBodyKind)
      head.actor = HeadTerm(writer, growth.choices, head.actor_kind);
  }
  for (const Hole& hole : growth.program.phrases[phrase].holes) {
    head.terms.push_back(HeadTerm(writer, growth.choices, hole.kind));
  }
  return head;
}

namespace {

// "a follows b, b follows c: a follows c", the recursion that random conditions rarely hit.
void AddChain(Growth& growth, RuleWriter& writer, int phrase) {
  const int first = writer.Want(0), last = writer.Want(0), between = writer.Want(0);
  const auto link = [&](int from, int to) {
    Sentence sentence;
    sentence.phrase = phrase;
    sentence.terms = {{Term::Kind::kVariable, from}, {Term::Kind::kVariable, to}};
    return sentence;
  };
  writer.AddSentence(link(first, between));
  if (growth.choices.Chance(70)) {
    writer.AddSentence(link(between, last));
  } else {
    writer.IntroduceWanted(growth.program.phrases[phrase].level);
  }
  writer.rule().head = link(first, last);
}

void AddRule(Growth& growth, int phrase) {
  Choices& choices = growth.choices;
  const Phrase& what = growth.program.phrases[phrase];
  RuleWriter writer(growth, 0);
  const bool binary = what.holes.size() == 2 && what.holes[0].kind == 0 && what.holes[1].kind == 0;
  const bool chain = what.form == Form::kConclusion && binary && choices.Chance(30);
  const int highest = choices.Chance(20) ? what.level : what.level - 1;
  if (chain) {
    AddChain(growth, writer, phrase);
  } else {
    writer.rule().head = MakeHead(growth, writer, phrase);
    writer.IntroduceWanted(highest);
    if (writer.rule().clauses.empty() || choices.Chance(50)) {
      writer.AddPositive(highest, what.level - 1);
    }
    if (choices.Chance(15)) writer.AddPositive(highest, what.level - 1);
  }
  if (choices.Chance(chain ? 20 : 35)) writer.AddUnless(what.level - 1);
  if (choices.Chance(10)) writer.AddUnless(what.level - 1);
  writer.AddDates(40, 25);
  Rule& rule = writer.rule();
  rule.with_effect = rule.from && choices.Chance(30);
  if (what.form == Form::kQuestion) rule.effect = Effect::kPresumption;
  writer.AddTag();
  writer.AddInForce(5);
  rule.name = "R" + std::to_string(growth.program.rules.size());
  growth.program.rules.push_back(rule);
}

// The variables that all targets have under one name, and may therefore be spoken of.
std::vector<Variable> CommonVariables(const Program& program, const std::vector<int>& targets) {
  std::vector<Variable> common;
  for (const Variable& variable : program.rules[targets[0]].variables) {
    const auto has = [&](int target) {
      const auto& variables = program.rules[target].variables;
      return std::any_of(variables.begin(), variables.end(), [&](const Variable& other) {
        return other.clause < 0 && other.label == variable.label && other.kind == variable.kind;
      });
    };
    if (std::all_of(targets.begin(), targets.end(), has)) common.push_back(variable);
  }
  return common;
}

bool IsDuty(const Program& program, int rule) {
  const auto heads = HeadsOf(program.rules[rule]);
  return std::all_of(heads.begin(), heads.end(),
                     [](const Sentence* head) { return head->modal == Modal::kMust; });
}

// The lowest level of what the targets conclude; an exception looks only below it.
int LevelBelow(const Program& program, const std::vector<int>& targets) {
  int lowest = kHighestLevel;
  for (int target : targets) {
    const Rule* rule = &program.rules[target];
    if (rule->IsException()) {
      lowest = std::min(lowest, LevelBelow(program, rule->targets) + 1);
    } else {
      for (const Sentence* head : HeadsOf(*rule))
        lowest = std::min(lowest, program.phrases[head->phrase].level);
    }
  }
  return lowest - 1;
}

int AddException(Growth& growth, const std::vector<int>& targets, int depth) {
  Choices& choices = growth.choices;
  RuleWriter writer(growth, depth);
  writer.Offer(CommonVariables(growth.program, targets));
  const int highest = LevelBelow(growth.program, targets);
  writer.AddPositive(highest, highest);
  if (choices.Chance(25)) writer.AddPositive(highest, highest);
  if (choices.Chance(25)) writer.AddUnless(highest);
  const bool duties = std::all_of(targets.begin(), targets.end(),
                                  [&](int target) { return IsDuty(growth.program, target); });
  Rule& rule = writer.rule();
  rule.targets = targets;
  if (duties && depth == 1 && choices.Chance(50)) {
    rule.effect = Effect::kSuspended;
  } else if (choices.Chance(20)) {
    rule.effect = choices.Chance(50) ? Effect::kBegins : Effect::kEnds;
    writer.AddInstead();
    writer.AddDates(10, 10);
  } else {
    rule.effect = Effect::kDoesNotApply;
    writer.AddDates(35, 25);
  }
  writer.AddTag();
  writer.AddInForce(5);
  rule.name = "X" + std::to_string(growth.program.rules.size());
  growth.program.rules.push_back(rule);
  return static_cast<int>(growth.program.rules.size()) - 1;
}

}  // namespace

void GrowRules(Growth& growth) {
  const int phrases = static_cast<int>(growth.program.phrases.size());
  for (int phrase = 0; phrase < phrases; ++phrase) {
    const Phrase& what = growth.program.phrases[phrase];
    if (what.level == 0) continue;
    int rules = growth.choices.Between(1, what.form == Form::kAction ? 4 : growth.size > 1 ? 2 : 1);
    if (what.form == Form::kQuestion) rules = 1;
    for (int i = 0; i < rules; ++i) AddRule(growth, phrase);
  }
}

void GrowExceptions(Growth& growth) {
  const int rules = static_cast<int>(growth.program.rules.size());
  for (int rule = 0; rule < rules; ++rule) {
    const bool duty = IsDuty(growth.program, rule);
    if (!growth.choices.Chance(duty ? 40 : 20)) continue;
    std::vector<int> targets = {rule};
    if (growth.choices.Chance(30)) {
      const int other = growth.choices.Below(rules);
      if (other != rule) targets.push_back(other);
    }
    const int exception = AddException(growth, targets, 1);
    if (growth.choices.Chance(35)) AddException(growth, {exception}, 2);
  }
}

}  // namespace comity::oracle
