// SPDX-License-Identifier: Apache-2.0
#include "engine/check/comparisons.h"

#include <utility>

#include "engine/base/text.h"
#include "engine/syntax/date_slips.h"

namespace comity {
namespace {

bool CountsMonths(const ast::Distance& distance) {
  return distance.unit == ast::Distance::Unit::kMonths ||
         distance.unit == ast::Distance::Unit::kYears;
}

int AmountOf(const ast::Distance& distance) {
  const int sign = distance.before ? -1 : 1;
  switch (distance.unit) {
    case ast::Distance::Unit::kWeeks:
      return sign * 7 * distance.count;
    case ast::Distance::Unit::kYears:
      return sign * 12 * distance.count;
    case ast::Distance::Unit::kHours:
      return sign * 60 * distance.count;
    case ast::Distance::Unit::kMinutes:
    case ast::Distance::Unit::kDays:
    case ast::Distance::Unit::kMonths:
      break;
  }
  return sign * distance.count;
}

// Where the left date stands to the day counted to. Seen backwards in time for `before`.
Order OrderOf(const ast::Distance& distance) {
  const bool before = distance.before;
  switch (distance.relation) {
    case ast::Distance::Relation::kMoreThan:
      return before ? Order::kBefore : Order::kAfter;
    case ast::Distance::Relation::kAtLeast:
      return before ? Order::kOnOrBefore : Order::kOnOrAfter;
    case ast::Distance::Relation::kLessThan:
      return before ? Order::kAfter : Order::kBefore;
    case ast::Distance::Relation::kWithin:
      break;
  }
  return before ? Order::kOnOrAfter : Order::kOnOrBefore;
}

// `60 days of the joining date`, `six months before 2004-01-01`, `60 calendar days after ...`.
std::vector<std::string> HelpForDistance(const ast::Comparison& source) {
  const std::string text = MendAmounts(source.right.text);
  const auto words = SplitWords(text);
  if (words.size() > 3 && (words[2] == "of" || words[2] == "from" || words[2] == "since")) {
    const std::string amount = Concat({words[0], " ", words[1]});
    const std::string date = text.substr(static_cast<std::size_t>(words[3].data() - text.data()));
    return {Concat({"say on which side of it: ", MendDistance(Concat({amount, " after ", date})),
                    ", or: ", MendDistance(Concat({amount, " before ", date}))})};
  }
  if (text != source.right.text) {
    return {Concat({"write: ", MendDistance(text)}),
            "numbers are written in digits, and days are calendar days"};
  }
  return {"a distance reads like: is more than 30 days after the notice date"};
}

}  // namespace

bool ReportDistance(const ast::Comparison& source, DiagnosticSink& sink) {
  if (!source.meant.empty()) {
    sink.Report(DiagnosticKind::kWrongForm, source.said.span,
                {Concat({"‘", source.said.text, "’"}), "dates are compared in other words"},
                {Concat({"write: ", source.left.text, " ", source.meant, " ",
                         MendDistance(source.right.text)})});
    return true;
  }
  if (source.no_distance) {
    sink.Report(DiagnosticKind::kNoDistance, source.right.span, {source.right.text},
                HelpForDistance(source));
    return true;
  }
  if (!source.distance || !CountsMonths(*source.distance) || source.distance->clamping)
    return false;
  sink.Report(DiagnosticKind::kRoundingMissing, source.distance->span, {},
              {"add at the end of the line: , clamping to month end"});
  return true;
}

TimeComparison MakeTimeComparison(const ast::Comparison& source, Term left, Term right) {
  TimeComparison result{left, right, static_cast<Order>(source.order), {}};
  if (source.distance) {
    result.distance = {source.distance->words, AmountOf(*source.distance),
                       OrderOf(*source.distance)};
    result.order = source.distance->before ? Order::kOnOrBefore : Order::kOnOrAfter;
  }
  return result;
}

Comparison MakeComparison(const ast::Comparison& source, DateTerm left, DateTerm right) {
  Comparison result;
  result.order = static_cast<Order>(source.order);
  if (source.distance) {
    Distance distance;
    distance.words = source.distance->words;
    distance.order = OrderOf(*source.distance);
    distance.day.kind =
        CountsMonths(*source.distance) ? DateTerm::Kind::kPlusMonths : DateTerm::Kind::kPlusDays;
    distance.day.amount = AmountOf(*source.distance);
    distance.day.operands.push_back(right);
    result.distance = std::move(distance);
    // Never on the other side of the right one.
    result.order = source.distance->before ? Order::kOnOrBefore : Order::kOnOrAfter;
  }
  result.left = std::move(left);
  result.right = std::move(right);
  return result;
}

}  // namespace comity
