// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/diagnostics/sink.h"
#include "engine/syntax/ast.h"

namespace comity {

// The words of a heading and those of a cell below it as one text, placed so that the cell's words
// are where they stand. The heading's words stand elsewhere; see PlaceInHeading.
ast::Text JoinTexts(const ast::Text& heading, const ast::Text& cell);

// Of what was reported about such a text since there were `first` messages, puts what is about the
// heading's words where they stand.
void PlaceInHeading(std::size_t first, const ast::Text& heading, const ast::Text& cell,
                    DiagnosticSink& sink);

}  // namespace comity
