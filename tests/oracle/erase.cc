// SPDX-License-Identifier: Apache-2.0
#include "tests/oracle/erase.h"

#include <algorithm>

namespace comity::oracle {
namespace {

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

// Takes out a phrase if nothing but the case says it, with what the case says.
void ErasePhrase(Program& program, int number) {
  const auto is_it = [&](const Statement& statement) { return statement.phrase == number; };
  bool used = std::any_of(program.facts.begin(), program.facts.end(), is_it);
  ForEachSentence(program, [&](Sentence& sentence) { used = used || sentence.phrase == number; });
  for (const Promise& promise : program.promises) used = used || promise.phrase == number;
  if (used) return;
  std::erase_if(program.given, is_it);
  program.phrases.erase(program.phrases.begin() + number);
  const auto shift = [&](int& phrase) { phrase -= phrase > number ? 1 : 0; };
  ForEachSentence(program, [&](Sentence& sentence) { shift(sentence.phrase); });
  for (auto* statements : {&program.facts, &program.given}) {
    for (Statement& statement : *statements) shift(statement.phrase);
  }
  for (Promise& promise : program.promises) shift(promise.phrase);
}

// Calls visit for every date of a program, and the dates it is made of.
template <typename Visit>
void ForEachDate(DateExpr& date, const Visit& visit) {
  visit(date);
  for (DateExpr& operand : date.operands) ForEachDate(operand, visit);
}
template <typename Visit>
void ForEachDate(Program& program, const Visit& visit) {
  const auto may = [&](std::optional<DateExpr>& date) {
    if (date) ForEachDate(*date, visit);
  };
  for (DateRule& rule : program.date_rules) ForEachDate(rule.body, visit);
  for (Rule& rule : program.rules) {
    may(rule.from);
    may(rule.until);
    if (rule.ChangesTiming()) ForEachDate(rule.instead, visit);
    const auto in_condition = [&](Condition& condition) {
      may(condition.as_of);
      if (!condition.compares) return;
      ForEachDate(condition.left, visit);
      ForEachDate(condition.right, visit);
    };
    for (Clause& clause : rule.clauses) {
      for (Condition& condition : clause.conditions) in_condition(condition);
    }
    for (Column& column : rule.columns) in_condition(column.condition);
    for (TableRow& row : rule.rows) {
      may(row.from);
      may(row.until);
    }
  }
}

void EraseDateRule(Program& program, int number) {
  bool used = false;
  ForEachDate(program, [&](const DateExpr& date) {
    used = used || (date.kind == DateExpr::Kind::kRule && date.number == number);
  });
  if (used) return;
  program.date_rules.erase(program.date_rules.begin() + number);
  ForEachDate(program, [&](DateExpr& date) {
    if (date.kind == DateExpr::Kind::kRule && date.number > number) --date.number;
  });
}

bool IsCarried(const Program& program, int issue, int position) {
  return std::any_of(program.rules.begin(), program.rules.end(), [&](const Rule& rule) {
    return rule.issue == issue && (position < 0 || rule.position == position);
  });
}

void ErasePosition(Program& program, int issue, int position) {
  Issue& from = program.issues[issue];
  const bool stood = std::any_of(from.eras.begin(), from.eras.end(),
                                 [&](const auto& era) { return era.position == position; });
  if (stood || from.preferred == position || IsCarried(program, issue, position)) return;
  from.positions.erase(from.positions.begin() + position);
  if (from.preferred > position) --from.preferred;
  for (auto& era : from.eras) era.position -= era.position > position ? 1 : 0;
  for (Rule& rule : program.rules) {
    if (rule.issue == issue && rule.position > position) --rule.position;
  }
  for (Reading& reading : program.readings) {
    std::erase(reading.choices, std::pair(issue, position));
    for (auto& [number, choice] : reading.choices) {
      if (number == issue && choice > position) --choice;
    }
  }
}

void EraseIssue(Program& program, int issue) {
  for (int i = static_cast<int>(program.issues[issue].positions.size()); i-- > 0;)
    ErasePosition(program, issue, i);
  if (IsCarried(program, issue, -1)) return;
  program.issues.erase(program.issues.begin() + issue);
  for (Rule& rule : program.rules) rule.issue -= rule.issue > issue ? 1 : 0;
  for (Reading& reading : program.readings) {
    std::erase_if(reading.choices, [&](const auto& choice) { return choice.first == issue; });
    for (auto& [number, choice] : reading.choices) number -= number > issue ? 1 : 0;
  }
}

}  // namespace

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

void EraseClause(Rule& rule, int clause) {
  constexpr int kNowhere = 1000;  // the clause of variables that nothing mentions any more
  rule.clauses.erase(rule.clauses.begin() + clause);
  for (Variable& variable : rule.variables) {
    if (variable.clause == clause) {
      variable.clause = kNowhere;
    } else if (variable.clause > clause) {
      --variable.clause;
    }
  }
}

void EraseUnused(Program& program) {
  for (int i = static_cast<int>(program.phrases.size()); i-- > 0;) ErasePhrase(program, i);
  for (int i = static_cast<int>(program.date_rules.size()); i-- > 0;) EraseDateRule(program, i);
  for (int i = static_cast<int>(program.issues.size()); i-- > 0;) EraseIssue(program, i);
  // A reading that lists nothing cannot be written; the first is always there.
  for (std::size_t i = program.readings.size(); i-- > 1;) {
    if (program.readings[i].choices.empty() && !program.readings[i].of_the_day)
      program.readings.erase(program.readings.begin() + static_cast<std::ptrdiff_t>(i));
  }
}

}  // namespace comity::oracle
