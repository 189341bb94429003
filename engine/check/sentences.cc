// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <utility>

#include "engine/base/text.h"
#include "engine/check/context.h"
#include "engine/syntax/cursor.h"
#include "engine/syntax/date_expression.h"

namespace comity {
namespace {

bool IsArticle(std::string_view word) { return word == "a" || word == "an" || word == "the"; }

std::string WithArticle(std::string_view word) {
  const bool vowel = std::string_view("aeiouAEIOU").find(word.substr(0, 1)) != std::string::npos;
  return Concat({vowel ? "an " : "a ", word});
}

// Finds out why a line is no sentence of the vocabulary and reports it.
class MismatchReporter {
 public:
  MismatchReporter(const ast::Text& text, const std::vector<Token>& tokens, bool variables,
                   const Scenario* cast, CheckContext& context)
      : text_(text), tokens_(tokens), variables_(variables), cast_(cast), context_(context) {}

  void Run() {
    if (UsesUnreadable()) return;
    if (variables_ && (ReportNot() || ReportTwoConditions())) return;
    Mismatch mismatch;
    mismatch.last = tokens_.size();
    if (!context_.sink.IsCrowded(text_.span.file))
      mismatch = context_.lexicon->Explain(tokens_, cast_, variables_);
    if (!mismatch.kind) {
      ReportWords(mismatch);
    } else if (*mismatch.kind == kDateKind) {
      ParseDayText(Words(mismatch.first, mismatch.last), context_.sink);
    } else {
      ReportName(mismatch);
    }
  }

 private:
  // Whether it is a sentence of a phrase whose declaration has a slip.
  bool UsesUnreadable() const {
    return std::any_of(context_.unreadable.begin(), context_.unreadable.end(),
                       [&](const auto& pieces) { return Lexicon::MayFit(pieces, tokens_); });
  }

  // The tokens [first, last) as the author wrote them; a hole with both its braces.
  ast::Text Words(std::size_t first, std::size_t last) const {
    const std::size_t begin = tokens_[first].begin;
    const std::size_t end = tokens_[last - 1].end;
    const bool hole = text_.text[begin] == '{' && text_.text.substr(end, 1) == "}";
    return Cursor::Part(text_, begin, hole ? end + 1 : end);
  }

  bool Reads(std::size_t first, std::size_t last) const {
    const std::vector<Token> part(tokens_.begin() + static_cast<std::ptrdiff_t>(first),
                                  tokens_.begin() + static_cast<std::ptrdiff_t>(last));
    return !part.empty() && !context_.lexicon->Read(part, variables_, cast_).empty();
  }

  void Report(DiagnosticKind kind, std::size_t first, std::size_t last,
              std::vector<std::string> arguments, std::vector<std::string> help) {
    context_.sink.Report(kind, SpanOfTokens(text_, tokens_, first, last), std::move(arguments),
                         std::move(help));
  }

  bool ReportNot() {
    if (tokens_.empty() || tokens_[0].word != "not" || !Reads(1, tokens_.size())) return false;
    Report(DiagnosticKind::kWrongForm, 0, 1, {"‘not’", "a condition says what holds"},
           {"begin the line with ‘unless’ instead, or put it below ‘none of’"});
    return true;
  }

  bool ReportTwoConditions() {
    for (std::size_t i = 1; i + 1 < tokens_.size(); ++i) {
      const bool either = tokens_[i].word == "or";
      if ((!either && tokens_[i].word != "and") || !Reads(0, i)) continue;
      Report(DiagnosticKind::kWrongForm, i, i + 1,
             {Concat({"‘", tokens_[i].word, "’"}), "a line holds one condition"},
             {either ? "write: and any of, with each condition as a bullet below it"
                     : "give the second condition a line of its own that begins with ‘and’"});
      return true;
    }
    return false;
  }

  void ReportWords(const Mismatch& mismatch) {
    if (!mismatch.phrase.empty()) {
      Report(DiagnosticKind::kUnknownPhrase, mismatch.first, mismatch.last, {},
             {Concat({"closest: ", FormWord(mismatch.form), " \"", mismatch.phrase, "\""})});
      return;
    }
    for (std::size_t i = 1; i + 1 < tokens_.size(); ++i) {
      if (tokens_[0].word != "the" || tokens_[i - 1].word != "date" || tokens_[i].word != "is") {
        continue;
      }
      Report(DiagnosticKind::kUnknownPhrase, i + 1, i + 2, {},
             {"dates are compared by: is before, is after, is on or before, is on or after, is the "
              "same day as, is within 30 days after"});
      return;
    }
    Report(DiagnosticKind::kUnknownPhrase, 0, tokens_.size(), {},
           {"use a declared phrase, word for word, or declare this one in the vocabulary"});
  }

