// SPDX-License-Identifier: Apache-2.0
#include "engine/mutate/world.h"

#include <algorithm>
#include <functional>
#include <tuple>
#include <utility>

#include "engine/mutate/case_filling.h"
#include "engine/mutate/date_demands.h"

namespace comity {
namespace {

// Chains of conclusions longer than this are not followed.
constexpr int kMaxDepth = 8;

const Day kUsualDay{14610};  // 2010-01-01

// What a variable of a rule stands for: a slot (as a variable) or a value.
using Meaning = std::vector<std::optional<Term>>;

class WorldMaker {
 public:
  WorldMaker(const Plan& plan, std::uint32_t reading, const Shape& shape)
      : plan_(plan),
        program_(*plan.program),
        reading_(reading),
        shape_(shape),
        demands_(shape.tight, shape.days_apart) {}

  std::optional<World> Make(RuleId id) {
    // From the rule at the root down to the one that was asked for.
    std::vector<RuleId> chain = {id};
    while (program_.rules[chain.back()].target)
      chain.push_back(*program_.rules[chain.back()].target);
    std::reverse(chain.begin(), chain.end());
    Meaning meaning;
    for (const RuleId member : chain) {
      meaning.resize(program_.rules[member].variables.size());
      if (!StateRule(program_.rules[member], meaning, member == id, 0)) return std::nullopt;
    }
    if (shape_.exception) {
      meaning.resize(program_.rules[*shape_.exception].variables.size());
      if (!StateRule(program_.rules[*shape_.exception], meaning, false, 0)) return std::nullopt;
    }
    const Rule& root = program_.rules[chain.front()];
    World world;
    world.predicate = root.head.predicate;
    const std::vector<Term> terms = Resolve(root.head, root, meaning);
    // What another rule says of the same act comes first, or hides what this one says.
    for (const PredicateId sibling : SiblingsOf(program_, world.predicate))
      goals_.emplace_back(sibling, terms);
    for (const Block& block : shape_.blocked) {
      if (!StateBlock(block)) return std::nullopt;
    }
    if (!FillDates(slots_, demands_.all(), usual_, shape_.seed)) return std::nullopt;
    if (!FillEntities(program_, slots_, shape_.seed, world.scenario)) return std::nullopt;
    for (const Term& term : terms) world.values.push_back(ValueOf(term, slots_));
    AddFacts(program_, slots_, needs_, world.scenario);
    world.edges = demands_.edges();
    return world;
  }

 private:
  bool IsActive(const Rule& rule) const {
    return std::all_of(rule.tags.begin(), rule.tags.end(),
                       [&](const PositionTag& tag) { return program_.MayTake(reading_, tag); });
  }

  // `asked`: the rule the shape is about.
  bool StateRule(const Rule& rule, Meaning& meaning, bool asked, int depth) {
    if (depth > kMaxDepth) return false;
    NoteInForce(rule);
    const std::size_t first = needs_.size();
    below_asked_ = below_asked_ || asked;
    for (std::size_t i = 0; i < rule.conditions.size(); ++i) {
      const Condition& condition = rule.conditions[i];
      const bool left_out = asked && shape_.left_out == i;
      const bool stated = asked && shape_.stated == i;
      std::optional<std::size_t> bullet;
      if (left_out || stated) bullet = shape_.bullet;
      const bool positive = condition.unless ? stated : !left_out || bullet.has_value();
      if (!StateCondition(rule, condition, meaning, positive, bullet, asked, depth)) return false;
    }
    for (const RuleId exception : rule.exceptions) {
      if (exception != shape_.exception) DenyOpen(program_.rules[exception], meaning);
    }
    if (asked) NoteTurnsOf(rule, meaning);
    KeepWithin(rule, meaning, first);
    AddWindow(rule, meaning);
    if (asked) below_asked_ = false;
    return true;
  }

