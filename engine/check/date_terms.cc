// SPDX-License-Identifier: Apache-2.0
#include "engine/check/date_terms.h"

#include <algorithm>
#include <array>
#include <map>
#include <utility>

#include "engine/base/text.h"
#include "engine/syntax/date_expression.h"
#include "engine/syntax/date_slips.h"

namespace comity {
namespace {

// Date rules are written out where they are used, those that they name included.
constexpr int kMaxSteps = 2000;

DateTerm Shift(DateTerm::Kind kind, int amount, DateTerm operand) {
  DateTerm result;
  result.kind = kind;
  result.amount = amount;
  result.operands.push_back(std::move(operand));
  return result;
}

int SizeOf(const DateTerm& term) {
  int size = 1;
  for (const DateTerm& operand : term.operands) size += SizeOf(operand);
  return size;
}

class DateResolver {
 public:
  DateResolver(std::uint32_t module, CheckContext& context) : module_(module), context_(context) {}

  std::optional<DateTerm> Resolve(const ast::DateExpression& date, const DateLookup& lookup) {
    using Kind = ast::DateExpression::Kind;
    if (steps_ == 0) whole_ = date.span;
    if (++steps_ > kMaxSteps) return GiveUp();
    switch (date.kind) {
      case Kind::kDay: {
        DateTerm result;
        result.term = {false, date.day.number};
        return result;
      }
      case Kind::kWords:
        return ResolveWords(date, lookup);
      case Kind::kPlusDays:
        return ResolveShift(date, DateTerm::Kind::kPlusDays, date.amount, lookup);
      case Kind::kPlusMonths:
        return ResolveShift(date, DateTerm::Kind::kPlusMonths, date.amount, lookup);
      case Kind::kDayBefore:
        return ResolveShift(date, DateTerm::Kind::kPlusDays, -1, lookup);
      case Kind::kDayAfter:
        return ResolveShift(date, DateTerm::Kind::kPlusDays, 1, lookup);
      case Kind::kFirstOfMonthAfter:
        return ResolveShift(date, DateTerm::Kind::kFirstOfMonthAfter, 0, lookup);
      case Kind::kLater:
      case Kind::kEarlier:
      case Kind::kPortion:
        return ResolveChoice(date, lookup);
    }
    return std::nullopt;
  }

  // Whether a date rule makes sense for any values of its holes.
  bool CheckRule(const CheckContext::DateRuleEntry& rule,
                 const std::map<std::string, DateTerm>& values) {
    open_.push_back(&rule);
    return Resolve(*rule.rule->is, [&](const std::string& label,
                                       Span span) { return TakeValue(values, label, span); })
        .has_value();
  }

 private:
  std::optional<DateTerm> GiveUp() {
    if (!std::exchange(gave_up_, true)) {
      context_.sink.Report(DiagnosticKind::kDateTooLong, whole_, {std::to_string(kMaxSteps)},
                           {"name fewer date rules in one another"});
    }
    return std::nullopt;
  }

  std::optional<DateTerm> ResolveShift(const ast::DateExpression& date, DateTerm::Kind kind,
                                       int amount, const DateLookup& lookup) {
    auto operand = Resolve(date.operands[0], lookup);
    if (!operand) return std::nullopt;
    return Shift(kind, amount, std::move(*operand));
  }

  std::optional<DateTerm> ResolveChoice(const ast::DateExpression& date, const DateLookup& lookup) {
    DateTerm result;
    result.kind = date.kind == ast::DateExpression::Kind::kLater     ? DateTerm::Kind::kLater
                  : date.kind == ast::DateExpression::Kind::kEarlier ? DateTerm::Kind::kEarlier
                                                                     : DateTerm::Kind::kPortion;
    result.amount = date.amount;
    result.denominator = date.denominator;
    result.round_up = date.round_up;
    for (const ast::DateExpression& operand : date.operands) {
      auto resolved = Resolve(operand, lookup);
      if (!resolved) return std::nullopt;
      result.operands.push_back(std::move(*resolved));
    }
    return result;
  }

  std::optional<DateTerm> ResolveWords(const ast::DateExpression& date, const DateLookup& lookup) {
    for (const auto& rule : context_.date_rules) {
      std::vector<Argument> arguments;
      if (!context_.visible[module_].contains(rule.module) || !Fits(date, 0, rule, 0, arguments))
        continue;
      return WriteOut(date, rule, arguments, lookup);
    }
    if (const auto label = LabelAt(date, 0, date.pieces.size())) return lookup(*label, date.span);
    if (ReportHiddenRule(date)) return std::nullopt;
    if (const auto time = TimeOfDayOf(date)) {
      auto operand = lookup(*time, date.span);
      if (!operand) return std::nullopt;
      return Shift(DateTerm::Kind::kDayOfTime, 0, std::move(*operand));
    }
    if (date.pieces.size() == 1 && LooksLikeDay(date.pieces[0].word.text)) {
      ParseDayText(date.pieces[0].word, context_.sink);
      return std::nullopt;
    }
    ReportUnknown(date);
    return std::nullopt;
  }

