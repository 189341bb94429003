// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/check/sentence_line.h"

namespace comity {

// A `not` within a sentence that is one without it. False if there is none.
bool ReportNot(const SentenceLine& line);

}  // namespace comity
