// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <utility>

#include "engine/base/instant.h"
#include "engine/base/text.h"
#include "engine/check/context.h"
#include "engine/check/mismatch_report.h"
#include "engine/check/sentence_line.h"
#include "engine/syntax/cursor.h"
#include "engine/syntax/date_expression.h"

namespace comity {
namespace {

std::uint32_t ModuleOf(const Match& match, const CheckContext& context) {
  return context.program.phrases[context.program.predicates[match.predicate].phrase].module;
}

void ReportAmbiguous(const ast::Text& text, const std::vector<Match>& matches,
                     CheckContext& context) {
  std::vector<std::string> help;
  for (const Match& match : matches) {
    const Phrase& phrase =
        context.program.phrases[context.program.predicates[match.predicate].phrase];
    help.push_back(Concat({"as: \"", phrase.text, "\""}));
  }
  context.sink.Report(DiagnosticKind::kAmbiguousPhrase, text.span, {}, std::move(help));
}

// Whether days or times of a sentence are in a year that nobody meant; reports them.
bool ReportFarYears(const ast::Text& text, const std::vector<Token>& tokens, const Match& match,
                    CheckContext& context) {
  bool far = false;
  for (const Filler& filler : match.fillers) {
    if (filler.kind != Filler::Kind::kValue || IsOfEntities(filler.hole_kind)) continue;
    const Day day =
        filler.hole_kind == kTimeKind ? DayOf(Instant{filler.value}) : Day{filler.value};
    const ast::Text word = Cursor::Part(text, tokens[filler.first].begin, tokens[filler.first].end);
    far = ReportFarYear(word, day, context.sink) || far;
  }
  return far;
}

}  // namespace

void ReportNotVisible(Span span, std::uint32_t module, std::uint32_t hidden,
                      CheckContext& context) {
  const std::string& name = context.program.modules[hidden];
  const auto& visible = context.visible[module];
  const auto lacks = [&](std::uint32_t used) { return context.lacking.contains(used); };
  if (std::any_of(visible.begin(), visible.end(), lacks)) return;
  if (!context.FailsFirst(span.file, Concat({"uses ", name}))) return;
  context.sink.Report(DiagnosticKind::kNotVisible, span, {name},
                      {Concat({"add at the top: uses ", name})});
}

std::string_view FormWord(Form form) {
  switch (form) {
    case Form::kRecord:
      return "record";
    case Form::kFact:
      return "fact";
    case Form::kQuestion:
      return "question";
    case Form::kConclusion:
      return "conclusion";
    case Form::kAction:
      return "action";
  }
  return "";
}

std::optional<Match> ReadTokens(const ast::Text& text, const std::vector<Token>& tokens,
                                std::uint32_t module, const SentenceUse& use,
                                CheckContext& context) {
  std::vector<Match> matches = context.lexicon->Read(tokens, SpeaksOfAny(use.place), use.cast);
  if (matches.empty()) {
    ReportMismatch(SentenceLine(text, tokens, use, context));
    return std::nullopt;
  }
  const std::uint32_t hidden = ModuleOf(matches.front(), context);
  const auto& visible = context.visible[module];
  std::erase_if(matches, [&](const Match& match) {
    const Span& span =
        context.program.phrases[context.program.predicates[match.predicate].phrase].span;
    return !visible.contains(ModuleOf(match, context)) &&
           !context.declared_again.contains({span.file, span.line});
  });
  // What can be read in two ways only because two are called the same, which was reported.
  if (context.names_clash && matches.size() > 1 &&
      std::all_of(matches.begin(), matches.end(),
                  [&](const Match& match) { return match.predicate == matches.front().predicate; }))
    matches.erase(matches.begin() + 1, matches.end());
  if (matches.size() == 1) {
    if (ReportFarYears(text, tokens, matches.front(), context)) return std::nullopt;
    context.used_phrases.insert(context.program.predicates[matches[0].predicate].phrase);
    return std::move(matches.front());
  }
  if (matches.empty()) {
    ReportNotVisible(text.span, module, hidden, context);
  } else {
    ReportAmbiguous(text, matches, context);
  }
  return std::nullopt;
}

std::optional<Match> ReadSentence(const ast::Text& text, std::uint32_t module,
                                  const SentenceUse& use, CheckContext& context) {
  return ReadTokens(text, Tokenize(text.text), module, use, context);
}

}  // namespace comity
