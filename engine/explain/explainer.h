// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/base/source_file.h"
#include "engine/eval/evaluator.h"
#include "engine/explain/proof.h"

namespace comity {

// "Competing requests: the law leaves this open (Art. 90 Rome Statute)".
std::string SayGap(const Rule& gap);

// Turns what an evaluator has found into proofs, and what it has not found into the nearest rules
// that failed. Works on one evaluator, whose tables it reads and fills; not thread-safe.
class Explainer {
 public:
  Explainer(Evaluator& evaluator, const std::vector<SourceFile>& files)
      : evaluator_(evaluator),
        program_(evaluator.program()),
        files_(files),
        speaker_(evaluator.program(),
                 evaluator.facts() == nullptr ? nullptr : &evaluator.facts()->cast) {}

  const Speaker& speaker() const { return speaker_; }

  // Why a ground predicate has the value it has on this day: one node for each independent ground,
  // or for what is stated or missing. `depth` levels of rules; deeper ones are cut.
  std::vector<ProofNode> Prove(PredicateId predicate, const std::vector<Value>& values, Day day,
                               int depth);

  // The proof of one derivation of it; nothing if it rests on what is being proved.
  std::optional<ProofNode> ProveDerivation(PredicateId predicate, const std::vector<Value>& values,
                                           const Derivation& derivation, Day day, int depth);

  // Why it is not yes: the nearest rules, each with the conditions that fail, followed down to what
  // is missing.
  WhyNot ExplainFailure(PredicateId predicate, const std::vector<Value>& values, Day day);

  // The rule that comes nearest to giving it, with every line of the rule and what that line is on
  // the day: those that hold as well as those that fail. What fails is followed down, one rule
  // deep after the other. Nothing if no rule is about it.
  std::optional<ProofNode> WeighNearest(PredicateId predicate, const std::vector<Value>& values,
                                        Day day);
  // The same for every derivation that gives the value it has on the day.
  std::vector<ProofNode> WeighGrounds(PredicateId predicate, const std::vector<Value>& values,
                                      Day day);

  // What the given proofs rely on: presumptions that count, and open questions that keep a value
  // unknown.
  std::vector<Presumption> PresumptionsOf(const std::vector<ProofNode>& proofs) const;
  std::vector<MissingFact> MissingOf(const std::vector<ProofNode>& proofs) const;

  // "2004-09-21 is after 2002-04-11".
  std::string Say(const Comparison& comparison, const Bindings& bindings) const;
  static std::string Say(const TimeComparison& comparison, const Bindings& bindings);
  // A literal under an assignment, with open variables as `a LABEL`.
  std::string Say(const Literal& literal, const Bindings& bindings) const;

 private:
  struct Failure {
    enum class Kind { kLiteral, kUnless, kNotInForce, kNotPrevailing, kDates, kException, kGap };
    Kind kind = Kind::kLiteral;
    const Literal* literal = nullptr;   // kLiteral
    const Condition* unless = nullptr;  // kUnless
    RuleId exception = 0;               // kException
    Truth acts = Truth::kNo;            // kException
    PositionTag position = {};          // kNotPrevailing
  };
  struct NearMiss {
    RuleId rule = 0;
    Bindings bindings;
    std::vector<Failure> failures;
  };

