// SPDX-License-Identifier: Apache-2.0
#include "service/limits.h"

#include <array>
#include <charconv>

namespace comity {
namespace {

constexpr std::array kLimitTable = {
    LimitRow{"question_bytes", "size of one question", &Limits::question_bytes},
    LimitRow{"batch_bytes", "size of a batch of questions", &Limits::batch_bytes},
    LimitRow{"check_bytes", "size of a draft to check", &Limits::check_bytes},
    LimitRow{"answer_bytes", "size of one answer", &Limits::answer_bytes},
    LimitRow{"text_bytes", "size of one name, phrase or statement", &Limits::text_bytes},
    LimitRow{"statements", "statements in one case", &Limits::statements},
    LimitRow{"cast", "entities cast in one case", &Limits::cast},
    LimitRow{"about", "entities an act concerns", &Limits::about},
    LimitRow{"batch", "questions in one batch", &Limits::batch},
    LimitRow{"compact_batch", "questions without reasons in one batch", &Limits::compact_batch},
    LimitRow{"readings", "readings side by side", &Limits::readings},
    LimitRow{"explain_depth", "levels of an explanation", &Limits::explain_depth},
    LimitRow{"check_files", "files in a draft to check", &Limits::check_files},
    LimitRow{"file_bytes", "size of one rule file", &Limits::file_bytes},
    LimitRow{"evaluation_ms", "milliseconds one call may be evaluated", &Limits::evaluation_ms},
};

// Above this the transport's own limit, an int, could no longer stand above ours.
constexpr std::size_t kLargest = 1u << 30;

}  // namespace

std::span<const LimitRow> LimitTable() { return kLimitTable; }

std::string SetLimit(std::string_view assignment, Limits& limits) {
  const std::size_t equals = assignment.find('=');
  if (equals == std::string_view::npos) {
    return "a limit is set as NAME=NUMBER, not ‘" + std::string(assignment) + "’";
  }
  const std::string_view name = assignment.substr(0, equals);
  const std::string_view text = assignment.substr(equals + 1);
  std::size_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size() || number == 0 ||
      number > kLargest) {
    return "limit ‘" + std::string(name) + "’ is a number from 1 to " + std::to_string(kLargest);
  }
  for (const LimitRow& row : kLimitTable) {
    if (row.name == name) {
      limits.*row.value = number;
      return {};
    }
  }
  return "there is no limit ‘" + std::string(name) + "’";
}

}  // namespace comity
