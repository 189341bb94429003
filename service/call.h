// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

#include "engine/engine.h"
#include "service/limits.h"
#include "service/snapshot.h"

namespace comity {

// What one line of the log says about a call beside its method and its time.
struct CallNotes {
  std::uint64_t revision = 0;
  // Of a single determination: the name of its outcome.
  std::string outcome;
  std::size_t items = 0;
};

// What a handler answers from: one rulebook, taken once, and how much may be asked. The same
// handlers serve the network and the command line.
struct Call {
  // Null if no rulebook is active.
  std::shared_ptr<const Snapshot> snapshot;
  Limits limits;
  Cancelled cancelled = nullptr;
  CallNotes notes;
};

}  // namespace comity