  // A rule whose days end before they begin never applies, nor does one whose records come later;
  // and another beginning or end shows only if the records of the rule come before.
  void KeepWithin(const Rule& rule, Meaning& meaning, std::size_t first) {
    if (rule.from && rule.until)
      StateDayOrder(Map(*rule.from, rule, meaning), Map(*rule.until, rule, meaning),
                    Order::kBefore);
    if (rule.with_effect || as_of_ || shape_.seed != 0) return;
    if (rule.until) KeepBefore(Map(*rule.until, rule, meaning), first, needs_.size());
    if (rule.instead) KeepBefore(Map(*rule.instead, rule, meaning), 0, first);
  }

  void KeepBefore(const DateTerm& date, std::size_t first, std::size_t last) {
    for (std::size_t i = first; i < last; ++i) {
      const auto day = HoldsFrom(needs_[i].predicate, needs_[i].terms);
      if (day && !needs_[i].denied) StateDayOrder(*day, date, Order::kBefore);
    }
  }

  // In every case in which the rule would give one of the goals.
  bool StateBlock(const Block& block) {
    const Rule& rule = program_.rules[block.rule];
    bool found = false;
    for (const auto& [predicate, terms] : std::vector(goals_)) {
      if (predicate != rule.head.predicate || !Unifies(rule, terms)) continue;
      Meaning meaning(rule.variables.size());
      if (!Bind(rule.head, terms, meaning)) continue;
      BindToNeeds(rule, meaning);
      if (block.exception) {
        const Rule& exception = program_.rules[*block.exception];
        meaning.resize(exception.variables.size());
        if (!StateRule(exception, meaning, false, 0)) return false;
      } else if (!StateCondition(rule, rule.conditions[*block.unless], meaning, true, {}, false,
                                 0)) {
        return false;
      }
      found = true;
    }
    return found;
  }

  // The rule speaks of what is stated already.
  void BindToNeeds(const Rule& rule, Meaning& meaning) const {
    for (const Condition& condition : rule.conditions) {
      if (condition.unless || condition.group != Condition::Group::kSingle) continue;
      const auto* atom = std::get_if<Atom>(&condition.literals.front().what);
      for (std::size_t i = 0; atom != nullptr && i < needs_.size(); ++i) {
        if (needs_[i].predicate == atom->predicate && !needs_[i].denied &&
            Bind(*atom, needs_[i].terms, meaning))
          break;
      }
    }
  }

  // Lets the variables of an atom stand for these terms; changes nothing if they cannot.
  static bool Bind(const Atom& atom, const std::vector<Term>& terms, Meaning& meaning) {
    Meaning bound = meaning;
    for (std::size_t i = 0; i < terms.size(); ++i) {
      if (!atom.terms[i].variable) {
        if (!terms[i].variable && terms[i].value != atom.terms[i].value) return false;
        continue;
      }
      auto& known = bound[static_cast<std::size_t>(atom.terms[i].value)];
      if (known && (known->variable != terms[i].variable || known->value != terms[i].value))
        return false;
      known = terms[i];
    }
    meaning = std::move(bound);
    return true;
  }

  bool StateCondition(const Rule& rule, const Condition& condition, Meaning& meaning, bool positive,
                      std::optional<std::size_t> bullet, bool asked, int depth) {
    const bool none = condition.group == Condition::Group::kNoneOf;
    const bool any = condition.group == Condition::Group::kAnyOf || none;
    // To state `none of` is to state nothing; to break it, one bullet.
    const bool state = positive != none || (none && bullet);
    for (std::size_t j = 0; j < condition.literals.size(); ++j) {
      const Literal& literal = condition.literals[j];
      const bool chosen = any ? j == bullet.value_or(0) : !bullet || j != *bullet;
      if (state && chosen) {
        if (!StateLiteral(rule, literal, meaning, asked, depth)) return false;
        continue;
      }
      Deny(literal, rule, meaning);
      const bool alone = condition.group != Condition::Group::kAllOf || bullet == j;
      if (alone) Violate(literal, rule, meaning, asked);
      if (asked) NoteGoal(literal, rule, condition.unless, meaning);
    }
    return true;
  }

