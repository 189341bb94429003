// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/check/program.h"
#include "engine/diagnostics/sink.h"

namespace comity {

// Reports pairs of rules of which one obliges to what the other forbids in one and the same case,
// with the smallest such case, unless one of them says that they conflict. Looks only so long that
// loading does not wait for it: where nothing was found in time nothing is said.
void ReportConflicts(const Program& program, DiagnosticSink& sink);

}  // namespace comity
