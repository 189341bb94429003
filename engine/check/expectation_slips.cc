// SPDX-License-Identifier: Apache-2.0
#include "engine/check/expectation_slips.h"

#include <algorithm>
#include <array>
#include <utility>

#include "engine/base/text.h"
#include "engine/check/day_words.h"
#include "engine/check/overrun.h"
#include "engine/syntax/statement_parsers.h"

namespace comity {
namespace {

constexpr std::size_t kLongestOutcome = 2;  // in words

std::string WithoutColon(std::string words) {
  if (words.ends_with(':')) words.pop_back();
  return words;
}

// The days of an expectation as they were read, with a blank before them.
std::string DaysOf(const ast::Expectation& source) {
  using Days = ast::Expectation::Days;
  if (source.days == Days::kAlways) return " always";
  if (source.days == Days::kNever) return " never";
  std::string result;
  if (source.on) result += " on " + source.on->text;
  if (source.from) result += " from " + source.from->text;
  if (source.until) result += " until " + source.until->text;
  return result;
}

class ExpectationReporter {
 public:
  ExpectationReporter(const ast::Expectation& source, const SentenceLine& whole,
                      const SentenceLine& sentence, bool act_above)
      : source_(source), whole_(whole), sentence_(sentence), act_above_(act_above) {}

  bool Run() {
    if (ReportDaysAlone() || ReportSubject()) return true;
    beginning_ = FindBeginning(whole_);
    if (beginning_ && (ReportDaysBehind() || ReportReading() || ReportOutcomeBehind())) return true;
    ending_ = FindEnding(whole_);
    if (ending_ && ReportDaysBefore()) return true;
    return ReportWordsBefore() || ReportWordWithin();
  }

 private:
  bool about_above() const {
    return source_.subject == ast::Expectation::Subject::kAsks ||
           source_.subject == ast::Expectation::Subject::kPresumes;
  }

  std::string Expect(std::string_view sentence, std::string_view days) const {
    const std::string word = source_.word.empty() ? "" : source_.word + " ";
    return Concat({"expect ", word, sentence, days.empty() ? "" : " ", days});
  }

  static std::string Quoted(const SentenceLine& line, std::size_t first, std::size_t last) {
    return Concat({"‘", line.Words(first, last).text, "’"});
  }

  // `expect no duty on 2001-05-01`.
  bool ReportDaysAlone() {
    if (!ReadDayWords(whole_.tokens(), 0, whole_.size())) return false;
    const std::string after = source_.word.empty() ? "expect" : source_.word;
    const bool outcome = source_.subject == ast::Expectation::Subject::kOutcome;
    whole_.Report(DiagnosticKind::kMalformed, 0, whole_.size(), {after, "a sentence"},
                  {outcome ? Concat({"who acts and what is done, and then the day: expect ",
                                     source_.word, " Peru must arrest the crew on 2017-03-29"})
                           : "a sentence, and then its day: expect Peru is a party on 2017-03-29"});
    return true;
  }

  // `expect cite HC 1`.
  bool ReportSubject() {
    constexpr std::array<std::array<std::string_view, 2>, 6> kWords = {{{"cite", "cites"},
                                                                        {"cited", "cites"},
                                                                        {"presume", "presumes"},
                                                                        {"presumed", "presumes"},
                                                                        {"ask", "asks"},
                                                                        {"asked", "asks"}}};
    for (const auto& [written, meant] : kWords) {
      if (!source_.word.empty() || whole_.size() < 2 || whole_.word(0) != written) continue;
      if (!act_above_) {
        whole_.Report(DiagnosticKind::kNothingAbove, 0, whole_.size(), {std::string(meant)},
                      {"put it below an expectation about an act on one day"});
        return true;
      }
      whole_.Report(DiagnosticKind::kWrongForm, 0, 1,
                    {Concat({"‘", written, "’"}), "an expectation says what the answer does"},
                    {Concat({"write: expect ", meant, " ", whole_.Words(1, whole_.size()).text})});
      return true;
    }
    return false;
  }

  bool ReportDaysBehind() {
    const auto [first, last] = std::pair(beginning_->end, whole_.size());
    const auto days = ReadDayWords(whole_.tokens(), first, last);
    if (!days) return false;
    ReportDays(first, last, *days, beginning_->text);
    return true;
  }

  bool ReportDaysBefore() {
    const std::string word = WithoutColon(whole_.Words(0, ending_->first).text);
    if (word == "always" || word == "never") {
      whole_.Report(DiagnosticKind::kWrongForm, 0, ending_->first,
                    {Concat({"‘", word, "’"}), "the days of an expectation stand at its end"},
                    {Concat({"write: ", Expect(ending_->text, word)})});
      return true;
    }
    std::size_t last = ending_->first;
    std::string sentence = ending_->text;
    if (const std::size_t outcome = OutcomeBefore(last); outcome > 0) {
      sentence = Concat({whole_.Words(last - outcome, last).text, " ", sentence});
      last -= outcome;
    }
    const auto days = ReadDayWords(whole_.tokens(), 0, last);
    if (!days) return false;
    ReportDays(0, last, *days, sentence);
    return true;
  }

