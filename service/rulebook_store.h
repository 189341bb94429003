// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <mutex>

#include "service/snapshot.h"

namespace comity {

// Which rulebook is active, and why a later one is not. Owns the numbering of revisions. May be
// used from many threads at once; the lock is held for the copy of a pointer only, never during a
// load or an evaluation.
class RulebookStore {
 public:
  // Null until the first activation.
  std::shared_ptr<const Snapshot> Active() const;
  // Null while the files as last seen are active.
  std::shared_ptr<const LoadFailure> Failure() const;

  // Makes it the active one, under the next number, and forgets the failure.
  std::shared_ptr<const Snapshot> Activate(std::shared_ptr<Snapshot> snapshot);
  // Keeps the active one and remembers why. Null: the files are again those of the active one.
  void Refuse(std::shared_ptr<const LoadFailure> failure);

 private:
  mutable std::mutex mutex_;
  std::shared_ptr<const Snapshot> active_;
  std::shared_ptr<const LoadFailure> failure_;
};

}  // namespace comity
