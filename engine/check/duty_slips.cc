// SPDX-License-Identifier: Apache-2.0
#include "engine/check/duty_slips.h"

#include <array>
#include <utility>

#include "engine/base/text.h"

namespace comity {
namespace {

constexpr std::string_view kWhoActs =
    "who acts is followed by must, must not, may or may voluntarily";

std::string Quoted(std::string_view words) { return Concat({"‘", words, "’"}); }

// Duties said otherwise than by must, must not, may, may voluntarily.
bool ReportOtherModal(const SentenceLine& line) {
  struct Other {
    std::string_view words, meant, help;
  };
  constexpr std::array<Other, 12> kOthers = {{
      {"may not", "must not",
       "‘may not’ can be read in two ways: write ‘must not’ for a prohibition"},
      {"must voluntarily", "must", "write ‘must’, or ‘may voluntarily’"},
      {"shall not", "must not", "write ‘must not’"},
      {"shall", "must", "write ‘must’"},
      {"should", "must", "write ‘must’ if it is a duty"},
      {"has to", "must", "write ‘must’"},
      {"is obliged to", "must", "write ‘must’"},
      {"is required to", "must", "write ‘must’"},
      {"is bound to", "must", "write ‘must’"},
      {"can", "may", "write ‘may’"},
      {"might", "may", "write ‘may’"},
      {"is free to", "may voluntarily", "write ‘may voluntarily’"},
  }};
  for (const Other& other : kOthers) {
    const std::size_t length = SplitWords(other.words).size();
    for (std::size_t i = 1; i + length < line.size(); ++i) {
      if (line.Words(i, i + length).text != other.words ||
          !line.ReadsWith(i, i + length, other.meant))
        continue;
      line.Report(DiagnosticKind::kWrongForm, i, i + length,
                  {Quoted(other.words), std::string(kWhoActs)}, {std::string(other.help)});
      return true;
    }
  }
  return false;
}

// `must the State detain the Ship`, `the State detain must the Ship`.
bool ReportMovedModal(const SentenceLine& line) {
  for (std::size_t i = 0; i < line.size(); ++i) {
    const std::string& word = line.word(i);
    if (word != "must" && word != "may") continue;
    std::vector<Token> others = line.tokens();
    others.erase(others.begin() + static_cast<std::ptrdiff_t>(i));
    for (std::size_t to = 1; to < others.size(); ++to) {
      std::vector<Token> moved = others;
      moved.insert(moved.begin() + static_cast<std::ptrdiff_t>(to), line.tokens()[i]);
      if (!SentenceLine(line.text(), moved, line.use(), line.context()).Reads(0, moved.size()))
        continue;
      std::string words;
      for (const Token& token : moved) words += (words.empty() ? "" : " ") + token.word;
      line.Report(DiagnosticKind::kWrongForm, i, i + 1,
                  {Quoted(word), "it stands between who acts and what is done"},
                  {Concat({"write: ", words})});
      return true;
    }
  }
  return false;
}

// The verbs that `word` may be the third person of: detains, searches, denies.
std::vector<std::string> VerbsOf(const std::string& word) {
  std::vector<std::string> verbs;
  constexpr std::size_t kShortest = 3;
  if (word.size() < kShortest || !word.ends_with('s')) return verbs;
  verbs.push_back(word.substr(0, word.size() - 1));
  if (word.ends_with("es")) verbs.push_back(BareVerb(word));
  return verbs;
}

// Whether it is stated as what happened, so that no duty is meant.
bool IsStated(SentencePlace place) {
  return place == SentencePlace::kFact || place == SentencePlace::kGiven ||
         place == SentencePlace::kRow;
}

// `the State detains the Ship`.
bool ReportNoModal(const SentenceLine& line) {
  if (IsStated(line.use().place)) return false;
  for (std::size_t i = 1; i < line.size(); ++i) {
    for (const std::string& verb : VerbsOf(line.word(i))) {
      if (!line.ReadsWith(i, i + 1, "must " + verb)) continue;
      const std::string rest = i + 1 < line.size() ? " " + line.Words(i + 1, line.size()).text : "";
      std::vector<std::string> help = {
          Concat({"write: ", line.Words(0, i).text, " must ", verb, rest})};
      // An expectation says by its outcome what it is.
      if (line.use().place != SentencePlace::kExpectation)
        help.emplace_back("or, if it is no duty, with must not, may or may voluntarily");
      line.Report(DiagnosticKind::kWrongForm, i, i + 1,
                  {Quoted(line.word(i)), std::string(kWhoActs)}, std::move(help));
      return true;
    }
  }
  return false;
}

}  // namespace

std::string BareVerb(std::string_view word) {
  if (word.ends_with("ies")) return Concat({word.substr(0, word.size() - 3), "y"});
  for (const std::string_view end : {"ches", "shes", "sses", "xes", "zes", "oes"}) {
    if (word.ends_with(end)) return std::string(word.substr(0, word.size() - 2));
  }
  return std::string(word.substr(0, word.ends_with('s') ? word.size() - 1 : word.size()));
}

bool ReportDuty(const SentenceLine& line) {
  return ReportOtherModal(line) || ReportMovedModal(line) || ReportNoModal(line);
}

}  // namespace comity
