// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "engine/answer/session.h"

namespace comity {

// The rule that comes nearest to giving a sentence on a day, line by line, as text; what follows
// for an author is marked.
std::vector<std::string> WhyNotLines(Explainer& explainer, PredicateId predicate,
                                     const std::vector<Value>& values, Day day);

// The rules that give it, in the same form.
std::vector<std::string> WhyLines(Explainer& explainer, PredicateId predicate,
                                  const std::vector<Value>& values, Day day);

// "from 2004-12-01 until 2017-10-27", "always".
std::string StretchText(const Stretch& stretch);

}  // namespace comity
