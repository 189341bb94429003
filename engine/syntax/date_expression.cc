// SPDX-License-Identifier: Apache-2.0
#include "engine/syntax/date_expression.h"

#include <algorithm>
#include <array>
#include <tuple>
#include <utility>

#include "engine/base/text.h"
#include "engine/syntax/date_grammar.h"
#include "engine/syntax/date_slips.h"
#include "engine/syntax/slips.h"

namespace comity {
namespace {

using ast::DateExpression;

// What has been read inside one pair of brackets, or outside of all.
struct Frame {
  std::vector<DateExpression::Piece> pieces;
  std::vector<DateExpression> operands;
  std::vector<DateExpression> values;
  std::vector<DateExpression::Kind> prefixes;
  std::vector<std::pair<int, int>> shares;
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
  std::optional<bool> round_up = {};
  bool failed = false;

  Frame& top() { return frames.back(); }

  template <typename Input>
  Span SpanOf(const Input& input) const {
    return {origin.file, origin.line,
            origin.column + static_cast<std::uint32_t>(input.position().byte),
            static_cast<std::uint32_t>(input.size())};
  }
  void Fail(DiagnosticKind kind, Span span, std::vector<std::string> arguments,
            std::vector<std::string> help) {
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
    const auto day = ParseDayText({input.string(), value.span}, builder.sink);
    builder.failed = builder.failed || !day;
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
    value.operands.assign(std::make_move_iterator(first),
                          std::make_move_iterator(frame.values.end()));
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
struct Action<date_grammar::named_to> : Action<date_grammar::named> {};
template <>
struct Action<date_grammar::share> {
  template <typename Input>
  static void apply(const Input& input, Builder& builder) {
    const std::string words = input.string();
    const int denominator = words.ends_with("half")                    ? 2
                            : words.find("third") != std::string::npos ? 3
                                                                       : 4;
    const int numerator = words.starts_with("three") ? 3 : words.starts_with("two") ? 2 : 1;
    builder.top().shares.emplace_back(numerator, denominator);
  }
};
template <>
struct Action<date_grammar::rounding_up> {
  static void apply0(Builder& builder) { builder.round_up = true; }
};
template <>
struct Action<date_grammar::rounding_down> {
  static void apply0(Builder& builder) { builder.round_up = false; }
};
template <>
struct Action<date_grammar::portion> {
  template <typename Input>
  static void apply(const Input& input, Builder& builder) {
    Frame& frame = builder.top();
    DateExpression value;
    value.kind = DateExpression::Kind::kPortion;
    value.span = builder.SpanOf(input);
    if (!builder.round_up) {
      builder.Fail(DiagnosticKind::kPortionNotRounded, value.span, {},
                   {"add: , rounding up to a whole day, or: , rounding down to a whole day"});
    }
    std::tie(value.amount, value.denominator) = frame.shares.back();
    value.round_up = builder.round_up.value_or(false);
    frame.shares.pop_back();
    builder.round_up.reset();
    const auto first = frame.values.end() - 2;
    value.operands.assign(std::make_move_iterator(first),
                          std::make_move_iterator(frame.values.end()));
    frame.values.erase(first, frame.values.end());
    frame.values.push_back(std::move(value));
    frame.ends_in_prefix_form = true;
  }
};

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
    value.kind =
        builder.unit_is_month ? DateExpression::Kind::kPlusMonths : DateExpression::Kind::kPlusDays;
    value.span = span;
    value.amount = builder.sign * builder.count * builder.unit;
    value.operands.push_back(std::move(frame.values.back()));
    frame.values.back() = std::move(value);
    builder.clamping = false;
  }
};

// A bracket that is wrong: one that nests too deep, that is not closed, or that closes nothing.
struct BracketFault {
  std::size_t at = 0;
  bool too_deep = false;
};

std::optional<BracketFault> FindBracketFault(std::string_view text) {
  std::vector<std::size_t> open;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '(') open.push_back(i);
    if (open.size() > kMaxBracketDepth) return BracketFault{i, true};
    if (text[i] != ')') continue;
    if (open.empty()) return BracketFault{i, false};
    open.pop_back();
  }
  if (open.empty()) return std::nullopt;
  return BracketFault{open.back(), false};
}

