// SPDX-License-Identifier: Apache-2.0
#include "engine/check/read_fact.h"

#include <tuple>
#include <utility>

#include "engine/base/text.h"
#include "engine/syntax/date_expression.h"

namespace comity {

namespace {

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
    case StatementFault::kEmptyStretch:
      ReportEmptyStretch(fact.until->span, context);
      return;
  }
}

// `from` and `until` of a statement; nothing if one of them is no day.
std::optional<std::pair<std::optional<Day>, std::optional<Day>>> ReadDays(const ast::Fact& fact,
                                                                          CheckContext& context) {
  std::pair<std::optional<Day>, std::optional<Day>> days;
  if (fact.from && !(days.first = ParseDayText(*fact.from, context.sink))) return std::nullopt;
  if (fact.until && !(days.second = ParseDayText(*fact.until, context.sink))) return std::nullopt;
  return days;
}

}  // namespace

void ReportEmptyStretch(Span span, CheckContext& context) {
  context.sink.Report(DiagnosticKind::kEmptyStretch, span, {},
                      {"‘until’ names the first day on which it no longer holds"});
}

std::optional<Fact> ReadFact(const ast::Fact& source, std::uint32_t module, const Scenario* cast,
                             CheckContext& context) {
  const auto days = ReadDays(source, context);
  const auto match = ReadSentence(source.phrase, module, false, cast, context);
  if (!days || !match) return std::nullopt;
  auto made = MakeFact(context.program, *match, source.denied, days->first, days->second);
  if (const auto* fault = std::get_if<StatementFault>(&made)) {
    ReportFault(*fault, source, context);
    return std::nullopt;
  }
  return std::get<Fact>(std::move(made));
}

void ReportContradictions(const std::vector<Fact>& facts, CheckContext& context) {
  for (const auto& [one, other] : FindContradictions(facts)) {
    Span first = facts[one].provenance.span;
    Span second = facts[other].provenance.span;
    if (std::tie(second.file, second.line) < std::tie(first.file, first.line)) {
      std::swap(first, second);
    }
    context.sink.Report(DiagnosticKind::kContradiction, second, {},
                        {Concat({"the other stands in ", PlaceWords(first, second.file, context),
                                 "; limit one of them by ‘from’ or ‘until’, or take it out"})});
  }
}

}  // namespace comity
