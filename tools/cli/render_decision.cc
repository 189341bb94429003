// SPDX-License-Identifier: Apache-2.0
#include <google/protobuf/util/message_differencer.h>

#include <algorithm>
#include <map>
#include <set>

#include "tools/cli/render.h"
#include "tools/cli/render_parts.h"
#include "tools/cli/words.h"

namespace comity {
namespace {

constexpr std::size_t kWidestAction = 40;

void RenderTable(const v1::Decision& decision, Page& page) {
  std::size_t widest = 0;
  for (const auto& each : decision.determinations()) {
    widest = std::min(std::max(widest, Columns(each.action())), kWidestAction);
  }
  for (const auto& each : decision.determinations()) {
    const std::string outcome = OutcomeWord(each.outcome());
    page.Row(2,
             {{.text = each.action(), .width = widest + 6, .style = Style::kPlain, .filler = '.'},
              {.text = outcome, .width = kOutcomeColumns, .style = StyleOf(each.outcome())}},
             CitationWords(each.shown_citations()));
  }
}

// What is said about a determination below the table, without what the table says and without the
// first reason, which names the rule. Acts of which the same is said are told together.
v1::Determination Remarks(const v1::Determination& determination) {
  v1::Determination remarks = determination;
  remarks.clear_action();
  remarks.clear_outcome();
  remarks.clear_citations();
  remarks.clear_shown_citations();
  remarks.clear_explanation();
  remarks.clear_rules();
  if (!remarks.because().empty()) remarks.mutable_because()->DeleteSubrange(0, 1);
  if (remarks.has_why_not()) {
    remarks.mutable_why_not()->clear_sentence();
    remarks.mutable_why_not()->clear_nearest();
  }
  return remarks;
}

void RenderChange(const v1::Determination& determination, Page& page) {
  if (!determination.stretch().has_from_on() && !determination.stretch().has_until_on()) return;
  page.Labelled(2, "so it stands", kLabelColumns, StretchWords(determination.stretch()));
}

using Determinations = std::vector<const v1::Determination*>;

// The reasons of determinations that differ in the first at most. `because` ends with why there is
// no duty; that is told under a label of its own.
void RenderReasons(const Determinations& alike, Page& page) {
  const v1::Determination& one = *alike.front();
  const std::set<std::string> why_not(one.why_not().because().begin(),
                                      one.why_not().because().end());
  google::protobuf::RepeatedPtrField<std::string> because;
  std::set<std::string> said = why_not;
  for (const v1::Determination* each : alike) {
    if (each->because().empty() || !said.insert(each->because(0)).second) continue;
    *because.Add() = each->because(0);
  }
  for (const std::string& line : one.because()) {
    if (said.insert(line).second) *because.Add() = line;
  }
  RenderLines("because", because, page);
  RenderLines("not obliged", one.why_not().because(), page);
}

void RenderRemarks(const Determinations& alike, std::set<std::string>& seen, Page& page) {
  const v1::Determination& one = *alike.front();
  RenderReasons(alike, page);
  google::protobuf::RepeatedPtrField<std::string> see_also;
  for (const std::string& line : one.why_not().see_also()) {
    if (seen.insert(line).second) *see_also.Add() = line;
  }
  RenderLines("see also", see_also, page);
  RenderPresumptions(one.presumptions(), page);
  RenderMissing(one.missing(), page);
  RenderLines("disputed", one.disputes(), page);
  RenderChange(one, page);
}

void RenderAllRemarks(const v1::Decision& decision, Page& page) {
  std::vector<Determinations> groups;
  for (const v1::Determination& each : decision.determinations()) {
    const auto same = std::find_if(groups.begin(), groups.end(), [&](const Determinations& group) {
      return google::protobuf::util::MessageDifferencer::Equals(Remarks(*group.front()),
                                                                Remarks(each));
    });
    if (same == groups.end()) {
      groups.push_back({&each});
    } else {
      same->push_back(&each);
    }
  }
  std::set<std::string> seen;
  for (const Determinations& group : groups) {
    const v1::Determination& one = *group.front();
    if (one.because().empty() && !one.has_why_not() && one.missing().empty()) continue;
    page.Blank();
    std::vector<std::string> acts;
    for (const v1::Determination* each : group) acts.push_back(each->action());
    if (groups.size() > 1) page.Paragraph(2, List(acts) + ":", Style::kBold);
    RenderRemarks(group, seen, page);
  }
}

// "arrest X and surrender X: UNDETERMINED", of one reading.
std::string DivergenceWords(const v1::Decision& decision, const std::string& reading) {
  std::map<v1::Outcome, std::vector<std::string>> acts;
  for (const v1::Divergence& each : decision.divergences()) {
    if (each.reading() == reading) acts[each.outcome()].push_back(each.action());
  }
  std::string words;
  for (const auto& [outcome, names] : acts) {
    words += (words.empty() ? "" : "; ") + List(names) + ": " + OutcomeWord(outcome);
  }
  return words;
}

void RenderDivergences(const v1::Decision& decision, Page& page) {
  // Readings that say the same, in the order of the first of them.
  std::vector<std::pair<std::string, std::vector<std::string>>> rows;
  std::set<std::string> seen;
  for (const v1::Divergence& each : decision.divergences()) {
    if (!seen.insert(each.reading()).second) continue;
    const std::string words = DivergenceWords(decision, each.reading());
    const auto same =
        std::find_if(rows.begin(), rows.end(), [&](const auto& row) { return row.first == words; });
    if (same == rows.end()) {
      rows.push_back({words, {each.reading()}});
    } else {
      same->second.push_back(each.reading());
    }
  }
  if (!rows.empty()) page.Blank();
  for (const auto& [words, readings] : rows) {
    page.Labelled(2, "otherwise", kLabelColumns, "under " + List(readings) + ": " + words);
  }
}

void RenderProofs(const v1::Decision& decision, Page& page) {
  for (const auto& each : decision.determinations()) {
    const bool failing = each.has_why_not() && !each.why_not().nearest().empty();
    if (each.explanation().empty()) continue;
    page.Blank();
    page.Paragraph(2, "why " + OutcomeWord(each.outcome()) + " to " + each.action() + ":",
                   Style::kBold);
    RenderProof(each.explanation(), 4, page);
    if (!failing) continue;
    page.Paragraph(
        2, "nearest to a duty to " + each.action() + ", and what fails in it:", Style::kBold);
    RenderProof(each.why_not().nearest(), 4, page);
  }
}

}  // namespace

void RenderDecision(const v1::DecideResponse& response, Page& page) {
  const v1::Decision& decision = response.decision();
  const std::string actor =
      decision.determinations().empty() ? "" : decision.determinations(0).actor();
  page.Paragraph(0,
                 actor + ", " + DayWords(decision.on()) + KnownWords(decision) +
                     ", reading: " + decision.reading(),
                 Style::kBold);
  RenderTable(decision, page);
  if (!decision.suppositions().empty()) {
    page.Blank();
    RenderLines("supposed", decision.suppositions(), page);
  }
  RenderAllRemarks(decision, page);
  RenderDivergences(decision, page);
  RenderProofs(decision, page);
  RenderOrigin(decision.revision(), decision.has_horizon() ? &decision.horizon() : nullptr, page);
}

}  // namespace comity
