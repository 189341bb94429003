// SPDX-License-Identifier: Apache-2.0
#include "engine/answer/outcome.h"

#include <array>
#include <set>

#include "engine/eval/versions.h"

namespace comity {
namespace {

struct OutcomeWords {
  std::string_view name, words;
};

constexpr std::array<OutcomeWords, 9> kOutcomes = {{
    {"OBLIGED", "obliged"},
    {"OBLIGED_SUSPENDED", "obliged, but suspended"},
    {"FORBIDDEN", "forbidden"},
    {"PERMITTED", "permitted"},
    {"VOLUNTARY", "voluntary"},
    {"BARRED", "barred"},
    {"NO_DUTY", "no duty"},
    {"UNDETERMINED", "undetermined"},
    {"CONFLICT", "conflict"},
}};

// One look on the way to the headline: what is looked at, and the outcome if it is yes.
struct Look {
  Outcome outcome;
  Truth value;
  Carrier carrier;
};

Truth Barred(const ActCells& cells, Day day) {
  if (cells.barred) return cells.barred->At(day);
  Truth result = Truth::kNo;
  for (const Cell* cell : cells.cells) result = Or(result, cell->barred.At(day));
  return result;
}

std::array<Look, 7> Looks(const ActCells& cells, Day day) {
  const Truth obliged = cells[Modality::kMust].value.At(day);
  const Truth forbidden = cells[Modality::kMustNot].value.At(day);
  return {{
      {Outcome::kConflict, And(obliged, forbidden), {Modality::kMustNot, Aspect::kValue}},
      {Outcome::kObliged, obliged, {Modality::kMust, Aspect::kValue}},
      {Outcome::kObligedSuspended,
       cells[Modality::kMust].suspended.At(day),
       {Modality::kMust, Aspect::kSuspended}},
      {Outcome::kForbidden, forbidden, {Modality::kMustNot, Aspect::kValue}},
      {Outcome::kPermitted, cells[Modality::kMay].value.At(day), {Modality::kMay, Aspect::kValue}},
      {Outcome::kVoluntary,
       cells[Modality::kMayVoluntarily].value.At(day),
       {Modality::kMayVoluntarily, Aspect::kValue}},
      {Outcome::kBarred, Barred(cells, day), {Modality::kMay, Aspect::kBarred}},
  }};
}

}  // namespace

std::string_view Words(Outcome outcome) {
  return kOutcomes[static_cast<std::size_t>(outcome)].words;
}
std::string_view Name(Outcome outcome) { return kOutcomes[static_cast<std::size_t>(outcome)].name; }

PredicateId PredicateOf(const Program& program, const Act& act, Modality modality) {
  return program.phrases[act.action].first_predicate + static_cast<PredicateId>(modality);
}

ActCells EvaluateActInOne(Evaluator& evaluator, const Act& act) {
  ActCells result{};
  for (int m = 0; m < kModalities; ++m) {
    result.cells[static_cast<std::size_t>(m)] = &evaluator.Ground(
        PredicateOf(evaluator.program(), act, static_cast<Modality>(m)), act.values);
  }
  return result;
}

namespace {

Timeline BarredInOne(const ActCells& cells) {
  Timeline result;
  for (const Cell* cell : cells.cells) result = Or(result, cell->barred);
  return result;
}

}  // namespace

ActCells EvaluateAct(Evaluator& evaluator, const Act& act) {
  std::array<PredicateId, kModalities> asked{};
  for (int m = 0; m < kModalities; ++m) {
    asked[static_cast<std::size_t>(m)] =
        PredicateOf(evaluator.program(), act, static_cast<Modality>(m));
  }
  const auto disputes = DisputesBehind(evaluator.plan(), asked);
  if (disputes.empty()) return EvaluateActInOne(evaluator, act);
  std::array<Cell, kModalities> common;
  common.fill(kUnknownCell);
  ActCells result{};
  result.barred = Timeline(Truth::kUnknown);
  bool first = true;
  for (const Version& version : VersionsOf(evaluator.program(), disputes)) {
    const ActCells one = EvaluateActInOne(evaluator.In(version), act);
    for (std::size_t i = 0; i < common.size(); ++i)
      common[i] = first ? *one.cells[i] : Common(common[i], *one.cells[i]);
    result.barred = first ? BarredInOne(one) : Common(*result.barred, BarredInOne(one));
    first = false;
  }
  result.common = std::make_shared<const std::array<Cell, kModalities>>(std::move(common));
  for (std::size_t i = 0; i < result.cells.size(); ++i) result.cells[i] = &(*result.common)[i];
  return result;
}

bool Agree(const Plan& plan, const Act& act, std::uint32_t reading, std::uint32_t other) {
  for (int m = 0; m < kModalities; ++m) {
    if (!plan.Agree(PredicateOf(*plan.program, act, static_cast<Modality>(m)), reading, other))
      return false;
  }
  return true;
}

Modality ModalityOf(Outcome outcome) {
  switch (outcome) {
    case Outcome::kForbidden:
      return Modality::kMustNot;
    case Outcome::kPermitted:
      return Modality::kMay;
    case Outcome::kVoluntary:
      return Modality::kMayVoluntarily;
    default:
      return Modality::kMust;
  }
}

Outcome OutcomeAt(const ActCells& cells, Day day) {
  for (const Look& look : Looks(cells, day)) {
    if (look.value == Truth::kYes) return look.outcome;
    if (look.value == Truth::kUnknown) return Outcome::kUndetermined;
  }
  return Outcome::kNoDuty;
}

std::vector<OutcomeStretch> OutcomesOf(const ActCells& cells) {
  std::set<Day> days = {Day::Beginning()};
  const auto add = [&](const Timeline& timeline) {
    for (const Timeline::Step& step : timeline.steps()) days.insert(step.day);
  };
  for (const Cell* cell : cells.cells) {
    for (const Timeline* timeline : {&cell->value, &cell->suspended, &cell->barred}) add(*timeline);
  }
  if (cells.barred) add(*cells.barred);
  std::vector<OutcomeStretch> result;
  for (Day day : days) {
    const Outcome outcome = OutcomeAt(cells, day);
    if (!result.empty() && result.back().outcome == outcome) continue;
    if (!result.empty()) result.back().stretch.until = day;
    result.push_back({{day, Day::End()}, outcome});
  }
  return result;
}

std::vector<Carrier> CarriersOf(Outcome outcome, const ActCells& cells, Day day) {
  std::vector<Carrier> result;
  if (outcome == Outcome::kConflict)
    return {{Modality::kMust, Aspect::kValue}, {Modality::kMustNot, Aspect::kValue}};
  if (outcome == Outcome::kBarred) {
    for (int m = 0; m < kModalities; ++m) {
      if (cells.cells[static_cast<std::size_t>(m)]->barred.At(day) == Truth::kYes)
        result.push_back({static_cast<Modality>(m), Aspect::kBarred});
    }
    return result;
  }
  for (const Look& look : Looks(cells, day)) {
    const bool decides =
        outcome == Outcome::kUndetermined ? look.value == Truth::kUnknown : look.outcome == outcome;
    if (!decides) continue;
    if (look.outcome == Outcome::kConflict &&
        cells[Modality::kMust].value.At(day) == Truth::kUnknown) {
      result.push_back({Modality::kMust, Aspect::kValue});
    } else {
      result.push_back(look.carrier);
    }
    break;
  }
  return result;
}

}  // namespace comity
