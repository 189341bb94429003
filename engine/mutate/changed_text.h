// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/syntax/ast.h"

// Changes of what is still text, or a date, in the syntax tree, and how they are told.
namespace comity {

std::string Quoted(std::string_view text);
// "‘before’ read as ‘after’"
std::string Exchanged(std::string_view before, std::string_view after);

// A comparison of days or times with its order taken for the one it is confused with.
std::optional<std::string> WithOtherOrder(const std::string& comparison);
// A comparison with one of its days or amounts one more or less, each in turn. Without those that
// say the same as `other`, the comparison with the other order.
std::vector<std::string> WithShiftedAmounts(const std::string& comparison,
                                            const std::optional<std::string>& other);

// One part of a date that is taken to be a day more or less, or rounded the other way.
struct DateChange {
  std::vector<std::size_t> path;  // through the operands
  Span part;                      // as it stands in its line
  int days = 0;                   // or, of a part of a time, 0: the rounding
};
std::vector<DateChange> ChangesOf(const ast::DateExpression& date);
void Apply(const DateChange& change, ast::DateExpression& date);
// What the part, whose words are given, is read as.
std::string Tell(const DateChange& change, std::string_view part);
// The same in text: `text` is a part of a line, with the date in it.
std::string ApplyToText(const DateChange& change, const ast::Text& text);

// All of a date as it stands in its line, from its first word to its last.
Span WholeOf(const ast::DateExpression& date);
// A part of a line, with the brackets that open before it if they close in it.
std::string_view PartOf(std::string_view line, std::size_t at, std::size_t length);

}  // namespace comity
