// SPDX-License-Identifier: Apache-2.0
#include "tests/golden/answer_printer.h"

#include <array>
#include <sstream>
#include <utility>

#include "engine/base/text.h"

namespace comity {
namespace {

constexpr std::array kTruths = {"no", "unknown", "yes"};
std::string_view Words(Truth truth) { return kTruths[static_cast<std::size_t>(truth)]; }

constexpr std::array kKinds = {"rule",        "exception", "fact",    "case",       "supposition",
                               "presumption", "absence",   "unknown", "comparison", "group",
                               "unless",      "no rule",   "gap",     "other days"};

std::string Said(const Stretch& stretch) {
  std::string result;
  if (stretch.from.IsFinite()) result += " from " + FormatDay(stretch.from);
  if (stretch.until.IsFinite()) result += " until " + FormatDay(stretch.until);
  return result.empty() ? " always" : result;
}

// Cuts " WORD REST" off the end of `text` and gives REST.
std::string CutLast(std::string& text, std::string_view word) {
  const std::size_t at = text.rfind(word);
  if (at == std::string::npos) return "";
  std::string rest = text.substr(at + word.size());
  text.resize(at);
  return rest;
}

class AnswerPrinter {
 public:
  explicit AnswerPrinter(const Rulebook& rulebook) : rulebook_(rulebook) {}

  void Read(std::string_view line) {
    if (line.starts_with("-- given: ")) {
      case_.statements.push_back({std::string(line.substr(10)), {}, {}, false});
    } else if (line.starts_with("-- reading: ")) {
      reading_ = line.substr(12);
    } else if (line.starts_with("-- known on: ")) {
      known_on_ = ParseDay(line.substr(13));
    } else if (line.starts_with("-- ask: ")) {
      if (out_.tellp() > 0) out_ << "\n";
      out_ << line.substr(8) << "\n";
      Ask(std::string(line.substr(8)));
    }
  }
  std::string Take() && { return std::move(out_).str(); }

 private:
  void Ask(std::string question) {
    const std::size_t blank = std::min(question.find(' '), question.size());
    const std::string verb = question.substr(0, blank);
    question.erase(0, blank + 1);
    if (verb == "timeline") {
      AskAboutTime(question);
    } else if (verb == "find") {
      AskBindings(question);
    } else if (verb == "explain") {
      AskWhy(question);
    } else if (verb == "decide") {
      AskDecision(question);
    } else {
      out_ << "  there is no question ‘" << verb << "’\n";
    }
  }

  template <typename T>
  bool Refused(const Answer<T>& answer) {
    for (const Refusal& refusal : answer.refusals()) {
      out_ << "  refused at " << refusal.field << ": " << refusal.message << "\n";
      for (const std::string& candidate : refusal.candidates) out_ << "    " << candidate << "\n";
    }
    return !answer.ok();
  }

  void PrintHorizon(const std::optional<Horizon>& horizon) {
    if (!horizon) return;
    out_ << "  complete up to " << FormatDay(horizon->day) << ": " << Join(horizon->phrases, "; ")
         << "\n";
  }

  void AskAboutTime(const std::string& sentence) {
    TimelineQuestion question;
    question.phrase = sentence;
    question.readings = {reading_};
    question.facts = case_;
    question.known_on = known_on_;
    const auto answer = AskTimeline(rulebook_, question);
    if (Refused(answer)) return;
    for (const TimelineStretch& stretch : answer->at(0).stretches) {
      const auto* outcome = std::get_if<Outcome>(&stretch.value);
      out_ << "  " << (outcome ? Name(*outcome) : Words(std::get<Truth>(stretch.value)))
           << Said(stretch.stretch) << "\n";
      PrintCause("opened", stretch.opened_by);
      PrintCause("ended", stretch.ended_by);
    }
    PrintHorizon(answer->at(0).horizon);
  }

  void PrintCause(std::string_view what, const std::optional<TimelineStretch::Cause>& cause) {
    if (!cause) return;
    out_ << "    " << what << " by " << cause->rule;
    if (!cause->because.empty()) out_ << ": " << cause->because;
    out_ << "\n";
  }

  void AskBindings(std::string phrase) {
    FindQuestion question;
    question.on = ParseDay(CutLast(phrase, " on "));
    question.phrase = std::move(phrase);
    question.reading = reading_;
    question.facts = case_;
    question.known_on = known_on_;
    const auto answer = Find(rulebook_, question);
    if (Refused(answer)) return;
    for (const Binding& binding : answer->bindings) {
      out_ << "  " << binding.sentence << ": " << DebugString(binding.timeline) << "\n";
    }
    if (answer->bindings.empty()) out_ << "  nothing\n";
    PrintHorizon(answer->horizon);
  }

