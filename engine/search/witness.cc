// SPDX-License-Identifier: Apache-2.0
#include "engine/search/witness.h"

#include <algorithm>

#include "engine/base/text.h"

namespace comity {

std::string SayStatement(const Program& program, const Fact& fact, const Scenario* cast) {
  std::string result = fact.denied ? "not " : "";
  result += Speaker(program, cast).Say(fact.predicate, fact.values);
  const Phrase& phrase = program.phrases[program.predicates[fact.predicate].phrase];
  if (phrase.form == Form::kRecord) return result;
  if (fact.stretch.from.IsFinite()) result += Concat({" from ", FormatDay(fact.stretch.from)});
  if (fact.stretch.until.IsFinite()) result += Concat({" until ", FormatDay(fact.stretch.until)});
  return result;
}

std::vector<std::string> SayCase(const Program& program, const std::vector<Fact>& given,
                                 const Scenario* cast) {
  std::vector<std::string> result;
  for (const bool denied : {false, true}) {
    for (const Fact& fact : given) {
      if (fact.denied == denied) result.push_back(SayStatement(program, fact, cast));
    }
  }
  return result;
}

std::vector<Value> Candidates(const Laboratory& laboratory, KindId kind,
                              const std::vector<Value>& chosen) {
  std::vector<Value> result;
  for (Value entity : laboratory.Anybody(kind)) {
    result.push_back(entity);
    const bool taken = std::find(chosen.begin(), chosen.end(), entity) != chosen.end();
    if (laboratory.IsNew(entity) && !taken) break;
  }
  return result;
}

}  // namespace comity
