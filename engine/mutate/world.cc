// SPDX-License-Identifier: Apache-2.0
#include "engine/mutate/world.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "engine/mutate/date_filling.h"

namespace comity {
namespace {

// Chains of conclusions longer than this are not followed.
constexpr int kMaxDepth = 8;

const Day kUsualDay{14610};  // 2010-01-01

// What a variable of a rule stands for: a slot (as a variable) or a value.
using Meaning = std::vector<std::optional<Term>>;

struct Need {
  PredicateId predicate = 0;
  std::vector<Term> terms;  // variables are slots
  bool denied = false;
  bool operator==(const Need& other) const {
    return predicate == other.predicate && denied == other.denied && SamePlaces(other);
  }
  bool SamePlaces(const Need& other) const {
    return std::equal(terms.begin(), terms.end(), other.terms.begin(), other.terms.end(),
                      [](const Term& a, const Term& b) {
                        return a.variable == b.variable && a.value == b.value;
                      });
  }
};

class WorldMaker {
 public:
  WorldMaker(const Plan& plan, std::uint32_t reading, const Shape& shape)
      : plan_(plan), program_(*plan.program), reading_(reading), shape_(shape) {}

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
    const Atom& head = root.head;
    World world;
    world.predicate = head.predicate;
    const std::vector<Term> terms = Resolve(head, root, meaning);
    if (shape_.blocked && !StateBlock(terms)) return std::nullopt;
    if (!FillDates(slots_, demands_, usual_, shape_.seed)) return std::nullopt;
    if (!FillEntities(world.scenario)) return std::nullopt;
    for (const Term& term : terms) world.values.push_back(ValueOf(term));
    AddFacts(world.scenario);
    world.comparisons = compared_;
    return world;
  }

 private:
  bool IsActive(const Rule& rule) const {
    const auto& positions = program_.readings[reading_].positions;
    return std::all_of(rule.tags.begin(), rule.tags.end(), [&](const PositionTag& tag) {
      return positions[tag.issue] == tag.position || positions[tag.issue] == kOfTheDay;
    });
  }

  // `asked`: the rule the shape is about.
  bool StateRule(const Rule& rule, Meaning& meaning, bool asked, int depth) {
    if (depth > kMaxDepth) return false;
    NoteInForce(rule);
    for (std::size_t i = 0; i < rule.conditions.size(); ++i) {
      const Condition& condition = rule.conditions[i];
      const bool left_out = asked && shape_.left_out == i;
      const bool stated = asked && shape_.stated == i;
      const std::optional<std::size_t> bullet = left_out || stated ? shape_.bullet : std::nullopt;
      const bool positive = condition.unless ? stated : !left_out || bullet;
      if (!StateCondition(rule, condition, meaning, positive, bullet, asked, depth)) return false;
    }
    for (const RuleId exception : rule.exceptions) {
      if (exception != shape_.exception) DenyOpen(program_.rules[exception], meaning);
    }
    AddWindow(rule, meaning);
    return true;
  }

  bool StateBlock(const std::vector<Term>& goal) {
    const Rule& rule = program_.rules[shape_.blocked->first];
    Meaning meaning(rule.variables.size());
    if (!Bind(rule.head, goal, meaning)) return false;
    // It speaks of what is stated already.
    for (const Condition& condition : rule.conditions) {
      if (condition.unless || condition.group != Condition::Group::kSingle) continue;
      const auto* atom = std::get_if<Atom>(&condition.literals.front().what);
      for (std::size_t i = 0; atom != nullptr && i < needs_.size(); ++i) {
        if (needs_[i].predicate == atom->predicate && !needs_[i].denied &&
            Bind(*atom, needs_[i].terms, meaning))
          break;
      }
    }
    return StateCondition(rule, rule.conditions[shape_.blocked->second], meaning, true, {}, false,
                          0);
  }

  // Lets the variables of an atom stand for these terms; changes nothing if they cannot.
  static bool Bind(const Atom& atom, const std::vector<Term>& terms, Meaning& meaning) {
    Meaning bound = meaning;
    for (std::size_t i = 0; i < terms.size(); ++i) {
      if (!atom.terms[i].variable) continue;
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
      } else {
        Deny(literal, rule, meaning);
      }
    }
    return true;
  }

  bool StateLiteral(const Rule& rule, const Literal& literal, Meaning& meaning, bool asked,
                    int depth) {
    if (const auto* comparison = std::get_if<Comparison>(&literal.what)) {
      const DateTerm left = Map(comparison->left, rule, meaning);
      const DateTerm right = Map(comparison->right, rule, meaning);
      StateOrder(left, right, comparison->order, asked);
      if (comparison->distance) {
        const Distance& distance = *comparison->distance;
        StateOrder(left, Map(distance.day, rule, meaning), distance.order, asked);
      }
      return true;
    }
    const std::optional<DateTerm> outer = as_of_;
    if (literal.as_of) as_of_ = Map(*literal.as_of, rule, meaning);
    const Atom& atom = std::get<Atom>(literal.what);
    const bool good = StateAtom(atom.predicate, Resolve(atom, rule, meaning), depth);
    as_of_ = outer;
    return good;
  }

