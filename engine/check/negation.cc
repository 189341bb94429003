// SPDX-License-Identifier: Apache-2.0
#include "engine/check/negation.h"

#include <algorithm>

#include "engine/base/text.h"

namespace comity {
namespace {

bool Introduces(const Match& match) {
  return std::any_of(match.fillers.begin(), match.fillers.end(),
                     [](const Filler& filler) { return filler.kind == Filler::Kind::kIntroduced; });
}

// `unless the Ship is not wanted`. What it introduces would be another thing in another line.
void ReportDoubleNo(const SentenceLine& line, std::size_t at) {
  std::string sentence = at > 0 ? line.Words(0, at).text : "";
  if (at + 1 < line.size())
    sentence += Concat({at > 0 ? " " : "", line.Words(at + 1, line.size()).text});
  const auto matches = line.context().lexicon->Read(Tokenize(sentence), true);
  const bool introduces = std::any_of(matches.begin(), matches.end(), Introduces);
  line.Report(
      DiagnosticKind::kWrongForm, at, at + 1, {"‘not’", "‘unless’ says no already"},
      {introduces ? "let a rule of its own conclude what is meant, and name its conclusion here"
                  : Concat({"write above the ‘unless’ lines: and ", sentence})});
}

}  // namespace

bool ReportNot(const SentenceLine& line) {
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (line.word(i) != "not" || !line.ReadsWith(i, i + 1, "")) continue;
    if (line.use().place == SentencePlace::kUnless) {
      ReportDoubleNo(line, i);
      return true;
    }
    line.Report(DiagnosticKind::kWrongForm, i, i + 1, {"‘not’", "a sentence says what holds"},
                {line.variables()
                     ? "begin a condition that must not hold with ‘unless’, or put it below ‘none "
                       "of’; what no rule concludes does not hold"
                     : "put ‘not’ before the whole sentence"});
    return true;
  }
  return false;
}

}  // namespace comity
