// SPDX-License-Identifier: Apache-2.0
#include "tests/oracle/print_tables.h"

#include <algorithm>
#include <array>

#include "tests/oracle/print.h"

namespace comity::oracle {
namespace {

// What a column that asks for a member calls it; labels that no rule gives to anything.
constexpr std::array<const char*, 3> kAsked = {"asked", "open", "tried"};

std::string PrintCell(const Program& program, const Column& column, const TableCell& cell) {
  if (cell.kind == TableCell::Kind::kAny) return "-";
  if (cell.kind == TableCell::Kind::kYes) return "yes";
  if (cell.kind == TableCell::Kind::kNo) return "no";
  const int kind = program.phrases[column.condition.sentence.phrase].holes[column.hole].kind;
  std::string text = cell.kind == TableCell::Kind::kNotMember ? "not " : "";
  for (std::size_t i = 0; i < cell.members.size(); ++i)
    text += (i == 0 ? "" : " or ") + NameOf(program, kind, cell.members[i]);
  return text;
}

std::string PrintConclusion(RuleSpeaker& speaker, const TableRow& row) {
  if (row.gap) return "gap in the law";
  std::string text;
  if (row.with_effect) text = "with effect ";
  if (row.from) text += "from " + speaker.Say(*row.from);
  if (row.until) text += (row.from ? " until " : "until ") + speaker.Say(*row.until);
  if (row.from || row.until) text += ": ";
  if (row.presumes) text += "it is presumed that ";
  return text + speaker.Say(row.head);
}

// Who acts in every row, if it is the same and nothing stands before it: that goes into the
// heading.
std::string CommonActor(RuleSpeaker& speaker, const Rule& table) {
  std::string actor;
  for (const TableRow& row : table.rows) {
    if (row.gap) continue;
    if (row.from || row.until || row.head.modal == Modal::kNone) return "";
    const std::string own = speaker.SayActor(row.head);
    if (!actor.empty() && own != actor) return "";
    actor = own;
  }
  return actor;
}

}  // namespace

std::string PrintRows(const Program& program, const Rule& table, RuleSpeaker& speaker) {
  std::string text;
  std::string heading = "  |";
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    const Column& column = table.columns[i];
    text += "  column " + column.name + ": " + speaker.Say(column, kAsked[i]) + "\n";
    heading += " " + column.name + " |";
  }
  text += table.exactly_one ? "  exactly one row applies\n" : "  every row that fits applies\n";
  const std::string actor = CommonActor(speaker, table);
  text += heading + " then" + (actor.empty() ? "" : " " + actor) + " | cite |\n";
  for (std::size_t i = 0; i < table.rows.size(); ++i) {
    const TableRow& row = table.rows[i];
    text += "  |";
    for (std::size_t c = 0; c < row.cells.size(); ++c)
      text += " " + PrintCell(program, table.columns[c], row.cells[c]) + " |";
    std::string conclusion = PrintConclusion(speaker, row);
    if (!row.gap && !actor.empty()) conclusion = conclusion.substr(actor.size() + 1);
    text += " " + conclusion + " | LAW " + std::to_string(10 + i) + " |\n";
  }
  return text;
}

}  // namespace comity::oracle
