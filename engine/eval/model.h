// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <vector>

#include "engine/eval/limits.h"
#include "engine/plan/plan.h"

namespace comity {

// What holds of one ground predicate, over all of time. `suspended` and `barred` are of acts only.
struct Cell {
  Timeline value;
  Timeline suspended;
  Timeline barred;

  bool IsNo() const { return value.IsNo() && suspended.IsNo() && barred.IsNo(); }
};

// All that follows under one reading without a case, for the predicates that depend on no open
// question. Immutable; readings share what they agree on.
class Model {
 public:
  // Null if the predicate is not part of the model.
  const Relation<Cell>* Find(PredicateId predicate) const {
    return predicate < relations_.size() ? relations_[predicate].get() : nullptr;
  }
  std::shared_ptr<const Relation<Cell>> Share(PredicateId predicate) const {
    return predicate < relations_.size() ? relations_[predicate] : nullptr;
  }
  void Set(PredicateId predicate, std::shared_ptr<const Relation<Cell>> relation) {
    if (relations_.size() <= predicate) relations_.resize(predicate + 1);
    relations_[predicate] = std::move(relation);
  }

 private:
  std::vector<std::shared_ptr<const Relation<Cell>>> relations_;
};

// Thrown when it takes more steps than it may to evaluate a rulebook at load.
struct ModelTooLarge {
  PredicateId predicate = 0;  // at which it was given up
};

// Evaluates, for every reading of the program, all that no question can change without a case.
std::vector<Model> BuildModels(const Plan& plan, std::uint64_t most_steps = kMostStepsAtLoad);

// The models of a program with the same predicates and facts, as far as a predicate has the same
// value under a reading; what has not is left out, to be evaluated when a question comes by it.
std::vector<Model> ShareModels(
    const Plan& plan, const std::vector<Model>& models,
    const std::function<bool(std::uint32_t reading, PredicateId predicate)>& unchanged);

}  // namespace comity
