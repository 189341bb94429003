// SPDX-License-Identifier: Apache-2.0
#include "engine/mutate/changed_text.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <utility>

#include "engine/base/text.h"

namespace comity {
namespace {

using Date = ast::DateExpression;

// Orders and what each is confused with.
constexpr std::array<std::pair<std::string_view, std::string_view>, 9> kOrders = {{
    {" is before ", " is on or before "},
    {" is on or before ", " is before "},
    {" is after ", " is on or after "},
    {" is on or after ", " is after "},
    {" is more than ", " is at least "},
    {" is at least ", " is more than "},
    {" is less than ", " is within "},
    {" is within ", " is less than "},
    {" is at most ", " is less than "},
}};

constexpr std::string_view kUp = "rounding up";
constexpr std::string_view kDown = "rounding down";

std::string_view LastWord(const std::string& text) {
  const std::size_t blank = text.rfind(' ');
  return std::string_view(text).substr(blank == std::string::npos ? 0 : blank + 1);
}

// Whether a shifted day says no more than the exchanged order: on or after D is after the day
// before D.
bool SaysTheSame(const std::string& text, const std::string& shifted) {
  const auto before = ParseDay(LastWord(text));
  const auto after = ParseDay(LastWord(shifted));
  if (!before || !after || before == after) return false;
  const bool sooner = *after < *before;
  const bool upper = text.find(" is after ") != std::string::npos ||
                     text.find(" is on or before ") != std::string::npos;
  return sooner == upper;
}

std::string_view WithoutMarks(std::string_view word) {
  while (!word.empty() && (word.front() == '(' || word.front() == ',')) word.remove_prefix(1);
  while (!word.empty() && (word.back() == ')' || word.back() == ',')) word.remove_suffix(1);
  return word;
}

bool IsNumber(std::string_view word) {
  return !word.empty() && word.size() < 7 && std::all_of(word.begin(), word.end(), ::isdigit);
}

// What an amount can be counted in, and how many of what it is then counted in.
std::optional<std::pair<int, std::string_view>> UnitOf(std::string_view word, bool apart) {
  if (word.starts_with("day")) return std::pair(1, "days");
  if (word.starts_with("week")) return std::pair(7, "days");
  // Added to a date they end on another day of the month; that is not a matter of one more or less.
  if (!apart) return std::nullopt;
  for (const std::string_view unit : {"minutes", "hours", "months", "years"}) {
    if (word == unit || word == unit.substr(0, unit.size() - 1)) return std::pair(1, unit);
  }
  return std::nullopt;
}

Date& Follow(Date& date, const std::vector<std::size_t>& path) {
  Date* at = &date;
  for (const std::size_t step : path) at = &at->operands[step];
  return *at;
}

// A day more or less, as a date of its own.
Date Shifted(Date date, int days) {
  if (date.kind == Date::Kind::kDay) {
    date.day = PlusDays(date.day, days);
    return date;
  }
  if (date.kind == Date::Kind::kPlusDays) {
    date.amount += days;
    return date;
  }
  Date shifted;
  shifted.kind = Date::Kind::kPlusDays;
  shifted.span = date.span;
  shifted.amount = days;
  shifted.operands.push_back(std::move(date));
  return shifted;
}

void Collect(const Date& date, std::vector<std::size_t> path, std::vector<DateChange>& found) {
  for (std::size_t i = 0; i < date.operands.size(); ++i) {
    path.push_back(i);
    Collect(date.operands[i], path, found);
    path.pop_back();
  }
  switch (date.kind) {
    case Date::Kind::kPortion:
      found.push_back({path, WholeOf(date), 0});
      [[fallthrough]];
    case Date::Kind::kDay:
    case Date::Kind::kPlusDays:
    case Date::Kind::kPlusMonths:
      for (const int days : {-1, 1}) found.push_back({path, WholeOf(date), days});
      break;
    default:
      break;
  }
}

}  // namespace

std::string Quoted(std::string_view text) { return Concat({"‘", text, "’"}); }

std::string Exchanged(std::string_view before, std::string_view after) {
  return Concat({Quoted(before), " read as ", Quoted(after)});
}

std::optional<std::string> WithOtherOrder(const std::string& comparison) {
  for (const auto& [order, other] : kOrders) {
    const std::size_t at = comparison.find(order);
    if (at == std::string::npos) continue;
    return Concat({comparison.substr(0, at), other, comparison.substr(at + order.size())});
  }
  return std::nullopt;
}

std::vector<std::string> WithShiftedAmounts(const std::string& comparison,
                                            const std::optional<std::string>& other) {
  std::vector<std::string> result;
  const std::vector<std::string_view> words = SplitWords(comparison);
  const auto replace = [&](std::string_view from, std::size_t length, const std::string& by) {
    const auto at = static_cast<std::size_t>(from.data() - comparison.data());
    std::string shifted = comparison.substr(0, at) + by + comparison.substr(at + length);
    if (!other || !SaysTheSame(comparison, shifted)) result.push_back(std::move(shifted));
  };
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::string_view word = WithoutMarks(words[i]);
    const std::string_view bare = word.substr(0, 10);
    if (const auto day = ParseDay(bare)) {
      for (const int by : {-1, 1}) replace(bare, bare.size(), FormatDay(PlusDays(*day, by)));
      continue;
    }
    if (!IsNumber(word) || i + 1 == words.size()) continue;
    const bool added = i > 0 && (words[i - 1] == "plus" || words[i - 1] == "minus");
    const bool apart =
        i + 2 < words.size() && (words[i + 2] == "after" || words[i + 2] == "before");
    const std::string_view unit = WithoutMarks(words[i + 1]);
    const auto counted = UnitOf(unit, apart);
    if (!counted || (!added && !apart)) continue;
    const auto length = static_cast<std::size_t>(unit.data() + unit.size() - word.data());
    for (const int by : {-1, 1}) {
      const int amount = counted->first * std::stoi(std::string(word)) + by;
      if (amount >= 0)
        replace(word, length, Concat({std::to_string(amount), " ", counted->second}));
    }
  }
  return result;
}

