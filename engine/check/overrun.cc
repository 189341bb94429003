// SPDX-License-Identifier: Apache-2.0
#include "engine/check/overrun.h"

#include <algorithm>
#include <array>
#include <utility>

#include "engine/base/text.h"
#include "engine/check/day_words.h"
#include "engine/check/expectation_slips.h"
#include "engine/syntax/comparison.h"
#include "engine/syntax/cursor.h"
#include "engine/syntax/date_expression.h"
#include "engine/syntax/statement_parsers.h"

namespace comity {
namespace {

constexpr std::string_view kSigns = ",;.:";

Form FormOf(const Match& match, const CheckContext& context) {
  return context.program.phrases[context.program.predicates[match.predicate].phrase].form;
}

class OverrunReporter {
 public:
  explicit OverrunReporter(const SentenceLine& line) : line_(line) {}

  bool Run() {
    beginning_ = FindBeginning(line_);
    if (beginning_ && (ReportRemark() || ReportSecond() || ReportDaysBehind() || ReportSource()))
      return true;
    ending_ = FindEnding(line_);
    return ending_ && (ReportDaysBefore() || ReportOutcome());
  }

 private:
  SentencePlace place() const { return line_.use().place; }
  std::string Quoted(std::size_t first, std::size_t last) const {
    return Concat({"‘", line_.Words(first, last).text, "’"});
  }

  bool ReportRemark() {
    const std::size_t end = beginning_->end;
    if (std::string_view("([#*").find(line_.word(end)[0]) == std::string_view::npos) return false;
    std::string inside = line_.Words(end, line_.size()).text;
    std::erase_if(inside, [](char c) { return c == '(' || c == ')' || c == '[' || c == ']'; });
    if (place() == SentencePlace::kFact && line_.context().sources.contains(inside)) {
      line_.Report(DiagnosticKind::kWrongForm, end, line_.size(),
                   {Quoted(end, line_.size()), "a source is named in another way"},
                   {Concat({"write after two blanks: source ", inside})});
      return true;
    }
    line_.Report(DiagnosticKind::kWrongForm, end, line_.size(),
                 {"a comment", "it has lines of its own"}, {"put it on the line above, behind --"});
    return true;
  }

  // Two sentences, with a sign or a word between them or nothing at all.
  bool ReportSecond() {
    constexpr std::array<std::string_view, 8> kJoins = {"and",  "or",  "unless", "if",
                                                        "when", "but", "except", "then"};
    const std::size_t end = beginning_->end;
    const std::string& word = line_.word(end);
    const bool joined = IsOneOf(word, kJoins);
    if (joined && end + 1 == line_.size()) return false;
    if (!(joined && line_.variables()) && !BeginsSentence(joined ? end + 1 : end)) return false;
    const std::string join = joined ? word : "and";
    if (joined) {
      line_.Report(DiagnosticKind::kWrongForm, end, end + 1,
                   {Concat({"‘", word, "’"}), HeldByALine()}, {HelpForSecond(join)});
    } else if (!beginning_->signs.empty()) {
      const std::size_t at = line_.tokens()[end - 1].end - beginning_->signs.size();
      line_.context().sink.Report(
          DiagnosticKind::kWrongForm,
          Cursor::Part(line_.text(), at, at + beginning_->signs.size()).span,
          {Concat({"‘", beginning_->signs, "’"}), HeldByALine()}, {HelpForSecond(join)});
    } else {
      line_.Report(DiagnosticKind::kWrongForm, end, line_.size(),
                   {Quoted(end, line_.size()), HeldByALine()}, {HelpForSecond(join)});
    }
    return true;
  }

  bool BeginsSentence(std::size_t first) const {
    // Behind a full stop, it begins with a capital.
    std::vector<Token> small = line_.tokens();
    std::string& word = small[first].word;
    if (word == "The" || word == "A" || word == "An") word = FoldName(word);
    const SentenceLine line(line_.text(), small, line_.use(), line_.context());
    if (line.Reads(first, line.size()) || FindBeginning(line, first)) return true;
    return line.variables() && FindComparison(line.Words(first, line.size()));
  }

