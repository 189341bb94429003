// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/source_file.h"
#include "engine/diagnostics/sink.h"
#include "engine/syntax/ast.h"

namespace comity {

// Reads one file into statements, in their order. Every text gives a file: a line that cannot be
// read is reported and left out, a misspelt first word is reported and read as the nearest word, so
// that one slip gives one message. `file_number` becomes Span::file.
ast::File Parse(const SourceFile& file, std::uint32_t file_number, DiagnosticSink& sink);

}  // namespace comity
