// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/check/context.h"

namespace comity {

// Reports a distance that cannot be read; false if there is nothing to report.
bool ReportDistance(const ast::Comparison& source, DiagnosticSink& sink);

// A comparison as written, its two dates looked up, with the day that a distance counts to.
Comparison MakeComparison(const ast::Comparison& source, DateTerm left, DateTerm right);

// The same of two times.
TimeComparison MakeTimeComparison(const ast::Comparison& source, Term left, Term right);

}  // namespace comity
