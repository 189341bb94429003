// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "tests/oracle/engine_side.h"
#include "tests/oracle/faults.h"
#include "tests/oracle/program.h"

namespace comity::oracle {

// Every way of asking a program: each reading without the case, and each with it if there is one.
std::vector<View> ViewsOf(const Program& program);

// Two of them, others for another number: what one case of a long run can afford.
std::vector<View> SomeViewsOf(const Program& program, std::uint64_t number);

// Asks the engine and the naive evaluator for every ground sentence and for a good part of the
// acts, day by day, and tells the first difference. `fault` is for the naive side.
std::optional<std::string> FindDisagreement(const Program& program, EngineSide& engine, View view,
                                            Fault fault = Fault::kNone);

// The whole of one case: accepted by the engine, and the same answers in every view, or in those
// given.
std::optional<std::string> JudgeProgram(const Program& program, Fault fault = Fault::kNone);
std::optional<std::string> JudgeViews(const Program& program, const std::vector<View>& views,
                                      Fault fault = Fault::kNone);

}  // namespace comity::oracle
