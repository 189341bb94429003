// SPDX-License-Identifier: Apache-2.0
#include "engine/syntax/parser.h"

#include <algorithm>
#include <array>
#include <functional>
#include <map>
#include <utility>

#include "engine/base/text.h"
#include "engine/syntax/cursor.h"
#include "engine/syntax/lines.h"
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
      {"issue", ParseIssue},
      {"reading", ParseReading},
      {"facts", ParseFacts},
      {"scenario", ParseScenario},
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

// Words that a sentence goes on with; as the first of a line they are no slip of a keyword.
constexpr std::array<std::string_view, 14> kConnectors = {
    "a", "an", "the", "of", "on", "in", "to", "by", "at", "for", "from", "until", "its", "that"};

// The clause that a misspelt first word was meant to be; empty if none is near.
std::string ClauseMeant(const std::string& word) {
  if (std::find(kConnectors.begin(), kConnectors.end(), word) != kConnectors.end()) return "";
  if (word == "if") return "when";
  if (word == "except") return "unless";
  const auto nearest = NearestClauseWords(word);
  return nearest.empty() ? "" : nearest[0];
}

std::string HelpForStray(std::string_view word) {
  if (word == "or") return "write: and any of, with each condition as a bullet below it";
  return "a sentence stands on one line, however long; further conditions begin with ‘and’";
}

class FileParser {
 public:
  explicit FileParser(DiagnosticSink& sink) : sink_(sink) {}

  ast::File Run(std::vector<Line> lines) && {
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
      case Line::Kind::kBullet:
      case Line::Kind::kRow:
        Continue(std::move(line));
        break;
    }
  }

  void Begin(Line line) {
    Finish();
    in_facts_ = line.keyword.text == "facts";
    block_.emplace();
    block_->head = std::move(line);
  }

  void Continue(Line line) {
    if (line.kind == Line::Kind::kRow && in_facts_) {
      rows_.push_back(ParseRow(line.rest));
    } else if (line.kind == Line::Kind::kRow && block_) {
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
                 {"a table stands below a ‘facts’ line"});
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

  // Column 1, but no statement: a clause at the margin, a misspelt statement, an entity, or a fact.
  void ReadLoose(Line line) {
    const ast::Text word = Cursor(line.rest).Word();
    const auto clauses = NearestClauseWords(word.text);
    if (!clauses.empty() && clauses[0] == word.text && block_) {
      sink_.Report(DiagnosticKind::kNotAKeyword, word.span, {word.text, "a statement"},
                   {Concat({"indent this line: ‘", word.text, "’ belongs to the ",
                            block_->head.keyword.text, " above"})});
      TakeKeyword(line, word.text, word.text);
      line.kind = Line::Kind::kClause;
      Continue(std::move(line));
      return;
    }
    const auto statements = NearestStatementWords(word.text);
    if (!statements.empty() && MayBeStatement(line, word.text, statements[0])) {
      sink_.Report(DiagnosticKind::kNotAKeyword, word.span, {word.text, "a statement"},
                   {Concat({"did you mean ‘", statements[0], "’?"})});
      TakeKeyword(line, word.text, statements[0]);
      Begin(std::move(line));
      return;
    }
    AddLoose(line.rest);
  }

  // Entities and facts begin with a capital as a rule; what is in quotes is neither.
  static bool MayBeStatement(const Line& line, const std::string& word, std::string_view nearest) {
    if (word[0] >= 'a' && word[0] <= 'z') return true;
    return FoldName(word) == nearest && CutAtGaps(line.rest)[0].text.find('"') != std::string::npos;
  }

  void AddLoose(const ast::Text& text) {
    if (!in_facts_) Finish();
    loose_.push_back(ParseLooseLine(text, sink_));
    if (!in_facts_) Finish();
  }

  // Indented, but no clause: a choice of a reading, or a misspelt clause.
  void ReadStray(Line line) {
    const bool in_reading = block_ && block_->head.keyword.text == "reading";
    if (in_reading && line.rest.text.find('=') != std::string::npos) {
      block_->body.push_back(std::move(line));
      return;
    }
    if (!block_) {
      Continue(std::move(line));
      return;
    }
    const ast::Text word = Cursor(line.rest).Word();
    const std::string meant = in_reading ? "" : ClauseMeant(word.text);
    sink_.Report(DiagnosticKind::kNotAKeyword, word.span, {word.text, "a clause"},
                 {in_reading      ? "a choice reads like: reservations = severed"
                  : meant.empty() ? HelpForStray(word.text)
                                  : Concat({"did you mean ‘", meant, "’?"})});
    if (meant.empty()) {
      if (!block_->body.empty()) block_->body.back().continued = true;
      block_->body.push_back(std::move(line));
      return;
    }
    TakeKeyword(line, word.text, meant);
    line.kind = Line::Kind::kClause;
    Continue(std::move(line));
  }

  // What stands below a line in column 1 that cannot be read is not looked at.
  void ReadUnread(Line line) {
    const bool statement = line.rest.span.column == 1;
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
      const auto parser = Parsers().find(block_->head.keyword.text);
      file_.statements.push_back(parser->second(*block_, sink_));
      if (auto* statement = std::get_if<ast::Facts>(&file_.statements.back())) {
        facts = static_cast<int>(file_.statements.size()) - 1;
        TakeTable(*statement);
      }
    }
    for (ast::LooseLine& line : loose_) {
      line.facts = facts;
      file_.statements.emplace_back(std::move(line));
    }
    block_.reset();
    loose_.clear();
    rows_.clear();
    in_facts_ = false;
    table_reported_ = false;
    nothing_above_ = false;
  }

  void TakeTable(ast::Facts& facts) {
    if (rows_.empty()) return;
    facts.columns = std::move(rows_.front().cells);
    facts.table.assign(std::make_move_iterator(rows_.begin() + 1),
                       std::make_move_iterator(rows_.end()));
  }

  DiagnosticSink& sink_;
  ast::File file_;
  std::optional<Block> block_;
  // What is reported once for all lines of it.
  bool table_reported_ = false;
  bool nothing_above_ = false;
  // Of a `facts` block: its table, and the facts in column 1 below it.
  bool in_facts_ = false;
  std::vector<ast::Facts::Row> rows_;
  std::vector<ast::LooseLine> loose_;
};

}  // namespace

ast::File Parse(const SourceFile& file, std::uint32_t file_number, DiagnosticSink& sink) {
  return FileParser(sink).Run(ReadLines(file, file_number, sink));
}

}  // namespace comity
