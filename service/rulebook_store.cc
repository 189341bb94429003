// SPDX-License-Identifier: Apache-2.0
#include "service/rulebook_store.h"

#include <utility>

namespace comity {

std::shared_ptr<const Snapshot> RulebookStore::Active() const {
  const std::scoped_lock lock(mutex_);
  return active_;
}

std::shared_ptr<const LoadFailure> RulebookStore::Failure() const {
  const std::scoped_lock lock(mutex_);
  return failure_;
}

std::shared_ptr<const Snapshot> RulebookStore::Activate(std::shared_ptr<Snapshot> snapshot) {
  // The old one dies outside the lock: taking a large rulebook apart must not hold up a call.
  std::shared_ptr<const Snapshot> old;
  const std::scoped_lock lock(mutex_);
  snapshot->number = active_ ? active_->number + 1 : 1;
  snapshot->activated_at = std::chrono::system_clock::now();
  old = std::exchange(active_, std::move(snapshot));
  failure_ = nullptr;
  return active_;
}

void RulebookStore::Refuse(std::shared_ptr<const LoadFailure> failure) {
  const std::scoped_lock lock(mutex_);
  failure_ = std::move(failure);
}

}  // namespace comity
