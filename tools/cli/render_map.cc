// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <map>
#include <set>

#include "tools/cli/render.h"
#include "tools/cli/render_parts.h"
#include "tools/cli/words.h"

namespace comity {
namespace {

constexpr std::size_t kWidestActor = 36;

std::vector<std::string> ActionsOf(const v1::DutyMapResult& result) {
  std::set<std::string> actions;
  for (const v1::MapEntry& entry : result.entries()) actions.insert(entry.action());
  return {actions.begin(), actions.end()};
}

void RenderCounts(const v1::DutyMapResult& result, const std::string& action, Page& page) {
  std::map<v1::Outcome, int> counts;
  for (const v1::MapEntry& entry : result.entries()) {
    if (entry.action() == action) ++counts[entry.outcome()];
  }
  page.Paragraph(2, action, Style::kBold);
  for (const auto& [outcome, count] : counts) {
    const std::string number = std::to_string(count);
    page.Write(Padded("", 10 - std::min<std::size_t>(number.size(), 10)) + number + "  ");
    page.Write(OutcomeWord(outcome), StyleOf(outcome));
    page.EndLine();
  }
}

// What an entry says beside its outcome.
std::string EntryWords(const v1::MapEntry& entry) {
  std::string words = List(entry.citations());
  std::set<std::string> rivals;
  for (const int rival : entry.rival_outcomes()) {
    rivals.insert(OutcomeWord(static_cast<v1::Outcome>(rival)));
  }
  if (!rivals.empty()) words += " (under other readings " + List(rivals, "or") + ")";
  return words;
}

// The entries [first, end) of one actor: one row if the acts come out alike, else one for each
// outcome.
void RenderActor(const v1::DutyMapResult& result, int first, int end, std::size_t widest,
                 Page& page) {
  std::map<std::pair<v1::Outcome, std::string>, std::vector<std::string>> rows;
  for (int i = first; i < end; ++i) {
    const v1::MapEntry& entry = result.entries(i);
    rows[{entry.outcome(), EntryWords(entry)}].push_back(entry.action());
  }
  std::string actor = result.entries(first).actor();
  for (const auto& [row, acts] : rows) {
    page.Row(
        2,
        {{.text = actor, .width = widest + 2},
         {.text = OutcomeWord(row.first), .width = kOutcomeColumns, .style = StyleOf(row.first)}},
        rows.size() == 1 ? row.second : List(acts) + ": " + row.second);
    actor.clear();
  }
}

void RenderEntries(const v1::DutyMapResult& result, Page& page) {
  std::size_t widest = 0;
  for (const v1::MapEntry& entry : result.entries()) {
    widest = std::min(std::max(widest, Columns(entry.actor())), kWidestActor);
  }
  const auto& all = result.entries();
  for (int first = 0, end = 0; first < all.size(); first = end) {
    while (end < all.size() && all[end].actor() == all[first].actor()) ++end;
    RenderActor(result, first, end, widest, page);
  }
}

}  // namespace

void RenderMap(const v1::DutyMapResult& result, Page& page) {
  page.Paragraph(0, "Duty map, " + DayWords(result.on()) + ", reading: " + result.reading(),
                 Style::kBold);
  page.Paragraph(0, "What each would have to do if the person were there:");
  page.Blank();
  for (const std::string& action : ActionsOf(result)) RenderCounts(result, action, page);
  page.Blank();
  RenderEntries(result, page);
  RenderOrigin(result.revision(), result.has_horizon() ? &result.horizon() : nullptr, page);
}

}  // namespace comity
