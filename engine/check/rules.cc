// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <utility>

#include "engine/base/text.h"
#include "engine/check/context.h"
#include "engine/check/declarations.h"
#include "engine/check/exceptions.h"
#include "engine/check/line_slips.h"
#include "engine/check/read_fact.h"
#include "engine/check/rule_lines.h"
#include "engine/check/tables.h"
#include "engine/check/timing.h"
#include "engine/syntax/cursor.h"

namespace comity {
namespace {

// Resolves one rule, or one exception as it acts on one target.
class RuleResolver {
 public:
  RuleResolver(const ast::Rule& source, std::uint32_t module, std::optional<RuleId> target,
               CheckContext& context)
      : source_(source),
        module_(module),
        context_(context),
        sink_(context.sink),
        lines_(rule_, module, source.broken, context) {
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
    if (lines_.broken()) return std::nullopt;
    auto head = lines_.ResolveAtom(lines_.IsSentence(claim) ? claim : lines_.Mend(claim),
                                   {SentencePlace::kClaim});
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
      lines_.Inherit(context_.scopes[*rule_.target]);
    }
    if (HasTooManyConditions()) {
      lines_.Break();
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
    for (const ast::Condition& condition : source_.conditions) lines_.ResolveCondition(condition);
    return rule_.conditions.size() == source_.conditions.size();
  }

  void Attach() {
    const auto id = static_cast<RuleId>(context_.program.rules.size());
    if (rule_.target) context_.program.rules[*rule_.target].exceptions.push_back(id);
    context_.rules[rule_.called()].push_back(id);
    context_.program.rules.push_back(std::move(rule_));
    context_.scopes.push_back({lines_.known(), lines_.excused(), lines_.broken(), headless_});
  }

  void ResolveConclusion(const ast::Conclusion& source) {
    if (source.continued && !source_.exception && !lines_.IsSentence(source.text)) return;
    rule_.with_effect = source.with_effect;
    if (source.from) rule_.from = lines_.ResolveDateHere(*source.from);
    if (source.until) rule_.until = lines_.ResolveDateHere(*source.until);
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
    if (!lines_.IsSentence(sentence)) {
      sentence = lines_.Mend(MendOtherDates(sentence, context_));
      if (!lines_.IsSentence(sentence) && ReportConclusion(sentence, context_)) return;
    }
    auto head = lines_.ResolveAtom(
        sentence, {SentencePlace::kConclusion, nullptr, source.from || source.until});
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
      rule_.instead = lines_.ResolveSide(timing->day);
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
  Rule rule_;
  RuleLines lines_;
  bool headless_ = true;  // the conclusion has not been read
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
