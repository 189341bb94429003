// SPDX-License-Identifier: Apache-2.0
#include "tests/oracle/settle.h"

#include <algorithm>
#include <limits>
#include <map>
#include <set>

#include "tests/oracle/calendar.h"
#include "tests/oracle/domain.h"
#include "tests/oracle/erase.h"
#include "tests/oracle/rule_writer.h"

namespace comity::oracle {
namespace {

constexpr int kBeginning = std::numeric_limits<int>::min();
constexpr int kEnd = std::numeric_limits<int>::max();

struct Days {
  int from = kBeginning, until = kEnd;
  bool IsEmpty() const { return from >= until; }
  Days Within(const Days& other) const {
    return {std::max(from, other.from), std::min(until, other.until)};
  }
};

Days InForce(const Rule& rule) {
  return {rule.in_force_from.value_or(kBeginning), rule.in_force_until.value_or(kEnd)};
}
Days FixedWindow(const Rule& rule) {
  const auto day = [](const std::optional<DateExpr>& date, int otherwise) {
    return date && date->kind == DateExpr::Kind::kDay ? date->number : otherwise;
  };
  return {day(rule.from, kBeginning), day(rule.until, kEnd)};
}
Days DaysOfConclusion(const Rule& rule) {
  return rule.with_effect ? FixedWindow(rule) : InForce(rule).Within(FixedWindow(rule));
}
Days DaysOfConditions(const Rule& rule) {
  return rule.with_effect ? InForce(rule) : InForce(rule).Within(FixedWindow(rule));
}

bool Oppose(const Rule& a, const Rule& b) {
  return a.issue >= 0 && a.issue == b.issue && a.position != b.position;
}

bool IsDemand(const Clause& clause) {
  return !clause.unless && (clause.group == Group::kSingle || clause.group == Group::kAllOf);
}

class Settler {
 public:
  explicit Settler(Growth& growth)
      : growth_(growth), choices_(growth.choices), program_(growth.program) {}

  void Run() {
    for (Rule& rule : program_.rules) {
      MendDates(rule);
      MendDays(rule);
      if (rule.IsException()) MendTargets(rule);
    }
    for (Rule& rule : program_.rules) {
      if (!rule.IsTable()) MendDenied(rule);
    }
    CarryPositions();
    Found();
    for (std::size_t i = 0; i < program_.rules.size(); ++i) Support(i);
    EraseUnused(program_);
  }

 private:
  // Every variable of one name has one day on which all comparisons are made to hold.
  int WitnessOf(const std::string& label) {
    const auto [found, added] = witnesses_.emplace(label, 0);
    if (added) found->second = choices_.Pick(growth_.days);
    return found->second;
  }

  Assignment Witness(const Rule& rule) {
    Assignment assignment(rule.variables.size(), kUnbound);
    for (std::size_t i = 0; i < rule.variables.size(); ++i) {
      if (rule.variables[i].kind == kDateKind) assignment[i] = WitnessOf(rule.variables[i].label);
      if (rule.variables[i].kind == kTimeKind)
        assignment[i] = WitnessOf(rule.variables[i].label) * 24 * 60;
    }
    return assignment;
  }

  void MendDates(Rule& rule) {
    const Assignment witness = Witness(rule);
    for (Clause& clause : rule.clauses) {
      for (Condition& condition : clause.conditions) {
        if (!IsDemand(clause) || !condition.compares || condition.of_times) continue;
        const int left = DateValue(program_, condition.left, witness);
        const int right = DateValue(program_, condition.right, witness);
        condition.comparison = MadeTrue(condition.comparison, left, right);
        if (condition.distance) MakeTrue(*condition.distance, left, right);
      }
    }
    if (rule.from && rule.until &&
        DateValue(program_, *rule.from, witness) >= DateValue(program_, *rule.until, witness)) {
      rule.until.reset();
    }
  }

