// SPDX-License-Identifier: Apache-2.0
#include "tests/oracle/fault_run.h"

#include <atomic>
#include <thread>

#include "tests/oracle/compare.h"
#include "tests/oracle/faults.h"
#include "tests/oracle/generator.h"

namespace comity::oracle {
namespace {

std::optional<std::uint64_t> FindFirst(Fault fault, std::uint64_t seed, std::uint64_t most_cases) {
  for (std::uint64_t number = 0; number < most_cases; ++number) {
    Choices choices(SeedOfCase(seed, number));
    const Program program = Generate(choices);
    if (JudgeProgram(program, fault) && !JudgeProgram(program)) return number;
  }
  return std::nullopt;
}

}  // namespace

std::vector<FaultSeen> RunFaults(std::uint64_t seed, std::uint64_t most_cases, int jobs) {
  std::vector<FaultSeen> seen(kFaults.size());
  std::atomic<std::size_t> next = 0;
  std::vector<std::thread> threads;
  for (int job = 0; job < jobs; ++job) {
    threads.emplace_back([&] {
      for (std::size_t i = next++; i < kFaults.size(); i = next++) {
        seen[i] = {kFaults[i].name, FindFirst(kFaults[i].fault, seed, most_cases)};
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  return seen;
}

}  // namespace comity::oracle