  std::string HeldByALine() const {
    switch (place()) {
      case SentencePlace::kFact:
      case SentencePlace::kGiven:
        return "a line states one thing";
      case SentencePlace::kExpectation:
        return "a line expects one thing";
      case SentencePlace::kConclusion:
        return "a rule concludes one thing";
      case SentencePlace::kClaim:
        return "a property claims one thing";
      case SentencePlace::kRow:
        return "a line says one thing";
      default:
        return "a line holds one condition";
    }
  }

  std::string HelpForSecond(const std::string& join) const {
    switch (place()) {
      case SentencePlace::kFact:
        return "give what follows a line of its own";
      case SentencePlace::kGiven:
        return "give what follows a line of its own that begins with ‘given’";
      case SentencePlace::kExpectation:
        return "give each a line of its own that begins with ‘expect’ and ends in its days";
      case SentencePlace::kRow:
        return "give what follows a ‘row’ line of its own";
      case SentencePlace::kConclusion:
      case SentencePlace::kClaim:
        return HelpBehindThen(join);
      case SentencePlace::kUnless:
        return join == "or" ? "if either of them stops the rule, write ‘unless any of’, and each "
                              "below it with -"
               : join == "unless" || join == "except"
                   ? "give what follows a line of its own that begins with ‘unless’"
                   : "if only both together stop the rule, write ‘unless all of’, and each below "
                     "it with -";
      case SentencePlace::kBulletOfAll:
      case SentencePlace::kBulletOfAny:
        return HelpForBullets(join);
      case SentencePlace::kCondition:
      case SentencePlace::kColumn:
        break;
    }
    if (join == "or") return "write: and any of, with each condition as a bullet below it";
    const std::string_view own = join == "except"                ? "unless"
                                 : join == "but" || join == "if" ? "and"
                                                                 : std::string_view(join);
    return Concat({"give what follows a line of its own that begins with ‘", own, "’"});
  }

  std::string HelpBehindThen(std::string_view join) const {
    const bool rule = place() == SentencePlace::kConclusion;
    if (join == "unless" || join == "except") {
      return "give what follows a line of its own above ‘then’ that begins with ‘unless’";
    }
    if (join == "if" || join == "when") {
      return "what it needs stands above ‘then’, in lines that begin with ‘when’ and ‘and’";
    }
    return rule ? "give what follows a rule of its own, with the same conditions"
                : "give what follows a property of its own, with the same conditions";
  }

  std::string HelpForBullets(std::string_view join) const {
    const bool all = place() == SentencePlace::kBulletOfAll;
    if ((join == "and" && all) || (join == "or" && !all))
      return "give what follows a line of its own that begins with -";
    return "bullets do not nest: let a rule conclude what they say together, and name its "
           "conclusion here";
  }

  bool ReportDaysBehind() {
    switch (place()) {
      case SentencePlace::kFact:
      case SentencePlace::kGiven:
        return ReportDaysOfStatement();
      case SentencePlace::kConclusion:
        return ReportDaysOfConclusion();
      case SentencePlace::kCondition:
      case SentencePlace::kUnless:
      case SentencePlace::kBulletOfAll:
      case SentencePlace::kBulletOfAny:
        return ReportDayOfCondition();
      default:
        return false;
    }
  }

  bool MayHaveDays(Form form, std::size_t first, std::size_t last) {
    if (form == Form::kFact || form == Form::kQuestion) return true;
    if (form == Form::kRecord) {
      line_.Report(DiagnosticKind::kWrongForm, first, last,
                   {Quoted(first, last), "a record holds from its own day on"}, {"take it out"});
    } else {
      line_.Report(DiagnosticKind::kWrongForm, 0, line_.size(),
                   {"this sentence", "only rules make it true"},
                   {"state the records and facts that the rules ask for"});
    }
    return false;
  }

