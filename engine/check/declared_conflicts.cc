// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "engine/base/text.h"
#include "engine/check/context.h"
#include "engine/check/declarations.h"

namespace comity {
namespace {

// Whether one of two rules obliges to what the other forbids.
bool AreContrary(RuleId one, RuleId other, const Program& program) {
  if (program.rules[one].target || program.rules[other].target) return false;
  const Predicate& mine = program.predicates[program.rules[one].head.predicate];
  const Predicate& theirs = program.predicates[program.rules[other].head.predicate];
  return mine.act && theirs.act && mine.phrase == theirs.phrase &&
         ((mine.modality == Modality::kMust && theirs.modality == Modality::kMustNot) ||
          (mine.modality == Modality::kMustNot && theirs.modality == Modality::kMust));
}

// `conflicts with NAME`: of two rules, or rows of tables, that oblige to and forbid the same act.
void ResolveConflict(const ast::Rule& source, const ast::Text& name, const Table<int>& names,
                     CheckContext& context) {
  if (!names.contains(name.text)) {
    ReportUnknownRule(name, 0, names, context);
    return;
  }
  bool unclear = false;
  bool contrary = false;
  for (RuleId own : context.rules[source.name.text]) {
    for (RuleId other : context.rules[name.text]) {
      unclear = unclear || context.scopes[own].headless || context.scopes[other].headless;
      if (unclear || !AreContrary(own, other, context.program)) continue;
      contrary = true;
      context.program.rules[own].conflicts.push_back(other);
    }
  }
  if (unclear || contrary || context.rules[source.name.text].empty() ||
      context.rules[name.text].empty()) {
    return;
  }
  context.sink.Report(DiagnosticKind::kNoDifference, name.span,
                      {Concat({"‘conflicts with ", name.text, "’"})},
                      {"of the two rules, one says must and the other must not, of the same act"});
}

}  // namespace

void ResolveDeclaredConflicts(const std::vector<ast::File>& files, const Table<int>& names,
                              CheckContext& context) {
  const auto resolve = [&](const ast::Rule& rule) {
    for (const ast::Text& other : rule.conflicts) ResolveConflict(rule, other, names, context);
  };
  ForEach<ast::Rule>(files, [&](const ast::Rule& rule, std::size_t) { resolve(rule); });
  ForEach<ast::Table>(files, [&](const ast::Table& table, std::size_t) { resolve(table.common); });
}

}  // namespace comity
