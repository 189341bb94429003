// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <chrono>

namespace comity {

// Counts the calls in flight and, at the end, turns new ones away in words of our own: a call that
// meets the library's own shutdown would only see CANCELLED, which clients do not try elsewhere.
// May be used from many threads at once.
class CallGate {
 public:
  // False if the gate is closed; the call counts until Leave all the same.
  bool Enter() {
    ++inside_;
    return !closed_;
  }
  void Leave() { --inside_; }

  void Close() { closed_ = true; }
  // False if there still are some when patience is over.
  bool WaitUntilEmpty(std::chrono::milliseconds patience) const;

 private:
  std::atomic<bool> closed_ = false;
  std::atomic<int> inside_ = 0;
};

}  // namespace comity
