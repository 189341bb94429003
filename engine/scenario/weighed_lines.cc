// SPDX-License-Identifier: Apache-2.0
#include "engine/scenario/weighed_lines.h"

#include "engine/base/text.h"

namespace comity {
namespace {

constexpr std::string_view kOneChange = "   <- the one change that would flip this";
constexpr std::string_view kAnyLine = "   <- any line of it otherwise would flip this";
constexpr std::string_view kFails = "   <- fails";

// Whether a line of a rule stands in the way of its conclusion.
bool Fails(const ProofNode& line) {
  const bool against =
      line.kind == ProofNode::Kind::kUnless || line.kind == ProofNode::Kind::kException;
  return against ? line.value != Truth::kNo : line.value != Truth::kYes;
}

class Lines {
 public:
  // The lines of a rule. `alone`: were this rule to apply, so would the one that was asked about.
  void AddRule(const ProofNode& rule, std::size_t indent, bool alone) {
    int failing = 0;
    for (const ProofNode& line : rule.children) failing += Fails(line) ? 1 : 0;
    for (const ProofNode& line : rule.children) AddLine(line, indent, alone && failing == 1);
  }

  void Add(std::size_t indent, std::string text) {
    text_.push_back(std::string(indent, ' ') + std::move(text));
  }

  std::vector<std::string> Take() && { return std::move(text_); }

 private:
  void AddLine(const ProofNode& line, std::size_t indent, bool alone) {
    const bool fails = Fails(line);
    if (line.kind == ProofNode::Kind::kException) {
      Add(indent, Concat({Padded(line.value), "exception ", Named(line), ": ", line.effect,
                          Since(line), fails ? alone ? kAnyLine : kFails : ""}));
      for (const ProofNode& child : line.children) AddLine(child, indent + 10, false, true);
      return;
    }
    AddLine(line, indent, alone, false);
  }

  void AddLine(const ProofNode& line, std::size_t indent, bool alone, bool quiet) {
    const bool deeper =
        !line.children.empty() && line.children.front().kind == ProofNode::Kind::kRule && !quiet;
    const bool gap = line.kind == ProofNode::Kind::kGap;  // which no case can change
    const std::string_view mark = !Fails(line) || quiet || deeper || gap ? ""
                                  : alone                                ? kOneChange
                                                                         : kFails;
    Add(indent, Concat({Padded(line.value), line.kind == ProofNode::Kind::kUnless ? "unless " : "",
                        line.sentence, Since(line), mark}));
    for (const ProofNode& child : line.children) {
      if (child.kind == ProofNode::Kind::kRule) {
        if (!deeper) continue;
        Add(indent + 10, Named(child) + " comes nearest:");
        AddRule(child, indent + 12, alone);
      } else {
        AddLine(child, indent + 2, false, true);
      }
    }
  }

  static std::string Padded(Truth truth) {
    std::string word(Word(truth));
    word.resize(8, ' ');
    return word;
  }

  // Since when a line is as it is; nothing if it always was.
  static std::string Since(const ProofNode& line) {
    const bool always = line.stretch.from == Day::Beginning() && line.stretch.until == Day::End();
    return always ? "" : Concat({" (", Word(line.value), " ", StretchText(line.stretch), ")"});
  }

 public:
  static std::string Named(const ProofNode& rule) {
    return rule.citations.empty() ? rule.rule
                                  : Concat({rule.rule, " [", Join(rule.citations, ", "), "]"});
  }

 private:
  std::vector<std::string> text_;
};

}  // namespace

std::string StretchText(const Stretch& stretch) {
  if (stretch.from == Day::Beginning() && stretch.until == Day::End()) return "always";
  std::string result;
  if (stretch.from != Day::Beginning()) result = "from " + FormatDay(stretch.from);
  if (stretch.until != Day::End())
    result += (result.empty() ? "until " : " until ") + FormatDay(stretch.until);
  return result;
}

std::vector<std::string> WhyNotLines(Explainer& explainer, PredicateId predicate,
                                     const std::vector<Value>& values, Day day) {
  Lines lines;
  const auto nearest = explainer.WeighNearest(predicate, values, day);
  if (!nearest) return explainer.ExplainFailure(predicate, values, day).because;
  lines.Add(0, Concat({"on ", FormatDay(day), ", ", Lines::Named(*nearest), " comes nearest:"}));
  lines.AddRule(*nearest, 2, true);
  return std::move(lines).Take();
}

std::vector<std::string> WhyLines(Explainer& explainer, PredicateId predicate,
                                  const std::vector<Value>& values, Day day) {
  Lines lines;
  for (const ProofNode& ground : explainer.WeighGrounds(predicate, values, day)) {
    lines.Add(0, Concat({"on ", FormatDay(day), ", it is so by ", Lines::Named(ground), ":"}));
    lines.AddRule(ground, 2, false);
  }
  return std::move(lines).Take();
}

}  // namespace comity
