// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <utility>

#include "engine/base/text.h"
#include "engine/syntax/cursor.h"
#include "engine/syntax/date_expression.h"
#include "engine/syntax/statement_parsers.h"

namespace comity {
namespace {

// Where `stop` occurs outside of brackets, from `from` on.
std::size_t FindOutside(std::string_view text, std::string_view stop, std::size_t from = 0) {
  int depth = 0;
  for (std::size_t i = from; i < text.size(); ++i) {
    if (depth == 0 && text.substr(i).starts_with(stop)) return i;
    depth += text[i] == '(' ? 1 : text[i] == ')' ? -1 : 0;
  }
  return std::string_view::npos;
}

// The colon after the dates; where brackets do not fit together, the first one, so that this is
// said of the date.
std::size_t FindColon(std::string_view text) {
  const std::size_t colon = FindOutside(text, ":");
  return colon == std::string_view::npos ? text.find(':') : colon;
}

// Where the dates end and what follows begins.
struct Cut {
  std::size_t end = 0, begin = 0;
};

// The place of the colon after the dates. A full-width one is reported and taken for it.
std::optional<Cut> CutAtColon(const ast::Text& text, DiagnosticSink& sink) {
  const std::size_t colon = FindColon(text.text);
  if (colon != std::string::npos) return Cut{colon, colon + 1};
  constexpr std::string_view kWide = "：";
  const std::size_t wide = FindOutside(text.text, kWide);
  if (wide == std::string::npos) return std::nullopt;
  const Cut cut{wide, wide + kWide.size()};
  sink.Report(DiagnosticKind::kWrongForm, Cursor::Part(text, cut.end, cut.begin).span,
              {Concat({"‘", kWide, "’"}), "it is a full-width colon"},
              {"write a plain one, and a blank behind it"});
  return cut;
}

// A sentence whose dates do not end in a colon. Where a comma stands instead, that is the place.
void ReportColon(const ast::Text& keyword, const ast::Text& text, std::string_view example,
                 DiagnosticSink& sink) {
  const std::size_t comma = FindOutside(text.text, ", ");
  Span span = text.span;
  if (comma != std::string_view::npos) {
    span.column += static_cast<std::uint32_t>(comma);
    span.length = 1;
  }
  sink.Report(DiagnosticKind::kMalformed, span, {keyword.text, "a date and a colon"},
              {Concat({"put a colon after the date: ", example})});
}

// `from D until D`, or one of the two.
bool ReadDates(const ast::Text& dates, ast::Conclusion& result, DiagnosticSink& sink) {
  const std::size_t until =
      dates.text.starts_with("until ") ? 0 : FindOutside(dates.text, " until ");
  const std::size_t until_end = until == std::string_view::npos ? dates.text.size() : until;
  bool good = true;
  if (dates.text.starts_with("from ")) {
    result.from = ParseDateExpression(Cursor::Part(dates, 5, until_end), sink);
    good = result.from.has_value();
  }
  if (until != std::string_view::npos) {
    result.until = ParseDateExpression(
        Cursor::Part(dates, until + (until == 0 ? 6 : 7), dates.text.size()), sink);
    good = good && result.until;
  }
  return good;
}

// The words between two dates other than ‘until’, and whether the second day is included.
struct OtherJoin {
  std::string_view words;
  bool included = false;
};
constexpr std::array<OtherJoin, 11> kJoins = {{{", until and including ", true},
                                               {" until and including ", true},
                                               {" until including ", true},
                                               {" up to and including ", true},
                                               {" and until "},
                                               {", and until "},
                                               {", until "},
                                               {" up to "},
                                               {" till "},
                                               {" through ", true},
                                               {" to ", false}}};

// The first date, what stands between the two, and the second; `before`, if the second is written
// first.
struct TwoDates {
  ast::Text from, join, until;
  bool included = false, swapped = false;
};

std::optional<TwoDates> CutAtJoin(const ast::Text& dates) {
  if (dates.text.starts_with("until ")) {
    const std::size_t from = FindOutside(dates.text, " from ");
    if (from == std::string_view::npos) return std::nullopt;
    return TwoDates{Cursor::Part(dates, from + 6, dates.text.size()), Cursor::Part(dates, 0, 5),
                    Cursor::Part(dates, 6, from), false, true};
  }
  for (const OtherJoin& join : kJoins) {
    const std::size_t at = FindOutside(dates.text, join.words);
    if (at == std::string_view::npos) continue;
    return TwoDates{Cursor::Part(dates, 5, at), Cursor::Part(dates, at, at + join.words.size()),
                    Cursor::Part(dates, at + join.words.size(), dates.text.size()), join.included};
  }
  return std::nullopt;
}

// The day from which on it does not hold any more, if `last` is the last day on which it does.
std::string DayAfter(const ast::Text& last) {
  const auto day = ParseDay(last.text);
  return day ? FormatDay(PlusDays(*day, 1)) : Concat({"the day after (", last.text, ")"});
}

// Two dates with other words between them than ‘until’, or in the other order.
bool MendDates(const ast::Text& dates, ast::Conclusion& result, DiagnosticSink& sink) {
  if (!dates.text.starts_with("from ") && !dates.text.starts_with("until ")) return false;
  const auto two = CutAtJoin(dates);
  if (!two) return false;
  DiagnosticSink slips;
  result.from = ParseDateExpression(two->from, slips);
  result.until = ParseDateExpression(two->until, slips);
  if (!result.from || !result.until) return false;
  std::vector<std::string> help = {
      Concat({"write: from ", two->from.text, " until ",
              two->included ? DayAfter(two->until) : two->until.text, ": ", result.text.text})};
  if (!two->swapped && !two->included)
    help.emplace_back("the day that follows ‘until’ is not included any more");
  sink.Report(DiagnosticKind::kWrongForm, two->join.span,
              {Concat({"‘", two->join.text, "’"}),
               two->swapped    ? "‘from’ and its date come first"
               : two->included ? "‘until’ names the first day that is not included any more"
                               : "between the two dates stands ‘until’ alone"},
              std::move(help));
  return true;
}

}  // namespace

std::optional<ast::Sentence> ParseSentence(const ast::Text& text, DiagnosticSink& sink) {
  ast::Sentence sentence;
  sentence.text = text;
  if (!text.text.starts_with("as of ")) return sentence;
  const auto colon = CutAtColon(text, sink);
  if (!colon) {
    ReportColon(Cursor::Part(text, 0, 5), text, "as of the signing date: the State is a party",
                sink);
    return std::nullopt;
  }
  sentence.as_of = ParseDateExpression(Cursor::Part(text, 6, colon->end), sink);
  sentence.text = Cursor::Part(text, colon->begin, text.text.size());
  if (!sentence.as_of) return std::nullopt;
  return sentence;
}

std::optional<ast::Conclusion> ParseConclusion(const ast::Text& keyword, const ast::Text& rest,
                                               DiagnosticSink& sink) {
  ast::Conclusion result;
  result.keyword = keyword.span;
  ast::Text text = rest;
  if (text.text.starts_with("with effect from ")) {
    result.with_effect = true;
    text = Cursor::Part(text, 12, text.text.size());
  }
  if (!text.text.starts_with("from ") && !text.text.starts_with("until ")) {
    result.text = text;
    return result;
  }
  const auto colon = CutAtColon(text, sink);
  if (!colon) {
    ReportColon(keyword, text, "then from the effective date: the State is a party", sink);
    return std::nullopt;
  }
  const ast::Text dates = Cursor::Part(text, 0, colon->end);
  result.text = Cursor::Part(text, colon->begin, text.text.size());
  DiagnosticSink slips;
  const bool read = ReadDates(dates, result, slips);
  if (!read && MendDates(dates, result, sink)) return result;
  sink.Append(std::move(slips));
  return read ? std::optional(std::move(result)) : std::nullopt;
}

}  // namespace comity
