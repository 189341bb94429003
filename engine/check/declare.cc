// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <utility>

#include "engine/base/text.h"
#include "engine/check/context.h"
#include "engine/check/declarations.h"
#include "engine/check/file_names.h"
#include "engine/check/near_names.h"
#include "engine/check/standing.h"

namespace comity {
namespace {

void DeclareModules(const std::vector<ast::File>& files, const FileNames& names,
                    CheckContext& context) {
  context.module_of_file.resize(files.size());
  context.in_force.resize(files.size());
  for (const ast::File& file : files) context.paths.push_back(file.name);
  for (std::uint32_t file = 0; file < files.size(); ++file) {
    context.module_of_file[file] = file;
    context.program.modules.push_back(names.names[file] ? names.names[file]->text : "");
    const auto& statements = files[file].statements;
    const auto law =
        std::find_if(statements.begin(), statements.end(),
                     [](const ast::Statement& s) { return std::holds_alternative<ast::Law>(s); });
    if (law != statements.end())
      context.in_force[file] = CutToInForce({}, std::get<ast::Law>(*law).in_force, context);
    if (!names.names[file]) continue;
    const ast::Text& name = *names.names[file];
    const auto first = context.modules.find(name.text);
    if (first != context.modules.end()) context.same_named.insert({first->second, file});
    Declare(context.modules, name, file, kFilesCalled, context);
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

// What was meant by the name of a file that does not exist; two names may stand there without a
// comma.
std::vector<std::string> HelpForFile(const std::string& name, const CheckContext& context) {
  for (const auto& [first, module] : context.modules) {
    if (!name.starts_with(first + " ")) continue;
    std::string_view second = Trim(std::string_view(name).substr(first.size()));
    const bool joined = second.starts_with("and ");
    if (joined) second = Trim(second.substr(4));
    if (joined || context.modules.contains(second))
      return {Concat({"commas part the names: uses ", first, ", ", second})};
  }
  auto help = DidYouMean(Nearest(name, context.NamesOf(context.modules), 2));
  if (help.empty() && (name.ends_with(".law") || name.find('/') != std::string::npos))
    help = {"a file is used by the name that its first line gives it: law NAME"};
  return help;
}

void ResolveUses(const FileNames& files, CheckContext& context) {
  std::vector<std::set<std::uint32_t>> uses(files.uses.size());
  for (std::size_t file = 0; file < files.uses.size(); ++file) {
    for (const ast::Text& name : files.uses[file]) {
      const auto module = context.modules.find(name.text);
      if (module != context.modules.end()) {
        uses[file].insert(module->second);
        std::set<std::uint32_t> seen;
        if (Reaches(module->second, static_cast<std::uint32_t>(file), uses, seen)) {
          context.sink.Report(
              DiagnosticKind::kUsesCircle, name.span, {},
              {Concat({"‘", name.text, "’ uses this file, directly or by way of others"})});
          uses[file].erase(module->second);
          context.lacking.insert(static_cast<std::uint32_t>(file));
        }
      } else {
        context.lacking.insert(static_cast<std::uint32_t>(file));
        if (files.of_nameless.contains(name.text)) continue;
        context.sink.Report(DiagnosticKind::kUnknownName, name.span, {"file called", name.text},
                            HelpForFile(name.text, context));
      }
    }
  }
  context.visible.resize(uses.size());
  for (std::uint32_t module = 0; module < uses.size(); ++module) {
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
  add({"time", {}}, {"time", false, false});
  add({"body", {}}, {"body", false, false});
  ForEach<ast::Kind>(files, [&](const ast::Kind& kind, std::size_t) {
    const ast::Text name{context.NameMeant("kinds", kind.name.text), kind.name.span};
    if (!add(name, {name.text, !kind.members.empty(), kind.on_map})) return;
    for (const ast::Text& member : kind.members) {
      context.program.entities.push_back({member.text,
                                          static_cast<KindId>(context.program.kinds.size() - 1),
                                          {},
                                          {},
                                          member.span});
    }
  });
}

void DeclareSources(const std::vector<ast::File>& files, CheckContext& context) {
  const auto add = [&](const ast::Source& source) {
    const ast::Text name{context.NameMeant("sources", source.name.text), source.name.span};
    Declare(context.sources, name,
            {source.title.text, source.cited_as, source.retrieved, source.speaks_for}, "sources",
            context);
  };
  ForEach<ast::Source>(files, [&](const ast::Source& source, std::size_t) { add(source); });
  ForEach<ast::Facts>(files, [&](const ast::Facts& facts, std::size_t) {
    if (facts.source) add(*facts.source);
  });
}

void DeclareIssues(const std::vector<ast::File>& files, CheckContext& context) {
  ForEach<ast::Issue>(files, [&](const ast::Issue& issue, std::size_t) {
    const ast::Text name{context.NameMeant("issues", issue.name.text), issue.name.span};
    if (!Declare(context.issues, name, static_cast<std::uint32_t>(context.program.issues.size()),
                 "issues", context))
      return;
    Issue result{name.text, issue.question, ResolveCitations(issue.citations, context), {}, 0, {}};
    Table<int> names;
    for (const ast::Position& position : issue.positions) {
      Declare(names, position.name, 0, "positions", context);
      result.positions.push_back({position.name.text, position.text, position.held_by,
                                  ResolveCitations(position.citations, context),
                                  position.is_default});
    }
    ResolveStanding(issue, result, context);
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
  for (const Issue& issue : context.program.issues)
    prevailing.push_back(issue.standing.empty() ? issue.prevailing : kPrevailing);
  context.readings.emplace("prevailing", 0);
  context.program.readings.push_back({"prevailing", "The Court's reading", prevailing});
  DeclareReadingOfTheDay(context);
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
  const FileNames names = ReadFileNames(files, context);
  DeclareModules(files, names, context);
  ResolveUses(names, context);
  ReportNamesDeclaredOtherwise(files, context);
  DeclareSources(files, context);
  DeclareKinds(files, context);
  DeclarePhrases(files, context);
  DeclareDateRules(files, context);
  DeclareEntities(files, context);
  DeclareIssues(files, context);
  DeclareReadings(files, context);
}

}  // namespace comity
