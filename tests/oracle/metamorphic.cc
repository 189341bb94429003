// SPDX-License-Identifier: Apache-2.0
#include "tests/oracle/metamorphic.h"

#include <atomic>
#include <thread>

#include "tests/oracle/campaign.h"
#include "tests/oracle/generator.h"

namespace comity::oracle {
namespace {

// Takes cases in turn until all are done or one has failed.
void Work(std::uint64_t seed, std::uint64_t first, std::uint64_t cases,
          std::atomic<std::uint64_t>& next, std::atomic<bool>& failed, MetamorphicResult& result) {
  const std::vector<Relation>& relations = Relations();
  result.checked.assign(relations.size(), 0);
  for (std::uint64_t i = next++; i < cases && !failed; i = next++) {
    const std::uint64_t number = first + i;
    Choices choices(SeedOfCase(seed, number));
    const Program program = Generate(choices);
    ++result.cases;
    for (std::size_t r = 0; r < relations.size(); ++r) {
      const Judge judge = [&](const Program& other) {
        Choices own(SeedOfCase(number, r));
        return relations[r].check(other, own, false);
      };
      ++result.checked[r];
      if (!judge(program) || failed.exchange(true)) continue;
      result.failure = TellFailure(seed, number, choices.drawn(), judge);
      return;
    }
  }
}

}  // namespace

const std::vector<Relation>& Relations() {
  static const std::vector<Relation> relations = {
      {"in another order and several files", CheckShuffled},
      {"printed and read again", CheckFormatted},
      {"under other names", CheckRenamed},
      {"400 years later", CheckLater},
      {"stretches in two parts", CheckSplit},
      {"facts as a case", CheckAsCase},
      {"unknowns settled", CheckSettled},
      {"cold instead of warm", CheckCold},
      {"from several threads", CheckThreads},
  };
  return relations;
}

MetamorphicResult RunMetamorphic(std::uint64_t seed, std::uint64_t first, std::uint64_t cases,
                                 int jobs) {
  std::atomic<std::uint64_t> next = 0;
  std::atomic<bool> failed = false;
  std::vector<MetamorphicResult> results(static_cast<std::size_t>(jobs));
  std::vector<std::thread> threads;
  threads.reserve(results.size());
  for (MetamorphicResult& result : results) {
    threads.emplace_back([&] { Work(seed, first, cases, next, failed, result); });
  }
  for (std::thread& thread : threads) thread.join();
  MetamorphicResult total;
  total.checked.assign(Relations().size(), 0);
  for (const MetamorphicResult& result : results) {
    total.cases += result.cases;
    for (std::size_t r = 0; r < result.checked.size(); ++r) total.checked[r] += result.checked[r];
    if (!result.failure.empty()) total.failure = result.failure;
  }
  return total;
}

}  // namespace comity::oracle
