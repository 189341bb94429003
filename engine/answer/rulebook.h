// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <memory>
#include <vector>

#include "engine/base/source_file.h"
#include "engine/eval/model.h"
#include "engine/plan/plan.h"

namespace comity {

// Rule files, fact files and scenarios compiled together: the program, how to evaluate it, and what
// follows from it without a case. Immutable; any number of threads may ask it.
class Rulebook {
 public:
  // Throws ModelTooLarge if evaluating takes more steps than that.
  Rulebook(std::shared_ptr<const Plan> plan, std::shared_ptr<const std::vector<SourceFile>> files,
           std::uint64_t most_steps)
      : plan_(std::move(plan)),
        models_(BuildModels(*plan_, most_steps)),
        files_(std::move(files)) {}
  // A variant of another rulebook, with the same vocabulary and facts: takes over what is unchanged
  // of what follows from it, and evaluates the rest with each question. For variants that are asked
  // little and thrown away.
  Rulebook(std::shared_ptr<const Plan> plan, const Rulebook& other,
           const std::function<bool(std::uint32_t reading, PredicateId predicate)>& unchanged)
      : plan_(std::move(plan)),
        models_(ShareModels(*plan_, other.models_, unchanged)),
        files_(other.files_) {}

  const Program& program() const { return *plan_->program; }
  const Lexicon& lexicon() const { return *plan_->checked->lexicon; }
  const Plan& plan() const { return *plan_; }
  const Model& model(std::uint32_t reading) const { return models_[reading]; }
  const std::vector<SourceFile>& files() const { return *files_; }

 private:
  std::shared_ptr<const Plan> plan_;
  std::vector<Model> models_;
  std::shared_ptr<const std::vector<SourceFile>> files_;
};

}  // namespace comity
