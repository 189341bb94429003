// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "engine/base/text.h"
#include "engine/check/context.h"
#include "engine/check/declarations.h"
#include "engine/check/duty_slips.h"
#include "engine/syntax/cursor.h"

// What the words of a declared phrase say instead of a hole, or besides what a phrase says.
namespace comity {
namespace {

bool IsCapital(std::string_view word) { return word[0] >= 'A' && word[0] <= 'Z'; }

// Words of a phrase outside of its holes, each with where it stands.
class Wording {
 public:
  Wording(const ast::PhraseDeclaration& declaration, CheckContext& context)
      : text_(declaration.phrase),
        action_(declaration.form == ast::Form::kAction),
        context_(context) {
    std::size_t at = 0;
    while (at < text_.text.size()) {
      const std::size_t open = std::min(text_.text.find('{', at), text_.text.size());
      for (const std::string_view word :
           SplitWords(std::string_view(text_.text).substr(at, open - at)))
        words_.push_back(word);
      at = std::min(text_.text.find('}', open), text_.text.size() - 1) + 1;
    }
  }

  // What the phrase was to say; nothing if that is what it says, or cannot be told.
  std::optional<std::string> Mend(const Lexicon& kinds) {
    if (!ReportBracket(kinds) && !ReportActor() && !ReportBareKind()) ReportArticle();
    return std::move(meant_);
  }

 private:
  std::size_t At(std::string_view word) const {
    return static_cast<std::size_t>(word.data() - text_.text.data());
  }

  bool Report(std::size_t begin, std::size_t end, std::string what, std::string why,
              std::string help) {
    context_.sink.Report(DiagnosticKind::kWrongForm, Cursor::Part(text_, begin, end).span,
                         {std::move(what), std::move(why)}, {std::move(help)});
    return true;
  }

  // `[State]`
  bool ReportBracket(const Lexicon& kinds) {
    const std::size_t open = text_.text.find('[');
    const std::size_t close = text_.text.find(']', std::min(open, text_.text.size()));
    if (close == std::string::npos) return false;
    const std::string label = text_.text.substr(open + 1, close - open - 1);
    meant_ = WithBraces(kinds);
    return Report(open, close + 1, Concat({"‘[", label, "]’"}), "holes stand in braces",
                  Concat({"write: {", label, "}"}));
  }

  std::string WithBraces(const Lexicon& kinds) const {
    std::string meant = text_.text;
    for (std::size_t open = meant.find('['); open != std::string::npos;
         open = meant.find('[', open + 1)) {
      const std::size_t close = meant.find(']', open);
      if (close == std::string::npos) break;
      if (!kinds.KindOfLabel(meant.substr(open + 1, close - open - 1))) continue;
      meant[open] = '{';
      meant[close] = '}';
    }
    return meant;
  }

  // An action that says who acts, or that he must.
  bool ReportActor() {
    if (!action_) return false;
    const auto modal = std::find_if(words_.begin(), words_.end(), [](std::string_view word) {
      return word == "must" || word == "may" || word == "shall";
    });
    if (modal == words_.end() && !text_.text.starts_with('{')) return false;
    std::size_t begin = modal != words_.end()
                            ? At(*modal) + modal->size()
                            : std::min(text_.text.find('}'), text_.text.size() - 1) + 1;
    std::string_view rest = Trim(std::string_view(text_.text).substr(begin));
    if (modal != words_.end() && rest.starts_with("not ")) rest = Trim(rest.substr(4));
    if (modal != words_.end() && !rest.empty()) meant_ = std::string(rest);
    begin = modal != words_.end() ? At(*modal) + modal->size() : begin;
    if (modal == words_.end() && !rest.empty()) {
      const std::string_view verb = SplitWords(rest)[0];
      meant_ = Concat({BareVerb(verb), rest.substr(verb.size())});
    }
    return Report(0, begin, Concat({"‘", text_.text.substr(0, begin), "’"}),
                  "an action says only what is done, rules say who must or may do it",
                  meant_ ? Concat({"write: action \"", *meant_, "\""})
                         : "begin with the verb, as in: action \"arrest {Person}\"");
  }

  // `State is in Port`, a phrase without any braces.
  bool ReportBareKind() {
    const auto first = KindAt(0);
    const std::size_t next = first ? first->size() + 1 : text_.text.size();
    if (action_ || next >= text_.text.size() || IsCapital(text_.text.substr(next)) ||
        text_.text.find('{') != std::string::npos)
      return false;
    std::string meant;
    for (const std::string_view word : words_) {
      const auto kind = KindAt(At(word));
      meant += Concat({meant.empty() ? "" : " ", kind ? Concat({"{", *kind, "}"}) : word});
    }
    meant_ = meant;
    return Report(0, first->size(), Concat({"‘", *first, "’"}),
                  "what a phrase leaves open stands in braces", Concat({"write: ", meant}));
  }

  // `a State` in the place of {State}. Of `a State Party` the kind is only a part.
  void ReportArticle() {
    for (std::size_t i = 0; i + 1 < words_.size(); ++i) {
      const std::string_view article = words_[i];
      if (article != "a" && article != "an" && article != "the" && article != "A" &&
          article != "The")
        continue;
      const std::size_t begin = At(words_[i + 1]);
      const auto kind = KindAt(begin);
      if (!kind) continue;
      const std::size_t end = begin + kind->size();
      const std::size_t next = text_.text.find_first_not_of(' ', end);
      if (next != std::string::npos && IsCapital(std::string_view(text_.text).substr(next)))
        continue;
      meant_ = Concat({text_.text.substr(0, At(article)), "{", *kind, "}", text_.text.substr(end)});
      Report(At(article), end, Concat({"‘", article, " ", *kind, "’"}),
             "what a phrase leaves open stands in braces", Concat({"write: {", *kind, "}"}));
      return;
    }
  }

  // The longest kind of which the name stands there as whole words.
  std::optional<std::string> KindAt(std::size_t begin) const {
    std::optional<std::string> best;
    for (const Kind& kind : context_.program.kinds) {
      const std::size_t end = begin + kind.name.size();
      const bool whole =
          end == text_.text.size() || (end < text_.text.size() && text_.text[end] == ' ');
      if (whole && IsCapital(kind.name) &&
          text_.text.compare(begin, kind.name.size(), kind.name) == 0 &&
          (!best || kind.name.size() > best->size()))
        best = kind.name;
    }
    return best;
  }

  const ast::Text& text_;
  bool action_;
  CheckContext& context_;
  std::vector<std::string_view> words_;
  std::optional<std::string> meant_;
};

}  // namespace

std::optional<std::string> MendWording(const ast::PhraseDeclaration& declaration,
                                       const Lexicon& kinds, CheckContext& context) {
  return Wording(declaration, context).Mend(kinds);
}

}  // namespace comity
