// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <deque>
#include <map>

#include "engine/base/text.h"
#include "engine/check/context.h"
#include "engine/check/date_order.h"

// Rules that can be shown never to apply, whatever is recorded. Nothing is refused on suspicion:
// each message says what stands in the way.
namespace comity {
namespace {

using Group = Condition::Group;

bool Same(const DateTerm& a, const DateTerm& b) {
  return a.kind == b.kind && a.term.variable == b.term.variable && a.term.value == b.term.value &&
         a.amount == b.amount && a.denominator == b.denominator && a.round_up == b.round_up &&
         std::equal(a.operands.begin(), a.operands.end(), b.operands.begin(), b.operands.end(),
                    Same);
}

bool SameDay(const Literal& a, const Literal& b) {
  if (!a.as_of || !b.as_of) return !a.as_of && !b.as_of;
  return Same(*a.as_of, *b.as_of);
}

Stretch Common(const Stretch& a, const Stretch& b) {
  return {std::max(a.from, b.from), std::min(a.until, b.until)};
}
bool IsEmpty(const Stretch& days) { return days.from >= days.until; }

// What `from` and `until` leave, as far as they are fixed days.
Stretch FixedWindow(const Rule& rule) {
  Stretch result;
  const auto fixed = [](const std::optional<DateTerm>& date) {
    return date && date->kind == DateTerm::Kind::kTerm && !date->term.variable;
  };
  if (fixed(rule.from)) result.from = {rule.from->term.value};
  if (fixed(rule.until)) result.until = {rule.until->term.value};
  return result;
}

// On which days the rules of a program can do something, each looked into once.
class RuleDays {
 public:
  explicit RuleDays(const Program& program) : program_(program), moved_(program.rules.size()) {
    for (const Rule& rule : program.rules) {
      if (rule.target && rule.instead) moved_[*rule.target] = true;
    }
    for (RuleId id = 0; id < moved_.size(); ++id)
      windows_.push_back(moved_[id] ? Stretch() : FixedWindow(program.rules[id]));
  }

  // Whether an exception may let the rule begin or end on another day.
  bool MayMove(const Rule& rule) const { return moved_[NumberOf(rule)]; }
  const Stretch& Window(const Rule& rule) const { return windows_[NumberOf(rule)]; }
  // Those on which a conclusion can be so.
  Stretch OfConclusion(const Rule& rule) const {
    return rule.with_effect ? Window(rule) : Common(rule.in_force, Window(rule));
  }
  // Those on which conditions count.
  Stretch OfConditions(const Rule& rule) const {
    return rule.with_effect ? rule.in_force : Common(rule.in_force, Window(rule));
  }

 private:
  std::size_t NumberOf(const Rule& rule) const {
    return static_cast<std::size_t>(&rule - program_.rules.data());
  }

  const Program& program_;
  std::vector<bool> moved_;
  std::vector<Stretch> windows_;
};

// The one that no reading takes together with the other; null if there is none.
const PositionTag* Opposing(const std::vector<PositionTag>& tags, const PositionTag& to) {
  const auto found = std::find_if(tags.begin(), tags.end(),
                                  [&](const PositionTag& tag) { return AreOpposed(tag, to); });
  return found == tags.end() ? nullptr : &*found;
}

class ReachChecker {
 public:
  explicit ReachChecker(CheckContext& context)
      : context_(context),
        program_(context.program),
        days_(context.program),
        concluding_(context.program.predicates.size()) {
    for (RuleId id = 0; id < program_.rules.size(); ++id) {
      if (!program_.rules[id].target) concluding_[program_.rules[id].head.predicate].push_back(id);
    }
  }

  void Run() {
    for (const Rule& rule : program_.rules) {
      if (IsOfTable(rule)) continue;
      demands_ = Demands(rule);
      // One at a time: what else stands in the way shows when this is mended.
      if (ReportDays(rule) || ReportTarget(rule) || ReportDates(rule) || ReportDenied(rule))
        continue;
      ReportUnsupported(rule);
    }
    if (!reported_) ReportCircle();
  }

