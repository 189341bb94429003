// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>

#include "engine/check/sentence_line.h"

namespace comity {

// The longest sentence that a line begins with, if it is followed by more.
struct Beginning {
  std::size_t end = 0;  // the token behind it
  std::string signs;    // that stand at its end: a comma, a full stop
  std::string text;     // as the author wrote it, without the signs
  Form form = Form::kRecord;
};
std::optional<Beginning> FindBeginning(const SentenceLine& line, std::size_t from = 0);

// The longest sentence that a line ends in, if other words stand before it.
struct Ending {
  std::size_t first = 0;  // its first token
  std::string text;
  Form form = Form::kRecord;
};
std::optional<Ending> FindEnding(const SentenceLine& line);

// A line of two sentences, or of one with days, remarks or other words before or behind it. False
// if it is none of these.
bool ReportOverrun(const SentenceLine& line);

}  // namespace comity
