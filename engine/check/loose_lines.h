// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/check/context.h"

namespace comity {

// Reports a line in column 1 that is no statement, entity or fact.
void ReportLoose(const ast::LooseLine& line, CheckContext& context);

}  // namespace comity
