// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

namespace comity {

// The log of the service: JSON, one object a line, on standard error. May be used from many threads
// at once.

enum class Severity { kInfo, kWarning, kError };

// Something that happened, with its facts:
// {"time":...,"level":"info","event":"reloaded","revision":"2"}.
void LogEvent(Severity severity, std::string_view event,
              std::initializer_list<std::pair<std::string_view, std::string>> facts);

// One call, when it has been answered.
struct CallRecord {
  std::string_view method;
  std::string_view status;
  std::uint64_t revision = 0;
  std::chrono::microseconds latency{0};
  std::string outcome;
  std::size_t items = 0;
};
void LogCall(const CallRecord& record);

// Sends the messages of the gRPC library through this log. Call it once, before any gRPC object is
// made.
void LogTransportMessages();

// "2026-11-23T09:30:00Z".
std::string FormatUtc(std::chrono::system_clock::time_point time);

}  // namespace comity
