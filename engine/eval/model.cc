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
      std::uint32_t earlier = 0;
      while (earlier < reading && !plan.Agree(id, earlier, reading)) ++earlier;
      if (earlier < reading) {
        model.Set(id, models[earlier].Share(id));
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