  // A date rule of a file that this one does not use.
  bool ReportHiddenRule(const ast::DateExpression& date) {
    for (const auto& rule : context_.date_rules) {
      std::vector<Argument> arguments;
      if (!Fits(date, 0, rule, 0, arguments)) continue;
      ReportNotVisible(date.span, module_, rule.module, context_);
      return true;
    }
    return false;
  }

  // What fills a hole of a date rule: the pieces [first, last) of the date.
  struct Argument {
    std::size_t first, last;
  };

  // The label in `the day of the LABEL`, which is a time.
  std::optional<std::string> TimeOfDayOf(const ast::DateExpression& date) const {
    constexpr std::array<std::string_view, 3> kWords = {"the", "day", "of"};
    for (std::size_t i = 0; i < kWords.size(); ++i) {
      if (i >= date.pieces.size() || date.pieces[i].word.text != kWords[i]) return std::nullopt;
    }
    return LabelAt(date, kWords.size(), date.pieces.size(), kTimeKind);
  }

  // `the LABEL` in the pieces [first, last).
  std::optional<std::string> LabelAt(const ast::DateExpression& date, std::size_t first,
                                     std::size_t last, KindId wanted = kDateKind) const {
    if (last < first + 2 || date.pieces[first].word.text != "the") return std::nullopt;
    std::string label;
    for (std::size_t i = first + 1; i < last; ++i) {
      if (date.pieces[i].operand >= 0) return std::nullopt;
      label += (label.empty() ? "" : " ") + NormalizeWord(date.pieces[i].word.text);
    }
    const auto kind = context_.lexicon->KindOfLabel(label);
    return kind == wanted ? std::optional(label) : std::nullopt;
  }

  bool Fits(const ast::DateExpression& date, std::size_t at,
            const CheckContext::DateRuleEntry& rule, std::size_t piece,
            std::vector<Argument>& arguments) const {
    if (piece == rule.pieces.size()) return at == date.pieces.size();
    if (at == date.pieces.size()) return false;
    const ast::DateExpression::Piece& here = date.pieces[at];
    if (rule.pieces[piece].hole < 0) {
      return here.operand < 0 && NormalizeWord(here.word.text) == rule.pieces[piece].word &&
             Fits(date, at + 1, rule, piece + 1, arguments);
    }
    for (std::size_t last = at + 1; last <= date.pieces.size() && last <= at + 4; ++last) {
      const bool single = last == at + 1 && (here.operand >= 0 || ParseDay(here.word.text));
      if (!single && !LabelAt(date, at, last)) continue;
      arguments.push_back({at, last});
      if (Fits(date, last, rule, piece + 1, arguments)) return true;
      arguments.pop_back();
    }
    return false;
  }

  std::optional<DateTerm> ResolveArgument(const ast::DateExpression& date, Argument argument,
                                          const DateLookup& lookup) {
    const ast::DateExpression::Piece& piece = date.pieces[argument.first];
    if (piece.operand >= 0)
      return Resolve(date.operands[static_cast<std::size_t>(piece.operand)], lookup);
    if (const auto day = ParseDay(piece.word.text)) {
      DateTerm result;
      result.term = {false, day->number};
      return result;
    }
    Span span = piece.word.span;
    const Span end = date.pieces[argument.last - 1].word.span;
    span.length = end.column + end.length - span.column;
    return lookup(*LabelAt(date, argument.first, argument.last), span);
  }

  std::optional<DateTerm> WriteOut(const ast::DateExpression& date,
                                   const CheckContext::DateRuleEntry& rule,
                                   const std::vector<Argument>& arguments,
                                   const DateLookup& lookup) {
    if (rule.faulty) return std::nullopt;
    if (std::find(open_.begin(), open_.end(), &rule) != open_.end()) {
      context_.sink.Report(
          DiagnosticKind::kDateCircle, date.span, {},
          {Concat({"‘", rule.rule->phrase.text, "’ stands in ",
                   PlaceWords(rule.rule->phrase.span, date.span.file, context_)})});
      return std::nullopt;
    }
    std::map<std::string, DateTerm> values;
    for (std::size_t hole = 0; hole < arguments.size(); ++hole) {
      auto value = ResolveArgument(date, arguments[hole], lookup);
      if (!value) return std::nullopt;
      values.emplace(rule.holes[hole].label, std::move(*value));
    }
    if (!rule.rule->is) return std::nullopt;
    context_.used_date_rules.insert(rule.rule);
    open_.push_back(&rule);
    auto result = Resolve(*rule.rule->is, [&](const std::string& label, Span span) {
      return TakeValue(values, label, span);
    });
    open_.pop_back();
    return result;
  }

  std::optional<DateTerm> TakeValue(const std::map<std::string, DateTerm>& values,
                                    const std::string& label, Span span) {
    const auto value = values.find(label);
    if (value == values.end()) {
      context_.sink.Report(DiagnosticKind::kNotIntroduced, span, {label},
                           {"a date rule knows only the dates in its own holes"});
      return std::nullopt;
    }
    // A value that stands twice is computed twice, and again in what it is a part of.
    steps_ += SizeOf(value->second);
    if (steps_ > kMaxSteps) return GiveUp();
    return value->second;
  }

