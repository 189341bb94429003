// SPDX-License-Identifier: Apache-2.0
#include "engine/check/rule_lines.h"

#include <algorithm>
#include <utility>

#include "engine/base/text.h"
#include "engine/check/comparisons.h"
#include "engine/check/date_terms.h"
#include "engine/check/line_slips.h"
#include "engine/check/time_comparisons.h"
#include "engine/check/timing.h"
#include "engine/syntax/comparison.h"
#include "engine/syntax/cursor.h"
#include "engine/syntax/date_expression.h"
#include "engine/syntax/time_text.h"

namespace comity {
namespace {

SentencePlace PlaceOf(const ast::Condition& condition) {
  if (condition.group == ast::Group::kAllOf) return SentencePlace::kBulletOfAll;
  if (condition.group != ast::Group::kNone) return SentencePlace::kBulletOfAny;
  return condition.unless ? SentencePlace::kUnless : SentencePlace::kCondition;
}

}  // namespace

RuleLines::RuleLines(Rule& rule, std::uint32_t module, bool broken, CheckContext& context)
    : rule_(rule), module_(module), context_(context), sink_(context.sink), broken_(broken) {}

void RuleLines::Inherit(const CheckContext::RuleScope& scope) {
  known_ = scope.known;
  excused_ = scope.excused;
  broken_ = broken_ || scope.broken;
}

void RuleLines::ResolveCondition(const ast::Condition& source) {
  if (said_.Repeats(source, context_)) return;
  Condition condition;
  condition.unless = source.unless;
  condition.span = source.keyword;
  condition.group = static_cast<Condition::Group>(source.group);
  const bool own_bullets =
      source.group == ast::Group::kAnyOf || source.group == ast::Group::kNoneOf;
  const std::map<std::string, VariableId> outer = known_;
  for (const ast::Sentence& sentence : source.sentences) {
    if (auto literal = ResolveLiteral(sentence, PlaceOf(source)))
      condition.literals.push_back(std::move(*literal));
    if (own_bullets) RestoreScope(outer, {sentence.text.span.line, "bullet"});
  }
  if (source.unless) RestoreScope(outer, {source.keyword.line, "‘unless’ line"});
  if (condition.literals.size() == source.sentences.size())
    rule_.conditions.push_back(std::move(condition));
}

// What a line or bullet introduced is forgotten; what it failed to introduce stays excused.
void RuleLines::RestoreScope(const std::map<std::string, VariableId>& outer, const Owner& owner) {
  for (const auto& [label, variable] : known_) {
    if (!outer.contains(label)) owners_.emplace(label, owner);
  }
  known_ = outer;
}

std::optional<Literal> RuleLines::ResolveLiteral(const ast::Sentence& sentence,
                                                 SentencePlace place) {
  Literal literal;
  literal.text = sentence.text.text;
  literal.span = sentence.text.span;
  if (sentence.as_of) {
    literal.as_of = ResolveDateHere(*sentence.as_of);
    if (!literal.as_of) {
      ExcuseLabels(sentence.text);
      return std::nullopt;
    }
  }
  if (sentence.continued && !IsSentence(sentence.text)) {
    ExcuseLabels(sentence.text);
    return std::nullopt;
  }
  const bool reads = IsSentence(sentence.text);
  const ast::Text text = reads ? sentence.text : Mend(sentence.text);
  const auto comparison = FindComparison(text);
  if (comparison && !reads && !IsSentence(text)) {
    if (!ResolveComparison(*comparison, literal)) return std::nullopt;
    return literal;
  }
  auto atom = ResolveAtom(text, {place, nullptr, sentence.as_of.has_value()});
  if (!atom) return std::nullopt;
  literal.what = std::move(*atom);
  return literal;
}

bool RuleLines::IsSentence(const ast::Text& text) const {
  return !context_.lexicon->Read(Tokenize(text.text), true).empty();
}

ast::Text RuleLines::Mend(const ast::Text& text) {
  std::set<std::string> known;
  for (const auto& [label, variable] : known_) known.insert(label);
  return MendSentence(text, known, context_);
}

// False if it is a wrong one.
bool RuleLines::ResolveComparison(const ast::Comparison& source, Literal& literal) {
  if (ReportDistance(source, sink_) || ReportMixture(source, context_)) return false;
  if (IsTime(source.left, context_)) {
    const auto left = ResolveTime(source.left);
    const auto right = ResolveTime(source.right);
    if (left && right) literal.what = MakeTimeComparison(source, *left, *right);
    return left && right;
  }
  const auto left = ResolveSide(source.left);
  const auto right = ResolveSide(source.right);
  if (left && right) literal.what = MakeComparison(source, *left, *right);
  return left && right;
}

std::optional<Term> RuleLines::ResolveTime(const ast::Text& text) {
  if (const auto label = TimeLabel(text, context_)) {
    const auto variable = FindVariable(*label, text.span);
    return variable ? std::optional(Term{true, static_cast<Value>(*variable)}) : std::nullopt;
  }
  const auto instant = ParseTimeText(text, sink_);
  return instant ? std::optional(Term{false, instant->minute}) : std::nullopt;
}

std::optional<DateTerm> RuleLines::ResolveSide(const ast::Text& text) {
  const auto date = ParseDateExpression(text, sink_);
  if (!date) return std::nullopt;
  return RuleLines::ResolveDateHere(*date);
}

std::optional<DateTerm> RuleLines::ResolveDateHere(const ast::DateExpression& date) {
  return ResolveDate(
      date,
      [&](const std::string& label, Span span) -> std::optional<DateTerm> {
        const auto variable = FindVariable(label, span);
        if (!variable) return std::nullopt;
        DateTerm term;
        term.term = {true, static_cast<Value>(*variable)};
        return term;
      },
      module_, context_);
}

std::optional<VariableId> RuleLines::FindVariable(const std::string& label, Span span) {
  const auto found = known_.find(label);
  if (found != known_.end()) return found->second;
  if (!broken_ && !excused_.contains(label)) {
    std::vector<std::string> known;
    for (const auto& [name, variable] : known_) known.push_back("the " + name);
    const std::string_view article =
        std::string_view("aeiou").find(label[0]) != std::string_view::npos ? "an " : "a ";
    std::vector<std::string> help = {
        Concat({"the first mention in a rule is ‘", article, label, "’",
                known.empty() ? "" : "; this rule so far knows: ", Join(known, ", ")})};
    if (const std::string meant = LabelMeant(label, known_, context_.program); !meant.empty())
      help = {Concat({"did you mean ‘the ", meant, "’?"})};
    if (const auto owner = owners_.find(label); owner != owners_.end()) {
      help = {Concat({"‘", article, label, "’ in line ", std::to_string(owner->second.line),
                      " belongs to that ", owner->second.what, " alone"}),
              "to speak of it elsewhere, introduce it in a condition above"};
    }
    if (rule_.target) {
      const std::string& target = context_.program.rules[*rule_.target].name;
      sink_.Report(DiagnosticKind::kNotInTheRule, span, {label, target}, std::move(help));
    } else {
      sink_.Report(DiagnosticKind::kNotIntroduced, span, {label}, std::move(help));
    }
    excused_.insert(label);
  }
  return std::nullopt;
}

// Labels that a line would have introduced, had it been readable.
void RuleLines::ExcuseLabels(const ast::Text& text) {
  const std::vector<Token> tokens = Tokenize(text.text);
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    std::string label;
    for (std::size_t last = i; last < tokens.size() && last <= i + 3; ++last) {
      label += (label.empty() ? "" : " ") + tokens[last].word;
      if (context_.lexicon->KindOfLabel(label)) excused_.insert(label);
    }
    // A kind that is misspelt, or written small.
    for (const Kind& kind : context_.program.kinds) {
      if (!Nearest(tokens[i].word, {kind.name}, 1).empty()) excused_.insert(kind.name);
    }
  }
  RuleLines::ExcuseWanted(tokens, text.span.file);
}