  static Comparison MadeTrue(Comparison comparison, int left, int right) {
    switch (comparison) {
      case Comparison::kBefore:
        return left < right ? comparison : Comparison::kOnOrAfter;
      case Comparison::kAfter:
        return left > right ? comparison : Comparison::kOnOrBefore;
      case Comparison::kOnOrBefore:
        return left <= right ? comparison : Comparison::kAfter;
      case Comparison::kOnOrAfter:
        return left >= right ? comparison : Comparison::kBefore;
      case Comparison::kSameDay:
        return left == right  ? comparison
               : left < right ? Comparison::kOnOrBefore
                              : Comparison::kOnOrAfter;
    }
    return comparison;
  }

  static void MakeTrue(Distance& distance, int left, int right) {
    using Relation = Distance::Relation;
    distance.before = left == right ? distance.before : left < right;
    const int towards = distance.before ? -1 : 1;
    int full = distance.count * (distance.unit == Distance::Unit::kWeeks ? 7 : 1);
    if (distance.unit == Distance::Unit::kMonths || distance.unit == Distance::Unit::kYears) {
      const int months = distance.count * (distance.unit == Distance::Unit::kYears ? 12 : 1);
      full = towards * (MonthsLater(right, towards * months) - right);
    }
    const int passed = towards * (left - right);
    const bool far =
        distance.relation == Relation::kMoreThan || distance.relation == Relation::kAtLeast;
    if (far && passed <= full) distance.relation = Relation::kAtMost;
    if (!far && passed >= full) distance.relation = Relation::kAtLeast;
  }

  static void MendDays(Rule& rule) {
    if (rule.with_effect || !InForce(rule).Within(FixedWindow(rule)).IsEmpty()) return;
    rule.in_force_from.reset();
    rule.in_force_until.reset();
  }

  void MendTargets(Rule& rule) {
    for (int number : rule.targets) {
      const Rule& target = program_.rules[number];
      if (Oppose(rule, target)) rule.issue = -1;
      if (!DaysOfConclusion(rule).Within(DaysOfConditions(target)).IsEmpty()) continue;
      rule.in_force_from.reset();
      rule.in_force_until.reset();
      rule.from.reset();
      rule.until.reset();
    }
  }

  // What must be so for the rule to apply, with the rule it stands in.
  struct Demand {
    const Rule* rule;
    const Condition* condition;
  };
  void CollectDemands(const Rule& rule, std::vector<Demand>& demands) const {
    for (const Clause& clause : rule.clauses) {
      if (!IsDemand(clause)) continue;
      for (const Condition& condition : clause.conditions) {
        if (!condition.compares) demands.push_back({&rule, &condition});
      }
    }
    for (int target : rule.targets) CollectDemands(program_.rules[target], demands);
  }

  static bool MayCover(const Rule& rule, const Condition& denied, const Demand& demand) {
    const Sentence& one = denied.sentence;
    const Sentence& other = demand.condition->sentence;
    if (denied.compares || one.phrase != other.phrase || one.modal != other.modal ||
        one.actor_kind != other.actor_kind ||
        denied.as_of.has_value() != demand.condition->as_of.has_value()) {
      return false;
    }
    const auto same = [&](const Term& mine, const Term& theirs) {
      if (mine.kind == Term::Kind::kVariable) {
        const Variable& variable = rule.variables[mine.number];
        if (variable.clause >= 0) return true;
        return theirs.kind == Term::Kind::kVariable &&
               demand.rule->variables[theirs.number].label == variable.label;
      }
      return mine.kind == theirs.kind && mine.number == theirs.number;
    };
    for (std::size_t i = 0; i < one.terms.size(); ++i) {
      if (!same(one.terms[i], other.terms[i])) return false;
    }
    return one.modal == Modal::kNone || one.actor_kind == kBodyKind || same(one.actor, other.actor);
  }

  void MendDenied(Rule& rule) {
    for (int number = static_cast<int>(rule.clauses.size()); number-- > 0;) {
      Clause& clause = rule.clauses[number];
      const bool none = clause.group == Group::kNoneOf;
      if (clause.unless == none) continue;
      std::vector<Demand> demands;
      CollectDemands(rule, demands);
      const auto covered = [&](const Condition& condition) {
        return std::any_of(demands.begin(), demands.end(),
                           [&](const Demand& demand) { return MayCover(rule, condition, demand); });
      };
      if (std::none_of(clause.conditions.begin(), clause.conditions.end(), covered)) continue;
      if (none && clause.conditions.size() > 1) {
        clause.group = Group::kAnyOf;
      } else if (rule.clauses.size() > 1) {
        EraseClause(rule, number);
      } else if (none) {
        clause.group = Group::kSingle;
        for (Variable& variable : rule.variables) {
          if (variable.clause == number) variable.clause = variable.bullet = -1;
        }
      }
    }
  }

