// SPDX-License-Identifier: Apache-2.0
#include "engine/diagnostics/sink.h"

#include <algorithm>
#include <map>
#include <optional>
#include <string>
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
  std::optional<decltype(Place(diagnostics_.front()))> last;
  for (Diagnostic& diagnostic : diagnostics_) {
    if (last && *last == Place(diagnostic)) continue;
    last = Place(diagnostic);
    const std::size_t before = shown[diagnostic.span.file]++;
    if (before > per_file) {
      // The place of the first that is left out tells where to go on.
      result.back().arguments[0] = std::to_string(shown[diagnostic.span.file] - per_file);
    } else if (before == per_file) {
      result.push_back({DiagnosticKind::kMoreMistakes,
                        diagnostic.span,
                        {"1"},
                        {"this is the first of them; mend those above and check again"}});
    } else {
      result.push_back(std::move(diagnostic));
    }
  }
  return result;
}

}  // namespace comity
