// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <fstream>
#include <set>
#include <sstream>
#include <string>
#include <string_view>

#include "engine/engine.h"
#include "tests/golden/golden_file.h"

namespace comity {
namespace {

constexpr DiagnosticKind kAllKinds[] = {
#define COMITY_DIAGNOSTIC(code, name, words) DiagnosticKind::k##name,
#include "engine/diagnostics/kinds.def"
#undef COMITY_DIAGNOSTIC
};

TEST(DiagnosticKinds, EveryOneOccursInAGolden) {
  std::string printed;
  for (const GoldenFile& golden : FindGoldens()) {
    if (golden.phase() == "check") printed += golden.expected;
  }
  for (DiagnosticKind kind : kAllKinds) {
    // It takes too long to see for a golden; tests/unit/engine_steps_test.cc shows it.
    if (kind == DiagnosticKind::kTooManySteps) continue;
    const std::string head = "error[" + std::string(Code(kind)) + "]";
    EXPECT_NE(printed.find(head), std::string::npos)
        << "no golden shows " << Code(kind) << " " << Name(kind)
        << "; add one in tests/golden/check/";
  }
}

TEST(DiagnosticKinds, CodesAreUnique) {
  std::set<std::string_view> codes;
  for (DiagnosticKind kind : kAllKinds) EXPECT_TRUE(codes.insert(Code(kind)).second) << Code(kind);
}

TEST(DiagnosticKinds, EveryOneIsInTheManual) {
  std::ifstream in(COMITY_SOURCE_DIR "/docs/diagnostics.md");
  std::ostringstream manual;
  manual << in.rdbuf();
  for (DiagnosticKind kind : kAllKinds) {
    const std::string row = "| " + std::string(Code(kind)) + " |";
    EXPECT_NE(manual.str().find(row), std::string::npos)
        << "docs/diagnostics.md has no row for " << Code(kind);
  }
}

TEST(DiagnosticKinds, EveryOneHasAPage) {
  for (DiagnosticKind kind : kAllKinds) {
    const std::string page = "docs/diagnostics/" + std::string(Code(kind)) + ".md";
    EXPECT_TRUE(std::ifstream(COMITY_SOURCE_DIR "/" + page).good())
        << page << " is missing: what happened, an example, what it gives, the example mended "
        << "(see those of its neighbours; tests/docs checks it)";
  }
}

}  // namespace
}  // namespace comity