  // Every position but the preferred one is carried by a rule, and some position of every issue is.
  void CarryPositions() {
    for (std::size_t issue = 0; issue < program_.issues.size(); ++issue) {
      for (std::size_t position = 0; position < program_.issues[issue].positions.size();
           ++position) {
        if (static_cast<int>(position) == program_.issues[issue].preferred) continue;
        Carry(static_cast<int>(issue), static_cast<int>(position));
      }
    }
  }

  // By a rule that can be spared, else by a copy of one.
  void Carry(int issue, int position) {
    if (CountCarriers(issue, position) > 0) return;
    const auto spared = [&](const Rule& rule) {
      return !rule.IsException() && !IsTarget(rule) &&
             (rule.issue < 0 || CountCarriers(rule.issue, rule.position) > 1);
    };
    auto rule = std::find_if(program_.rules.begin(), program_.rules.end(), spared);
    if (rule == program_.rules.end()) {
      const auto plain =
          std::find_if(program_.rules.begin(), program_.rules.end(),
                       [](const Rule& one) { return !one.IsException() && !one.IsTable(); });
      if (plain == program_.rules.end()) return;
      Rule copy = *plain;
      copy.name += "P" + std::to_string(program_.rules.size());
      rule = program_.rules.insert(program_.rules.end(), std::move(copy));
    }
    rule->issue = issue;
    rule->position = position;
  }

  bool IsTarget(const Rule& rule) const {
    const int number = static_cast<int>(&rule - program_.rules.data());
    return std::any_of(program_.rules.begin(), program_.rules.end(), [&](const Rule& other) {
      return std::find(other.targets.begin(), other.targets.end(), number) != other.targets.end();
    });
  }

  int CountCarriers(int issue, int position) const {
    return static_cast<int>(std::count_if(
        program_.rules.begin(), program_.rules.end(),
        [&](const Rule& rule) { return rule.issue == issue && rule.position == position; }));
  }

  bool IsRuled(const Sentence& sentence) const {
    const Form form = program_.phrases[sentence.phrase].form;
    return form == Form::kConclusion || form == Form::kAction;
  }

  // Gives a plain rule to whatever follows only from itself.
  void Found() {
    std::set<std::pair<int, Modal>> founded;
    const auto is_founded = [&](const Condition& condition) {
      return condition.compares || !IsRuled(condition.sentence) ||
             founded.contains({condition.sentence.phrase, condition.sentence.modal});
    };
    const auto can_apply = [&](const Rule& rule) {
      return std::all_of(rule.clauses.begin(), rule.clauses.end(), [&](const Clause& clause) {
        if (clause.unless || clause.group == Group::kNoneOf) return true;
        const auto& all = clause.conditions;
        return clause.group == Group::kAnyOf ? std::any_of(all.begin(), all.end(), is_founded)
                                             : std::all_of(all.begin(), all.end(), is_founded);
      });
    };
    const auto fits = [&](const Rule& table, const TableRow& row) {
      for (std::size_t i = 0; i < row.cells.size(); ++i) {
        const TableCell::Kind kind = row.cells[i].kind;
        if (kind != TableCell::Kind::kAny && kind != TableCell::Kind::kNo &&
            !is_founded(table.columns[i].condition)) {
          return false;
        }
      }
      return !row.gap;
    };
    for (bool changed = true; changed;) {
      changed = false;
      const auto found = [&](const Sentence& head) {
        changed = founded.insert({head.phrase, head.modal}).second || changed;
      };
      for (const Rule& rule : program_.rules) {
        if (rule.IsException() || !can_apply(rule)) continue;
        if (!rule.IsTable()) found(rule.head);
        for (const TableRow& row : rule.rows) {
          if (fits(rule, row)) found(row.head);
        }
      }
      if (changed) continue;
      if (const auto head = FindUnfounded(founded)) {
        changed = true;
        AddPlainRule(*head);
      }
    }
  }

