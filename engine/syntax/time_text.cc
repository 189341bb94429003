// SPDX-License-Identifier: Apache-2.0
#include "engine/syntax/time_text.h"

#include <algorithm>
#include <cstdio>
#include <string>
#include <vector>

#include "engine/base/text.h"
#include "engine/syntax/date_expression.h"

namespace comity {
namespace {

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

std::string TwoDigits(int number) {
  return Concat({number < 10 ? "0" : "", std::to_string(number)});
}

// 14.30, 2:30 pm, 2pm and 1430h as 14:30; the word itself if it is none of these.
std::string PlainClock(std::string_view word, std::string_view half) {
  int hour = 0, minute = 0;
  char end = 0;
  const std::string text(word.substr(0, 8));
  const int read = std::sscanf(text.c_str(), "%2d%*1[:.]%2d%c", &hour, &minute, &end);
  const bool bare = read < 2 && !half.empty() && std::all_of(word.begin(), word.end(), IsDigit);
  if (read != 2 && !bare) return std::string(word);
  if (minute > 59 || hour > 23) return std::string(word);
  if (half.empty()) return Concat({TwoDigits(hour), ":", TwoDigits(minute)});
  if (hour < 1 || hour > 12) return std::string(word);
  return Concat({TwoDigits(hour % 12 + (half == "pm" ? 12 : 0)), ":", TwoDigits(minute)});
}

// Z, GMT and utc as UTC; UTC+2, GMT+2, +2 and +0200 as +02:00.
std::string PlainZone(std::string_view word) {
  const std::string folded = FoldName(word);
  if (folded == "utc" || folded == "gmt" || folded == "z") return "UTC";
  std::string_view offset = folded;
  if (offset.starts_with("utc") || offset.starts_with("gmt")) offset.remove_prefix(3);
  if (offset.size() < 2 || (offset[0] != '+' && offset[0] != '-')) return std::string(word);
  std::string digits(offset.substr(1));
  std::erase(digits, ':');
  if (digits.size() > 4 || !std::all_of(digits.begin(), digits.end(), IsDigit))
    return std::string(word);
  if (digits.size() % 2 == 1) digits.insert(0, "0");
  if (digits.size() == 2) digits += "00";
  return Concat({offset.substr(0, 1), digits.substr(0, 2), ":", digits.substr(2)});
}

// A time in the order of the language, for one that other habits shaped.
std::string PlainTime(std::string_view text) {
  std::string spaced(text);
  if (spaced.size() > 10 && (spaced[10] == 'T' || spaced[10] == ',')) spaced[10] = ' ';
  if (spaced.ends_with('Z') && spaced.size() > 1 && IsDigit(spaced[spaced.size() - 2]))
    spaced.insert(spaced.size() - 1, " ");
  std::vector<std::string> words;
  for (const std::string_view word : SplitWords(spaced)) words.emplace_back(word);
  if (words.size() < 2) return std::string(text);
  std::string half;
  std::size_t zone = 2;
  if (words.size() > 2 && (FoldName(words[2]) == "am" || FoldName(words[2]) == "pm")) {
    half = FoldName(words[2]);
    zone = 3;
  } else if (FoldName(words[1]).ends_with("am") || FoldName(words[1]).ends_with("pm")) {
    half = FoldName(words[1].substr(words[1].size() - 2));
    words[1].resize(words[1].size() - 2);
  }
  std::string plain = Concat({words[0], " ", PlainClock(words[1], half)});
  for (std::size_t i = zone; i < words.size(); ++i)
    plain += " " + (i == zone ? PlainZone(words[i]) : words[i]);
  return plain;
}

}  // namespace

std::optional<Instant> ParseTimeText(const ast::Text& text, DiagnosticSink& sink) {
  if (const auto instant = ParseInstant(text.text))
    return ReportFarYear(text, DayOf(*instant), sink) ? std::nullopt : instant;
  const bool lacks = LacksZone(text.text) && !ParseInstant(PlainTime(text.text));
  sink.Report(lacks ? DiagnosticKind::kTimeWithoutZone : DiagnosticKind::kNoSuchTime, text.span,
              {text.text}, {HelpForTime(text.text)});
  return std::nullopt;
}

bool LooksLikeTime(std::string_view text) {
  const auto words = SplitWords(text);
  return words.size() >= 2 && LooksLikeDay(words[0]) &&
         words[1].find(':') != std::string_view::npos;
}

std::string HelpForTime(std::string_view text) {
  const std::string plain = PlainTime(text);
  const auto words = SplitWords(plain);
  if (ParseInstant(plain)) return Concat({"write: ", plain});
  if (!LacksZone(plain)) return "write the time as 2025-06-01 14:30 UTC";
  if (words.size() > 2) {
    return Concat({"‘", words[2], "’ is not read as a zone: write how far it is from UTC, as in ",
                   words[0], " ", words[1], " +01:00"});
  }
  return Concat({"write the zone: ", plain, " UTC, or an offset such as ", plain, " +02:00"});
}

}  // namespace comity
