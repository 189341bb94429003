// SPDX-License-Identifier: Apache-2.0
#include "engine/syntax/time_text.h"

#include <string>

#include "engine/base/text.h"
#include "engine/syntax/date_expression.h"

namespace comity {

std::optional<Instant> ParseTimeText(const ast::Text& text, DiagnosticSink& sink) {
  if (const auto instant = ParseInstant(text.text))
    return ReportFarYear(text, DayOf(*instant), sink) ? std::nullopt : instant;
  sink.Report(LacksZone(text.text) ? DiagnosticKind::kTimeWithoutZone : DiagnosticKind::kNoSuchTime,
              text.span, {text.text}, {HelpForTime(text.text)});
  return std::nullopt;
}

bool LooksLikeTime(std::string_view text) {
  const auto words = SplitWords(text);
  return words.size() >= 2 && LooksLikeDay(words[0]) &&
         words[1].find(':') != std::string_view::npos;
}

std::string HelpForTime(std::string_view text) {
  if (!LacksZone(text)) return "write the time as 2025-06-01 14:30 UTC";
  const auto words = SplitWords(text);
  if (words.size() > 2 && words[2] != "UTC") {
    return Concat({"‘", words[2], "’ is not read as a zone: write how far it is from UTC, as in ",
                   words[0], " ", words[1], " +01:00"});
  }
  return Concat({"write the zone: ", words[0], " ", words[1], " UTC, or an offset such as ",
                 words[0], " ", words[1], " +02:00"});
}

}  // namespace comity
