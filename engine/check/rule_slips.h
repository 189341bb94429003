// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <set>
#include <string>

#include "engine/check/context.h"

namespace comity {

// The label, of those that a rule knows, that a slip of the pen turned into one that nobody
// introduced; empty if that is not certain.
std::string LabelMeant(const std::string& label, const std::map<std::string, VariableId>& known,
                       const Program& program);

// The conditions of a rule, as they are written; whoever repeats one has copied it.
class SaidConditions {
 public:
  // Whether a line stands word for word above; reports it. Only where it introduces something:
  // other ones say nothing wrong.
  bool Repeats(const ast::Condition& condition, CheckContext& context);

 private:
  std::set<std::string> said_;
};

}  // namespace comity
