// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "engine/check/context.h"
#include "engine/check/line_slips.h"
#include "engine/check/rule_slips.h"

namespace comity {

// Resolves the lines of one rule: what their sentences say, and which variables they speak of.
class RuleLines {
 public:
  // Adds conditions and variables to `rule`. `broken`: a line of it could not be read.
  RuleLines(Rule& rule, std::uint32_t module, bool broken, CheckContext& context);
  RuleLines(const RuleLines&) = delete;
  RuleLines& operator=(const RuleLines&) = delete;

  // Of an exception: it knows what the rule knows that it acts on.
  void Inherit(const CheckContext::RuleScope& scope);

  // Adds the condition to the rule, unless it has a slip.
  void ResolveCondition(const ast::Condition& source);
  std::optional<Atom> ResolveAtom(const ast::Text& text, const SentenceUse& use);
  std::optional<DateTerm> ResolveDateHere(const ast::DateExpression& date);
  std::optional<DateTerm> ResolveSide(const ast::Text& text);
  bool IsSentence(const ast::Text& text) const;
  // What was meant by a line that is no sentence as it stands.
  ast::Text Mend(const ast::Text& text);

  // The variables known below all conditions.
  const std::map<std::string, VariableId>& known() const { return known_; }
  // Labels in lines that could not be read: what is missing because of them is a consequence.
  const std::set<std::string>& excused() const { return excused_; }
  // Whether what seems to be missing may stand in a line with a slip.
  bool broken() const { return broken_; }
  void Break() { broken_ = true; }

 private:
  // The line or bullet to which a variable belongs alone.
  struct Owner {
    std::uint32_t line = 0;
    std::string_view what;
  };

  void RestoreScope(const std::map<std::string, VariableId>& outer, const Owner& owner);
  std::optional<Literal> ResolveLiteral(const ast::Sentence& sentence, SentencePlace place);
  bool ResolveComparison(const ast::Comparison& source, Literal& literal);
  std::optional<Term> ResolveTime(const ast::Text& text);
  std::optional<VariableId> FindVariable(const std::string& label, Span span);
  void ExcuseLabels(const ast::Text& text);
  void ExcuseWanted(const std::vector<Token>& tokens, std::uint32_t file);
  std::optional<Term> ResolveFiller(const Filler& filler, Span span, bool may_introduce);

  Rule& rule_;
  std::uint32_t module_;
  CheckContext& context_;
  DiagnosticSink& sink_;
  std::map<std::string, VariableId> known_;
  std::set<std::string> excused_;
  std::map<std::string, Owner> owners_;
  SaidConditions said_;
  bool broken_;
  bool full_ = false;
};

}  // namespace comity