  void AskWhy(std::string sentence) {
    ExplainQuestion question;
    question.on = ParseDay(CutLast(sentence, " on ")).value_or(Day{});
    question.sentence = std::move(sentence);
    question.reading = reading_;
    question.facts = case_;
    question.known_on = known_on_;
    const auto answer = Explain(rulebook_, question);
    if (Refused(answer)) return;
    out_ << "  " << Words(answer->value) << "\n";
    for (const ProofNode& node : answer->proof) PrintProof(node, 4);
    if (answer->why_not) PrintWhyNot(*answer->why_not);
    for (const Presumption& presumption : answer->presumptions) {
      out_ << "  presumes " << presumption.sentence << "\n";
    }
    for (const MissingFact& missing : answer->missing) {
      out_ << "  asks " << missing.sentence << "\n";
      for (const std::string& factor : missing.factors) out_ << "    to weigh: " << factor << "\n";
    }
    for (const std::string& dispute : answer->disputes) out_ << "  " << dispute << "\n";
    PrintHorizon(answer->horizon);
  }

  void PrintWhyNot(const WhyNot& why_not) {
    out_ << "  why not " << why_not.sentence << "\n";
    for (const ProofNode& node : why_not.nearest) PrintProof(node, 4);
    for (const std::string& line : why_not.because) out_ << "    because " << line << "\n";
    for (const std::string& line : why_not.see_also) out_ << "    see also " << line << "\n";
  }

  void PrintProof(const ProofNode& node, std::size_t indent) {
    out_ << std::string(indent, ' ') << Words(node.value) << ", "
         << kKinds[static_cast<std::size_t>(node.kind)];
    if (!node.rule.empty()) out_ << " " << node.rule;
    if (!node.effect.empty()) out_ << " (" << node.effect << ")";
    out_ << ": " << node.sentence;
    if (node.reference.line > 0)
      out_ << " [" << node.reference.file << ":" << node.reference.line << "]";
    if (!node.citations.empty()) out_ << " " << Join(node.citations, ", ");
    out_ << "\n";
    for (const ProofNode& child : node.children) PrintProof(child, indent + 2);
  }

  void AskDecision(std::string text) {
    Question question;
    question.on = ParseDay(CutLast(text, " on ")).value_or(Day{});
    std::istringstream names(CutLast(text, " about "));
    for (std::string name; std::getline(names, name, ',');) question.about.emplace_back(Trim(name));
    question.actor = text;
    question.reading = reading_;
    question.facts = case_;
    question.known_on = known_on_;
    const auto answer = Decide(rulebook_, question);
    if (Refused(answer)) return;
    for (const Determination& determination : answer->determinations)
      PrintDetermination(determination);
    for (const Decision::Divergence& divergence : answer->divergences) {
      out_ << "  under " << divergence.reading << ": " << Name(divergence.outcome) << "\n";
    }
    PrintHorizon(answer->horizon);
    if (answer->beyond_horizon) out_ << "  the day lies after it\n";
  }

  void PrintDetermination(const Determination& determination) {
    out_ << "  " << determination.actor << ", " << determination.action << ": "
         << Name(determination.outcome) << Said(determination.stretch) << "\n";
    if (!determination.citations.empty())
      out_ << "    cites " << Join(determination.citations, ", ") << "\n";
    for (const std::string& line : determination.because) out_ << "    because " << line << "\n";
    for (const auto& presumption : determination.presumptions)
      out_ << "    presumes " << presumption.sentence << "\n";
    for (const auto& missing : determination.missing) {
      out_ << "    asks " << missing.sentence << " (" << missing.ask << ")\n";
    }
    for (const std::string& dispute : determination.disputes) out_ << "    " << dispute << "\n";
  }

  const Rulebook& rulebook_;
  std::string reading_ = "prevailing";
  std::optional<Day> known_on_;
  Case case_;
  std::ostringstream out_;
};

}  // namespace

std::string PrintAnswers(const Rulebook& rulebook, std::string_view golden_input) {
  AnswerPrinter printer(rulebook);
  while (!golden_input.empty()) {
    const std::size_t end = std::min(golden_input.find('\n'), golden_input.size());
    printer.Read(golden_input.substr(0, end));
    golden_input.remove_prefix(std::min(end + 1, golden_input.size()));
  }
  return std::move(printer).Take();
}

}  // namespace comity
