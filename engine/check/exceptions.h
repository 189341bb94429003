// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <set>
#include <string>
#include <vector>

#include "engine/check/context.h"

namespace comity {

// Resolves an exception as it acts on one rule or exception.
void ResolveException(const ast::Rule& rule, std::uint32_t module, RuleId target,
                      CheckContext& context);

// The exceptions, resolved once what they act on is.
class ExceptionResolver {
 public:
  explicit ExceptionResolver(CheckContext& context) : context_(context) {}

  void Add(const ast::Rule& rule, std::uint32_t module) { open_.push_back({&rule, module}); }

  void Run(const Table<int>& names) &&;

 private:
  struct Pending {
    const ast::Rule* rule;
    std::uint32_t module;
  };

  // Resolves an exception on every instance of every target; false if a target is not resolved yet.
  bool Try(const Pending& pending);
  // How many rules and exceptions stand one below the other, this one included.
  std::size_t DepthOf(RuleId rule) const;
  // What an exception waits for: a rule that does not exist, or a circle, of which one is reported.
  void Report(const Pending& pending, const Table<int>& names);
  // How many of those that wait act on a name.
  std::size_t CountActing(const std::string& target) const;
  // What is not resolved and the named exception acts on, directly or by way of others.
  std::set<std::string> Reach(const std::string& name) const;

  CheckContext& context_;
  bool too_deep_ = false;
  std::vector<Pending> open_;
  std::set<std::string> in_reported_circle_;
};

}  // namespace comity
