// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <utility>

#include "engine/base/text.h"
#include "engine/check/comparisons.h"
#include "engine/check/context.h"
#include "engine/check/date_terms.h"
#include "engine/check/declarations.h"
#include "engine/check/exceptions.h"
#include "engine/check/line_slips.h"
#include "engine/check/read_fact.h"
#include "engine/check/rule_slips.h"
#include "engine/check/tables.h"
#include "engine/check/time_comparisons.h"
#include "engine/check/timing.h"
#include "engine/syntax/comparison.h"
#include "engine/syntax/cursor.h"
#include "engine/syntax/date_expression.h"
#include "engine/syntax/time_text.h"

namespace comity {
namespace {

// The variables known at some point of a rule: its own, and those of the line or bullet being read.
struct Scope {
  std::map<std::string, VariableId> known;
  // Labels in lines that could not be read: what is missing because of them is a consequence.
  std::set<std::string> ghosts;
};

// Resolves one rule, or one exception as it acts on one target.
class RuleResolver {
  // The line or bullet to which a variable belongs alone.
  struct Owner {
    std::uint32_t line = 0;
    std::string_view what;
  };

 public:
  RuleResolver(const ast::Rule& source, std::uint32_t module, std::optional<RuleId> target,
               CheckContext& context)
      : source_(source),
        module_(module),
        context_(context),
        sink_(context.sink),
        broken_(source.broken) {
    rule_.target = target;
  }

  // Exceptions to a table act on each of its rows, so they go by the table's name.
  void ListAs(std::string name) { rule_.table = std::move(name); }
  void MakeGap() { rule_.gap = true; }

  // The conditions alone, unless one of them has a slip.
  std::optional<Rule> RunConditions() && {
    if (HasTooManyConditions() || !ReadConditions()) return std::nullopt;
    return std::move(rule_);
  }

  std::optional<Rule> RunClaim(const ast::Text& claim) && {
    rule_.name = rule_.title = source_.title;
    rule_.span = source_.name.span;
    rule_.citations = ResolveCitations(source_.citations, context_);
    if (HasTooManyConditions()) return std::nullopt;
    const bool complete = ReadConditions();
    if (broken_) return std::nullopt;
    auto head = ResolveAtom(IsSentence(claim) ? claim : Mend(claim), {SentencePlace::kClaim});
    if (!head || !complete) return std::nullopt;
    rule_.head = std::move(*head);
    return std::move(rule_);
  }

  void Run() && {
    rule_.name = source_.name.text;
    rule_.title = source_.title;
    rule_.note = source_.note;
    rule_.span = source_.name.span;
    rule_.citations = ResolveCitations(source_.citations, context_);
    if (source_.citations.empty() && !source_.broken) {
      sink_.Report(DiagnosticKind::kNoCitation, source_.keyword,
                   {source_.exception ? "exception" : "rule"},
                   {"add: cite SOURCE PLACE, as in: cite RS 126(2)"});
    }
    for (const ast::Tag& tag : source_.tags) {
      if (const auto resolved = ResolveTag(tag, context_)) rule_.tags.push_back(*resolved);
    }
    if (rule_.target) {
      rule_.variables = context_.program.rules[*rule_.target].variables;
      // Variables of single lines of the target are not the rule's own; they keep their numbers but
      // have no name here.
      rule_.shared = static_cast<std::uint32_t>(rule_.variables.size());
      const CheckContext::RuleScope& scope = context_.scopes[*rule_.target];
      scope_.known = scope.known;
      scope_.ghosts = scope.excused;
      broken_ = broken_ || scope.broken;
    }
    if (HasTooManyConditions()) {
      broken_ = true;
      Attach();
      return;
    }
    ReadConditions();
    if (source_.conclusion) ResolveConclusion(*source_.conclusion);
    rule_.in_force = CutToInForce(context_.in_force[module_], source_.in_force, context_);
    Attach();
  }

 private:
  // Evaluation and explanation go from condition to condition, one inside the other.
  bool HasTooManyConditions() {
    constexpr std::size_t kMostConditions = 200;
    std::size_t count = 0;
    for (const ast::Condition& condition : source_.conditions) count += condition.sentences.size();
    if (count <= kMostConditions) return false;
    sink_.Report(DiagnosticKind::kTooManyConditions, source_.name.span,
                 {std::to_string(kMostConditions)});
    return true;
  }

