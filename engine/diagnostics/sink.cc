// SPDX-License-Identifier: Apache-2.0
#include "engine/diagnostics/sink.h"

#include <algorithm>
#include <map>
#include <tuple>

namespace comity {
namespace {

auto Place(const Diagnostic& diagnostic) {
  const Span& span = diagnostic.span;
  return std::tuple(span.file, span.line, span.column, diagnostic.kind);
}

}  // namespace

std::vector<Diagnostic> DiagnosticSink::Take(std::size_t per_file) && {
  std::stable_sort(diagnostics_.begin(), diagnostics_.end(),
                   [](const Diagnostic& a, const Diagnostic& b) { return Place(a) < Place(b); });
  std::map<std::uint32_t, std::size_t> shown;
  std::vector<Diagnostic> result;
  for (Diagnostic& diagnostic : diagnostics_) {
    if (!result.empty() && Place(result.back()) == Place(diagnostic)) continue;
    if (shown[diagnostic.span.file]++ == per_file) continue;
    if (shown[diagnostic.span.file] > per_file) continue;
    result.push_back(std::move(diagnostic));
  }
  return result;
}

}  // namespace comity
