// SPDX-License-Identifier: Apache-2.0
#include <optional>
#include <utility>

#include "service/convert.h"

namespace comity {
namespace {

// Reads the fields of one request, noting everything that is wrong with them.
class FieldReader {
 public:
  FieldReader(const Limits& limits, std::vector<Violation>& violations)
      : limits_(limits), violations_(violations) {}

  void Message(std::size_t bytes) {
    Limit("", bytes, "question_bytes", limits_.question_bytes, v1::ERROR_REASON_MESSAGE_TOO_LARGE);
  }

  std::string Text(const std::string& field, const std::string& text) {
    Limit(field, text.size(), "text_bytes", limits_.text_bytes, v1::ERROR_REASON_TEXT_TOO_LONG);
    return text;
  }

  std::string Required(const std::string& field, const std::string& text) {
    if (text.empty()) Add(v1::ERROR_REASON_FIELD_REQUIRED, field, "this field is required");
    return Text(field, text);
  }

  Day RequiredDay(const std::string& field, const std::string& text) {
    if (text.empty()) {
      Add(v1::ERROR_REASON_FIELD_REQUIRED, field, "a day is required, as in 2024-12-09");
      return {};
    }
    return ADay(field, text);
  }

  Day ADay(const std::string& field, const std::string& text) {
    const std::optional<Day> day = ParseDay(Text(field, text));
    if (!day) Add(v1::ERROR_REASON_NOT_A_DAY, field, "there is no day ‘" + text + "’");
    return day.value_or(Day{});
  }

  std::string ReadingName(const std::string& text) {
    return text.empty() ? "prevailing" : Text("reading", text);
  }

  std::vector<std::string> About(const google::protobuf::RepeatedPtrField<std::string>& names) {
    return Texts("about", names, "about", limits_.about, v1::ERROR_REASON_TOO_MANY_ABOUT);
  }

  std::vector<std::string> Readings(const google::protobuf::RepeatedPtrField<std::string>& names) {
    return Texts("readings", names, "readings", limits_.readings,
                 v1::ERROR_REASON_TOO_MANY_READINGS);
  }

  Case Facts(const v1::Case& given) {
    Case facts;
    const bool counted = Limit("case.cast", Size(given.cast()), "cast", limits_.cast,
                               v1::ERROR_REASON_TOO_MANY_CAST) &
                         Limit("case.statements", Size(given.statements()), "statements",
                               limits_.statements, v1::ERROR_REASON_TOO_MANY_STATEMENTS);
    if (!counted) return facts;
    for (int i = 0; i < given.cast_size(); ++i) {
      const std::string field = "case.cast[" + std::to_string(i) + "].";
      facts.cast.push_back({.kind = Required(field + "kind", given.cast(i).kind()),
                            .name = Required(field + "name", given.cast(i).name())});
    }
    for (int i = 0; i < given.statements_size(); ++i) {
      facts.statements.push_back(
          OneStatement("case.statements[" + std::to_string(i) + "].", given.statements(i)));
    }
    return facts;
  }

  int Depth(std::uint32_t depth) {
    Limit("depth", depth, "explain_depth", limits_.explain_depth, v1::ERROR_REASON_TOO_DEEP);
    return depth == 0 ? ExplainQuestion{}.depth : static_cast<int>(depth);
  }

  Question::Detail DetailOf(v1::Detail detail) {
    switch (detail) {
      case v1::DETAIL_NONE:
        return Question::Detail::kOutcome;
      case v1::DETAIL_UNSPECIFIED:
      case v1::DETAIL_REASONS:
        return Question::Detail::kReasons;
      case v1::DETAIL_FULL:
        return Question::Detail::kFull;
      default:
        break;
    }
    Add(v1::ERROR_REASON_UNKNOWN_VALUE, "detail",
        "there is no detail with number " + std::to_string(detail));
    return Question::Detail::kReasons;
  }

  void Add(v1::ErrorReason reason, const std::string& field, const std::string& message) {
    violations_.push_back(
        {.reason = reason, .field = field, .message = message, .candidates = {}, .limit = {}});
  }

 private:
  template <typename Repeated>
  static std::size_t Size(const Repeated& repeated) {
    return static_cast<std::size_t>(repeated.size());
  }

  bool Limit(const std::string& field, std::size_t found, const std::string& limit,
             std::size_t maximum, v1::ErrorReason reason) {
    if (found <= maximum) return true;
    violations_.push_back(BeyondLimit(reason, field, limit, maximum, found));
    return false;
  }

  std::vector<std::string> Texts(const std::string& field,
                                 const google::protobuf::RepeatedPtrField<std::string>& texts,
                                 const std::string& limit, std::size_t maximum,
                                 v1::ErrorReason reason) {
    std::vector<std::string> read;
    if (!Limit(field, Size(texts), limit, maximum, reason)) {
      return read;
    }
    for (int i = 0; i < texts.size(); ++i) {
      read.push_back(Required(field + "[" + std::to_string(i) + "]", texts.Get(i)));
    }
    return read;
  }

