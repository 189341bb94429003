// SPDX-License-Identifier: Apache-2.0
#include "engine/syntax/broken_lines.h"

#include <algorithm>
#include <array>
#include <utility>

#include "engine/base/date.h"
#include "engine/base/text.h"
#include "engine/syntax/cursor.h"
#include "engine/syntax/date_expression.h"
#include "engine/syntax/date_slips.h"
#include "engine/syntax/slips.h"

namespace comity {
namespace {

struct OtherWords {
  std::string_view words, meant;
};
// How clauses begin elsewhere, and how authors mark what they have yet to write. Longer ones stand
// before those that they begin with.
constexpr std::array<OtherWords, 26> kOtherWords = {{
    {"provided that", "when"},
    {"provided", "when"},
    {"whenever", "when"},
    {"wherever", "when"},
    {"where", "when"},
    {"in case", "when"},
    {"as soon as", "when"},
    {"as long as", "when"},
    {"if", "when"},
    {"therefore", "then"},
    {"consequently", "then"},
    {"hence", "then"},
    {"thus", "then"},
    {"except that", "unless"},
    {"except where", "unless"},
    {"except when", "unless"},
    {"except if", "unless"},
    {"save where", "unless"},
    {"save if", "unless"},
    {"comment", "note"},
    {"remark", "note"},
    {"TODO:", "note"},
    {"TODO", "note"},
    {"conflict with", "conflicts with"},
    {"conflicting with", "conflicts with"},
    {"cited", "cite"},
}};

bool BeginsDates(std::string_view text) {
  return text.starts_with("from ") || text.starts_with("until ") ||
         text.starts_with("with effect from ");
}

// Dates alone, without the sentence behind them.
bool IsDatesOnly(std::string_view text) {
  const std::size_t colon = text.find(':');
  return BeginsDates(text) && (colon == std::string_view::npos || colon + 1 == text.size());
}

// `from 2004-01-01 until 2010-01-01`: days alone, and no dates that are computed.
bool IsDaysOnly(std::string_view text) {
  const auto words = SplitWords(text);
  const bool one = words.size() == 2 && (words[0] == "from" || words[0] == "until");
  const bool two = words.size() == 4 && words[0] == "from" && words[2] == "until";
  return (one || two) && ParseDay(words[1]) && ParseDay(words.back());
}

// HC 2, VCLT 18(a): a source in capitals and a place in it.
bool IsCitation(std::string_view text) {
  const auto words = SplitWords(text);
  if (words.size() < 2 || words[0].size() < 2) return false;
  const bool capitals =
      std::all_of(words[0].begin(), words[0].end(), [](char c) { return c >= 'A' && c <= 'Z'; });
  return capitals && words[1][0] >= '0' && words[1][0] <= '9';
}

// A line of a rule may end in a semicolon, but is not as long as a paragraph of a treaty.
bool IsProse(std::string_view text) {
  constexpr std::size_t kLongLine = 12;
  return SplitWords(text).size() >= kLongLine && LooksLikeProse(text);
}

std::string_view WithoutEnd(std::string_view text) {
  while (!text.empty() && (text.back() == ':' || text.back() == ',')) text.remove_suffix(1);
  return Trim(text);
}

// The lines of one rule or exception, from its first line to the next statement.
class RuleMender {
 public:
  RuleMender(std::vector<Line>& lines, std::size_t begin, DiagnosticSink& sink)
      : lines_(lines), begin_(begin), end_(begin + 1), sink_(sink) {
    while (end_ < lines.size() && lines[end_].kind != Line::Kind::kStatement &&
           lines[end_].kind != Line::Kind::kLoose) {
      concludes_ = concludes_ || IsClause(lines[end_], "then");
      ++end_;
    }
  }

