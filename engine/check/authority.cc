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
  return std::any_of(source.speaks_for.begin(), source.speaks_for.end(), [&](const ast::Text& who) {
    const std::string name = Named(who.text, context);
    return std::any_of(authorities.begin(), authorities.end(), [&](const ast::Text& authority) {
      return Named(authority.text, context) == name;
    });
  });
}

// Reports sources that speak for nobody there is.
void CheckSpokenFor(CheckContext& context) {
  std::set<std::string> known;
  std::vector<std::string> names;
  for (const auto& [phrase, authorities] : context.asserted_by) {
    for (const ast::Text& who : authorities) {
      if (known.insert(Named(who.text, context)).second) names.push_back(who.text);
    }
  }
  for (const Entity& entity : context.program.entities) {
    if (entity.kind == kBodyKind) names.push_back(entity.name);
  }
  for (const auto& [name, source] : context.sources) {
    for (const ast::Text& who : source.speaks_for) {
      if (known.contains(Named(who.text, context)) ||
          !context.lexicon->FindName(who.text, kBodyKind).empty())
        continue;
      auto help = DidYouMean(Nearest(who.text, names, 2));
      if (help.empty()) {
        help.push_back(
            Concat({"no phrase is ‘asserted by’ it: take it out, or declare: body ", who.text}));
      }
      context.sink.Report(DiagnosticKind::kUnknownName, who.span,
                          {"body or authority called", who.text}, std::move(help));
    }
  }
}

}  // namespace

void CheckAuthorities(CheckContext& context) {
  std::set<std::string> spoken_for;
  std::vector<std::string> names;
  for (const auto& [name, source] : context.sources) {
    for (const ast::Text& who : source.speaks_for) {
      if (spoken_for.insert(Named(who.text, context)).second) names.push_back(who.text);
    }
  }
  bool all_spoken_for = true;
  for (const auto& [phrase, authorities] : context.asserted_by) {
    for (const ast::Text& who : authorities) {
      if (spoken_for.contains(Named(who.text, context)) ||
          !context.lexicon->FindName(who.text, kBodyKind).empty() ||
          !context.FailsFirst(who.span.file, Concat({"authority ", who.text})))
        continue;
      all_spoken_for = false;
      auto help = DidYouMean(Nearest(who.text, names, 2));
      if (help.empty())
        help.push_back(
            Concat({"add below a source: speaks for ", who.text, "; or declare a body"}));
      context.sink.Report(DiagnosticKind::kNobodySpeaks, who.span, {who.text}, std::move(help));
    }
  }
  // A slip in one of two names makes both look idle; and who is asserted by may stand in a line
  // that could not be read, or in a file that is not there.
  if (all_spoken_for && context.unreadable.empty() && context.lacking.empty())
    CheckSpokenFor(context);
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
  constexpr std::size_t kNamed = 5;
  std::string more;
  if (able.size() > kNamed) {
    more = Concat({" and ", std::to_string(able.size() - kNamed), " more"});
    able.resize(kNamed);
  }
  context.sink.Report(
      DiagnosticKind::kNotTheirs, span,
      {Join(who, " or "), Concat({source == nullptr ? "" : "the source ", "‘", name, "’"})},
      {able.empty() ? Concat({"declare a source that does, with a line: speaks for ", who[0]})
                    : Concat({"these do: ", Join(able, ", "), more})});
}

}  // namespace comity