  // How many tokens right before `last` are the outcome of an act, behind something else; 0 if they
  // are none.
  std::size_t OutcomeBefore(std::size_t last) const {
    if (ending_->form != Form::kAction || !source_.word.empty()) return 0;
    for (std::size_t length = 1; length < std::min<std::size_t>(last, kLongestOutcome + 1);
         ++length) {
      if (IsOneOf(whole_.Words(last - length, last).text, kOutcomeWords)) return length;
    }
    return 0;
  }

  void ReportDays(std::size_t first, std::size_t last, const DayWords& days,
                  const std::string& sentence) {
    if (about_above()) {
      whole_.Report(DiagnosticKind::kWrongForm, first, last,
                    {Quoted(whole_, first, last), "it is about the expectation above, and its day"},
                    {"take it out"});
      return;
    }
    const std::string_view why =
        days.kind == DayWords::Kind::kSeveral ? "an expectation is about one day, or about all days"
        : first == 0                          ? "the days of an expectation stand at its end"
                     : "the days of an expectation are said in another way";
    whole_.Report(DiagnosticKind::kWrongForm, first, last,
                  {Quoted(whole_, first, last), std::string(why)}, HelpForDays(days, sentence));
  }

  std::vector<std::string> HelpForDays(const DayWords& days, const std::string& sentence) const {
    using Kind = DayWords::Kind;
    const bool of_a_day = source_.word == "not" || source_.word == "unknown";
    if (days.kind == Kind::kSeveral) {
      std::vector<std::string> help = {"give each day a line of its own:"};
      for (std::size_t i = 0; i < days.days.size() && i < 3; ++i)
        help.push_back(Expect(sentence, "on " + FormatDay(days.days[i])));
      return help;
    }
    const Day first = days.kind == Kind::kUntil ? PlusDays(days.days[0], -1) : days.days[0];
    const std::string on_first = Expect(sentence, "on " + FormatDay(first));
    if (of_a_day && days.kind != Kind::kOn)
      return {Concat({"‘", source_.word, "’ goes with ‘on’ and a day, as in: ", on_first})};
    std::vector<std::string> help = {Concat({"write: ", Expect(sentence, days.AsExpected())})};
    if (days.kind == Kind::kFrom || days.kind == Kind::kUntil)
      help.push_back(Concat({"that is, on these days and on no others; of one day: ", on_first}));
    if (!days.end_named)
      help.emplace_back("‘until’ names the first day on which it no longer holds");
    return help;
  }

  // `S on D under reading rivals`.
  bool ReportReading() {
    const auto& readings = whole_.context().readings;
    const std::string& last = whole_.word(whole_.size() - 1);
    const bool names = readings.contains(last);
    std::size_t first = beginning_->end;
    while (first < whole_.size() && whole_.word(first) != "under" &&
           whole_.word(first) != "reading" && whole_.word(first) != "in") {
      ++first;
    }
    if (!names || first == whole_.size()) return false;
    whole_.Report(DiagnosticKind::kWrongForm, first, whole_.size(),
                  {Quoted(whole_, first, whole_.size()), "an expectation ends in its days"},
                  {Concat({"put above it a line of its own: reading ", last}),
                   "it counts for all ‘expect’ lines below it"});
    return true;
  }

  // `A must arrest P obliged on 2001-05-01`.
  bool ReportOutcomeBehind() {
    if (beginning_->form != Form::kAction || !source_.word.empty()) return false;
    const std::size_t first = beginning_->end;
    for (std::size_t last = first + 1; last <= std::min(first + kLongestOutcome, whole_.size());
         ++last) {
      const std::string outcome = whole_.Words(first, last).text;
      if (!IsOneOf(outcome, kOutcomeWords)) continue;
      const std::string days =
          last < whole_.size() ? " " + whole_.Words(last, whole_.size()).text : "";
      whole_.Report(DiagnosticKind::kWrongForm, first, last,
                    {Quoted(whole_, first, last), "the outcome stands before the sentence"},
                    {Concat({"write: expect ", outcome, " ", beginning_->text, days})});
      return true;
    }
    return false;
  }

