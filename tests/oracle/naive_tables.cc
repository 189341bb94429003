// SPDX-License-Identifier: Apache-2.0
// Tables, read row by row: a row fits where each of its cells says what is.
#include <algorithm>

#include "tests/oracle/naive.h"
#include "tests/oracle/naive_rows.h"

namespace comity::oracle {

Row NaiveEvaluation::CellRow(const Column& column, const TableCell& cell,
                             const Assignment& assignment) const {
  if (cell.kind == TableCell::Kind::kAny) {
    return Constant(Has(Fault::kDashMeansNo) ? Value::kNo : Value::kYes);
  }
  if (cell.kind == TableCell::Kind::kYes) return ConditionRow(column.condition, assignment);
  if (cell.kind == TableCell::Kind::kNo) {
    if (Has(Fault::kNoCellIgnored)) return Constant(Value::kYes);
    return NotOf(ConditionRow(column.condition, assignment));
  }
  const Phrase& phrase = program_.phrases[column.condition.sentence.phrase];
  const auto& all = program_.kinds[phrase.holes[column.hole].kind].members;
  Row any = Constant(Value::kNo);
  for (int member = 0; member < static_cast<int>(all.size()); ++member) {
    const bool named =
        std::find(cell.members.begin(), cell.members.end(), member) != cell.members.end();
    const bool negated =
        cell.kind == TableCell::Kind::kNotMember && !Has(Fault::kNotMemberIsMember);
    if (named == negated) continue;
    if (Has(Fault::kOrTakesFirstOnly) && named && member != cell.members.front()) continue;
    Condition with_member = column.condition;
    with_member.sentence.terms[column.hole] = {Term::Kind::kMember, member};
    OrInto(any, ConditionRow(with_member, assignment));
  }
  return any;
}

Row NaiveEvaluation::RowFits(const Rule& table, const TableRow& row,
                             const Assignment& assignment) const {
  Row fits = Constant(Value::kYes);
  for (std::size_t i = 0; i < row.cells.size(); ++i)
    AndInto(fits, CellRow(table.columns[i], row.cells[i], assignment));
  if (row.gap && !Has(Fault::kGapSaysForSure)) AndInto(fits, Constant(Value::kUnknown));
  return fits;
}

bool NaiveEvaluation::RunTable(int number, int level) {
  const Rule& table = program_.rules[number];
  bool changed = false;
  const auto run = [&](const TableRow& fits, const TableRow& says, Assignment& assignment) {
    if (program_.phrases[says.head.phrase].level != level) return;
    if (says.presumes && Has(Fault::kPresumptionRuleIgnored)) return;
    if (Run(number, says.head, assignment, &fits, &says)) changed = true;
  };
  Assignment assignment(table.variables.size(), kUnbound);
  domain_.ForEach(table, VariablesOf(table, -1, -1), assignment, [&] {
    for (const TableRow& row : table.rows) {
      if (!row.gap) run(row, row, assignment);
      if (!row.gap || Has(Fault::kGapIgnored)) continue;
      for (const TableRow& other : table.rows) {
        if (other.gap) continue;
        run(row, other, assignment);
        if (Has(Fault::kGapLeavesFirstOpen)) break;
      }
    }
  });
  return changed;
}

}  // namespace comity::oracle