 private:
  // A table has to say what follows of every combination of answers, those that cannot be included;
  // and an exception to a table acts on all its rows, also on those that it cannot meet.
  bool IsOfTable(const Rule& rule) const {
    const std::vector<const Rule*> chain = Chain(rule);
    return std::any_of(chain.begin(), chain.end(),
                       [](const Rule* link) { return !link->table.empty(); });
  }

  void Report(const Rule& rule, Span span, std::vector<std::string> help) {
    reported_ = true;
    context_.sink.Report(DiagnosticKind::kNeverApplies, span, {rule.target ? "exception" : "rule"},
                         std::move(help));
  }

  std::string Place(const Span& place, const Rule& rule) const {
    return Concat({" (", PlaceWords(place, rule.span.file, context_), ")"});
  }
  std::string Words(const PositionTag& tag) const {
    const Issue& issue = program_.issues[tag.issue];
    return Concat({"position ", issue.name, " = ", issue.positions[tag.position].name});
  }

  // The rule, and what it acts on, up to a rule that is no exception.
  std::vector<const Rule*> Chain(const Rule& rule) const {
    std::vector<const Rule*> chain = {&rule};
    // When a rule begins or ends may change because of what holds on any day.
    while (chain.back()->target && !chain.back()->instead)
      chain.push_back(&program_.rules[*chain.back()->target]);
    return chain;
  }

  // What must all be so for the rule to apply; of an exception, for the rules it acts on too.
  std::vector<const Literal*> Demands(const Rule& rule) const {
    std::vector<const Literal*> result;
    for (const Rule* link : Chain(rule)) {
      for (const Condition& condition : link->conditions) {
        if (condition.unless ||
            (condition.group != Group::kSingle && condition.group != Group::kAllOf)) {
          continue;
        }
        for (const Literal& literal : condition.literals) result.push_back(&literal);
      }
    }
    return result;
  }

  // That what it concludes would be on days on which it is not in force.
  bool ReportDays(const Rule& rule) {
    if (rule.with_effect || IsEmpty(days_.Window(rule)) ||
        !IsEmpty(Common(rule.in_force, days_.Window(rule)))) {
      return false;
    }
    Report(rule, rule.span,
           {"it is in force on none of the days that its ‘then’ line leaves",
            "change one of the two"});
    return true;
  }

  bool ReportTarget(const Rule& rule) {
    if (!rule.target || rule.instead) return false;
    const Rule& target = program_.rules[*rule.target];
    for (const PositionTag& tag : rule.tags) {
      const PositionTag* other = Opposing(target.tags, tag);
      if (other == nullptr) continue;
      Report(rule, rule.span,
             {Concat({"it counts under ", Words(tag), ", and ", target.name,
                      ", which it acts on, under ", Words(*other)}),
              Concat({"take ", target.name, " out of what it acts on"})});
      return true;
    }
    const bool meets = !IsEmpty(Common(days_.OfConclusion(rule), days_.OfConditions(target)));
    if (meets || IsEmpty(days_.OfConclusion(rule)) || IsEmpty(days_.OfConditions(target)))
      return false;
    Report(rule, rule.span,
           {Concat({"there is no day on which both it and ", target.name,
                    ", which it acts on, are in force"}),
            Concat({"take ", target.name, " out of what it acts on, or change the days"})});
    return true;
  }

