// SPDX-License-Identifier: Apache-2.0
// Lines that begin like none of the language: what they were to be, or that they do not belong
// here.
#include <algorithm>
#include <array>
#include <utility>

#include "engine/base/date.h"
#include "engine/base/text.h"
#include "engine/syntax/cursor.h"
#include "engine/syntax/file_parser.h"
#include "engine/syntax/slips.h"

namespace comity {
namespace {

// Cuts a line anew into a first word or words and the rest.
void TakeKeyword(Line& line, std::string_view written, std::string_view meant) {
  const ast::Text whole = line.rest;
  line.keyword = Cursor::Part(whole, 0, written.size());
  line.keyword.text = meant;
  line.rest = Cursor::Part(whole, written.size(), whole.text.size());
}

}  // namespace

void FileParser::ReportIndented(const ast::Text& keyword) {
  if (std::exchange(indented_reported_, true)) return;
  sink_.Report(DiagnosticKind::kIndented, keyword.span, {keyword.text},
               {"take out the blanks before it; the same goes for other statements of this file"});
}

void FileParser::ReportFirstWord(const ast::Text& word, std::string_view what, std::string help) {
  sink_.Report(DiagnosticKind::kNotAKeyword, word.span, {word.text, std::string(what)},
               {std::move(help)});
}

bool FileParser::TakeProse(const Line& line) {
  const Span& span = line.rest.span;
  const bool follows = prose_line_ > 0 && span.line == prose_line_ + 1;
  if (!follows && !(in_facts_ ? IsNumberedProse(line.rest.text) : LooksLikeProse(line.rest.text))) {
    return false;
  }
  if (!follows) {
    sink_.Report(DiagnosticKind::kPlainText, span, {},
                 {"put > before each line of it if it is quoted law, -- if it is a remark, or "
                  "take it out"});
  }
  prose_line_ = span.line;
  if (block_ && span.column > 1) block_->body.push_back({Line::Kind::kStray, false, {}, line.rest});
  return true;
}

bool FileParser::TakeForeignSign(Line& line, std::string_view what) {
  const ast::Text word = Cursor(line.rest).Word();
  if (IsForeignComment(word.text)) {
    ReportFirstWord(word, what, "a comment is a line that begins with --");
    return true;
  }
  if (IsConflictMark(word.text)) {
    if (!std::exchange(conflict_reported_, true)) {
      ReportFirstWord(word, what,
                      "two versions of the file were put together here: keep the right lines, and "
                      "take out those that begin with <<<<<<<, ======= or >>>>>>>");
    }
    // The statement is half of one version, and may lack what the other has.
    if (block_) block_->body.push_back({Line::Kind::kStray, false, {}, line.rest});
    return true;
  }
  const bool bullet = IsBulletSign(word.text) || word.text == "-";
  if (bullet && block_ && BulletsMayFollow()) {
    TakeKeyword(line, word.text, "-");
    if (!std::exchange(sign_reported_, true)) ReportBullet(word);
    line.kind = Line::Kind::kBullet;
    Continue(std::move(line));
    return true;
  }
  if (block_ && IsDashes(word.text) && TakeDashBeforeClause(line, word, what)) return true;
  if (IsDashes(word.text)) {
    sink_.Report(DiagnosticKind::kDashForHyphen, word.span, {word.text},
                 {"a comment is a line that begins with two hyphens: --"});
    return true;
  }
  return TakeNumber(line, word, what);
}

bool FileParser::TakeDashBeforeClause(Line& line, const ast::Text& word, std::string_view what) {
  Line rest = line;
  TakeKeyword(rest, word.text, "-");
  const std::string clause(LeadingClauseWord(rest.rest.text));
  if (clause.empty()) return false;
  ReportFirstWord(word, what, Concat({"take it out: the line begins with ‘", clause, "’"}));
  rest.kind = Line::Kind::kClause;
  TakeKeyword(rest, clause, clause);
  Continue(std::move(rest));
  return true;
}

bool FileParser::BulletsMayFollow() const {
  return !block_->body.empty() && (block_->body.back().kind == Line::Kind::kBullet ||
                                   block_->body.back().rest.text.ends_with("of") ||
                                   block_->body.back().rest.text.ends_with("of:"));
}

void FileParser::ReportBullet(const ast::Text& word) {
  constexpr std::string_view kHelp = "bullets are indented, and begin with a hyphen and a blank";
  if (IsDashes(word.text)) {
    sink_.Report(DiagnosticKind::kDashForHyphen, word.span, {word.text}, {std::string(kHelp)});
  } else {
    ReportFirstWord(word, word.span.column == 1 ? "a statement" : "a clause", std::string(kHelp));
  }
}

bool FileParser::TakeNumber(Line& line, const ast::Text& word, std::string_view what) {
  if (!IsListNumber(word.text) || !block_) return false;
  Line rest = line;
  TakeKeyword(rest, word.text, "-");
  const std::string clause(LeadingClauseWord(rest.rest.text));
  if (clause.empty() && !BulletsMayFollow()) return false;
  if (!std::exchange(sign_reported_, true)) {
    ReportFirstWord(word, what,
                    clause.empty() ? Concat({"bullets begin with a hyphen: - ", rest.rest.text})
                                   : "take the numbers out: the lines of a rule have none");
  }
  rest.kind = Line::Kind::kBullet;
  if (!clause.empty()) {
    rest.kind = Line::Kind::kClause;
    TakeKeyword(rest, clause, clause);
  }
  Continue(std::move(rest));
  return true;
}

void FileParser::ReadLoose(Line line) {
  if (TakeForeignSign(line, "a statement")) return;
  const ast::Text word = Cursor(line.rest).Word();
  const std::string clause(LeadingClauseWord(line.rest.text));
  const bool elsewhere = (clause == "or" || clause == "either") && !InDispute();
  if (in_facts_ && line.rest.text.find('|') != std::string::npos) {
    AddBarlessRow(line.rest);
    return;
  }
  if (in_facts_ && elsewhere) {
    ReportSideInFacts(word);
    return;
  }
  if (!clause.empty() && block_ && !elsewhere) {
    ReportMargin(word, clause);
    TakeKeyword(line, clause, clause);
    line.kind = Line::Kind::kClause;
    Continue(std::move(line));
    return;
  }
  if (TakeQuotedHeading(line.rest)) return;
  if (const std::string meant = StatementMeant(line, word.text); !meant.empty()) {
    ReportFirstWord(word, "a statement", Concat({"did you mean ‘", meant, "’?"}));
    TakeKeyword(line, word.text, meant);
    Begin(std::move(line));
    return;
  }
  if (TakeProse(line)) return;
  if (!CutsARule(line.rest)) {
    AddLoose(line.rest);
    return;
  }
  ReportFirstWord(word, "a statement", HelpForStray(word.text, block_->head.keyword.text));
  if (!block_->body.empty()) block_->body.back().continued = true;
  block_->body.push_back({Line::Kind::kStray, false, {}, line.rest});
}

bool FileParser::TakeQuotedHeading(const ast::Text& text) {
  constexpr std::size_t kMostWords = 8;
  Cursor cursor(text);
  const auto quoted = cursor.Quoted();
  if (!quoted || !cursor.AtEnd() || in_facts_ || SplitWords(quoted->text).size() > kMostWords)
    return false;
  ReportFirstWord(text, "a statement",
                  Concat({"a heading begins with #, and has no quotes: # ", quoted->text}));
  return true;
}

void FileParser::ReportSideInFacts(const ast::Text& word) {
  line_lost_ = true;
  if (std::exchange(sides_reported_, true)) return;
  sink_.Report(DiagnosticKind::kWrongForm, word.span,
               {Concat({"‘", word.text, "’"}), "sides stand below ‘disputed’, indented"},
               {"begin above it: disputed \"what the sources differ on\""});
}

void FileParser::AddBarlessRow(const ast::Text& text) {
  if (!std::exchange(table_reported_, true)) {
    sink_.Report(DiagnosticKind::kWrongForm, text.span,
                 {"this row", "a row begins with a bar, and ends with one"},
                 {Concat({"write: | ", text.text, text.text.ends_with('|') ? "" : " |"})});
  }
  ast::Text row = text;
  row.text.insert(0, "|");
  --row.span.column;
  rows_.push_back(ParseRow(row));
  rows_.back().span = text.span;
}

std::string FileParser::StatementMeant(const Line& line, const std::string& word) const {
  if (word[0] >= 'a' && word[0] <= 'z') {
    const auto nearest = NearestStatementWords(word);
    return nearest.empty() ? "" : nearest[0];
  }
  std::string folded = FoldName(word);
  while (folded.ends_with(':')) folded.pop_back();
  const std::size_t above = file_.statements.size() + (block_ ? 1 : 0);
  if ((folded == "law" && above == 0) || (folded == "uses" && above <= 1)) return folded;
  if (line.rest.text.find('"') == std::string::npos) return "";
  if (LeadingStatementWord(folded) != folded) return "";
  return CutAtGaps(line.rest)[0].text.find('"') != std::string::npos ? folded : "";
}

void FileParser::AddLoose(const ast::Text& text) {
  if (in_facts_) {
    DiagnosticSink slips;
    ast::LooseLine line = ParseLooseLine(text, true, slips);
    loose_.push_back({std::move(line), std::move(slips)});
    return;
  }
  Finish();
  ast::LooseLine line = ParseLooseLine(text, false, sink_);
  // What stands below quotes belongs to a statement of a word that nobody knows.
  nothing_above_ =
      !line.columns.empty() && line.columns[0].text.find_first_of("\"“„«") != std::string::npos;
  file_.statements.emplace_back(std::move(line));
}

bool FileParser::CutsARule(const ast::Text& text) const {
  const char first = text.text[0];
  const bool small = (first >= 'a' && first <= 'z') || (first >= '0' && first <= '9');
  if (!block_ || !small) return false;
  const std::string& word = block_->head.keyword.text;
  if (word != "rule" && word != "exception") return false;
  const Line& last = block_->body.empty() ? block_->head : block_->body.back();
  return last.rest.span.line + 1 == text.span.line &&
         std::none_of(block_->body.begin(), block_->body.end(),
                      [](const Line& line) { return line.keyword.text == "then"; });
}

std::string FileParser::IndentedStatement(const Line& line) const {
  std::string word(LeadingStatementWord(line.rest.text));
  if (word.empty() || line.rest.text.find('"') != std::string::npos) return word;
  const std::string_view above = block_ ? std::string_view(block_->head.keyword.text) : "";
  const bool needs_no_quotes = word == "law" || word == "uses" || word == "kind" || word == "body";
  const bool in_sentences = above == "rule" || above == "exception" || above == "scenario" ||
                            above == "table" || above == "disputed";
  return needs_no_quotes && !in_sentences ? word : "";
}

void FileParser::ReadStray(Line line) {
  const bool in_reading = block_ && block_->head.keyword.text == "reading";
  if (in_reading && line.rest.text.find('=') != std::string::npos) {
    block_->body.push_back(std::move(line));
    return;
  }
  if (const std::string statement = IndentedStatement(line); !statement.empty()) {
    TakeKeyword(line, statement, statement);
    ReportIndented(line.keyword);
    Begin(std::move(line));
    return;
  }
  if (!block_) {
    Continue(std::move(line));
    return;
  }
  if (TakeForeignSign(line, "a clause") || TakeGroup(line)) return;
  const ast::Text word = FirstWordsOfClause(line);
  if (TakeAboutAbove(line, word) || TakeCompleteness(line, word) || TakeIndentedFact(line, word))
    return;
  std::string meant = in_reading ? "" : ClauseMeant(word.text, InDispute());
  if (meant.empty() && IsFirstCondition(line)) meant = "when";
  if (meant.empty() && TakeBullet(line, word)) return;
  if (meant.empty() && word.text != "or" && word.text != "else" && TakeProse(line)) return;
  ReportFirstWord(word, "a clause",
                  in_reading ? "a choice reads like: reservations = severed"
                  : meant.empty()
                      ? HelpForStray(word.text, block_->head.keyword.text, !HasConditions())
                      : HelpForMeant(word.text, meant));
  if (meant.empty()) {
    if (!block_->body.empty()) block_->body.back().continued = true;
    block_->body.push_back(std::move(line));
    return;
  }
  TakeKeyword(line, word.text, meant);
  line.mended = true;
  line.kind = Line::Kind::kClause;
  Continue(std::move(line));
}

bool FileParser::HasConditions() const {
  return std::any_of(block_->body.begin(), block_->body.end(), BeginsCondition);
}

bool FileParser::IsFirstCondition(const Line& line) const {
  const std::string& above = block_->head.keyword.text;
  if ((above != "rule" && above != "exception") || HasConditions()) return false;
  const auto words = SplitWords(line.rest.text);
  constexpr std::array<std::string_view, 3> kArticles = {"a", "an", "the"};
  const char first = line.rest.text[0];
  return words.size() > 3 && IsOneOf(words[1], kArticles) && first >= 'a' && first <= 'z' &&
         ClauseMeant(std::string(words[1]), false).empty() && !IsConnector(words[0]) &&
         !LooksLikeProse(line.rest.text);
}

bool FileParser::BeginsLikeClauseOfFacts(const std::string& word) {
  constexpr std::array<std::string_view, 4> kClauses = {"source", "row", "note", "complete"};
  return IsOneOf(ClauseMeant(word, false), kClauses) || IsOneOf(FoldName(word), kClauses);
}

bool FileParser::TakeCompleteness(Line& line, const ast::Text& word) {
  const auto words = SplitWords(line.rest.text);
  if (!in_facts_ || FoldName(word.text) != "complete" || !ParseDay(words.back())) return false;
  const std::string day(words.back());
  if (line.rest.text.find('"') != std::string::npos) return false;
  ReportFirstWord(word, "a clause", Concat({"write: complete as of ", day}));
  line.rest = Cursor::Part(line.rest, line.rest.text.size() - day.size(), line.rest.text.size());
  line.keyword = {"complete as of", word.span};
  line.mended = true;
  line.kind = Line::Kind::kClause;
  Continue(std::move(line));
  return true;
}

bool FileParser::TakeIndentedFact(Line& line, const ast::Text& word) {
  if (!in_facts_ || IsNumberedProse(line.rest.text) || BeginsLikeClauseOfFacts(word.text))
    return false;
  if (TakeRestOfFact(line, word)) return true;
  const char first = word.text[0];
  const bool small = (first >= 'a' && first <= 'z') || static_cast<unsigned char>(first) < 'A';
  const bool sentence = word.text == "the" || word.text == "not";
  if (small && !sentence && !facts_indented_reported_) return false;
  if (!std::exchange(facts_indented_reported_, true)) {
    ReportFirstWord(word, "a clause",
                    "a fact begins in the first column; the same goes for those below it");
  }
  AddLoose(line.rest);
  return true;
}

bool FileParser::TakeRestOfFact(const Line& line, const ast::Text& word) {
  if (loose_.empty()) return false;
  const Span& above = loose_.back().line.text.span;
  if (above.column != 1 || above.line + 1 != line.rest.span.line) return false;
  ReportFirstWord(word, "a clause", "join it to the line above: a fact stands on one line");
  loose_.pop_back();
  line_lost_ = true;
  return true;
}

bool FileParser::IsClauseAtMargin(const Line& line) const {
  if (!block_) return false;
  const std::string& word = line.keyword.text;
  const bool titled = line.rest.text.find('"') != std::string::npos;
  const bool name = SplitWords(line.rest.text).size() == 1;
  if (word == "reading" && block_->head.keyword.text == "scenario") return name && !titled;
  if (word != "source" || !in_facts_) return false;
  const bool first = block_->body.empty() && rows_.empty() && loose_.empty();
  const bool has_one =
      std::any_of(block_->body.begin(), block_->body.end(),
                  [](const Line& clause) { return clause.keyword.text == "source"; });
  return !has_one && (titled ? first : name);
}

void FileParser::ReportMargin(const ast::Text& word, std::string_view clause) {
  if (std::exchange(margin_reported_, true)) return;
  ReportFirstWord(word, "a statement",
                  Concat({"indent this line: ‘", clause, "’ belongs to the ",
                          block_->head.keyword.text, " above, as do others below it"}));
}

bool FileParser::TakeGroup(Line& line) {
  const std::string_view group = GroupMeant(line.rest.text);
  if (group.empty() || SplitWords(line.rest.text).size() < 2) return false;
  const auto& body = block_->body;
  const auto above = std::find_if(body.rbegin(), body.rend(), BeginsCondition);
  const std::string_view word = above == body.rend()              ? "when"
                                : above->keyword.text == "unless" ? "unless"
                                                                  : "and";
  const ast::Text first = Cursor(line.rest).Word();
  ReportFirstWord(first, "a clause", Concat({"write: ", word, " ", group}));
  line.keyword = {std::string(word), first.span};
  line.rest.text = group;
  line.mended = true;
  line.kind = Line::Kind::kClause;
  Continue(std::move(line));
  return true;
}

bool FileParser::TakeBullet(Line& line, const ast::Text& word) {
  if (block_->body.empty() || word.text == "or" || word.text == "else") return false;
  Line& above = block_->body.back();
  if (above.rest.span.line + 1 != line.rest.span.line) return false;
  const bool empty = BeginsCondition(above) && above.rest.text.empty();
  const bool group = BeginsCondition(above) && !GroupMeant(above.rest.text).empty();
  const bool follows = above.kind == Line::Kind::kBullet && above.mended;
  if (!empty && !group && !follows) return false;
  above.continued = above.continued || empty;
  if (group) {
    ReportFirstWord(
        word, "a clause",
        Concat({"begin each line of the group with a hyphen and a blank: - ", line.rest.text}));
  }
  line.keyword = {"-", word.span};
  line.mended = true;
  line.kind = Line::Kind::kBullet;
  Continue(std::move(line));
  return true;
}

bool FileParser::TakeAboutAbove(Line& line, const ast::Text& word) {
  const bool about = word.text == "cites" || word.text == "presumes" || word.text == "asks";
  if (!about || block_->head.keyword.text != "scenario") return false;
  ReportFirstWord(word, "a clause", Concat({"write: expect ", line.rest.text}));
  line.keyword = {"expect", word.span};
  line.mended = true;
  line.kind = Line::Kind::kClause;
  Continue(std::move(line));
  return true;
}

ast::Text FileParser::FirstWordsOfClause(const Line& line) {
  Cursor cursor(line.rest);
  const ast::Text word = cursor.Word();
  if (word.text != "in") return word;
  const ast::Text second = cursor.Word();
  if (EditDistance(second.text, "force") > 2) return word;
  const auto end = second.span.column + second.span.length - word.span.column;
  return Cursor::Part(line.rest, 0, end);
}

void FileParser::ReadUnread(Line line) {
  const bool statement = line.rest.span.column == 1;
  line_lost_ = true;
  line.kind = Line::Kind::kStray;
  if (statement && !in_facts_) {
    Finish();
    nothing_above_ = true;
  } else if (!statement && block_) {
    block_->body.push_back(std::move(line));
  }
}

}  // namespace comity
