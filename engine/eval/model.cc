// SPDX-License-Identifier: Apache-2.0
#include "engine/eval/model.h"

#include <algorithm>

#include "engine/eval/evaluator.h"

namespace comity {

namespace {

std::shared_ptr<Relation<Cell>> EvaluateForModel(const Plan& plan, Evaluator& evaluator,
                                                 PredicateId id) try {
  if (!plan.recursive[id]) return evaluator.EvaluateAll(id);
  const std::vector<Value> open(plan.program->predicates[id].holes.size(), kOpen);
  auto result = std::make_shared<Relation<Cell>>(open.size());
  evaluator.ForEachMatch(id, open, [&](std::span<const Value> tuple, const Cell& cell) {
    result->At(result->Insert(tuple)) = cell;
  });
  return result;
} catch (const EvaluationTooLong&) {
  throw ModelTooLarge{id};
}

}  // namespace

std::vector<Model> BuildModels(const Plan& plan, std::uint64_t most_steps) {
  const Program& program = *plan.program;
  std::uint64_t left = most_steps;
  std::vector<Model> models(program.readings.size());
  for (std::uint32_t reading = 0; reading < models.size(); ++reading) {
    Model& model = models[reading];
    Evaluator evaluator(plan, reading, nullptr, &model, nullptr, left);
    for (PredicateId id : plan.bottom_up) {
      const Form form = program.phrases[program.predicates[id].phrase].form;
      if (!plan.closed[id] || form == Form::kRecord || form == Form::kFact) continue;
      std::uint32_t earlier = 0;
      while (earlier < reading && !plan.Agree(id, earlier, reading)) ++earlier;
      if (earlier < reading) {
        model.Set(id, models[earlier].Share(id));
        continue;
      }
      model.Set(id, EvaluateForModel(plan, evaluator, id));
    }
    left -= std::min(left, evaluator.steps());
  }
  return models;
}

std::vector<Model> ShareModels(
    const Plan& plan, const std::vector<Model>& models,
    const std::function<bool(std::uint32_t reading, PredicateId predicate)>& unchanged) {
  std::vector<Model> shared(models.size());
  for (std::uint32_t reading = 0; reading < models.size(); ++reading) {
    for (const PredicateId id : plan.bottom_up) {
      if (plan.closed[id] && unchanged(reading, id))
        shared[reading].Set(id, models[reading].Share(id));
    }
  }
  return shared;
}

}  // namespace comity