  std::optional<Sentence> FindUnfounded(const std::set<std::pair<int, Modal>>& founded) const {
    for (const Rule& rule : program_.rules) {
      for (const Sentence* head : HeadsOf(rule)) {
        if (IsRuled(*head) && !founded.contains({head->phrase, head->modal})) return *head;
      }
    }
    return std::nullopt;
  }

  // Whether what a rule or a row of a table concludes can be what a sentence of another says.
  bool Meets(const Rule& rule, const Condition& condition, const Rule& by) const {
    if (by.IsException()) return false;
    if (!by.IsTable()) return MeetsRule(rule, condition, by);
    return std::any_of(by.rows.begin(), by.rows.end(), [&](const TableRow& row) {
      Rule as_rule = by;
      as_rule.head = row.head;
      as_rule.from = row.from;
      as_rule.until = row.until;
      as_rule.with_effect = row.with_effect;
      return !row.gap && MeetsRule(rule, condition, as_rule);
    });
  }

  static bool MeetsRule(const Rule& rule, const Condition& condition, const Rule& by) {
    const Sentence& asked = condition.sentence;
    if (by.head.phrase != asked.phrase || by.head.modal != asked.modal || Oppose(rule, by))
      return false;
    const auto fits = [](const Term& mine, const Term& theirs) {
      return mine.kind == Term::Kind::kVariable || theirs.kind == Term::Kind::kVariable ||
             mine.number == theirs.number;
    };
    if (asked.modal != Modal::kNone &&
        (asked.actor_kind != by.head.actor_kind ||
         (asked.actor_kind != kBodyKind && !fits(asked.actor, by.head.actor)))) {
      return false;
    }
    for (std::size_t i = 0; i < asked.terms.size(); ++i) {
      if (!fits(asked.terms[i], by.head.terms[i])) return false;
    }
    return condition.as_of || !DaysOfConditions(rule).Within(DaysOfConclusion(by)).IsEmpty();
  }

  bool IsSupported(const Rule& rule, const Condition& condition) const {
    return condition.compares || !IsRuled(condition.sentence) ||
           std::any_of(program_.rules.begin(), program_.rules.end(),
                       [&](const Rule& by) { return Meets(rule, condition, by); });
  }

  void Support(std::size_t number) {
    if (program_.rules[number].IsTable()) return;
    const std::vector<Clause> clauses = program_.rules[number].clauses;
    for (const Clause& clause : clauses) {
      if (clause.unless || clause.group == Group::kNoneOf) continue;
      const auto supported = [&](const Condition& condition) {
        return IsSupported(program_.rules[number], condition);
      };
      const auto& all = clause.conditions;
      if (clause.group == Group::kAnyOf && std::any_of(all.begin(), all.end(), supported)) continue;
      for (const Condition& condition : all) {
        if (!supported(condition)) AddPlainRule(condition.sentence);
      }
    }
  }

  // "when a Beta touches ... then the Beta ...", on all days and under all readings.
  void AddPlainRule(const Sentence& sentence) {
    const Phrase& phrase = program_.phrases[sentence.phrase];
    RuleWriter writer(growth_, 0);
    Sentence head;
    head.phrase = sentence.phrase;
    head.modal = sentence.modal;
    head.actor_kind = sentence.actor_kind;
    if (head.modal != Modal::kNone && head.actor_kind != kBodyKind)
      head.actor = {Term::Kind::kVariable, writer.Want(head.actor_kind)};
    for (const Hole& hole : phrase.holes)
      head.terms.push_back({Term::Kind::kVariable, writer.Want(hole.kind)});
    writer.rule().head = head;
    writer.IntroduceWanted(0);
    if (writer.rule().clauses.empty()) {
      writer.Want(0);
      writer.IntroduceWanted(0);
    }
    writer.rule().name = "R" + std::to_string(program_.rules.size());
    program_.rules.push_back(writer.rule());
  }

  Growth& growth_;
  Choices& choices_;
  Program& program_;
  std::map<std::string, int> witnesses_;
};

}  // namespace

void Settle(Growth& growth) { Settler(growth).Run(); }

}  // namespace comity::oracle
