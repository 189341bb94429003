// SPDX-License-Identifier: Apache-2.0
#include "engine/syntax/date_expression.h"

#include <algorithm>
#include <array>
#include <cstdio>

#include "engine/base/text.h"
#include "engine/syntax/date_grammar.h"

namespace comity {
namespace {

using ast::DateExpression;

// What has been read inside one pair of brackets, or outside of all.
struct Frame {
  std::vector<DateExpression::Piece> pieces;
  std::vector<DateExpression> operands;
  std::vector<DateExpression> values;
  std::vector<DateExpression::Kind> prefixes;
  bool ends_in_prefix_form = false;
};

struct Builder {
  Span origin;
  DiagnosticSink& sink;
  std::vector<Frame> frames{1};
  int sign = 1;
  int count = 0;
  int unit = 1;
  bool unit_is_month = false;
  bool clamping = false;
  bool failed = false;

  Frame& top() { return frames.back(); }

  template <typename Input>
  Span SpanOf(const Input& input) const {
    return {origin.file, origin.line, origin.column + static_cast<std::uint32_t>(input.position().byte),
            static_cast<std::uint32_t>(input.size())};
  }
  void Fail(DiagnosticKind kind, Span span, std::vector<std::string> arguments, std::vector<std::string> help) {
    sink.Report(kind, span, std::move(arguments), std::move(help));
    failed = true;
  }
};

template <typename Rule>
struct Action : tao::pegtl::nothing<Rule> {};

template <>
struct Action<date_grammar::day> {
  template <typename Input>
  static void apply(const Input& input, Builder& builder) {
    DateExpression value;
    value.span = builder.SpanOf(input);
    const auto day = ParseDay(input.string());
    if (!day) builder.Fail(DiagnosticKind::kNoSuchDay, value.span, {input.string()}, {"write the day as 2002-04-11"});
    value.day = day.value_or(Day{});
    builder.top().values.push_back(std::move(value));
    builder.top().ends_in_prefix_form = false;
  }
};
template <>
struct Action<date_grammar::open> {
  static void apply0(Builder& builder) { builder.frames.emplace_back(); }
};
template <>
struct Action<date_grammar::close> {
  static void apply0(Builder& builder) {
    DateExpression inner = std::move(builder.top().values.back());
    builder.frames.pop_back();
    Frame& frame = builder.top();
    frame.pieces.push_back({{"", inner.span}, static_cast<int>(frame.operands.size())});
    frame.operands.push_back(std::move(inner));
  }
};
template <>
struct Action<date_grammar::plain_word> {
  template <typename Input>
  static void apply(const Input& input, Builder& builder) {
    builder.top().pieces.push_back({{input.string(), builder.SpanOf(input)}, -1});
  }
};
template <>
struct Action<date_grammar::named> {
  template <typename Input>
  static void apply(const Input& input, Builder& builder) {
    Frame& frame = builder.top();
    DateExpression value;
    if (frame.pieces.size() == 1 && frame.pieces[0].operand == 0) {
      value = std::move(frame.operands[0]);
    } else {
      value.kind = DateExpression::Kind::kWords;
      value.span = builder.SpanOf(input);
      value.pieces = std::move(frame.pieces);
      value.operands = std::move(frame.operands);
    }
    frame.pieces.clear();
    frame.operands.clear();
    frame.values.push_back(std::move(value));
    frame.ends_in_prefix_form = false;
  }
};

template <DateExpression::Kind kind>
struct Prefix {
  static void apply0(Builder& builder) { builder.top().prefixes.push_back(kind); }
};
template <>
struct Action<date_grammar::day_before> : Prefix<DateExpression::Kind::kDayBefore> {};
template <>
struct Action<date_grammar::day_after> : Prefix<DateExpression::Kind::kDayAfter> {};
template <>
struct Action<date_grammar::first_after> : Prefix<DateExpression::Kind::kFirstOfMonthAfter> {};
template <>
struct Action<date_grammar::later_of> : Prefix<DateExpression::Kind::kLater> {};
template <>
struct Action<date_grammar::earlier_of> : Prefix<DateExpression::Kind::kEarlier> {};

template <std::size_t operands>
struct Wrap {
  template <typename Input>
  static void apply(const Input& input, Builder& builder) {
    Frame& frame = builder.top();
    DateExpression value;
    value.kind = frame.prefixes.back();
    value.span = builder.SpanOf(input);
    const auto first = frame.values.end() - operands;
    value.operands.assign(std::make_move_iterator(first), std::make_move_iterator(frame.values.end()));
    frame.values.erase(first, frame.values.end());
    frame.values.push_back(std::move(value));
    frame.prefixes.pop_back();
    frame.ends_in_prefix_form = true;
  }
};
template <>
struct Action<date_grammar::shifted> : Wrap<1> {};
template <>
struct Action<date_grammar::chosen> : Wrap<2> {};

template <>
struct Action<date_grammar::plus_word> {
  static void apply0(Builder& builder) { builder.sign = 1; }
};
template <>
struct Action<date_grammar::minus_word> {
  static void apply0(Builder& builder) { builder.sign = -1; }
};
template <>
struct Action<date_grammar::count> {
  template <typename Input>
  static void apply(const Input& input, Builder& builder) {
    builder.count = std::stoi(input.string());
  }
};
template <>
struct Action<date_grammar::unit> {
  template <typename Input>
  static void apply(const Input& input, Builder& builder) {
    const char first = input.string()[0];
    builder.unit_is_month = first == 'm' || first == 'y';
    builder.unit = first == 'w' ? 7 : first == 'y' ? 12 : 1;
  }
};
template <>
struct Action<date_grammar::clamping> {
  static void apply0(Builder& builder) { builder.clamping = true; }
};
template <>
struct Action<date_grammar::sum> {
  template <typename Input>
  static void apply(const Input& input, Builder& builder) {
    Frame& frame = builder.top();
    const Span span = builder.SpanOf(input);
    if (frame.ends_in_prefix_form) {
      builder.Fail(DiagnosticKind::kBracketsMissing, span, {},
                   {"put brackets around the part that is computed first"});
    }
    if (builder.unit_is_month && !builder.clamping) {
      builder.Fail(DiagnosticKind::kRoundingMissing, span, {}, {"add: , clamping to month end"});
    }
    DateExpression value;
    value.kind = builder.unit_is_month ? DateExpression::Kind::kPlusMonths : DateExpression::Kind::kPlusDays;
    value.span = span;
    value.amount = builder.sign * builder.count * builder.unit;
    value.operands.push_back(std::move(frame.values.back()));
    frame.values.back() = std::move(value);
    builder.clamping = false;
  }
};

int DeepestBracket(std::string_view text) {
  int depth = 0;
  int deepest = 0;
  for (char c : text) {
    depth += c == '(' ? 1 : c == ')' ? -1 : 0;
    deepest = std::max(deepest, depth);
  }
  return deepest;
}

// The numbers of a date written as 11/04/2002 or 11.04.2002.
std::optional<std::array<int, 3>> ParseSlashed(std::string_view word) {
  std::array<int, 3> numbers{};
  char end = 0;
  char separators[2] = {0, 0};
  const std::string text(word.substr(0, 32));
  if (std::sscanf(text.c_str(), "%2d%c%2d%c%4d%c", &numbers[0], &separators[0], &numbers[1], &separators[1],
                  &numbers[2], &end) != 5) {
    return std::nullopt;
  }
  const bool slashed = separators[0] == separators[1] && std::string_view("/.-").find(separators[0]) != std::string_view::npos;
  return slashed ? std::optional(numbers) : std::nullopt;
}

std::string Iso(int year, int month, int day) {
  char buffer[48];
  std::snprintf(buffer, sizeof buffer, "%04d-%02d-%02d", year, month, day);
  return buffer;
}

void ReportNoDay(const ast::Text& text, DiagnosticSink& sink) {
  const auto slashed = ParseSlashed(text.text);
  if (!slashed) {
    const bool iso = LooksLikeDay(text.text);
    sink.Report(iso ? DiagnosticKind::kNoSuchDay : DiagnosticKind::kNotADateExpression, text.span, {text.text},
                {"write the day as 2002-04-11"});
    return;
  }
  const auto [first, second, year] = *slashed;
  const std::string day_first = Iso(year, second, first);
  const std::string month_first = Iso(year, first, second);
  if (first <= 12 && second <= 12 && first != second) {
    sink.Report(DiagnosticKind::kAmbiguousDate, text.span, {text.text, day_first, month_first},
                {Concat({"write ", day_first, " or ", month_first})});
  } else {
    sink.Report(DiagnosticKind::kNotADateExpression, text.span, {text.text},
                {Concat({"write ", first > 12 ? day_first : month_first})});
  }
}

}  // namespace

bool LooksLikeDay(std::string_view word) {
  if (word.empty() || word[0] < '0' || word[0] > '9') return false;
  const auto separators = std::count_if(word.begin(), word.end(), [](char c) { return c == '-' || c == '/' || c == '.'; });
  const auto digits = std::count_if(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; });
  return separators == 2 && digits >= 4 && static_cast<std::size_t>(separators + digits) == word.size();
}

