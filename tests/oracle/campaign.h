// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "tests/oracle/features.h"
#include "tests/oracle/program.h"
#include "tests/oracle/reduce.h"

namespace comity::oracle {

// The smallest choices found, within so many tries, that make a program which `judge` still objects
// to.
std::vector<std::uint8_t> Shrink(std::vector<std::uint8_t> choices, const Judge& judge,
                                 int tries = 1500);

struct Campaign {
  std::uint64_t seed = 1;
  std::uint64_t first = 0;  // the number of the first case
  std::uint64_t cases = 1000;
  // Every so many cases also one of the metamorphic relations, each in its turn; 0: never.
  std::uint64_t metamorphic_every = 10;
  int jobs = 1;  // threads that share the cases
};

struct CampaignResult {
  FeatureCount features;
  std::uint64_t cases = 0;
  std::uint64_t views = 0;
  // The first difference: seed, case, shrunk rule text and both answers. Empty if there is none.
  std::string failure;
};

// Runs cases until one fails.
CampaignResult RunCampaign(const Campaign& campaign);

// A failing case made small, as text: seed, case, rule files and what the judge says.
std::string TellFailure(std::uint64_t seed, std::uint64_t number,
                        const std::vector<std::uint8_t>& drawn, const Judge& judge);

// Everything there is to check about one case.
std::optional<std::string> JudgeCase(const Program& program, std::uint64_t number,
                                     std::uint64_t metamorphic_every);

}  // namespace comity::oracle