// `a Person is a member`, where a State should be: it would have been introduced here.
void RuleLines::ExcuseWanted(const std::vector<Token>& tokens, std::uint32_t file) {
  if (tokens.empty() || tokens.size() > kLongestSearched || sink_.IsCrowded(file)) return;
  const Mismatch mismatch = context_.lexicon->Explain(tokens);
  if (mismatch.kind && *mismatch.kind != kAnyKind && IsOfEntities(*mismatch.kind))
    excused_.insert(context_.program.kinds[*mismatch.kind].name);
}

std::optional<Atom> RuleLines::ResolveAtom(const ast::Text& text, const SentenceUse& use) {
  const bool may_introduce =
      use.place != SentencePlace::kConclusion && use.place != SentencePlace::kClaim;
  const auto match = ReadSentence(text, module_, use, context_);
  if (!match) {
    if (may_introduce) ExcuseLabels(text);
    return std::nullopt;
  }
  Atom atom;
  atom.predicate = match->predicate;
  const std::vector<Token> tokens = Tokenize(text.text);
  bool good = true;
  for (const Filler& filler : match->fillers) {
    const Span span = SpanOfTokens(text, tokens, filler.first, filler.last);
    const auto term = ResolveFiller(filler, span, may_introduce);
    good = good && term.has_value();
    atom.terms.push_back(term.value_or(Term{}));
  }
  return good ? std::optional(std::move(atom)) : std::nullopt;
}

std::optional<Term> RuleLines::ResolveFiller(const Filler& filler, Span span, bool may_introduce) {
  if (filler.kind == Filler::Kind::kValue) return Term{false, filler.value};
  if (filler.kind == Filler::Kind::kKnown) {
    const auto variable = FindVariable(filler.label, span);
    return variable ? std::optional(Term{true, static_cast<Value>(*variable)}) : std::nullopt;
  }
  if (!may_introduce) {
    sink_.Report(
        DiagnosticKind::kWrongForm, span,
        {Concat({"‘a ", filler.label, "’"}),
         "a conclusion speaks only of what its conditions introduced"},
        {Concat({"introduce it in a condition, and write here ‘the ", filler.label, "’"})});
    return std::nullopt;
  }
  if (known_.contains(filler.label)) {
    std::vector<std::string> help = {
        Concat({"write ‘the ", filler.label,
                "’ for the same one, or give the other another label, as in ‘a second ",
                filler.label, "’"})};
    if (rule_.target)
      help.emplace_back("an exception knows what the rule speaks of that it acts on");
    sink_.Report(DiagnosticKind::kIntroducedTwice, span, {"a " + filler.label}, std::move(help));
    return std::nullopt;
  }
  if (rule_.variables.size() == kMaxVariables) {
    if (std::exchange(full_, true)) return std::nullopt;
    sink_.Report(DiagnosticKind::kTooManyVariables, span, {std::to_string(kMaxVariables)},
                 {"split the rule: conclude a part of it in a rule of its own"});
    broken_ = true;
    return std::nullopt;
  }
  const auto variable = static_cast<VariableId>(rule_.variables.size());
  rule_.variables.push_back({filler.label, filler.hole_kind});
  known_.emplace(filler.label, variable);
  return Term{true, static_cast<Value>(variable)};
}

}  // namespace comity
