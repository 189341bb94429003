// SPDX-License-Identifier: Apache-2.0
#include "engine/check/standing.h"

#include <algorithm>
#include <utility>

#include "engine/base/text.h"
#include "engine/check/read_fact.h"

namespace comity {
namespace {

bool IsDated(const ast::Issue& issue) {
  for (const ast::Position& position : issue.positions) {
    for (const ast::Standing& standing : position.prevailing) {
      if (standing.days != Stretch{}) return true;
    }
  }
  return false;
}

// Without days one position stands, and the others do not.
void ResolveConstant(const ast::Issue& issue, Issue& result, CheckContext& context) {
  int decided = 0;
  for (std::size_t i = 0; i < issue.positions.size(); ++i) {
    if (issue.positions[i].prevailing.empty() && !issue.positions[i].is_default) continue;
    ++decided;
    result.prevailing = static_cast<std::uint32_t>(i);
  }
  if (decided == 1) return;
  context.sink.Report(DiagnosticKind::kIssueUndecided, issue.name.span,
                      {decided == 0 ? "no" : "more than one", issue.name.text},
                      {"mark one position: prevailing (the Court's), or default (undecided)"});
}

class StandingResolver {
 public:
  StandingResolver(const ast::Issue& issue, Issue& result, CheckContext& context)
      : issue_(issue), result_(result), context_(context) {}

  void Run() && {
    result_.standing.resize(issue_.positions.size());
    for (std::size_t i = 0; i < issue_.positions.size(); ++i) {
      for (const ast::Standing& standing : issue_.positions[i].prevailing) Add(i, standing);
    }
    FillWithDefault();
    for (std::size_t i = 0; i < result_.standing.size(); ++i) {
      // At the end of time, and where the slips below have left that open, anyhow.
      if (LastOf(result_.standing[i]) == Truth::kYes)
        result_.prevailing = static_cast<std::uint32_t>(i);
    }
  }

 private:
  static Truth LastOf(const Timeline& timeline) {
    return timeline.steps().empty() ? timeline.initial() : timeline.steps().back().value;
  }

  // A day in the stretch, the first one if there is one.
  static std::string WitnessIn(const Stretch& stretch) {
    return FormatDay(stretch.from.IsFinite() ? stretch.from : PlusDays(stretch.until, -1));
  }

  void Add(std::size_t position, const ast::Standing& standing) {
    if (standing.days.from >= standing.days.until) {
      ReportEmptyStretch(standing.span, context_);
      failed_ = true;
      return;
    }
    const Timeline days = Timeline::During(standing.days);
    const auto both = And(taken_, days).StretchesOf(Truth::kYes);
    if (!both.empty() && !failed_) {
      Report(standing.span, "more than one", both.front(),
             "let each position prevail until the day on which the next one does");
    }
    taken_ = Or(taken_, days);
    result_.standing[position] = Or(result_.standing[position], days);
  }

  void FillWithDefault() {
    std::vector<std::size_t> defaults;
    for (std::size_t i = 0; i < issue_.positions.size(); ++i) {
      if (issue_.positions[i].is_default) defaults.push_back(i);
    }
    const Timeline open = Not(taken_);
    if (defaults.size() == 1) {
      Timeline& standing = result_.standing[defaults[0]];
      standing = Or(standing, open);
      return;
    }
    const auto holes = open.StretchesOf(Truth::kYes);
    if (holes.empty() || failed_) return;
    Report(issue_.name.span, defaults.empty() ? "no" : "more than one", holes.front(),
           "mark one position as default, which stands where none is prevailing");
  }

  void Report(Span span, std::string count, const Stretch& days, std::string help) {
    failed_ = true;
    context_.sink.Report(DiagnosticKind::kStandingOfADay, span,
                         {WitnessIn(days), std::move(count), issue_.name.text}, {std::move(help)});
  }

  const ast::Issue& issue_;
  Issue& result_;
  CheckContext& context_;
  Timeline taken_;
  bool failed_ = false;
};

}  // namespace

void ResolveStanding(const ast::Issue& issue, Issue& result, CheckContext& context) {
  const bool unread =
      std::any_of(issue.positions.begin(), issue.positions.end(),
                  [](const ast::Position& position) { return position.days_unread; });
  if (unread) return;
  if (IsDated(issue)) {
    StandingResolver(issue, result, context).Run();
  } else {
    ResolveConstant(issue, result, context);
  }
}

void DeclareReadingOfTheDay(CheckContext& context) {
  Reading reading{"of_the_day", "What stood on each day", {}};
  bool changes = false;
  for (const Issue& issue : context.program.issues) {
    changes = changes || !issue.standing.empty();
    reading.positions.push_back(issue.standing.empty() ? issue.prevailing : kOfTheDay);
  }
  if (!changes) return;
  context.readings.emplace(reading.name,
                           static_cast<std::uint32_t>(context.program.readings.size()));
  context.program.readings.push_back(std::move(reading));
}

}  // namespace comity
