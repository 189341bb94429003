// SPDX-License-Identifier: Apache-2.0
#include "engine/check/time_comparisons.h"

#include "engine/base/text.h"
#include "engine/syntax/time_text.h"

namespace comity {

std::optional<std::string> TimeLabel(const ast::Text& side, const CheckContext& context) {
  const std::vector<Token> tokens = Tokenize(side.text);
  if (tokens.size() < 2 || tokens[0].word != "the") return std::nullopt;
  std::string label;
  for (std::size_t i = 1; i < tokens.size(); ++i) label += (i > 1 ? " " : "") + tokens[i].word;
  return context.lexicon->KindOfLabel(label) == kTimeKind ? std::optional(label) : std::nullopt;
}

bool IsTime(const ast::Text& side, const CheckContext& context) {
  return LooksLikeTime(side.text) || TimeLabel(side, context);
}

bool ReportMixture(const ast::Comparison& source, CheckContext& context) {
  const bool times = IsTime(source.left, context);
  if (times != IsTime(source.right, context)) {
    const ast::Text& time = times ? source.left : source.right;
    const ast::Text& day = times ? source.right : source.left;
    context.sink.Report(DiagnosticKind::kTimeAndDay, time.span, {time.text, day.text},
                        {Concat({"write: the day of ",
                                 TimeLabel(time, context) ? time.text : "the landing time"})});
    return true;
  }
  if (source.distance) {
    const bool clock = source.distance->unit == ast::Distance::Unit::kHours ||
                       source.distance->unit == ast::Distance::Unit::kMinutes;
    if (clock == times) return false;
    context.sink.Report(
        DiagnosticKind::kWrongUnit, source.distance->span,
        {times ? "times" : "days", times ? "hours or minutes" : "days, weeks, months or years"},
        {times ? "or compare their days: the day of the landing time"
               : "declare the phrase with a {time} where the hour counts"});
    return true;
  }
  if (!times || source.order != ast::Comparison::Order::kSameDay) return false;
  context.sink.Report(DiagnosticKind::kWrongForm, source.right.span,
                      {"a time", "‘is the same day as’ compares days"},
                      {"write on both sides: the day of the landing time"});
  return true;
}

}  // namespace comity
