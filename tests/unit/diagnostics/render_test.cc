// SPDX-License-Identifier: Apache-2.0
#include "engine/diagnostics/render.h"

#include <gtest/gtest.h>

#include <string>

#include "engine/diagnostics/sink.h"

namespace comity {
namespace {

Diagnostic At(Span span) { return {DiagnosticKind::kNotUtf8, span, {}, {"do this"}}; }

TEST(Render, PointsAtCharactersNotBytes) {
  const std::vector<SourceFile> files = {{"a.law", "law X\nÎle ’ here\n"}};
  const Position position = PositionOf({0, 2, 10, 4}, files);
  EXPECT_EQ(position.line, 2U);
  EXPECT_EQ(position.column, 7U);
  EXPECT_EQ(position.length, 4U);
  EXPECT_EQ(Render(At({0, 2, 10, 4}), files),
            "error[E04]: this is not text in UTF-8\n"
            "  --> a.law:2:7\n"
            "   |\n"
            " 2 | Île ’ here\n"
            "   |       ^^^^\n"
            "   = do this\n");
}

TEST(Render, ShowsTheNeighbourhoodOfAPlaceInALongLine) {
  const std::vector<SourceFile> files = {
      {"a.law", std::string(5000, 'x') + "HERE" + std::string(5000, 'y')}};
  const std::string shown = Render(At({0, 1, 5001, 4}), files);
  EXPECT_LT(shown.size(), 600U);
  const std::size_t word = shown.find("HERE");
  const std::size_t caret = shown.find("^^^^");
  ASSERT_NE(word, std::string::npos);
  ASSERT_NE(caret, std::string::npos);
  const auto column = [&](std::size_t at) { return at - shown.rfind('\n', at); };
  EXPECT_EQ(column(word), column(caret));
}

TEST(Render, SurvivesPlacesThatDoNotExist) {
  const std::vector<SourceFile> files = {{"a.law", "law X"}};
  for (const Span span :
       {Span{0, 9, 1, 1}, Span{0, 1, 500, 3}, Span{7, 1, 1, 1}, Span{0, 0, 0, 0}}) {
    EXPECT_NE(Render(At(span), files), "");
  }
}

TEST(Message, ShortensWhatNobodyWouldRead) {
  const Diagnostic diagnostic{DiagnosticKind::kNoSuchDay, {}, {std::string(900, '9')}, {}};
  EXPECT_LT(Message(diagnostic).size(), 120U);
}

TEST(DiagnosticSink, SortsAndSaysNothingTwice) {
  DiagnosticSink sink;
  sink.Report(DiagnosticKind::kNotUtf8, {0, 2, 1, 1});
  sink.Report(DiagnosticKind::kNotUtf8, {0, 1, 1, 1});
  sink.Report(DiagnosticKind::kNotUtf8, {0, 2, 1, 1});
  const auto taken = std::move(sink).Take();
  ASSERT_EQ(taken.size(), 2U);
  EXPECT_EQ(taken[0].span.line, 1U);
}

TEST(DiagnosticSink, ShowsAtMostTwentyOfAFile) {
  DiagnosticSink sink;
  for (std::uint32_t line = 1; line <= 50; ++line) {
    sink.Report(DiagnosticKind::kNotUtf8, {0, line, 1, 1});
    if (line <= 3) sink.Report(DiagnosticKind::kNotUtf8, {1, line, 1, 1});
  }
  const auto taken = std::move(sink).Take();
  ASSERT_EQ(taken.size(), 24U);
  EXPECT_EQ(taken[20].kind, DiagnosticKind::kMoreMistakes);
  EXPECT_EQ(taken[20].arguments[0], "30");
  EXPECT_EQ(taken[20].span.line, 21U);
}

}  // namespace
}  // namespace comity
