// SPDX-License-Identifier: Apache-2.0
#include "engine/syntax/date_slips.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <utility>
#include <vector>

#include "engine/base/date.h"
#include "engine/base/text.h"
#include "engine/syntax/date_expression.h"
#include "engine/syntax/slips.h"

namespace comity {
namespace {

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
  if (read && ParseDay(Iso(year, day, month))) {
    help = Concat({"did you mean ", Iso(year, day, month), "? The month comes before the day"});
  } else if (read && day > 28 && ParseDay(Iso(year, month, 28))) {
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

constexpr std::string_view kClamping = ", clamping to month end";

constexpr std::array<std::string_view, 20> kSmallNumbers = {
    "zero",     "one",     "two",     "three",     "four",     "five",    "six",
    "seven",    "eight",   "nine",    "ten",       "eleven",   "twelve",  "thirteen",
    "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"};
constexpr std::array<std::string_view, 8> kTens = {"twenty", "thirty",  "forty",  "fifty",
                                                   "sixty",  "seventy", "eighty", "ninety"};

std::optional<int> IndexOf(std::string_view word, const auto& words) {
  const auto found = std::find(words.begin(), words.end(), word);
  if (found == words.end()) return std::nullopt;
  return static_cast<int>(found - words.begin());
}

// sixty, twenty-one, three.
std::optional<int> ReadNumberWord(std::string_view word) {
  if (const auto small = IndexOf(word, kSmallNumbers)) return *small > 0 ? small : std::nullopt;
  const std::size_t hyphen = std::min(word.find('-'), word.size());
  const auto tens = IndexOf(word.substr(0, hyphen), kTens);
  if (!tens) return std::nullopt;
  const int round = 10 * (*tens + 2);
  if (hyphen == word.size()) return round;
  const auto small = IndexOf(word.substr(hyphen + 1), kSmallNumbers);
  return small && *small > 0 && *small < 10 ? std::optional(round + *small) : std::nullopt;
}

bool IsUnit(std::string_view word) {
  while (!word.empty() && word.back() == ',') word.remove_suffix(1);
  if (word.ends_with('s')) word.remove_suffix(1);
  constexpr std::array<std::string_view, 6> kUnits = {"minute", "hour",  "day",
                                                      "week",   "month", "year"};
  return IndexOf(word, kUnits).has_value();
}

bool IsCount(std::string_view word) {
  return !word.empty() && word.size() <= 6 &&
         word.find_first_not_of("0123456789") == std::string_view::npos;
}

void Replace(std::string& text, std::string_view other, std::string_view own) {
  const std::size_t at = text.find(other);
  if (at != std::string::npos) text.replace(at, other.size(), own);
}

// `60 days after D` is `D plus 60 days`.
std::string MendShift(const std::string& text) {
  const auto words = SplitWords(text);
  if (words.size() < 4 || !IsCount(words[0]) || !IsUnit(words[1])) return text;
  const bool before = words[2] == "before";
  if (!before && words[2] != "after" && words[2] != "following" && words[2] != "from") return text;
  const std::size_t at = static_cast<std::size_t>(words[3].data() - text.data());
  std::string start = text.substr(at);
  const bool clamping = start.ends_with(kClamping);
  if (clamping) start.resize(start.size() - kClamping.size());
  return Concat(
      {start, before ? " minus " : " plus ", words[0], " ", words[1], clamping ? kClamping : ""});
}

}  // namespace

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
  return false;
}

void ReportMeant(const ast::Text& text, const std::string& meant, DiagnosticSink& sink) {
  sink.Report(DiagnosticKind::kNotADateExpression, text.span, {text.text},
              {Concat({"write: ", meant})});
}

std::string MendAmounts(std::string_view text) {
  const auto words = SplitWords(text);
  std::vector<std::string> mended;
  bool same = true;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const bool calendar = i + 1 < words.size() && words[i + 1] == "calendar";
    const std::size_t unit = i + (calendar ? 2 : 1);
    const bool counts = unit < words.size() && IsUnit(words[unit]);
    // eighteen (18) days
    const bool twice = i + 2 < words.size() && IsUnit(words[i + 2]) &&
                       words[i + 1].starts_with('(') && words[i + 1].ends_with(')') &&
                       IsCount(words[i + 1].substr(1, words[i + 1].size() - 2)) &&
                       (ReadNumberWord(words[i]) || IsCount(words[i]));
    if (twice) {
      mended.emplace_back(words[i + 1].substr(1, words[i + 1].size() - 2));
      same = false;
      ++i;
      continue;
    }
    const auto number = counts ? ReadNumberWord(words[i]) : std::nullopt;
    mended.push_back(number ? std::to_string(*number) : std::string(words[i]));
    const bool skip = counts && calendar && (number || IsCount(words[i]));
    same = same && !number && !skip;
    if (skip) ++i;
  }
  // Blanks alone are no slip.
  return same ? std::string(text) : Join(mended, " ");
}

std::string MendDistance(std::string_view text) {
  std::string mended = MendAmounts(text);
  const auto words = SplitWords(mended);
  const bool months = words.size() > 1 && IsUnit(words[1]) &&
                      (words[1].starts_with("month") || words[1].starts_with("year"));
  return months && !mended.ends_with(kClamping) ? mended + std::string(kClamping) : mended;
}

std::optional<std::string> MeantDate(std::string_view text) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 7> kOthers = {{
      {"the latter of ", "the later of "},
      {"the latest of ", "the later of "},
      {"the earliest of ", "the earlier of "},
      {"the first day of the month following ", "the first day of the month after "},
      {"the day following ", "the day after "},
      {"clamping to the end of the month", "clamping to month end"},
      {"clamping to the end of month", "clamping to month end"},
  }};
  std::string meant = MendAmounts(text);
  for (const auto& [other, own] : kOthers) Replace(meant, other, own);
  while (meant.ends_with(',')) meant.pop_back();
  meant = MendShift(meant);
  bool rounded = false;
  if (meant == text || !IsDate(meant, rounded)) return std::nullopt;
  return rounded ? meant : meant + std::string(kClamping);
}

}  // namespace comity
