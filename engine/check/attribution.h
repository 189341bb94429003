// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "engine/check/context.h"

namespace comity {

// Who says so: a declared source, or any text.
struct Attribution {
  std::string name, title;
  const CheckContext::SourceEntry* declared = nullptr;
};

// The source of this name; where it may be `any_text`, text that names none is one itself. Reports
// a name that is not declared.
Attribution ReadSource(const ast::Text& name, bool any_text, CheckContext& context);

// Notes in a fact whence it is known and since when, and reports a source that may not say so.
void Attribute(Fact& fact, const Attribution& source, const ast::Remarks& remarks, Span span,
               CheckContext& context);

}  // namespace comity
