// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace comity {

// Threads for work that would hold up the few threads of gRPC: batches, searches, checks. Bounded
// in threads and in what may wait. Owns its threads; destruction finishes what was taken. May be
// used from many threads at once.
class EvaluationPool {
 public:
  // 0 threads: one for each processor.
  EvaluationPool(std::size_t threads, std::size_t longest_queue);
  ~EvaluationPool();
  EvaluationPool(const EvaluationPool&) = delete;
  EvaluationPool& operator=(const EvaluationPool&) = delete;

  // False if too much is waiting; the work is not taken then. Work must not throw.
  [[nodiscard]] bool TryRun(std::function<void()> work);

 private:
  void Work();

  const std::size_t longest_queue_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<std::function<void()>> queue_;
  bool closing_ = false;
  std::vector<std::jthread> threads_;
};

}  // namespace comity
