// SPDX-License-Identifier: Apache-2.0
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <vector>

#include "tests/oracle/compare.h"
#include "tests/oracle/generator.h"

// Any bytes are the choices of the generator: the engine and the naive evaluator must agree on the
// program that they make.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace comity::oracle;
  Choices choices(std::vector<std::uint8_t>(data, data + size));
  const Program program = Generate(choices);
  const auto found = JudgeViews(program, SomeViewsOf(program, size));
  if (!found) return 0;
  for (const TextFile& file : Print(program)) std::fputs(file.text.c_str(), stderr);
  std::fprintf(stderr, "\n%s", found->c_str());
  std::abort();
}
