// SPDX-License-Identifier: Apache-2.0
#include "engine/check/line_slips.h"

#include <algorithm>
#include <array>
#include <utility>

#include "engine/base/text.h"
#include "engine/check/sentence_line.h"
#include "engine/syntax/comparison.h"
#include "engine/syntax/cursor.h"
#include "engine/syntax/date_expression.h"
#include "engine/syntax/date_slips.h"

namespace comity {
namespace {

// A line of a rule, and what it would be with other words in the place of some.
class Words {
 public:
  Words(const ast::Text& text, CheckContext& context)
      : tokens_(Tokenize(text.text)), line_(text, tokens_, use_, context), context_(context) {}
  Words(const Words&) = delete;
  Words& operator=(const Words&) = delete;
  Words(Words&&) = delete;
  Words& operator=(Words&&) = delete;
  ~Words() = default;

  std::size_t size() const { return tokens_.size(); }
  const std::string& operator[](std::size_t i) const { return tokens_[i].word; }
  bool IsTooLong() const {
    return tokens_.empty() || tokens_.size() > kLongestSearched ||
           context_.sink.IsCrowded(line_.text().span.file);
  }

  // The tokens [first, last) as the author wrote them.
  ast::Text Part(std::size_t first, std::size_t last) const { return line_.Words(first, last); }
  // The line with other words in the place of [first, last).
  std::string With(std::size_t first, std::size_t last, std::string_view instead) const {
    const std::string_view text = line_.text().text;
    std::vector<std::string> parts;
    if (first > 0) parts.emplace_back(text.substr(0, tokens_[first - 1].end));
    if (!instead.empty()) parts.emplace_back(instead);
    if (last < tokens_.size()) parts.emplace_back(text.substr(tokens_[last].begin));
    return Join(parts, " ");
  }
  bool Are(std::size_t first, std::string_view words) const {
    const std::size_t length = SplitWords(words).size();
    return first + length <= tokens_.size() && Part(first, first + length).text == words;
  }

  bool NamesEntity(const std::string& label) const {
    const auto kind = context_.lexicon->KindOfLabel(label);
    return kind && IsOfEntities(*kind);
  }
  bool Have(std::string_view words) const {
    for (std::size_t i = 0; i < tokens_.size(); ++i) {
      if (Are(i, words)) return true;
    }
    return false;
  }

  bool Reads(std::string_view line) const {
    return !context_.lexicon->Read(Tokenize(line), true).empty();
  }
  bool ReadsWith(std::size_t first, std::size_t last, std::string_view instead) const {
    return line_.ReadsWith(first, last, instead);
  }
  // Whether it is a sentence or, if its first word was another one, compares dates. Other words of
  // a comparison may belong to a date rule, and are left as they are.
  bool ReadsAsCondition(const std::string& line, bool first_word) const {
    if (Reads(line)) return true;
    if (!first_word) return false;
    const auto comparison = FindComparison({line, {}});
    if (!comparison || !comparison->left.text.starts_with("the ")) return false;
    const auto kind =
        context_.lexicon->KindOfLabel(std::string_view(comparison->left.text).substr(4));
    return kind == kDateKind || kind == kTimeKind;
  }

  // How many tokens from `first` on are a label; 0 if they are none.
  std::size_t LabelAt(std::size_t first) const {
    for (std::size_t last = std::min(first + 3, tokens_.size()); last > first; --last) {
      if (context_.lexicon->KindOfLabel(Part(first, last).text)) return last - first;
    }
    return 0;
  }

  void Report(std::size_t first, std::size_t last, std::string reason,
              std::vector<std::string> help) const {
    line_.Report(DiagnosticKind::kWrongForm, first, last,
                 {Concat({"‘", Part(first, last).text, "’"}), std::move(reason)}, std::move(help));
  }

