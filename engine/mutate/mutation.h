// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "engine/base/source_file.h"
#include "engine/check/program.h"
#include "engine/syntax/ast.h"

namespace comity {

// One way to break the law: a change of one line of one rule, exception, table or date rule, as
// told to people and as done to the syntax tree.
struct Mutation {
  enum class Of { kRule, kTable, kDateRule };
  Of of = Of::kRule;
  std::string rule;  // its name; of a date rule, its phrase
  std::string row;   // the name of the row, where one row of a table changes
  std::string
      change;  // "‘the day is after 2002-04-11’ read as ‘the day is on or after 2002-04-11’"
  Span span;
  // Stable while the line is not rewritten: "RS-126-2: ‘…’ read as ‘…’". What would be told twice
  // is numbered.
  std::string key;
  std::function<void(std::vector<ast::File>&)> apply;
};

// All mutations of the rules, by place. Lines are left out; comparisons take their day in or out;
// dates come a day sooner or later and are rounded the other way; a duty becomes a power and so on;
// positions are exchanged or left out; exceptions bar instead of suspending and the other way
// round, change the beginning instead of the end, act on one rule less, or not at all; what begins,
// ends or reaches back does not; `any of` becomes `all of` and the other way round. Of a table: a
// cell is answered otherwise, a row is left out, a row concludes what another one does. Its policy
// stays, since that is checked at load and changes no answer. `files` and `texts` are those the
// program was made of.
std::vector<Mutation> ListMutations(const std::vector<ast::File>& files,
                                    const std::vector<SourceFile>& texts, const Program& program);

}  // namespace comity
