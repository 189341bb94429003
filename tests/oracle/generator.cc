// SPDX-License-Identifier: Apache-2.0
#include "tests/oracle/generator.h"

#include <algorithm>

#include "tests/oracle/calendar.h"
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

  void State(int phrase) { Add(AnyStatement(phrase)); }

  // Sides that differ in their days, or in what they say of them; fewer than two are none.
  void Dispute(int phrase, int sides) {
    const Phrase& what = growth_.program.phrases[phrase];
    const int dispute = static_cast<int>(growth_.program.disputes.size());
    const Statement first = AnyStatement(phrase);
    int side = 0;
    for (int i = 0; i < sides; ++i) {
      Statement statement = AnyStatement(phrase);
      for (std::size_t hole = 0; hole < what.holes.size(); ++hole) {
        const bool date = what.holes[hole].kind == kDateKind;
        if (!date || choices_.Chance(40)) statement.arguments[hole] = first.arguments[hole];
      }
      statement.denied = statement.denied || (what.form != Form::kRecord && choices_.Chance(30));
      statement.dispute = dispute;
      statement.side = side;
      side += Add(statement) ? 1 : 0;
    }
    if (side > 1) {
      growth_.program.disputes.push_back(side);
    } else if (side == 1) {
      statements_.pop_back();
    }
  }

 private:
  Statement AnyStatement(int phrase) {
    Statement statement;
    statement.phrase = phrase;
    const Phrase& what = growth_.program.phrases[phrase];
    for (const Hole& hole : what.holes) statement.arguments.push_back(Argument(what, hole.kind));
    const bool record = what.form == Form::kRecord;
    statement.denied = (is_case_ || !record) && choices_.Chance(is_case_ ? 40 : 15);
    if (!record) PickStretch(statement);
    return statement;
  }

  bool Add(const Statement& statement) {
    const Phrase& what = growth_.program.phrases[statement.phrase];
    const bool record = what.form == Form::kRecord;
    const auto clashes = [&](const Statement& other) { return Contradict(statement, other); };
    if (std::any_of(statements_.begin(), statements_.end(), clashes)) return false;
    statements_.push_back(statement);
    if (!is_case_ && choices_.Chance(15)) statements_.back().recorded = DayOfRecording(statement);
    if (is_case_ || !record) return true;
    for (std::size_t i = 0; i < what.holes.size(); ++i) {
      if (what.holes[i].kind == kDateKind) growth_.recorded.push_back(statement.arguments[i]);
      if (what.holes[i].kind == kTimeKind) growth_.times.push_back(statement.arguments[i]);
    }
    return true;
  }

  // What happened later was not known by then, which is refused.
  int DayOfRecording(const Statement& statement) {
    const int day = growth_.AnyDay();
    const Phrase& phrase = growth_.program.phrases[statement.phrase];
    if (phrase.form != Form::kRecord) return day;
    const int held = statement.arguments[phrase.holds_from];
    return std::max(day,
                    phrase.holes[phrase.holds_from].kind == kTimeKind ? DayOfMinute(held) : held);
  }

  int Argument(const Phrase& phrase, int kind) {
    if (kind == kTimeKind) return growth_.AnyTime();
    if (kind != kDateKind) {
      int members = static_cast<int>(growth_.program.kinds[kind].members.size());
      for (const auto& cast : growth_.program.cast)
        members += is_case_ && cast.first == kind ? 1 : 0;
      return choices_.Below(members);
    }
    return phrase.form == Form::kRecord ? growth_.AnyDay() : growth_.DayToName();
  }

  void PickStretch(Statement& statement) {
    if (choices_.Chance(60)) statement.from = growth_.AnyDay();
    if (choices_.Chance(40)) statement.until = growth_.AnyDay();
    if (statement.from && statement.until) {
      if (*statement.from == *statement.until) ++*statement.until;
      if (*statement.from > *statement.until) std::swap(*statement.from, *statement.until);
    }
    if (statement.from && choices_.Chance(25))
      statement.from_last = *statement.from + choices_.Between(1, 40);
    if (statement.until && choices_.Chance(25))
      statement.until_last = *statement.until + choices_.Between(1, 40);
  }

  static bool Same(const Statement& a, const Statement& b) {
    return a.phrase == b.phrase && a.arguments == b.arguments && a.denied == b.denied &&
           a.from == b.from && a.from_last == b.from_last && a.until == b.until &&
           a.until_last == b.until_last;
  }

  static bool Contradict(const Statement& a, const Statement& b) {
    if (a.dispute >= 0 && a.dispute == b.dispute) return Same(a, b);
    // A firm statement of what a side says would settle the dispute.
    if ((a.dispute < 0) != (b.dispute < 0) && Same(a, b)) return true;
    if (a.phrase != b.phrase || a.arguments != b.arguments || a.denied == b.denied) return false;
    // Of what is certain only.
    const auto begin = [](const Statement& s) { return s.from_last ? s.from_last : s.from; };
    const auto ends_first = [&](const Statement& one, const Statement& other) {
      return one.until && begin(other) && *one.until <= *begin(other);
    };
    return !ends_first(a, b) && !ends_first(b, a) && !ends_first(a, a) && !ends_first(b, b);
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

void GrowKnowledge(Growth& growth) {
  Program& program = growth.program;
  if (growth.choices.Chance(30)) program.retrieved = growth.AnyDay();
  if (growth.choices.Chance(40)) program.known_on = growth.AnyDay();
  for (std::size_t i = 0; i < program.phrases.size(); ++i) {
    const Phrase& phrase = program.phrases[i];
    const bool absence_says =
        phrase.form == Form::kRecord || phrase.form == Form::kFact ||
        (phrase.form == Form::kQuestion && phrase.presumed != Value::kUnknown);
    const int most = growth.choices.Chance(20) ? 2 : growth.choices.Below(2);
    for (int times = absence_says ? most : 0; times > 0; --times)
      program.promises.push_back({static_cast<int>(i), growth.AnyDay()});
  }
}

}  // namespace

void GrowFacts(Growth& growth) {
  Layer layer(growth, growth.program.facts, false);
  StateRepeatedly(growth, layer, growth.size);
  std::vector<int> statable;
  for (std::size_t i = 0; i < growth.program.phrases.size(); ++i) {
    const Phrase& phrase = growth.program.phrases[i];
    if (phrase.form == Form::kConclusion || phrase.form == Form::kAction) continue;
    statable.push_back(static_cast<int>(i));
  }
  if (!growth.choices.Chance(30)) return;
  const int disputes = growth.choices.Between(1, 2);
  for (int i = 0; i < disputes; ++i)
    layer.Dispute(growth.choices.Pick(statable), growth.choices.Between(2, 3));
}

Program Generate(Choices& choices) {
  Growth growth{choices, {}, 1, {}, {}, {}};
  const int size = choices.Below(100);
  growth.size = size < 60 ? 1 : size < 90 ? 2 : 3;
  GrowVocabulary(growth);
  GrowFacts(growth);
  GrowRules(growth);
  GrowTables(growth);
  GrowExceptions(growth);
  Settle(growth);
  GrowCase(growth);
  GrowKnowledge(growth);
  return std::move(growth.program);
}

}  // namespace comity::oracle
