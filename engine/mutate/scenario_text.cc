// SPDX-License-Identifier: Apache-2.0
#include "engine/mutate/scenario_text.h"

#include <algorithm>
#include <variant>
#include <vector>

#include "engine/base/text.h"
#include "engine/syntax/parser.h"

namespace comity {
namespace {

class Writer {
 public:
  Writer(const Rulebook& rulebook, const Scenario& scenario)
      : rulebook_(rulebook),
        program_(rulebook.program()),
        scenario_(scenario),
        speaker_(program_, &scenario) {}

  std::optional<std::string> Write() && {
    text_ = Concat({"scenario \"", scenario_.title, "\"\n"});
    WriteCast();
    for (const Fact& fact : scenario_.given) {
      const Phrase& phrase = program_.phrases[program_.predicates[fact.predicate].phrase];
      text_ += Concat({"  given ", fact.denied ? "not " : "", Said(fact.predicate, fact.values)});
      if (phrase.form != Form::kRecord) text_ += Days(fact.stretch);
      // Days between two are not written.
      if (!(fact.certain == fact.stretch)) readable_ = false;
      text_ += "\n";
    }
    std::string_view indent = "  ";
    std::uint32_t reading = 0;
    for (const Expectation& expectation : scenario_.expectations) {
      if (expectation.reading != reading) {
        reading = expectation.reading;
        text_ += Concat({"  reading ", program_.readings[reading].name, "\n"});
        indent = "    ";
      }
      WriteExpectation(expectation, indent);
    }
    return readable_ && ReadsBack() ? std::optional(std::move(text_)) : std::nullopt;
  }

 private:
  void WriteCast() {
    for (KindId kind = 0; kind < program_.kinds.size(); ++kind) {
      std::vector<std::string> names;
      for (const Entity& entity : scenario_.cast) {
        if (entity.kind == kind) names.push_back(entity.name);
      }
      if (!names.empty())
        text_ += Concat({"  cast ", program_.kinds[kind].name, " ", Join(names, ", "), "\n"});
    }
  }

  void WriteExpectation(const Expectation& expectation, std::string_view indent) {
    text_ += Concat({indent, "expect "});
    if (expectation.subject == Expectation::Subject::kCites) {
      text_ += Concat({"cites ", Join(expectation.citations, ", "), "\n"});
      return;
    }
    if (!expectation.word.empty()) text_ += expectation.word + " ";
    text_ += Said(expectation.predicate, expectation.values);
    switch (expectation.days) {
      case Expectation::Days::kOn:
        text_ += Concat({" on ", FormatDay(expectation.stretch.from)});
        break;
      case Expectation::Days::kStretch:
        text_ += Days(expectation.stretch);
        break;
      case Expectation::Days::kAlways:
        text_ += " always";
        break;
      case Expectation::Days::kNever:
        text_ += " never";
        break;
    }
    text_ += "\n";
  }

  static std::string Days(const Stretch& stretch) {
    std::string result;
    if (stretch.from.IsFinite()) result += " from " + FormatDay(stretch.from);
    if (stretch.until.IsFinite()) result += " until " + FormatDay(stretch.until);
    return result;
  }

  // Whether the lines come apart where they were put together: the last words of a sentence may
  // look like the days for which it is stated.
  bool ReadsBack() const {
    DiagnosticSink sink;
    const ast::File file = Parse({"", Concat({"law Proposed\n\n", text_})}, 0, sink);
    const auto* read = std::get_if<ast::Scenario>(&file.statements.back());
    if (!sink.empty() || read == nullptr) return false;
    std::vector<std::string> sentences;
    for (const ast::Fact& fact : read->given) sentences.push_back(fact.phrase.text);
    for (const ast::Expectation& expectation : read->expectations) {
      if (expectation.subject != ast::Expectation::Subject::kCites)
        sentences.push_back(expectation.sentence.text);
    }
    return sentences == said_;
  }

  std::string Said(PredicateId predicate, const std::vector<Value>& values) {
    const std::vector<Hole>& holes = program_.predicates[predicate].holes;
    for (std::size_t i = 0; i < holes.size(); ++i) {
      if (holes[i].kind == kDateKind && !Day{values[i]}.IsFinite()) readable_ = false;
    }
    if (!readable_) return "";
    std::string said = speaker_.Say(predicate, values);
    const std::vector<Match> matches = rulebook_.lexicon().Read(Tokenize(said), false, &scenario_);
    readable_ = matches.size() == 1 && matches[0].predicate == predicate &&
                std::equal(values.begin(), values.end(), matches[0].fillers.begin(),
                           matches[0].fillers.end(),
                           [](Value value, const Filler& filler) { return value == filler.value; });
    said_.push_back(said);
    return said;
  }

  const Rulebook& rulebook_;
  const Program& program_;
  const Scenario& scenario_;
  Speaker speaker_;
  std::string text_;
  std::vector<std::string> said_;
  bool readable_ = true;
};

}  // namespace

std::optional<std::string> WriteScenario(const Rulebook& rulebook, const Scenario& scenario) {
  return Writer(rulebook, scenario).Write();
}

}  // namespace comity