 private:
  std::vector<Token> tokens_;
  SentenceUse use_;
  SentenceLine line_;
  CheckContext& context_;
};

ast::Text TakeQuotes(const ast::Text& text, CheckContext& context) {
  const std::string& words = text.text;
  if (words.size() < 3 || words.front() != '"' || words.find('"', 1) + 1 != words.size())
    return text;
  ast::Text inner = Cursor::Part(text, 1, words.size() - 1);
  context.sink.Report(DiagnosticKind::kWrongForm, text.span,
                      {"a quotation mark", "in a rule sentences stand without quotes"},
                      {Concat({"write: ", inner.text})});
  return inner;
}

// A second word of those that begin a line: `and if`, `when if`, `and unless`.
ast::Text TakeSecondKeyword(const ast::Text& text, CheckContext& context) {
  const Words words(text, context);
  constexpr std::array<std::string_view, 4> kSeconds = {"if", "when", "unless", "and"};
  if (words.size() < 2 || !IsOneOf(words[0], kSeconds)) return text;
  const std::string& word = words[0];
  ast::Text rest = words.Part(1, words.size());
  words.Report(
      0, 1, "the line has its first word already",
      {word == "unless" ? Concat({"begin the line with it: unless ", rest.text}) : "take it out"});
  return rest;
}

// `A State`, `The State`: articles are small, also at the beginning of a sentence.
std::optional<std::string> SmallArticles(const ast::Text& text, const Words& words) {
  std::string small = text.text;
  std::size_t first = words.size();
  for (std::size_t i = 0; i + 1 < words.size(); ++i) {
    if (words[i] != "A" && words[i] != "An" && words[i] != "The") continue;
    if (words.LabelAt(i + 1) == 0) continue;
    first = std::min(first, i);
    const std::size_t at = words.Part(i, i + 1).span.column - text.span.column;
    small[at] = static_cast<char>(small[at] - 'A' + 'a');
  }
  if (first == words.size() || !words.ReadsAsCondition(small, first == 0)) return std::nullopt;
  std::string phrase = words.Part(first, first + 1 + words.LabelAt(first + 1)).text;
  phrase[0] = static_cast<char>(phrase[0] - 'A' + 'a');
  words.Report(first, first + 1, "articles are written small",
               {Concat({"write ‘", phrase, "’, also at the beginning of a line"})});
  return small;
}

// `the same State`, `the said State`.
std::optional<std::string> PlainArticle(const Words& words) {
  constexpr std::array<std::string_view, 5> kOthers = {"the same", "the said", "the aforesaid",
                                                       "the above", "such"};
  for (std::size_t i = 0; i < words.size(); ++i) {
    for (const std::string_view other : kOthers) {
      const std::size_t last = i + SplitWords(other).size();
      if (!words.Are(i, other) || last >= words.size() || words.LabelAt(last) == 0) continue;
      const std::string plain = words.With(i, last, "the");
      if (!words.ReadsAsCondition(plain, i == 0)) continue;
      const std::string label = words.Part(last, last + words.LabelAt(last)).text;
      words.Report(i, last + words.LabelAt(last), "‘the’ alone means the one mentioned before",
                   {Concat({"write: ‘the ", label, "’"})});
      return plain;
    }
  }
  return std::nullopt;
}

// `it must arrest the Person`, `it is after 2002-01-01`.
std::optional<std::string> NameForPronoun(const Words& words, const std::set<std::string>& known) {
  constexpr std::array<std::string_view, 6> kPronouns = {"it", "he", "she", "they", "him", "them"};
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (!IsOneOf(words[i], kPronouns)) continue;
    const bool acts = i + 1 < words.size() && (words[i + 1] == "must" || words[i + 1] == "may");
    std::vector<std::string> meant;
    std::string first;
    for (const std::string& label : known) {
      if (acts && !words.NamesEntity(label)) continue;
      const std::string named = Concat({"the ", label});
      const std::string line = words.With(i, i + 1, named);
      // Who is named in the same line would not be called by a pronoun there.
      if (words.Have(named) || !words.ReadsAsCondition(line, i == 0)) continue;
      if (meant.empty()) first = line;
      meant.push_back(Concat({"‘", named, "’"}));
    }
    if (meant.empty()) continue;
    words.Report(i, i + 1, "a rule says each time who or what is meant",
                 {Concat({"write it out: ", Join(meant, " or ")})});
    return first;
  }
  return std::nullopt;
}

}  // namespace

