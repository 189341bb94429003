// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/check/sentence_line.h"

namespace comity {

// Finds out why a line is no sentence of the vocabulary and reports it.
void ReportMismatch(const SentenceLine& line);

}  // namespace comity
