// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "engine/answer/session.h"
#include "engine/eval/versions.h"

namespace comity {

// Disputes about facts as an answer tells them.
class Disagreement {
 public:
  // `asked` is what the answer depends on.
  Disagreement(const Session& session, Evaluator& evaluator, std::vector<PredicateId> asked)
      : session_(session), evaluator_(evaluator), asked_(std::move(asked)) {}

  // Those on which it depends what is found: some version finds something else than one that
  // differs from it in that dispute alone. If there are too many versions to try, all that could
  // matter.
  using Find = std::function<int(Evaluator&)>;
  std::vector<std::uint32_t> Deciding(const Find& find) const;
  // Those whose facts the proofs show.
  std::vector<std::uint32_t> ShownIn(const std::vector<ProofNode>& proofs) const;

  // "‘the day of the deposit’ is disputed: Peru joined on 2001-01-01 (Register), or ... (News)".
  std::string Tell(std::uint32_t dispute) const;
  // What has to be known to settle it.
  MissingFact Ask(std::uint32_t dispute) const;

 private:
  std::string TellSide(const Fact& fact) const;

  const Session& session_;
  Evaluator& evaluator_;
  std::vector<PredicateId> asked_;
};

}  // namespace comity
