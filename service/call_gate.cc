// SPDX-License-Identifier: Apache-2.0
#include "service/call_gate.h"

#include <thread>

namespace comity {

bool CallGate::WaitUntilEmpty(std::chrono::milliseconds patience) const {
  const auto end = std::chrono::steady_clock::now() + patience;
  while (inside_ > 0) {
    if (std::chrono::steady_clock::now() >= end) return false;
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
  return true;
}

}  // namespace comity
