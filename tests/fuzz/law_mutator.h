// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>

namespace comity {

// Changes a rule file as an author could: whole statements, clauses and phrases, taken from the
// file itself and from the keywords of the language. What bytes alone would hardly ever become, and
// what reaches the checker and the evaluator. The same text and seed give the same result.
std::string MutateLaw(const std::string& text, std::uint32_t seed);

// The same for a question, whose parts stand in lines: words of a vocabulary, moved about.
std::string MutateQuestion(const std::string& text, std::uint32_t seed);

}  // namespace comity
