// SPDX-License-Identifier: Apache-2.0
#include "tests/oracle/reduce.h"

#include <algorithm>

namespace comity::oracle {
namespace {

bool IsRefusal(const std::string& failure) { return failure.find("refuse") != std::string::npos; }

// Takes a rule out, with the exceptions that act on it alone, and renumbers the targets of the
// others.
void EraseRule(Program& program, int number) {
  program.rules.erase(program.rules.begin() + number);
  for (std::size_t i = 0; i < program.rules.size();) {
    Rule& rule = program.rules[i];
    const bool exception = rule.IsException();
    std::erase(rule.targets, number);
    for (int& target : rule.targets) target -= target > number ? 1 : 0;
    if (exception && rule.targets.empty()) {
      EraseRule(program, static_cast<int>(i));
      i = 0;
    } else {
      ++i;
    }
  }
}

template <typename Visit>
void ForEachSentence(Program& program, const Visit& visit) {
  for (Rule& rule : program.rules) {
    if (!rule.IsException() && !rule.IsTable()) visit(rule.head);
    for (TableRow& row : rule.rows) {
      if (!row.gap) visit(row.head);
    }
    for (Column& column : rule.columns) {
      if (!column.condition.compares) visit(column.condition.sentence);
    }
    for (Clause& clause : rule.clauses) {
      for (Condition& condition : clause.conditions) {
        if (!condition.compares) visit(condition.sentence);
      }
    }
  }
}

// Takes out a phrase that nothing says; false if something does.
bool ErasePhrase(Program& program, int number) {
  bool used = false;
  ForEachSentence(program, [&](Sentence& sentence) { used = used || sentence.phrase == number; });
  for (const auto* statements : {&program.facts, &program.given}) {
    for (const Statement& statement : *statements) used = used || statement.phrase == number;
  }
  for (const Promise& promise : program.promises) used = used || promise.phrase == number;
  if (used) return false;
  program.phrases.erase(program.phrases.begin() + number);
  const auto shift = [&](int& phrase) { phrase -= phrase > number ? 1 : 0; };
  ForEachSentence(program, [&](Sentence& sentence) { shift(sentence.phrase); });
  for (auto* statements : {&program.facts, &program.given}) {
    for (Statement& statement : *statements) shift(statement.phrase);
  }
  for (Promise& promise : program.promises) shift(promise.phrase);
  return true;
}

// The variables of later clauses move with them.
void EraseClause(Rule& rule, int clause) {
  rule.clauses.erase(rule.clauses.begin() + clause);
  for (Variable& variable : rule.variables) {
    if (variable.clause > clause) --variable.clause;
  }
}

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
    for (int i = static_cast<int>(best_.phrases.size()); i-- > 0;) {
      Program program = best_;
      if (ErasePhrase(program, i)) Try(std::move(program));
    }
    return std::move(best_);
  }

 private:
  bool Try(Program program) {
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
