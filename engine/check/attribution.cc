// SPDX-License-Identifier: Apache-2.0
#include "engine/check/attribution.h"

#include "engine/base/text.h"
#include "engine/check/authority.h"

namespace comity {
namespace {

std::string WithoutArticle(std::string folded) {
  return folded.starts_with("the ") ? folded.substr(4) : folded;
}

// A misspelt name, the title of a declared source, or a text that is none.
std::vector<std::string> HelpForSource(const std::string& name, const CheckContext& context) {
  if (name.starts_with('"') && name.find('"', 1) == std::string::npos)
    return {"the quotes are not closed: put \" after the title"};
  const auto nearest = Nearest(name, context.NamesOf(context.sources), 2);
  if (!nearest.empty()) return DidYouMean(nearest);
  for (const auto& [own, source] : context.sources) {
    if (WithoutArticle(FoldName(source.title)) == WithoutArticle(FoldName(name)))
      return {Concat({"did you mean ‘", own, "’, which is the name of this source?"})};
  }
  const std::string first = name.substr(0, name.find(' '));
  if (first != name && context.sources.contains(first))
    return {Concat({"it stands without a place: source ", first})};
  if (name.find(' ') == std::string::npos || name.find('"') != std::string::npos) return {};
  return {Concat(
      {"declare it: source NAME \"", name, "\"; behind a fact it may also stand in quotes alone"})};
}

}  // namespace

Attribution ReadSource(const ast::Text& name, bool any_text, CheckContext& context) {
  const auto found = context.sources.find(name.text);
  if (found != context.sources.end()) return {name.text, found->second.title, &found->second};
  if (name.text.empty()) return {"", "a source that could not be read", nullptr};
  if (!any_text && context.FailsFirst(name.span.file, "source " + name.text)) {
    context.sink.Report(DiagnosticKind::kUnknownName, name.span, {"source", name.text},
                        HelpForSource(name.text, context));
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