  // Before a sentence that is whole: an outcome in other words, yes and no.
  bool ReportWordsBefore() {
    const auto ending = FindEnding(sentence_);
    if (!ending || about_above()) return false;
    const std::string words = sentence_.Words(0, ending->first).text;
    if (ReportReadingBefore(ending->first)) return true;
    constexpr std::array<std::string_view, 4> kYesAndNo = {"yes", "no", "true", "false"};
    if (IsOneOf(words, kYesAndNo)) {
      if (!source_.word.empty()) return false;
      const std::string said =
          words == "no" || words == "false" ? "not " + ending->text : ending->text;
      sentence_.Report(DiagnosticKind::kWrongForm, 0, ending->first,
                       {Concat({"‘", words, "’"}), "what holds is said by the sentence alone"},
                       {Concat({"write: expect ", said, DaysOf(source_)})});
      return true;
    }
    if (ending->form != Form::kAction) return false;
    if (source_.word == "not") {
      ReportNotOutcome(words, ending->first);
      return true;
    }
    if (!source_.word.empty()) return false;
    const std::string outcome = WithoutColon(words);
    if (IsOneOf(outcome, kOutcomeWords)) {
      sentence_.Report(DiagnosticKind::kWrongForm, 0, ending->first,
                       {Concat({"‘", words, "’"}), "no colon stands after the outcome"},
                       {Concat({"write: expect ", outcome, " ", ending->text, DaysOf(source_)})});
      return true;
    }
    const std::string help = HelpForOutcome(outcome);
    // What begins with a capital is rather a part of a name.
    const bool sure = help.starts_with("did") || (words[0] >= 'a' && words[0] <= 'z');
    if (ending->first > 2 || words == "that" || !sure) return false;
    sentence_.Report(DiagnosticKind::kWrongForm, 0, ending->first,
                     {Concat({"‘", words, "’"}), "it is no outcome of an act"}, {help});
    return true;
  }

  // `under rivals obliged S on D`.
  bool ReportReadingBefore(std::size_t last) {
    for (std::size_t i = 1; i < last; ++i) {
      const std::string& name = sentence_.word(i);
      const std::string& before = sentence_.word(i - 1);
      const bool under = before == "under" || before == "in" || before == "reading";
      if (!under || !whole_.context().readings.contains(name)) continue;
      sentence_.Report(DiagnosticKind::kWrongForm, 0, i + 1,
                       {Quoted(sentence_, 0, i + 1), "a reading has a line of its own"},
                       {Concat({"put above it a line of its own: reading ", name}),
                        "it counts for all ‘expect’ lines below it"});
      return true;
    }
    return false;
  }

  void ReportNotOutcome(const std::string& words, std::size_t last) const {
    sentence_.Report(DiagnosticKind::kWrongForm, 0, last,
                     {Concat({"‘not ", words, "’"}), "an outcome is expected, not ruled out"},
                     {Concat({"say which one it is: ",
                              Join({kOutcomeWords.begin(), kOutcomeWords.end()}, ", ")})});
  }

  // `Peru is never a member`.
  bool ReportWordWithin() {
    if (source_.days != ast::Expectation::Days::kMissing || about_above()) return false;
    for (std::size_t i = 1; i < whole_.size(); ++i) {
      const std::string& word = whole_.word(i);
      if ((word != "never" && word != "always") || !whole_.ReadsWith(i, i + 1, "")) continue;
      std::string sentence = whole_.Words(0, i).text;
      if (i + 1 < whole_.size()) sentence += " " + whole_.Words(i + 1, whole_.size()).text;
      whole_.Report(DiagnosticKind::kWrongForm, i, i + 1,
                    {Concat({"‘", word, "’"}), "the days of an expectation stand at its end"},
                    {Concat({"write: ", Expect(sentence, word)})});
      return true;
    }
    return false;
  }

  const ast::Expectation& source_;
  const SentenceLine& whole_;     // with the days
  const SentenceLine& sentence_;  // without those that were read
  bool act_above_;
  std::optional<Beginning> beginning_;
  std::optional<Ending> ending_;
};

}  // namespace

bool ReportExpectationSlip(const ast::Expectation& source, const Scenario& scenario, bool act_above,
                           CheckContext& context) {
  if (context.sink.IsCrowded(source.span.file)) return false;
  const std::vector<Token> whole = Tokenize(source.uncut.text);
  const std::vector<Token> tokens = Tokenize(source.sentence.text);
  if (whole.empty() || tokens.empty() || whole.size() > kLongestSearched) return false;
  const SentenceUse use{SentencePlace::kExpectation, &scenario};
  return ExpectationReporter(source, SentenceLine(source.uncut, whole, use, context),
                             SentenceLine(source.sentence, tokens, use, context), act_above)
      .Run();
}

std::string HelpForOutcome(const std::string& words) {
  constexpr std::array<std::array<std::string_view, 2>, 13> kOthers = {{
      {"prohibited", "forbidden"},
      {"banned", "forbidden"},
      {"obligated", "obliged"},
      {"required", "obliged"},
      {"bound", "obliged"},
      {"duty", "obliged"},
      {"allowed", "permitted"},
      {"authorised", "permitted"},
      {"authorized", "permitted"},
      {"free", "voluntary"},
      {"optional", "voluntary"},
      {"excluded", "barred"},
      {"unknown", "undetermined"},
  }};
  const std::string folded = FoldName(words);
  for (const auto& [word, meant] : kOthers) {
    if (folded == word) return Concat({"did you mean ‘", meant, "’?"});
  }
  const std::vector<std::string> outcomes = {kOutcomeWords.begin(), kOutcomeWords.end()};
  const auto nearest = Nearest(folded, outcomes, 1);
  if (!nearest.empty()) return Concat({"did you mean ‘", nearest[0], "’?"});
  return Concat({"an outcome is one of: ", Join(outcomes, ", ")});
}

}  // namespace comity
