// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/plan/plan.h"

namespace comity {

// A statement that says yes or no for all of these days.
Fact FactOn(PredicateId predicate, std::vector<Value> values, const Stretch& days, bool denied);

// How far a search looks.
struct SearchBounds {
  std::size_t entities =
      2;                 // new ones of each kind, at most; fewer where no rule speaks of so many
  std::size_t days = 4;  // on which something may be recorded or begin
};

// A small world to try cases in: the rules that bear on a question, a few entities of which nothing
// is known, those that the rules name, and a few days. Nothing is recorded in it. Immutable.
class Laboratory {
 public:
  // What a statement that the case does not make counts as.
  enum class Silence { kUnknown, kNo, kAsDeclared };

  // `asked` are the predicates that will be looked at. `question`, if given, is a rule to add:
  // `asked_of` is then concluded, of its own variables, when its conditions are met.
  Laboratory(const Program& program, const std::vector<PredicateId>& asked, const Rule* question,
             const SearchBounds& bounds);

  // False if even this is too much to try, or something stands in it of which cases are not made:
  // times.
  bool feasible() const { return feasible_; }
  bool speaks_of_times() const { return speaks_of_times_; }
  const Plan& plan(Silence silence) const { return *plans_[static_cast<std::size_t>(silence)]; }
  const Program& program() const { return *plans_[0]->program; }
  PredicateId asked_of() const { return asked_of_; }
  // Of `readings`, or of all if there are none, one of those that cannot differ on the predicates.
  std::vector<std::uint32_t> DistinctReadings(const std::vector<PredicateId>& predicates,
                                              std::vector<std::uint32_t> readings = {}) const;
  // The variables of the question in the order of the holes of `asked_of`.
  const std::vector<Value>& own() const { return own_; }
  std::optional<RuleId> RuleOf(RuleId original) const;

  // The entities that are like any other of their kind; all there is of a closed list.
  const std::vector<Value>& Anybody(KindId kind) const;
  bool IsNew(Value entity) const {
    return static_cast<std::size_t>(entity) >= first_new_ &&
           static_cast<std::size_t>(entity) < original_.size();
  }
  // The number that the rulebook itself has for an entity that is not new, and back.
  Value Original(Value entity) const { return original_[static_cast<std::size_t>(entity)]; }
  std::optional<Value> Here(Value original) const;
  // An atom of the rulebook with its names as they are numbered here.
  Atom Here(const Atom& atom) const;

  // The days that statements may be about.
  const std::vector<Day>& days() const { return days_; }
  // One day for every stretch in which nothing can change.
  const std::vector<Day>& moments() const { return moments_; }

  // The bounds as they came out: "2 States, 1 Person; days 2001-01-01, 2002-01-01".
  std::string Describe() const;

 private:
  bool SpeaksOfTimes(const Program& program) const;
  void Collect(const Program& program, const std::vector<PredicateId>& asked, const Rule* question);
  void CollectRule(const Program& program, RuleId id);
  void CollectAtoms(const Program& program, const Rule& rule);
  void MakeEntities(const Program& program, const SearchBounds& bounds, Program& result);
  void MakeRules(const Program& program, const Rule* question, Program& result);
  void RecordNothing(Program& result);
  void PickDays(const Program& program, const SearchBounds& bounds, const Program& result);
  void FindMoments();

  std::vector<std::vector<RuleId>> concluding_;
  std::vector<bool> predicates_;        // those that bear on the question
  std::map<RuleId, RuleId> rules_;      // those that do, and their numbers here
  std::vector<const Rule*> rule_list_;  // with the question
  std::map<Value, Value> here_;         // by original number
  std::vector<Value> original_;         // by number here
  std::size_t first_new_ = 0;
  std::map<KindId, std::vector<Value>> anybody_;
  std::vector<Value> own_;
  PredicateId asked_of_ = 0;
  std::vector<Day> days_, moments_;
  std::shared_ptr<const Plan> plans_[3];
  bool speaks_of_times_ = false;
  bool feasible_ = true;
};

}  // namespace comity
