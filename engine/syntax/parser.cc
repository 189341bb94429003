// SPDX-License-Identifier: Apache-2.0
#include "engine/syntax/parser.h"

#include <algorithm>
#include <array>
#include <functional>
#include <map>
#include <set>
#include <utility>

#include "engine/base/text.h"
#include "engine/syntax/broken_lines.h"
#include "engine/syntax/cursor.h"
#include "engine/syntax/lines.h"
#include "engine/syntax/slips.h"
#include "engine/syntax/statement_parsers.h"

namespace comity {
namespace {

using StatementParser = std::function<ast::Statement(const Block&, DiagnosticSink&)>;

StatementParser PhraseParser(ast::Form form) {
  return
      [form](const Block& block, DiagnosticSink& sink) { return ParsePhrase(block, form, sink); };
}

ast::Statement ParseLaw(const Block& block, DiagnosticSink& sink) {
  if (block.head.rest.text.empty())
    ReportMalformed(block.head.keyword, block.head.rest, "law Membership", sink);
  ast::Law law{block.head.rest, std::nullopt};
  if (law.name.text.find('"') != std::string::npos)
    law.name = MendNames(block.head.keyword.text, law.name, sink).front();
  for (const Line& line : block.body) {
    if (line.kind == Line::Kind::kClause && line.keyword.text == "in force") {
      law.in_force = ParseInForce(line, sink);
    } else {
      ReportMisplaced(line, "‘law’", sink);
    }
  }
  return law;
}

ast::Statement ParseUses(const Block& block, DiagnosticSink& sink) {
  for (const Line& line : block.body) ReportMisplaced(line, "‘uses’", sink);
  return ast::Uses{Cursor(block.head.rest).List()};
}

const std::map<std::string, StatementParser, std::less<>>& Parsers() {
  static const std::map<std::string, StatementParser, std::less<>> parsers = {
      {"law", ParseLaw},
      {"uses", ParseUses},
      {"source", ParseSource},
      {"kind", ParseKind},
      {"body", ParseBody},
      {"record", PhraseParser(ast::Form::kRecord)},
      {"fact", PhraseParser(ast::Form::kFact)},
      {"question", PhraseParser(ast::Form::kQuestion)},
      {"conclusion", PhraseParser(ast::Form::kConclusion)},
      {"action", PhraseParser(ast::Form::kAction)},
      {"date rule", ParseDateRule},
      {"rule", ParseRule},
      {"exception", ParseRule},
      {"table", ParseTable},
      {"issue", ParseIssue},
      {"reading", ParseReading},
      {"facts", ParseFacts},
      {"disputed", ParseDispute},
      {"scenario", ParseScenario},
      {"equivalent", ParseEquivalent},
      {"property", ParseProperty},
  };
  return parsers;
}

// Cuts a line anew into a first word or words and the rest.
void TakeKeyword(Line& line, std::string_view written, std::string_view meant) {
  const ast::Text whole = line.rest;
  line.keyword = Cursor::Part(whole, 0, written.size());
  line.keyword.text = meant;
  line.rest = Cursor::Part(whole, written.size(), whole.text.size());
}

// Makes one text of a first word and the rest again.
void UntakeKeyword(Line& line) {
  ast::Text whole = line.keyword;
  const std::uint32_t gap = line.rest.span.column - whole.span.column - whole.span.length;
  if (!line.rest.text.empty()) {
    whole.text += std::string(gap, ' ') + line.rest.text;
    whole.span.length += gap + line.rest.span.length;
  }
  line.rest = std::move(whole);
  line.keyword = {};
  line.kind = Line::Kind::kStray;
}

class FileParser {
 public:
  explicit FileParser(DiagnosticSink& sink) : sink_(sink) {}

  ast::File Run(std::vector<Line> lines) && {
    // Statements are large, and moving them anew for each doubling of many takes longer than
    // reading.
    file_.statements.reserve(
        static_cast<std::size_t>(std::count_if(lines.begin(), lines.end(), [](const Line& line) {
          return line.kind == Line::Kind::kStatement || line.kind == Line::Kind::kLoose;
        })));
    MendBrokenLines(lines, sink_);
    for (Line& line : lines) Read(std::move(line));
    Finish();
    return std::move(file_);
  }

