// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "tests/oracle/features.h"
#include "tests/oracle/program.h"

namespace comity::oracle {

// The foreign leg: the engine against gringo, a program of other people that knows nothing of
// timelines, rules of law or this repository.
struct ForeignCampaign {
  std::uint64_t seed = 1;
  std::uint64_t first = 0;
  std::uint64_t cases = 1000;
  int batch = 25;  // programs for one run of gringo
  int jobs = 1;
};

struct ForeignResult {
  FeatureCount features;
  std::uint64_t cases = 0;  // compared
  std::uint64_t views = 0;
  std::uint64_t sentences = 0;
  std::map<std::string, std::uint64_t> unknown;  // not compared, by what is not translated
  std::string failure;                           // the first difference, shrunk
};

ForeignResult RunForeign(const ForeignCampaign& campaign);

// The first difference between the engine and gringo in any view of the program. `translated`
// stands for the program on gringo's side; tests pass another one to see that it is noticed.
std::optional<std::string> JudgeForeign(const Program& program, const Program& translated);

}  // namespace comity::oracle
