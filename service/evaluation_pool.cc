// SPDX-License-Identifier: Apache-2.0
#include "service/evaluation_pool.h"

#include <algorithm>
#include <utility>

namespace comity {

EvaluationPool::EvaluationPool(std::size_t threads, std::size_t longest_queue)
    : longest_queue_(longest_queue) {
  if (threads == 0) threads = std::max(1u, std::thread::hardware_concurrency());
  for (std::size_t i = 0; i < threads; ++i) threads_.emplace_back([this] { Work(); });
}

EvaluationPool::~EvaluationPool() {
  {
    const std::scoped_lock lock(mutex_);
    closing_ = true;
  }
  changed_.notify_all();
}

bool EvaluationPool::TryRun(std::function<void()> work) {
  {
    const std::scoped_lock lock(mutex_);
    if (closing_ || queue_.size() >= longest_queue_) return false;
    queue_.push_back(std::move(work));
  }
  changed_.notify_one();
  return true;
}

void EvaluationPool::Work() {
  for (;;) {
    std::function<void()> work;
    {
      std::unique_lock lock(mutex_);
      changed_.wait(lock, [this] { return closing_ || !queue_.empty(); });
      if (queue_.empty()) return;
      work = std::move(queue_.front());
      queue_.pop_front();
    }
    work();
  }
}

}  // namespace comity