 private:
  void Read(Line line) {
    switch (line.kind) {
      case Line::Kind::kStatement:
        Begin(std::move(line));
        break;
      case Line::Kind::kLoose:
        ReadLoose(std::move(line));
        break;
      case Line::Kind::kStray:
        ReadStray(std::move(line));
        break;
      case Line::Kind::kUnread:
        ReadUnread(std::move(line));
        break;
      case Line::Kind::kClause:
        if (IsSideElsewhere(line)) {
          UntakeKeyword(line);
          ReadStray(std::move(line));
          break;
        }
        ReadClause(std::move(line));
        break;
      case Line::Kind::kBullet:
      case Line::Kind::kRow:
        Continue(std::move(line));
        break;
    }
  }

  void Begin(Line line) {
    Finish();
    in_facts_ = line.keyword.text == "facts";
    reported_above_ = sink_.size();
    line_lost_ = false;
    block_.emplace();
    block_->head = std::move(line);
  }

  // `either` and `or` begin clauses of a dispute; elsewhere they are slips.
  bool IsSideElsewhere(const Line& line) const {
    return line.kind == Line::Kind::kClause &&
           (line.keyword.text == "either" || line.keyword.text == "or") && !InDispute();
  }

  bool InDispute() const { return block_ && block_->head.keyword.text == "disputed"; }

  void Continue(Line line) {
    if (line.kind == Line::Kind::kRow && in_facts_) {
      rows_.push_back(ParseRow(line.rest));
    } else if (line.kind == Line::Kind::kRow && block_ && block_->head.keyword.text != "table") {
      if (!std::exchange(table_reported_, true)) ReportTable(line);
    } else if (block_) {
      block_->body.push_back(std::move(line));
    } else if (!std::exchange(nothing_above_, true)) {
      ReportNothingAbove(line);
    }
  }

  void ReportTable(const Line& line) {
    sink_.Report(DiagnosticKind::kClauseNotHere, FirstWord(line).span,
                 {"|", Concat({"‘", block_->head.keyword.text, "’"})},
                 {"a table stands below a ‘facts’ or a ‘table’ line"});
  }

  void ReportNothingAbove(const Line& line) {
    const ast::Text word = FirstWord(line);
    if (file_.statements.empty()) {
      sink_.Report(DiagnosticKind::kNotAKeyword, word.span, {word.text, "a file"},
                   {"the first line of a file reads like: law Membership"});
    } else {
      sink_.Report(DiagnosticKind::kClauseNotHere, word.span, {word.text, "an entity"});
    }
  }

  // `source` and `reading` are clauses of some statements; elsewhere they are statements that
  // somebody indented.
  void ReadClause(Line line) {
    const std::string& word = line.keyword.text;
    const std::string_view above = block_ ? std::string_view(block_->head.keyword.text) : "";
    const bool statement = (word == "source" && above != "facts" && above != "disputed") ||
                           (word == "reading" && above != "scenario");
    if (statement && line.rest.text.find('"') != std::string::npos) {
      ReportIndented(line.keyword);
      Begin(std::move(line));
    } else {
      Continue(std::move(line));
    }
  }

  // Once for a file: who indents one statement has indented the others for the same reason.
  void ReportIndented(const ast::Text& keyword) {
    if (std::exchange(indented_reported_, true)) return;
    sink_.Report(
        DiagnosticKind::kIndented, keyword.span, {keyword.text},
        {"take out the blanks before it; the same goes for other statements of this file"});
  }

  void ReportFirstWord(const ast::Text& word, std::string_view what, std::string help) {
    sink_.Report(DiagnosticKind::kNotAKeyword, word.span, {word.text, std::string(what)},
                 {std::move(help)});
  }

