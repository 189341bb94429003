// SPDX-License-Identifier: Apache-2.0
#include "engine/check/authority.h"

#include <algorithm>
#include <set>

#include "engine/base/text.h"

namespace comity {
namespace {

// A body goes by its own name whatever it is called; others go by what they are called.
std::string Named(const std::string& who, const CheckContext& context) {
  const auto bodies = context.lexicon->FindName(who, kBodyKind);
  return FoldName(
      bodies.empty() ? who : context.program.entities[static_cast<std::size_t>(bodies[0])].name);
}

bool SpeaksFor(const CheckContext::SourceEntry& source, const std::vector<ast::Text>& authorities,
               const CheckContext& context) {
  return std::any_of(
      source.speaks_for.begin(), source.speaks_for.end(), [&](const std::string& who) {
        const std::string name = Named(who, context);
        return std::any_of(authorities.begin(), authorities.end(), [&](const ast::Text& authority) {
          return Named(authority.text, context) == name;
        });
      });
}

}  // namespace

void CheckAuthorities(CheckContext& context) {
  std::set<std::string> spoken_for;
  std::vector<std::string> names;
  for (const auto& [name, source] : context.sources) {
    for (const std::string& who : source.speaks_for) {
      if (spoken_for.insert(Named(who, context)).second) names.push_back(who);
    }
  }
  for (const auto& [phrase, authorities] : context.asserted_by) {
    for (const ast::Text& who : authorities) {
      if (spoken_for.contains(Named(who.text, context)) ||
          !context.lexicon->FindName(who.text, kBodyKind).empty() ||
          !context.FailsFirst(who.span.file, Concat({"authority ", who.text})))
        continue;
      auto help = DidYouMean(Nearest(who.text, names, 2));
      if (help.empty())
        help.push_back(
            Concat({"add below a source: speaks for ", who.text, "; or declare a body"}));
      context.sink.Report(DiagnosticKind::kNobodySpeaks, who.span, {who.text}, std::move(help));
    }
  }
}

void CheckAuthority(const Fact& fact, const CheckContext::SourceEntry* source,
                    const std::string& name, CheckContext& context) {
  const PhraseId phrase = context.program.predicates[fact.predicate].phrase;
  const auto found = context.asserted_by.find(phrase);
  if (found == context.asserted_by.end() || name.empty()) return;
  if (source != nullptr && SpeaksFor(*source, found->second, context)) return;
  const Span span = fact.provenance.span;
  const std::string failure =
      Concat({"source ", name, " for ", context.program.phrases[phrase].text});
  if (!context.FailsFirst(span.file, failure)) return;
  std::vector<std::string> who;
  for (const ast::Text& authority : found->second) who.push_back(authority.text);
  std::vector<std::string> able;
  for (const auto& [other, entry] : context.sources) {
    if (SpeaksFor(entry, found->second, context)) able.push_back(other);
  }
  context.sink.Report(
      DiagnosticKind::kNotTheirs, span,
      {Join(who, " or "), Concat({source == nullptr ? "" : "the source ", "‘", name, "’"})},
      {able.empty() ? Concat({"declare a source that does, with a line: speaks for ", who[0]})
                    : Concat({"these do: ", Join(able, ", ")})});
}

}  // namespace comity
