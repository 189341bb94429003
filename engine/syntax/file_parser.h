// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/diagnostics/sink.h"
#include "engine/syntax/ast.h"
#include "engine/syntax/lines.h"
#include "engine/syntax/statement_parsers.h"

namespace comity {

// Reads the lines of one file, statement by statement. A line that cannot be read is reported, and
// the statement around it goes on without it.
class FileParser {
 public:
  explicit FileParser(DiagnosticSink& sink) : sink_(sink) {}
  ast::File Run(std::vector<Line> lines) &&;

 private:
  void Read(Line line);
  void Begin(Line line);
  // `either` and `or` begin clauses of a dispute; elsewhere they are slips.
  bool IsSideElsewhere(const Line& line) const;

  bool InDispute() const { return block_ && block_->head.keyword.text == "disputed"; }
  void Continue(Line line);
  void ReportTable(const Line& line);
  void ReportNothingAbove(const Line& line);
  // `source` and `reading` are clauses of some statements; elsewhere they are statements that
  // somebody indented.
  void ReadClause(Line line);

  // In stray_lines.cc: lines that begin like none of the language, and what they were to be.
  // Once for a file: who indents one statement has indented the others for the same reason.
  void ReportIndented(const ast::Text& keyword);
  void ReportFirstWord(const ast::Text& word, std::string_view what, std::string help);
  // A line of running text. One message for all lines of it that follow each other; the statement
  // around it goes on.
  bool TakeProse(const Line& line);
  // Signs of other languages and of word processors at the beginning of a line.
  bool TakeForeignSign(Line& line, std::string_view what);
  // `— decided by the Board`: the sign stands before a line of the language.
  bool TakeDashBeforeClause(Line& line, const ast::Text& word, std::string_view what);
  bool BulletsMayFollow() const;
  void ReportBullet(const ast::Text& word);
  // A number before a line of the language; before other lines it shows that they are none.
  bool TakeNumber(Line& line, const ast::Text& word, std::string_view what);
  // Column 1, but no statement: a clause at the margin, a misspelt statement, an entity, a fact, or
  // text that does not belong here.
  void ReadLoose(Line line);
  // `"Exceptions"` alone between lines; the statement around it goes on.
  bool TakeQuotedHeading(const ast::Text& text);
  // Once for the sides of one dispute.
  void ReportSideInFacts(const ast::Text& word);
  // A row that lacks its first bar. The first is reported, all are read.
  void AddBarlessRow(const ast::Text& text);
  // The statement that a line in column 1 was to begin. Entities and facts begin with a capital as
  // a rule, and are many, so of those nothing is searched for; what is in quotes is neither.
  std::string StatementMeant(const Line& line, const std::string& word) const;
  void AddLoose(const ast::Text& text);
  // A line in column 1, neither entity nor fact, right below one of a rule that concludes nothing
  // yet: the sentence was broken there, or a page was.
  bool CutsARule(const ast::Text& text) const;
  // The statement that a line in another column begins, if it is one for certain.
  std::string IndentedStatement(const Line& line) const;
  // Indented, but no clause: a choice of a reading, an indented statement, a misspelt clause, or
  // text that does not belong here.
  void ReadStray(Line line);

  bool HasConditions() const;
  // `lorsque a State is a member`, where the first condition is missing.
  bool IsFirstCondition(const Line& line) const;
  static bool BeginsLikeClauseOfFacts(const std::string& word);
  // `complete until 2026-10-05`.
  bool TakeCompleteness(Line& line, const ast::Text& word);
  // A fact that somebody indented. The first is reported, all are read.
  bool TakeIndentedFact(Line& line, const ast::Text& word);
  // What stands right below a fact in the first column, further in, is its rest.
  bool TakeRestOfFact(const Line& line, const ast::Text& word);
  // `source NAME` and `reading NAME` in the first column, which name what is declared elsewhere.
  bool IsClauseAtMargin(const Line& line) const;
  // Once for the lines of a statement that begin in the first column.
  void ReportMargin(const ast::Text& word, std::string_view clause);

  static bool BeginsCondition(const Line& line) {
    const std::string& word = line.keyword.text;
    return line.kind == Line::Kind::kClause &&
           (word == "when" || word == "and" || word == "unless");
  }
  // `any of` without the word before it.
  bool TakeGroup(Line& line);
  // A line right below `any of`, or below `unless` alone, that lacks its hyphen. Of a group, the
  // first is reported; a line without any condition is reported itself.
  bool TakeBullet(Line& line, const ast::Text& word);
  // `cites RS 89(1)` below an expectation.
  bool TakeAboutAbove(Line& line, const ast::Text& word);
  // The first word; of two that were to be `in force`, both.
  static ast::Text FirstWordsOfClause(const Line& line);
  // What stands below a line in column 1 that cannot be read is not looked at.
  void ReadUnread(Line line);

  // Ends the statement that began above.
  void Finish();
  // Clauses that have one value: of two, the second would silently win.
  void TakeOutSecondClauses();
  void TakeTable(ast::Facts& facts);
  // A table pasted from a spreadsheet: the heading names the holes of a `row`, the cells stand
  // between tabs or semicolons.
  void TakeSpreadsheet(const ast::Facts& facts);

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
  bool facts_indented_reported_ = false;
  bool indented_reported_ = false;
  bool conflict_reported_ = false;
  std::uint32_t prose_line_ = 0;  // the last line of running text
  // Of a `facts` block: its table, and the facts in column 1 below it.
  bool in_facts_ = false;
  std::vector<ast::Facts::Row> rows_;
  std::vector<LooseFact> loose_;
};

}  // namespace comity