  bool ReportDates(const Rule& rule) {
    DateOrder order;
    for (std::size_t i = 0; i < demands_.size(); ++i) {
      if (const auto* comparison = std::get_if<Comparison>(&demands_[i]->what))
        order.Add(*comparison, i);
    }
    if (rule.from && rule.until && !days_.MayMove(rule))
      order.AddStretch(*rule.from, *rule.until, demands_.size());
    const std::vector<std::size_t> names = order.Impossible();
    if (names.empty()) return false;
    const bool window = names.back() == demands_.size();
    std::vector<const Literal*> lines;
    for (std::size_t name : names) {
      if (name < demands_.size()) lines.push_back(demands_[name]);
    }
    const auto own = std::find_if(lines.begin(), lines.end(),
                                  [&](const Literal* line) { return IsLineOf(rule, *line); });
    // Of the rules it acts on it is told there.
    if (own == lines.end() && !window) return true;
    std::vector<std::string> help;
    if (window) help.emplace_back("what it concludes would end before it begins");
    if (!lines.empty() && names.size() > 1)
      help.emplace_back(window ? "because:" : "these cannot all be so:");
    if (names.size() == 1 && !window) {
      help.push_back(Concat({"there are no days of which this is so: ", lines[0]->text}));
    } else {
      for (const Literal* line : lines)
        help.push_back(Concat({"  ", line->text, Place(line->span, rule)}));
    }
    help.emplace_back("change one of the days, or what is before and what is after");
    Report(rule, own == lines.end() ? rule.span : (*own)->span, std::move(help));
    return true;
  }

  static bool IsLineOf(const Rule& rule, const Literal& literal) {
    return std::any_of(rule.conditions.begin(), rule.conditions.end(), [&](const Condition& line) {
      return std::any_of(line.literals.begin(), line.literals.end(),
                         [&](const Literal& other) { return &other == &literal; });
    });
  }

  // What a line says that must not be so, where it is among what must be so.
  bool ReportDenied(const Rule& rule) {
    for (const Condition& condition : rule.conditions) {
      const bool none = condition.group == Group::kNoneOf;
      if (condition.unless == none) continue;
      std::map<Value, Term> values;
      const Literal* demand = nullptr;
      const Literal* denied = nullptr;
      for (const Literal& literal : condition.literals) {
        if (condition.group != Group::kAllOf) values.clear();
        denied = &literal;
        demand = FindDemand(rule, literal, values);
        if ((demand == nullptr) == (condition.group == Group::kAllOf)) break;
      }
      if (demand == nullptr) continue;
      Report(rule, denied->span,
             {Concat({"it holds only if: ", demand->text, Place(demand->span, rule)}),
              Concat({"and does not if: ", denied->text, Place(denied->span, rule)}),
              "take one of the two out"});
      return true;
    }
    return false;
  }

  const Literal* FindDemand(const Rule& rule, const Literal& denied,
                            std::map<Value, Term>& values) const {
    for (const Literal* demand : demands_) {
      std::map<Value, Term> trial = values;
      if (&denied == demand || !Covers(rule, denied, *demand, trial)) continue;
      values = std::move(trial);
      return demand;
    }
    return nullptr;
  }

  // Whether the denied sentence is so whenever the demanded one is: the same, but for variables
  // that only it mentions.
  bool Covers(const Rule& rule, const Literal& denied, const Literal& demanded,
              std::map<Value, Term>& values) const {
    const auto* one = std::get_if<Atom>(&denied.what);
    const auto* other = std::get_if<Atom>(&demanded.what);
    if (one == nullptr || other == nullptr || one->predicate != other->predicate ||
        !SameDay(denied, demanded)) {
      return false;
    }
    for (std::size_t i = 0; i < one->terms.size(); ++i) {
      Term mine = one->terms[i];
      const Term& theirs = other->terms[i];
      if (mine.variable && IsLocal(rule, mine.value)) {
        if (KindOf(rule, mine, i, *one) != KindOf(rule, theirs, i, *other)) return false;
        mine = values.emplace(mine.value, theirs).first->second;
      }
      if (mine.variable != theirs.variable || mine.value != theirs.value) return false;
    }
    return true;
  }

