// SPDX-License-Identifier: Apache-2.0
#include "tests/oracle/choices.h"

namespace comity::oracle {

// SplitMix64: tiny, and the same on every machine.
std::uint64_t Choices::NextRandom() {
  state_ += 0x9e3779b97f4a7c15u;
  std::uint64_t mixed = state_;
  mixed = (mixed ^ (mixed >> 30)) * 0xbf58476d1ce4e5b9u;
  mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111ebu;
  return mixed ^ (mixed >> 31);
}

int Choices::Below(int count) {
  std::uint8_t byte = 0;
  if (next_ < bytes_.size()) {
    byte = bytes_[next_++];
  } else if (random_) {
    byte = static_cast<std::uint8_t>(NextRandom() >> 56);
  }
  drawn_.push_back(byte);
  // Scaling instead of the remainder keeps small bytes simple and every count evenly served.
  return byte * count / 256;
}

std::uint64_t SeedOfCase(std::uint64_t seed, std::uint64_t number) {
  return seed * 0xd1342543de82ef95u + number * 0xaf251af3b0f025b5u + 1;
}

}  // namespace comity::oracle