  bool StateLiteral(const Rule& rule, const Literal& literal, Meaning& meaning, bool asked,
                    int depth) {
    if (literal.as_of && asked) demands_.NoteTurnsOf(Map(*literal.as_of, rule, meaning));
    const auto* atom = std::get_if<Atom>(&literal.what);
    if (atom == nullptr) {
      StateComparison(rule, literal, meaning, asked, false);
      return true;
    }
    const std::optional<DateTerm> outer = as_of_;
    if (literal.as_of) as_of_ = Map(*literal.as_of, rule, meaning);
    const bool good = StateAtom(atom->predicate, Resolve(*atom, rule, meaning), depth);
    as_of_ = outer;
    return good;
  }

  // A comparison of days or times; `violated` if it must not hold. One with a distance is then
  // beyond the distance.
  void StateComparison(const Rule& rule, const Literal& literal, Meaning& meaning, bool asked,
                       bool violated) {
    if (const auto* times = std::get_if<TimeComparison>(&literal.what)) {
      Demand demand;
      demand.times = true;
      demand.left = Map(DateTerm{.term = times->left}, rule, meaning);
      demand.right = Map(DateTerm{.term = times->right}, rule, meaning);
      const bool flat = violated && !times->distance;
      demands_.Add(demand, flat ? Opposite(times->order) : times->order, IsEdge(asked));
      if (!times->distance) return;
      demand.minutes = times->distance->minutes;
      demands_.Add(demand, violated ? Opposite(times->distance->order) : times->distance->order,
                   IsEdge(asked));
      return;
    }
    const auto& comparison = std::get<Comparison>(literal.what);
    Demand demand;
    demand.left = Map(comparison.left, rule, meaning);
    demand.right = Map(comparison.right, rule, meaning);
    if (asked) {
      demands_.NoteTurnsOf(demand.left);
      demands_.NoteTurnsOf(demand.right);
    }
    const bool flat = violated && !comparison.distance;
    demands_.Add(demand, flat ? Opposite(comparison.order) : comparison.order, IsEdge(asked));
    if (!comparison.distance) return;
    const Distance& distance = *comparison.distance;
    demand.right = Map(distance.day, rule, meaning);
    demands_.Add(demand, violated ? Opposite(distance.order) : distance.order, IsEdge(asked));
  }

  // A comparison must fail where the line is left out, if it speaks of nothing new.
  void Violate(const Literal& literal, const Rule& rule, Meaning& meaning, bool asked) {
    if (std::holds_alternative<Atom>(literal.what)) return;
    const auto known = [&](const Term& term) {
      return !term.variable || meaning[static_cast<std::size_t>(term.value)].has_value();
    };
    const std::function<bool(const DateTerm&)> all_known = [&](const DateTerm& date) {
      return (date.kind != DateTerm::Kind::kTerm || known(date.term)) &&
             std::all_of(date.operands.begin(), date.operands.end(), all_known);
    };
    if (const auto* times = std::get_if<TimeComparison>(&literal.what)) {
      if (!known(times->left) || !known(times->right)) return;
    } else {
      const auto& comparison = std::get<Comparison>(literal.what);
      if (!all_known(comparison.left) || !all_known(comparison.right)) return;
    }
    StateComparison(rule, literal, meaning, asked, true);
  }

  // ----------------------------------------------------------------------------------------------
  // edges

  bool IsEdge(bool asked) const { return asked || (below_asked_ && as_of_); }

  void StateDayOrder(DateTerm left, DateTerm right, Order order) {
    demands_.AddDays(std::move(left), std::move(right), order, IsEdge(false));
  }

  void NoteTurnsOf(const Rule& rule, Meaning& meaning) {
    for (const auto* date : {&rule.from, &rule.until, &rule.instead}) {
      if (*date) demands_.NoteTurnsOf(Map(**date, rule, meaning));
    }
    if (!rule.instead) return;
    // The day that the rule would begin or end on by itself; its variables are the exception's too.
    const Rule& target = program_.rules[*rule.target];
    for (const auto* date : {&target.from, &target.until}) {
      if (*date) demands_.NoteTurn(Map(*rule.instead, rule, meaning), Map(**date, target, meaning));
    }
  }

