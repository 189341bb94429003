// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/diagnostics/sink.h"
#include "engine/syntax/ast.h"

// What people write who are used to other texts: signs that a word processor puts in, numbers
// before paragraphs, comments and bullets of other languages. Each function tells one such habit.
namespace comity {

// • ‣ ▪ * · and the like, or a dash, where a bullet is a hyphen.
bool IsBulletSign(std::string_view word);
// `1.` `2)` `(a)` `iv.`: a number or letter of a list.
bool IsListNumber(std::string_view word);
// Nothing but – and —.
bool IsDashes(std::string_view word);
// The beginning of a comment in other languages: // /* ;; %%
bool IsForeignComment(std::string_view word);
// What version control leaves where two versions of a file differ: <<<<<<< ======= |||||||
bool IsConflictMark(std::string_view word);

// A line of running text, such as a pasted article of a treaty.
bool LooksLikeProse(std::string_view line);

// The same where sentences of the vocabulary stand, which may be long and begin with an initial.
bool IsNumberedProse(std::string_view line);

// If `text` has a dash where it should have a hyphen: reports it once and writes the hyphen.
void MendDashes(ast::Text& text, DiagnosticSink& sink);

// If the line of a rule ends in a full stop, comma or semicolon: reports it and takes it off.
void MendEndSign(ast::Text& text, DiagnosticSink& sink);

// The `and` that a line of a rule ends in, with the sign before it; empty if it ends in none.
ast::Text JoinAtEnd(const ast::Text& text);

// The day, as YYYY-MM-DD, that `text` names with a month in English or French: 2 April 2012,
// April 2, 2012, 2nd April 2012, 2 avril 2012.
std::optional<std::string> ReadWrittenDay(std::string_view text);

// Words that a sentence goes on with: of, on, by.
bool IsConnector(std::string_view word);

// The clause that a misspelt first word was meant to be; empty if none is near.
std::string ClauseMeant(const std::string& word, bool in_dispute);
// What to do about such a word, and about one that is near to none, below this statement.
std::string HelpForMeant(const std::string& word, const std::string& meant);
// `first`: whether a rule has no condition above.
std::string HelpForStray(std::string_view word, std::string_view statement, bool first = false);

// Whether a cell is a part of the line that Markdown wants below a heading.
bool IsRuled(const ast::Text& cell);
// The columns of a line that a spreadsheet wrote, between tabs or semicolons; none if it is no
// such.
std::vector<std::string> SpreadsheetCells(const std::string& line);

// ‘any of’, ‘all of’ or ‘none of’ if a line says that in these words or in others; else empty.
std::string_view GroupMeant(std::string_view text);

// Reports words and signs that join a bullet with the next or the last one, and takes them out.
void MendBullet(ast::Text& text, DiagnosticSink& sink);

}  // namespace comity
