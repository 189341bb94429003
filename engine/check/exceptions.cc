// SPDX-License-Identifier: Apache-2.0
#include "engine/check/exceptions.h"

#include <algorithm>
#include <utility>

#include "engine/base/text.h"
#include "engine/check/declarations.h"

namespace comity {
namespace {

// Exceptions that act on exceptions multiply; nobody could follow more than this.
constexpr std::size_t kMaxInstances = 1000;
// Nor so many that stand one on the other.
constexpr std::size_t kDeepest = 30;

}  // namespace

void ExceptionResolver::Run(const Table<int>& names) && {
  std::size_t before = 0;
  do {
    before = open_.size();
    std::erase_if(open_, [&](const Pending& pending) { return Try(pending); });
  } while (open_.size() != before && !too_deep_);
  // What stands on an exception that is refused is not looked at; anything said of it would be a
  // consequence.
  if (too_deep_) return;
  for (const Pending& pending : open_) Report(pending, names);
}

bool ExceptionResolver::Try(const Pending& pending) {
  const ast::Rule& rule = *pending.rule;
  std::vector<RuleId> instances;
  for (const ast::Text& target : rule.targets) {
    const auto found = context_.rules.find(target.text);
    if (found == context_.rules.end()) return false;
    instances.insert(instances.end(), found->second.begin(), found->second.end());
  }
  // Even without a target that could be read it has a name that others use.
  context_.rules[rule.name.text];
  if (instances.size() > kMaxInstances) {
    context_.sink.Report(DiagnosticKind::kTooManyTargets, rule.name.span,
                         {std::to_string(kMaxInstances)},
                         {"an exception to an exception acts on it once for each of its rules"});
    return true;
  }
  for (RuleId instance : instances) {
    if (DepthOf(instance) < kDeepest) {
      ResolveException(rule, pending.module, instance, context_);
      continue;
    }
    context_.sink.Report(DiagnosticKind::kTooManyTargets, rule.name.span,
                         {std::to_string(kDeepest)}, {"each is an exception to the one before"});
    too_deep_ = true;
    break;
  }
  return true;
}

std::size_t ExceptionResolver::DepthOf(RuleId rule) const {
  std::size_t depth = 1;
  for (; context_.program.rules[rule].target; rule = *context_.program.rules[rule].target) ++depth;
  return depth;
}

void ExceptionResolver::Report(const Pending& pending, const Table<int>& names) {
  bool unknown = false;
  const bool crowded = context_.sink.IsCrowded(pending.rule->name.span.file);
  for (const ast::Text& target : pending.rule->targets) {
    if (names.contains(target.text)) continue;
    unknown = true;
    ReportUnknownRule(target, crowded ? 0 : CountActing(target.text), names, context_);
  }
  if (unknown) return;
  const std::set<std::string> reached = Reach(pending.rule->name.text);
  if (!reached.contains(pending.rule->name.text)) return;
  if (!in_reported_circle_.contains(pending.rule->name.text)) {
    context_.sink.Report(
        DiagnosticKind::kOwnException, pending.rule->name.span, {"exception"},
        {Concat({"‘", pending.rule->targets[0].text, "’ is itself an exception to ‘",
                 pending.rule->name.text, "’, directly or by way of others"})});
  }
  in_reported_circle_.insert(reached.begin(), reached.end());
}

std::size_t ExceptionResolver::CountActing(const std::string& target) const {
  return static_cast<std::size_t>(
      std::count_if(open_.begin(), open_.end(), [&](const Pending& pending) {
        const auto& targets = pending.rule->targets;
        return std::any_of(targets.begin(), targets.end(),
                           [&](const ast::Text& text) { return text.text == target; });
      }));
}

std::set<std::string> ExceptionResolver::Reach(const std::string& name) const {
  std::set<std::string> reached;
  std::vector<std::string> open = {name};
  while (!open.empty()) {
    const std::string next = std::move(open.back());
    open.pop_back();
    for (const Pending& pending : open_) {
      if (pending.rule->name.text != next) continue;
      for (const ast::Text& target : pending.rule->targets) {
        if (reached.insert(target.text).second) open.push_back(target.text);
      }
    }
  }
  return reached;
}

}  // namespace comity
