// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "engine/check/context.h"

namespace comity {

// What files are called and which others they use, as it was meant. Where a file has no name, or
// another than the one by which it is used, that was reported at its first line.
struct FileNames {
  std::vector<std::optional<ast::Text>> names;  // by file
  std::vector<std::vector<ast::Text>> uses;     // by file
  // By which files without a name may be used: where these have none, nothing more is said of it.
  std::set<std::string, std::less<>> of_nameless;
};
FileNames ReadFileNames(const std::vector<ast::File>& files, CheckContext& context);

}  // namespace comity