ast::Text MendSentence(const ast::Text& text, const std::set<std::string>& known,
                       CheckContext& context) {
  if (Words(text, context).IsTooLong()) return text;
  ast::Text result = TakeSecondKeyword(TakeQuotes(text, context), context);
  const Words words(result, context);
  if (words.size() == 0) return result;
  auto mended = SmallArticles(result, words);
  if (!mended) mended = PlainArticle(words);
  if (!mended) mended = NameForPronoun(words, known);
  if (mended) result.text = std::move(*mended);
  return result;
}

namespace {

bool ReportNegation(const Words& words, CheckContext& context) {
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (words[i] != "not" || !words.ReadsWith(i, i + 1, "")) continue;
    const auto matches = context.lexicon->Read(Tokenize(words.With(i, i + 1, "")), true);
    if (context.program.predicates[matches.front().predicate].act) return false;
    words.Report(i, i + 1, "a rule concludes what holds",
                 {"what no rule concludes does not hold; where another rule concludes it, write an "
                  "exception to that rule, with: then the rule does not apply"});
    return true;
  }
  return false;
}

bool ReportFreedom(const Words& words) {
  constexpr std::array<std::string_view, 9> kFree = {
      "is not obliged to", "is not required to",  "is not bound to",
      "need not",          "does not need to",    "does not have to",
      "has no duty to",    "is under no duty to", "is under no obligation to"};
  for (std::size_t i = 1; i < words.size(); ++i) {
    for (const std::string_view free : kFree) {
      const std::size_t last = i + SplitWords(free).size();
      if (!words.Are(i, free) || !words.ReadsWith(i, last, "must")) continue;
      words.Report(i, last, "who has no duty needs no rule for it",
                   {"write an exception to the rule that makes the duty, with: then the rule does "
                    "not apply"});
      return true;
    }
  }
  return false;
}

// `must arrest and surrender the Person`.
bool ReportTwoActs(const Words& words) {
  constexpr std::size_t kLongestAct = 3;
  for (std::size_t i = 1; i + 1 < words.size(); ++i) {
    if (words[i] != "and" && words[i] != "or") continue;
    bool two = words.Reads(words.Part(0, i).text);
    for (std::size_t n = 1; n <= kLongestAct && !two; ++n)
      two = i + 1 + n < words.size() && words.ReadsWith(i, i + 1 + n, "");
    if (!two) continue;
    words.Report(i, i + 1, "a rule concludes one thing", {"write a second rule for what follows"});
    return true;
  }
  return false;
}

// A word too many between the modal and the act: `must immediately arrest the Person`.
bool ReportManner(const Words& words) {
  for (std::size_t i = 1; i + 2 < words.size(); ++i) {
    if (words[i] != "must" && words[i] != "may") continue;
    const bool two = words[i + 1] == "not" || words[i + 1] == "voluntarily";
    const std::size_t manner = i + (two ? 2 : 1);
    if (!words.ReadsWith(manner, manner + 1, "")) continue;
    words.Report(manner, manner + 1, "here follows a declared action, word for word",
                 {"take it out, or declare the action with it"});
    return true;
  }
  return false;
}

bool ReportEffect(const ast::Text& text, CheckContext& context) {
  const std::string& words = text.text;
  const bool instead = words.ends_with(" instead") && (words.starts_with("the rule begins on ") ||
                                                       words.starts_with("the rule ends on "));
  if (words != "the rule does not apply" && words != "the duty is suspended" && !instead)
    return false;
  context.sink.Report(
      DiagnosticKind::kWrongForm, text.span,
      {Concat({"‘", words, "’"}), "only an exception says this, and names the rule"},
      {"begin the statement with: exception NAME to RULE \"title\""});
  return true;
}

}  // namespace