  // False if one of them has a slip.
  bool ReadConditions() {
    for (const ast::Condition& condition : source_.conditions) ResolveCondition(condition);
    return rule_.conditions.size() == source_.conditions.size();
  }

  void Attach() {
    const auto id = static_cast<RuleId>(context_.program.rules.size());
    if (rule_.target) context_.program.rules[*rule_.target].exceptions.push_back(id);
    context_.rules[rule_.called()].push_back(id);
    context_.program.rules.push_back(std::move(rule_));
    context_.scopes.push_back({scope_.known, scope_.ghosts, broken_, headless_});
  }

  void ResolveCondition(const ast::Condition& source) {
    if (said_.Repeats(source, context_)) return;
    Condition condition;
    condition.unless = source.unless;
    condition.span = source.keyword;
    condition.group = static_cast<Condition::Group>(source.group);
    const bool own_bullets =
        source.group == ast::Group::kAnyOf || source.group == ast::Group::kNoneOf;
    const Scope outer = scope_;
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
  void RestoreScope(const Scope& outer, const Owner& owner) {
    for (const auto& [label, variable] : scope_.known) {
      if (!outer.known.contains(label)) owners_.emplace(label, owner);
    }
    scope_.known = outer.known;
  }

  static SentencePlace PlaceOf(const ast::Condition& condition) {
    if (condition.group == ast::Group::kAllOf) return SentencePlace::kBulletOfAll;
    if (condition.group != ast::Group::kNone) return SentencePlace::kBulletOfAny;
    return condition.unless ? SentencePlace::kUnless : SentencePlace::kCondition;
  }

  std::optional<Literal> ResolveLiteral(const ast::Sentence& sentence, SentencePlace place) {
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

  bool IsSentence(const ast::Text& text) const {
    return !context_.lexicon->Read(Tokenize(text.text), true).empty();
  }

  ast::Text Mend(const ast::Text& text) {
    std::set<std::string> known;
    for (const auto& [label, variable] : scope_.known) known.insert(label);
    return MendSentence(text, known, context_);
  }

  // False if it is a wrong one.
  bool ResolveComparison(const ast::Comparison& source, Literal& literal) {
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

  std::optional<Term> ResolveTime(const ast::Text& text) {
    if (const auto label = TimeLabel(text, context_)) {
      const auto variable = FindVariable(*label, text.span);
      return variable ? std::optional(Term{true, static_cast<Value>(*variable)}) : std::nullopt;
    }
    const auto instant = ParseTimeText(text, sink_);
    return instant ? std::optional(Term{false, instant->minute}) : std::nullopt;
  }

  std::optional<DateTerm> ResolveSide(const ast::Text& text) {
    const auto date = ParseDateExpression(text, sink_);
    if (!date) return std::nullopt;
    return ResolveDateHere(*date);
  }

  std::optional<DateTerm> ResolveDateHere(const ast::DateExpression& date) {
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

  std::optional<VariableId> FindVariable(const std::string& label, Span span) {
    const auto found = scope_.known.find(label);
    if (found != scope_.known.end()) return found->second;
    if (!broken_ && !scope_.ghosts.contains(label)) {
      std::vector<std::string> known;
      for (const auto& [name, variable] : scope_.known) known.push_back("the " + name);
      const std::string_view article =
          std::string_view("aeiou").find(label[0]) != std::string_view::npos ? "an " : "a ";
      std::vector<std::string> help = {
          Concat({"the first mention in a rule is ‘", article, label, "’",
                  known.empty() ? "" : "; this rule so far knows: ", Join(known, ", ")})};
      if (const std::string meant = LabelMeant(label, scope_.known, context_.program);
          !meant.empty())
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
      scope_.ghosts.insert(label);
    }
    return std::nullopt;
  }

  // Labels that a line would have introduced, had it been readable.
  void ExcuseLabels(const ast::Text& text) {
    const std::vector<Token> tokens = Tokenize(text.text);
    for (std::size_t i = 0; i < tokens.size(); ++i) {
      std::string label;
      for (std::size_t last = i; last < tokens.size() && last <= i + 3; ++last) {
        label += (label.empty() ? "" : " ") + tokens[last].word;
        if (context_.lexicon->KindOfLabel(label)) scope_.ghosts.insert(label);
      }
      // A kind that is misspelt, or written small.
      for (const Kind& kind : context_.program.kinds) {
        if (!Nearest(tokens[i].word, {kind.name}, 1).empty()) scope_.ghosts.insert(kind.name);
      }
    }
    ExcuseWanted(tokens, text.span.file);
  }

  // `a Person is a member`, where a State should be: it would have been introduced here.
  void ExcuseWanted(const std::vector<Token>& tokens, std::uint32_t file) {
    if (tokens.empty() || tokens.size() > kLongestSearched || sink_.IsCrowded(file)) return;
    const Mismatch mismatch = context_.lexicon->Explain(tokens);
    if (mismatch.kind && *mismatch.kind != kAnyKind && IsOfEntities(*mismatch.kind))
      scope_.ghosts.insert(context_.program.kinds[*mismatch.kind].name);
  }

  std::optional<Atom> ResolveAtom(const ast::Text& text, const SentenceUse& use) {
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

  std::optional<Term> ResolveFiller(const Filler& filler, Span span, bool may_introduce) {
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
    if (scope_.known.contains(filler.label)) {
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
    scope_.known.emplace(filler.label, variable);
    return Term{true, static_cast<Value>(variable)};
  }

  void ResolveConclusion(const ast::Conclusion& source) {
    if (source.continued && !source_.exception && !IsSentence(source.text)) return;
    rule_.with_effect = source.with_effect;
    if (source.from) rule_.from = ResolveDateHere(*source.from);
    if (source.until) rule_.until = ResolveDateHere(*source.until);
    if (source_.exception) {
      ResolveEffect(source);
      return;
    }
    constexpr std::string_view kPresumed = "it is presumed that ";
    const bool presumed = source.text.text.starts_with(kPresumed);
    ast::Text sentence = presumed
                             ? Cursor::Part(source.text, kPresumed.size(), source.text.text.size())
                             : source.text;
    rule_.effect = presumed ? Rule::Effect::kPresume : Rule::Effect::kConclude;
    if (!IsSentence(sentence)) {
      sentence = Mend(MendOtherDates(sentence, context_));
      if (!IsSentence(sentence) && ReportConclusion(sentence, context_)) return;
    }
    auto head =
        ResolveAtom(sentence, {SentencePlace::kConclusion, nullptr, source.from || source.until});
    if (!head) return;
    CheckHead(*head, presumed, sentence);
    rule_.head = std::move(*head);
    headless_ = false;
  }

  void CheckHead(const Atom& head, bool presumed, const ast::Text& text) {
    const Predicate& predicate = context_.program.predicates[head.predicate];
    const Form form = context_.program.phrases[predicate.phrase].form;
    if (presumed && form != Form::kQuestion) {
      sink_.Report(DiagnosticKind::kWrongForm, text.span,
                   {"this phrase", "only a question can be presumed"},
                   {"declare it as a question, or conclude it without ‘it is presumed that’"});
    } else if (!presumed && !predicate.act && form != Form::kConclusion) {
      sink_.Report(DiagnosticKind::kWrongForm, text.span,
                   {"this phrase", "rules make only conclusions and duties true"},
                   {form == Form::kQuestion
                        ? "write: then it is presumed that ..., or declare it as a conclusion"
                        : "declare it as a conclusion"});
    }
  }

  void ResolveEffect(const ast::Conclusion& source) {
    const ast::Text text = MendOtherDates(source.text, context_);
    const std::string& words = text.text;
    if (words == "the rule does not apply") {
      rule_.effect = Rule::Effect::kBar;
    } else if (words == "the duty is suspended") {
      rule_.effect = Rule::Effect::kSuspend;
      CheckSuspension(source);
    } else if (auto timing = FindTiming(text)) {
      rule_.effect = timing->begins ? Rule::Effect::kBegin : Rule::Effect::kEnd;
      rule_.instead = ResolveSide(timing->day);
    } else {
      sink_.Report(DiagnosticKind::kWrongForm, text.span,
                   {Concat({"‘", words, "’"}), "an exception has one of four effects"},
                   {"write: then the rule does not apply, or: then the duty is suspended",
                    "or: then the rule begins on the notice date instead, or: ends on"});
    }
  }

  void CheckSuspension(const ast::Conclusion& source) {
    if (context_.scopes[*rule_.target].headless) return;
    const Rule& target = context_.program.rules[*rule_.target];
    const bool duty =
        target.effect == Rule::Effect::kConclude &&
        context_.program.predicates[target.head.predicate].act &&
        context_.program.predicates[target.head.predicate].modality == Modality::kMust;
    if (duty) return;
    sink_.Report(DiagnosticKind::kWrongForm, source.text.span,
                 {"‘the duty is suspended’", Concat({"rule ", target.name, " makes no duty"})},
                 {"write: then the rule does not apply"});
  }

  const ast::Rule& source_;
  std::uint32_t module_;
  CheckContext& context_;
  DiagnosticSink& sink_;
  Scope scope_;
  std::map<std::string, Owner> owners_;
  SaidConditions said_;
  Rule rule_;
  bool broken_;           // so that what seems to be missing may stand in a line with a slip
  bool headless_ = true;  // the conclusion has not been read
  bool full_ = false;
};

}  // namespace

Stretch CutToInForce(Stretch days, const std::optional<ast::InForce>& in_force,
                     CheckContext& context) {
  if (!in_force) return days;
  const Stretch own = in_force->days;
  const Stretch both = {std::max(days.from, own.from), std::min(days.until, own.until)};
  if (own.from >= own.until) {
    ReportEmptyStretch(in_force->span, context);
  } else if (both.from >= both.until) {
    context.sink.Report(DiagnosticKind::kNeverInForce, in_force->span, {},
                        {"the days below ‘law’ hold for every rule of the file"});
  }
  return both;
}

std::optional<Rule> ResolveConditions(const ast::Rule& rule, std::uint32_t module,
                                      CheckContext& context) {
  return RuleResolver(rule, module, std::nullopt, context).RunConditions();
}

void ResolveException(const ast::Rule& rule, std::uint32_t module, RuleId target,
                      CheckContext& context) {
  RuleResolver(rule, module, target, context).Run();
}

void ResolveRow(const ast::Rule& row, const std::string& table, bool gap, std::uint32_t module,
                CheckContext& context) {
  RuleResolver resolver(row, module, std::nullopt, context);
  resolver.ListAs(table);
  if (gap) resolver.MakeGap();
  std::move(resolver).Run();
}

std::optional<Rule> ResolveClaim(const ast::Rule& source, const ast::Text& claim,
                                 std::uint32_t module, CheckContext& context) {
  return RuleResolver(source, module, std::nullopt, context).RunClaim(claim);
}

void ResolveRules(const std::vector<ast::File>& files, CheckContext& context) {
  Table<int> names;
  ExceptionResolver exceptions(context);
  ForEach<ast::Rule>(files, [&](const ast::Rule& rule, std::size_t file) {
    if (rule.second_below) context.rule_without_name = true;
    if (rule.name.text.empty()) {
      context.rule_without_name = true;
    } else if (!Declare(names, rule.name, 0, "rules", context)) {
      return;
    }
    const std::uint32_t module = context.module_of_file[file];
    if (rule.exception) {
      exceptions.Add(rule, module);
    } else {
      RuleResolver(rule, module, std::nullopt, context).Run();
    }
  });
  ForEach<ast::Table>(files, [&](const ast::Table& table, std::size_t file) {
    const ast::Text& name = table.common.name;
    if (name.text.empty()) {
      context.rule_without_name = true;
    } else if (!Declare(names, name, 0, "rules", context)) {
      return;
    }
    ResolveTable(table, context.module_of_file[file], context);
  });
  std::move(exceptions).Run(names);
  ResolveDeclaredConflicts(files, names, context);
}

}  // namespace comity