  // Whether only lines that deny something, or single bullets, mention the variable.
  bool IsLocal(const Rule& rule, Value variable) const {
    if (static_cast<std::uint32_t>(variable) < rule.shared) return false;
    for (const Literal* demand : demands_) {
      const auto* atom = std::get_if<Atom>(&demand->what);
      if (atom == nullptr) continue;
      for (const Term& term : atom->terms) {
        if (term.variable && term.value == variable) return false;
      }
    }
    return true;
  }

  KindId KindOf(const Rule& rule, const Term& term, std::size_t hole, const Atom& atom) const {
    if (term.variable) return rule.variables[static_cast<std::size_t>(term.value)].kind;
    const KindId kind = program_.predicates[atom.predicate].holes[hole].kind;
    return kind == kAnyKind ? program_.entities[static_cast<std::size_t>(term.value)].kind : kind;
  }

  // Whether what the rule `by` concludes can be what a line of `rule` asks for.
  bool Fits(const Rule& rule, const Atom& asked, const Rule& by) const {
    for (std::size_t i = 0; i < asked.terms.size(); ++i) {
      const Term& mine = asked.terms[i];
      const Term& theirs = by.head.terms[i];
      if (KindOf(rule, mine, i, asked) != KindOf(by, theirs, i, by.head)) return false;
      if (!mine.variable && !theirs.variable && mine.value != theirs.value) return false;
    }
    return true;
  }

  bool IsSupported(const Rule& rule, const Literal& literal) const {
    const auto* atom = std::get_if<Atom>(&literal.what);
    if (atom == nullptr || !program_.IsRuled(atom->predicate)) return true;
    const auto& rules = concluding_[atom->predicate];
    return std::any_of(rules.begin(), rules.end(), [&](RuleId id) {
      return WhyNot(rule, literal, *atom, program_.rules[id]).empty();
    });
  }

  // Why what one rule concludes is nothing to another; empty if it is.
  std::string WhyNot(const Rule& rule, const Literal& literal, const Atom& asked,
                     const Rule& by) const {
    if (!Fits(rule, asked, by)) {
      return Concat({"says it of others: ", Speaker(program_).SayIn(by, by.head)});
    }
    for (const PositionTag& tag : by.tags) {
      // Of what held on another day, a reading of the day may have taken the other position.
      if (literal.as_of || by.with_effect) break;
      if (Opposing(rule.tags, tag) != nullptr) return "counts under " + Words(tag);
    }
    if (!literal.as_of && !IsEmpty(days_.OfConditions(rule)) && !IsEmpty(days_.OfConclusion(by)) &&
        IsEmpty(Common(days_.OfConditions(rule), days_.OfConclusion(by)))) {
      return "counts on other days";
    }
    return "";
  }

  void ReportUnsupported(const Rule& rule) {
    for (const Condition& condition : rule.conditions) {
      if (condition.unless || condition.group == Group::kNoneOf) continue;
      const auto& literals = condition.literals;
      const auto lacking =
          std::find_if_not(literals.begin(), literals.end(),
                           [&](const Literal& literal) { return IsSupported(rule, literal); });
      if (lacking == literals.end()) continue;
      if (condition.group == Group::kAnyOf &&
          std::any_of(literals.begin(), literals.end(),
                      [&](const Literal& literal) { return IsSupported(rule, literal); })) {
        continue;
      }
      ReportLacking(rule, *lacking);
      return;
    }
  }

  void ReportLacking(const Rule& rule, const Literal& literal) {
    const Atom& atom = std::get<Atom>(literal.what);
    const Predicate& predicate = program_.predicates[atom.predicate];
    std::vector<std::string> help;
    if (concluding_[atom.predicate].empty()) {
      help.push_back(predicate.act ? Concat({"no rule says that anybody ",
                                             ModalWords(predicate.modality), " do this"})
                                   : "no rule concludes this");
    }
    for (RuleId id : concluding_[atom.predicate]) {
      const Rule& by = program_.rules[id];
      if (help.size() == 3) {
        help.emplace_back("and so on");
        break;
      }
      help.push_back(Concat({by.name, ", which concludes it, ", WhyNot(rule, literal, atom, by)}));
    }
    help.push_back(predicate.act
                       ? "write a rule that makes it so, or take this line out"
                       : "write a rule that concludes it, or declare it as a fact or question");
    Report(rule, literal.span, std::move(help));
  }

