// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <set>
#include <string>

#include "engine/check/context.h"

// What people write in the line of a rule around a sentence that otherwise reads. Asked only of
// lines that do not read as they stand.
namespace comity {

// The sentence as it was meant, once what is around it was reported: quotes, a second `if`, `The
// State` for `the State`, `the same State`, `it`. `known` are the labels introduced before.
ast::Text MendSentence(const ast::Text& text, const std::set<std::string>& known,
                       CheckContext& context);

// Reports a conclusion that a rule cannot have: a negation, freedom from a duty, two acts, the
// effect of an exception. False if it is none of these.
bool ReportConclusion(const ast::Text& text, CheckContext& context);

// Dates before the colon in other words than `from` and `until`: reports them and gives the
// sentence behind.
ast::Text MendOtherDates(const ast::Text& text, CheckContext& context);

}  // namespace comity
