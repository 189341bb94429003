// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <vector>

#include "engine/check/context.h"
#include "engine/check/statement.h"

namespace comity {

// A statement of a fact file or scenario as a fact, or nothing if what is wrong with it was
// reported.
std::optional<Fact> ReadFact(const ast::Fact& source, std::uint32_t module, const Scenario* cast,
                             CheckContext& context);

// Reports a stretch of days that ends before it begins.
void ReportEmptyStretch(Span span, CheckContext& context);

// Reports facts that contradict each other, each pair once; those of files may be marked as
// disputed.
void ReportContradictions(const std::vector<Fact>& facts, bool in_files, CheckContext& context);

}  // namespace comity
