// SPDX-License-Identifier: Apache-2.0
#include "engine/check/mismatch_report.h"

#include <algorithm>
#include <array>
#include <utility>

#include "engine/base/text.h"
#include "engine/check/day_slips.h"
#include "engine/check/duty_slips.h"
#include "engine/check/lexicon_reading.h"
#include "engine/check/negation.h"
#include "engine/check/overrun.h"
#include "engine/syntax/comparison.h"
#include "engine/syntax/cursor.h"
#include "engine/syntax/date_expression.h"
#include "engine/syntax/slips.h"
#include "engine/syntax/time_text.h"

namespace comity {
namespace {

bool IsArticle(std::string_view word) { return word == "a" || word == "an" || word == "the"; }

std::string WithArticle(std::string_view word) {
  const bool vowel = std::string_view("aeiouAEIOU").find(word.substr(0, 1)) != std::string::npos;
  return Concat({vowel ? "an " : "a ", word});
}

struct CastSlip {
  DiagnosticKind kind;
  std::vector<std::string> arguments, help;
};

class MismatchReporter {
 public:
  explicit MismatchReporter(const SentenceLine& line)
      : line_(line),
        text_(line.text()),
        tokens_(line.tokens()),
        variables_(line.variables()),
        cast_(line.use().cast),
        context_(line.context()) {}

  void Run() {
    if (UsesUnreadable()) return;
    // What nobody says in one breath is not searched for slips, nor a file that is wrong
    // throughout.
    const bool search = !context_.sink.IsCrowded(text_.span.file);
    if (search && tokens_.size() <= kLongestSearched && ReportHabit()) return;
    Mismatch mismatch;
    mismatch.last = tokens_.size();
    if (search) mismatch = context_.lexicon->Explain(tokens_, cast_, variables_);
    if (!mismatch.kind) {
      ReportWords(mismatch);
    } else if (Words(mismatch.first, mismatch.last).text.starts_with('{')) {
      ReportLabel(mismatch);
    } else if (*mismatch.kind == kDateKind) {
      ReportDay(Words(mismatch.first, mismatch.last));
    } else if (*mismatch.kind == kTimeKind) {
      ParseTimeText(Words(mismatch.first, mismatch.last), context_.sink);
    } else {
      ReportName(mismatch);
    }
  }

 private:
  bool ReportHabit() {
    return ReportEndSign() || ReportComment() || ReportDuty(line_) || ReportNot(line_) ||
           ReportThat() || ReportOverrun(line_) || ReportDaySlip(line_) ||
           (variables_ && ReportSign());
  }

  // What stands where a day should: a variable without its article, or something else.
  void ReportDay(const ast::Text& words) {
    if (!variables_ || context_.lexicon->KindOfLabel(words.text) != kDateKind) {
      ParseDayText(words, context_.sink);
      return;
    }
    context_.sink.Report(
        DiagnosticKind::kNotADateExpression, words.span, {words.text},
        {Concat({"did you mean ‘", WithArticle(words.text), "’ or ‘the ", words.text, "’?"})});
  }

  // Whether it is a sentence of a phrase whose declaration has a slip.
  bool UsesUnreadable() const {
    return std::any_of(context_.unreadable.begin(), context_.unreadable.end(),
                       [&](const auto& pieces) { return Lexicon::MayFit(pieces, tokens_); });
  }

  bool ReportEndSign() {
    if (tokens_.empty() || tokens_.back().word.size() < 2) return false;
    const std::string& last = tokens_.back().word;
    if (std::string_view(".,;").find(last.back()) == std::string_view::npos ||
        !ReadsWith(tokens_.size() - 1, tokens_.size(), last.substr(0, last.size() - 1))) {
      return false;
    }
    context_.sink.Report(DiagnosticKind::kEndSign,
                         Cursor::Part(text_, tokens_.back().end - 1, tokens_.back().end).span,
                         {std::string(1, last.back())}, {"take it out"});
    return true;
  }

  bool ReportComment() {
    for (std::size_t i = 1; i < tokens_.size(); ++i) {
      if (!tokens_[i].word.starts_with("--") && !tokens_[i].word.starts_with("//")) continue;
      Report(DiagnosticKind::kWrongForm, i, tokens_.size(),
             {"a comment", "it has lines of its own"}, {"put it on the line above, behind --"});
      return true;
    }
    return false;
  }

