// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <map>
#include <utility>

#include "engine/base/text.h"
#include "engine/syntax/cursor.h"
#include "engine/syntax/date_expression.h"
#include "engine/syntax/fact_text.h"
#include "engine/syntax/slips.h"
#include "engine/syntax/statement_parsers.h"

namespace comity {
namespace {

void ReadExpectedDays(ast::Text& text, ast::Expectation& result) {
  if (text.text.ends_with(" always") || text.text.ends_with(" never")) {
    const std::size_t blank = text.text.rfind(' ');
    result.days = text.text.ends_with("always") ? ast::Expectation::Days::kAlways
                                                : ast::Expectation::Days::kNever;
    text = Cursor::Part(text, 0, blank);
    return;
  }
  result.until = CutDay(text, "until");
  result.from = CutDay(text, "from");
  if (result.from || result.until) {
    result.days = ast::Expectation::Days::kStretch;
    return;
  }
  result.on = CutDay(text, "on");
  if (result.on) result.days = ast::Expectation::Days::kOn;
}

ast::Expectation ParseExpectation(const Line& line, DiagnosticSink& sink) {
  using Subject = ast::Expectation::Subject;
  ast::Expectation result;
  result.span = line.rest.text.empty() ? line.keyword.span : line.rest.span;
  Cursor cursor(line.rest);
  if (cursor.Eat("cites")) {
    result.subject = Subject::kCites;
    result.citations = cursor.List();
    return result;
  }
  if (cursor.Eat("presumes") || cursor.Eat("asks")) {
    result.subject = line.rest.text.starts_with("asks") ? Subject::kAsks : Subject::kPresumes;
    result.uncut = result.sentence = cursor.Rest();
    return result;
  }
  if (cursor.Eat("not")) result.word = "not";
  if (result.word.empty() && cursor.Eat("unknown")) result.word = "unknown";
  for (std::string_view word : kOutcomeWords) {
    if (!result.word.empty() || !cursor.Eat(word)) continue;
    result.word = word;
    result.subject = Subject::kOutcome;
  }
  result.uncut = result.sentence = cursor.Rest();
  if (result.sentence.text.empty()) {
    ReportMalformed(line.keyword, line.rest, "expect Peru is a party on 2017-03-29", sink);
    return result;
  }
  ReadExpectedDays(result.sentence, result);
  return result;
}

// complete for "PHRASE" as of DAY
void ParsePromise(const Line& line, ast::Facts& facts, DiagnosticSink& sink) {
  Cursor cursor(line.rest);
  const auto phrase = cursor.Quoted();
  if (!phrase || !cursor.Eat("as of")) {
    ReportMalformed(line.keyword, line.rest,
                    "complete for \"{State} joined on {joining date}\" as of 2026-10-05", sink);
    return;
  }
  if (const auto day = ParseDayText(cursor.Rest(), sink)) facts.promises.push_back({*phrase, *day});
}

// `source PRESS retrieved 2026-01-01`, with one blank where two belong.
void CutAtOneBlank(std::vector<ast::Text>& columns) {
  const ast::Text whole = columns[0];
  const std::size_t at = whole.text.find(" retrieved ");
  if (at == std::string::npos || whole.text.find(' ') != at) return;
  columns = {Cursor::Part(whole, 0, at), Cursor::Part(whole, at, whole.text.size())};
}

std::string WithoutOn(const std::string& column) {
  constexpr std::string_view kOn = "retrieved on ";
  return column.starts_with(kOn) ? Concat({"retrieved ", column.substr(kOn.size())}) : column;
}

// The name of a source that is declared elsewhere, where its title and days stand, too.
ast::Text ReadSourceName(const Line& line, DiagnosticSink& sink) {
  std::vector<ast::Text> columns = CutAtGaps(line.rest);
  if (columns.size() == 1) CutAtOneBlank(columns);
  if (columns.empty()) ReportMalformed(line.keyword, line.rest, "source UNTC", sink);
  if (columns.size() < 2) return line.rest;
  sink.Report(DiagnosticKind::kMalformed, columns[1].span,
              {Concat({"source ", columns[0].text}), "a title in quotes"},
              {Concat({"if it is declared elsewhere, its name stands here alone: source ",
                       columns[0].text}),
               Concat({"else give it a title: source ", columns[0].text,
                       " \"Newspaper, 1 May 2026\"  ", WithoutOn(columns[1].text)})});
  return {"", line.rest.span};
}

bool IsColumnList(const ast::Text& text) { return text.text.starts_with("|"); }

}  // namespace

namespace {

// A day, right or wrong, or a {hole}.
bool LooksLikeDay(const std::string& text) {
  if (text.starts_with("{")) return text.find('}') == text.size() - 1;
  return !text.empty() && text[0] >= '0' && text[0] <= '9' && SplitWords(text).size() == 1;
}

// Cuts ` word D` or ` word between D and D` off the end of `text`.
void CutDays(ast::Text& text, std::string_view word, std::optional<ast::Text>& first,
             std::optional<ast::Text>& last) {
  const std::string stop = Concat({" ", word, " between "});
  const std::size_t at = text.text.rfind(stop);
  const std::size_t begin = at + stop.size();
  const std::size_t join = at == std::string::npos ? at : text.text.find(" and ", begin);
  if (join != std::string::npos) {
    const ast::Text one = Cursor::Part(text, begin, join);
    const ast::Text other = Cursor::Part(text, join + 5, text.text.size());
    if (LooksLikeDay(one.text) && LooksLikeDay(other.text)) {
      first = one;
      last = other;
      text = Cursor::Part(text, 0, at);
      return;
    }
  }
  first = CutDay(text, word);
}

}  // namespace

std::optional<ast::Text> CutDay(ast::Text& text, std::string_view word) {
  const std::string stop = Concat({" ", word, " "});
  const std::size_t at = text.text.rfind(stop);
  if (at == std::string::npos) return std::nullopt;
  const ast::Text rest = Cursor::Part(text, at + stop.size(), text.text.size());
  if (!LooksLikeDay(rest.text) && !ReadWrittenDay(rest.text)) return std::nullopt;
  text = Cursor::Part(text, 0, at);
  return rest;
}

ast::Fact ParseFact(const ast::Text& text) {
  ast::Fact fact;
  Cursor cursor(text);
  fact.denied = cursor.Eat("not");
  fact.phrase = cursor.Rest();
  CutDays(fact.phrase, "until", fact.until, fact.until_last);
  CutDays(fact.phrase, "from", fact.from, fact.from_last);
  return fact;
}

FactText ReadFactText(const std::string& text) {
  const ast::Fact fact = ParseFact({text, {}});
  FactText result;
  result.denied = fact.denied;
  result.phrase = fact.phrase.text;
  const auto read = [&](const std::optional<ast::Text>& written, std::optional<Day>& day) {
    if (written && !(day = ParseDay(written->text))) result.bad_day = written->text;
  };
  read(fact.from, result.from);
  read(fact.from_last, result.from_last);
  read(fact.until, result.until);
  read(fact.until_last, result.until_last);
  return result;
}

ast::Facts::Row ParseRow(const ast::Text& line) {
  ast::Facts::Row row;
  row.span = line.span;
  std::size_t begin = line.text.find('|') + 1;
  while (begin < line.text.size()) {
    const std::size_t end = std::min(line.text.find('|', begin), line.text.size());
    const bool after_last =
        end == line.text.size() && Trim(std::string_view(line.text).substr(begin)).empty();
    if (!after_last) {
      row.cells.push_back(Cursor::Part(line, begin, end));
      // Words of a cell are told apart by blanks alone.
      std::string& cell = row.cells.back().text;
      std::replace(cell.begin(), cell.end(), '\t', ' ');
    }
    begin = end + 1;
  }
  return row;
}

ast::Statement ParseFacts(const Block& block, DiagnosticSink& sink) {
  ast::Facts facts;
  Cursor head(block.head.rest);
  const auto title = head.Quoted();
  if (!title) {
    const std::string& text = block.head.rest.text;
    const bool plain = !text.empty() && text.find_first_of("\"'") == std::string::npos;
    ReportMalformed(block.head.keyword, block.head.rest,
                    plain ? Concat({"facts \"", text, "\""}) : "facts \"Ratifications\"", sink);
  }
  facts.title = title.value_or(block.head.rest);
  for (const Line& line : block.body) {
    const std::string& word = line.keyword.text;
    if (line.kind != Line::Kind::kClause) {
      if (!IsColumnList(line.rest)) ReportMisplaced(line, "a list of facts", sink);
    } else if (word == "source") {
      facts.source = ParseSourceLine(line.rest, sink);
      if (!facts.source) facts.source_name = ReadSourceName(line, sink);
    } else if (word == "row") {
      facts.rows.push_back(ParseFact(line.rest));
    } else if (word == "complete as of") {
      facts.complete_as_of = ParseDayText(line.rest, sink);
    } else if (word == "complete for") {
      ParsePromise(line, facts, sink);
    } else if (word != "note") {
      ReportMisplaced(line, "a list of facts", sink);
    }
  }
  return facts;
}

ast::Statement ParseDispute(const Block& block, DiagnosticSink& sink) {
  ast::Dispute dispute;
  dispute.keyword = block.head.keyword.span;
  Cursor head(block.head.rest);
  const auto title = head.Quoted();
  if (!title)
    ReportMalformed(block.head.keyword, block.head.rest, "disputed \"the day of the deposit\"",
                    sink);
  dispute.title = title.value_or(block.head.rest);
  std::optional<ast::Text> common;  // a source below all sides
  for (const Line& line : block.body) {
    const std::string& word = line.keyword.text;
    if (line.kind == Line::Kind::kClause && word == "source" && !line.rest.text.empty()) {
      sink.Report(DiagnosticKind::kClauseNotHere, line.keyword.span, {word, "a dispute"},
                  {Concat({"each side names its own, after two blanks: source ", line.rest.text})});
      common = line.rest;
      continue;
    }
    const bool joined = line.kind == Line::Kind::kClause && word == "and";
    if (joined) {
      sink.Report(DiagnosticKind::kClauseNotHere, line.keyword.span, {word, "a dispute"},
                  {Concat({"write: ", dispute.sides.empty() ? "either " : "or ", line.rest.text})});
    }
    const bool side =
        line.kind == Line::Kind::kClause && (word == "either" || word == "or" || joined);
    if (side && !line.rest.text.empty()) {
      if (!joined && (word == "either") != dispute.sides.empty()) {
        sink.Report(
            DiagnosticKind::kWrongForm, line.keyword.span,
            {Concat({"‘", word, "’"}), "the first side begins with ‘either’, the others with ‘or’"},
            {Concat({"write: ", word == "or" ? "either ..." : "or ..."})});
      }
      dispute.sides.push_back(ParseLooseLine(line.rest, true, sink).fact);
    } else if (side) {
      ReportMalformed(line.keyword, line.rest,
                      dispute.sides.empty() ? "either Peru joined on 2001-01-01  source A"
                                            : "or Peru joined on 2002-01-01  source B",
                      sink);
    } else if (line.kind != Line::Kind::kClause || word != "note") {
      ReportMisplaced(line, "a dispute", sink);
    }
  }
  // Was reported where it stands.
  for (ast::FactLine& side : dispute.sides) {
    if (common && !side.remarks.source) side.remarks.source = ast::Text{"", common->span};
  }
  return dispute;
}

namespace {

// The lines `reading` and `as known on` of a scenario count for the expectations below them, up to
// the next line of the same words. One that counts for none was meant for others.
class IdleLines {
 public:
  void Read(const Line& line, DiagnosticSink& sink) {
    const std::string& word = line.keyword.text;
    if (word == "given" || word == "cast" || word == "note") return;
    if (word != "reading" && word != "as known on") {
      open_.clear();
      return;
    }
    if (const auto found = open_.find(word); found != open_.end()) {
      sink.Report(DiagnosticKind::kOneValueOnly, line.keyword.span, {word},
                  {"no ‘expect’ line stands between the two: take one of them out"});
    }
    open_.insert_or_assign(word, line.keyword.span);
  }
  void Finish(DiagnosticSink& sink) const {
    for (const auto& [word, span] : open_) {
      sink.Report(DiagnosticKind::kClauseNotHere, span, {word, "the last expectation"},
                  {"it counts for the ‘expect’ lines below it: put it above those that it is "
                   "meant for, or take it out"});
    }
  }

