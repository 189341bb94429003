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
      better = EraseStatements(&Program::promises) || better;
      better = SimplifyKnowledge() || better;
      better = EraseDisputes() || better;
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

  template <typename T>
  bool EraseStatements(std::vector<T> Program::*statements) {
    bool better = false;
    for (int i = static_cast<int>((best_.*statements).size()); i-- > 0;) {
      if constexpr (std::is_same_v<T, Statement>) {
        // Sides go with their dispute only.
        if ((best_.*statements)[i].dispute >= 0) continue;
      }
      Program program = best_;
      (program.*statements).erase((program.*statements).begin() + i);
      better = Try(std::move(program)) || better;
    }
    return better;
  }

  // Takes one day out, if there is one.
  template <typename Find>
  bool Forget(const Find& find) {
    Program program = best_;
    std::optional<int>& day = find(program);
    if (!day) return false;
    day.reset();
    return Try(std::move(program));
  }

  bool SimplifyKnowledge() {
    bool better = Forget([](Program & p) -> auto& { return p.known_on; });
    better = Forget([](Program & p) -> auto& { return p.retrieved; }) || better;
    for (std::size_t i = 0; i < best_.facts.size(); ++i) {
      better = Forget([i](Program & p) -> auto& { return p.facts[i].recorded; }) || better;
      better = Forget([i](Program & p) -> auto& { return p.facts[i].from_last; }) || better;
      better = Forget([i](Program & p) -> auto& { return p.facts[i].until_last; }) || better;
      better = Forget([i](Program & p) -> auto& { return p.facts[i].from; }) || better;
      better = Forget([i](Program & p) -> auto& { return p.facts[i].until; }) || better;
    }
    return better;
  }

  bool EraseDisputes() {
    bool better = false;
    for (int i = static_cast<int>(best_.disputes.size()); i-- > 0;) {
      Program program = best_;
      program.disputes.erase(program.disputes.begin() + i);
      std::erase_if(program.facts, [i](const Statement& fact) { return fact.dispute == i; });
      for (Statement& fact : program.facts) fact.dispute -= fact.dispute > i ? 1 : 0;
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
      if (best_.rules[i].IsTable()) better = SimplifyTable(i) || better;
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

  // A table with fewer rows leaves holes, so it no longer says that exactly one applies.
  bool SimplifyTable(std::size_t rule) {
    bool better = false;
    for (std::size_t row = best_.rules[rule].rows.size(); row-- > 0;) {
      if (best_.rules[rule].rows.size() == 1) break;
      better = Change(rule,
                      [&](Rule& table) {
                        table.exactly_one = false;
                        table.rows.erase(table.rows.begin() + static_cast<long>(row));
                      }) ||
               better;
    }
    for (std::size_t column = best_.rules[rule].columns.size(); column-- > 0;) {
      if (best_.rules[rule].columns.size() == 1) break;
      better = Change(rule,
                      [&](Rule& table) {
                        table.exactly_one = false;
                        table.columns.erase(table.columns.begin() + static_cast<long>(column));
                        for (TableRow& row : table.rows)
                          row.cells.erase(row.cells.begin() + static_cast<long>(column));
                      }) ||
               better;
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
