// SPDX-License-Identifier: Apache-2.0
#include "tools/cli/words.h"

#include <algorithm>
#include <array>
#include <vector>

#include "engine/engine.h"

namespace comity {
namespace {

constexpr std::array<std::string_view, 12> kMonths = {
    "January", "February", "March",     "April",   "May",      "June",
    "July",    "August",   "September", "October", "November", "December"};

constexpr std::size_t kDigestShown = 8;

}  // namespace

std::string DayWords(std::string_view day) {
  if (!ParseDay(day)) return std::string(day);
  const auto number = [&](std::size_t at, std::size_t count) {
    return std::stoul(std::string(day.substr(at, count)));
  };
  return std::to_string(number(8, 2)) + " " + std::string(kMonths[number(5, 2) - 1]) + " " +
         std::to_string(number(0, 4));
}

std::string OutcomeWord(v1::Outcome outcome) {
  std::string word = v1::Outcome_Name(outcome);
  if (word.empty()) return "OUTCOME " + std::to_string(outcome);
  word.erase(0, std::string_view("OUTCOME_").size());
  std::replace(word.begin(), word.end(), '_', ' ');
  return word;
}

std::string TruthWord(v1::Truth truth) {
  switch (truth) {
    case v1::TRUTH_YES:
      return "yes";
    case v1::TRUTH_NO:
      return "no";
    default:
      return "unknown";
  }
}

std::string RevisionWords(const v1::Revision& revision) {
  return "revision " + std::to_string(revision.number()) + " (" +
         revision.digest().substr(0, kDigestShown) + ")";
}

std::string HorizonWords(const v1::Horizon& horizon) {
  std::vector<std::string> about;
  for (const std::string& phrase : horizon.about()) about.push_back("‘" + phrase + "’");
  std::string words = about.empty() ? "" : "about " + List(about) + " are ";
  words += "complete up to " + DayWords(horizon.on());
  words += horizon.exceeded() ? "; the day asked about lies after it, without that promise"
                              : "; later days are answered without that promise";
  return words;
}

std::string CitationWords(const google::protobuf::RepeatedPtrField<std::string>& citations) {
  struct Source {
    std::string before, after;
    std::vector<std::string> places;
  };
  std::vector<Source> sources;
  for (const std::string& citation : citations) {
    const std::size_t first = citation.find(' ');
    const std::size_t second = citation.find(' ', first + 1);
    const bool split = first != std::string::npos && second != std::string::npos;
    const std::string before = split ? citation.substr(0, first + 1) : "";
    const std::string after = split ? citation.substr(second) : "";
    const std::string place = split ? citation.substr(first + 1, second - first - 1) : citation;
    if (sources.empty() || !split || sources.back().before != before ||
        sources.back().after != after) {
      sources.push_back({before, after, {}});
    }
    sources.back().places.push_back(place);
  }
  std::string text;
  for (const Source& source : sources) {
    text += (text.empty() ? "" : "; ") + source.before + List(source.places) + source.after;
  }
  return text;
}

std::string StretchWords(std::string_view from_on, std::string_view until_on) {
  if (from_on.empty() && until_on.empty()) return "always";
  std::string words = from_on.empty() ? "" : "from " + DayWords(from_on);
  if (!until_on.empty()) words += (words.empty() ? "until " : " until ") + DayWords(until_on);
  return words;
}

}  // namespace comity
