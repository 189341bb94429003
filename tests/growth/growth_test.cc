// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <cstdint>
#include <memory>
#include <string>

#include "engine/check/check.h"
#include "engine/diagnostics/render.h"
#include "engine/syntax/parser.h"
#include "tests/growth/large_rulebook.h"

namespace {
std::uint64_t steps = 0;
}  // namespace

// Called by the instrumented code at every branch; see CMakeLists.txt.
extern "C" void __sanitizer_cov_trace_pc() { ++steps; }  // NOLINT: the compiler fixes the name

namespace comity {
namespace {

constexpr int kSize = 500;
// Twice the size may cost twice the steps, and a tenth more for what is sorted.
constexpr double kMost = 2.2;

struct Work {
  std::uint64_t parse = 0, check = 0;
};

Work Measure(const LargeRulebook& rulebook, int size) {
  const std::vector<SourceFile> files = rulebook.make(size);
  DiagnosticSink sink;
  Work work;
  steps = 0;
  std::vector<ast::File> parsed;
  for (std::uint32_t i = 0; i < files.size(); ++i) parsed.push_back(Parse(files[i], i, sink));
  work.parse = steps;
  steps = 0;
  Check(parsed, sink);
  work.check = steps;
  const bool sound = sink.empty();
  const auto diagnostics = std::move(sink).Take();
  EXPECT_EQ(sound, rulebook.sound) << (sound ? "" : Render(diagnostics[0], files));
  return work;
}

class Growth : public testing::TestWithParam<LargeRulebook> {};

TEST_P(Growth, DoublesWithTheSize) {
  const Work small = Measure(GetParam(), kSize);
  const Work large = Measure(GetParam(), 2 * kSize);
  EXPECT_GT(small.parse, static_cast<std::uint64_t>(kSize)) << "the steps are not counted";
  EXPECT_LT(static_cast<double>(large.parse), kMost * static_cast<double>(small.parse))
      << "parsing took " << small.parse << " steps, then " << large.parse;
  EXPECT_LT(static_cast<double>(large.check), kMost * static_cast<double>(small.check))
      << "checking took " << small.check << " steps, then " << large.check;
}

INSTANTIATE_TEST_SUITE_P(LargeRulebooks, Growth, testing::ValuesIn(LargeRulebooks()),
                         [](const auto& test) { return std::string(test.param.name); });

}  // namespace
}  // namespace comity