  // Days behind a statement, in other words than those of the language.
  bool ReportDaysOfStatement() {
    constexpr std::array<std::string_view, 3> kWords = {"from", "since", "until"};
    const auto [first, last] = std::pair(beginning_->end, line_.size());
    const auto days = ReadDayWords(line_.tokens(), first, last);
    if (!days && !IsOneOf(line_.word(first), kWords)) return false;
    if (!MayHaveDays(beginning_->form, first, last)) return true;
    std::vector<std::string> help;
    if (days && !line_.use().dated) help = HelpForDays(*days, beginning_->text);
    std::string between = line_.Words(first, last).text;
    const std::size_t to = between.find(" to ");
    if (help.empty() && to != std::string::npos && between.find("between ") < to)
      help = {Concat({"write: ", between.replace(to, 4, " and ")})};
    if (help.empty()) {
      help = {
          "it ends in ‘from’ and a day, ‘until’ and a day, or both: from 2001-01-01 until "
          "2010-01-01"};
    }
    line_.Report(DiagnosticKind::kWrongForm, first, last,
                 {Quoted(first, last), "the days of a statement are said in another way"},
                 std::move(help));
    return true;
  }

  std::vector<std::string> HelpForDays(const DayWords& days, const std::string& phrase) const {
    const std::string stated = days.AsStated();
    const std::string sentence = Concat({line_.use().before, phrase});
    if (stated.empty()) return {};
    if (days.kind == DayWords::Kind::kOn) {
      return {
          "it ends in ‘from’ and the first day on which it holds, ‘until’ and the first on which "
          "it no longer does, or both",
          Concat({"if it held on that day alone: ", sentence, " ", stated})};
    }
    std::vector<std::string> help = {Concat({"write: ", sentence, " ", stated})};
    if (!days.end_named)
      help.emplace_back("‘until’ names the first day on which it no longer holds");
    return help;
  }

  // `then S from D until D`: the dates stand first.
  bool ReportDaysOfConclusion() {
    const std::size_t first = beginning_->end;
    const std::string& word = line_.word(first);
    if (word != "from" && word != "until") return false;
    std::vector<std::string> help = {"from and until stand before the sentence, with a colon"};
    const ast::Text dates = line_.Words(first, line_.size());
    DiagnosticSink slips;
    ParseConclusion({"then", dates.span}, {Concat({dates.text, ": S"}), dates.span}, slips);
    if (slips.empty() && !line_.use().dated)
      help = {Concat({"dates stand first: then ", dates.text, ": ", beginning_->text})};
    line_.Report(DiagnosticKind::kWrongForm, first, line_.size(),
                 {Concat({"‘", dates.text, "’"}), "the sentence ends before it"}, std::move(help));
    return true;
  }

  // `on D`, `as of D`, `at D:` beside a condition.
  bool ReportDayOfCondition() {
    const std::size_t first = beginning_->end;
    const std::string day = DayOfCondition(first, line_.size());
    if (day.empty() || line_.use().dated) return false;
    line_.Report(DiagnosticKind::kWrongForm, first, line_.size(),
                 {Quoted(first, line_.size()), "the day of a condition stands before it"},
                 {Concat({"write: as of ", day, ": ", beginning_->text})});
    return true;
  }

  // The day that the tokens say, in words that mean ‘as of’; empty if they do not.
  std::string DayOfCondition(std::size_t first, std::size_t last) const {
    constexpr std::array<std::string_view, 4> kWords = {"as of", "as at", "on", "at"};
    std::string words = line_.Words(first, last).text;
    while (kSigns.find(words.back()) != std::string_view::npos) words.pop_back();
    for (const std::string_view word : kWords) {
      if (!words.starts_with(Concat({word, " "}))) continue;
      const std::string day(Trim(std::string_view(words).substr(word.size())));
      const bool known = day.starts_with("the ") &&
                         line_.context().lexicon->KindOfLabel(day.substr(4)) == kDateKind;
      return known || ParseDay(day) ? day : "";
    }
    return "";
  }

