// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/check/context.h"

namespace comity {

// Which position of an issue stands, and where that changes, on which days; reports days on which
// none does or two do. The positions of `result` are complete.
void ResolveStanding(const ast::Issue& issue, Issue& result, CheckContext& context);

// The reading that takes on each day what stood then; only where something changes.
void DeclareReadingOfTheDay(CheckContext& context);

}  // namespace comity
