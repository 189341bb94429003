// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <set>
#include <span>
#include <unordered_map>
#include <vector>

#include "engine/base/instant.h"
#include "engine/eval/limits.h"
#include "engine/eval/model.h"

namespace comity {

// Thrown out of an evaluation when the caller gave up; caught in engine/answer.
struct EvaluationCancelled {};

// The same when the evaluation took more steps than it may, or rules stood on rules too deeply.
struct EvaluationTooLong : EvaluationCancelled {};

// The facts of one question, in the layer above the fact files.
struct CaseFacts {
  CaseFacts(const Program& program, Scenario scenario)
      : cast(std::move(scenario)), base(program, cast.given) {}
  CaseFacts(const CaseFacts&) = delete;
  CaseFacts& operator=(const CaseFacts&) = delete;
  CaseFacts(CaseFacts&&) = delete;
  CaseFacts& operator=(CaseFacts&&) = delete;
  ~CaseFacts() = default;

  Scenario cast;  // its `cast` and `given`
  FactBase base;
};

// The values of the variables of one rule; kOpen where not bound.
using Bindings = std::vector<Value>;

// How one assignment of one rule came out.
struct Derivation {
  RuleId rule = 0;
  Bindings bindings;
  Timeline conditions;  // B
  Timeline applies;     // B, no `unless`, within the rule's dates; before exceptions
  Timeline barred_by;   // the exceptions that bar
  Timeline suspended_by;
  Timeline value;  // V
};

// An exception, under one assignment, that makes a rule begin or end on another day.
struct TimingChange {
  Derivation exception;
  bool begins = false;  // or ends
  Day day;
  Truth certainty = Truth::kNo;  // whether its conditions hold on some day
};

// A part, as the term says which, of the time between two days. Of a time without end every part is
// without end.
Day PortionOf(const DateTerm& term, Day from, Day to);

// Answers what holds, for one plan, reading and case: top down from the goal, remembering what it
// has found. What the case cannot touch is read from the model; predicates that depend on
// themselves are evaluated bottom up as a whole. One evaluator serves one question; not
// thread-safe.
class Evaluator {
 public:
  // `facts` and `model` may be null. All must outlive the evaluator. The case counts whatever is
  // known.
  Evaluator(const Plan& plan, std::uint32_t reading, const CaseFacts* facts, const Model* model,
            const std::atomic<bool>* cancelled = nullptr, std::uint64_t most_steps = kMostSteps,
            FactView view = {});

  // From now on takes a conclusion, duty or power to have this value on this day, whatever follows
  // from the rules; Derive still says what does. To be called before anything is asked.
  void Assume(PredicateId predicate, const std::vector<Value>& values, Day day, Truth truth);

  const Program& program() const { return program_; }
  const Plan& plan() const { return plan_; }
  const CaseFacts* facts() const { return facts_; }
  std::uint32_t reading() const { return reading_; }
  std::uint64_t steps() const { return steps_; }
  const FactView& view() const { return view_; }
  // The same question to another version of the facts. Made once, lives as long as this.
  Evaluator& In(const Version& version);

  // What holds of a ground predicate. The reference stays valid as long as the evaluator.
  const Cell& Ground(PredicateId predicate, std::span<const Value> values);

  // Calls visit for every tuple that fits the pattern (kOpen where open) and is not no on all days.
  using Visit = std::function<void(std::span<const Value>, const Cell&)>;
  void ForEachMatch(PredicateId predicate, std::span<const Value> pattern, const Visit& visit);

  // Every assignment of every active rule that concludes (or presumes) this, and whose conditions
  // are not no on all days.
  std::vector<Derivation> Derive(PredicateId predicate, std::span<const Value> values);
  // The same for the exceptions to a rule, under an assignment of it.
  std::vector<Derivation> DeriveExceptions(RuleId rule, const Bindings& bindings);

  // Of a line of a rule: the maximum over the variables that are not bound.
  Timeline ValueOf(const Rule& rule, const Literal& literal, const Bindings& bindings);
  // Of an `unless` line, its own value, not negated.
  Timeline ValueOf(const Rule& rule, const Condition& condition, const Bindings& bindings);
  static Day DayOf(const DateTerm& term, const Bindings& bindings);
  // The days that `from` and `until` of a conclusion leave by themselves.
  Stretch WrittenWindowOf(const Rule& rule, const Bindings& bindings) const;
  // The same after the exceptions that change when; unknown where it is not known whether they do.
  Timeline WindowOf(const Rule& rule, const Bindings& bindings);
  // What may change when a rule begins or ends, under an assignment of it.
  std::vector<TimingChange> TimingChangesOf(const Rule& rule, const Bindings& bindings);
  static Instant TimeOf(const Term& term, const Bindings& bindings);
  // Of a comparison.
  bool Holds(const Literal& literal, const Bindings& bindings) const;
  // The days on which a rule counts: it is in force, and the reading takes its positions.
  Timeline CountsOn(RuleId rule) const;
  // The days on which the reading takes a position.
  Timeline TakesOn(const PositionTag& tag) const;

