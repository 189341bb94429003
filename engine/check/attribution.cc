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
  if (provenance.recorded_on) fact.known_from = fact.end_known_from = *provenance.recorded_on;
  CheckAuthority(fact, source.declared, source.name, context);
}

}  // namespace comity