  bool ReportThat() {
    if (tokens_.size() < 2 || tokens_[0].word != "that" || !ReadsWith(0, 1, "")) return false;
    Report(DiagnosticKind::kWrongForm, 0, 1, {"‘that’", "the sentence follows at once"},
           {"take it out"});
    return true;
  }

  // Dates compared by signs.
  bool ReportSign() {
    struct Sign {
      std::string_view sign, words;
    };
    constexpr std::array<Sign, 9> kSigns = {{{">", "is after"},
                                             {"<", "is before"},
                                             {">=", "is on or after"},
                                             {"<=", "is on or before"},
                                             {"≥", "is on or after"},
                                             {"≤", "is on or before"},
                                             {"=", "is the same day as"},
                                             {"==", "is the same day as"},
                                             {"is equal to", "is the same day as"}}};
    for (std::size_t i = 1; i + 1 < tokens_.size(); ++i) {
      for (const Sign& sign : kSigns) {
        const std::size_t length = SplitWords(sign.sign).size();
        if (i + length >= tokens_.size() || Words(i, i + length).text != sign.sign) continue;
        Report(DiagnosticKind::kWrongForm, i, i + length,
               {Concat({"‘", sign.sign, "’"}), "dates are compared in words"},
               {Concat({"write ‘", sign.words, "’"})});
        return true;
      }
    }
    return false;
  }

  void ReportWords(const Mismatch& mismatch) {
    if (ReportComparison(mismatch)) return;
    if (mismatch.phrase.empty() && ReportProse()) return;
    if (!mismatch.phrase.empty()) {
      const bool missing = mismatch.first >= mismatch.last;
      context_.misses[mismatch.phrase].push_back(
          {SpanOfTokens(text_, tokens_, mismatch.first, mismatch.last),
           missing ? "" : Words(mismatch.first, mismatch.last).text, text_});
      Report(DiagnosticKind::kUnknownPhrase, mismatch.first, mismatch.last, {},
             {Concat({"closest: ", FormWord(mismatch.form), " \"", mismatch.phrase, "\""})});
      return;
    }
    Report(DiagnosticKind::kUnknownPhrase, 0, tokens_.size(), {}, {HelpForNothingNear()});
  }

  // Running text between facts, that ends as sentences of a text do.
  bool ReportProse() {
    if (line_.use().place != SentencePlace::kFact || !LooksLikeProse(text_.text) ||
        std::string_view(".:;").find(text_.text.back()) == std::string_view::npos)
      return false;
    context_.sink.Report(DiagnosticKind::kPlainText, text_.span, {},
                         {"put > before each line of it if it is quoted law, -- if it is a remark, "
                          "or take it out"});
    return true;
  }

  // A line that says of a date what it is: `the joining date is befor 2001-01-01`. Phrases that
  // begin with a date are few, and then the nearest one is shown.
  bool ReportComparison(const Mismatch& mismatch) {
    const std::string_view hole =
        std::string_view(mismatch.phrase).substr(0, mismatch.phrase.find('}'));
    if (tokens_.size() < 3 || (hole.starts_with('{') && hole.ends_with("date"))) return false;
    const std::size_t verb = FindVerbAfterDate();
    if (verb == tokens_.size()) return false;
    const std::size_t slip = tokens_[verb].word == "is" ? verb + 1 : verb;
    Report(DiagnosticKind::kUnknownPhrase, slip, slip + 1, {}, {HelpForComparison(verb)});
    return true;
  }

  // What is said of a date at the beginning of the line; the number of tokens if it is no verb that
  // people use of dates.
  std::size_t FindVerbAfterDate() const {
    constexpr std::array<std::string_view, 6> kVerbs = {"is",    "was",  "falls",
                                                        "comes", "lies", "occurs"};
    for (std::size_t i = 1; i + 1 < tokens_.size(); ++i) {
      const std::string& before = tokens_[i - 1].word;
      const bool date = i == 1 ? LooksLikeDay(before)
                               : tokens_[0].word == "the" && (before == "date" || before == "time");
      if (date && IsOneOf(tokens_[i].word, kVerbs)) return i;
    }
    return tokens_.size();
  }

