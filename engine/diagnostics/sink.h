// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "engine/diagnostics/diagnostic.h"

namespace comity {

// Collects what a phase finds wrong. Owned by the caller of the phases, one for a whole
// compilation; not thread-safe.
class DiagnosticSink {
 public:
  void Report(DiagnosticKind kind, Span span, std::vector<std::string> arguments = {},
              std::vector<std::string> help = {}) {
    ++by_file_[span.file];
    diagnostics_.push_back({kind, span, std::move(arguments), std::move(help)});
  }
  // Whether so much is wrong with a file already that help, which takes long to find, would not be
  // read.
  bool IsCrowded(std::uint32_t file) const {
    constexpr std::size_t kCrowd = 100;
    const auto found = by_file_.find(file);
    return found != by_file_.end() && found->second > kCrowd;
  }
  // What was reported when there were `first` messages, and since.
  std::span<Diagnostic> Since(std::size_t first) { return std::span(diagnostics_).subspan(first); }
  void Append(DiagnosticSink other) {
    for (Diagnostic& diagnostic : other.diagnostics_) {
      ++by_file_[diagnostic.span.file];
      diagnostics_.push_back(std::move(diagnostic));
    }
  }
  // Takes out what turned out to be a consequence of something else that was reported.
  void EraseIf(const auto& is_consequence) { std::erase_if(diagnostics_, is_consequence); }
  bool empty() const { return diagnostics_.empty(); }
  std::size_t size() const { return diagnostics_.size(); }

  // In order of place, without repetitions of the same kind at the same place, at most `per_file`
  // for each file and one more that says how many were left out.
  std::vector<Diagnostic> Take(std::size_t per_file = 20) &&;

 private:
  std::vector<Diagnostic> diagnostics_;
  std::unordered_map<std::uint32_t, std::size_t> by_file_;
};

}  // namespace comity
