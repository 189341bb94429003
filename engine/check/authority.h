// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "engine/check/context.h"

namespace comity {

// Reports those who alone may assert a phrase, but for whom nobody speaks: no body is called so and
// no source speaks for them.
void CheckAuthorities(CheckContext& context);

// Reports a fact whose source speaks for none of those who alone may assert it. `source` is null
// for a source that is not declared, and `name` is then its text.
void CheckAuthority(const Fact& fact, const CheckContext::SourceEntry* source,
                    const std::string& name, CheckContext& context);

}  // namespace comity
