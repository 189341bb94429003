// SPDX-License-Identifier: Apache-2.0
#include "engine/check/read_fact.h"

#include <tuple>
#include <utility>

#include "engine/base/text.h"
#include "engine/syntax/date_expression.h"

namespace comity {

namespace {

// The second day of the `between` that ends before it begins.
const ast::Text& EmptyBetween(const ast::Fact& fact) {
  const bool from = fact.from_last && ParseDay(fact.from_last->text) <= ParseDay(fact.from->text);
  return from ? *fact.from_last : *fact.until_last;
}

void ReportFault(StatementFault fault, const ast::Fact& fact, CheckContext& context) {
  switch (fault) {
    case StatementFault::kNotAFact:
      context.sink.Report(DiagnosticKind::kWrongForm, fact.phrase.span,
                          {"this sentence", "only rules make it true"},
                          {"state the records and facts that the rules ask for"});
      return;
    case StatementFault::kDatesOnARecord:
      context.sink.Report(DiagnosticKind::kWrongForm,
                          fact.from ? fact.from->span : fact.until->span,
                          {fact.from ? "‘from’" : "‘until’", "a record holds from its own day on"},
                          {"take it out, or declare the phrase as a fact"});
      return;
    case StatementFault::kEmptyBetween:
      context.sink.Report(DiagnosticKind::kEmptyBetween, EmptyBetween(fact).span, {},
                          {"write the earlier day first, or one day alone if it is known"});
      return;
    case StatementFault::kEmptyStretch:
      ReportEmptyStretch(fact.until->span, context);
      return;
  }
}

// `from` and `until` of a statement; nothing if one of them is no day.
std::optional<StatedDays> ReadDays(const ast::Fact& fact, CheckContext& context) {
  StatedDays days;
  const auto read = [&](const std::optional<ast::Text>& text, std::optional<Day>& day) {
    return !text || (day = ParseDayText(*text, context.sink)).has_value();
  };
  const bool good = read(fact.from, days.from) && read(fact.from_last, days.from_last) &&
                    read(fact.until, days.until) && read(fact.until_last, days.until_last);
  return good ? std::optional(days) : std::nullopt;
}

}  // namespace

void ReportEmptyStretch(Span span, CheckContext& context) {
  context.sink.Report(DiagnosticKind::kEmptyStretch, span, {},
                      {"‘until’ names the first day on which it no longer holds"});
}

std::optional<Fact> ReadFact(const ast::Fact& source, std::uint32_t module, const Scenario* cast,
                             CheckContext& context) {
  const auto days = ReadDays(source, context);
  const bool dated = source.from || source.until;
  const std::string_view given = source.denied ? "given not " : "given ";
  const SentenceUse use =
      cast == nullptr ? SentenceUse{SentencePlace::kFact, cast, dated, source.denied ? "not " : ""}
                      : SentenceUse{SentencePlace::kGiven, cast, dated, given};
  const auto match = ReadSentence(source.phrase, module, use, context);
  if (!days || !match) return std::nullopt;
  auto made = MakeFact(context.program, *match, source.denied, *days);
  if (const auto* fault = std::get_if<StatementFault>(&made)) {
    ReportFault(*fault, source, context);
    return std::nullopt;
  }
  return std::get<Fact>(std::move(made));
}

void ReportContradictions(const std::vector<Fact>& facts, bool in_files, CheckContext& context) {
  for (const auto& [one, other] : FindContradictions(facts)) {
    Span first = facts[one].provenance.span;
    Span second = facts[other].provenance.span;
    if (std::tie(second.file, second.line) < std::tie(first.file, first.line)) {
      std::swap(first, second);
    }
    std::vector<std::string> help = {
        Concat({"the other stands in ", PlaceWords(first, second.file, context),
                "; limit one of them by ‘from’ or ‘until’, or take it out"})};
    if (in_files)
      help.emplace_back(
          "if two sources disagree, keep both below ‘disputed’, as ‘either’ and ‘or’");
    context.sink.Report(DiagnosticKind::kContradiction, second, {}, std::move(help));
  }
}

}  // namespace comity
