// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/source_file.h"

namespace comity {

// The *.law files below a directory, as they were while it was read.
struct RulebookFiles {
  // Sorted by name; names are relative to the directory, with /.
  std::vector<SourceFile> files;
  // The directories that a change of any file would show in, links followed; there even if reading
  // failed.
  std::vector<std::string> directories;
  // Why they could not be read: a sentence. Empty if all is well; then there is at least one file.
  std::string problem;
};

// What is wrong with the name, or path, of a file that was to be a rule file and lost its ending,
// as editors do: `x.law.txt`, `X.LAW`. A sentence; empty if nothing is.
std::string ProblemOfName(std::string_view name);

// Follows symbolic links and leaves out whatever has a name that begins with a dot. A file larger
// than `file_bytes` is a problem and is never read into memory, and so is a misnamed one.
RulebookFiles ReadRulebookFiles(const std::string& directory, std::size_t file_bytes);

}  // namespace comity