 private:
  std::map<std::string, Span> open_;
};

}  // namespace

ast::Statement ParseScenario(const Block& block, DiagnosticSink& sink) {
  ast::Scenario scenario;
  Cursor head(block.head.rest);
  const auto title = head.Quoted();
  if (!title)
    ReportMalformed(block.head.keyword, block.head.rest, "scenario \"A State that joins again\"",
                    sink);
  scenario.title = title.value_or(block.head.rest);
  std::optional<ast::Text> reading;
  std::optional<Day> known_on;
  std::string_view said;  // ‘given’ or ‘expect’, whichever stands above
  IdleLines idle;
  bool unread = false;
  for (Line line : block.body) {
    const std::string& word = line.keyword.text;
    unread = unread || line.kind == Line::Kind::kStray || line.continued || word == "then";
    if (word == "given" || word == "expect") said = word == "given" ? "given" : "expect";
    idle.Read(line, sink);
    if (word == "given" || word == "expect") MendEndSign(line.rest, sink);
    if (line.kind != Line::Kind::kClause) {
      ReportMisplaced(line, "a scenario", sink);
    } else if (word == "cast") {
      if (line.rest.text.empty()) ReportMalformed(line.keyword, line.rest, "cast State A, B", sink);
      scenario.cast.push_back(line.rest);
    } else if (line.continued) {
      continue;
    } else if (word == "given") {
      scenario.given.push_back(ParseFact(line.rest));
    } else if (word == "reading") {
      reading = line.rest;
    } else if (word == "expect") {
      scenario.expectations.push_back(ParseExpectation(line, sink));
      scenario.expectations.back().reading = reading;
      scenario.expectations.back().known_on = known_on;
      scenario.expectations.back().below_unread = std::exchange(unread, false);
    } else if (word == "as known on") {
      known_on = ParseDayText(line.rest, sink);
    } else if (word == "when" || word == "and" || word == "then") {
      const bool expected = word == "then" || (word == "and" && said == "expect");
      sink.Report(DiagnosticKind::kClauseNotHere, line.keyword.span, {word, "a scenario"},
                  {expected ? "what should come of it begins with ‘expect’"
                            : "what is supposed begins with ‘given’"});
    } else if (word == "cite" && !scenario.expectations.empty() && !line.mended) {
      sink.Report(DiagnosticKind::kClauseNotHere, line.keyword.span, {word, "an expectation"},
                  {Concat({"what the answer should cite reads like: expect cites ",
                           line.rest.text.empty() ? "RS 89(1)" : line.rest.text})});
    } else if (word != "note" && word != "cite") {
      ReportMisplaced(line, "a scenario", sink);
    }
  }
  idle.Finish(sink);
  return scenario;
}

}  // namespace comity
