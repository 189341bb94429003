// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace comity {

// How much one call may ask for. Every limit has its own name and its own reason in the published
// list of reasons, and every one can be set by the operator. The transport takes larger messages
// than these, so that it is we who answer.
struct Limits {
  std::size_t question_bytes = 1u << 20;
  std::size_t batch_bytes = 4u << 20;
  std::size_t check_bytes = 16u << 20;
  std::size_t answer_bytes = 4'000'000;
  std::size_t text_bytes = 4'000;
  std::size_t statements = 1'000;
  std::size_t cast = 100;
  std::size_t about = 16;
  std::size_t batch = 1'000;
  std::size_t compact_batch = 10'000;
  std::size_t readings = 32;
  std::size_t explain_depth = 32;
  std::size_t check_files = 2'000;
  std::size_t file_bytes = 4u << 20;
  std::size_t evaluation_ms = 30'000;
};

// One limit for tables of options: its name and what it bounds.
struct LimitRow {
  std::string_view name;
  std::string_view meaning;
  std::size_t Limits::*value;
};
std::span<const LimitRow> LimitTable();

// Sets one limit from "statements=500". Returns why not, or nothing if it is set. No limit can be
// zero.
std::string SetLimit(std::string_view assignment, Limits& limits);

}  // namespace comity
