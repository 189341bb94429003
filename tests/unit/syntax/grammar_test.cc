// SPDX-License-Identifier: Apache-2.0
#include "engine/syntax/grammar.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <tao/pegtl/contrib/analyze.hpp>

#include "engine/syntax/date_grammar.h"

namespace comity {
namespace {

TEST(Grammar, FrameNeverLoopsWithoutReading) {
  EXPECT_EQ(tao::pegtl::analyze<grammar::file>(), 0U);
}

TEST(Grammar, DatesNeverLoopWithoutReading) {
  EXPECT_EQ(tao::pegtl::analyze<date_grammar::whole>(), 0U);
}

TEST(Grammar, FrameAcceptsEveryText) {
  for (std::string_view text :
       {"", "\n", "\xEF\xBB\xBF", "law", "law X", "  when\n- x\n|", "\t\t\r\n-", "\r",
        "rule\n  rule\n    - \n  -\n#", "date rule", "date rul", "shown on the map"}) {
    const std::string lines = std::string(text) + "\n";  // as the parser completes a last line
    tao::pegtl::memory_input<> input(lines, "text");
    EXPECT_TRUE(tao::pegtl::parse<grammar::file>(input)) << text;
  }
}

}  // namespace
}  // namespace comity
