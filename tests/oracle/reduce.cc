// SPDX-License-Identifier: Apache-2.0
#include "tests/oracle/reduce.h"

#include "tests/oracle/erase.h"

namespace comity::oracle {
namespace {

bool IsRefusal(const std::string& failure) { return failure.find("refuse") != std::string::npos; }

class Reducer {
 public:
  Reducer(Program program, const Judge& judge) : best_(std::move(program)), judge_(judge) {
    const auto failure = judge_(best_);
    refusal_ = failure && IsRefusal(*failure);
  }

  Program Run() && {
    for (bool better = true; better;) {
      better = EraseRules();
      better = EraseStatements(&Program::facts) || better;
      better = EraseStatements(&Program::given) || better;
      better = SimplifyRules() || better;
    }
    return std::move(best_);
  }

 private:
  bool Try(Program program) {
    EraseUnused(program);
    const auto failure = judge_(program);
    if (!failure || IsRefusal(*failure) != refusal_) return false;
    best_ = std::move(program);
    return true;
  }

  bool EraseRules() {
    bool better = false;
    for (int i = static_cast<int>(best_.rules.size()); i-- > 0;) {
      if (i >= static_cast<int>(best_.rules.size())) continue;
      Program program = best_;
      EraseRule(program, i);
      better = Try(std::move(program)) || better;
    }
    return better;
  }

  bool EraseStatements(std::vector<Statement> Program::*statements) {
    bool better = false;
    for (int i = static_cast<int>((best_.*statements).size()); i-- > 0;) {
      Program program = best_;
      (program.*statements).erase((program.*statements).begin() + i);
      better = Try(std::move(program)) || better;
    }
    return better;
  }

  bool SimplifyRules() {
    bool better = false;
    for (std::size_t i = 0; i < best_.rules.size(); ++i) {
      // The variables that a clause introduced may be gone with it; such a rule the engine refuses,
      // and it stays.
      for (int clause = static_cast<int>(best_.rules[i].clauses.size()); clause-- > 0;) {
        better = Change(i, [&](Rule& rule) { EraseClause(rule, clause); }) || better;
      }
      if (best_.rules[i].from)
        better = Change(i,
                        [](Rule& rule) {
                          rule.from.reset();
                          rule.with_effect = false;
                        }) ||
                 better;
      if (best_.rules[i].until)
        better = Change(i, [](Rule& rule) { rule.until.reset(); }) || better;
      if (best_.rules[i].in_force_from)
        better = Change(i, [](Rule& rule) { rule.in_force_from.reset(); }) || better;
      if (best_.rules[i].in_force_until)
        better = Change(i, [](Rule& rule) { rule.in_force_until.reset(); }) || better;
      if (best_.rules[i].issue >= 0)
        better = Change(i, [](Rule& rule) { rule.issue = -1; }) || better;
    }
    return better;
  }

  template <typename Edit>
  bool Change(std::size_t rule, const Edit& edit) {
    Program program = best_;
    edit(program.rules[rule]);
    if (program.rules[rule].clauses.empty()) return false;
    return Try(std::move(program));
  }

  Program best_;
  const Judge& judge_;
  bool refusal_ = false;
};

}  // namespace

Program Reduce(Program program, const Judge& judge) {
  return Reducer(std::move(program), judge).Run();
}

}  // namespace comity::oracle