  // Gives the line behind the last one. Lines that were read as a part of others are left empty.
  std::size_t Run() && {
    if (!concludes_) CutConclusion();
    for (std::size_t at = begin_ + 1; at < end_; ++at) {
      Line& line = lines_[at];
      conditions_above_ =
          conditions_above_ || IsClause(lines_[at - 1], "when") || IsClause(lines_[at - 1], "and");
      MendJoin(at);
      if (IsClause(line, "then")) {
        JoinConclusion(at);
      } else if (IsClause(line, "is")) {
        JoinSentence(at);
      } else if (line.kind == Line::Kind::kStray && !IsProse(line.rest.text)) {
        MendStray(line);
      }
    }
    return end_;
  }

 private:
  static bool IsClause(const Line& line, std::string_view word) {
    return line.kind == Line::Kind::kClause && line.keyword.text == word;
  }

  void Report(const ast::Text& word, std::string help) {
    sink_.Report(DiagnosticKind::kNotAKeyword, word.span, {word.text, "a clause"},
                 {std::move(help)});
  }

  // A line that is a part of one above, and is read there.
  static void Take(Line& line) { line.rest.text.clear(); }

  static void Become(Line& line, std::size_t length, std::string_view clause) {
    const ast::Text whole = line.rest;
    line.kind = Line::Kind::kClause;
    line.mended = true;
    line.keyword = Cursor::Part(whole, 0, length);
    line.keyword.text = clause;
    line.rest = Cursor::Part(whole, length, whole.text.size());
  }

  // `and the Ship is wanted then the State must detain the Ship`, the last line of a rule.
  void CutConclusion() {
    constexpr std::string_view kThen = " then ";
    const Line& last = lines_[end_ - 1];
    const std::size_t at = last.rest.text.find(kThen);
    const bool condition = IsClause(last, "when") || IsClause(last, "and") ||
                           IsClause(last, "unless") || last.kind == Line::Kind::kBullet;
    if (at == std::string::npos || !condition || sink_.IsCrowded(last.rest.span.file)) return;
    Line then;
    then.kind = Line::Kind::kClause;
    then.keyword = Cursor::Part(last.rest, at + 1, at + kThen.size());
    then.rest = Cursor::Part(last.rest, at + kThen.size(), last.rest.text.size());
    sink_.Report(DiagnosticKind::kWrongForm, then.keyword.span,
                 {"‘then’", "a line holds one condition"},
                 {"give what follows a line of its own that begins with ‘then’"});
    std::size_t end = last.rest.text.find_last_not_of(" ,;", at);
    if (end == std::string::npos) end = 0;
    lines_[end_ - 1].rest = Cursor::Part(last.rest, 0, end + 1);
    lines_.insert(lines_.begin() + static_cast<std::ptrdiff_t>(end_), std::move(then));
    ++end_;
    concludes_ = true;
  }

  // `then`, the dates and the sentence, on two lines or three.
  void JoinConclusion(std::size_t at) {
    Line& then = lines_[at];
    std::vector<const ast::Text*> pieces;
    if (!then.rest.text.empty()) pieces.push_back(&then.rest);
    std::size_t last = at + 1;
    while (last < end_ && lines_[last].kind == Line::Kind::kStray && last <= at + 3)
      pieces.push_back(&lines_[last++].rest);
    std::string dates;
    const ast::Text* sentence = nullptr;
    for (const ast::Text* piece : pieces) {
      if (IsDatesOnly(piece->text)) {
        dates += (dates.empty() ? "" : " ") + std::string(WithoutEnd(piece->text));
      } else if (std::exchange(sentence, piece) != nullptr) {
        return;
      }
    }
    const bool broken = last > at + 1 && (!dates.empty() || then.rest.text.empty());
    if (!broken || sentence == nullptr) return;
    Report(Cursor(lines_[at + 1].rest).Word(),
           Concat({"a conclusion stands on one line: then ", dates, dates.empty() ? "" : ": ",
                   sentence->text}));
    ast::Text kept = *sentence;
    for (std::size_t i = at + 1; i < last; ++i) Take(lines_[i]);
    then.rest = std::move(kept);
  }

