// SPDX-License-Identifier: Apache-2.0
#include <map>
#include <set>
#include <vector>

#include "tools/cli/render.h"
#include "tools/cli/render_parts.h"
#include "tools/cli/words.h"

namespace comity {
namespace {

// Entries of one act that say the same, by outcome and what is said beside it.
using Groups = std::map<std::pair<v1::Outcome, std::string>, std::vector<std::string>>;

// What an entry says beside its outcome.
std::string EntryWords(const v1::MapEntry& entry) {
  std::string words = CitationWords(entry.shown_citations());
  std::set<std::string> rivals;
  for (const int rival : entry.rival_outcomes()) {
    rivals.insert(OutcomeWord(static_cast<v1::Outcome>(rival)));
  }
  if (!rivals.empty()) words += "; under other readings " + List(rivals, "or");
  return words;
}

void RenderCounts(const std::string& action, const Groups& groups, Page& page) {
  std::map<v1::Outcome, std::size_t> counts;
  for (const auto& [row, actors] : groups) counts[row.first] += actors.size();
  page.Paragraph(2, action, Style::kBold);
  for (const auto& [outcome, count] : counts) {
    const std::string word = OutcomeWord(outcome);
    page.Row(4, {{.text = word, .width = kOutcomeColumns, .style = StyleOf(outcome)}},
             std::to_string(count));
  }
}

void RenderGroups(const Groups& groups, Page& page) {
  for (const auto& [row, actors] : groups) {
    page.Blank();
    const std::string word = OutcomeWord(row.first);
    page.Row(4, {{.text = word, .width = kOutcomeColumns, .style = StyleOf(row.first)}},
             row.second);
    std::string names;
    for (const std::string& actor : actors) names += (names.empty() ? "" : ", ") + actor;
    page.Labelled(6, "", 0, names);
  }
}

}  // namespace

void RenderMap(const v1::DutyMapResult& result, Page& page) {
  page.Paragraph(
      0,
      "Duty map, " + DayWords(result.on()) + KnownWords(result) + ", reading: " + result.reading(),
      Style::kBold);
  page.Paragraph(0, "What each would have to do if the person were there.");
  std::map<std::string, Groups> acts;
  for (const v1::MapEntry& entry : result.entries()) {
    acts[entry.action()][{entry.outcome(), EntryWords(entry)}].push_back(entry.actor());
  }
  for (const auto& [action, groups] : acts) {
    page.Blank();
    RenderCounts(action, groups, page);
    RenderGroups(groups, page);
  }
  RenderOrigin(result.revision(), result.has_horizon() ? &result.horizon() : nullptr, page);
}

}  // namespace comity