  void ReportName(const Mismatch& mismatch) {
    const auto [first, last] = std::pair(mismatch.first, mismatch.last);
    const std::string words = Words(first, last).text;
    const std::string quoted = Concat({"‘", words, "’"});
    const bool article = IsArticle(tokens_[first].word);
    const auto label =
        last - first > (article ? 1 : 0)
            ? context_.lexicon->KindOfLabel(Words(first + (article ? 1 : 0), last).text)
            : std::nullopt;
    const std::string wanted = KindWord(*mismatch.kind, context_.program);
    if (!context_.FailsFirst(text_.span.file, Concat({wanted, " ", words}))) return;
    if (label && article && !variables_) {
      Report(DiagnosticKind::kWrongForm, first, last, {quoted, "only rules speak of any at all"},
             {Concat({"write the name of ", WithArticle(wanted)})});
    } else if (label && !article && variables_) {
      Report(DiagnosticKind::kUnknownName, first, last, {wanted, words},
             {Concat({"did you mean ‘", WithArticle(words), "’ or ‘the ", words, "’?"})});
    } else if (label || !context_.lexicon->FindName(words, kAnyKind, cast_).empty()) {
      Report(DiagnosticKind::kWrongForm, first, last,
             {quoted, Concat({"this place is for ", WithArticle(wanted)})}, {});
    } else {
      Report(DiagnosticKind::kUnknownName, first, last, {wanted, words},
             DidYouMean(article ? NearestLabels(words) : mismatch.nearest_names));
    }
  }

  std::vector<std::string> NearestLabels(const std::string& words) const {
    std::vector<std::string> labels;
    const std::string article = words.substr(0, words.find(' ') + 1);
    for (const Kind& kind : context_.program.kinds) labels.push_back(article + kind.name);
    return Nearest(words, labels, 2);
  }

  const ast::Text& text_;
  const std::vector<Token>& tokens_;
  bool variables_;
  const Scenario* cast_;
  CheckContext& context_;
};

std::uint32_t ModuleOf(const Match& match, const CheckContext& context) {
  return context.program.phrases[context.program.predicates[match.predicate].phrase].module;
}

void ReportNotVisible(const ast::Text& text, std::uint32_t module, std::uint32_t hidden,
                      CheckContext& context) {
  const std::string& name = context.program.modules[hidden];
  const auto& visible = context.visible[module];
  const auto lacks = [&](std::uint32_t used) { return context.lacking.contains(used); };
  if (std::any_of(visible.begin(), visible.end(), lacks)) return;
  if (!context.FailsFirst(text.span.file, Concat({"uses ", name}))) return;
  context.sink.Report(DiagnosticKind::kNotVisible, text.span, {name},
                      {Concat({"add at the top: uses ", name})});
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

}  // namespace

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
                                std::uint32_t module, bool variables, const Scenario* cast,
                                CheckContext& context) {
  std::vector<Match> matches = context.lexicon->Read(tokens, variables, cast);
  if (matches.empty()) {
    MismatchReporter(text, tokens, variables, cast, context).Run();
    return std::nullopt;
  }
  const std::uint32_t hidden = ModuleOf(matches.front(), context);
  const auto& visible = context.visible[module];
  std::erase_if(matches,
                [&](const Match& match) { return !visible.contains(ModuleOf(match, context)); });
  if (matches.size() == 1) {
    context.used_phrases.insert(context.program.predicates[matches[0].predicate].phrase);
    return std::move(matches.front());
  }
  if (matches.empty()) {
    ReportNotVisible(text, module, hidden, context);
  } else {
    ReportAmbiguous(text, matches, context);
  }
  return std::nullopt;
}

std::optional<Match> ReadSentence(const ast::Text& text, std::uint32_t module, bool variables,
                                  const Scenario* cast, CheckContext& context) {
  return ReadTokens(text, Tokenize(text.text), module, variables, cast, context);
}

}  // namespace comity