  // `and a warrant against a Person`, and below it `is in effect`.
  void JoinSentence(std::size_t at) {
    Line& above = lines_[at - 1];
    const bool sentence = above.kind == Line::Kind::kBullet || IsClause(above, "when") ||
                          IsClause(above, "and") || IsClause(above, "unless") ||
                          IsClause(above, "then");
    if (!sentence) return;
    Line& line = lines_[at];
    const std::string joined =
        Concat({above.rest.text, " ", line.keyword.text, " ", line.rest.text});
    Report(line.keyword,
           Concat({"a sentence stands on one line: ", above.keyword.text, " ", joined}));
    above.rest.text = joined;
    above.continued = true;
    line.kind = Line::Kind::kStray;
    Take(line);
  }

  // `the State joined; and`, and below it a line without a first word.
  void MendJoin(std::size_t at) {
    Line& line = lines_[at];
    const bool unless = IsClause(line, "unless");
    const ast::Text join = JoinAtEnd(line.rest);
    if (join.text.empty() || !(unless || IsClause(line, "when") || IsClause(line, "and"))) return;
    line.rest = Cursor::Part(line.rest, 0, line.rest.text.size() - join.text.size());
    std::string help = "take it out";
    if (at + 1 < end_ && lines_[at + 1].kind == Line::Kind::kStray) {
      Line& next = lines_[at + 1];
      const std::string text =
          next.rest.text.substr(0, next.rest.text.size() - JoinAtEnd(next.rest).text.size());
      if (unless) {
        help =
            "if only both together stop the rule, write ‘unless all of’, and each below it with -";
        Take(next);
      } else {
        help = Concat({"move ‘and’ to the beginning of the next line: and ", text});
        Become(next, 0, "and");
      }
    }
    sink_.Report(DiagnosticKind::kEndSign, join.span, {join.text}, {std::move(help)});
  }

  void MendStray(Line& line) {
    const std::string& text = line.rest.text;
    if (BeginsDates(text)) {
      MendDates(line);
    } else if (IsCitation(text) && !conditions_above_) {
      Report(Cursor(line.rest).Word(), Concat({"did you mean: cite ", text}));
      Become(line, 0, "cite");
    } else {
      MendOtherWords(line);
    }
  }

  void MendDates(Line& line) {
    const ast::Text word = Cursor(line.rest).Word();
    if (!conditions_above_ && IsDaysOnly(line.rest.text)) {
      Report(word, Concat({"write: in force ", line.rest.text}));
      Become(line, 0, "in force");
      return;
    }
    const std::size_t colon = line.rest.text.find(':');
    if (colon == std::string::npos || !conditions_above_ || concludes_) return;
    Cursor after(Cursor::Part(line.rest, colon + 1, line.rest.text.size()));
    after.Eat("then");
    const ast::Text sentence = after.Rest();
    Report(word, Concat({"write: then ", line.rest.text.substr(0, colon), ": ", sentence.text}));
    Become(line, 0, "then");
    line.rest = sentence;
    concludes_ = true;
  }

  void MendOtherWords(Line& line) {
    for (const OtherWords& other : kOtherWords) {
      Cursor cursor(line.rest);
      if (!cursor.Eat(other.words)) continue;
      const std::string_view meant =
          other.meant == "when" && conditions_above_ ? "and" : other.meant;
      Report(Cursor::Part(line.rest, 0, other.words.size()),
             Concat({"did you mean ‘", meant, "’?"}));
      Become(line, other.words.size(), meant);
      return;
    }
  }

