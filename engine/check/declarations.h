// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "engine/base/text.h"
#include "engine/check/context.h"

namespace comity {

// Calls visit(statement, file) for all statements of one kind, in the order of files and lines.
template <typename T>
void ForEach(const std::vector<ast::File>& files, const auto& visit) {
  for (std::size_t file = 0; file < files.size(); ++file) {
    for (const ast::Statement& statement : files[file].statements) {
      if (const T* found = std::get_if<T>(&statement)) visit(*found, file);
    }
  }
}

// Adds a name to a table. Reports the second of two and says where the first stands; `what` is the
// plural for messages and tells tables apart.
template <typename T>
bool Declare(Table<T>& table, const ast::Text& name, T entry, std::string_view what,
             CheckContext& context) {
  if (name.text.empty()) return false;
  const bool added = table.emplace(name.text, std::move(entry)).second;
  if (added) {
    context.places[Concat({what, " ", name.text})] = name.span;
    return true;
  }
  const auto first = context.places.find(Concat({what, " ", name.text}));
  std::vector<std::string> help;
  if (first != context.places.end()) {
    help.push_back(
        Concat({"the other stands in ", PlaceWords(first->second, name.span.file, context)}));
  }
  if (what == kFilesCalled) help.emplace_back("if one is a copy of the other, take it out");
  context.sink.Report(DiagnosticKind::kDeclaredTwice, name.span, {std::string(what), name.text},
                      std::move(help));
  return false;
}

// Reports words of a phrase that stand in the place of a hole, or say more than a phrase does;
// gives the phrase as it was meant, if that can be told.
std::optional<std::string> MendWording(const ast::PhraseDeclaration& declaration,
                                       const Lexicon& kinds, CheckContext& context);

// Reports the name of a rule that does not exist, once for a file. `times`: how many exceptions act
// on it.
void ReportUnknownRule(const ast::Text& name, std::size_t times, const Table<int>& names,
                       CheckContext& context);

// The steps of DeclareNames that read what stands in quotes, after the kinds are known.
void DeclarePhrases(const std::vector<ast::File>& files, CheckContext& context);
void DeclareDateRules(const std::vector<ast::File>& files, CheckContext& context);
// Bodies, and those lines in column 1 that turn out to name somebody or something.
void DeclareEntities(const std::vector<ast::File>& files, CheckContext& context);

}  // namespace comity
