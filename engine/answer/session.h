// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/answer/answer.h"
#include "engine/answer/rulebook.h"
#include "engine/eval/evaluator.h"
#include "engine/explain/explainer.h"

namespace comity {

// One act, ready to be evaluated: the actor and what fills the holes of the action.
struct Act {
  PhraseId action = 0;
  std::vector<Value> values;  // the actor first
};

// What a question is told whose evaluation was stopped.
Refusal TooManySteps();

// One question being understood: names, reading, case and supposition resolved against a rulebook.
// Collects every refusal, so that a caller sees all slips at once. Lives for one call.
class Session {
 public:
  Session(const Rulebook& rulebook, Cancelled cancelled, std::uint64_t most_steps = kMostSteps)
      : rulebook_(rulebook),
        program_(rulebook.program()),
        cancelled_(cancelled),
        most_steps_(most_steps) {}

  // What counts is what was known on this day, if one is given; for the evaluators made afterwards.
  void AsKnownOn(std::optional<Day> day) { known_on_ = day; }
  const std::optional<Day>& known_on() const { return known_on_; }

  // The steps of understanding, in this order. Each records a refusal for what it cannot
  // understand.
  void ReadCase(const Case& facts);
  std::uint32_t ReadReading(const std::string& name, const std::string& field = "reading");
  std::optional<EntityId> ReadActor(const std::string& text);
  std::vector<EntityId> ReadAbout(const std::vector<std::string>& texts);
  // Supposes that those of `about` whom the vocabulary speaks of are in the place.
  void Suppose(const std::string& place, const std::vector<EntityId>& about);
  void SupposeAt(EntityId place, const std::vector<EntityId>& about);
  // The acts of the actor about these entities; with `action`, only those it names.
  std::vector<Act> FindActs(EntityId actor, const std::vector<EntityId>& about,
                            const std::string& action);
  // A sentence of the vocabulary; with `open`, its holes may be `a LABEL`.
  std::optional<Match> ReadSentence(const std::string& text, const std::string& field, bool open);

  // Takes a checked scenario as the case, instead of reading one.
  void Use(const Scenario& scenario) { scenario_ = scenario; }
  // Freezes the case; afterwards evaluators can be made.
  void Close();
  // The frozen case, after Close.
  const CaseFacts& facts() const { return *facts_; }
  bool refused() const { return !refusals_.empty(); }
  std::vector<Refusal> TakeRefusals() { return std::move(refusals_); }
  void Refuse(Refusal refusal) { refusals_.push_back(std::move(refusal)); }

  std::unique_ptr<Evaluator> Evaluate(std::uint32_t reading) const;
  Explainer Explain(Evaluator& evaluator) const { return {evaluator, rulebook_.files()}; }
  const Program& program() const { return program_; }
  const Rulebook& rulebook() const { return rulebook_; }
  Speaker speaker() const { return Speaker{program_, &scenario()}; }
  std::vector<std::string> Suppositions() const;
  KindId KindOf(EntityId entity) const;

 private:
  const Scenario& scenario() const { return facts_ ? facts_->cast : scenario_; }
  std::optional<EntityId> ReadEntity(const std::string& text, const std::string& field,
                                     const std::vector<KindId>& kinds);
  bool Fits(const std::vector<KindId>& kinds, EntityId entity) const;
  const Entity& At(EntityId entity) const;
  std::vector<KindId> ActorKinds() const;
  std::vector<KindId> HoleKinds() const;
  void ReadStatement(const Statement& statement, const std::string& field);
  std::optional<Act> ReadAct(EntityId actor, const std::string& action) const;
  std::vector<Act> ChooseAct(const std::vector<Act>& acts, const std::string& action);
  bool Acts(PhraseId action, EntityId actor) const;

  const Rulebook& rulebook_;
  const Program& program_;
  Cancelled cancelled_;
  std::uint64_t most_steps_;
  std::optional<Day> known_on_;
  Scenario scenario_;
  std::vector<std::string> statement_fields_;  // by fact of the case
  std::unique_ptr<CaseFacts> facts_;
  std::vector<Refusal> refusals_;
};

}  // namespace comity
