// SPDX-License-Identifier: Apache-2.0
#include "engine/syntax/date_expression.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <tuple>
#include <utility>

#include "engine/base/text.h"
#include "engine/syntax/date_grammar.h"
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

// The numbers of a date written as 11/04/2002 or 11.04.2002.
std::optional<std::array<int, 3>> ParseSlashed(std::string_view word) {
  std::array<int, 3> numbers{};
  char end = 0;
  std::array<char, 2> separators{};
  const std::string text(word.substr(0, 32));
  if (std::sscanf(text.c_str(), "%2d%c%2d%c%4d%c", numbers.data(), separators.data(), &numbers[1],
                  &separators[1], &numbers[2], &end) != 5) {
    return std::nullopt;
  }
  const bool slashed = separators[0] == separators[1] &&
                       std::string_view("/.-").find(separators[0]) != std::string_view::npos;
  return slashed ? std::optional(numbers) : std::nullopt;
}

std::string Iso(int year, int month, int day) {
  std::array<char, 48> buffer{};
  std::snprintf(buffer.data(), buffer.size(), "%04d-%02d-%02d", year, month, day);
  return buffer.data();
}

constexpr std::array<std::string_view, 12> kMonths = {
    "January", "February", "March",     "April",   "May",      "June",
    "July",    "August",   "September", "October", "November", "December"};

std::string DayAndMonth(int day, int month) {
  return Concat({std::to_string(day), " ", kMonths[static_cast<std::size_t>(month) - 1]});
}

void ReportSlashed(const ast::Text& text, const std::array<int, 3>& numbers, DiagnosticSink& sink) {
  const auto [first, second, year] = numbers;
  if (year < 100) {
    sink.Report(DiagnosticKind::kNotADateExpression, text.span, {text.text},
                {"write the year with four digits and first, as in 2012-04-02"});
    return;
  }
  const std::string day_first = Iso(year, second, first);
  const std::string month_first = Iso(year, first, second);
  if (!ParseDay(day_first) && !ParseDay(month_first)) {
    sink.Report(DiagnosticKind::kNoSuchDay, text.span, {text.text},
                {"write the day as 2002-04-11"});
    return;
  }
  const bool either = first <= 12 && second <= 12 && first > 0 && second > 0;
  if (either && first != second) {
    sink.Report(DiagnosticKind::kAmbiguousDate, text.span,
                {text.text, DayAndMonth(first, second), DayAndMonth(second, first)},
                {Concat({"write ", day_first, " or ", month_first})});
  } else {
    sink.Report(DiagnosticKind::kNotADateExpression, text.span, {text.text},
                {Concat({"write ", first > 12 ? day_first : month_first})});
  }
}

// What to do about YYYY-MM-DD where one of the numbers is wrong or lacks its zero.
void ReportIso(const ast::Text& text, DiagnosticSink& sink) {
  int year = 0, month = 0, day = 0;
  const bool read = std::sscanf(text.text.c_str(), "%4d-%2d-%2d", &year, &month, &day) == 3;
  const std::string padded = Iso(year, month, day);
  if (read && padded != text.text && ParseDay(padded)) {
    sink.Report(DiagnosticKind::kNotADateExpression, text.span, {text.text},
                {Concat({"write ", padded})});
    return;
  }
  std::string help = "write the day as 2002-04-11";
  if (read && day > 28 && ParseDay(Iso(year, month, 28))) {
    const Day last = PlusDays(FirstOfMonthAfter(*ParseDay(Iso(year, month, 28))), -1);
    help = Concat({"the last day of that month is ", FormatDay(last)});
  }
  sink.Report(DiagnosticKind::kNoSuchDay, text.span, {text.text}, {help});
}

// 2012/04/02, 2012.04.02 or 20120402.
std::optional<std::string> ReadYearFirst(std::string_view text) {
  std::string digits(text);
  std::erase_if(digits, [](char c) { return c == '/' || c == '.'; });
  if (digits.size() != 8 || digits.find_first_not_of("0123456789") != std::string::npos ||
      text.find_first_of("/.") < 4) {
    return std::nullopt;
  }
  std::string day = Concat({digits.substr(0, 4), "-", digits.substr(4, 2), "-", digits.substr(6)});
  return ParseDay(day) ? std::optional(std::move(day)) : std::nullopt;
}

void ReportNoDay(const ast::Text& text, DiagnosticSink& sink) {
  auto meant = ReadWrittenDay(text.text);
  if (!meant) meant = ReadYearFirst(text.text);
  if (meant) {
    sink.Report(DiagnosticKind::kNotADateExpression, text.span, {text.text},
                {Concat({"write ", *meant})});
  } else if (const auto slashed = ParseSlashed(text.text)) {
    ReportSlashed(text, *slashed, sink);
  } else if (LooksLikeDay(text.text)) {
    ReportIso(text, sink);
  } else {
    sink.Report(DiagnosticKind::kNotADateExpression, text.span, {text.text},
                {"write the day as 2002-04-11"});
  }
}

// Marks the word at which a date stops making sense.
void ReportNoDate(const ast::Text& text, std::size_t at, DiagnosticSink& sink) {
  Span span = text.span;
  const std::size_t begin = text.text.find_first_not_of(" \t", std::min(at, text.text.size()));
  if (at > 0 && begin != std::string::npos) {
    const std::size_t end = std::min(text.text.find_first_of(" \t", begin), text.text.size());
    span.column += static_cast<std::uint32_t>(begin);
    span.length = static_cast<std::uint32_t>(end - begin);
  }
  sink.Report(DiagnosticKind::kNotADateExpression, span, {text.text},
              {"a date reads like: 2002-04-11, the notice date plus 60 days, the day before (the "
               "notice date)"});
}

// `the notice date + 60 days` and `60 days after the notice date`.
bool ReportForeignSum(const ast::Text& text, DiagnosticSink& sink) {
  for (const auto& [sign, word] : {std::pair(" + ", "plus"), std::pair(" - ", "minus")}) {
    const std::size_t at = text.text.find(sign);
    if (at == std::string::npos) continue;
    Span span = text.span;
    span.column += static_cast<std::uint32_t>(at) + 1;
    span.length = 1;
    sink.Report(DiagnosticKind::kNotADateExpression, span, {text.text},
                {Concat({"write ‘", word, "’ for the sign"})});
    return true;
  }
  const auto words = SplitWords(text.text);
  const bool shift = words.size() > 3 &&
                     words[0].find_first_not_of("0123456789") == std::string::npos &&
                     (words[2] == "after" || words[2] == "before");
  if (!shift) return false;
  const std::string start(
      text.text.substr(static_cast<std::size_t>(words[3].data() - text.text.data())));
  sink.Report(DiagnosticKind::kNotADateExpression, text.span, {text.text},
              {Concat({"write: ", start, words[2] == "after" ? " plus " : " minus ", words[0], " ",
                       words[1]})});
  return true;
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
  tao::pegtl::memory_input<> input(text.text, "");
  Builder builder{text.span, sink};
  try {
    if (tao::pegtl::parse<date_grammar::whole, Action>(input, builder)) {
      if (builder.failed) return std::nullopt;
      return std::move(builder.top().values.back());
    }
  } catch (const tao::pegtl::parse_error& error) {
    ReportNoDate(text, error.positions().front().byte, sink);
    return std::nullopt;
  }
  ReportNoDate(text, 0, sink);
  return std::nullopt;
}

}  // namespace comity