  // A line of running text. One message for all lines of it that follow each other; the statement
  // around it goes on.
  bool TakeProse(const Line& line) {
    const Span& span = line.rest.span;
    const bool follows = prose_line_ > 0 && span.line == prose_line_ + 1;
    if (!follows &&
        !(in_facts_ ? IsNumberedProse(line.rest.text) : LooksLikeProse(line.rest.text))) {
      return false;
    }
    if (!follows) {
      sink_.Report(DiagnosticKind::kPlainText, span, {},
                   {"put > before each line of it if it is quoted law, -- if it is a remark, or "
                    "take it out"});
    }
    prose_line_ = span.line;
    if (block_ && span.column > 1)
      block_->body.push_back({Line::Kind::kStray, false, {}, line.rest});
    return true;
  }

  // Signs of other languages and of word processors at the beginning of a line.
  bool TakeForeignSign(Line& line, std::string_view what) {
    const ast::Text word = Cursor(line.rest).Word();
    if (IsForeignComment(word.text)) {
      ReportFirstWord(word, what, "a comment is a line that begins with --");
      return true;
    }
    if (IsConflictMark(word.text)) {
      if (!std::exchange(conflict_reported_, true)) {
        ReportFirstWord(
            word, what,
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
    if (IsDashes(word.text)) {
      sink_.Report(DiagnosticKind::kDashForHyphen, word.span, {word.text},
                   {"a comment is a line that begins with two hyphens: --"});
      return true;
    }
    return TakeNumber(line, word, what);
  }

  bool BulletsMayFollow() const {
    return !block_->body.empty() && (block_->body.back().kind == Line::Kind::kBullet ||
                                     block_->body.back().rest.text.ends_with("of") ||
                                     block_->body.back().rest.text.ends_with("of:"));
  }

  void ReportBullet(const ast::Text& word) {
    constexpr std::string_view kHelp = "bullets are indented, and begin with a hyphen and a blank";
    if (IsDashes(word.text)) {
      sink_.Report(DiagnosticKind::kDashForHyphen, word.span, {word.text}, {std::string(kHelp)});
    } else {
      ReportFirstWord(word, word.span.column == 1 ? "a statement" : "a clause", std::string(kHelp));
    }
  }

  // A number before a line of the language; before other lines it shows that they are none.
  bool TakeNumber(Line& line, const ast::Text& word, std::string_view what) {
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

  // Column 1, but no statement: a clause at the margin, a misspelt statement, an entity, a fact, or
  // text that does not belong here.
  void ReadLoose(Line line) {
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
      if (!std::exchange(margin_reported_, true)) {
        ReportFirstWord(word, "a statement",
                        Concat({"indent this line: ‘", clause, "’ belongs to the ",
                                block_->head.keyword.text, " above, as do others below it"}));
      }
      TakeKeyword(line, clause, clause);
      line.kind = Line::Kind::kClause;
      Continue(std::move(line));
      return;
    }
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

  // Once for the sides of one dispute.
  void ReportSideInFacts(const ast::Text& word) {
    line_lost_ = true;
    if (std::exchange(sides_reported_, true)) return;
    sink_.Report(DiagnosticKind::kWrongForm, word.span,
                 {Concat({"‘", word.text, "’"}), "sides stand below ‘disputed’, indented"},
                 {"begin above it: disputed \"what the sources differ on\""});
  }

  // A row that lacks its first bar. The first is reported, all are read.
  void AddBarlessRow(const ast::Text& text) {
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

  // The statement that a line in column 1 was to begin. Entities and facts begin with a capital as
  // a rule, and are many, so of those nothing is searched for; what is in quotes is neither.
  std::string StatementMeant(const Line& line, const std::string& word) const {
    if (word[0] >= 'a' && word[0] <= 'z') {
      const auto nearest = NearestStatementWords(word);
      return nearest.empty() ? "" : nearest[0];
    }
    const std::string folded = FoldName(word);
    const std::size_t above = file_.statements.size() + (block_ ? 1 : 0);
    if ((folded == "law" && above == 0) || (folded == "uses" && above <= 1)) return folded;
    if (line.rest.text.find('"') == std::string::npos) return "";
    if (LeadingStatementWord(folded) != folded) return "";
    return CutAtGaps(line.rest)[0].text.find('"') != std::string::npos ? folded : "";
  }

  void AddLoose(const ast::Text& text) {
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

  // A line in column 1, neither entity nor fact, right below one of a rule that concludes nothing
  // yet: the sentence was broken there, or a page was.
  bool CutsARule(const ast::Text& text) const {
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

  // The statement that a line in another column begins, if it is one for certain.
  std::string IndentedStatement(const Line& line) const {
    std::string word(LeadingStatementWord(line.rest.text));
    if (word.empty() || line.rest.text.find('"') != std::string::npos) return word;
    const std::string_view above = block_ ? std::string_view(block_->head.keyword.text) : "";
    const bool needs_no_quotes =
        word == "law" || word == "uses" || word == "kind" || word == "body";
    const bool in_sentences = above == "rule" || above == "exception" || above == "scenario" ||
                              above == "table" || above == "disputed";
    return needs_no_quotes && !in_sentences ? word : "";
  }

  // Indented, but no clause: a choice of a reading, an indented statement, a misspelt clause, or
  // text that does not belong here.
  void ReadStray(Line line) {
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
    if (TakeAboutAbove(line, word)) return;
    const std::string meant = in_reading ? "" : ClauseMeant(word.text, InDispute());
    if (meant.empty() && TakeBullet(line, word)) return;
    if (meant.empty() && word.text != "or" && word.text != "else" && TakeProse(line)) return;
    ReportFirstWord(word, "a clause",
                    in_reading      ? "a choice reads like: reservations = severed"
                    : meant.empty() ? HelpForStray(word.text, block_->head.keyword.text)
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

  static bool BeginsCondition(const Line& line) {
    const std::string& word = line.keyword.text;
    return line.kind == Line::Kind::kClause &&
           (word == "when" || word == "and" || word == "unless");
  }

  // `any of` without the word before it.
  bool TakeGroup(Line& line) {
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

  // A line right below `any of`, or below `unless` alone, that lacks its hyphen. Of a group, the
  // first is reported; a line without any condition is reported itself.
  bool TakeBullet(Line& line, const ast::Text& word) {
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

  // `cites RS 89(1)` below an expectation.
  bool TakeAboutAbove(Line& line, const ast::Text& word) {
    const bool about = word.text == "cites" || word.text == "presumes" || word.text == "asks";
    if (!about || block_->head.keyword.text != "scenario") return false;
    ReportFirstWord(word, "a clause", Concat({"write: expect ", line.rest.text}));
    line.keyword = {"expect", word.span};
    line.mended = true;
    line.kind = Line::Kind::kClause;
    Continue(std::move(line));
    return true;
  }

  // The first word; of two that were to be `in force`, both.
  static ast::Text FirstWordsOfClause(const Line& line) {
    Cursor cursor(line.rest);
    const ast::Text word = cursor.Word();
    if (word.text != "in") return word;
    const ast::Text second = cursor.Word();
    if (EditDistance(second.text, "force") > 2) return word;
    const auto end = second.span.column + second.span.length - word.span.column;
    return Cursor::Part(line.rest, 0, end);
  }

  // What stands below a line in column 1 that cannot be read is not looked at.
  void ReadUnread(Line line) {
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

  void Finish() {
    int facts = -1;
    if (block_) {
      TakeOutSecondClauses();
      const auto parser = Parsers().find(block_->head.keyword.text);
      file_.statements.push_back(parser->second(*block_, sink_));
      if (auto* statement = std::get_if<ast::Facts>(&file_.statements.back())) {
        facts = static_cast<int>(file_.statements.size()) - 1;
        TakeTable(*statement);
        TakeSpreadsheet(*statement);
      }
      if (sink_.size() == reported_above_ && !line_lost_)
        ReportSaysNothing(file_.statements.back(), block_->head, !loose_.empty(), sink_);
    }
    for (LooseFact& loose : loose_) {
      loose.line.facts = facts;
      sink_.Append(std::move(loose.slips));
      file_.statements.emplace_back(std::move(loose.line));
    }
    block_.reset();
    loose_.clear();
    rows_.clear();
    in_facts_ = false;
    table_reported_ = false;
    nothing_above_ = false;
    margin_reported_ = false;
    sign_reported_ = false;
    sides_reported_ = false;
  }

  // Clauses that have one value: of two, the second would silently win.
  void TakeOutSecondClauses() {
    constexpr std::array<std::string_view, 8> kOneValue = {
        "in force", "presumed", "holds from", "is", "ask", "cited as", "decided by", "asserted by"};
    const bool facts = block_->head.keyword.text == "facts";
    std::set<std::string> seen;
    std::erase_if(block_->body, [&](const Line& line) {
      const std::string& word = line.keyword.text;
      if (line.kind != Line::Kind::kClause || seen.insert(word).second ||
          (std::find(kOneValue.begin(), kOneValue.end(), word) == kOneValue.end() &&
           !(facts && (word == "source" || word == "complete as of")))) {
        return false;
      }
      sink_.Report(
          DiagnosticKind::kOneValueOnly, line.keyword.span, {word},
          {word == "source" ? "one source stands for the whole list; lines and rows may name "
                              "their own"
                            : "say it in one line"});
      return true;
    });
  }

  void TakeTable(ast::Facts& facts) {
    if (rows_.empty()) return;
    facts.columns = std::move(rows_.front().cells);
    // The row of dashes that Markdown wants below a heading says nothing.
    if (rows_.size() > 1 && std::all_of(rows_[1].cells.begin(), rows_[1].cells.end(), IsRuled))
      rows_.erase(rows_.begin() + 1);
    facts.table.assign(std::make_move_iterator(rows_.begin() + 1),
                       std::make_move_iterator(rows_.end()));
  }

  // A table pasted from a spreadsheet: the heading names the holes of a `row`, the cells stand
  // between tabs or semicolons.
  void TakeSpreadsheet(const ast::Facts& facts) {
    if (!facts.table.empty() || !facts.columns.empty() || loose_.empty()) return;
    const std::vector<std::string> heading = SpreadsheetCells(loose_.front().line.text.text);
    const bool named = std::any_of(facts.rows.begin(), facts.rows.end(), [&](const ast::Fact& row) {
      return std::any_of(heading.begin(), heading.end(), [&](const std::string& cell) {
        return row.phrase.text.find("{" + cell + "}") != std::string::npos;
      });
    });
    if (!named) return;
    sink_.Report(DiagnosticKind::kTableWithoutBars, loose_.front().line.text.span, {},
                 {Concat({"write: | ", Join(heading, " | "), " |"}),
                  "and the lines below it in the same way; comity fmt then aligns them"});
    std::erase_if(loose_, [](const LooseFact& loose) {
      return !SpreadsheetCells(loose.line.text.text).empty();
    });
  }

  // A line in column 1, and what is wrong with it should it turn out to be a fact or an entity.
  struct LooseFact {
    ast::LooseLine line;
    DiagnosticSink slips;
  };

  DiagnosticSink& sink_;
  ast::File file_;
  std::optional<Block> block_;
  std::size_t reported_above_ = 0;  // messages about what stands above it
  bool line_lost_ = false;          // one of its lines could not be read
  // What is reported once for all lines of it.
  bool table_reported_ = false;
  bool nothing_above_ = false;
  bool margin_reported_ = false;
  bool sign_reported_ = false;
  bool sides_reported_ = false;
  bool indented_reported_ = false;
  bool conflict_reported_ = false;
  std::uint32_t prose_line_ = 0;  // the last line of running text
  // Of a `facts` block: its table, and the facts in column 1 below it.
  bool in_facts_ = false;
  std::vector<ast::Facts::Row> rows_;
  std::vector<LooseFact> loose_;
};

}  // namespace

ast::File Parse(const SourceFile& file, std::uint32_t file_number, DiagnosticSink& sink) {
  const std::size_t before = sink.size();
  std::vector<Line> lines = ReadLines(file, file_number, sink);
  const bool blank = lines.empty();
  const bool unread = blank && sink.size() > before;
  ast::File result = FileParser(sink).Run(std::move(lines));
  result.name = file.name;
  result.unread = unread;
  result.blank = blank && !unread;
  return result;
}

}  // namespace comity
