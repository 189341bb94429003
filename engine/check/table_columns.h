// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/check/context.h"
#include "engine/check/table_cover.h"

namespace comity {

// What a column of a table asks: yes or no, or which member of a closed list stands in one hole.
struct TableColumn {
  const ast::Table::Column* source = nullptr;
  Literal literal;                  // as resolved
  std::vector<std::string> values;  // "yes" and "no", or the members
  bool closed = false;              // and then:
  std::vector<EntityId> members;
  std::size_t hole = 0;            // the term of the atom that the member is
  std::size_t begin = 0, end = 0;  // the bytes of the text that it replaces
};

// Nothing if it introduces what a column may not, which is reported. The condition must have been
// resolved without a slip.
std::optional<TableColumn> ReadColumn(const ast::Table::Column& source, std::uint32_t module,
                                      CheckContext& context);

// The values that a cell takes; reports a cell that names none.
std::optional<ValueSet> ReadCell(const TableColumn& column, const ast::Text& cell,
                                 DiagnosticSink& sink);
// The other way round.
std::string WriteCell(const TableColumn& column, const ValueSet& values);

// The condition that a cell stands for, placed at the cell; nothing for a cell that takes all.
std::optional<ast::Condition> ConditionOf(const TableColumn& column, const ValueSet& values,
                                          const ast::Text& cell);

// Which answers of the columns go together, given the conditions that all rows share.
void FillShape(const Rule& common, const std::vector<TableColumn>& columns, TableShape& shape);

}  // namespace comity
