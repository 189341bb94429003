// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <set>

#include "engine/check/context.h"

namespace comity {

// Notes what a list of facts promises to be complete: `complete as of` the phrases that it says,
// `complete for` one that it names. Of several promises about a phrase the latest counts.
void ResolvePromises(const ast::Facts& block, const std::set<PhraseId>& said,
                     CheckContext& context);

}  // namespace comity
