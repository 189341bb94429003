// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "engine/check/sentence_line.h"

namespace comity {

// Who must or may do what, in other words or in another order than those of the language: `shall
// arrest`, `must the State arrest`, `the State arrests`. False if it is none of these.
bool ReportDuty(const SentenceLine& line);

// The verb of which `word` is the third person: detain of detains, search of searches.
std::string BareVerb(std::string_view word);

}  // namespace comity
