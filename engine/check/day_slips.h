// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/check/sentence_line.h"

namespace comity {

// A sentence whose days are missing, computed, too exact or in another place than the phrase has
// them, and one with a possessive. False if it is none of these.
bool ReportDaySlip(const SentenceLine& line);

}  // namespace comity