  std::string HelpForComparison(std::size_t is) const {
    if (tokens_[is + 1].word == "not") return "a condition that must not hold begins with ‘unless’";
    if (LooksLikeDay(tokens_[is + 1].word)) return "did you mean ‘is the same day as’?";
    const std::vector<std::string> comparisons = ComparisonWords();
    for (const std::string& comparison : comparisons) {
      const std::size_t length = SplitWords(comparison).size();
      if (is + length < tokens_.size() &&
          !Nearest(Words(is, is + length).text, {comparison}, 1).empty()) {
        return Concat({"did you mean ‘", comparison, "’?"});
      }
    }
    return Concat(
        {"dates are compared by: ", Join(comparisons, ", "), ", is within 30 days after"});
  }

  std::string HelpForNothingNear() const {
    const bool act = std::any_of(tokens_.begin(), tokens_.end(), [](const Token& token) {
      return token.word == "must" || token.word == "may";
    });
    if (act) {
      return "who acts comes first, then must, must not, may or may voluntarily, then a declared "
             "action";
    }
    return "use a declared phrase, word for word, or declare this one in the vocabulary";
  }

  // A {hole} of a `row` line that does not end in the kind of its place.
  void ReportLabel(const Mismatch& mismatch) {
    const std::string words = Words(mismatch.first, mismatch.last).text;
    const std::string wanted = KindWord(*mismatch.kind, context_.program);
    Report(DiagnosticKind::kBadLabel, mismatch.first, mismatch.last,
           {words.substr(1, words.find('}') - 1)},
           {Concat({"here stands ", WithArticle(wanted), ": write {", wanted,
                    "}, or a label that ends so, and name the column like it"})});
  }

  // ‘It’ where Italy has the code IT.
  std::vector<std::string> HelpForCode(const std::string& word) const {
    const auto named = context_.lexicon->FindName(word, kAnyKind, cast_);
    const bool code = std::any_of(named.begin(), named.end(), [&](EntityId entity) {
      return context_.lexicon->IsSmallCode(word, entity);
    });
    if (!code) return {};
    return {"a code is written in capitals; if somebody named above is meant, repeat the name"};
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
    if (ReportCast(words)) return;
    if (const std::string help = HelpForChoice(first, last); !help.empty()) {
      Report(DiagnosticKind::kUnknownName, first, last, {wanted, words}, {help});
    } else if (label && article && !variables_) {
      Report(DiagnosticKind::kWrongForm, first, last, {quoted, "only rules speak of any at all"},
             {Concat({"write the name of ", WithArticle(wanted)})});
    } else if (label && !article && variables_) {
      Report(DiagnosticKind::kUnknownName, first, last, {wanted, words},
             {Concat({"did you mean ‘", WithArticle(words), "’ or ‘the ", words, "’?"})});
    } else if (label || !context_.lexicon->FindName(words, kAnyKind, cast_).empty()) {
      Report(DiagnosticKind::kWrongForm, first, last,
             {quoted, Concat({"this place is for ", WithArticle(wanted)})},
             label && article ? HelpForKind(tokens_[first].word, wanted) : HelpForCode(words));
    } else {
      Report(DiagnosticKind::kUnknownName, first, last, {wanted, words},
             NameHelp(words, wanted, article ? NearestLabels(words) : mismatch.nearest_names));
    }
  }

  // `a Person` where a State should be.
  static std::vector<std::string> HelpForKind(std::string_view article, const std::string& wanted) {
    if (article == "the") return {Concat({"write ‘the ", wanted, "’, if the rule speaks of one"})};
    return {Concat(
        {"write ‘", WithArticle(wanted), "’, or ‘the ", wanted, "’ if it is introduced above"})};
  }

