// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

namespace comity::oracle {

// The source of every decision of the generator: first the bytes it is given, then random ones from
// the seed, or zeros if it has none. What was drawn can be read back, so that a case can be
// replayed and shrunk by editing bytes. Zero is always the simplest choice.
class Choices {
 public:
  explicit Choices(std::uint64_t seed) : random_(true), state_(seed) {}
  explicit Choices(std::vector<std::uint8_t> bytes) : bytes_(std::move(bytes)) {}

  // From 0 up to, not including, `count`, which is at most 256.
  int Below(int count);
  int Between(int least, int most) { return least + Below(most - least + 1); }
  // True in so many of a hundred cases.
  bool Chance(int percent) { return Below(100) >= 100 - percent; }
  template <typename T>
  const T& Pick(const std::vector<T>& from) {
    return from[Below(static_cast<int>(from.size()))];
  }

  const std::vector<std::uint8_t>& drawn() const { return drawn_; }

 private:
  std::uint64_t NextRandom();

  bool random_ = false;
  std::uint64_t state_ = 0;
  std::vector<std::uint8_t> bytes_;
  std::size_t next_ = 0;
  std::vector<std::uint8_t> drawn_;
};

// The seed of one case of a run.
std::uint64_t SeedOfCase(std::uint64_t seed, std::uint64_t number);

}  // namespace comity::oracle
