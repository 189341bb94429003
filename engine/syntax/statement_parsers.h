// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <string_view>
#include <vector>

#include "engine/diagnostics/sink.h"
#include "engine/syntax/ast.h"
#include "engine/syntax/lines.h"

namespace comity {

// What `expect` and properties can say of an act.
inline constexpr std::array<std::string_view, 9> kOutcomeWords = {
    "obliged", "suspended", "forbidden",    "permitted", "voluntary",
    "barred",  "no duty",   "undetermined", "conflict"};

// The lines of one statement: its first line and what is indented below it.
struct Block {
  Line head;
  std::vector<Line> body;
};

// One function for each kind of statement. Each reports what it cannot read and returns what it
// could.
ast::Statement ParseSource(const Block& block, DiagnosticSink& sink);
ast::Statement ParseKind(const Block& block, DiagnosticSink& sink);
ast::Statement ParseBody(const Block& block, DiagnosticSink& sink);
ast::Statement ParsePhrase(const Block& block, ast::Form form, DiagnosticSink& sink);
ast::Statement ParseDateRule(const Block& block, DiagnosticSink& sink);
ast::Statement ParseRule(const Block& block, DiagnosticSink& sink);
ast::Statement ParseTable(const Block& block, DiagnosticSink& sink);
ast::Statement ParseIssue(const Block& block, DiagnosticSink& sink);
ast::Statement ParseReading(const Block& block, DiagnosticSink& sink);
ast::Statement ParseFacts(const Block& block, DiagnosticSink& sink);
ast::Statement ParseDispute(const Block& block, DiagnosticSink& sink);
ast::Statement ParseScenario(const Block& block, DiagnosticSink& sink);
ast::Statement ParseEquivalent(const Block& block, DiagnosticSink& sink);
ast::Statement ParseProperty(const Block& block, DiagnosticSink& sink);
// Only what may be a fact is also read as one.
ast::LooseLine ParseLooseLine(const ast::Text& line, bool may_be_fact, DiagnosticSink& sink);

// A condition, bullet or citation, or whatever else stands under a rule; and what can be told only
// once there are no more.
void ReadRuleLine(const Line& line, ast::Rule& rule, DiagnosticSink& sink);
void FinishRule(ast::Rule& rule, DiagnosticSink& sink);
// An `and` below `then` of a rule or a property.
void ReportBelowThen(const ast::Text& keyword, std::string_view instead, DiagnosticSink& sink);

// Reports a list of facts without facts, a scenario that expects nothing and a reading that chooses
// nothing. For statements of which every line could be read.
void ReportSaysNothing(const ast::Statement& statement, const Line& head, bool facts_below,
                       DiagnosticSink& sink);

// `code X, Y` or `also "Z"`; false if the column is neither.
bool ReadNameColumn(const ast::Text& column, std::vector<ast::Text>& codes,
                    std::vector<ast::Text>& also, DiagnosticSink& sink);

// The name that an entity of the kind, or a body, was meant to have. Reports quotes, lists,
// comments, signs at the end, and `code` after one blank; of a list all names are given.
std::vector<ast::Text> MendNames(std::string_view kind, const ast::Text& name,
                                 DiagnosticSink& sink);

// The name of a rule, issue, position or reading: reports a colon after it and takes it off.
void MendColon(ast::Text& name, DiagnosticSink& sink);

// high, medium or low; reports anything else.
std::string ReadConfidence(const ast::Text& text, DiagnosticSink& sink);

// A clause that is nothing but a text in quotes; reports other ones.
std::optional<ast::Text> ReadWholeQuoted(const Line& line, std::string_view help,
                                         DiagnosticSink& sink);

// `source NAME "title"  retrieved D  checked by WHO  speaks for WHO`, without the word `source`.
std::optional<ast::Source> ParseSourceLine(const ast::Text& rest, DiagnosticSink& sink);

// The name and the lines of a rule, an exception, or what the rows of a table have in common. Does
// not ask for a conclusion.
ast::Rule ParseRuleFrame(const Block& block, DiagnosticSink& sink);

// The first line of one: `NAME "title"`, or for an exception `NAME to A, B "title"`.
void ParseRuleHead(const Block& block, ast::Rule& rule, DiagnosticSink& sink);

// `as of D: SENTENCE`, or a sentence alone.
std::optional<ast::Sentence> ParseSentence(const ast::Text& text, DiagnosticSink& sink);

// `[with effect] [from D] [until D]:` and what follows.
std::optional<ast::Conclusion> ParseConclusion(const ast::Text& keyword, const ast::Text& rest,
                                               DiagnosticSink& sink);

// `"title"` to the end of the line, or nothing.
std::string ParseTitle(const ast::Text& keyword, const ast::Text& text, std::string_view help,
                       DiagnosticSink& sink);

// `from D until D`, with one of the two days or both.
std::optional<Stretch> ParseDays(const Line& line, std::string_view help, DiagnosticSink& sink);

// `in force from D until D`, with one of the two days or both.
std::optional<ast::InForce> ParseInForce(const Line& line, DiagnosticSink& sink);

// A phrase that may begin with `not` and end in `from D`, `until D`, with `between D and D` for D.
ast::Fact ParseFact(const ast::Text& text);

// The text after its last ` word ` if a day or a {hole} stands there; cuts it off `text`.
std::optional<ast::Text> CutDay(ast::Text& text, std::string_view word);

// A row `| a | b |` as cells.
ast::Facts::Row ParseRow(const ast::Text& line);

// The line cut at runs of two or more blanks.
std::vector<ast::Text> CutAtGaps(const ast::Text& line);

// The first word of a line, for messages about the whole of it; the bar of a row.
ast::Text FirstWord(const Line& line);

// Reports a line that says nothing under this statement. Lines that were misspelt were reported
// before.
void ReportMisplaced(const Line& line, std::string_view statement, DiagnosticSink& sink);

// Reports that something else should stand after `keyword`; `help` shows how.
void ReportMalformed(const ast::Text& keyword, const ast::Text& rest, std::string_view help,
                     DiagnosticSink& sink);

}  // namespace comity
