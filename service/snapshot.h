// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "engine/engine.h"

namespace comity {

// A rulebook as the service knows it: compiled, named by a revision, immutable. A call takes one
// when it begins and answers from nothing else, so that no answer can mix two rulebooks.
struct Snapshot {
  std::shared_ptr<const Rulebook> rulebook;
  std::shared_ptr<const std::vector<SourceFile>> files;
  RulebookSummary summary;
  std::uint64_t number = 0;
  std::string digest;
  std::chrono::system_clock::time_point activated_at;
};

// SHA-256, in lower-case hexadecimal, of the files sorted by name: for each the length and bytes of
// its name, then of its text, so that no two different rulebooks are hashed alike.
std::string DigestOf(const std::vector<SourceFile>& files);

// Why files could not become a rulebook: a sentence, and the mistakes if there are any. `files` is
// what the diagnostics and scenarios are about.
struct LoadFailure {
  std::chrono::system_clock::time_point failed_at;
  std::string reason;
  std::vector<Diagnostic> diagnostics;
  std::vector<ScenarioOutcome> scenarios;
  std::shared_ptr<const std::vector<SourceFile>> files;
};

// What became of a load: exactly one of the two is there.
struct Load {
  std::shared_ptr<Snapshot> snapshot;
  std::shared_ptr<const LoadFailure> failure;
};

// Whether the scenarios of the files have to hold for them to become a rulebook.
enum class Scenarios { kMustHold, kNotRun };

// Compiles and tests the files. The snapshot has no number yet.
Load LoadRulebook(std::vector<SourceFile> files, Scenarios scenarios);

// For people, ending in a new line: the reason, then each diagnostic and failed expectation.
std::string RenderFailure(const LoadFailure& failure);

}  // namespace comity
