// SPDX-License-Identifier: Apache-2.0
#include "service/status.h"

#include <google/rpc/error_details.pb.h>
#include <google/rpc/status.pb.h>
#include <openssl/rand.h>

#include <array>
#include <initializer_list>
#include <utility>

#include "service/log.h"

namespace comity {
namespace {

using Metadata = std::initializer_list<std::pair<std::string_view, std::string>>;

google::rpc::Status Told(grpc::StatusCode code, const std::string& message, v1::ErrorReason reason,
                         Metadata metadata) {
  google::rpc::Status status;
  status.set_code(code);
  status.set_message(message);
  google::rpc::ErrorInfo info;
  info.set_reason(std::string(ReasonName(reason)));
  info.set_domain(std::string(kErrorDomain));
  for (const auto& [key, value] : metadata) (*info.mutable_metadata())[std::string(key)] = value;
  status.add_details()->PackFrom(info);
  return status;
}

grpc::Status Sealed(const google::rpc::Status& status) {
  return {static_cast<grpc::StatusCode>(status.code()), status.message(),
          status.SerializeAsString()};
}

grpc::Status Simple(grpc::StatusCode code, const std::string& message, v1::ErrorReason reason,
                    Metadata metadata = {}) {
  return Sealed(Told(code, message, reason, metadata));
}

v1::ErrorReason ReasonOf(Refusal::Reason reason) {
  switch (reason) {
    case Refusal::Reason::kUnknownName:
      return v1::ERROR_REASON_UNKNOWN_NAME;
    case Refusal::Reason::kAmbiguousName:
      return v1::ERROR_REASON_AMBIGUOUS_NAME;
    case Refusal::Reason::kUnknownAction:
      return v1::ERROR_REASON_UNKNOWN_ACTION;
    case Refusal::Reason::kUnknownPhrase:
      return v1::ERROR_REASON_UNKNOWN_PHRASE;
    case Refusal::Reason::kUnknownReading:
      return v1::ERROR_REASON_UNKNOWN_READING;
    case Refusal::Reason::kNotAFact:
      return v1::ERROR_REASON_NOT_A_FACT;
    case Refusal::Reason::kBadStatement:
      return v1::ERROR_REASON_BAD_STATEMENT;
    case Refusal::Reason::kContradiction:
      return v1::ERROR_REASON_CONTRADICTION;
    case Refusal::Reason::kNothingAsked:
      return v1::ERROR_REASON_NOTHING_ASKED;
    case Refusal::Reason::kNothingToSuppose:
      return v1::ERROR_REASON_NOTHING_TO_SUPPOSE;
    case Refusal::Reason::kCancelled:
      return v1::ERROR_REASON_CANCELLED;
    case Refusal::Reason::kTooManySteps:
      return v1::ERROR_REASON_TOO_MANY_STEPS;
  }
  return v1::ERROR_REASON_INTERNAL;
}

// Details travel in trailing metadata, of which clients take 8 KiB in all, base64 and percent signs
// included. A request with many or very long faults gets the first of them, shortened.
constexpr std::size_t kMostDetailBytes = 4'000;
constexpr std::size_t kMostViolations = 20;
constexpr std::size_t kMostCandidates = 10;
constexpr std::size_t kLongestMessage = 400;
constexpr std::size_t kLongestName = 160;

std::string Clip(const std::string& text, std::size_t longest) {
  if (text.size() <= longest) return text;
  std::size_t end = longest;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  return text.substr(0, end) + "…";
}

Violation Clipped(const Violation& violation) {
  Violation clipped = violation;
  clipped.field = Clip(violation.field, kLongestName);
  clipped.message = Clip(violation.message, kLongestMessage);
  if (clipped.candidates.size() > kMostCandidates) clipped.candidates.resize(kMostCandidates);
  for (std::string& candidate : clipped.candidates) candidate = Clip(candidate, kLongestName);
  return clipped;
}

std::string Summary(const Violation& first, std::size_t count) {
  std::string message = first.field.empty() ? first.message : first.field + ": " + first.message;
  if (count > 1) message += "; and " + std::to_string(count - 1) + " more";
  return message;
}

google::rpc::Status ToldOfRequest(const std::vector<Violation>& violations, std::size_t count) {
  const Violation& first = violations.front();
  google::rpc::Status status =
      first.limit.empty()
          ? Told(grpc::StatusCode::INVALID_ARGUMENT, Summary(first, count), first.reason, {})
          : Told(grpc::StatusCode::INVALID_ARGUMENT, Summary(first, count), first.reason,
                 {{"limit", first.limit},
                  {"maximum", std::to_string(first.maximum)},
                  {"found", std::to_string(first.found)}});
  google::rpc::BadRequest bad_request;
  v1::Refusals refusals;
  for (const Violation& violation : violations) {
    google::rpc::BadRequest::FieldViolation& field = *bad_request.add_field_violations();
    field.set_field(violation.field);
    field.set_description(violation.message);
    v1::Refusal& refusal = *refusals.add_refusals();
    refusal.set_reason(violation.reason);
    refusal.set_field(violation.field);
    refusal.set_message(violation.message);
    for (const std::string& candidate : violation.candidates) refusal.add_candidates(candidate);
  }
  status.add_details()->PackFrom(bad_request);
  status.add_details()->PackFrom(refusals);
  return status;
}

std::string NewErrorId() {
  std::array<unsigned char, 8> bytes{};
  RAND_bytes(bytes.data(), static_cast<int>(bytes.size()));
  static constexpr std::string_view kDigits = "0123456789abcdef";
  std::string id;
  for (const unsigned char byte : bytes) {
    id += kDigits[byte >> 4];
    id += kDigits[byte & 15];
  }
  return id;
}

}  // namespace

Violation BeyondLimit(v1::ErrorReason reason, std::string field, const std::string& limit,
                      std::size_t maximum, std::size_t found) {
  return {.reason = reason,
          .field = std::move(field),
          .message = std::to_string(found) + " is more than the " + std::to_string(maximum) +
                     " this server takes (limit " + limit + ")",
          .candidates = {},
          .limit = limit,
          .maximum = maximum,
          .found = found};
}

grpc::Status InvalidRequest(const std::vector<Violation>& violations) {
  std::vector<Violation> told;
  for (const Violation& violation : violations) {
    if (told.size() == kMostViolations) break;
    told.push_back(Clipped(violation));
  }
  google::rpc::Status status = ToldOfRequest(told, violations.size());
  while (told.size() > 1 && status.ByteSizeLong() > kMostDetailBytes) {
    told.pop_back();
    status = ToldOfRequest(told, violations.size());
  }
  return Sealed(status);
}

grpc::Status FromRefusals(const std::vector<Refusal>& refusals) {
  std::vector<Violation> violations;
  for (const Refusal& refusal : refusals) {
    if (refusal.reason == Refusal::Reason::kCancelled) {
      return Cancellation();
    }
    if (refusal.reason == Refusal::Reason::kTooManySteps) {
      return Simple(grpc::StatusCode::RESOURCE_EXHAUSTED, refusal.message,
                    v1::ERROR_REASON_TOO_MANY_STEPS);
    }
    violations.push_back({.reason = ReasonOf(refusal.reason),
                          .field = refusal.field,
                          .message = refusal.message,
                          .candidates = refusal.candidates,
                          .limit = {}});
  }
  return InvalidRequest(violations);
}

grpc::Status Cancellation() {
  return Simple(grpc::StatusCode::CANCELLED, "the caller gave up, or its deadline passed",
                v1::ERROR_REASON_CANCELLED);
}

grpc::Status NoRulebook() {
  return Simple(grpc::StatusCode::UNAVAILABLE, "no rulebook is active yet",
                v1::ERROR_REASON_NO_RULEBOOK);
}

grpc::Status RevisionNotActive(std::uint64_t wished, std::uint64_t active) {
  return Simple(
      grpc::StatusCode::FAILED_PRECONDITION,
      "revision " + std::to_string(wished) + " is not active, " + std::to_string(active) + " is",
      v1::ERROR_REASON_REVISION_NOT_ACTIVE,
      {{"wished", std::to_string(wished)}, {"active", std::to_string(active)}});
}

grpc::Status RevisionNotYetActive(std::uint64_t wished, std::uint64_t active) {
  return Simple(grpc::StatusCode::UNAVAILABLE,
                "revision " + std::to_string(wished) + " is not here yet, " +
                    std::to_string(active) + " is active",
                v1::ERROR_REASON_REVISION_NOT_YET_ACTIVE,
                {{"wished", std::to_string(wished)}, {"active", std::to_string(active)}});
}

grpc::Status Overloaded() {
  return Simple(grpc::StatusCode::RESOURCE_EXHAUSTED, "too much is waiting; try again later",
                v1::ERROR_REASON_OVERLOADED);
}

grpc::Status ShuttingDown() {
  return Simple(grpc::StatusCode::UNAVAILABLE, "this server is shutting down; ask another one",
                v1::ERROR_REASON_SHUTTING_DOWN);
}

grpc::Status EvaluationTooLong(std::size_t milliseconds) {
  return Simple(grpc::StatusCode::DEADLINE_EXCEEDED,
                "the evaluation took longer than " + std::to_string(milliseconds) + " ms",
                v1::ERROR_REASON_EVALUATION_TOO_LONG,
                {{"limit", "evaluation_ms"}, {"maximum", std::to_string(milliseconds)}});
}

grpc::Status AnswerTooLarge(std::size_t bytes, std::size_t maximum) {
  return Simple(grpc::StatusCode::INVALID_ARGUMENT,
                "the answer would have " + std::to_string(bytes) + " bytes, more than " +
                    std::to_string(maximum) + "; ask for less at once",
                v1::ERROR_REASON_ANSWER_TOO_LARGE,
                {{"limit", "answer_bytes"},
                 {"maximum", std::to_string(maximum)},
                 {"found", std::to_string(bytes)}});
}

grpc::Status Internal(std::string_view what) {
  const std::string id = NewErrorId();
  LogEvent(Severity::kError, "internal error", {{"error_id", id}, {"what", std::string(what)}});
  return Simple(grpc::StatusCode::INTERNAL, "a fault of ours; the log has it as " + id,
                v1::ERROR_REASON_INTERNAL, {{"error_id", id}});
}

std::string_view ReasonName(v1::ErrorReason reason) {
  static constexpr std::string_view kPrefix = "ERROR_REASON_";
  const std::string& name = v1::ErrorReason_Name(reason);
  return std::string_view(name).substr(kPrefix.size());
}

std::string_view CodeName(grpc::StatusCode code) {
  static constexpr std::array<std::string_view, 17> kNames = {"OK",
                                                              "CANCELLED",
                                                              "UNKNOWN",
                                                              "INVALID_ARGUMENT",
                                                              "DEADLINE_EXCEEDED",
                                                              "NOT_FOUND",
                                                              "ALREADY_EXISTS",
                                                              "PERMISSION_DENIED",
                                                              "RESOURCE_EXHAUSTED",
                                                              "FAILED_PRECONDITION",
                                                              "ABORTED",
                                                              "OUT_OF_RANGE",
                                                              "UNIMPLEMENTED",
                                                              "INTERNAL",
                                                              "UNAVAILABLE",
                                                              "DATA_LOSS",
                                                              "UNAUTHENTICATED"};
  const auto index = static_cast<std::size_t>(code);
  return index < kNames.size() ? kNames[index] : "UNKNOWN";
}

}  // namespace comity
