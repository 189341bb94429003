// SPDX-License-Identifier: Apache-2.0
#include "engine/mutate/mutation.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <map>
#include <optional>
#include <tuple>
#include <utility>

#include "engine/base/text.h"

namespace comity {
namespace {

using Date = ast::DateExpression;

std::string Quoted(std::string_view text) { return Concat({"‘", text, "’"}); }

std::string Exchanged(std::string_view before, std::string_view after) {
  return Concat({Quoted(before), " read as ", Quoted(after)});
}

// Orders and what each is confused with.
constexpr std::array<std::pair<std::string_view, std::string_view>, 9> kOrders = {{
    {" is before ", " is on or before "},
    {" is on or before ", " is before "},
    {" is after ", " is on or after "},
    {" is on or after ", " is after "},
    {" is more than ", " is at least "},
    {" is at least ", " is more than "},
    {" is less than ", " is within "},
    {" is within ", " is less than "},
    {" is at most ", " is less than "},
}};

constexpr std::array<std::string_view, kModalities> kModals = {" must ", " must not ", " may ",
                                                               " may voluntarily "};

std::string_view Words(ast::Group group) {
  return group == ast::Group::kAnyOf   ? "any of"
         : group == ast::Group::kAllOf ? "all of"
                                       : "none of";
}

// Where a date stands in a rule: which of its dates, and the way down to the part.
using DatePath = std::vector<std::size_t>;

Date& Follow(Date& date, const DatePath& path) {
  Date* at = &date;
  for (const std::size_t step : path) at = &at->operands[step];
  return *at;
}

// A day more or less, as a date of its own.
Date Shifted(Date date, int days) {
  if (date.kind == Date::Kind::kDay) {
    date.day = PlusDays(date.day, days);
    return date;
  }
  if (date.kind == Date::Kind::kPlusDays) {
    date.amount += days;
    return date;
  }
  Date shifted;
  shifted.kind = Date::Kind::kPlusDays;
  shifted.span = date.span;
  shifted.amount = days;
  shifted.operands.push_back(std::move(date));
  return shifted;
}

// The same in the text of a comparison: the number of a literal day or of an amount of days or
// weeks. Gives each changed text.
std::vector<std::string> ShiftedTexts(const std::string& text) {
  std::vector<std::string> result;
  const std::vector<std::string_view> words = SplitWords(text);
  const auto replace = [&](std::string_view from, std::size_t length, const std::string& by) {
    const auto at = static_cast<std::size_t>(from.data() - text.data());
    result.push_back(text.substr(0, at) + by + text.substr(at + length));
  };
  for (std::size_t i = 0; i < words.size(); ++i) {
    std::string_view word = words[i];
    while (!word.empty() && (word.front() == '(' || word.front() == ',')) word.remove_prefix(1);
    const std::string_view bare = word.substr(0, std::min<std::size_t>(word.size(), 10));
    if (const auto day = ParseDay(bare)) {
      for (const int by : {-1, 1}) replace(bare, bare.size(), FormatDay(PlusDays(*day, by)));
      continue;
    }
    const bool added = i > 0 && (words[i - 1] == "plus" || words[i - 1] == "minus");
    const bool apart =
        i + 2 < words.size() && (words[i + 2] == "after" || words[i + 2] == "before");
    const bool amount = i + 1 < words.size() && (added || apart) && word.size() < 7 &&
                        std::all_of(word.begin(), word.end(), ::isdigit);
    if (!amount || word.empty()) continue;
    const int number = std::stoi(std::string(word));
    const bool weeks = words[i + 1].starts_with("week");
    if (!weeks && !words[i + 1].starts_with("day")) continue;
    std::string_view unit = words[i + 1];
    while (!unit.empty() && (unit.back() == ')' || unit.back() == ',')) unit.remove_suffix(1);
    const auto length = static_cast<std::size_t>(unit.data() + unit.size() - word.data());
    for (const int by : {-1, 1}) {
      const int days = (weeks ? 7 * number : number) + by;
      if (days >= 0) replace(word, length, Concat({std::to_string(days), " days"}));
    }
  }
  return result;
}

// All of a date as it stands in its line, from its first word to its last.
Span Whole(const Date& date) {
  Span whole = date.span;
  const auto cover = [&](const Span& part) {
    if (part.length == 0 || part.line != whole.line) return;
    const std::uint32_t end = std::max(whole.column + whole.length, part.column + part.length);
    whole.column = std::min(whole.column, part.column);
    whole.length = end - whole.column;
  };
  for (const Date& operand : date.operands) cover(Whole(operand));
  for (const Date::Piece& piece : date.pieces) cover(piece.word.span);
  return whole;
}

class Lister {
 public:
  Lister(const std::vector<ast::File>& files, const std::vector<SourceFile>& texts,
         const Program& program)
      : files_(files), texts_(texts), program_(program) {
    for (RuleId id = 0; id < program.rules.size(); ++id) rules_.emplace(program.rules[id].name, id);
  }

