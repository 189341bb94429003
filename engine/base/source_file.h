// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>

namespace comity {

// A rule, fact or scenario file: a name for messages (a path relative to the rulebook, with /) and
// its bytes.
struct SourceFile {
  std::string name;
  std::string text;
};

// Where something stands: a byte range of one line of one file of a rulebook. Lines and columns
// count from 1; columns count bytes here and are turned into characters only where they are shown
// (see diagnostics/render.h).
struct Span {
  std::uint32_t file = 0;
  std::uint32_t line = 0;
  std::uint32_t column = 0;
  std::uint32_t length = 0;
};

}  // namespace comity
