// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <utility>

#include "engine/base/text.h"
#include "engine/syntax/cursor.h"
#include "engine/syntax/statement_parsers.h"

namespace comity {
namespace {

constexpr std::string_view kIsOneOf = " is one of ";

bool IsClause(const Line& line, std::string_view word) {
  return line.kind == Line::Kind::kClause && line.keyword.text == word;
}

// `is on of`, `is oneof`: where they begin, and where the list does; both the end if there is none.
std::pair<std::size_t, std::size_t> FindMisspelt(const std::string& text) {
  for (const std::string_view verb : {" is ", " are ", " ist ", " si "}) {
    const std::size_t at = text.find(verb);
    if (at == std::string::npos) continue;
    const std::string_view rest = std::string_view(text).substr(at + verb.size());
    const auto words = SplitWords(rest);
    for (std::size_t count = std::min<std::size_t>(words.size(), 3); count-- > 1;) {
      const auto end =
          static_cast<std::size_t>(words[count - 1].data() - rest.data()) + words[count - 1].size();
      const auto list = static_cast<std::size_t>(words[count].data() - text.data());
      if (EditDistance(rest.substr(0, end), "one of") <= 1) return {at, list};
    }
  }
  return {text.size(), text.size()};
}

// Where the words begin and end that divide the name from the list; both the end of the line if it
// is no list.
std::pair<std::size_t, std::size_t> FindDivider(const ast::Text& rest, DiagnosticSink& sink) {
  const std::size_t end = rest.text.size();
  if (const std::size_t at = rest.text.find(kIsOneOf); at != std::string::npos)
    return {at, at + kIsOneOf.size()};
  if (rest.text.ends_with(" is one of")) {
    sink.Report(DiagnosticKind::kMalformed, Cursor::Part(rest, end - 9, end).span,
                {"is one of", "something"},
                {"it reads like: kind Ruling is one of admissible, inadmissible"});
    return {end - 10, end};
  }
  if (const auto [at, list] = FindMisspelt(rest.text); at < end) {
    const ast::Text name = Cursor::Part(rest, 0, at);
    sink.Report(DiagnosticKind::kMalformed, Cursor::Part(rest, at, list).span,
                {name.text, "‘is one of’"},
                {Concat({"write: kind ", name.text, kIsOneOf, rest.text.substr(list)})});
    return {at, list};
  }
  constexpr std::array<std::string_view, 8> kOthers = {" is one of: ", " one of: ", " are one of ",
                                                       " is any of ",  " one of ",  " is ",
                                                       " are ",        ": "};
  for (const std::string_view words : kOthers) {
    const std::size_t at = rest.text.find(words);
    if (at == std::string::npos) continue;
    const std::string name = rest.text.substr(0, at);
    const std::string list = rest.text.substr(at + words.size());
    if (words == " is " && (list.starts_with("a ") || list.starts_with("an "))) {
      sink.Report(DiagnosticKind::kMalformed, Cursor::Part(rest, at, end).span, {name, "nothing"},
                  {Concat({"a kind is no part of another: write: kind ", name})});
      return {at, end};
    }
    sink.Report(DiagnosticKind::kMalformed, Cursor::Part(rest, at, end).span, {name, "‘is one of’"},
                {Concat({"write: kind ", name, kIsOneOf, list})});
    return {at, at + words.size()};
  }
  return {end, end};
}

// Where something else than a comma divides two members, and where the next begins. An `and` may
// be part of a member; in the last of several it is read as the end of the list.
std::pair<std::size_t, std::size_t> FindWrongDivider(const std::string& member, bool last) {
  if (member.starts_with("or ") || member.starts_with("and ")) return {0, member.find(' ') + 1};
  const std::size_t semicolon = std::min(member.find(';'), member.size());
  const std::size_t word = std::min(member.find(" or "), member.size());
  if (word < semicolon) return {word, word + 4};
  if (const std::size_t at = member.find(" and "); last && at < semicolon) return {at, at + 5};
  return {semicolon, semicolon + 1};
}

// The members of the list. The first wrong divider is reported, all are taken for commas.
std::vector<ast::Text> ReadMembers(const ast::Text& list, DiagnosticSink& sink) {
  std::vector<ast::Text> members;
  std::optional<ast::Text> wrong, quoted;
  std::string before;
  std::vector<ast::Text> items = Cursor(list).List();
  for (std::size_t i = 0; i < items.size(); ++i) {
    ast::Text item = items[i];
    if (item.text.find('"') != std::string::npos) {
      if (!quoted) quoted = item;
      std::erase(item.text, '"');
    }
    while (true) {
      const auto [at, next] = FindWrongDivider(item.text, i > 0 && i + 1 == items.size());
      ast::Text member = Cursor::Part(item, 0, at);
      const bool divided = at < item.text.size();
      if (divided && !wrong) {
        wrong = Cursor::Part(item, at, next);
        before = !member.text.empty() ? member.text : members.empty() ? "" : members.back().text;
      }
      if (!member.text.empty()) members.push_back(std::move(member));
      if (!divided) break;
      item = Cursor::Part(item, next, item.text.size());
    }
  }
  if (!wrong && !quoted) return members;
  std::vector<std::string> names;
  for (const ast::Text& member : members) names.push_back(member.text);
  if (quoted) {
    sink.Report(DiagnosticKind::kWrongForm, quoted->span,
                {"a quotation mark", "names stand without them"},
                {Concat({"write: ", Join(names, ", ")})});
    return members;
  }
  sink.Report(DiagnosticKind::kMalformed, wrong->span, {before, "only a comma"},
              {Concat({"commas divide the list: ", Join(names, ", ")})});
  return members;
}

void CheckKindName(ast::Text& name, DiagnosticSink& sink) {
  if (const std::size_t quote = name.text.find('"'); quote != std::string::npos && quote > 0) {
    sink.Report(DiagnosticKind::kWrongForm, Cursor::Part(name, quote, name.text.size()).span,
                {"a title", "a kind has a name only"},
                {Concat({"write: kind ", Trim(name.text.substr(0, quote)),
                         ", and below it, if you like: note ..."})});
    name = Cursor::Part(name, 0, quote);
  }
  // Those of the language are declared already, which is told elsewhere.
  const bool own = name.text == "date" || name.text == "time" || name.text == "body";
  if (own || name.text.empty() || name.text[0] < 'a' || name.text[0] > 'z') return;
  std::string capital = name.text;
  capital[0] = static_cast<char>(capital[0] - 'a' + 'A');
  sink.Report(DiagnosticKind::kWrongForm, name.span,
              {Concat({"‘", name.text, "’"}), "the name of a kind begins with a capital letter"},
              {Concat({"write: kind ", capital})});
}

}  // namespace

ast::Statement ParseKind(const Block& block, DiagnosticSink& sink) {
  ast::Kind kind;
  const ast::Text& rest = block.head.rest;
  const auto [name_end, list] = FindDivider(rest, sink);
  kind.name = Cursor::Part(rest, 0, name_end);
  if (kind.name.text.empty()) {
    ReportMalformed(block.head.keyword, rest, "kind State", sink);
  } else {
    kind.name = MendNames("kind", kind.name, sink).front();
    CheckKindName(kind.name, sink);
  }
  kind.members = ReadMembers(Cursor::Part(rest, list, rest.text.size()), sink);
  for (const Line& line : block.body) {
    if (IsClause(line, "shown on the map")) {
      kind.on_map = true;
    } else if (!IsClause(line, "note")) {
      ReportMisplaced(line, "a kind", sink);
    }
  }
  return kind;
}

}  // namespace comity
