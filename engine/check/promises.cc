// SPDX-License-Identifier: Apache-2.0
#include "engine/check/promises.h"

#include <algorithm>

#include "engine/base/text.h"

namespace comity {
namespace {

void Promise(PhraseId id, Day day, CheckContext& context) {
  auto& known = context.program.phrases[id].complete_as_of;
  known = known ? std::max(*known, day) : day;
}

// Why it means nothing to promise that nothing about a phrase is missing; null if it does.
const char* WhyNoPromise(const Phrase& phrase) {
  if (IsRuled(phrase.form)) return "only rules make it true";
  return phrase.otherwise == Truth::kUnknown ? "where nothing is recorded, it is unknown anyhow"
                                             : nullptr;
}

}  // namespace

void ResolvePromises(const ast::Facts& block, const std::set<PhraseId>& said,
                     CheckContext& context) {
  for (PhraseId id : said) {
    if (block.complete_as_of) Promise(id, *block.complete_as_of, context);
  }
  for (const auto& [phrase, day] : block.promises) {
    const auto found = context.phrases.find(phrase.text);
    if (found == context.phrases.end()) {
      context.sink.Report(DiagnosticKind::kUnknownName, phrase.span,
                          {"declared phrase", phrase.text},
                          DidYouMean(Nearest(phrase.text, context.NamesOf(context.phrases), 1)));
      continue;
    }
    if (const char* reason = WhyNoPromise(context.program.phrases[found->second])) {
      context.sink.Report(DiagnosticKind::kWrongForm, phrase.span, {"this phrase", reason},
                          {"promise it of the records and facts that are listed here"});
      continue;
    }
    Promise(found->second, day, context);
  }
}

}  // namespace comity