  // Somebody of a `cast` line who is called otherwise there: whose kind was said before every name,
  // or whose names were joined by ‘and’, and so are one name.
  bool ReportCast(const std::string& words) {
    if (cast_ == nullptr) return false;
    for (const Entity& entity : cast_->cast) {
      const std::string kind = KindWord(entity.kind, context_.program);
      if (FoldName(entity.name) == FoldName(Concat({kind, " ", words}))) {
        Span span = entity.span;
        span.length = static_cast<std::uint32_t>(kind.size());
        ReportCast(entity, span,
                   {DiagnosticKind::kWrongForm,
                    {Concat({"‘", kind, "’"}), "the kind stands once, after ‘cast’"},
                    {"take it out"}});
        return true;
      }
      const std::size_t at = entity.name.find(" and ");
      if (at == std::string::npos) continue;
      const std::string one = entity.name.substr(0, at);
      const std::string other = entity.name.substr(at + 5);
      if (FoldName(words) != FoldName(one) && FoldName(words) != FoldName(other)) continue;
      Span span = entity.span;
      span.column += static_cast<std::uint32_t>(at + 1);
      span.length = 3;
      ReportCast(entity, span,
                 {DiagnosticKind::kMalformed,
                  {one, "a comma"},
                  {Concat({"commas part the names: cast ", kind, " ", one, ", ", other})}});
      return true;
    }
    return false;
  }

  // Once for all lines that speak of them.
  void ReportCast(const Entity& entity, const Span& span, CastSlip slip) {
    if (!context_.FailsFirst(text_.span.file, Concat({"cast ", entity.name}))) return;
    context_.sink.Report(slip.kind, span, std::move(slip.arguments), std::move(slip.help));
  }

  // `all States`, `that State`, `a non-party State`: words that choose among several; empty if it
  // is something else.
  std::string HelpForChoice(std::size_t first, std::size_t last) const {
    std::string kind = Words(last - 1, last).text;
    const bool many = kind.ends_with('s');
    if (many && !context_.lexicon->KindOfLabel(kind)) kind.pop_back();
    if (!variables_ || !context_.lexicon->KindOfLabel(kind)) return "";
    if (last - first > 1 && IsArticle(tokens_[first].word)) ++first;
    const std::string& word = tokens_[first].word;
    if (word == "no") {
      return Concat({"begin the line with ‘unless’, and write ‘", WithArticle(kind), "’"});
    }
    if (word == "other" || word == "another" || word == "different" || word.starts_with("non-")) {
      return Concat({"a label only tells several apart: write ‘a second ", kind,
                     "’, and what it must be in a condition of its own"});
    }
    if (!SeemsToChoose(word) && !(many && last - first == 1)) return "";
    return Concat({"a rule speaks of each in turn: write ‘", WithArticle(kind),
                   "’ at the first mention, and ‘the ", kind, "’ after it"});
  }

  std::vector<std::string> NameHelp(const std::string& words, const std::string& wanted,
                                    const std::vector<std::string>& nearest) const {
    if (!nearest.empty() || cast_ == nullptr) return DidYouMean(words, nearest);
    // Where anybody may stand, the first kind of which somebody can be cast shows how.
    const auto& kinds = context_.program.kinds;
    const auto first = std::find_if(kinds.begin() + kBodyKind + 1, kinds.end(),
                                    [](const Kind& kind) { return !kind.closed; });
    const std::string_view kind = wanted == "name" && first != kinds.end() ? first->name : wanted;
    return {Concat({"if the scenario invents it, write below its title: cast ", kind, " ", words})};
  }

  std::vector<std::string> NearestLabels(const std::string& words) const {
    std::vector<std::string> labels;
    const std::string article = words.substr(0, words.find(' ') + 1);
    for (const Kind& kind : context_.program.kinds) labels.push_back(article + kind.name);
    return Nearest(words, labels, 2);
  }

  ast::Text Words(std::size_t first, std::size_t last) const { return line_.Words(first, last); }
  bool ReadsWith(std::size_t first, std::size_t last, std::string_view instead) const {
    return line_.ReadsWith(first, last, instead);
  }
  void Report(DiagnosticKind kind, std::size_t first, std::size_t last,
              std::vector<std::string> arguments, std::vector<std::string> help) {
    line_.Report(kind, first, last, std::move(arguments), std::move(help));
  }

  const SentenceLine& line_;
  const ast::Text& text_;
  const std::vector<Token>& tokens_;
  bool variables_;
  const Scenario* cast_;
  CheckContext& context_;
};

}  // namespace

void ReportMismatch(const SentenceLine& line) { MismatchReporter(line).Run(); }

}  // namespace comity
