// SPDX-License-Identifier: Apache-2.0
// Long runs of the comparison between the engine and the naive evaluator, and single cases of them.
#include <CLI/CLI.hpp>
#include <chrono>
#include <cstdio>

#include "tests/oracle/campaign.h"
#include "tests/oracle/generator.h"
#include "tests/oracle/print.h"

namespace {

using namespace comity::oracle;

void PrintCase(const Campaign& campaign) {
  Choices choices(SeedOfCase(campaign.seed, campaign.first));
  const Program program = Generate(choices);
  for (const TextFile& file : Print(program)) std::fputs(file.text.c_str(), stdout);
  for (const auto& [kind, name] : program.cast) {
    std::printf("-- cast %s %s\n", program.kinds[kind].name.c_str(), name.c_str());
  }
  for (const Statement& given : program.given) {
    std::printf("-- given %s\n", SayStatement(program, given).c_str());
  }
}

int Run(const Campaign& campaign) {
  const auto start = std::chrono::steady_clock::now();
  const CampaignResult result = RunCampaign(campaign);
  const std::chrono::duration<double> spent = std::chrono::steady_clock::now() - start;
  std::fputs(result.features.Table().c_str(), stdout);
  std::printf("seed %llu: %llu programs from case %llu, %llu views, %.1f s\n",
              static_cast<unsigned long long>(campaign.seed),
              static_cast<unsigned long long>(result.cases),
              static_cast<unsigned long long>(campaign.first),
              static_cast<unsigned long long>(result.views), spent.count());
  if (result.failure.empty()) return 0;
  std::printf("\n%s", result.failure.c_str());
  return 1;
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app("Compares the engine with the naive evaluator on random programs.");
  Campaign campaign;
  campaign.cases = 20000;
  bool print = false;
  app.add_option("--seed", campaign.seed, "which run");
  app.add_option("--cases", campaign.cases, "how many programs");
  app.add_option("--first", campaign.first, "the number of the first");
  app.add_option("--metamorphic-every", campaign.metamorphic_every,
                 "also shuffle, format and fill every so many; 0 for never");
  auto* single = app.add_option("--case", campaign.first, "only this one");
  app.add_flag("--print", print, "with --case: print the program, do not run it");
  CLI11_PARSE(app, argc, argv);
  if (*single) campaign.cases = 1;
  if (*single && print) {
    PrintCase(campaign);
    return 0;
  }
  return Run(campaign);
}