  // The terms of an atom under an assignment; kOpen where not bound.
  static std::vector<Value> Fill(const Atom& atom, const Bindings& bindings);

  // What is stated of a ground phrase in each layer; null if nothing is.
  const StatedRow* CaseRow(PredicateId predicate, std::span<const Value> values) const;
  const StatedRow* FactRow(PredicateId predicate, std::span<const Value> values);
  // What rules presume of a question.
  Timeline PresumedByRules(PredicateId predicate, std::span<const Value> values);

  // Whether a value may stand for a variable. Actors of acts may be of any kind, their variables
  // are of one.
  bool Fits(const Rule& rule, Value variable, const Hole& hole, Value value) const;

  // The values a hole of this kind ranges over.
  const std::vector<Value>& Domain(KindId kind);

  // Evaluates the predicate with all places open.
  std::shared_ptr<Relation<Cell>> EvaluateAll(PredicateId predicate);

 private:
  struct Goal {
    PredicateId predicate;
    std::vector<Value> pattern;
    bool operator==(const Goal&) const = default;
  };
  struct HashGoal {
    std::size_t operator()(const Goal& goal) const {
      return HashValues(goal.pattern, goal.predicate);
    }
  };
  using Assignment = std::function<void(const Bindings&, const Timeline&)>;

  void MarkTouched();
  void AddTouchedByCase(std::set<PredicateId>& changed) const;
  void AddTouchedByKnowledge(std::set<PredicateId>& changed) const;
  void AddTouchedByVersion(std::set<PredicateId>& changed) const;
  const Relation<Cell>* Finished(PredicateId predicate);
  void EvaluateComponent(PredicateId predicate);
  Cell EvaluateGround(PredicateId predicate, std::span<const Value> values);
  void TakeAssumptions(PredicateId predicate, std::span<const Value> values, Cell& cell) const;
  void TakeAssumptions(PredicateId predicate, Relation<Cell>& cells) const;
  void SeedWithStated(PredicateId predicate, Relation<Cell>& result);
  Timeline OverlayStated(PredicateId predicate, std::span<const Value> values, Timeline below);
  Cell EvaluateStated(PredicateId predicate, std::span<const Value> values);
  const Relation<Cell>& EvaluateGoal(PredicateId predicate, std::span<const Value> pattern);
  void ForEachStated(PredicateId predicate, std::span<const Value> pattern, const Visit& visit);
  void ForEachInDomain(PredicateId predicate, std::vector<Value>& tuple, std::size_t hole,
                       const Visit& visit);

  // Adds what the rules for a predicate give, for the tuples that fit the pattern.
  void Apply(PredicateId predicate, std::span<const Value> pattern, Relation<Cell>& result);
  bool BindHead(const Rule& rule, std::span<const Value> pattern, Bindings& bindings,
                VariableSet& bound) const;
  void Solve(const RulePlan& rule, const std::vector<std::uint32_t>& order, std::size_t at,
             Bindings& bindings, const Timeline& running, const Assignment& found);
  void SolveAtom(const Rule& rule, const Literal& literal, Bindings& bindings,
                 const Timeline& running, const std::function<void(const Timeline&)>& found);
  Timeline Exists(const Rule& rule, std::span<const Literal> literals, Bindings& bindings,
                  const Timeline& running);
  Derivation Finish(const RulePlan& plan, const Bindings& bindings, const Timeline& conditions);
  Timeline MaxOfExceptions(const Rule& rule, Rule::Effect effect, const Bindings& bindings);
  void ForEachException(RuleId exception, const Bindings& bindings,
                        const std::function<void(Derivation)>& found);
  bool Holds(const Comparison& comparison, const Bindings& bindings) const;
  // Counts steps, and throws when there were too many or the caller gave up.
  void Tick(std::uint64_t steps = 1);

  // One more condition stands on those before it, for as long as this lives.
  class Descent;

  const Plan& plan_;
  const Program& program_;
  std::uint32_t reading_;
  const CaseFacts* facts_;
  const Model* model_;
  const std::atomic<bool>* cancelled_;
  FactView view_;
  PredicateSet touched_;  // may differ from the model, because of the case
  std::uint64_t most_steps_;
  std::uint64_t steps_ = 0;
  std::uint64_t next_poll_ = 0;
  int depth_ = 0;

  std::unordered_map<const StatedRow*, std::unique_ptr<StatedRow>> seen_;  // rows in this view
  std::unordered_map<Goal, std::vector<Timeline::Step>, HashGoal> assumptions_;
  std::unordered_map<Goal, std::unique_ptr<Cell>, HashGoal> grounds_;
  std::unordered_map<Goal, std::unique_ptr<Relation<Cell>>, HashGoal> goals_;
  std::map<PredicateId, std::shared_ptr<Relation<Cell>>> components_;
  std::map<KindId, std::vector<Value>> domains_;
  std::map<Version, std::unique_ptr<Evaluator>> versions_;
};

}  // namespace comity
