// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "engine/base/text.h"
#include "engine/check/context.h"
#include "engine/check/declarations.h"

namespace comity {
namespace {

// The rule or date rule that a key begins with. Their names end at a colon, but may hold others.
bool NamesRule(const std::string& key, const CheckContext& context) {
  const auto begins = [&](const std::string& name) { return key.starts_with(name + ": "); };
  return std::any_of(context.rules.begin(), context.rules.end(),
                     [&](const auto& rule) { return begins(rule.first); }) ||
         std::any_of(context.date_rules.begin(), context.date_rules.end(),
                     [&](const auto& entry) { return begins(entry.rule->phrase.text); });
}

}  // namespace

void ResolveEquivalents(const std::vector<ast::File>& files, CheckContext& context) {
  Table<int> keys;
  ForEach<ast::Equivalent>(files, [&](const ast::Equivalent& source, std::size_t) {
    if (source.broken) return;
    if (!Declare(keys, source.key, 0, "equivalents", context)) return;
    if (!source.reason) {
      context.sink.Report(DiagnosticKind::kNoReason, source.keyword, {}, {"add: because \"...\""});
      return;
    }
    if (!NamesRule(source.key.text, context)) {
      Span span = source.key.span;
      const std::string name = source.key.text.substr(0, source.key.text.find(": "));
      span.length = static_cast<std::uint32_t>(name.size());
      context.sink.Report(DiagnosticKind::kUnknownName, span, {"rule", name},
                          DidYouMean(Nearest(name, context.NamesOf(context.rules), 2)));
      return;
    }
    context.program.equivalents.push_back({source.key.text, source.reason->text, source.key.span});
  });
}

}  // namespace comity
