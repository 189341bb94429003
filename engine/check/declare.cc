// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <utility>

#include "engine/base/text.h"
#include "engine/check/context.h"

namespace comity {
namespace {

template <typename T>
void ForEach(const std::vector<ast::File>& files, const auto& visit) {
  for (std::size_t file = 0; file < files.size(); ++file) {
    for (const ast::Statement& statement : files[file].statements) {
      if (const T* found = std::get_if<T>(&statement)) visit(*found, file);
    }
  }
}

// Adds a name to a table; reports the second of two.
template <typename T>
bool Declare(Table<T>& table, const ast::Text& name, T entry, std::string_view what,
             CheckContext& context) {
  if (name.text.empty()) return false;
  if (table.emplace(name.text, std::move(entry)).second) return true;
  context.sink.Report(DiagnosticKind::kDeclaredTwice, name.span, {std::string(what), name.text});
  return false;
}

void DeclareModules(const std::vector<ast::File>& files, CheckContext& context) {
  context.module_of_file.resize(files.size());
  for (std::size_t file = 0; file < files.size(); ++file) {
    const auto number = static_cast<std::uint32_t>(context.program.modules.size());
    context.module_of_file[file] = number;
    const auto& statements = files[file].statements;
    const auto law =
        std::find_if(statements.begin(), statements.end(),
                     [](const ast::Statement& s) { return std::holds_alternative<ast::Law>(s); });
    if (law == statements.end()) {
      if (!statements.empty()) {
        context.sink.Report(DiagnosticKind::kClauseMissing,
                            {static_cast<std::uint32_t>(file), 1, 1, 1}, {"this file", "law"},
                            {"the first line of a file reads like: law Law of treaties"});
      }
      context.program.modules.emplace_back();
      continue;
    }
    const ast::Text& name = std::get<ast::Law>(*law).name;
    context.program.modules.push_back(name.text);
    Declare(context.modules, name, number, "files called", context);
  }
}

bool Reaches(std::uint32_t from, std::uint32_t to, const std::vector<std::set<std::uint32_t>>& uses,
             std::set<std::uint32_t>& seen) {
  for (std::uint32_t next : uses[from]) {
    if (next == to) return true;
    if (seen.insert(next).second && Reaches(next, to, uses, seen)) return true;
  }
  return false;
}

void ResolveUses(const std::vector<ast::File>& files, CheckContext& context) {
  std::vector<std::set<std::uint32_t>> uses(files.size());
  ForEach<ast::Uses>(files, [&](const ast::Uses& statement, std::size_t file) {
    for (const ast::Text& name : statement.names) {
      const auto module = context.modules.find(name.text);
      if (module != context.modules.end()) {
        uses[file].insert(module->second);
        std::set<std::uint32_t> seen;
        if (Reaches(module->second, static_cast<std::uint32_t>(file), uses, seen)) {
          context.sink.Report(
              DiagnosticKind::kUsesCircle, name.span, {},
              {Concat({"‘", name.text, "’ uses this file, directly or by way of others"})});
          uses[file].erase(module->second);
        }
      } else {
        context.sink.Report(DiagnosticKind::kUnknownName, name.span, {"file called", name.text},
                            DidYouMean(Nearest(name.text, context.NamesOf(context.modules), 2)));
      }
    }
  });
  context.visible.resize(files.size());
  for (std::uint32_t module = 0; module < files.size(); ++module) {
    std::vector<std::uint32_t> open = {module};
    while (!open.empty()) {
      const std::uint32_t next = open.back();
      open.pop_back();
      if (!context.visible[module].insert(next).second) continue;
      open.insert(open.end(), uses[next].begin(), uses[next].end());
    }
  }
}

void DeclareKinds(const std::vector<ast::File>& files, CheckContext& context) {
  Table<KindId> names;
  const auto add = [&](const ast::Text& name, Kind kind) {
    if (!Declare(names, name, static_cast<KindId>(context.program.kinds.size()), "kinds", context))
      return false;
    context.program.kinds.push_back(std::move(kind));
    return true;
  };
  add({"date", {}}, {"date", false, false});
  add({"body", {}}, {"body", false, false});
  ForEach<ast::Kind>(files, [&](const ast::Kind& kind, std::size_t) {
    if (!add(kind.name, {kind.name.text, !kind.members.empty(), kind.on_map})) return;
    for (const ast::Text& member : kind.members) {
      context.program.entities.push_back({member.text,
                                          static_cast<KindId>(context.program.kinds.size() - 1),
                                          {},
                                          {},
                                          member.span});
    }
  });
}

std::vector<std::string> Strings(const std::vector<ast::Text>& texts) {
  std::vector<std::string> result;
  for (const ast::Text& text : texts) result.push_back(text.text);
  return result;
}

// Reports two entities of one kind that share a name.
void CheckEntityNames(CheckContext& context) {
  std::map<std::pair<KindId, std::string>, std::size_t> seen;
  for (std::size_t i = 0; i < context.program.entities.size(); ++i) {
    const Entity& entity = context.program.entities[i];
    std::vector<std::string> names = {entity.name};
    names.insert(names.end(), entity.codes.begin(), entity.codes.end());
    names.insert(names.end(), entity.also.begin(), entity.also.end());
    for (const std::string& name : names) {
      const auto [found, added] = seen.emplace(std::pair(entity.kind, FoldName(name)), i);
      if (added || found->second == i) continue;
      context.sink.Report(
          DiagnosticKind::kDeclaredTwice, entity.span,
          {Concat({"entities of the kind ‘", context.program.kinds[entity.kind].name, "’ called"}),
           name});
    }
  }
}

void DeclareEntities(const std::vector<ast::File>& files, CheckContext& context) {
  ForEach<ast::Entity>(files, [&](const ast::Entity& body, std::size_t) {
    if (!body.name.text.empty()) {
      context.program.entities.push_back(
          {body.name.text, kBodyKind, Strings(body.codes), Strings(body.also), body.name.span});
    }
  });
  // Whether a line is a fact can only be told by the phrases, which are declared by now.
  const Lexicon phrases_only(context.program);
  ForEach<ast::LooseLine>(files, [&](const ast::LooseLine& line, std::size_t) {
    if (line.columns.empty()) return;
    const ast::Text& text = line.columns[0];
    const auto kind = LeadingKind(text.text, context.program);
    if (!kind || (line.facts >= 0 && phrases_only.LooksLikeSentence(Tokenize(text.text)))) return;
    context.entity_lines.insert(&line);
    const std::string name(Trim(std::string_view(text.text).substr(kind->second)));
    context.program.entities.push_back(
        {name, kind->first, Strings(line.codes), Strings(line.also), text.span});
  });
  CheckEntityNames(context);
}

// Cuts "{State} did something on {date}" into words and holes.
bool CutPhrase(const ast::Text& text, const Lexicon& kinds_only, std::vector<Phrase::Piece>& pieces,
               std::vector<Hole>& holes, CheckContext& context) {
  std::string_view rest = text.text;
  const auto place = [&](std::string_view part) {
    Span span = text.span;
    span.column += static_cast<std::uint32_t>(part.data() - text.text.data());
    span.length = static_cast<std::uint32_t>(part.size());
    return span;
  };
  while (!rest.empty()) {
    const std::size_t open = std::min(rest.find('{'), rest.size());
    for (std::string_view word : SplitWords(rest.substr(0, open)))
      pieces.push_back({NormalizeWord(word), -1});
    rest.remove_prefix(open);
    if (rest.empty()) break;
    const std::size_t close = rest.find('}');
    if (close == std::string_view::npos) {
      context.sink.Report(DiagnosticKind::kBadLabel, place(rest), {std::string(rest)},
                          {"close the hole with }"});
      return false;
    }
    const std::string_view label = rest.substr(1, close - 1);
    const auto kind = kinds_only.KindOfLabel(label);
    if (!kind) {
      context.sink.Report(
          DiagnosticKind::kBadLabel, place(label), {std::string(label)},
          {"a label has at most three words and ends in a declared kind, or in: date"});
      return false;
    }
    pieces.push_back({"", static_cast<int>(holes.size())});
    holes.push_back({NormalizeWord(label), *kind});
    rest.remove_prefix(close + 1);
  }
  return !pieces.empty();
}

Form FormOf(ast::Form form) { return static_cast<Form>(form); }

// Which hole a record holds from: the marked one, else its only date.
int HoldsFrom(const ast::PhraseDeclaration& declaration, const std::vector<Hole>& holes,
              CheckContext& context) {
  if (declaration.form != ast::Form::kRecord) return -1;
  std::vector<int> dates;
  for (std::size_t i = 0; i < holes.size(); ++i) {
    if (holes[i].kind == kDateKind) dates.push_back(static_cast<int>(i));
  }
  if (declaration.holds_from) {
    std::string label = declaration.holds_from->text;
    std::erase_if(label, [](char c) { return c == '{' || c == '}'; });
    for (int hole : dates) {
      if (holes[static_cast<std::size_t>(hole)].label == label) return hole;
    }
    context.sink.Report(DiagnosticKind::kUnknownName, declaration.holds_from->span,
                        {"date in this phrase called", label});
    return -1;
  }
  if (dates.empty()) {
    context.sink.Report(DiagnosticKind::kWrongForm, declaration.phrase.span,
                        {"a record without a date", "it says on which day something was done"},
                        {"add a hole for the day, as in {decision date}, or declare a fact"});
    return -1;
  }
  if (dates.size() > 1) {
    context.sink.Report(DiagnosticKind::kClauseMissing, declaration.phrase.span,
                        {"this record with two dates", "holds from"},
                        {Concat({"add below: holds from {",
                                 holes[static_cast<std::size_t>(dates[0])].label, "}"})});
  }
  return dates[0];
}

void AddPredicates(PhraseId id, CheckContext& context) {
  Program& program = context.program;
  Phrase& phrase = program.phrases[id];
  phrase.first_predicate = static_cast<PredicateId>(program.predicates.size());
  if (phrase.form != Form::kAction) {
    program.predicates.push_back({id, false, Modality::kMust, phrase.holes});
    return;
  }
  std::vector<Hole> holes = {{"actor", kAnyKind}};
  holes.insert(holes.end(), phrase.holes.begin(), phrase.holes.end());
  for (int m = 0; m < kModalities; ++m)
    program.predicates.push_back({id, true, static_cast<Modality>(m), holes});
}

void DeclarePhrases(const std::vector<ast::File>& files, CheckContext& context) {
  const Lexicon kinds_only(context.program);
  std::vector<std::pair<PhraseId, const ast::PhraseDeclaration*>> declared;
  ForEach<ast::PhraseDeclaration>(
      files, [&](const ast::PhraseDeclaration& declaration, std::size_t file) {
        Phrase phrase;
        if (!CutPhrase(declaration.phrase, kinds_only, phrase.pieces, phrase.holes, context))
          return;
        const auto id = static_cast<PhraseId>(context.program.phrases.size());
        if (!Declare(context.phrases, declaration.phrase, id, "phrases", context)) return;
        phrase.form = FormOf(declaration.form);
        phrase.text = declaration.phrase.text;
        phrase.module = context.module_of_file[file];
        phrase.span = declaration.phrase.span;
        phrase.holds_from = HoldsFrom(declaration, phrase.holes, context);
        phrase.ask = declaration.ask;
        phrase.decided_by = declaration.decided_by;
        phrase.presumed = declaration.presumed.has_value();
        if (phrase.form == Form::kQuestion) {
          phrase.otherwise = !declaration.presumed   ? Truth::kUnknown
                             : *declaration.presumed ? Truth::kYes
                                                     : Truth::kNo;
        }
        phrase.supposed_by_at = declaration.supposed_by_at;
        phrase.on_map = declaration.on_map;
        context.program.phrases.push_back(std::move(phrase));
        AddPredicates(id, context);
        declared.emplace_back(id, &declaration);
      });
  for (const auto& [id, declaration] : declared) {
    for (const ast::Text& other : declaration->see_also) {
      const auto found = context.phrases.find(other.text);
      if (found != context.phrases.end()) {
        context.program.phrases[id].see_also.push_back(found->second);
      } else {
        context.sink.Report(DiagnosticKind::kUnknownName, other.span,
                            {"declared phrase", other.text},
                            DidYouMean(Nearest(other.text, context.NamesOf(context.phrases), 1)));
      }
    }
  }
}

void DeclareDateRules(const std::vector<ast::File>& files, CheckContext& context) {
  const Lexicon kinds_only(context.program);
  Table<int> names;
  ForEach<ast::DateRule>(files, [&](const ast::DateRule& rule, std::size_t file) {
    CheckContext::DateRuleEntry entry;
    entry.rule = &rule;
    entry.module = context.module_of_file[file];
    if (!CutPhrase(rule.phrase, kinds_only, entry.pieces, entry.holes, context)) return;
    if (!Declare(names, rule.phrase, 0, "date rules", context)) return;
    for (const Hole& hole : entry.holes) {
      if (hole.kind == kDateKind) continue;
      context.sink.Report(DiagnosticKind::kBadLabel, rule.phrase.span, {hole.label},
                          {"a date rule has holes for dates only"});
    }
    ResolveCitations(rule.citations, context);
    if (rule.citations.empty()) {
      context.sink.Report(DiagnosticKind::kNoCitation, rule.phrase.span, {"date rule"},
                          {"add: cite VC 26"});
    }
    context.date_rules.push_back(std::move(entry));
  });
}

void DeclareSources(const std::vector<ast::File>& files, CheckContext& context) {
  const auto add = [&](const ast::Source& source) {
    Declare(context.sources, source.name, {source.title.text, source.cited_as, source.retrieved},
            "sources", context);
  };
  ForEach<ast::Source>(files, [&](const ast::Source& source, std::size_t) { add(source); });
  ForEach<ast::Facts>(files, [&](const ast::Facts& facts, std::size_t) {
    if (facts.source) add(*facts.source);
  });
}

void DeclareIssues(const std::vector<ast::File>& files, CheckContext& context) {
  ForEach<ast::Issue>(files, [&](const ast::Issue& issue, std::size_t) {
    if (!Declare(context.issues, issue.name,
                 static_cast<std::uint32_t>(context.program.issues.size()), "issues", context))
      return;
    Issue result{
        issue.name.text, issue.question, ResolveCitations(issue.citations, context), {}, 0};
    Table<int> names;
    int decided = 0;
    for (const ast::Position& position : issue.positions) {
      Declare(names, position.name, 0, "positions", context);
      if (position.prevailing || position.is_default) {
        ++decided;
        result.prevailing = static_cast<std::uint32_t>(result.positions.size());
      }
      result.positions.push_back({position.name.text, position.text, position.held_by,
                                  ResolveCitations(position.citations, context),
                                  position.is_default});
    }
    if (decided != 1) {
      context.sink.Report(DiagnosticKind::kIssueUndecided, issue.name.span,
                          {decided == 0 ? "no" : "more than one", issue.name.text},
                          {"mark one position: prevailing (the Court's), or default (undecided)"});
    }
    context.program.issues.push_back(std::move(result));
  });
}

std::optional<std::uint32_t> FindPosition(const Issue& issue, const ast::Text& name,
                                          CheckContext& context) {
  std::vector<std::string> names;
  for (std::uint32_t i = 0; i < issue.positions.size(); ++i) {
    if (issue.positions[i].name == name.text) return i;
    names.push_back(issue.positions[i].name);
  }
  context.sink.Report(DiagnosticKind::kUnknownName, name.span,
                      {Concat({"position of issue ‘", issue.name, "’ called"}), name.text},
                      DidYouMean(Nearest(name.text, names, 2)));
  return std::nullopt;
}

void DeclareReadings(const std::vector<ast::File>& files, CheckContext& context) {
  std::vector<std::uint32_t> prevailing;
  for (const Issue& issue : context.program.issues) prevailing.push_back(issue.prevailing);
  context.readings.emplace("prevailing", 0);
  context.program.readings.push_back({"prevailing", "The Court's reading", prevailing});
  ForEach<ast::Reading>(files, [&](const ast::Reading& reading, std::size_t) {
    if (!Declare(context.readings, reading.name,
                 static_cast<std::uint32_t>(context.program.readings.size()), "readings", context))
      return;
    Reading result{reading.name.text, reading.title, prevailing};
    for (const ast::Tag& choice : reading.choices) {
      if (const auto tag = ResolveTag(choice, context))
        result.positions[tag->issue] = tag->position;
    }
    context.program.readings.push_back(std::move(result));
  });
}

}  // namespace

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

std::optional<PositionTag> ResolveTag(const ast::Tag& tag, CheckContext& context) {
  const auto issue = context.issues.find(tag.issue.text);
  if (issue == context.issues.end()) {
    context.sink.Report(DiagnosticKind::kUnknownName, tag.issue.span, {"issue", tag.issue.text},
                        DidYouMean(Nearest(tag.issue.text, context.NamesOf(context.issues), 2)));
    return std::nullopt;
  }
  const auto position = FindPosition(context.program.issues[issue->second], tag.position, context);
  if (!position) return std::nullopt;
  return PositionTag{issue->second, *position};
}

void DeclareNames(const std::vector<ast::File>& files, CheckContext& context) {
  DeclareModules(files, context);
  ResolveUses(files, context);
  DeclareSources(files, context);
  DeclareKinds(files, context);
  DeclarePhrases(files, context);
  DeclareDateRules(files, context);
  DeclareEntities(files, context);
  DeclareIssues(files, context);
  DeclareReadings(files, context);
}

}  // namespace comity