  std::vector<Line>& lines_;
  std::size_t begin_, end_;
  DiagnosticSink& sink_;
  bool conditions_above_ = false;
  bool concludes_ = false;
};

// `the joining date plus 60 days` below a date rule, without ‘is’.
void MendDateRule(std::vector<Line>& lines, std::size_t head, DiagnosticSink& sink) {
  std::optional<std::size_t> date;
  std::optional<std::string> meant;
  for (std::size_t at = head + 1; at < lines.size(); ++at) {
    const Line& line = lines[at];
    if (line.kind == Line::Kind::kStatement || line.kind == Line::Kind::kLoose) break;
    if (line.kind == Line::Kind::kClause && line.keyword.text == "is") return;
    bool rounded = false;
    if (date || line.kind != Line::Kind::kStray) continue;
    meant = MeantDate(line.rest.text);
    if (meant || (line.rest.text.starts_with("the ") && IsDate(line.rest.text, rounded))) date = at;
  }
  if (!date) return;
  Line& line = lines[*date];
  const ast::Text word = Cursor(line.rest).Word();
  sink.Report(DiagnosticKind::kNotAKeyword, word.span, {word.text, "a clause"},
              {Concat({"write: is ", meant ? *meant : line.rest.text})});
  if (meant) line.rest.text = *meant;
  line.kind = Line::Kind::kClause;
  line.keyword = {"is", word.span};
}

// Whether a line without a first word is the rest of a note that was broken there.
bool GoesOnWith(const ast::Text& note, const ast::Text& text) {
  constexpr std::size_t kWideLine = 60;
  const bool ended = note.text.empty() ||
                     std::string_view(".?!:").find(note.text.back()) != std::string_view::npos;
  const std::string word = Cursor(text).Word().text;
  return !ended && (text.text.ends_with('.') || note.text.size() > kWideLine) &&
         ClauseMeant(word, false).empty();
}

// The lines below a note that was broken, which say nothing else.
void MendNote(std::vector<Line>& lines, std::size_t at, DiagnosticSink& sink) {
  std::size_t last = at + 1;
  while (last < lines.size() && lines[last].kind == Line::Kind::kStray &&
         lines[last].rest.span.line == lines[at].rest.span.line + (last - at))
    ++last;
  if (last == at + 1 || !GoesOnWith(lines[at].rest, lines[last - 1].rest)) return;
  const ast::Text word = Cursor(lines[at + 1].rest).Word();
  if (!ClauseMeant(word.text, false).empty()) return;
  sink.Report(DiagnosticKind::kNotAKeyword, word.span, {word.text, "a clause"},
              {"join it to the note above: a note stands on one line, however long"});
  for (std::size_t i = at + 1; i < last; ++i) lines[i].rest.text.clear();
}

bool IsSide(const Line& line) {
  return line.kind == Line::Kind::kClause &&
         (line.keyword.text == "either" || line.keyword.text == "or");
}

// The sides of a dispute without their first words. The first is reported.
void MendDispute(std::vector<Line>& lines, std::size_t head, DiagnosticSink& sink) {
  bool reported = false;
  bool sides_above = false;
  for (std::size_t at = head + 1; at < lines.size(); ++at) {
    Line& line = lines[at];
    if (line.kind == Line::Kind::kStatement || line.kind == Line::Kind::kLoose) return;
    sides_above = sides_above || IsSide(line);
    if (line.kind != Line::Kind::kStray || LooksLikeProse(line.rest.text)) continue;
    const ast::Text word = Cursor(line.rest).Word();
    const bool capital = word.text[0] >= 'A' && word.text[0] <= 'Z';
    if (!capital && word.text != "a" && word.text != "an" && word.text != "the") continue;
    const std::string own = sides_above ? "or" : "either";
    if (!std::exchange(reported, true)) {
      sink.Report(DiagnosticKind::kNotAKeyword, word.span, {word.text, "a clause"},
                  {Concat({"the first side begins with ‘either’, the others with ‘or’: ", own, " ",
                           line.rest.text})});
    }
    line.kind = Line::Kind::kClause;
    line.keyword = {own, word.span};
    sides_above = true;
  }
}

// `Facts about Peru`, and below it what stands below ‘facts’ alone.
void MendFacts(std::vector<Line>& lines, std::size_t at, DiagnosticSink& sink) {
  Line& line = lines[at];
  if (at + 1 == lines.size() || line.rest.text.find('"') != std::string::npos) return;
  const Line& below = lines[at + 1];
  const ast::Text word = Cursor(line.rest).Word();
  std::string plain = FoldName(word.text);
  while (plain.ends_with(':')) plain.pop_back();
  const bool clause = below.kind == Line::Kind::kClause &&
                      (below.keyword.text == "source" || below.keyword.text == "row");
  if (plain != "facts" || !clause) return;
  ast::Text title = Cursor::Part(line.rest, word.text.size(), line.rest.text.size());
  title.text = Concat({"\"", title.text.empty() ? "Facts" : title.text, "\""});
  sink.Report(DiagnosticKind::kNotAKeyword, word.span, {word.text, "a statement"},
              {Concat({"write: facts ", title.text})});
  line.kind = Line::Kind::kStatement;
  line.keyword = {"facts", word.span};
  line.rest = std::move(title);
}

bool ConcludesBelow(const std::vector<Line>& lines, std::size_t head) {
  for (std::size_t at = head + 1; at < lines.size(); ++at) {
    const Line& line = lines[at];
    if (line.kind == Line::Kind::kStatement || line.kind == Line::Kind::kLoose) return false;
    if (line.kind == Line::Kind::kClause && line.keyword.text == "then") return true;
  }
  return false;
}

// `règle HC-2 "Membership"`, with conditions and a conclusion below it: what it begins with in
// another language is a rule all the same.
void MendRule(std::vector<Line>& lines, std::size_t at, DiagnosticSink& sink) {
  Line& line = lines[at];
  Cursor cursor(line.rest);
  const ast::Text word = cursor.Word();
  const ast::Text head = cursor.Rest();
  const std::size_t quote = head.text.find('"');
  if (quote == std::string::npos || quote == 0 || !head.text.ends_with('"')) return;
  const std::string_view names = Trim(std::string_view(head.text).substr(0, quote));
  const bool exception = names.find(" to ") != std::string_view::npos;
  if (!exception && SplitWords(names).size() > 1) return;
  if (!ConcludesBelow(lines, at)) return;
  const std::string folded = FoldName(word.text);
  if (LeadingStatementWord(folded) == folded || !NearestStatementWords(word.text).empty()) return;
  const std::string_view meant = exception ? "exception" : "rule";
  sink.Report(DiagnosticKind::kNotAKeyword, word.span, {word.text, "a statement"},
              {Concat({"write: ", meant, " ", head.text})});
  line.kind = Line::Kind::kStatement;
  line.keyword = {std::string(meant), word.span};
  line.rest = head;
}

void EraseTaken(std::vector<Line>& lines) {
  std::erase_if(lines, [](const Line& line) {
    return line.kind == Line::Kind::kStray && line.rest.text.empty();
  });
}

}  // namespace

void MendBrokenLines(std::vector<Line>& lines, DiagnosticSink& sink) {
  for (std::size_t at = 0; at < lines.size(); ++at) {
    if (lines[at].kind == Line::Kind::kClause && lines[at].keyword.text == "note")
      MendNote(lines, at, sink);
  }
  EraseTaken(lines);
  // Whether a list of facts is open that lacks a source, which may stand below its facts, too.
  bool lacks_source = false;
  for (std::size_t at = 0; at < lines.size();) {
    const Line& line = lines[at];
    if (line.kind == Line::Kind::kStatement) lacks_source = line.keyword.text == "facts";
    if (line.kind == Line::Kind::kClause && line.keyword.text == "source") lacks_source = false;
    if (line.kind == Line::Kind::kLoose && !lacks_source) MendFacts(lines, at, sink);
    if (line.kind == Line::Kind::kLoose) MendRule(lines, at, sink);
    if (line.keyword.text == "disputed") MendDispute(lines, at, sink);
    if (line.keyword.text == "date rule") MendDateRule(lines, at, sink);
    const bool rule = line.kind == Line::Kind::kStatement &&
                      (line.keyword.text == "rule" || line.keyword.text == "exception");
    at = rule ? RuleMender(lines, at, sink).Run() : at + 1;
  }
  EraseTaken(lines);
}

}  // namespace comity
