// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <vector>

#include "engine/check/lexicon.h"
#include "engine/check/program.h"
#include "engine/check/speaker.h"
#include "engine/diagnostics/sink.h"
#include "engine/syntax/ast.h"

namespace comity {

// A program and the lexicon that reads sentences in its words.
struct CheckedProgram {
  Program program;
  std::unique_ptr<const Lexicon> lexicon;
};

// Whether the files are a rulebook, or some of one: then the others may use what these do not,
// conclude what these only ask for, and hold their exceptions.
enum class Extent { kWhole, kPart };

// Resolves all names of all files of a rulebook, checks what docs/language.md asks for, and gives
// the typed program. The files' order does not matter. What is wrong is reported; the program is
// sound only if nothing was.
std::unique_ptr<const CheckedProgram> Check(const std::vector<ast::File>& files,
                                            DiagnosticSink& sink, Extent extent = Extent::kWhole);

}  // namespace comity