  Statement OneStatement(const std::string& field, const v1::Statement& given) {
    Statement statement;
    statement.text = Required(field + "text", given.text());
    if (given.has_from_on()) statement.from = ADay(field + "from_on", given.from_on());
    if (given.has_until_on()) statement.until = ADay(field + "until_on", given.until_on());
    statement.denied = given.denied();
    return statement;
  }

  const Limits& limits_;
  std::vector<Violation>& violations_;
};

}  // namespace

Converted<Question> ToQuestion(const v1::DecideRequest& request, const Limits& limits) {
  Converted<Question> converted;
  FieldReader fields(limits, converted.violations);
  Question& question = converted.value;
  fields.Message(request.ByteSizeLong());
  question.actor = fields.Required("actor", request.actor());
  question.action = fields.Text("action", request.action());
  question.about = fields.About(request.about());
  if (request.has_at()) question.at = fields.Required("at", request.at());
  question.on = fields.RequiredDay("on", request.on());
  question.reading = fields.ReadingName(request.reading());
  if (request.has_known_on()) question.known_on = fields.ADay("known_on", request.known_on());
  question.facts = fields.Facts(request.case_());
  question.detail = fields.DetailOf(request.detail());
  return converted;
}

Converted<FindQuestion> ToFindQuestion(const v1::FindRequest& request, const Limits& limits) {
  Converted<FindQuestion> converted;
  FieldReader fields(limits, converted.violations);
  FindQuestion& question = converted.value;
  fields.Message(request.ByteSizeLong());
  question.phrase = fields.Required("phrase", request.phrase());
  if (request.has_on()) question.on = fields.ADay("on", request.on());
  question.reading = fields.ReadingName(request.reading());
  if (request.has_known_on()) question.known_on = fields.ADay("known_on", request.known_on());
  question.facts = fields.Facts(request.case_());
  return converted;
}

Converted<ExplainQuestion> ToExplainQuestion(const v1::ExplainRequest& request,
                                             const Limits& limits) {
  Converted<ExplainQuestion> converted;
  FieldReader fields(limits, converted.violations);
  ExplainQuestion& question = converted.value;
  fields.Message(request.ByteSizeLong());
  question.sentence = fields.Required("sentence", request.sentence());
  if (request.has_at()) question.at = fields.Required("at", request.at());
  question.on = fields.RequiredDay("on", request.on());
  question.reading = fields.ReadingName(request.reading());
  if (request.has_known_on()) question.known_on = fields.ADay("known_on", request.known_on());
  question.facts = fields.Facts(request.case_());
  question.depth = fields.Depth(request.depth());
  return converted;
}

Converted<TimelineQuestion> ToTimelineQuestion(const v1::TimelineRequest& request,
                                               const Limits& limits) {
  Converted<TimelineQuestion> converted;
  FieldReader fields(limits, converted.violations);
  TimelineQuestion& question = converted.value;
  fields.Message(request.ByteSizeLong());
  const bool of_act = !request.actor().empty() || !request.action().empty() ||
                      request.about_size() > 0 || request.has_at();
  if (!request.phrase().empty() && of_act) {
    fields.Add(v1::ERROR_REASON_FIELDS_EXCLUDE_EACH_OTHER, "phrase",
               "ask about a phrase or about the act of an actor, not both");
  }
  if (of_act) {
    question.actor = fields.Required("actor", request.actor());
    question.action = fields.Text("action", request.action());
    question.about = fields.About(request.about());
    if (request.has_at()) question.at = fields.Required("at", request.at());
  } else {
    question.phrase = fields.Required("phrase", request.phrase());
  }
  if (request.readings_size() > 0) question.readings = fields.Readings(request.readings());
  if (request.has_known_on()) question.known_on = fields.ADay("known_on", request.known_on());
  question.facts = fields.Facts(request.case_());
  return converted;
}

Converted<MapQuestion> ToMapQuestion(const v1::DutyMapRequest& request, const Limits& limits) {
  Converted<MapQuestion> converted;
  FieldReader fields(limits, converted.violations);
  MapQuestion& question = converted.value;
  fields.Message(request.ByteSizeLong());
  question.about = fields.About(request.about());
  if (request.about_size() == 0) {
    fields.Add(v1::ERROR_REASON_FIELD_REQUIRED, "about", "at least one entity is required");
  }
  question.action = fields.Text("action", request.action());
  question.on = fields.RequiredDay("on", request.on());
  question.reading = fields.ReadingName(request.reading());
  if (request.has_known_on()) question.known_on = fields.ADay("known_on", request.known_on());
  question.facts = fields.Facts(request.case_());
  return converted;
}

}  // namespace comity