  bool StateAtom(PredicateId predicate, const std::vector<Term>& terms, int depth) {
    const Phrase& phrase = program_.phrases[program_.predicates[predicate].phrase];
    if (!IsRuled(phrase.form)) {
      needs_.push_back({predicate, terms, false});
      // A record of a later day would not count yet.
      const auto day = HoldsFrom(predicate, terms);
      if (as_of_ && day) StateDayOrder(*day, *as_of_, Order::kOnOrBefore);
      return true;
    }
    std::vector<RuleId> fitting;
    for (const RuleId id : plan_.rules_for[predicate]) {
      if (IsActive(program_.rules[id]) && Unifies(program_.rules[id], terms)) fitting.push_back(id);
    }
    for (std::size_t i = 0; i < fitting.size(); ++i) {
      const Rule& rule = program_.rules[fitting[(i + shape_.choice) % fitting.size()]];
      const auto before = std::tuple(slots_, needs_, demands_);
      if (StateBelow(rule, terms, depth + 1)) return true;
      std::tie(slots_, needs_, demands_) = before;
    }
    return false;
  }

  // The day from which a record holds.
  std::optional<DateTerm> HoldsFrom(PredicateId predicate, const std::vector<Term>& terms) const {
    const Phrase& phrase = program_.phrases[program_.predicates[predicate].phrase];
    if (phrase.form != Form::kRecord || phrase.holds_from < 0) return std::nullopt;
    const auto hole = static_cast<std::size_t>(phrase.holds_from);
    DateTerm day{.term = terms[hole]};
    if (phrase.holes[hole].kind == kTimeKind)
      day = {.kind = DateTerm::Kind::kDayOfTime, .operands = {day}};
    return day;
  }

  bool StateBelow(const Rule& rule, const std::vector<Term>& terms, int depth) {
    Meaning meaning(rule.variables.size());
    for (std::size_t i = 0; i < terms.size(); ++i) {
      const Term& head = rule.head.terms[i];
      if (head.variable) {
        auto& known = meaning[static_cast<std::size_t>(head.value)];
        if (known && (known->variable != terms[i].variable || known->value != terms[i].value))
          return false;
        known = terms[i];
      } else if (terms[i].variable) {
        slots_[static_cast<std::size_t>(terms[i].value)].value = head.value;
      }
    }
    return StateRule(rule, meaning, false, depth);
  }

  bool Unifies(const Rule& rule, const std::vector<Term>& terms) const {
    for (std::size_t i = 0; i < terms.size(); ++i) {
      const Term& head = rule.head.terms[i];
      const std::optional<Value> value =
          terms[i].variable ? slots_[static_cast<std::size_t>(terms[i].value)].value
                            : std::optional(terms[i].value);
      if (!head.variable && value && *value != head.value) return false;
      const KindId kind = KindOf(terms[i]);
      const KindId wanted =
          head.variable
              ? rule.variables[static_cast<std::size_t>(head.value)].kind
              : KindOfValue(program_.predicates[rule.head.predicate].holes[i], head.value);
      if (kind != wanted) return false;
    }
    return true;
  }

  KindId KindOfValue(const Hole& hole, Value value) const {
    return hole.kind == kDateKind ? kDateKind
                                  : program_.entities[static_cast<std::size_t>(value)].kind;
  }

  KindId KindOf(const Term& term) const {
    if (term.variable) return slots_[static_cast<std::size_t>(term.value)].kind;
    const auto index = static_cast<std::size_t>(term.value);
    return index < program_.entities.size() ? program_.entities[index].kind : kDateKind;
  }

