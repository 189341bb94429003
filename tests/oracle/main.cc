// SPDX-License-Identifier: Apache-2.0
// Long runs of the comparisons between the engine and what else knows the language, and single
// cases of them. Every run prints its seed, what it counted, the quotas and the first difference.
#include <CLI/CLI.hpp>
#include <chrono>
#include <cstdio>

#include "tests/oracle/campaign.h"
#include "tests/oracle/compare.h"
#include "tests/oracle/fault_run.h"
#include "tests/oracle/foreign.h"
#include "tests/oracle/generator.h"
#include "tests/oracle/gringo.h"
#include "tests/oracle/metamorphic.h"
#include "tests/oracle/print.h"
#include "tests/oracle/to_asp.h"

namespace {

using namespace comity::oracle;

// What the command line asks for.
struct Asked {
  Campaign campaign;
  std::string foreign;
  int batch = 25;
  bool metamorphic = false;
  bool faults = false;
  bool print = false;
};

class Clock {
 public:
  double Seconds() const {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start_).count();
  }

 private:
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
};

// As logic programs, one for each way of asking, if `foreign`.
void PrintCase(const Campaign& campaign, bool foreign) {
  Choices choices(SeedOfCase(campaign.seed, campaign.first));
  const Program program = Generate(choices);
  if (foreign) {
    CalendarFacts calendar;
    std::string text;
    const auto views = ViewsOf(program);
    for (std::size_t v = 0; v < views.size(); ++v) {
      text += ToAsp(program, views[v], "c0v" + std::to_string(v), calendar).text;
    }
    std::printf("%s%s", calendar.Text().c_str(), text.c_str());
    return;
  }
  for (const TextFile& file : Print(program)) std::fputs(file.text.c_str(), stdout);
  for (const auto& [kind, name] : program.cast) {
    std::printf("-- cast %s %s\n", program.kinds[kind].name.c_str(), name.c_str());
  }
  for (const Statement& given : program.given) {
    std::printf("-- given %s\n", SayStatement(program, given).c_str());
  }
}

// The end of every report: what fell short, and the first difference. Quotas mean nothing for few
// programs.
int Conclude(const FeatureCount& features, const std::string& failure) {
  constexpr int kEnoughForQuotas = 1000;
  const std::string shortfalls =
      features.programs() < kEnoughForQuotas ? "" : features.Shortfalls();
  if (!shortfalls.empty()) std::printf("below their quota: %s\n", shortfalls.c_str());
  std::printf("differences: %s\n", failure.empty() ? "0" : "at least 1");
  if (!failure.empty()) std::printf("\n%s", failure.c_str());
  return failure.empty() && shortfalls.empty() ? 0 : 1;
}

int RunNaive(const Campaign& campaign) {
  const Clock clock;
  const CampaignResult result = RunCampaign(campaign);
  std::fputs(result.features.Table().c_str(), stdout);
  std::printf("naive, seed %llu: %llu programs from case %llu, %llu views, %.1f s\n",
              static_cast<unsigned long long>(campaign.seed),
              static_cast<unsigned long long>(result.cases),
              static_cast<unsigned long long>(campaign.first),
              static_cast<unsigned long long>(result.views), clock.Seconds());
  return Conclude(result.features, result.failure);
}

int RunRelations(const Campaign& campaign) {
  const Clock clock;
  const MetamorphicResult result =
      RunMetamorphic(campaign.seed, campaign.first, campaign.cases, campaign.jobs);
  for (std::size_t r = 0; r < result.checked.size(); ++r) {
    std::printf("  %-36s %8llu programs\n", std::string(Relations()[r].name).c_str(),
                static_cast<unsigned long long>(result.checked[r]));
  }
  std::printf("metamorphic, seed %llu: %llu programs from case %llu, %.1f s\n",
              static_cast<unsigned long long>(campaign.seed),
              static_cast<unsigned long long>(result.cases),
              static_cast<unsigned long long>(campaign.first), clock.Seconds());
  return Conclude({}, result.failure);
}

int RunPlanted(const Campaign& campaign) {
  const Clock clock;
  const std::vector<FaultSeen> seen = RunFaults(campaign.seed, campaign.cases, campaign.jobs);
  int missed = 0;
  for (const FaultSeen& fault : seen) {
    if (fault.first) {
      std::printf("  %-36s first seen in program %llu\n", std::string(fault.name).c_str(),
                  static_cast<unsigned long long>(*fault.first));
    } else {
      std::printf("  %-36s NOT SEEN\n", std::string(fault.name).c_str());
      ++missed;
    }
  }
  std::printf("faults, seed %llu: %zu planted, %d not seen within %llu programs, %.1f s\n",
              static_cast<unsigned long long>(campaign.seed), seen.size(), missed,
              static_cast<unsigned long long>(campaign.cases), clock.Seconds());
  return missed == 0 ? 0 : 1;
}

int RunForeignLeg(const Asked& asked) {
  const std::string version = GringoVersion();
  if (version.empty()) {
    std::fputs("there is no gringo here; ./dev oracle installs it\n", stderr);
    return 2;
  }
  const Campaign& campaign = asked.campaign;
  const Clock clock;
  const ForeignResult result =
      RunForeign({campaign.seed, campaign.first, campaign.cases, asked.batch, campaign.jobs});
  std::fputs(result.features.Table().c_str(), stdout);
  std::printf("%s, seed %llu: %llu programs from case %llu, %llu views, %llu sentences, %.1f s\n",
              version.c_str(), static_cast<unsigned long long>(campaign.seed),
              static_cast<unsigned long long>(result.cases),
              static_cast<unsigned long long>(campaign.first),
              static_cast<unsigned long long>(result.views),
              static_cast<unsigned long long>(result.sentences), clock.Seconds());
  for (const auto& [what, count] : result.unknown) {
    std::printf("not compared, because of %s: %llu\n", what.c_str(),
                static_cast<unsigned long long>(count));
  }
  return Conclude(result.features, result.failure);
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app("Compares the engine with others that know the language, on random programs.");
  Asked asked;
  Campaign& campaign = asked.campaign;
  campaign.cases = 20000;
  app.add_option("--seed", campaign.seed, "which run");
  app.add_option("--cases", campaign.cases, "how many programs");
  app.add_option("--first", campaign.first, "the number of the first");
  app.add_option("--jobs", campaign.jobs, "threads")->check(CLI::Range(1, 64));
  app.add_option("--metamorphic-every", campaign.metamorphic_every,
                 "also one metamorphic relation every so many; 0 for never");
  app.add_option("--foreign", asked.foreign, "against this program instead of the naive evaluator")
      ->check(CLI::IsMember({"gringo"}));
  app.add_option("--batch", asked.batch, "programs for one run of the foreign one")
      ->check(CLI::Range(1, 1000));
  app.add_flag(
      "--metamorphic", asked.metamorphic,
      "instead: what must not change the engine's answers, every relation on every program");
  app.add_flag("--faults", asked.faults,
               "instead: in which program each planted fault is first seen");
  auto* single = app.add_option("--case", campaign.first, "only this one");
  app.add_flag("--print", asked.print, "with --case: print the program, do not run it");
  CLI11_PARSE(app, argc, argv);
  if (*single) campaign.cases = 1;
  if (*single && asked.print) {
    PrintCase(campaign, !asked.foreign.empty());
    return 0;
  }
  if (asked.metamorphic) return RunRelations(campaign);
  if (asked.faults) return RunPlanted(campaign);
  return asked.foreign.empty() ? RunNaive(campaign) : RunForeignLeg(asked);
}
