// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "engine/base/source_file.h"

namespace comity {

// Rule files as the user names them: files as they are, folders with all *.law below them.
struct Draft {
  // Names are paths from the current folder. A file beyond the limit of the language is cut short
  // just above it, so that its author gets the diagnostic for that and nobody has to hold the rest.
  std::vector<SourceFile> files;
  // Why one could not be read; empty if all could.
  std::string problem;
  bool whole = false;  // a folder is among them, not just some files
};
Draft ReadDraft(const std::vector<std::string>& paths);

// Replaces the text of a file at once or not at all; false if that fails. Follows a link.
bool ReplaceFile(const std::string& path, const std::string& text);

// True if the file was cut short.
bool IsCutShort(const SourceFile& file);

}  // namespace comity
