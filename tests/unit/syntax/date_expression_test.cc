// SPDX-License-Identifier: Apache-2.0
#include "engine/syntax/date_expression.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "engine/diagnostics/render.h"

namespace comity {
namespace {

using ast::DateExpression;

// The tree in one line: (plus60d "the joining date").
std::string Show(const DateExpression& date) {
  using Kind = DateExpression::Kind;
  std::string inner;
  for (const DateExpression& operand : date.operands) inner += " " + Show(operand);
  switch (date.kind) {
    case Kind::kDay:
      return FormatDay(date.day);
    case Kind::kWords: {
      std::string words;
      for (const auto& piece : date.pieces) {
        words += words.empty() ? "" : " ";
        words += piece.operand < 0 ? piece.word.text
                                   : Show(date.operands[static_cast<std::size_t>(piece.operand)]);
      }
      return "‘" + words + "’";
    }
    case Kind::kPlusDays:
      return "(days " + std::to_string(date.amount) + inner + ")";
    case Kind::kPlusMonths:
      return "(months " + std::to_string(date.amount) + inner + ")";
    case Kind::kDayBefore:
      return "(before" + inner + ")";
    case Kind::kDayAfter:
      return "(after" + inner + ")";
    case Kind::kFirstOfMonthAfter:
      return "(first" + inner + ")";
    case Kind::kLater:
      return "(later" + inner + ")";
    case Kind::kEarlier:
      return "(earlier" + inner + ")";
    case Kind::kPortion:
      return "(portion " + std::to_string(date.amount) + "/" + std::to_string(date.denominator) +
             inner + ")";
  }
  return "";
}

std::string Read(std::string_view text) {
  DiagnosticSink sink;
  const auto date = ParseDateExpression({std::string(text), {0, 1, 1, 0}}, sink);
  if (date) return Show(*date);
  std::string codes;
  for (const Diagnostic& diagnostic : std::move(sink).Take()) codes += Code(diagnostic.kind);
  return codes;
}

struct DateCase {
  std::string_view text;
  std::string_view expected;
};

TEST(DateExpression, ReadsEveryForm) {
  constexpr DateCase kCases[] = {
      {.text = "2002-04-11", .expected = "2002-04-11"},
      {.text = "the joining date", .expected = "‘the joining date’"},
      {.text = "the joining date plus 60 days", .expected = "(days 60 ‘the joining date’)"},
      {.text = "the joining date minus 2 weeks", .expected = "(days -14 ‘the joining date’)"},
      {.text = "2002-04-11 plus 1 day minus 1 week", .expected = "(days -7 (days 1 2002-04-11))"},
      {.text = "the joining date plus 1 year, clamping to month end",
       .expected = "(months 12 ‘the joining date’)"},
      {.text = "the joining date plus 6 months , clamping to month end",
       .expected = "(months 6 ‘the joining date’)"},
      {.text = "the day before 2002-04-11", .expected = "(before 2002-04-11)"},
      {.text = "the day after the joining date", .expected = "(after ‘the joining date’)"},
      {.text = "the first day of the month after (the joining date plus 60 days)",
       .expected = "(first (days 60 ‘the joining date’))"},
      {.text = "the later of 2002-07-01 and the joining date",
       .expected = "(later 2002-07-01 ‘the joining date’)"},
      {.text = "the earlier of (the day before 2002-07-01) and 2002-04-11",
       .expected = "(earlier (before 2002-07-01) 2002-04-11)"},
      {.text = "(the day after the joining date) plus 60 days",
       .expected = "(days 60 (after ‘the joining date’))"},
      {.text = "the effective date after (the joining date plus 1 day)",
       .expected = "‘the effective date after (days 1 ‘the joining date’)’"},
      {.text = "((2002-04-11))", .expected = "2002-04-11"},
  };
  for (const DateCase& c : kCases) EXPECT_EQ(Read(c.text), c.expected) << c.text;
}

TEST(DateExpression, SaysWhatIsWrong) {
  constexpr DateCase kCases[] = {
      {.text = "", .expected = "E08"},
      {.text = "2001-02-29", .expected = "E14"},
      {.text = "the day before 2001-02-29", .expected = "E14"},
      {.text = "2001-2-9", .expected = "E08"},
      {.text = "02/04/2012", .expected = "E13"},
      {.text = "13/04/2012", .expected = "E08"},
      {.text = "13/13/2012", .expected = "E14"},
      {.text = "04.04.2012", .expected = "E08"},
      {.text = "the joining date plus 6 months", .expected = "E29"},
      {.text = "the joining date plus six days", .expected = "E08"},
      {.text = "the joining date plus 1234567 days", .expected = "E08"},
      {.text = "the day after the joining date plus 60 days", .expected = "E30"},
      {.text = "the later of 2002-07-01", .expected = "E08"},
      {.text = "(2002-07-01", .expected = "E08"},
      {.text = "2002-07-01)", .expected = "E08"},
      {.text = "()", .expected = "E08"},
  };
  for (const DateCase& c : kCases) EXPECT_EQ(Read(c.text), c.expected) << c.text;
}

TEST(DateExpression, BracketsNestUpToTheLimit) {
  const auto nested = [](std::size_t depth) {
    return std::string(depth, '(') + "2002-04-11" + std::string(depth, ')');
  };
  EXPECT_EQ(Read(nested(kMaxBracketDepth)), "2002-04-11");
  EXPECT_EQ(Read(nested(kMaxBracketDepth + 1)), "E07");
  EXPECT_EQ(Read(std::string(100000, '(')), "E07");
  EXPECT_EQ(Read(std::string(100000, ')')), "E08");
}

TEST(DateExpression, KeepsThePlaceOfItsParts) {
  DiagnosticSink sink;
  const std::string text = "the later of 2002-07-01 and the joining date";
  const auto date = ParseDateExpression({text, {3, 7, 5, 44}}, sink);
  ASSERT_TRUE(date);
  const Span& joining = date->operands[1].span;
  EXPECT_EQ(joining.file, 3U);
  EXPECT_EQ(joining.line, 7U);
  EXPECT_EQ(text.substr(joining.column - 5, joining.length), "the joining date");
}

TEST(LooksLikeDay, KnowsWhatWasMeantAsOne) {
  for (std::string_view word : {"2002-04-11", "2002-4-1", "11/04/2002", "11.4.2002"}) {
    EXPECT_TRUE(LooksLikeDay(word)) << word;
  }
  for (std::string_view word : {"", "2002", "HC-5-1", "5(1)", "1-2", "a-b-c"}) {
    EXPECT_FALSE(LooksLikeDay(word)) << word;
  }
}

}  // namespace
}  // namespace comity
