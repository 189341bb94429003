// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "engine/engine.h"

namespace comity {

// A file of a rulebook, for tests that write rules where they need them.
SourceFile LawFile(std::string_view text, std::string_view name = "test.law");

// The diagnostics of a compilation as authors see them.
std::string RenderAll(const Compilation& compilation);

// The codes of the diagnostics, in their order: "E10 E12".
std::string CodesOf(const Compilation& compilation);

// The rulebook of one file; throws std::runtime_error with the diagnostics if there are any.
std::shared_ptr<const Rulebook> CompileLaw(std::string_view text);

// All .law files below a folder, by their paths relative to it.
std::vector<SourceFile> ReadLawFiles(const std::string& folder);

}  // namespace comity
