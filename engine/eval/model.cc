// SPDX-License-Identifier: Apache-2.0
#include "engine/eval/model.h"

#include "engine/eval/evaluator.h"

namespace comity {

std::vector<Model> BuildModels(const Plan& plan) {
  const Program& program = *plan.program;
  std::vector<Model> models(program.readings.size());
  for (std::uint32_t reading = 0; reading < models.size(); ++reading) {
    Model& model = models[reading];
    Evaluator evaluator(plan, reading, nullptr, &model);
    for (PredicateId id : plan.bottom_up) {
      const Form form = program.phrases[program.predicates[id].phrase].form;
      if (!plan.closed[id] || form == Form::kRecord || form == Form::kFact) continue;
      std::uint32_t same = 0;
      while (same < reading && !plan.Agree(id, same, reading)) ++same;
      if (same < reading) {
        model.Set(id, models[same].Share(id));
        continue;
      }
      std::vector<Value> open(program.predicates[id].holes.size(), kOpen);
      auto result = std::make_shared<Relation<Cell>>(open.size());
      if (plan.recursive[id]) {
        evaluator.ForEachMatch(id, open, [&](std::span<const Value> tuple, const Cell& cell) {
          result->At(result->Insert(tuple)) = cell;
        });
      } else {
        result = evaluator.EvaluateAll(id);
      }
      model.Set(id, std::move(result));
    }
  }
  return models;
}

}  // namespace comity
