// SPDX-License-Identifier: Apache-2.0
#include "tests/oracle/naive_versions.h"

#include <algorithm>

namespace comity::oracle {

NaiveVersions::NaiveVersions(const Program& program, View view, Fault fault) : fault_(fault) {
  view.version.assign(program.disputes.size(), 0);
  while (true) {
    versions_.emplace_back(program, view, fault);
    // Counts up, one dispute a digit.
    std::size_t digit = 0;
    while (digit < view.version.size() && ++view.version[digit] == program.disputes[digit])
      view.version[digit++] = 0;
    const bool once = fault == Fault::kFirstSideOnly || fault == Fault::kAllSidesAtOnce;
    if (digit == view.version.size() || once) return;
  }
}

template <typename Ask>
Row NaiveVersions::Common(const Ask& ask) const {
  Row row = ask(versions_[0]);
  for (std::size_t i = 1; i < versions_.size(); ++i) {
    const Row other = ask(versions_[i]);
    for (std::size_t t = 0; t < row.size(); ++t) {
      if (fault_ == Fault::kAnySideIsEnough) {
        row[t] = std::max(row[t], other[t]);
      } else if (row[t] != other[t]) {
        row[t] = Value::kUnknown;
      }
    }
  }
  return row;
}

Row NaiveVersions::ValueOf(int phrase, int ground) const {
  return Common([&](const NaiveEvaluation& naive) { return naive.ValueOf(phrase, ground); });
}

Row NaiveVersions::ActOf(int phrase, Channel channel, int actor, int ground) const {
  return Common(
      [&](const NaiveEvaluation& naive) { return naive.ActOf(phrase, channel, actor, ground); });
}

std::vector<Headline> NaiveVersions::OutcomeOf(int phrase, int actor, int ground) const {
  std::vector<Headline> outcomes = versions_[0].OutcomeOf(phrase, actor, ground);
  for (const NaiveEvaluation& naive : versions_) {
    const std::vector<Headline> other = naive.OutcomeOf(phrase, actor, ground);
    for (std::size_t t = 0; t < outcomes.size(); ++t) {
      if (outcomes[t] != other[t]) outcomes[t] = Headline::kUndetermined;
    }
  }
  return outcomes;
}

bool NaiveVersions::IsOpen(int phrase, int ground, int day, bool whatever) const {
  return std::all_of(versions_.begin(), versions_.end(), [&](const NaiveEvaluation& naive) {
    return (whatever || naive.ValueOf(phrase, ground)[day] == Value::kUnknown) &&
           !naive.IsStated(phrase, ground, day);
  });
}

}  // namespace comity::oracle