  // What a statement below `facts` ends in, and what is given does not need.
  bool ReportSource() {
    constexpr std::array<std::string_view, 5> kRemarks = {"source", "notice", "recorded",
                                                          "confidence", "note"};
    const std::size_t first = beginning_->end;
    if (!IsOneOf(line_.word(first), kRemarks)) return false;
    if (place() == SentencePlace::kFact && first + 1 < line_.size()) {
      line_.Report(DiagnosticKind::kMalformed, first, line_.size(),
                   {beginning_->text, "two blanks"},
                   {Concat({"write: ", line_.use().before, beginning_->text, "  ",
                            line_.Words(first, line_.size()).text})});
      return true;
    }
    if (place() != SentencePlace::kGiven) return false;
    const bool source = line_.word(first) == "source";
    line_.Report(DiagnosticKind::kWrongForm, first, line_.size(),
                 {Quoted(first, line_.size()),
                  source ? "what is given needs no source" : "it stands behind facts only"},
                 {"take it out"});
    return true;
  }

  bool ReportDaysBefore() {
    const std::size_t last = ending_->first;
    if (place() == SentencePlace::kFact || place() == SentencePlace::kGiven) {
      const auto days = ReadDayWords(line_.tokens(), 0, last);
      if (!days) return false;
      if (!MayHaveDays(ending_->form, 0, last)) return true;
      std::vector<std::string> help;
      if (!line_.use().dated) help = HelpForDays(*days, ending_->text);
      if (help.empty()) help = {"it ends in ‘from’ and a day, ‘until’ and a day, or both"};
      line_.Report(DiagnosticKind::kWrongForm, 0, last,
                   {Quoted(0, last), "the days of a statement stand at its end"}, std::move(help));
      return true;
    }
    if (place() > SentencePlace::kBulletOfAny || line_.use().dated) return false;
    const std::string day = DayOfCondition(0, last);
    if (day.empty()) return false;
    line_.Report(DiagnosticKind::kWrongForm, 0, last,
                 {Quoted(0, last), "the day of a condition is said in another way"},
                 {Concat({"write: as of ", day, ": ", ending_->text})});
    return true;
  }

  // `then always obliged S`, without the colon.
  bool ReportOutcome() {
    if (place() != SentencePlace::kClaim || ending_->form != Form::kAction) return false;
    const std::string word = line_.Words(0, ending_->first).text;
    if (!IsOneOf(word, kOutcomeWords)) return ReportNoOutcome(word);
    line_.Report(DiagnosticKind::kMalformed, 0, ending_->first, {word, "a colon"},
                 {Concat({"it reads like: ", word, ": ", ending_->text})});
    return true;
  }

  // `then never prohibited: S`.
  bool ReportNoOutcome(std::string word) {
    if (!word.ends_with(':')) return false;
    word.pop_back();
    line_.Report(DiagnosticKind::kWrongForm, 0, ending_->first,
                 {Concat({"‘", word, "’"}), "it is no outcome of an act"}, {HelpForOutcome(word)});
    return true;
  }

  const SentenceLine& line_;
  std::optional<Beginning> beginning_;
  std::optional<Ending> ending_;
};

}  // namespace

std::optional<Beginning> FindBeginning(const SentenceLine& line, std::size_t from) {
  for (std::size_t end = line.size(); end-- > from + 1;) {
    auto matches = line.Read(from, end);
    std::string signs;
    if (matches.empty()) {
      const std::string& last = line.word(end - 1);
      const std::size_t kept = last.find_last_not_of(kSigns);
      if (kept == std::string::npos || kept + 1 == last.size()) continue;
      signs = last.substr(kept + 1);
      matches = line.ReadWithout(from, end, signs.size());
    }
    if (matches.empty()) continue;
    std::string text = line.Words(from, end).text;
    text.resize(text.size() - signs.size());
    return Beginning{end, std::move(signs), std::move(text), FormOf(matches[0], line.context())};
  }
  return std::nullopt;
}

std::optional<Ending> FindEnding(const SentenceLine& line) {
  for (std::size_t first = 1; first < line.size(); ++first) {
    const auto matches = line.Read(first, line.size());
    if (matches.empty()) continue;
    return Ending{first, line.Words(first, line.size()).text, FormOf(matches[0], line.context())};
  }
  return std::nullopt;
}

bool ReportOverrun(const SentenceLine& line) { return OverrunReporter(line).Run(); }

}  // namespace comity