void ReportBracket(const ast::Text& text, BracketFault fault, DiagnosticSink& sink) {
  Span span = text.span;
  span.column += static_cast<std::uint32_t>(fault.at);
  span.length = 1;
  if (fault.too_deep) {
    sink.Report(DiagnosticKind::kTooDeep, span, {std::to_string(kMaxBracketDepth)},
                {"name a part of it in a date rule"});
    return;
  }
  sink.Report(DiagnosticKind::kNotADateExpression, span, {text.text},
              {text.text[fault.at] == '(' ? "this bracket is not closed"
                                          : "this bracket closes none that was opened"});
}

// The date that the whole text is; else where it stops to be one, or what was reported of it.
std::optional<ast::DateExpression> ReadWhole(const ast::Text& text, std::size_t& stop,
                                             DiagnosticSink& sink) {
  tao::pegtl::memory_input<> input(text.text, "");
  Builder builder{text.span, sink};
  try {
    if (tao::pegtl::parse<date_grammar::whole, Action>(input, builder) && !builder.failed)
      return std::move(builder.top().values.back());
  } catch (const tao::pegtl::parse_error& error) {
    stop = error.positions().front().byte;
  }
  return std::nullopt;
}

}  // namespace

bool LooksLikeDay(std::string_view word) {
  if (word.empty() || word[0] < '0' || word[0] > '9') return false;
  const auto separators = std::count_if(word.begin(), word.end(),
                                        [](char c) { return c == '-' || c == '/' || c == '.'; });
  const auto digits =
      std::count_if(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; });
  return separators == 2 && digits >= 4 &&
         static_cast<std::size_t>(separators + digits) == word.size();
}

bool ReportFarYear(const ast::Text& text, Day day, DiagnosticSink& sink) {
  static const Day first = *ParseDay("1500-01-01");
  static const Day end = *ParseDay("3000-01-01");
  if (first <= day && day < end) return false;
  sink.Report(DiagnosticKind::kWrongForm, text.span,
              {Concat({"‘", text.text, "’"}), "files speak of the years 1500 to 2999"},
              {"is the year right?"});
  return true;
}

std::optional<Day> ParseDayText(const ast::Text& text, DiagnosticSink& sink) {
  if (const auto day = ParseDay(text.text))
    return ReportFarYear(text, *day, sink) ? std::nullopt : day;
  DiagnosticSink slip;
  ast::Text mended = text;
  MendEndSign(mended, slip);
  MendDashes(mended, slip);
  if (const auto day = ParseDay(mended.text)) {
    sink.Append(std::move(slip));
    return day;
  }
  ReportNoDay(text, sink);
  return std::nullopt;
}

std::optional<ast::DateExpression> ParseDateExpression(const ast::Text& text,
                                                       DiagnosticSink& sink) {
  if (const auto fault = FindBracketFault(text.text)) {
    ReportBracket(text, *fault, sink);
    return std::nullopt;
  }
  if (ReadWrittenDay(text.text)) {
    ReportNoDay(text, sink);
    return std::nullopt;
  }
  if (SplitWords(text.text).size() == 1 && text.text[0] >= '0' && text.text[0] <= '9' &&
      !ParseDay(text.text)) {
    const auto day = ParseDayText(text, sink);
    if (!day) return std::nullopt;
    ast::DateExpression result;
    result.span = text.span;
    result.day = *day;
    return result;
  }
  if (ReportForeignSum(text, sink)) return std::nullopt;
  DiagnosticSink slips;
  std::size_t stop = 0;
  auto result = ReadWhole(text, stop, slips);
  if (result) {
    sink.Append(std::move(slips));
    return result;
  }
  if (const auto meant = MeantDate(text.text)) {
    ReportMeant(text, *meant, sink);
  } else if (!slips.empty()) {
    sink.Append(std::move(slips));
  } else {
    ReportNoDate(text, stop, sink);
  }
  return std::nullopt;
}

bool IsDate(const std::string& text, bool& rounded) {
  DiagnosticSink slips;
  std::size_t stop = 0;
  if (FindBracketFault(text)) return false;
  if (ReadWhole({text, {}}, stop, slips)) return rounded = true;
  const auto said = slips.Since(0);
  rounded = false;
  return said.size() == 1 && said[0].kind == DiagnosticKind::kRoundingMissing;
}

}  // namespace comity