  std::vector<Mutation> Run() && {
    for (file_ = 0; file_ < files_.size(); ++file_) {
      const auto& statements = files_[file_].statements;
      for (statement_ = 0; statement_ < statements.size(); ++statement_) {
        if (const auto* rule = std::get_if<ast::Rule>(&statements[statement_])) {
          ListRule(*rule);
        } else if (const auto* date = std::get_if<ast::DateRule>(&statements[statement_])) {
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

 private:
  void Add(Span span, std::string change, std::function<void(ast::Rule&)> edit) {
    found_.push_back({name_,
                      false,
                      std::move(change),
                      span,
                      {},
                      [file = file_, statement = statement_,
                       edit = std::move(edit)](std::vector<ast::File>& files) {
                        edit(std::get<ast::Rule>(files[file].statements[statement]));
                      }});
  }

  void ListRule(const ast::Rule& rule) {
    const auto known = rules_.find(rule.name.text);
    if (known == rules_.end()) return;
    const Rule& checked = program_.rules[known->second];
    name_ = rule.name.text;
    if (rule.exception) ListTargets(rule);
    for (std::size_t i = 0; i < rule.tags.size(); ++i) ListTag(rule.tags[i], i);
    if (rule.in_force) ListInForce(*rule.in_force);
    for (std::size_t i = 0; i < rule.conditions.size(); ++i) ListCondition(rule.conditions[i], i);
    if (rule.conclusion) ListConclusion(rule, *rule.conclusion, checked);
  }

  void ListTargets(const ast::Rule& rule) {
    found_.push_back({name_,
                      false,
                      "without the exception",
                      rule.name.span,
                      {},
                      [file = file_, statement = statement_](std::vector<ast::File>& files) {
                        auto& statements = files[file].statements;
                        // In place of a statement that says nothing, so that places stay.
                        statements[statement] = ast::Uses{};
                      }});
    if (rule.targets.size() < 2) return;
    for (std::size_t i = 0; i < rule.targets.size(); ++i) {
      Add(rule.targets[i].span, Concat({"not to ", Quoted(rule.targets[i].text)}),
          [i](ast::Rule& changed) {
            changed.targets.erase(changed.targets.begin() + static_cast<std::ptrdiff_t>(i));
          });
    }
  }

  void ListTag(const ast::Tag& tag, std::size_t i) {
    const std::string said = Concat({"position ", tag.issue.text, " = ", tag.position.text});
    for (const Issue& issue : program_.issues) {
      if (issue.name != tag.issue.text) continue;
      for (const Issue::Position& position : issue.positions) {
        if (position.name == tag.position.text) continue;
        Add(tag.position.span,
            Exchanged(said, Concat({"position ", tag.issue.text, " = ", position.name})),
            [i, name = position.name](ast::Rule& rule) { rule.tags[i].position.text = name; });
      }
    }
    Add(tag.issue.span, "without " + Quoted(said), [i](ast::Rule& rule) {
      rule.tags.erase(rule.tags.begin() + static_cast<std::ptrdiff_t>(i));
    });
  }

  void ListInForce(const ast::InForce& in_force) {
    if (in_force.days.from.IsFinite()) {
      Add(in_force.span, Concat({"without ‘in force from ", FormatDay(in_force.days.from), "’"}),
          [](ast::Rule& rule) { rule.in_force->days.from = Day::Beginning(); });
    }
    if (in_force.days.until.IsFinite()) {
      Add(in_force.span, Concat({"without ‘in force until ", FormatDay(in_force.days.until), "’"}),
          [](ast::Rule& rule) { rule.in_force->days.until = Day::End(); });
    }
  }

  void ListCondition(const ast::Condition& condition, std::size_t i) {
    const std::string_view unless = condition.unless ? "unless " : "";
    const bool group = condition.group != ast::Group::kNone;
    std::string said = group ? Concat({unless, Words(condition.group), ":"}) : std::string(unless);
    for (const ast::Sentence& sentence : condition.sentences)
      said += (group ? " - " : "") + Said(sentence);
    Add(condition.keyword, "without " + Quoted(said), [i](ast::Rule& rule) {
      rule.conditions.erase(rule.conditions.begin() + static_cast<std::ptrdiff_t>(i));
    });
    if (condition.group == ast::Group::kAnyOf || condition.group == ast::Group::kAllOf) {
      const bool any = condition.group == ast::Group::kAnyOf;
      Add(condition.keyword,
          Exchanged(said, any ? Concat({unless, "all of"}) : Concat({unless, "any of"})),
          [i, any](ast::Rule& rule) {
            rule.conditions[i].group = any ? ast::Group::kAllOf : ast::Group::kAnyOf;
          });
    }
    for (std::size_t j = 0; j < condition.sentences.size(); ++j)
      ListSentence(condition.sentences[j], i, j, group);
  }

  void ListSentence(const ast::Sentence& sentence, std::size_t i, std::size_t j, bool bullet) {
    const std::string& text = sentence.text.text;
    if (bullet) {
      Add(sentence.text.span, Concat({"without ‘- ", Said(sentence), "’"}),
          [i, j](ast::Rule& rule) {
            auto& sentences = rule.conditions[i].sentences;
            sentences.erase(sentences.begin() + static_cast<std::ptrdiff_t>(j));
            if (sentences.empty())
              rule.conditions.erase(rule.conditions.begin() + static_cast<std::ptrdiff_t>(i));
          });
    }
    const auto replaced = [&](std::string by) {
      Add(sentence.text.span, Exchanged(text, by),
          [i, j, by](ast::Rule& rule) { rule.conditions[i].sentences[j].text.text = by; });
    };
    std::string swapped;
    for (const auto& [order, other] : kOrders) {
      const std::size_t at = text.find(order);
      if (at == std::string::npos || !IsComparison(sentence)) continue;
      swapped = Concat({text.substr(0, at), other, text.substr(at + order.size())});
      replaced(swapped);
      break;
    }
    if (IsComparison(sentence)) {
      for (std::string& shifted : ShiftedTexts(text)) {
        if (!SameAs(text, shifted, swapped)) replaced(std::move(shifted));
      }
    }
    if (sentence.as_of) {
      ListDate(*sentence.as_of,
               [i, j](ast::Rule& rule) -> Date& { return *rule.conditions[i].sentences[j].as_of; });
    }
  }

  // Whether a shifted day says no more than the exchanged order: on or after D is after the day
  // before D.
  static bool SameAs(const std::string& text, const std::string& shifted,
                     const std::string& swapped) {
    if (swapped.empty()) return false;
    const auto last_day = [](const std::string& of) { return ParseDay(LastWord(of)); };
    const auto before = last_day(text);
    const auto after = last_day(shifted);
    if (!before || !after || before == after) return false;
    const bool sooner = *after < *before;
    const bool upper = text.find(" is after ") != std::string::npos ||
                       text.find(" is on or before ") != std::string::npos;
    return sooner == upper;
  }

  static std::string_view LastWord(const std::string& text) {
    const std::size_t blank = text.rfind(' ');
    return std::string_view(text).substr(blank == std::string::npos ? 0 : blank + 1);
  }

  bool IsComparison(const ast::Sentence& sentence) const {
    for (auto [at, end] = rules_.equal_range(name_); at != end; ++at) {
      for (const Condition& condition : program_.rules[at->second].conditions) {
        for (const Literal& literal : condition.literals) {
          const Span& span = literal.span;
          if (std::tie(span.file, span.line, span.column) ==
              std::tie(sentence.text.span.file, sentence.text.span.line, sentence.text.span.column))
            return std::holds_alternative<Comparison>(literal.what);
        }
      }
    }
    return false;
  }

  // Every day and every amount in a date.
  template <typename Get>
  void ListDate(const Date& date, Get get, DatePath path = {}) {
    for (std::size_t i = 0; i < date.operands.size(); ++i) {
      DatePath deeper = path;
      deeper.push_back(i);
      ListDate(date.operands[i], get, std::move(deeper));
    }
    if (date.kind != Date::Kind::kDay && date.kind != Date::Kind::kPlusDays &&
        date.kind != Date::Kind::kPlusMonths)
      return;
    for (const int days : {-1, 1}) {
      Add(date.span,
          Concat({Quoted(TextOf(Whole(date))), " read as a day ", days > 0 ? "more" : "less"}),
          [get, path, days](ast::Rule& rule) {
            Date& part = Follow(get(rule), path);
            part = Shifted(part, days);
          });
    }
  }

  void ListConclusion(const ast::Rule& rule, const ast::Conclusion& conclusion,
                      const Rule& checked) {
    if (conclusion.from && !conclusion.with_effect) {
      Add(conclusion.from->span, Concat({"without ‘from ", TextOf(Whole(*conclusion.from)), "’"}),
          [](ast::Rule& changed) { changed.conclusion->from.reset(); });
    }
    if (conclusion.until) {
      Add(conclusion.until->span,
          Concat({"without ‘until ", TextOf(Whole(*conclusion.until)), "’"}),
          [](ast::Rule& changed) { changed.conclusion->until.reset(); });
    }
    if (conclusion.from)
      ListDate(*conclusion.from, [](ast::Rule& r) -> Date& { return *r.conclusion->from; });
    if (conclusion.until)
      ListDate(*conclusion.until, [](ast::Rule& r) -> Date& { return *r.conclusion->until; });
    if (rule.exception) {
      ListEffect(conclusion, checked);
    } else if (checked.effect == Rule::Effect::kConclude &&
               program_.predicates[checked.head.predicate].act) {
      ListModality(conclusion, program_.predicates[checked.head.predicate].modality);
    }
  }

  void ListEffect(const ast::Conclusion& conclusion, const Rule& checked) {
    const bool bars = checked.effect == Rule::Effect::kBar;
    if (!bars && checked.effect != Rule::Effect::kSuspend) return;
    const std::string other = bars ? "the duty is suspended" : "the rule does not apply";
    Add(conclusion.text.span, Exchanged(conclusion.text.text, other),
        [other](ast::Rule& rule) { rule.conclusion->text.text = other; });
  }

  void ListModality(const ast::Conclusion& conclusion, Modality modality) {
    const std::string& text = conclusion.text.text;
    const std::string_view modal = kModals[static_cast<std::size_t>(modality)];
    const std::size_t at = text.find(modal);
    if (at == std::string::npos) return;
    for (const std::string_view other : kModals) {
      if (other == modal) continue;
      const std::string by = Concat({text.substr(0, at), other, text.substr(at + modal.size())});
      Add(conclusion.text.span, Exchanged(Trim(modal), Trim(other)),
          [by](ast::Rule& rule) { rule.conclusion->text.text = by; });
    }
  }

  void ListDateRule(const ast::DateRule& rule) {
    if (!rule.is) return;
    name_ = rule.phrase.text;
    ListDateRulePart(*rule.is, {});
  }

  void ListDateRulePart(const Date& date, const DatePath& path) {
    for (std::size_t i = 0; i < date.operands.size(); ++i) {
      DatePath deeper = path;
      deeper.push_back(i);
      ListDateRulePart(date.operands[i], deeper);
    }
    if (date.kind != Date::Kind::kDay && date.kind != Date::Kind::kPlusDays &&
        date.kind != Date::Kind::kPlusMonths)
      return;
    for (const int days : {-1, 1}) {
      found_.push_back(
          {name_,
           true,
           Concat({Quoted(TextOf(Whole(date))), " read as a day ", days > 0 ? "more" : "less"}),
           date.span,
           {},
           [file = file_, statement = statement_, path, days](std::vector<ast::File>& files) {
             auto& changed = std::get<ast::DateRule>(files[file].statements[statement]);
             Date& part = Follow(*changed.is, path);
             part = Shifted(part, days);
           }});
    }
  }

  std::string TextOf(const Span& span) const {
    const std::string& text = texts_[span.file].text;
    std::size_t begin = 0;
    for (std::uint32_t line = 1; line < span.line && begin != std::string::npos; ++line)
      begin = text.find('\n', begin) + 1;
    return begin == std::string::npos ? "" : text.substr(begin + span.column - 1, span.length);
  }

  std::string Said(const ast::Sentence& sentence) const {
    if (!sentence.as_of) return sentence.text.text;
    return Concat({"as of ", TextOf(Whole(*sentence.as_of)), ": ", sentence.text.text});
  }

  const std::vector<ast::File>& files_;
  const std::vector<SourceFile>& texts_;
  const Program& program_;
  std::multimap<std::string, RuleId> rules_;
  std::vector<Mutation> found_;
  std::size_t file_ = 0, statement_ = 0;
  std::string name_;
};

}  // namespace

std::vector<Mutation> ListMutations(const std::vector<ast::File>& files,
                                    const std::vector<SourceFile>& texts, const Program& program) {
  return Lister(files, texts, program).Run();
}

}  // namespace comity
