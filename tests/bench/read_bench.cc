// SPDX-License-Identifier: Apache-2.0
// How long it takes to parse and check rulebooks of 120,000 lines and of other sizes, on one core.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include "engine/check/check.h"
#include "engine/syntax/parser.h"
#include "tests/growth/large_rulebook.h"

namespace comity {
namespace {

std::int64_t CountLines(const std::vector<SourceFile>& files) {
  std::int64_t lines = 0;
  for (const SourceFile& file : files)
    lines += std::count(file.text.begin(), file.text.end(), '\n');
  return lines;
}

void Read(benchmark::State& state, const LargeRulebook& rulebook, std::int64_t lines) {
  // How many times the rulebook says its thing, from how many lines one takes.
  const std::int64_t one = CountLines(rulebook.make(1001)) - CountLines(rulebook.make(1));
  const std::vector<SourceFile> files =
      rulebook.make(static_cast<int>(std::max<std::int64_t>(1, lines * 1000 / one)));
  for ([[maybe_unused]] auto _ : state) {
    DiagnosticSink sink;
    std::vector<ast::File> parsed;
    for (std::uint32_t i = 0; i < files.size(); ++i) parsed.push_back(Parse(files[i], i, sink));
    benchmark::DoNotOptimize(Check(parsed, sink));
    if (!sink.empty()) state.SkipWithError("the rulebook has slips");
  }
  state.SetItemsProcessed(state.iterations() * CountLines(files));
}

}  // namespace
}  // namespace comity

int main(int argc, char** argv) {
  for (const comity::LargeRulebook& rulebook : comity::LargeRulebooks()) {
    if (!rulebook.sound || rulebook.name == "Files") continue;
    for (const std::int64_t lines : {30'000, 60'000, 120'000}) {
      benchmark::RegisterBenchmark(
          ("Read/" + std::string(rulebook.name) + "/" + std::to_string(lines)).c_str(),
          comity::Read, rulebook, lines)
          ->Unit(benchmark::kMillisecond);
    }
  }
  benchmark::Initialize(&argc, argv);
  benchmark::RunSpecifiedBenchmarks();
  return 0;
}
