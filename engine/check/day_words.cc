// SPDX-License-Identifier: Apache-2.0
#include "engine/check/day_words.h"

#include <algorithm>
#include <array>
#include <utility>

#include "engine/base/text.h"

namespace comity {
namespace {

constexpr std::array<std::string_view, 4> kOn = {"on", "at", "as", "during"};
constexpr std::array<std::string_view, 4> kFrom = {"from", "since", "starting", "beginning"};
constexpr std::array<std::string_view, 6> kEnd = {"until", "till", "to", "through", "up", "before"};
constexpr std::array<std::string_view, 4> kBetween = {"of", "between", "and", "the"};

std::string WithoutSign(std::string word) {
  while (!word.empty() && std::string_view(",;:.").find(word.back()) != std::string_view::npos)
    word.pop_back();
  return word;
}

}  // namespace

std::optional<DayWords> ReadDayWords(const std::vector<Token>& tokens, std::size_t first,
                                     std::size_t last) {
  DayWords result;
  bool from = false;
  bool between = false;
  bool end = false;
  bool after = false;
  bool end_first = false;
  bool inclusive = false;
  result.end_named = true;
  for (std::size_t i = first; i < last; ++i) {
    const std::string word = WithoutSign(tokens[i].word);
    if (const auto day = ParseDay(word)) {
      if (!PlusDays(*day, 1).IsFinite()) return std::nullopt;
      result.days.push_back(*day);
      continue;
    }
    if (word == "inclusive" || word == "included" || word == "(inclusive)") {
      inclusive = true;
      continue;
    }
    after = after || word == "after";
    end_first = end_first || (end && IsOneOf(word, kFrom));
    from = from || IsOneOf(word, kFrom);
    between = between || word == "between";
    if (IsOneOf(word, kEnd)) {
      end = true;
      result.end_named = word == "until" || word == "till" || word == "before";
    } else if (word != "after" && !IsOneOf(word, kFrom) && !IsOneOf(word, kOn) &&
               !IsOneOf(word, kBetween)) {
      return std::nullopt;
    }
  }
  if (result.days.empty()) return std::nullopt;
  if (inclusive && end) {
    result.days.back() = PlusDays(result.days.back(), 1);
    result.end_named = false;
  }
  if (after) result.days[0] = PlusDays(result.days[0], 1);
  if (result.days.size() == 1) {
    result.kind = from || after ? DayWords::Kind::kFrom
                  : end         ? DayWords::Kind::kUntil
                                : DayWords::Kind::kOn;
    return result;
  }
  if (end_first) std::swap(result.days[0], result.days[1]);
  // ‘from between D and D’ is one day that is not known.
  const bool stretch =
      result.days.size() == 2 && (between ? !from : end || from) && result.days[0] < result.days[1];
  result.kind = stretch ? DayWords::Kind::kStretch : DayWords::Kind::kSeveral;
  result.end_named = !stretch || (result.end_named && end && !between);
  return result;
}

std::string DayWords::AsExpected() const {
  switch (kind) {
    case Kind::kOn:
      return "on " + FormatDay(days[0]);
    case Kind::kFrom:
      return "from " + FormatDay(days[0]);
    case Kind::kUntil:
      return "until " + FormatDay(days[0]);
    case Kind::kStretch:
      return Concat({"from ", FormatDay(days[0]), " until ", FormatDay(days[1])});
    case Kind::kSeveral:
      return "";
  }
  return "";
}

std::string DayWords::AsStated() const {
  if (kind != Kind::kOn) return AsExpected();
  return Concat({"from ", FormatDay(days[0]), " until ", FormatDay(PlusDays(days[0], 1))});
}

}  // namespace comity
