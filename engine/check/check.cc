// SPDX-License-Identifier: Apache-2.0
#include "engine/check/check.h"

#include <algorithm>

#include "engine/base/text.h"
#include "engine/check/authority.h"
#include "engine/check/context.h"
#include "engine/check/date_terms.h"

namespace comity {

namespace {

// A file that was copied declares everything again, which is told of its name alone.
void EraseOfCopies(CheckContext& context) {
  context.sink.EraseIf([&](const Diagnostic& diagnostic) {
    return diagnostic.kind == DiagnosticKind::kDeclaredTwice &&
           context.same_named.contains(diagnostic.span.file) &&
           diagnostic.arguments[0] != kFilesCalled;
  });
}

// What a file does not see because another one, which it uses, does not see it.
void EraseHiddenBehind(CheckContext& context) {
  std::set<std::pair<std::uint32_t, std::string>> lacking;  // by module, the file it should use
  for (const Diagnostic& diagnostic : context.sink.Since(0)) {
    if (diagnostic.kind == DiagnosticKind::kNotVisible)
      lacking.emplace(context.module_of_file[diagnostic.span.file], diagnostic.arguments[0]);
  }
  context.sink.EraseIf([&](const Diagnostic& diagnostic) {
    if (diagnostic.kind != DiagnosticKind::kNotVisible) return false;
    const std::uint32_t own = context.module_of_file[diagnostic.span.file];
    const auto& visible = context.visible[own];
    return std::any_of(visible.begin(), visible.end(), [&](std::uint32_t used) {
      return used != own && lacking.contains({used, diagnostic.arguments[0]});
    });
  });
}

}  // namespace

std::unique_ptr<const CheckedProgram> Check(const std::vector<ast::File>& files,
                                            DiagnosticSink& sink, Extent extent) {
  auto result = std::make_unique<CheckedProgram>();
  CheckContext context(result->program, sink);
  context.whole = extent == Extent::kWhole;
  DeclareNames(files, context);
  context.lexicon = std::make_unique<const Lexicon>(result->program);
  CheckDateRules(context);
  CheckAuthorities(context);
  ResolveRules(files, context);
  ResolveFacts(files, context);
  ResolveScenarios(files, context);
  ResolveEquivalents(files, context);
  ResolveProperties(files, context);
  CheckStrata(context);
  if (context.whole) ReportMissedPhrases(context);
  EraseOfCopies(context);
  EraseHiddenBehind(context);
  // What a slip made unreadable seems to be missing elsewhere; these are told once there are none.
  if (sink.empty() && context.whole) {
    CheckUse(files, context);
    CheckReach(context);
  }
  result->lexicon = std::move(context.lexicon);
  return result;
}

Span SpanOfTokens(const ast::Text& text, const std::vector<Token>& tokens, std::size_t first,
                  std::size_t last) {
  Span span = text.span;
  if (tokens.empty()) return span;
  if (first >= tokens.size()) {
    span.column += static_cast<std::uint32_t>(tokens.back().end);
    span.length = 1;
    return span;
  }
  const std::size_t end = tokens[std::max(first + 1, std::min(last, tokens.size())) - 1].end;
  span.column += static_cast<std::uint32_t>(tokens[first].begin);
  span.length = static_cast<std::uint32_t>(end - tokens[first].begin);
  return span;
}

std::string KindWord(KindId kind, const Program& program) {
  return kind == kAnyKind ? "name" : program.kinds[kind].name;
}

std::string PlaceWords(const Span& place, std::uint32_t from_file, const CheckContext& context) {
  // What is declared without a line of a file, as the kind ‘date’ is.
  if (place.line == 0) return "the language itself";
  std::string result = "line " + std::to_string(place.line);
  if (place.file == from_file) return result;
  const std::string& name = context.program.modules[context.module_of_file[place.file]];
  const bool same = name == context.program.modules[context.module_of_file[from_file]];
  return Concat({result, " of ‘", same ? context.paths[place.file] : name, "’"});
}

std::vector<std::string> DidYouMean(const std::string& written,
                                    const std::vector<std::string>& candidates) {
  const std::string_view alphabet = OtherAlphabetIn(written);
  if (candidates.empty() || alphabet.empty()) return DidYouMean(candidates);
  return {Concat(
      {"it has ", alphabet, " letters, which only look the same: type it again: ", candidates[0]})};
}

std::vector<std::string> DidYouMean(const std::vector<std::string>& candidates) {
  if (candidates.empty()) return {};
  std::string line = "did you mean ";
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    if (i > 0) line += i + 1 == candidates.size() ? " or " : ", ";
    line += Concat({"‘", candidates[i], "’"});
  }
  return {line + "?"};
}

}  // namespace comity
