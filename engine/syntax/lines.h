// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <vector>

#include "engine/base/source_file.h"
#include "engine/diagnostics/sink.h"
#include "engine/syntax/ast.h"

namespace comity {

// One line that says something: comments, headings, quotes and blank lines are left out.
struct Line {
  // kUnread: too long to be read, which was reported; only its place is known.
  enum class Kind { kStatement, kClause, kBullet, kRow, kStray, kLoose, kUnread };
  Kind kind = Kind::kLoose;
  bool continued = false;  // the next line seems to go on with this one
  ast::Text keyword;       // kStatement, kClause; of a bullet its mark
  // What follows the keyword; for the other kinds the whole line from its first character on.
  ast::Text rest;
  bool mended = false;              // the keyword is a guess at a misspelt one, which was reported
  std::optional<ast::Text> remark;  // of a bullet: an indented comment that parts it from the last
};

constexpr std::size_t kMaxFileBytes = std::size_t{4} << 20U;
constexpr std::size_t kMaxLineCharacters = 2000;

// The lines of a file by the frame grammar. A file that is too large or not UTF-8 has none, and a
// diagnostic says so.
std::vector<Line> ReadLines(const SourceFile& file, std::uint32_t file_number,
                            DiagnosticSink& sink);

// The statement or clause word that a text begins with; empty if it begins with none.
std::string_view LeadingStatementWord(std::string_view text);
std::string_view LeadingClauseWord(std::string_view text);

// Those statement and clause words that a slip of the pen could have turned into `word`, nearest
// first.
std::vector<std::string> NearestStatementWords(std::string_view word);
std::vector<std::string> NearestClauseWords(std::string_view word);

}  // namespace comity