  std::optional<ProofNode> ProveLiteral(const Literal& literal, const Bindings& bindings, Day day,
                                        int depth);
  // Of what is recorded for other days, what begins next, else what ended last; nothing if rules
  // conclude it.
  std::vector<Value> NearestInTime(PredicateId predicate, const std::vector<Value>& pattern,
                                   Day day);
  std::optional<ProofNode> ProveAtom(PredicateId predicate, const std::vector<Value>& values,
                                     Day day, int depth);
  ProofNode ProveStated(PredicateId predicate, const std::vector<Value>& values, Day day,
                        int depth);
  std::optional<ProofNode> ProveCondition(const Rule& rule, const Condition& condition,
                                          const Bindings& bindings, Day day, int depth);
  void ProveExceptions(RuleId rule, const Bindings& bindings, Day day, int depth,
                       std::vector<ProofNode>& children);
  // `with effect from` counts on days on which its conditions need not hold; they are shown on a
  // day on which they do.
  Day DaySeen(const Derivation& derivation, Day day) const;
  void AddConditions(const Derivation& derivation, Day day, int depth, ProofNode& node);
  // One node for each assignment of an exception that changes when the rule begins or ends; false
  // if there is none.
  bool ProveTiming(RuleId rule, RuleId exception, const Bindings& bindings, int depth,
                   std::vector<ProofNode>& children);
  // "it begins on 2004-05-01 instead of 2004-02-01".
  std::string SayTiming(const TimingChange& change, const Stretch& written) const;
  ProofNode NodeOfRule(RuleId id) const;
  ProofNode NodeOfFact(const Fact& fact, bool given) const;
  static std::string AskDay(const Fact& fact, Day day);
  std::pair<const Fact*, bool> FindStated(PredicateId predicate, const std::vector<Value>& values,
                                          Day day) const;
  ProofNode NodeOfGap(RuleId id) const;
  void AddPresumingRule(PredicateId predicate, const std::vector<Value>& values, Day day, int depth,
                        ProofNode& node);

  std::optional<NearMiss> FindNearMiss(RuleId rule, const Bindings& start, Day day);
  // The search for the nearest assignment of one rule.
  struct Search {
    const RulePlan& plan;
    Day day;
    NearMiss current;
    std::optional<NearMiss> best;
    int budget;
  };
  void Relax(Search& search, std::size_t at);
  void RelaxAtom(Search& search, std::size_t at);
  void Fail(Search& search, std::size_t at, const Literal& literal);
  void FinishNearMiss(const RulePlan& plan, NearMiss& miss, Day day);
  ProofNode NodeOfNearMiss(const NearMiss& miss, std::string sentence, Day day, int depth,
                           WhyNot* report);
  // That the rule is not in force on the day, or its own dates leave it out.
  ProofNode NodeOfDays(const Failure& failure, const NearMiss& miss, WhyNot* report);
  // That another position prevailed on the day.
  ProofNode NodeOfPosition(const PositionTag& tag, const NearMiss& miss, WhyNot* report);
  ProofNode NodeOfFailure(const Failure& failure, const NearMiss& miss, Day day, int depth,
                          WhyNot* report);
  std::vector<ProofNode> NearestRules(PredicateId predicate, const std::vector<Value>& values,
                                      Day day, int depth, WhyNot* report);
  // Nearest first.
  std::vector<NearMiss> FindNearMisses(PredicateId predicate, const std::vector<Value>& values,
                                       Day day);
  std::optional<ProofNode> WeighNearest(PredicateId predicate, const std::vector<Value>& values,
                                        Day day, int depth);
  ProofNode WeighRule(RuleId rule, const Bindings& bindings, Day day, int depth);
  void WeighCondition(const Rule& rule, const Condition& condition, const Bindings& bindings,
                      Day day, int depth, std::vector<ProofNode>& children);
  ProofNode WeighLiteral(const Rule& rule, const Literal& literal, const Bindings& bindings,
                         Day day, int depth);
  void Report(const ProofNode& leaf, const Literal& literal, const Bindings& bindings,
              WhyNot& report);
  void SeeAlso(const Phrase& phrase, const std::vector<Value>& values, WhyNot& report);

  // What is being proved, from the question down: a proof that comes back to it is no proof.
  struct Aim {
    PredicateId predicate;
    std::vector<Value> values;
    Day day;
    bool operator==(const Aim&) const = default;
  };

  Evaluator& evaluator_;
  const Program& program_;
  const std::vector<SourceFile>& files_;
  Speaker speaker_;
  std::vector<Aim> aims_;
  // Proofs and searches are for people; beyond this many steps they are cut.
  int proof_budget_ = 2000;
  int search_budget_ = 20000;
  std::map<std::string, Presumption> presumptions_;  // by sentence
  std::map<std::string, MissingFact> questions_;
};

}  // namespace comity
