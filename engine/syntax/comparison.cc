// SPDX-License-Identifier: Apache-2.0
#include "engine/syntax/comparison.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "engine/base/text.h"
#include "engine/syntax/cursor.h"
#include "engine/syntax/date_expression.h"
#include "engine/syntax/date_slips.h"

namespace comity {
namespace {

using ast::Comparison;
using ast::Distance;

constexpr std::array<std::pair<std::string_view, Comparison::Order>, 5> kOrders = {{
    {" is before ", Comparison::Order::kBefore},
    {" is after ", Comparison::Order::kAfter},
    {" is on or before ", Comparison::Order::kOnOrBefore},
    {" is on or after ", Comparison::Order::kOnOrAfter},
    {" is the same day as ", Comparison::Order::kSameDay},
}};

constexpr std::array<std::pair<std::string_view, Distance::Relation>, 5> kRelations = {{
    {"more than", Distance::Relation::kMoreThan},
    {"at least", Distance::Relation::kAtLeast},
    {"less than", Distance::Relation::kLessThan},
    {"at most", Distance::Relation::kWithin},
    {"within", Distance::Relation::kWithin},
}};

// How dates are compared elsewhere, and the words of the language for it: of two dates, and with a
// distance after or before the second one. Where these are empty there are none.
struct OtherWords {
  std::string_view words, of_dates, after, before;
};
constexpr std::array<OtherWords, 24> kOtherWords = {{
    {" is not later than ", "on or before", "at most", "at least"},
    {" is no later than ", "on or before", "at most", "at least"},
    {" is not more than ", "", "at most", "at most"},
    {" is no more than ", "", "at most", "at most"},
    {" is not less than ", "", "at least", "at least"},
    {" is no less than ", "", "at least", "at least"},
    {" is not earlier than ", "on or after", "at least", "at most"},
    {" is no earlier than ", "on or after", "at least", "at most"},
    {" is not after ", "on or before", "", ""},
    {" is not before ", "on or after", "", ""},
    {" is on or earlier than ", "on or before", "", ""},
    {" is on or later than ", "on or after", "", ""},
    {" is before or on ", "on or before", "", ""},
    {" is after or on ", "on or after", "", ""},
    {" is on or prior to ", "on or before", "", ""},
    {" is on or following ", "on or after", "", ""},
    {" is prior to ", "before", "", ""},
    {" is earlier than ", "before", "", "more than"},
    {" is later than ", "after", "more than", ""},
    {" is subsequent to ", "after", "", ""},
    {" is more then ", "", "more than", "more than"},
    {" is less then ", "", "less than", "less than"},
    {" is up to ", "", "at most", "at most"},
    {" is the same date as ", "the same day as", "", ""},
}};

constexpr std::array<std::pair<std::string_view, Distance::Unit>, 6> kUnits = {{
    {"minute", Distance::Unit::kMinutes},
    {"hour", Distance::Unit::kHours},
    {"day", Distance::Unit::kDays},
    {"week", Distance::Unit::kWeeks},
    {"month", Distance::Unit::kMonths},
    {"year", Distance::Unit::kYears},
}};

constexpr std::string_view kClamping = "clamping to month end";

std::optional<int> ReadCount(std::string_view word) {
  const auto digit = [](char c) { return c >= '0' && c <= '9'; };
  if (word.empty() || word.size() > 6 || !std::all_of(word.begin(), word.end(), digit))
    return std::nullopt;
  return std::stoi(std::string(word));
}

std::optional<Distance::Unit> ReadUnit(std::string_view word) {
  for (const auto& [name, unit] : kUnits) {
    if (word == name || word == Concat({name, "s"})) return unit;
  }
  return std::nullopt;
}

// Takes `, clamping to month end` off the end.
bool EatClamping(ast::Text& text) {
  const std::string_view words = text.text;
  const std::size_t comma = words.rfind(',');
  if (comma == std::string_view::npos || Trim(words.substr(comma + 1)) != kClamping) return false;
  text = Cursor::Part(text, 0, comma);
  return true;
}

// `30 days after` at the beginning of the text, and takes it off.
std::optional<Distance> ReadDistance(ast::Text& text) {
  Cursor cursor(text);
  const ast::Text count = cursor.Word();
  const ast::Text unit = cursor.Word();
  const auto number = ReadCount(count.text);
  const auto meant = ReadUnit(unit.text);
  if (!number || !meant) return std::nullopt;
  Distance distance;
  distance.count = *number;
  distance.unit = *meant;
  distance.before = cursor.Eat("before");
  if (!distance.before && !cursor.Eat("after")) return std::nullopt;
  distance.words = Concat({count.text, " ", unit.text, distance.before ? " before" : " after"});
  distance.span = {text.span.file, text.span.line, text.span.column,
                   unit.span.column + unit.span.length - text.span.column};
  text = cursor.Rest();
  const bool months = *meant == Distance::Unit::kMonths || *meant == Distance::Unit::kYears;
  distance.clamping = months && EatClamping(text);
  return distance;
}

bool EndsInDate(std::string_view left) {
  const auto words = SplitWords(left);
  return !words.empty() &&
         (words.back() == "date" || words.back() == "time" || LooksLikeDay(words.back()));
}

// `the joining date is not later than the leaving date`: what is compared, and by which words it
// should be.
std::optional<Comparison> FindOtherWords(const ast::Text& text) {
  for (const OtherWords& other : kOtherWords) {
    const std::size_t at = text.text.find(other.words);
    if (at == std::string::npos) continue;
    const ast::Text said = Cursor::Part(text, at, at + other.words.size());
    Comparison result;
    result.left = Cursor::Part(text, 0, at);
    result.right = Cursor::Part(text, at + other.words.size(), text.text.size());
    if (!EndsInDate(result.left.text)) continue;
    ast::Text right{MendAmounts(result.right.text), result.right.span};
    const auto distance = ReadDistance(right);
    const std::string_view meant = !distance          ? other.of_dates
                                   : distance->before ? other.before
                                                      : other.after;
    if (meant.empty()) continue;
    result.said = said;
    result.meant = Concat({"is ", meant});
    return result;
  }
  return std::nullopt;
}

}  // namespace

std::vector<std::string> ComparisonWords() {
  std::vector<std::string> words;
  for (const auto& [order, meant] : kOrders) words.emplace_back(Trim(order));
  return words;
}

std::optional<ast::Comparison> FindComparison(const ast::Text& text) {
  if (auto other = FindOtherWords(text)) return other;
  Comparison result;
  std::size_t at = std::string::npos;
  std::size_t length = 0;
  std::optional<Distance::Relation> relation;
  std::string_view relation_words;
  for (const auto& [words, order] : kOrders) {
    const std::size_t found = text.text.find(words);
    if (found >= at) continue;
    at = found;
    length = words.size();
    result.order = order;
  }
  for (const auto& [words, meant] : kRelations) {
    const std::string whole = Concat({" is ", words, " "});
    const std::size_t found = text.text.find(whole);
    if (found >= at) continue;
    at = found;
    length = whole.size();
    relation = meant;
    relation_words = words;
  }
  if (at == std::string::npos) return std::nullopt;
  result.left = Cursor::Part(text, 0, at);
  result.right = Cursor::Part(text, at + length, text.text.size());
  if (!relation) return result;
  result.distance = ReadDistance(result.right);
  if (result.distance) {
    result.distance->relation = *relation;
    result.distance->words = Concat({relation_words, " ", result.distance->words});
    return result;
  }
  result.no_distance = true;
  return EndsInDate(result.left.text) ? std::optional(result) : std::nullopt;
}

}  // namespace comity
