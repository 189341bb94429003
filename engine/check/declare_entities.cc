// SPDX-License-Identifier: Apache-2.0
#include <absl/container/flat_hash_map.h>

#include <algorithm>
#include <utility>

#include "engine/base/text.h"
#include "engine/check/context.h"
#include "engine/check/declarations.h"
#include "engine/syntax/cursor.h"
#include "engine/syntax/statement_parsers.h"

namespace comity {
namespace {

std::vector<std::string> Strings(const std::vector<ast::Text>& texts) {
  std::vector<std::string> result;
  for (const ast::Text& text : texts) result.push_back(text.text);
  return result;
}

// Reports two entities of one kind that share a name.
void CheckEntityNames(CheckContext& context) {
  std::vector<absl::flat_hash_map<std::string, std::size_t>> seen(context.program.kinds.size());
  for (std::size_t i = 0; i < context.program.entities.size(); ++i) {
    const Entity& entity = context.program.entities[i];
    const auto note = [&](const std::string& name) {
      const auto [found, added] = seen[entity.kind].emplace(FoldName(name), i);
      if (added || found->second == i) return;
      context.names_clash = true;
      const Entity& other = context.program.entities[found->second];
      const std::string place = PlaceWords(other.span, entity.span.file, context);
      context.sink.Report(
          DiagnosticKind::kDeclaredTwice, entity.span,
          {Concat({"entities of the kind ‘", context.program.kinds[entity.kind].name, "’ called"}),
           name},
          {IsOneOf(name, entity.codes) && IsOneOf(name, other.codes)
               ? Concat({"it is the code of ‘", other.name, "’ in ", place,
                         ", too: give one of the two another code"})
               : Concat({"the other stands in ", place})});
    };
    note(entity.name);
    std::for_each(entity.codes.begin(), entity.codes.end(), note);
    std::for_each(entity.also.begin(), entity.also.end(), note);
  }
}

// An entity of a kind that is a closed list would be one more member of it, for every table.
void ReportClosed(const ast::Text& line, const Kind& kind, CheckContext& context) {
  const auto place = context.places.find(Concat({"kinds ", kind.name}));
  std::vector<std::string> help;
  if (place != context.places.end()) {
    help.push_back(Concat({"add it to the list, which stands in ",
                           PlaceWords(place->second, line.span.file, context)}));
  }
  context.sink.Report(DiagnosticKind::kWrongForm, line.span,
                      {"this name", Concat({"the kind ‘", kind.name, "’ is a closed list"})},
                      std::move(help));
}

// Who gets more first words wrong has not misspelt them.
constexpr std::size_t kMostSearched = 100;

// The kind that the first word of a line was to be: it is reported where loose lines are, and its
// name is known all the same.
std::optional<std::pair<KindId, std::size_t>> MeantKind(const ast::Text& line,
                                                        const std::vector<std::string>& names,
                                                        const CheckContext& context) {
  Cursor cursor(line);
  const std::string word = cursor.Word().text;
  const std::string rest = cursor.Rest().text;
  if (rest.empty() || (rest[0] >= 'a' && rest[0] <= 'z')) return std::nullopt;
  const auto nearest = Nearest(word, names, 1);
  if (nearest.empty()) return std::nullopt;
  const auto kind = std::find(names.begin(), names.end(), nearest[0]) - names.begin();
  if (kind <= kBodyKind || context.program.kinds[static_cast<std::size_t>(kind)].closed)
    return std::nullopt;
  return std::pair(static_cast<KindId>(kind), word.size());
}

}  // namespace

void DeclareEntities(const std::vector<ast::File>& files, CheckContext& context) {
  ForEach<ast::Entity>(files, [&](const ast::Entity& body, std::size_t) {
    if (!body.name.text.empty()) {
      context.program.entities.push_back(
          {body.name.text, kBodyKind, Strings(body.codes), Strings(body.also), body.name.span});
    }
  });
  // Whether a line is a fact can only be told by the phrases, which are declared by now.
  const Lexicon phrases_only(context.program);
  std::vector<std::string> kinds;
  for (const Kind& kind : context.program.kinds) kinds.push_back(kind.name);
  std::size_t searched = 0;
  ForEach<ast::LooseLine>(files, [&](const ast::LooseLine& line, std::size_t) {
    if (line.columns.empty()) return;
    const ast::Text& text = line.columns[0];
    auto kind = LeadingKind(text.text, context.program);
    const bool misspelt = !kind && line.facts < 0 && ++searched < kMostSearched;
    if (misspelt) kind = MeantKind(text, kinds, context);
    if (!kind || (line.facts >= 0 && phrases_only.LooksLikeSentence(Tokenize(text.text)))) return;
    if (!misspelt) context.entity_lines.insert(&line);
    const Kind& of = context.program.kinds[kind->first];
    if (of.closed) {
      ReportClosed(text, of, context);
      context.unlisted.insert(static_cast<EntityId>(context.program.entities.size()));
    }
    const ast::Text name = Cursor::Part(text, kind->second, text.text.size());
    for (const ast::Text& one : MendNames(of.name, name, context.sink)) {
      context.program.entities.push_back(
          {one.text, kind->first, Strings(line.codes), Strings(line.also), text.span});
    }
  });
  CheckEntityNames(context);
}

std::optional<std::pair<KindId, std::size_t>> LeadingKind(std::string_view text,
                                                          const Program& program) {
  std::optional<std::pair<KindId, std::size_t>> best;
  for (KindId kind = kBodyKind + 1; kind < program.kinds.size(); ++kind) {
    const std::string& name = program.kinds[kind].name;
    if (!text.starts_with(name) || text.size() <= name.size() || text[name.size()] != ' ') continue;
    if (!best || name.size() > best->second) best = {kind, name.size()};
  }
  return best;
}

}  // namespace comity