bool ReportConclusion(const ast::Text& text, CheckContext& context) {
  if (ReportEffect(text, context)) return true;
  const Words words(text, context);
  if (words.IsTooLong()) return false;
  return ReportNegation(words, context) || ReportFreedom(words) || ReportTwoActs(words) ||
         ReportManner(words);
}

namespace {

struct OtherDates {
  std::string_view words, before, after;
};
// Words for ‘from’, and what stands around the date in the language.
constexpr std::array<OtherDates, 16> kOtherDates = {{
    {"effective from ", "from ", ""},
    {"effective as of ", "from ", ""},
    {"effective on ", "from ", ""},
    {"as from ", "from ", ""},
    {"as of ", "from ", ""},
    {"starting from ", "from ", ""},
    {"starting on ", "from ", ""},
    {"beginning on ", "from ", ""},
    {"since ", "from ", ""},
    {"with effect on ", "from ", ""},
    {"with effect as of ", "from ", ""},
    {"on and after ", "from ", ""},
    {"on or after ", "from ", ""},
    {"from and after ", "from ", ""},
    {"after ", "from the day after (", ")"},
    {"before ", "until ", ""},
}};

// `the joining date and 2005-01-01`, where brackets do not hide the ‘and’.
std::optional<std::string> MeantStretch(std::string_view text) {
  if (!text.starts_with("between ")) return std::nullopt;
  const std::string_view dates = text.substr(8);
  const std::size_t join = dates.find(" and ");
  if (join == std::string_view::npos || dates.find(" and ", join + 1) != std::string_view::npos)
    return std::nullopt;
  const std::string first(dates.substr(0, join));
  const std::string second(dates.substr(join + 5));
  bool rounded = false;
  if (!IsDate(first, rounded) || !rounded || !IsDate(second, rounded) || !rounded)
    return std::nullopt;
  return Concat({"from ", first, " until ", second});
}

// The dates as the language says them; nothing if that cannot be told.
std::optional<std::string> MeantDates(std::string_view text) {
  if (auto stretch = MeantStretch(text)) return stretch;
  for (const OtherDates& other : kOtherDates) {
    if (!text.starts_with(other.words)) continue;
    const std::string date(text.substr(other.words.size()));
    bool rounded = false;
    if (IsDate(date, rounded) && rounded) return Concat({other.before, date, other.after});
  }
  const auto date = MeantDate(text);
  return date ? std::optional(Concat({"from ", *date})) : std::nullopt;
}

// Whether dates seem to be meant, in whatever words.
bool SeemsDates(std::string_view text, const CheckContext& context) {
  if (text.starts_with("from ") || text.starts_with("until ")) return true;
  const auto words = SplitWords(text);
  if (words.empty()) return false;
  return LooksLikeDay(words.back()) ||
         context.lexicon->KindOfLabel(NormalizeWord(words.back())) == kDateKind;
}

}  // namespace

ast::Text MendOtherDates(const ast::Text& text, CheckContext& context) {
  const std::size_t colon = text.text.find(": ");
  if (colon == std::string::npos) return text;
  const ast::Text dates = Cursor::Part(text, 0, colon);
  ast::Text sentence = Cursor::Part(text, colon + 1, text.text.size());
  const auto meant = MeantDates(dates.text);
  if (!meant && !SeemsDates(dates.text, context)) return text;
  const bool second = dates.text.starts_with("from ") || dates.text.starts_with("until ");
  std::vector<std::string> help;
  if (second) {
    help.emplace_back("take out the colon before it: one colon ends the dates");
  } else if (meant) {
    help.push_back(Concat({"write: ", *meant, ": ", sentence.text}));
    if (meant->find(" until ") != std::string::npos)
      help.emplace_back("the day that follows ‘until’ is not included any more");
  } else {
    help.emplace_back(
        "say when it begins, when it ends, or both: from the notice date until 2010-01-01");
  }
  context.sink.Report(
      DiagnosticKind::kWrongForm, dates.span,
      {Concat({"‘", dates.text, "’"}), "before the colon stand dates: from D, until D, or both"},
      std::move(help));
  return sentence;
}

}  // namespace comity
