// SPDX-License-Identifier: Apache-2.0
#include "tests/oracle/rule_writer.h"

#include <algorithm>

namespace comity::oracle {
namespace {

constexpr int kMostEntities = 3;
constexpr int kMostDates = 2;
constexpr int kMostLocals = 2;

const std::vector<std::string> kDepths = {"", "foreign ", "distant "};
const std::vector<std::string> kOrdinals = {"",       "second ",  "third ",  "fourth ", "fifth ",
                                            "sixth ", "seventh ", "eighth ", "ninth "};
const std::vector<std::string> kDates = {"start date",   "filing date", "hearing date",
                                         "closing date", "notice date", "review date",
                                         "entry date",   "repeal date", "audit date"};

const std::vector<std::string> kTimes = {"arrival time", "landing time", "request time",
                                         "exit time",    "call time",    "watch time",
                                         "sunset time",  "delay time",   "alarm time"};

}  // namespace

RuleWriter::RuleWriter(Growth& growth, int depth)
    : growth_(growth), choices_(growth.choices), program_(growth.program), depth_(depth) {}

int RuleWriter::NewVariable(int kind, const Place& place) {
  const auto known = [&](const std::string& label) {
    return std::any_of(rule_.variables.begin(), rule_.variables.end(),
                       [&](const Variable& variable) { return variable.label == label; });
  };
  std::size_t number = 0;
  const auto label = [&] {
    return kDepths[depth_] + (kind == kDateKind   ? kDates[number]
                              : kind == kTimeKind ? kTimes[number]
                                                  : kOrdinals[number] + program_.kinds[kind].name);
  };
  while (known(label())) ++number;
  rule_.variables.push_back({kind, label(), place.clause, place.bullet});
  return static_cast<int>(rule_.variables.size()) - 1;
}

int RuleWriter::Want(int kind) { return NewVariable(kind, {}); }

std::vector<int> RuleWriter::Visible(int kind, const Place& place) const {
  std::vector<int> found;
  for (std::size_t i = 0; i < rule_.variables.size(); ++i) {
    const Variable& variable = rule_.variables[i];
    if (variable.kind != kind || !introduced_.contains(static_cast<int>(i))) continue;
    const bool everywhere = variable.clause < 0;
    const bool here =
        variable.clause == place.clause && (variable.bullet < 0 || variable.bullet == place.bullet);
    if (everywhere || here) found.push_back(static_cast<int>(i));
  }
  return found;
}

bool RuleWriter::MayAdd(int kind, const Place& place) const {
  if (!place.may_introduce) return false;
  int own = 0, locals = 0;
  for (const Variable& variable : rule_.variables) {
    if (variable.clause >= 0) ++locals;
    if (variable.clause < 0 && (variable.kind == kDateKind) == (kind == kDateKind)) ++own;
  }
  if (place.clause >= 0) return locals < kMostLocals;
  return own < (kind == kDateKind ? kMostDates : kMostEntities);
}

Term RuleWriter::Constant(int kind) {
  if (kind == kDateKind) {
    return {Term::Kind::kDay, growth_.DayToName()};
  }
  if (kind == kTimeKind) return {Term::Kind::kDay, growth_.AnyTime()};
  const int members = static_cast<int>(program_.kinds[kind].members.size());
  return {Term::Kind::kMember, choices_.Below(members)};
}

// The target's variable of that kind, if it has one, taken over under its name.
Term RuleWriter::Shared(int kind) {
  std::vector<Variable> fitting;
  for (const Variable& variable : offered_) {
    if (variable.kind == kind) fitting.push_back(variable);
  }
  if (fitting.empty()) return Constant(kind);
  const Variable chosen = choices_.Pick(fitting);
  for (std::size_t i = 0; i < rule_.variables.size(); ++i) {
    if (rule_.variables[i].label == chosen.label)
      return {Term::Kind::kVariable, static_cast<int>(i)};
  }
  rule_.variables.push_back({kind, chosen.label, -1, -1});
  const int number = static_cast<int>(rule_.variables.size()) - 1;
  introduced_.insert(number);
  return {Term::Kind::kVariable, number};
}

Term RuleWriter::Existing(int kind) {
  const std::vector<int> visible = Visible(kind, {});
  if (visible.empty() || choices_.Chance(10)) return Constant(kind);
  return {Term::Kind::kVariable, choices_.Pick(visible)};
}

Term RuleWriter::Fill(int kind, const Place& place) {
  const bool offers = std::any_of(offered_.begin(), offered_.end(),
                                  [&](const Variable& variable) { return variable.kind == kind; });
  if (offers && choices_.Chance(65)) return Shared(kind);
  const std::vector<int> visible = Visible(kind, place);
  if (!visible.empty() && choices_.Chance(place.may_introduce ? 45 : 95)) {
    return {Term::Kind::kVariable, choices_.Pick(visible)};
  }
  if (MayAdd(kind, place) && choices_.Chance(93)) {
    const int variable = NewVariable(kind, place);
    introduced_.insert(variable);
    return {Term::Kind::kVariable, variable};
  }
  return Constant(kind);
}

int RuleWriter::AnyActorKind() {
  const int which = choices_.Below(10);
  return which < 8 ? 0 : which == 8 ? kBodyKind : 1;
}

// A phrase of at most this level; with a hole of this kind, unless that is kBodyKind.
int RuleWriter::PhraseUpTo(int highest, int with_kind) {
  std::vector<int> fitting, top;
  for (std::size_t i = 0; i < program_.phrases.size(); ++i) {
    const Phrase& phrase = program_.phrases[i];
    const bool fits = with_kind == kBodyKind ||
                      std::any_of(phrase.holes.begin(), phrase.holes.end(),
                                  [&](const Hole& hole) { return hole.kind == with_kind; });
    if (!fits || phrase.level > highest) continue;
    fitting.push_back(static_cast<int>(i));
    if (phrase.level > 0) top.push_back(static_cast<int>(i));
  }
  if (!top.empty() && choices_.Chance(45)) return choices_.Pick(top);
  return choices_.Pick(fitting);
}

Sentence RuleWriter::MakeSentence(int number, const Place& place, int wanted) {
  const Phrase& phrase = program_.phrases[number];
  Sentence sentence;
  sentence.phrase = number;
  if (phrase.form == Form::kAction) {
    const int modal = choices_.Below(6);
    sentence.modal = modal < 3 ? Modal::kMust : static_cast<Modal>(modal - 1);
    sentence.actor_kind = AnyActorKind();
    if (sentence.actor_kind != kBodyKind) sentence.actor = Fill(sentence.actor_kind, place);
  }
  for (const Hole& hole : phrase.holes) {
    const bool takes =
        wanted >= 0 && !introduced_.contains(wanted) && hole.kind == rule_.variables[wanted].kind;
    if (takes) introduced_.insert(wanted);
    sentence.terms.push_back(takes ? Term{Term::Kind::kVariable, wanted} : Fill(hole.kind, place));
  }
  return sentence;
}

void RuleWriter::AddSentence(const Sentence& sentence) {
  const auto note = [&](const Term& term) {
    if (term.kind == Term::Kind::kVariable) introduced_.insert(term.number);
  };
  for (const Term& term : sentence.terms) note(term);
  if (sentence.modal != Modal::kNone) note(sentence.actor);
  Condition condition;
  condition.sentence = sentence;
  rule_.clauses.push_back({false, Group::kSingle, {condition}});
}

void RuleWriter::IntroduceWanted(int highest) {
  for (std::size_t i = 0; i < rule_.variables.size(); ++i) {
    const int wanted = static_cast<int>(i);
    if (introduced_.contains(wanted)) continue;
    const int phrase = PhraseUpTo(highest, rule_.variables[i].kind);
    AddSentence(MakeSentence(phrase, {}, wanted));
  }
}

bool RuleWriter::HasAny(int kind, const Place& place) const {
  const bool offers = std::any_of(offered_.begin(), offered_.end(),
                                  [&](const Variable& variable) { return variable.kind == kind; });
  return offers || !Visible(kind, place).empty();
}

Condition RuleWriter::MakeTimeComparison(const Place& place) {
  Place fixed = place;
  fixed.may_introduce = false;
  Condition condition;
  condition.compares = condition.of_times = true;
  condition.comparison = static_cast<Comparison>(choices_.Below(4));
  condition.left_time = Fill(kTimeKind, fixed);
  condition.right_time = choices_.Chance(60) ? Fill(kTimeKind, fixed) : Constant(kTimeKind);
  if (choices_.Chance(60)) {
    condition.distance = MakeDistance();
    const bool hours = choices_.Chance(60);
    condition.distance->unit = hours ? Distance::Unit::kHours : Distance::Unit::kMinutes;
    condition.distance->count = choices_.Pick(std::vector<int>{0, 1, 2, 59, 60, 61, 96});
  }
  return condition;
}

Condition RuleWriter::MakeCondition(int highest, const Place& place, int comparison_percent) {
  // A comparison introduces nothing, so what it compares must be there.
  if (!Visible(kTimeKind, place).empty() && choices_.Chance(comparison_percent + 15))
    return MakeTimeComparison(place);
  Condition condition;
  if (HasAny(kDateKind, place) && choices_.Chance(comparison_percent)) {
    condition.compares = true;
    condition.comparison = static_cast<Comparison>(choices_.Below(5));
    condition.left = MakeDate(place, 1);
    condition.right = MakeDate(place, 1);
    if (choices_.Chance(40)) condition.distance = MakeDistance();
    return condition;
  }
  if (choices_.Chance(15)) condition.as_of = MakeDate(place, 1);
  condition.sentence = MakeSentence(PhraseUpTo(highest, kBodyKind), place, -1);
  return condition;
}

Condition RuleWriter::AskAnything(int highest) {
  Place place;
  place.may_introduce = false;
  return MakeCondition(highest, place, 15);
}

Condition RuleWriter::AskPhrase(int phrase) {
  Place place;
  place.may_introduce = false;
  Condition condition;
  condition.sentence = MakeSentence(phrase, place, -1);
  return condition;
}

Group RuleWriter::PickGroup() {
  const int which = choices_.Below(3);
  return which == 0 ? Group::kAnyOf : which == 1 ? Group::kAllOf : Group::kNoneOf;
}

Clause RuleWriter::MakeGroup(int highest, int negative, bool unless) {
  Clause clause{unless, PickGroup(), {}};
  const int number = static_cast<int>(rule_.clauses.size());
  const bool own_bullets = clause.group != Group::kAllOf;
  const int limit = clause.group == Group::kNoneOf ? negative : highest;
  const int bullets = choices_.Between(clause.group == Group::kNoneOf ? 1 : 2, 3);
  for (int bullet = 0; bullet < bullets; ++bullet) {
    Place place;
    if (unless || own_bullets) place.clause = number;
    if (own_bullets) place.bullet = bullet;
    clause.conditions.push_back(MakeCondition(limit, place, 25));
  }
  return clause;
}

void RuleWriter::AddPositive(int highest, int negative) {
  if (choices_.Chance(25)) {
    Clause clause = MakeGroup(highest, negative, false);
    rule_.clauses.push_back(std::move(clause));
    return;
  }
  Clause clause{false, Group::kSingle, {MakeCondition(highest, {}, 25)}};
  rule_.clauses.push_back(std::move(clause));
}

void RuleWriter::AddUnless(int highest) {
  if (choices_.Chance(35)) {
    Clause clause = MakeGroup(highest, highest, true);
    rule_.clauses.push_back(std::move(clause));
    return;
  }
  Place place;
  place.clause = static_cast<int>(rule_.clauses.size());
  Clause clause{true, Group::kSingle, {MakeCondition(highest, place, 15)}};
  rule_.clauses.push_back(std::move(clause));
}

// ----------------------------------------------------------------------------------------------
// dates

DateExpr RuleWriter::MakeDate(const Place& place, int depth) {
  if (depth > 0 && choices_.Chance(45)) return MakeOperation(place, depth);
  Place fixed = place;
  fixed.may_introduce = false;
  // A comparison introduces nothing, so what it compares must be there.
  if (!Visible(kTimeKind, place).empty() && choices_.Chance(40)) {
    const Term time = Fill(kTimeKind, fixed);
    if (time.kind == Term::Kind::kVariable) return {DateExpr::Kind::kDayOfTime, time.number, {}};
  }
  const Term term = HasAny(kDateKind, place) && choices_.Chance(80) ? Fill(kDateKind, fixed)
                                                                    : Constant(kDateKind);
  if (term.kind == Term::Kind::kVariable) return {DateExpr::Kind::kVariable, term.number, {}};
  return {DateExpr::Kind::kDay, term.number, {}};
}

DateExpr RuleWriter::MakeOperation(const Place& place, int depth) {
  const std::vector<int> days = {1, 2, 30, 60, -1, -31};
  const auto inner = [&] { return MakeDate(place, depth - 1); };
  switch (choices_.Below(11)) {
    case 0:
      return {DateExpr::Kind::kPlusDays, choices_.Pick(days), {inner()}};
    case 1:
      return {DateExpr::Kind::kPlusWeeks, choices_.Between(1, 2), {inner()}};
    case 2:
      return {DateExpr::Kind::kPlusMonths, choices_.Chance(70) ? 1 : -1, {inner()}};
    case 3:
      return {DateExpr::Kind::kPlusYears, choices_.Chance(70) ? 1 : -1, {inner()}};
    case 4:
      return {DateExpr::Kind::kDayBefore, 0, {inner()}};
    case 5:
      return {DateExpr::Kind::kDayAfter, 0, {inner()}};
    case 6:
      return {DateExpr::Kind::kFirstOfMonthAfter, 0, {inner()}};
    case 7: {
      DateExpr first = inner();
      return {DateExpr::Kind::kLater, 0, {std::move(first), inner()}};
    }
    case 8: {
      DateExpr first = inner();
      return {DateExpr::Kind::kEarlier, 0, {std::move(first), inner()}};
    }
    case 9: {
      DateExpr first = inner();
      return {DateExpr::Kind::kPortion, choices_.Below(10), {std::move(first), inner()}};
    }
    default: {
      const int rules = static_cast<int>(program_.date_rules.size());
      const int rule = choices_.Below(rules);
      return {DateExpr::Kind::kRule, rule, {inner()}};
    }
  }
}

Distance RuleWriter::MakeDistance() {
  const std::vector<int> days = {0, 1, 2, 5, 30, 31};
  Distance distance;
  distance.relation = static_cast<Distance::Relation>(choices_.Below(5));
  distance.unit = choices_.Chance(60) ? Distance::Unit::kDays
                                      : static_cast<Distance::Unit>(choices_.Between(1, 3));
  distance.count =
      distance.unit == Distance::Unit::kDays ? choices_.Pick(days) : choices_.Between(1, 2);
  distance.before = choices_.Chance(50);
  return distance;
}

void RuleWriter::AddDates(int from_percent, int until_percent) {
  if (choices_.Chance(from_percent)) rule_.from = MakeDate({}, 2);
  if (choices_.Chance(until_percent)) rule_.until = MakeDate({}, 2);
}

void RuleWriter::AddInstead() { rule_.instead = MakeDate({}, 1); }

// One end or both, never an empty stretch, which the engine refuses.
void RuleWriter::AddInForce(int percent) {
  if (!choices_.Chance(percent)) return;
  const int one = growth_.AnyDay();
  const int other = growth_.AnyDay();
  rule_.in_force_from = std::min(one, other);
  if (one != other && choices_.Chance(60)) {
    rule_.in_force_until = std::max(one, other);
    if (choices_.Chance(30)) rule_.in_force_from.reset();
  }
}

void RuleWriter::AddTag() {
  if (program_.issues.empty() || !choices_.Chance(35)) return;
  rule_.issue = choices_.Below(static_cast<int>(program_.issues.size()));
  const int positions = static_cast<int>(program_.issues[rule_.issue].positions.size());
  rule_.position = choices_.Below(positions);
}

}  // namespace comity::oracle
