// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace comity::oracle {

// When a planted fault was first told from the truth.
struct FaultSeen {
  std::string_view name;
  std::optional<std::uint64_t> first;  // the number of the program
};

// Every planted fault, within so many programs. A program in which the engine differs without the
// fault, too, does not count.
std::vector<FaultSeen> RunFaults(std::uint64_t seed, std::uint64_t most_cases, int jobs);

}  // namespace comity::oracle
