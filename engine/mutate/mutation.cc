// SPDX-License-Identifier: Apache-2.0
#include "engine/mutate/mutation.h"

#include <array>
#include <optional>
#include <utility>

#include "engine/base/text.h"
#include "engine/check/timing.h"
#include "engine/mutate/mutation_lister.h"
#include "engine/syntax/date_expression.h"

namespace comity {
namespace {

constexpr std::array<std::string_view, kModalities> kModals = {" must ", " must not ", " may ",
                                                               " may voluntarily "};

std::string_view Words(ast::Group group) {
  return group == ast::Group::kAnyOf   ? "any of"
         : group == ast::Group::kAllOf ? "all of"
                                       : "none of";
}

}  // namespace

MutationLister::MutationLister(const std::vector<ast::File>& files,
                               const std::vector<SourceFile>& texts, const Program& program)
    : files_(files), texts_(texts), program_(program) {
  for (RuleId id = 0; id < program.rules.size(); ++id) {
    const Rule& rule = program.rules[id];
    rules_.emplace(rule.name, id);
    for (const Condition& condition : rule.conditions) {
      for (const Literal& literal : condition.literals) {
        if (!std::holds_alternative<Atom>(literal.what))
          comparisons_.emplace(literal.span.file, literal.span.line, literal.span.column);
      }
    }
  }
}

std::vector<Mutation> MutationLister::Run() && {
  for (file_ = 0; file_ < files_.size(); ++file_) {
    const auto& statements = files_[file_].statements;
    for (statement_ = 0; statement_ < statements.size(); ++statement_) {
      const ast::Statement& statement = statements[statement_];
      if (const auto* rule = std::get_if<ast::Rule>(&statement)) {
        ListRule(*rule);
      } else if (const auto* table = std::get_if<ast::Table>(&statement)) {
        ListTable(*table);
      } else if (const auto* date = std::get_if<ast::DateRule>(&statement)) {
        ListDateRule(*date);
      }
    }
  }
  std::map<std::string, int> told;
  for (Mutation& mutation : found_) {
    mutation.key = Concat({mutation.rule, ": ", mutation.change});
    const int times = ++told[mutation.key];
    if (times > 1) mutation.key += Concat({" (", std::to_string(times), ")"});
  }
  return std::move(found_);
}

void MutationLister::Add(Span span, std::string change, Edit edit) {
  found_.push_back(
      {of_,
       name_,
       row_,
       std::move(change),
       span,
       {},
       [file = file_, statement = statement_, edit = std::move(edit)](
           std::vector<ast::File>& files) { edit(files[file].statements[statement]); }});
}

void MutationLister::AddToRule(Span span, std::string change,
                               std::function<void(ast::Rule&)> edit) {
  Add(span, std::move(change),
      [edit = std::move(edit)](ast::Statement& statement) { edit(RuleOf(statement)); });
}

ast::Rule& MutationLister::RuleOf(ast::Statement& statement) {
  if (auto* table = std::get_if<ast::Table>(&statement)) return table->common;
  return std::get<ast::Rule>(statement);
}

const Rule* MutationLister::Checked(const std::string& name) const {
  const auto known = rules_.find(name);
  return known == rules_.end() ? nullptr : &program_.rules[known->second];
}

void MutationLister::ListRule(const ast::Rule& rule) {
  const Rule* checked = Checked(rule.name.text);
  if (checked == nullptr) return;
  of_ = Mutation::Of::kRule;
  name_ = rule.name.text;
  if (rule.exception) ListTargets(rule);
  ListFrame(rule);
  if (!rule.conclusion) return;
  const ConclusionOf get = [](ast::Statement& statement) -> ast::Conclusion& {
    return *RuleOf(statement).conclusion;
  };
  ListConclusion(*rule.conclusion, get);
  if (rule.exception) {
    ListEffect(*rule.conclusion, *checked);
  } else {
    ListModality(*rule.conclusion, *checked, get);
  }
}

// What rules and tables have alike.
void MutationLister::ListFrame(const ast::Rule& rule) {
  for (std::size_t i = 0; i < rule.tags.size(); ++i) ListTag(rule.tags[i], i);
  if (rule.in_force) ListInForce(*rule.in_force);
  for (std::size_t i = 0; i < rule.conditions.size(); ++i) ListCondition(rule.conditions[i], i);
}

void MutationLister::ListTargets(const ast::Rule& rule) {
  // In its place a statement that says nothing, so that places stay.
  Add(rule.name.span, "without the exception",
      [](ast::Statement& statement) { statement = ast::Uses{}; });
  if (rule.targets.size() < 2) return;
  for (std::size_t i = 0; i < rule.targets.size(); ++i) {
    AddToRule(rule.targets[i].span, Concat({"not to ", Quoted(rule.targets[i].text)}),
              [i](ast::Rule& changed) {
                changed.targets.erase(changed.targets.begin() + static_cast<std::ptrdiff_t>(i));
              });
  }
}

void MutationLister::ListTag(const ast::Tag& tag, std::size_t i) {
  const std::string said = Concat({"position ", tag.issue.text, " = ", tag.position.text});
  for (const Issue& issue : program_.issues) {
    if (issue.name != tag.issue.text) continue;
    for (const Issue::Position& position : issue.positions) {
      if (position.name == tag.position.text) continue;
      AddToRule(tag.position.span,
                Exchanged(said, Concat({"position ", tag.issue.text, " = ", position.name})),
                [i, name = position.name](ast::Rule& rule) { rule.tags[i].position.text = name; });
    }
  }
  AddToRule(tag.issue.span, "without " + Quoted(said), [i](ast::Rule& rule) {
    rule.tags.erase(rule.tags.begin() + static_cast<std::ptrdiff_t>(i));
  });
}

void MutationLister::ListInForce(const ast::InForce& in_force) {
  if (in_force.days.from.IsFinite()) {
    AddToRule(in_force.span,
              Concat({"without ‘in force from ", FormatDay(in_force.days.from), "’"}),
              [](ast::Rule& rule) { rule.in_force->days.from = Day::Beginning(); });
  }
  if (in_force.days.until.IsFinite()) {
    AddToRule(in_force.span,
              Concat({"without ‘in force until ", FormatDay(in_force.days.until), "’"}),
              [](ast::Rule& rule) { rule.in_force->days.until = Day::End(); });
  }
}

void MutationLister::ListCondition(const ast::Condition& condition, std::size_t i) {
  const std::string_view unless = condition.unless ? "unless " : "";
  const bool group = condition.group != ast::Group::kNone;
  std::string said = group ? Concat({unless, Words(condition.group), ":"}) : std::string(unless);
  for (const ast::Sentence& sentence : condition.sentences)
    said += (group ? " - " : "") + Said(sentence);
  AddToRule(condition.keyword, "without " + Quoted(said), [i](ast::Rule& rule) {
    rule.conditions.erase(rule.conditions.begin() + static_cast<std::ptrdiff_t>(i));
  });
  if (condition.group == ast::Group::kAnyOf || condition.group == ast::Group::kAllOf) {
    const bool any = condition.group == ast::Group::kAnyOf;
    AddToRule(condition.keyword,
              Exchanged(said, any ? Concat({unless, "all of"}) : Concat({unless, "any of"})),
              [i, any](ast::Rule& rule) {
                rule.conditions[i].group = any ? ast::Group::kAllOf : ast::Group::kAnyOf;
              });
  }
  for (std::size_t j = 0; j < condition.sentences.size(); ++j)
    ListSentence(condition.sentences[j], i, j, group);
}

void MutationLister::ListSentence(const ast::Sentence& sentence, std::size_t i, std::size_t j,
                                  bool bullet) {
  const std::string& text = sentence.text.text;
  if (bullet) {
    AddToRule(sentence.text.span, Concat({"without ‘- ", Said(sentence), "’"}),
              [i, j](ast::Rule& rule) {
                auto& sentences = rule.conditions[i].sentences;
                sentences.erase(sentences.begin() + static_cast<std::ptrdiff_t>(j));
                if (sentences.empty())
                  rule.conditions.erase(rule.conditions.begin() + static_cast<std::ptrdiff_t>(i));
              });
  }
  if (IsComparison(sentence.text.span)) {
    const auto replaced = [&](const std::string& by) {
      AddToRule(sentence.text.span, Exchanged(text, by),
                [i, j, by](ast::Rule& rule) { rule.conditions[i].sentences[j].text.text = by; });
    };
    const auto other = WithOtherOrder(text);
    if (other) replaced(*other);
    for (const std::string& shifted : WithShiftedAmounts(text, other)) replaced(shifted);
  }
  if (sentence.as_of) {
    ListDate(*sentence.as_of, [i, j](ast::Statement& statement) -> ast::DateExpression& {
      return *RuleOf(statement).conditions[i].sentences[j].as_of;
    });
  }
}

bool MutationLister::IsComparison(const Span& span) const {
  return comparisons_.contains({span.file, span.line, span.column});
}

void MutationLister::ListConclusion(const ast::Conclusion& conclusion, const ConclusionOf& get) {
  if (conclusion.with_effect) {
    Add(conclusion.from ? conclusion.from->span : conclusion.keyword,
        Exchanged("with effect from", "from"),
        [get](ast::Statement& statement) { get(statement).with_effect = false; });
  } else if (conclusion.from) {
    Add(conclusion.from->span, Concat({"without ‘from ", TextOf(*conclusion.from), "’"}),
        [get](ast::Statement& statement) { get(statement).from.reset(); });
  }
  if (conclusion.until) {
    Add(conclusion.until->span, Concat({"without ‘until ", TextOf(*conclusion.until), "’"}),
        [get](ast::Statement& statement) { get(statement).until.reset(); });
  }
  if (conclusion.from) {
    ListDate(*conclusion.from, [get](ast::Statement& statement) -> ast::DateExpression& {
      return *get(statement).from;
    });
  }
  if (conclusion.until) {
    ListDate(*conclusion.until, [get](ast::Statement& statement) -> ast::DateExpression& {
      return *get(statement).until;
    });
  }
}

void MutationLister::ListModality(const ast::Conclusion& conclusion, const Rule& checked,
                                  const ConclusionOf& get, const std::set<std::string>& told) {
  const Predicate& predicate = program_.predicates[checked.head.predicate];
  if (checked.effect != Rule::Effect::kConclude || !predicate.act) return;
  const std::string& text = conclusion.text.text;
  const std::string_view modal = kModals[static_cast<std::size_t>(predicate.modality)];
  const std::size_t at = text.find(modal);
  if (at == std::string::npos) return;
  for (const std::string_view other : kModals) {
    if (other == modal) continue;
    const std::string by = Concat({text.substr(0, at), other, text.substr(at + modal.size())});
    if (told.contains(by)) continue;
    Add(conclusion.text.span, Exchanged(Trim(modal), Trim(other)),
        [get, by](ast::Statement& statement) { get(statement).text.text = by; });
  }
}

void MutationLister::ListEffect(const ast::Conclusion& conclusion, const Rule& checked) {
  if (checked.instead) {
    ListTiming(conclusion);
    return;
  }
  const bool bars = checked.effect == Rule::Effect::kBar;
  const std::string other = bars ? "the duty is suspended" : "the rule does not apply";
  AddToRule(conclusion.text.span, Exchanged(conclusion.text.text, other),
            [other](ast::Rule& rule) { rule.conclusion->text.text = other; });
}

// The day of an exception that only changes when is still text.
void MutationLister::ListTiming(const ast::Conclusion& conclusion) {
  const ast::Text& text = conclusion.text;
  const auto timing = FindTiming(text);
  if (!timing) return;
  const auto replaced = [&](std::string change, std::string by) {
    AddToRule(text.span, std::move(change),
              [by = std::move(by)](ast::Rule& rule) { rule.conclusion->text.text = by; });
  };
  const std::string other = Concat(
      {"the rule ", timing->begins ? "ends" : "begins", " on ", timing->day.text, " instead"});
  replaced(Exchanged(text.text, other), other);
  DiagnosticSink sink;
  const auto date = ParseDateExpression(timing->day, sink);
  if (!date) return;
  for (const DateChange& change : ChangesOf(*date))
    replaced(Tell(change, TextOf(change.part)), ApplyToText(change, text));
}

// Every day, amount and rounding in a date.
void MutationLister::ListDate(const ast::DateExpression& date, const DateOf& get) {
  for (const DateChange& change : ChangesOf(date)) {
    Add(change.part, Tell(change, TextOf(change.part)),
        [get, change](ast::Statement& statement) { Apply(change, get(statement)); });
  }
}

void MutationLister::ListDateRule(const ast::DateRule& rule) {
  if (!rule.is) return;
  of_ = Mutation::Of::kDateRule;
  name_ = rule.phrase.text;
  ListDate(*rule.is, [](ast::Statement& statement) -> ast::DateExpression& {
    return *std::get<ast::DateRule>(statement).is;
  });
}

std::string MutationLister::TextOf(const Span& span) const {
  const std::string& text = texts_[span.file].text;
  std::size_t begin = 0;
  for (std::uint32_t line = 1; line < span.line && begin != std::string::npos; ++line)
    begin = text.find('\n', begin) + 1;
  if (begin == std::string::npos) return "";
  const std::size_t end = text.find('\n', begin);
  return std::string(
      PartOf(std::string_view(text).substr(begin, end - begin), span.column - 1, span.length));
}

std::string MutationLister::Said(const ast::Sentence& sentence) const {
  if (!sentence.as_of) return sentence.text.text;
  return Concat({"as of ", TextOf(*sentence.as_of), ": ", sentence.text.text});
}

std::vector<Mutation> ListMutations(const std::vector<ast::File>& files,
                                    const std::vector<SourceFile>& texts, const Program& program) {
  return MutationLister(files, texts, program).Run();
}

}  // namespace comity
