// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "engine/base/source_file.h"

namespace comity {

// The text with regular blanks: clauses indented by two, bullets and what belongs to a position or
// reading by four, tables aligned, one blank between words, at most one blank line. Same lines,
// same comments, same order; printing twice changes nothing more. A file that cannot be read as
// text is returned as it is.
std::string Print(const SourceFile& file);

}  // namespace comity