  void StateOrder(const DateTerm& left, const DateTerm& right, Order order, bool asked) {
    Demand demand;
    demand.left = left;
    demand.right = right;
    demand.order = order;
    if (asked && shape_.tight == compared_) demand.apart = shape_.days_apart;
    if (asked) ++compared_;
    demands_.push_back(std::move(demand));
  }

  bool StateAtom(PredicateId predicate, const std::vector<Term>& terms, int depth) {
    const Phrase& phrase = program_.phrases[program_.predicates[predicate].phrase];
    if (phrase.form != Form::kConclusion && phrase.form != Form::kAction) {
      needs_.push_back({predicate, terms, false});
      // A record of a later day would not count yet.
      if (as_of_ && phrase.holds_from >= 0) {
        DateTerm day;
        day.term = terms[static_cast<std::size_t>(phrase.holds_from)];
        StateOrder(day, *as_of_, Order::kOnOrBefore, false);
      }
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
    for (const Term& term : atom->terms) {
      if (term.variable && (static_cast<std::size_t>(term.value) >= meaning.size() ||
                            !meaning[static_cast<std::size_t>(term.value)]))
        return;
    }
    needs_.push_back({atom->predicate, Resolve(*atom, rule, meaning), true});
  }

  void DenyOpen(const Rule& rule, Meaning& meaning) {
    if (!IsActive(rule)) return;
    for (const Condition& condition : rule.conditions) {
      if (condition.unless) continue;
      for (const Literal& literal : condition.literals) Deny(literal, rule, meaning);
    }
  }

  // Within an `as of` the day must lie in the rule's own dates.
  void AddWindow(const Rule& rule, Meaning& meaning) {
    if (!as_of_ || rule.target) return;
    if (rule.from) StateOrder(Map(*rule.from, rule, meaning), *as_of_, Order::kOnOrBefore, false);
    if (rule.until) StateOrder(*as_of_, Map(*rule.until, rule, meaning), Order::kBefore, false);
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

  Value ValueOf(const Term& term) const {
    return term.variable ? slots_[static_cast<std::size_t>(term.value)].value.value_or(0)
                         : term.value;
  }

  // ----------------------------------------------------------------------------------------------
  // entities and facts

  bool FillEntities(Scenario& scenario) {
    std::string used;
    for (Slot& slot : slots_) {
      if (slot.value) continue;
      const Kind& kind = program_.kinds[slot.kind];
      if (kind.closed || slot.kind == kBodyKind) {
        const auto first =
            std::find_if(program_.entities.begin(), program_.entities.end(),
                         [&](const Entity& entity) { return entity.kind == slot.kind; });
        if (first == program_.entities.end()) return false;
        slot.value = static_cast<Value>(first - program_.entities.begin());
        continue;
      }
      slot.value = static_cast<Value>(program_.entities.size() + scenario.cast.size());
      scenario.cast.push_back({FreshName(kind.name, used), slot.kind, {}, {}, {}});
    }
    return true;
  }

  // The first letter of the kind, or the next one that is free.
  static std::string FreshName(const std::string& kind, std::string& used) {
    char letter = static_cast<char>(kind.empty() ? 'A' : kind[0]);
    if (letter < 'A' || letter > 'Z') letter = 'A';
    for (int i = 0; i < 26 && used.find(letter) != std::string::npos; ++i)
      letter = letter == 'Z' ? 'A' : static_cast<char>(letter + 1);
    std::string name(1, letter);
    if (used.find(letter) != std::string::npos) name += std::to_string(used.size());
    used += letter;
    return name;
  }

  void AddFacts(Scenario& scenario) const {
    std::vector<Need> stated;
    for (const Need& need : needs_) {
      const bool contrary =
          need.denied && std::any_of(needs_.begin(), needs_.end(), [&](const Need& other) {
            return !other.denied && other.predicate == need.predicate && other.SamePlaces(need);
          });
      if (contrary || std::find(stated.begin(), stated.end(), need) != stated.end()) continue;
      stated.push_back(need);
      Fact fact;
      fact.predicate = need.predicate;
      fact.denied = need.denied;
      for (const Term& term : need.terms) fact.values.push_back(ValueOf(term));
      const Phrase& phrase = program_.phrases[program_.predicates[need.predicate].phrase];
      if (phrase.form == Form::kRecord && phrase.holds_from >= 0)
        fact.stretch.from = fact.certain.from =
            fact.known_from = {fact.values[static_cast<std::size_t>(phrase.holds_from)]};
      scenario.given.push_back(std::move(fact));
    }
  }

  const Plan& plan_;
  const Program& program_;
  std::uint32_t reading_;
  const Shape& shape_;
  std::vector<Slot> slots_;
  std::vector<Need> needs_;
  std::vector<Demand> demands_;
  std::optional<DateTerm> as_of_;
  std::size_t compared_ = 0;
  Day usual_ = kUsualDay;
};

}  // namespace

std::optional<World> MakeWorld(const Plan& plan, std::uint32_t reading, RuleId rule,
                               const Shape& shape) {
  return WorldMaker(plan, reading, shape).Make(rule);
}

}  // namespace comity
