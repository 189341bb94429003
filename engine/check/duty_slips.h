// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/check/sentence_line.h"

namespace comity {

// Who must or may do what, in other words or in another order than those of the language: `shall
// arrest`, `must the State arrest`, `the State arrests`. False if it is none of these.
bool ReportDuty(const SentenceLine& line);

}  // namespace comity
