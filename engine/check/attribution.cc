// SPDX-License-Identifier: Apache-2.0
#include "engine/check/attribution.h"

#include "engine/base/text.h"
#include "engine/check/authority.h"

namespace comity {

Attribution ReadSource(const ast::Text& name, bool any_text, CheckContext& context) {
  const auto found = context.sources.find(name.text);
  if (found != context.sources.end()) return {name.text, found->second.title, &found->second};
  if (!any_text && context.FailsFirst(name.span.file, "source " + name.text)) {
    context.sink.Report(DiagnosticKind::kUnknownName, name.span, {"source", name.text},
                        DidYouMean(Nearest(name.text, context.NamesOf(context.sources), 2)));
  }
  return {any_text ? name.text : "", name.text, nullptr};
}

void Attribute(Fact& fact, const Attribution& source, const ast::Remarks& remarks, Span span,
               CheckContext& context) {
  Provenance& provenance = fact.provenance;
  provenance.span = span;
  provenance.source = source.title;
  if (source.declared != nullptr) provenance.retrieved = source.declared->retrieved;
  provenance.notice = remarks.notice;
  provenance.confidence = remarks.confidence;
  if (remarks.recorded_on) provenance.recorded_on = ParseDay(remarks.recorded_on->text);
  if (provenance.recorded_on) {
    fact.known_from = fact.end_known_from = *provenance.recorded_on;
    const Predicate& predicate = context.program.predicates[fact.predicate];
    const bool record = context.program.phrases[predicate.phrase].form == Form::kRecord;
    if (record && !fact.denied && *provenance.recorded_on < fact.stretch.from) {
      context.sink.Report(
          DiagnosticKind::kWrongForm, remarks.recorded_on->span,
          {"this day", "what happened later was not known by then"},
          {Concat({"it happened on ", FormatDay(fact.stretch.from), "; is the year right?"})});
    }
  }
  CheckAuthority(fact, source.declared, source.name, context);
}

}  // namespace comity