std::optional<Day> ParseDayText(const ast::Text& text, DiagnosticSink& sink) {
  if (const auto day = ParseDay(text.text)) return day;
  ReportNoDay(text, sink);
  return std::nullopt;
}

std::optional<ast::DateExpression> ParseDateExpression(const ast::Text& text, DiagnosticSink& sink) {
  if (DeepestBracket(text.text) > kMaxBracketDepth) {
    sink.Report(DiagnosticKind::kTooDeep, text.span, {std::to_string(kMaxBracketDepth)},
                {"name a part of it in a date rule"});
    return std::nullopt;
  }
  if (SplitWords(text.text).size() == 1 && LooksLikeDay(text.text) && !ParseDay(text.text)) {
    ReportNoDay(text, sink);
    return std::nullopt;
  }
  tao::pegtl::memory_input<> input(text.text, "");
  Builder builder{text.span, sink};
  try {
    if (tao::pegtl::parse<date_grammar::whole, Action>(input, builder)) {
      if (builder.failed) return std::nullopt;
      return std::move(builder.top().values.back());
    }
  } catch (const tao::pegtl::parse_error&) {
    // Reported below: where a date stops making sense says little to a reader, the forms there are say more.
  }
  sink.Report(DiagnosticKind::kNotADateExpression, text.span, {text.text},
              {"a date reads like: 2002-04-11, the notice date plus 60 days, the day before (the notice date)"});
  return std::nullopt;
}

}  // namespace comity