std::vector<DateChange> ChangesOf(const Date& date) {
  std::vector<DateChange> found;
  Collect(date, {}, found);
  return found;
}

void Apply(const DateChange& change, Date& date) {
  Date& part = Follow(date, change.path);
  if (change.days == 0) {
    part.round_up = !part.round_up;
  } else {
    part = Shifted(part, change.days);
  }
}

std::string Tell(const DateChange& change, std::string_view part) {
  if (change.days != 0)
    return Concat({Quoted(part), " read as a day ", change.days > 0 ? "more" : "less"});
  const bool up = part.find(kUp) != std::string_view::npos;
  return Concat({Quoted(part), " read as ", up ? kDown : kUp});
}

std::string ApplyToText(const DateChange& change, const ast::Text& text) {
  const std::string& words = text.text;
  const std::string_view view =
      PartOf(words, change.part.column - text.span.column, change.part.length);
  const auto at = static_cast<std::size_t>(view.data() - words.data());
  const std::string part(view);
  std::string changed;
  if (change.days != 0) {
    changed = Concat({"(the day ", change.days > 0 ? "after (" : "before (", part, "))"});
  } else {
    const bool up = part.find(kUp) != std::string::npos;
    const std::string_view told = up ? kUp : kDown;
    changed = part;
    changed.replace(part.find(told), told.size(), up ? kDown : kUp);
  }
  return words.substr(0, at) + changed + words.substr(at + part.size());
}

Span WholeOf(const Date& date) {
  Span whole = date.span;
  const auto cover = [&](const Span& part) {
    if (part.length == 0 || part.line != whole.line) return;
    const std::uint32_t end = std::max(whole.column + whole.length, part.column + part.length);
    whole.column = std::min(whole.column, part.column);
    whole.length = end - whole.column;
  };
  for (const Date& operand : date.operands) cover(WholeOf(operand));
  for (const Date::Piece& piece : date.pieces) cover(piece.word.span);
  return whole;
}

std::string_view PartOf(std::string_view line, std::size_t at, std::size_t length) {
  std::size_t end = std::min(at + length, line.size());
  const auto part = [&] { return line.substr(at, end - at); };
  const auto open = [&] {
    return std::count(part().begin(), part().end(), '(') -
           std::count(part().begin(), part().end(), ')');
  };
  while (open() < 0 && at > 0 && line[at - 1] == '(') --at;
  while (open() > 0 && end < line.size() && line[end] == ')') ++end;
  return part();
}

}  // namespace comity
