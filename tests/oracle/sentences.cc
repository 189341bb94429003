// SPDX-License-Identifier: Apache-2.0
#include "tests/oracle/sentences.h"

#include <functional>

#include "tests/oracle/calendar.h"
#include "tests/oracle/print.h"

namespace comity::oracle {
namespace {

using LabelOf = std::function<std::string(int)>;

std::string SayDateWith(const Program& program, const DateExpr& expr, const LabelOf& label);

// A compound date is put in brackets wherever it is part of another.
std::string Operand(const Program& program, const DateExpr& expr, const LabelOf& label) {
  const std::string text = SayDateWith(program, expr, label);
  const bool plain = expr.kind == DateExpr::Kind::kDay || expr.kind == DateExpr::Kind::kVariable;
  return plain ? text : "(" + text + ")";
}

std::string Shift(const std::string& operand, int amount, const std::string& unit,
                  const std::string& ending = "") {
  const int count = amount < 0 ? -amount : amount;
  return operand + (amount < 0 ? " minus " : " plus ") + std::to_string(count) + " " + unit +
         (count == 1 ? "" : "s") + ending;
}

std::string SayDateWith(const Program& program, const DateExpr& expr, const LabelOf& label) {
  const auto operand = [&](int i) { return Operand(program, expr.operands[i], label); };
  const std::string clamping = ", clamping to month end";
  switch (expr.kind) {
    case DateExpr::Kind::kDay:
      return DayText(expr.number);
    case DateExpr::Kind::kVariable:
      return "the " + label(expr.number);
    case DateExpr::Kind::kPlusDays:
      return Shift(operand(0), expr.number, "day");
    case DateExpr::Kind::kPlusWeeks:
      return Shift(operand(0), expr.number, "week");
    case DateExpr::Kind::kPlusMonths:
      return Shift(operand(0), expr.number, "month", clamping);
    case DateExpr::Kind::kPlusYears:
      return Shift(operand(0), expr.number, "year", clamping);
    case DateExpr::Kind::kDayBefore:
      return "the day before " + operand(0);
    case DateExpr::Kind::kDayAfter:
      return "the day after " + operand(0);
    case DateExpr::Kind::kFirstOfMonthAfter:
      return "the first day of the month after " + operand(0);
    case DateExpr::Kind::kLater:
      return "the later of " + operand(0) + " and " + operand(1);
    case DateExpr::Kind::kEarlier:
      return "the earlier of " + operand(0) + " and " + operand(1);
    case DateExpr::Kind::kPortion:
      return kParts[expr.number / 2].words + " of the time from " + operand(0) + " to " +
             operand(1) + ", rounding " + (expr.number % 2 == 1 ? "up" : "down") +
             " to a whole day";
    case DateExpr::Kind::kDayOfTime:
      return "the day of the " + label(expr.number);
    case DateExpr::Kind::kRule:
      return program.date_rules[expr.number].words + " " + operand(0);
  }
  return "";
}

std::string_view ComparisonWords(Comparison comparison) {
  switch (comparison) {
    case Comparison::kBefore:
      return " is before ";
    case Comparison::kAfter:
      return " is after ";
    case Comparison::kOnOrBefore:
      return " is on or before ";
    case Comparison::kOnOrAfter:
      return " is on or after ";
    case Comparison::kSameDay:
      return " is the same day as ";
  }
  return "";
}

std::string DistanceWords(const Distance& distance) {
  using Relation = Distance::Relation;
  using Unit = Distance::Unit;
  std::string text = distance.relation == Relation::kMoreThan   ? " is more than "
                     : distance.relation == Relation::kAtLeast  ? " is at least "
                     : distance.relation == Relation::kLessThan ? " is less than "
                     : distance.relation == Relation::kAtMost   ? " is at most "
                                                                : " is within ";
  text += std::to_string(distance.count);
  text += distance.unit == Unit::kDays     ? " day"
          : distance.unit == Unit::kWeeks  ? " week"
          : distance.unit == Unit::kMonths ? " month"
          : distance.unit == Unit::kYears  ? " year"
          : distance.unit == Unit::kHours  ? " hour"
                                           : " minute";
  if (distance.count != 1) text += "s";
  return text + (distance.before ? " before " : " after ");
}

}  // namespace

std::string WithArticle(const std::string& label) {
  const bool vowel = std::string_view("AEIOUaeiou").find(label[0]) != std::string_view::npos;
  return (vowel ? "an " : "a ") + label;
}

std::string_view ModalWords(Modal modal) {
  switch (modal) {
    case Modal::kNone:
      return "";
    case Modal::kMust:
      return " must ";
    case Modal::kMustNot:
      return " must not ";
    case Modal::kMay:
      return " may ";
    case Modal::kMayVoluntarily:
      return " may voluntarily ";
  }
  return "";
}

std::string SayDate(const Program& program, const DateExpr& expr, const std::string& label) {
  return SayDateWith(program, expr, [&](int) { return label; });
}

RuleSpeaker::RuleSpeaker(const Program& program, const Rule& rule)
    : program_(program), rule_(rule) {
  for (int target : rule.targets) {
    for (const Variable& theirs : program.rules[target].variables) {
      for (std::size_t i = 0; i < rule.variables.size(); ++i) {
        if (rule.variables[i].label == theirs.label) known_.insert(static_cast<int>(i));
      }
    }
  }
}

std::string RuleSpeaker::Fill(const Term& term, int kind) {
  if (term.kind != Term::Kind::kVariable) return NameOf(program_, kind, term.number);
  const std::string& label = rule_.variables[term.number].label;
  return known_.insert(term.number).second ? WithArticle(label) : "the " + label;
}

std::string RuleSpeaker::SayActor(const Sentence& sentence) {
  const bool body = sentence.actor_kind == kBodyKind;
  return body ? program_.body : Fill(sentence.actor, sentence.actor_kind);
}

std::string RuleSpeaker::Say(const Sentence& sentence) { return SayAsking(sentence, -1, ""); }

std::string RuleSpeaker::SayAsking(const Sentence& sentence, int hole, const std::string& words) {
  const Phrase& phrase = program_.phrases[sentence.phrase];
  std::string text;
  if (sentence.modal != Modal::kNone)
    text = SayActor(sentence) + std::string(ModalWords(sentence.modal));
  for (std::size_t i = 0; i < phrase.holes.size(); ++i) {
    text += phrase.words[i];
    text += static_cast<int>(i) == hole ? words : Fill(sentence.terms[i], phrase.holes[i].kind);
  }
  return text + phrase.words.back();
}

std::string RuleSpeaker::Say(const Column& column, const std::string& asked) {
  if (column.hole < 0) return Say(column.condition);
  const Sentence& sentence = column.condition.sentence;
  const int kind = program_.phrases[sentence.phrase].holes[column.hole].kind;
  return SayAsking(sentence, column.hole, WithArticle(asked + " " + program_.kinds[kind].name));
}

std::string RuleSpeaker::Say(const Condition& condition) {
  if (condition.compares) {
    const bool times = condition.of_times;
    const std::string left = times ? Fill(condition.left_time, kTimeKind) : Say(condition.left);
    const std::string right = times ? Fill(condition.right_time, kTimeKind) : Say(condition.right);
    if (!condition.distance)
      return left + std::string(ComparisonWords(condition.comparison)) + right;
    const Distance& distance = *condition.distance;
    const bool clamps =
        distance.unit == Distance::Unit::kMonths || distance.unit == Distance::Unit::kYears;
    return left + DistanceWords(distance) + right + (clamps ? ", clamping to month end" : "");
  }
  std::string text;
  if (condition.as_of) text = "as of " + Say(*condition.as_of) + ": ";
  return text + Say(condition.sentence);
}

std::string RuleSpeaker::Say(const DateExpr& expr) const {
  return SayDateWith(program_, expr, [&](int variable) { return rule_.variables[variable].label; });
}

}  // namespace comity::oracle
