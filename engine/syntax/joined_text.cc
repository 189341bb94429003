// SPDX-License-Identifier: Apache-2.0
#include "engine/syntax/joined_text.h"

#include <algorithm>

#include "engine/base/text.h"

namespace comity {
namespace {

// How many bytes stand before the cell's words.
std::uint32_t BytesBefore(const ast::Text& heading) {
  return heading.text.empty() ? 0 : static_cast<std::uint32_t>(heading.text.size() + 1);
}

}  // namespace

ast::Text JoinTexts(const ast::Text& heading, const ast::Text& cell) {
  if (heading.text.empty()) return cell;
  ast::Text joined{Concat({heading.text, " ", cell.text}), cell.span};
  // May pass below the first column; as numbers without sign, offsets still come out right.
  joined.span.column -= BytesBefore(heading);
  joined.span.length = static_cast<std::uint32_t>(joined.text.size());
  return joined;
}

void PlaceInHeading(std::size_t first, const ast::Text& heading, const ast::Text& cell,
                    DiagnosticSink& sink) {
  const std::uint32_t before = BytesBefore(heading);
  const std::uint32_t begin = cell.span.column - before;
  for (Diagnostic& diagnostic : sink.Since(first)) {
    Span& span = diagnostic.span;
    const std::uint32_t offset = span.column - begin;
    if (span.file != cell.span.file || span.line != cell.span.line || offset >= before) continue;
    if (offset + span.length <= before) {
      span.file = heading.span.file;
      span.line = heading.span.line;
      span.column = heading.span.column + offset;
    } else {
      // About the whole sentence: the cell is what makes it so.
      span.length = std::min(offset + span.length - before, cell.span.length);
      span.column = cell.span.column;
    }
  }
}

}  // namespace comity
