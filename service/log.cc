// SPDX-License-Identifier: Apache-2.0
#include "service/log.h"

#include <grpc/support/log.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <ctime>
#include <nlohmann/json.hpp>

namespace comity {
namespace {

using Json = nlohmann::ordered_json;

spdlog::logger& Logger() {
  static const std::shared_ptr<spdlog::logger> logger = [] {
    auto made = std::make_shared<spdlog::logger>("comity",
                                                 std::make_shared<spdlog::sinks::stderr_sink_mt>());
    // The line is made by a JSON writer: a pattern around the message would not escape its quotes.
    made->set_pattern("%v");
    return made;
  }();
  return *logger;
}

std::string_view Word(Severity severity) {
  switch (severity) {
    case Severity::kInfo:
      return "info";
    case Severity::kWarning:
      return "warning";
    case Severity::kError:
      return "error";
  }
  return "error";
}

spdlog::level::level_enum Level(Severity severity) {
  switch (severity) {
    case Severity::kInfo:
      return spdlog::level::info;
    case Severity::kWarning:
      return spdlog::level::warn;
    case Severity::kError:
      return spdlog::level::err;
  }
  return spdlog::level::err;
}

Json Opening(Severity severity, std::string_view event) {
  return {{"time", FormatUtc(std::chrono::system_clock::now())},
          {"level", Word(severity)},
          {"event", event}};
}

void Write(Severity severity, const Json& line) {
  Logger().log(Level(severity), line.dump(-1, ' ', false, Json::error_handler_t::replace));
}

void WriteTransportMessage(gpr_log_func_args* message) {
  if (message->severity != GPR_LOG_SEVERITY_ERROR) return;
  LogEvent(Severity::kWarning, "transport", {{"what", message->message}});
}

}  // namespace

void LogEvent(Severity severity, std::string_view event,
              std::initializer_list<std::pair<std::string_view, std::string>> facts) {
  Json line = Opening(severity, event);
  for (const auto& [name, value] : facts) line[std::string(name)] = value;
  Write(severity, line);
}

void LogCall(const CallRecord& record) {
  Json line = Opening(Severity::kInfo, "call");
  line["method"] = record.method;
  line["status"] = record.status;
  line["revision"] = record.revision;
  line["latency_us"] = record.latency.count();
  if (!record.outcome.empty()) line["outcome"] = record.outcome;
  if (record.items > 0) line["items"] = record.items;
  Write(Severity::kInfo, line);
}

void LogTransportMessages() { gpr_set_log_function(WriteTransportMessage); }

std::string FormatUtc(std::chrono::system_clock::time_point time) {
  const std::time_t seconds = std::chrono::system_clock::to_time_t(time);
  std::tm parts{};
  gmtime_r(&seconds, &parts);
  std::string text(sizeof "2026-11-23T09:30:00Z", '\0');
  text.resize(std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%SZ", &parts));
  return text;
}

}  // namespace comity