  void ReportUnknown(const ast::DateExpression& date) {
    if (UsesUnreadable(date)) return;
    std::string words;
    for (const auto& piece : date.pieces)
      words += (words.empty() ? "" : " ") + (piece.operand < 0 ? piece.word.text : "(...)");
    if (const std::string help = HelpForLabel(date, words); !help.empty()) {
      context_.sink.Report(DiagnosticKind::kNotADateExpression, date.span, {words}, {help});
      return;
    }
    std::vector<std::string> rules;
    const bool crowded = context_.sink.IsCrowded(date.span.file);
    for (const auto& rule : context_.date_rules) {
      if (crowded) break;
      rules.push_back(rule.rule->phrase.text);
    }
    std::vector<std::string> help;
    for (const std::string& nearest : Nearest(words, rules, 1))
      help.push_back(Concat({"closest date rule: \"", nearest, "\""}));
    if (help.empty())
      help.emplace_back(
          "a date reads like: the notice date, or like one of the declared date rules");
    context_.sink.Report(DiagnosticKind::kNotADateExpression, date.span, {words}, std::move(help));
  }

  // A label without ‘the’, a time, a date in other words, or two dates; empty if it is none.
  std::string HelpForLabel(const ast::DateExpression& date, const std::string& words) const {
    const std::size_t size = date.pieces.size();
    const std::string& first = date.pieces[0].word.text;
    const bool article = first == "a" || first == "an" || first == "The";
    const auto label =
        article ? words.substr(first.size() + 1 <= words.size() ? first.size() + 1 : 0) : words;
    if (first == "such") return "write out which date is meant, as in: the notice date";
    if (context_.lexicon->KindOfLabel(label) == kDateKind) {
      return article && first != "The"
                 ? Concat({"‘", first, "’ introduces a date in a sentence; here write ‘the ", label,
                           "’"})
                 : Concat({"did you mean ‘the ", label, "’?"});
    }
    if (LabelAt(date, 0, size, kTimeKind))
      return Concat({"this is a time; its date is: the day of ", words});
    if (!date.operands.empty()) return "";
    if (const auto meant = MeantDate(words)) return Concat({"write: ", *meant});
    return HelpForTwo(date);
  }

  // `the joining date to 2005-01-01`.
  std::string HelpForTwo(const ast::DateExpression& date) const {
    const auto is_date = [&](std::size_t first, std::size_t last) {
      return LabelAt(date, first, last) ||
             (last == first + 1 && ParseDay(date.pieces[first].word.text));
    };
    const auto join = [&](std::size_t first, std::size_t last) {
      std::string words;
      for (std::size_t i = first; i < last; ++i)
        words += (i > first ? " " : "") + date.pieces[i].word.text;
      return words;
    };
    constexpr std::size_t kLongest = 10;  // words of two dates
    if (date.pieces.size() > kLongest) return "";
    for (std::size_t i = 1; i + 1 < date.pieces.size(); ++i) {
      if (date.pieces[i].word.text != "to" || !is_date(0, i) || !is_date(i + 1, date.pieces.size()))
        continue;
      return Concat(
          {"two dates are said so: from ", join(0, i), " until ", join(i + 1, date.pieces.size())});
    }
    return "";
  }

  // Whether it begins with the first words of a date rule whose declaration has a slip.
  bool UsesUnreadable(const ast::DateExpression& date) const {
    const auto begins = [&](const std::vector<Phrase::Piece>& pieces) {
      std::size_t at = 0;
      while (at < pieces.size() && at < date.pieces.size() && pieces[at].hole < 0 &&
             pieces[at].word == NormalizeWord(date.pieces[at].word.text)) {
        ++at;
      }
      return at > 1 && (at == pieces.size() || pieces[at].hole >= 0);
    };
    return std::any_of(context_.unreadable.begin(), context_.unreadable.end(), begins);
  }

  std::uint32_t module_;
  CheckContext& context_;
  std::vector<const CheckContext::DateRuleEntry*> open_;  // being written out
  Span whole_;                                            // of the date that was asked for
  int steps_ = 0;
  bool gave_up_ = false;
};

}  // namespace

void CheckDateRules(CheckContext& context) {
  for (CheckContext::DateRuleEntry& entry : context.date_rules) {
    if (!entry.rule->is) {
      entry.faulty = true;
      continue;
    }
    std::map<std::string, DateTerm> values;
    for (const Hole& hole : entry.holes) values.emplace(hole.label, DateTerm{});
    entry.faulty = !DateResolver(entry.module, context).CheckRule(entry, values);
  }
}

std::optional<DateTerm> ResolveDate(const ast::DateExpression& date, const DateLookup& lookup,
                                    std::uint32_t module, CheckContext& context) {
  return DateResolver(module, context).Resolve(date, lookup);
}

}  // namespace comity
