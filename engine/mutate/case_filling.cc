// SPDX-License-Identifier: Apache-2.0
#include "engine/mutate/case_filling.h"

#include <algorithm>
#include <map>
#include <string>
#include <utility>
#include <variant>

namespace comity {
namespace {

// The first letter of the kind, or the next one that is free.
std::string FreshName(const std::string& kind, std::string& used) {
  char letter = static_cast<char>(kind.empty() ? 'A' : kind[0]);
  if (letter < 'A' || letter > 'Z') letter = 'A';
  for (int i = 0; i < 26 && used.find(letter) != std::string::npos; ++i)
    letter = letter == 'Z' ? 'A' : static_cast<char>(letter + 1);
  std::string name(1, letter);
  if (used.find(letter) != std::string::npos) name += std::to_string(used.size());
  used += letter;
  return name;
}

}  // namespace

bool Need::operator==(const Need& other) const {
  return predicate == other.predicate && denied == other.denied && HasPlacesOf(other);
}

bool Need::HasPlacesOf(const Need& other) const {
  return std::equal(
      terms.begin(), terms.end(), other.terms.begin(), other.terms.end(),
      [](const Term& a, const Term& b) { return a.variable == b.variable && a.value == b.value; });
}

std::vector<PredicateId> SiblingsOf(const Program& program, PredicateId predicate) {
  if (!program.predicates[predicate].act) return {predicate};
  const PredicateId first = program.phrases[program.predicates[predicate].phrase].first_predicate;
  std::vector<PredicateId> siblings;
  for (int m = 0; m < kModalities; ++m) siblings.push_back(first + static_cast<PredicateId>(m));
  return siblings;
}

bool FillEntities(const Program& program, std::vector<Slot>& slots, std::uint32_t seed,
                  Scenario& scenario) {
  std::string used;
  std::map<KindId, std::size_t> next;
  for (Slot& slot : slots) {
    if (slot.value) continue;
    const Kind& kind = program.kinds[slot.kind];
    if (!kind.closed && slot.kind != kBodyKind) {
      slot.value = static_cast<Value>(program.entities.size() + scenario.cast.size());
      scenario.cast.push_back({FreshName(kind.name, used), slot.kind, {}, {}, {}});
      continue;
    }
    std::vector<Value> declared;
    for (std::size_t i = 0; i < program.entities.size(); ++i) {
      if (program.entities[i].kind == slot.kind) declared.push_back(static_cast<Value>(i));
    }
    if (declared.empty()) return false;
    slot.value = declared[(next[slot.kind]++ + seed) % declared.size()];
  }
  return true;
}

Value ValueOf(const Term& term, const std::vector<Slot>& slots) {
  return term.variable ? slots[static_cast<std::size_t>(term.value)].value.value_or(0) : term.value;
}

std::optional<Fact> State(const Program& program, PredicateId predicate,
                          const std::vector<Value>& values, bool denied, const StatedDays& days) {
  Match match;
  match.predicate = predicate;
  for (const Value value : values) {
    Filler filler;
    filler.value = value;
    match.fillers.push_back(std::move(filler));
  }
  auto made = MakeFact(program, match, denied, days);
  if (auto* fact = std::get_if<Fact>(&made)) return std::move(*fact);
  return std::nullopt;
}

void AddFacts(const Program& program, const std::vector<Slot>& slots,
              const std::vector<Need>& needs, Scenario& scenario) {
  std::vector<Need> stated;
  for (const Need& need : needs) {
    const bool contrary =
        need.denied && std::any_of(needs.begin(), needs.end(), [&](const Need& other) {
          return !other.denied && other.predicate == need.predicate && other.HasPlacesOf(need);
        });
    if (contrary || std::find(stated.begin(), stated.end(), need) != stated.end()) continue;
    stated.push_back(need);
    std::vector<Value> values;
    for (const Term& term : need.terms) values.push_back(ValueOf(term, slots));
    if (auto fact = State(program, need.predicate, values, need.denied))
      scenario.given.push_back(std::move(*fact));
  }
}

}  // namespace comity