  // What is unknown unless denied would leave everything unknown.
  void Deny(const Literal& literal, const Rule& rule, Meaning& meaning) {
    const auto* atom = std::get_if<Atom>(&literal.what);
    if (atom == nullptr) return;
    const Phrase& phrase = program_.phrases[program_.predicates[atom->predicate].phrase];
    if (phrase.form != Form::kQuestion) return;
    const bool presumed = !plan_.rules_for[atom->predicate].empty();
    if (phrase.otherwise == Truth::kNo && !presumed) return;
    if (!IsKnown(*atom, meaning)) return;
    needs_.push_back({atom->predicate, Resolve(*atom, rule, meaning), true});
  }

  void DenyOpen(const Rule& rule, Meaning& meaning) {
    if (!IsActive(rule)) return;
    for (const Condition& condition : rule.conditions) {
      if (condition.unless) continue;
      for (const Literal& literal : condition.literals) {
        Deny(literal, rule, meaning);
        if (below_asked_) NoteGoal(literal, rule, true, meaning);
      }
    }
  }

  // What must not hold, though a rule may give it: what is left out, an `unless`, an exception.
  void NoteGoal(const Literal& literal, const Rule& rule, bool known_only, Meaning& meaning) {
    const auto* atom = std::get_if<Atom>(&literal.what);
    if (atom == nullptr || shape_.blocked.empty()) return;
    if (known_only && !IsKnown(*atom, meaning)) return;
    goals_.emplace_back(atom->predicate, Resolve(*atom, rule, meaning));
  }

  static bool IsKnown(const Atom& atom, const Meaning& meaning) {
    return std::all_of(atom.terms.begin(), atom.terms.end(), [&](const Term& term) {
      const auto variable = static_cast<std::size_t>(term.value);
      return !term.variable || (variable < meaning.size() && meaning[variable]);
    });
  }

  // Within an `as of` the day must lie in the rule's own dates.
  void AddWindow(const Rule& rule, Meaning& meaning) {
    if (!as_of_ || rule.target) return;
    if (rule.from) StateDayOrder(Map(*rule.from, rule, meaning), *as_of_, Order::kOnOrBefore);
    if (rule.until) StateDayOrder(*as_of_, Map(*rule.until, rule, meaning), Order::kBefore);
  }

  void NoteInForce(const Rule& rule) {
    if (rule.in_force.until.IsFinite()) {
      usual_ = std::min(usual_, PlusDays(rule.in_force.until, -1500));
    } else if (rule.in_force.from.IsFinite()) {
      usual_ = std::max(usual_, PlusDays(rule.in_force.from, 10));
    }
  }

  const Term& Known(const Rule& rule, VariableId variable, Meaning& meaning) {
    auto& known = meaning[variable];
    if (!known) {
      known = Term{true, static_cast<Value>(slots_.size())};
      slots_.push_back({rule.variables[variable].kind, {}});
    }
    return *known;
  }

  std::vector<Term> Resolve(const Atom& atom, const Rule& rule, Meaning& meaning) {
    std::vector<Term> result;
    for (const Term& term : atom.terms) {
      result.push_back(term.variable ? Known(rule, static_cast<VariableId>(term.value), meaning)
                                     : term);
    }
    return result;
  }

  DateTerm Map(const DateTerm& date, const Rule& rule, Meaning& meaning) {
    DateTerm result = date;
    if (date.kind == DateTerm::Kind::kTerm && date.term.variable)
      result.term = Known(rule, static_cast<VariableId>(date.term.value), meaning);
    for (DateTerm& operand : result.operands) operand = Map(operand, rule, meaning);
    return result;
  }

  const Plan& plan_;
  const Program& program_;
  std::uint32_t reading_;
  const Shape& shape_;
  std::vector<Slot> slots_;
  std::vector<Need> needs_;
  DateDemands demands_;
  std::vector<std::pair<PredicateId, std::vector<Term>>> goals_;  // that blocked rules would give
  std::optional<DateTerm> as_of_;
  bool below_asked_ = false;  // stating what the asked rule needs
  Day usual_ = kUsualDay;
};

}  // namespace

std::optional<World> MakeWorld(const Plan& plan, std::uint32_t reading, RuleId rule,
                               const Shape& shape) {
  return WorldMaker(plan, reading, shape).Make(rule);
}

}  // namespace comity