  // A conclusion that follows, in the end, from nothing but itself.
  void ReportCircle() {
    const std::vector<bool> founded = FindFounded();
    for (const Rule& rule : program_.rules) {
      if (rule.target || IsOfTable(rule) || founded[rule.head.predicate]) continue;
      for (const Literal* demand : Demands(rule)) {
        const auto* atom = std::get_if<Atom>(&demand->what);
        if (atom == nullptr || founded[atom->predicate]) continue;
        std::vector<std::string> help = {
            Concat({"this follows from nothing but itself, by ", RulesOf(atom->predicate)}),
            "write a rule that concludes it from what is recorded"};
        Report(rule, demand->span, std::move(help));
        return;
      }
    }
  }

  std::string RulesOf(PredicateId predicate) const {
    std::vector<std::string> names;
    for (RuleId id : concluding_[predicate]) names.push_back(program_.rules[id].name);
    return Join(names, ", ");
  }

  // The predicates that can come about at all: from what is recorded, step by step.
  std::vector<bool> FindFounded() const {
    std::vector<bool> founded(program_.predicates.size());
    std::vector<std::size_t> lacking(program_.rules.size());
    std::vector<std::vector<std::pair<RuleId, std::size_t>>> waiting(founded.size());
    std::vector<std::vector<bool>> met(program_.rules.size());
    std::deque<PredicateId> open;
    const auto add = [&](PredicateId predicate) {
      if (founded[predicate]) return;
      founded[predicate] = true;
      open.push_back(predicate);
    };
    for (RuleId id = 0; id < program_.rules.size(); ++id) {
      const Rule& rule = program_.rules[id];
      if (rule.target) continue;
      for (const std::vector<PredicateId>& need : NeedsOf(rule)) {
        for (PredicateId predicate : need) waiting[predicate].emplace_back(id, met[id].size());
        met[id].push_back(false);
        ++lacking[id];
      }
      if (lacking[id] == 0) add(rule.head.predicate);
    }
    for (PredicateId id = 0; id < founded.size(); ++id) {
      if (!program_.IsRuled(id)) add(id);
    }
    while (!open.empty()) {
      const PredicateId predicate = open.front();
      open.pop_front();
      for (const auto& [id, need] : waiting[predicate]) {
        if (met[id][need]) continue;
        met[id][need] = true;
        if (--lacking[id] == 0) add(program_.rules[id].head.predicate);
      }
    }
    return founded;
  }

  // What a rule asks for, each time one of several.
  static std::vector<std::vector<PredicateId>> NeedsOf(const Rule& rule) {
    std::vector<std::vector<PredicateId>> needs;
    for (const Condition& condition : rule.conditions) {
      if (condition.unless || condition.group == Group::kNoneOf) continue;
      const bool any = condition.group == Group::kAnyOf;
      std::vector<PredicateId> alternatives;
      bool compares = false;
      for (const Literal& literal : condition.literals) {
        const auto* atom = std::get_if<Atom>(&literal.what);
        compares = compares || atom == nullptr;
        if (atom == nullptr) continue;
        if (any) {
          alternatives.push_back(atom->predicate);
        } else {
          needs.push_back({atom->predicate});
        }
      }
      if (any && !compares) needs.push_back(std::move(alternatives));
    }
    return needs;
  }

  CheckContext& context_;
  const Program& program_;
  RuleDays days_;
  std::vector<std::vector<RuleId>> concluding_;  // by predicate
  std::vector<const Literal*> demands_;          // of the rule looked at
  bool reported_ = false;
};

}  // namespace

void CheckReach(CheckContext& context) { ReachChecker(context).Run(); }

}  // namespace comity
