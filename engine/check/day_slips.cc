// SPDX-License-Identifier: Apache-2.0
#include "engine/check/day_slips.h"

#include <algorithm>
#include <utility>

#include "engine/base/date.h"
#include "engine/base/text.h"
#include "engine/syntax/statement_parsers.h"

namespace comity {
namespace {

bool IsDayWord(std::string word) {
  while (word.ends_with(',')) word.pop_back();
  return ParseDay(word).has_value();
}

// 10:00, 9:30:15.
bool IsClock(std::string_view word) {
  return word.size() > 3 && word.find(':') != std::string_view::npos &&
         word.find_first_not_of("0123456789:") == std::string_view::npos;
}

class DaySlips {
 public:
  explicit DaySlips(const SentenceLine& line) : line_(line) {}

  bool Run() const {
    return ReportMoved() || ReportMissing() || ReportClock() || ReportComputed() ||
           ReportDatesWithin() || ReportPossessive();
  }

 private:
  std::string Text(std::size_t first, std::size_t last) const {
    return first < last ? line_.Words(first, last).text : "";
  }
  std::string Quoted(std::size_t first, std::size_t last) const {
    return Concat({"‘", Text(first, last), "’"});
  }
  // The line without the tokens [first, last).
  std::string Without(std::size_t first, std::size_t last) const {
    const std::string before = Text(0, first);
    const std::string after = Text(last, line_.size());
    return before.empty() || after.empty() ? before + after : Concat({before, " ", after});
  }
  bool Reads(const std::string& text) const {
    return !line_.context()
                .lexicon->Read(Tokenize(text), line_.variables(), line_.use().cast)
                .empty();
  }

  // `On 2001-04-11 Peru joined`.
  bool ReportMoved() const {
    for (std::size_t i = 0; i + 2 < line_.size(); ++i) {
      if ((line_.word(i) != "on" && line_.word(i) != "On") || !IsDayWord(line_.word(i + 1)))
        continue;
      std::string day = line_.word(i + 1);
      while (day.ends_with(',')) day.pop_back();
      const std::string moved = Concat({Without(i, i + 2), " on ", day});
      if (!Reads(moved)) continue;
      line_.Report(DiagnosticKind::kWrongForm, i, i + 2,
                   {Quoted(i, i + 2), "this phrase ends in its day"},
                   {Concat({"write: ", line_.use().before, moved})});
      return true;
    }
    return false;
  }

  // `Peru joined`, of a record that ends in its day.
  bool ReportMissing() const {
    const SentencePlace place = line_.use().place;
    if (place != SentencePlace::kFact && place != SentencePlace::kGiven) return false;
    for (const Phrase& phrase : line_.context().program.phrases) {
      const std::string tail = TailBeforeDay(phrase);
      if (phrase.form != Form::kRecord || tail.empty()) continue;
      const std::string whole = Concat({Text(0, line_.size()), " ", tail, " 2001-04-11"});
      if (!Reads(whole)) continue;
      line_.Report(
          DiagnosticKind::kMalformed, 0, line_.size(),
          {Text(0, line_.size()), Concat({"‘", tail, "’ and a day"})},
          {Concat({line_.use().dated ? "its own day stands there, without ‘from’ and ‘until’: "
                                     : "it reads like: ",
                   line_.use().before, whole})});
      return true;
    }
    return false;
  }

  // The words between the last hole of a phrase, which is a day, and the one before it.
  static std::string TailBeforeDay(const Phrase& phrase) {
    if (phrase.pieces.empty() || phrase.pieces.back().hole < 0) return "";
    const auto last = static_cast<std::size_t>(phrase.pieces.back().hole);
    if (phrase.holes[last].kind != kDateKind) return "";
    // One word alone: of more, the verb is one, and the line would be another sentence.
    const Phrase::Piece& word = phrase.pieces[phrase.pieces.size() - 2];
    return phrase.pieces.size() > 2 && word.hole < 0 ? word.word : "";
  }

  // `on 2001-04-11 10:00`, where the phrase has a day.
  bool ReportClock() const {
    for (std::size_t i = 1; i < line_.size(); ++i) {
      if (!IsDayWord(line_.word(i - 1)) || !IsClock(line_.word(i))) continue;
      for (std::size_t end = i + 1; end <= std::min(i + 2, line_.size()); ++end) {
        if (!line_.ReadsWith(i, end, "")) continue;
        line_.Report(DiagnosticKind::kWrongForm, i, end,
                     {Quoted(i, end), "the phrase asks for a day, not for a time"},
                     {"take it out"});
        return true;
      }
    }
    return false;
  }

  // `must be answered by the receipt date plus 3 weeks`.
  bool ReportComputed() const {
    for (std::size_t i = 1; i + 2 < line_.size(); ++i) {
      if ((line_.word(i) != "plus" && line_.word(i) != "minus") || !line_.ReadsWith(i, i + 3, ""))
        continue;
      line_.Report(
          DiagnosticKind::kWrongForm, i, i + 3,
          {Quoted(i, i + 3), "within a sentence no date is computed"},
          {"dates are computed before the colon behind ‘then’, in lines that compare dates, "
           "and in date rules"});
      return true;
    }
    return false;
  }

  // `the State may from D until D detain the Ship`.
  bool ReportDatesWithin() const {
    if (line_.use().place != SentencePlace::kConclusion || line_.use().dated) return false;
    for (std::size_t i = 1; i + 2 < line_.size(); ++i) {
      if (line_.word(i) != "from" && line_.word(i) != "until") continue;
      for (std::size_t end = i + 2; end < line_.size(); ++end) {
        if (!line_.ReadsWith(i, end, "") || !AreDates(i, end)) continue;
        line_.Report(DiagnosticKind::kWrongForm, i, end,
                     {Quoted(i, end), "dates stand before the sentence, with a colon"},
                     {Concat({"write: then ", Text(i, end), ": ", Without(i, end)})});
        return true;
      }
    }
    return false;
  }
  bool AreDates(std::size_t first, std::size_t last) const {
    DiagnosticSink slips;
    const ast::Text dates = line_.Words(first, last);
    ParseConclusion({"then", dates.span}, {Concat({dates.text, ": S"}), dates.span}, slips);
    return slips.empty();
  }

  // `the State's harbour`, where the phrase has ‘a harbour of the State’.
  bool ReportPossessive() const {
    for (std::size_t i = 0; i + 1 < line_.size(); ++i) {
      std::string owner = line_.word(i);
      if (!owner.ends_with("'s")) continue;
      owner.resize(owner.size() - 2);
      const bool article = i > 0 && (line_.word(i - 1) == "the" || line_.word(i - 1) == "a");
      const std::size_t first = article ? i - 1 : i;
      if (article) owner = Concat({line_.word(i - 1), " ", owner});
      for (const std::string_view own : {"the ", "a ", ""}) {
        const std::string meant = Concat({own, line_.word(i + 1), " of ", owner});
        if (!line_.ReadsWith(first, i + 2, meant)) continue;
        line_.Report(DiagnosticKind::kWrongForm, first, i + 2,
                     {Quoted(first, i + 2), "a phrase is said word for word"},
                     {Concat({"write: ", meant})});
        return true;
      }
    }
    return false;
  }

  const SentenceLine& line_;
};

}  // namespace

bool ReportDaySlip(const SentenceLine& line) { return DaySlips(line).Run(); }

}  // namespace comity
