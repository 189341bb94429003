// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/oracle/generator_parts.h"

namespace comity::oracle {

// Mends what a rulebook is refused for at load: rules that can never apply, and date rules, issues
// and positions that make no difference. Changes as little as it can; what it adds are plain rules.
void Settle(Growth& growth);

}  // namespace comity::oracle
