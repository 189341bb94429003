// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/answer/rulebook.h"
#include "engine/base/source_file.h"
#include "engine/explain/proof.h"

namespace comity {

struct VerifyOptions {
  std::string_view filter;       // only properties whose title or file name contains it
  std::size_t entities = 2;      // new ones of each kind, at most
  std::uint64_t cases = 200000;  // looked at for each property, at most
  const std::atomic<bool>* cancelled = nullptr;
};

// How a property came out.
struct PropertyOutcome {
  enum class Verdict { kHolds, kBroken, kUndecided };
  std::string title;
  Span span;
  Verdict verdict = Verdict::kUndecided;
  std::string why;               // kUndecided, if it is not that there were too many cases
  std::string bounds;            // "2 States, 1 Person; days 2001-01-01, 2002-01-01"
  std::uint64_t cases = 0;       // decided
  std::string reading;           // kBroken: the first under which it is
  std::string found;             // kBroken: what holds instead, and when
  std::string scenario;          // kBroken: the smallest case, as a scenario that runs
  std::vector<ProofNode> proof;  // kBroken: of what was found
};

// Tries each property on every case within the bounds, in order of file and line. One that is
// broken comes with a case that has been run on the rulebook itself.
std::vector<PropertyOutcome> VerifyProperties(const Rulebook& rulebook,
                                              const VerifyOptions& options);

}  // namespace comity
