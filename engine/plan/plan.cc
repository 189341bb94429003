// SPDX-License-Identifier: Apache-2.0
#include "engine/plan/plan.h"

#include <algorithm>
#include <limits>
#include <map>
#include <set>

#include "engine/base/check.h"

namespace comity {
namespace {

VariableSet Only(Value variable) { return VariableSet{1} << static_cast<unsigned>(variable); }

VariableSet VariablesOf(const DateTerm& term) {
  if (term.kind == DateTerm::Kind::kTerm) return term.term.variable ? Only(term.term.value) : 0;
  VariableSet result = 0;
  for (const DateTerm& operand : term.operands) result |= VariablesOf(operand);
  return result;
}

VariableSet VariablesOf(const Atom& atom) {
  VariableSet result = 0;
  for (const Term& term : atom.terms) result |= term.variable ? Only(term.value) : 0;
  return result;
}

VariableSet VariablesOf(const Literal& literal) {
  VariableSet result = literal.as_of ? VariablesOf(*literal.as_of) : 0;
  if (const auto* atom = std::get_if<Atom>(&literal.what)) return result | VariablesOf(*atom);
  if (const auto* times = std::get_if<TimeComparison>(&literal.what)) {
    for (const Term& term : {times->left, times->right})
      result |= term.variable ? Only(term.value) : 0;
    return result;
  }
  const auto& comparison = std::get<Comparison>(literal.what);
  return result | VariablesOf(comparison.left) | VariablesOf(comparison.right);
}

Step StepOf(const Literal& literal) {
  Step step;
  step.literal = &literal;
  if (const auto* atom = std::get_if<Atom>(&literal.what)) {
    step.needs = literal.as_of ? VariablesOf(*literal.as_of) : 0;
    step.binds = VariablesOf(*atom) | step.needs;
  } else {
    step.kind = Step::Kind::kComparison;
    step.needs = step.binds = VariablesOf(literal);
  }
  return step;
}

RulePlan PlanRule(RuleId id, const Rule& rule, VariableSet shared) {
  RulePlan plan;
  plan.in_force = Timeline::During(rule.in_force);
  if (rule.gap) plan.in_force = And(plan.in_force, Timeline(Truth::kUnknown));
  plan.id = id;
  plan.rule = &rule;
  plan.own = shared;
  std::vector<const Condition*> groups;
  for (const Condition& condition : rule.conditions) {
    if (condition.unless) {
      plan.unless.push_back(&condition);
    } else if (condition.group == Condition::Group::kAnyOf ||
               condition.group == Condition::Group::kNoneOf) {
      groups.push_back(&condition);
    } else {
      for (const Literal& literal : condition.literals) {
        plan.steps.push_back(StepOf(literal));
        plan.own |= plan.steps.back().binds;
      }
    }
  }
  for (const Condition* group : groups) {
    Step step;
    step.kind = Step::Kind::kGroup;
    step.condition = group;
    for (const Literal& literal : group->literals) step.needs |= VariablesOf(literal) & plan.own;
    step.binds = step.needs;
    plan.steps.push_back(step);
  }
  plan.head = VariablesOf(rule.head);
  return plan;
}

// What a step costs when `bound` is bound: tests first, then what is found by an index, open
// questions last, since they are asked for every entity there is.
double Cost(const Program& program, const Step& step, VariableSet bound) {
  if (step.kind == Step::Kind::kComparison) return 0;
  if (step.kind == Step::Kind::kGroup) return 3;
  const VariableSet open = step.binds & ~bound;
  const Atom& atom = std::get<Atom>(step.literal->what);
  const Predicate& predicate = program.predicates[atom.predicate];
  const Phrase& phrase = program.phrases[predicate.phrase];
  const bool stored = phrase.form == Form::kRecord || phrase.form == Form::kFact;
  if (open == 0) return stored ? 1 : 2;
  if (phrase.form == Form::kQuestion && phrase.otherwise != Truth::kNo) return 10000;
  double known = 1;
  for (const Term& term : atom.terms)
    known += !term.variable || (bound & Only(term.value)) != 0 ? 1 : 0;
  return (stored ? 100 : 400) / known;
}

std::vector<std::uint32_t> ChooseOrder(const Program& program, const RulePlan& rule,
                                       VariableSet bound) {
  std::vector<std::uint32_t> order;
  std::vector<bool> taken(rule.steps.size());
  while (order.size() < rule.steps.size()) {
    std::optional<std::uint32_t> best;
    double best_cost = std::numeric_limits<double>::infinity();
    for (std::uint32_t i = 0; i < rule.steps.size(); ++i) {
      if (taken[i] || (rule.steps[i].needs & ~bound) != 0) continue;
      const double cost = Cost(program, rule.steps[i], bound);
      if (cost < best_cost) {
        best = i;
        best_cost = cost;
      }
    }
    // INVARIANT: a variable is introduced before it is used, so the written order is always
    // possible.
    COMITY_CHECK(best.has_value());
    taken[*best] = true;
    bound |= rule.steps[*best].binds;
    order.push_back(*best);
  }
  return order;
}

// The sets of head variables that a question can bind: each hole is given or open.
std::set<VariableSet> BindingsOf(const Rule& rule) {
  std::set<VariableSet> result = {0};
  for (const Term& term : rule.head.terms) {
    if (!term.variable || result.size() > 64) continue;
    const std::set<VariableSet> before = result;
    for (VariableSet set : before) result.insert(set | Only(term.value));
  }
  return result;
}

void AddDependencies(const Program& program, const Rule& rule, std::set<PredicateId>& result,
                     std::set<std::uint32_t>& issues) {
  for (const PositionTag& tag : rule.tags) issues.insert(tag.issue);
  for (const Condition& condition : rule.conditions) {
    for (const Literal& literal : condition.literals) {
      if (const auto* atom = std::get_if<Atom>(&literal.what)) result.insert(atom->predicate);
    }
  }
  for (RuleId exception : rule.exceptions)
    AddDependencies(program, program.rules[exception], result, issues);
}

class Dependencies {
 public:
  explicit Dependencies(Plan& plan)
      : plan_(plan), program_(*plan.program), on_(program_.predicates.size()), issues_(on_.size()) {
    for (const Rule& rule : program_.rules) {
      if (rule.target) continue;
      AddDependencies(program_, rule, on_[rule.head.predicate], issues_[rule.head.predicate]);
    }
  }

  void Fill() {
    const std::size_t size = on_.size();
    plan_.used_by.resize(size);
    for (PredicateId id = 0; id < size; ++id) {
      for (PredicateId other : on_[id]) plan_.used_by[other].push_back(id);
    }
    FindClosed();
    FindIssues();
    std::vector<bool> done(size);
    for (PredicateId id = 0; id < size; ++id) Visit(id, done);
    FindComponents();
    FindDisputes();
    FindPromised();
  }

 private:
  void FindDisputes() {
    plan_.disputes.resize(on_.size());
    for (std::uint32_t dispute = 0; dispute < program_.disputes.size(); ++dispute) {
      std::set<PredicateId> stated;
      for (std::uint32_t side : program_.disputes[dispute].sides)
        stated.insert(program_.facts[side].predicate);
      const PredicateSet dependents = plan_.DependentsOf(stated);
      for (PredicateId id = 0; id < on_.size(); ++id) {
        if (dependents[id]) plan_.disputes[id].push_back(dispute);
      }
    }
  }

  void FindPromised() {
    plan_.promised.resize(on_.size());
    for (PhraseId phrase = 0; phrase < program_.phrases.size(); ++phrase) {
      const Phrase& what = program_.phrases[phrase];
      if (!what.complete_as_of || what.otherwise == Truth::kUnknown) continue;
      const PredicateSet dependents = plan_.DependentsOf({what.first_predicate});
      for (PredicateId id = 0; id < on_.size(); ++id) {
        if (dependents[id]) plan_.promised[id].push_back(phrase);
      }
    }
  }

  void FindClosed() {
    std::set<PredicateId> open;
    for (PredicateId id = 0; id < on_.size(); ++id) {
      const Phrase& phrase = program_.phrases[program_.predicates[id].phrase];
      if (phrase.form == Form::kQuestion && phrase.otherwise != Truth::kNo) open.insert(id);
    }
    plan_.closed = plan_.DependentsOf(open);
    plan_.closed.flip();
  }

  void FindIssues() {
    std::map<std::uint32_t, std::set<PredicateId>> by_issue;
    for (PredicateId id = 0; id < on_.size(); ++id) {
      for (std::uint32_t issue : issues_[id]) by_issue[issue].insert(id);
    }
    plan_.issues.resize(on_.size());
    for (const auto& [issue, predicates] : by_issue) {
      const PredicateSet dependents = plan_.DependentsOf(predicates);
      for (PredicateId id = 0; id < on_.size(); ++id) {
        if (dependents[id]) plan_.issues[id].insert(issue);
      }
    }
  }

  // Two predicates share a component if each depends on the other. Kosaraju: from the top of
  // `bottom_up` down, whoever is reached against the direction of dependence and is not yet taken.
  void FindComponents() {
    constexpr auto kNone = static_cast<std::uint32_t>(-1);
    const std::size_t size = on_.size();
    plan_.component_of.assign(size, kNone);
    plan_.recursive.assign(size, false);
    for (auto root = plan_.bottom_up.rbegin(); root != plan_.bottom_up.rend(); ++root) {
      if (plan_.component_of[*root] != kNone) continue;
      const auto number = static_cast<std::uint32_t>(plan_.components.size());
      std::vector<PredicateId>& members = plan_.components.emplace_back();
      plan_.component_of[*root] = number;
      members.push_back(*root);
      for (std::size_t i = 0; i < members.size(); ++i) {
        for (PredicateId user : plan_.used_by[members[i]]) {
          if (plan_.component_of[user] != kNone) continue;
          plan_.component_of[user] = number;
          members.push_back(user);
        }
      }
      std::sort(members.begin(), members.end());
      const bool circle = members.size() > 1 || on_[*root].contains(*root);
      for (PredicateId member : members) plan_.recursive[member] = circle;
    }
  }

  void Visit(PredicateId root, std::vector<bool>& done) {
    std::vector<std::pair<PredicateId, std::set<PredicateId>::const_iterator>> calls;
    const auto enter = [&](PredicateId id) {
      if (done[id]) return;
      done[id] = true;
      calls.emplace_back(id, on_[id].begin());
    };
    enter(root);
    while (!calls.empty()) {
      auto& [id, next] = calls.back();
      if (next == on_[id].end()) {
        plan_.bottom_up.push_back(id);
        calls.pop_back();
      } else {
        enter(*next++);
      }
    }
  }

  Plan& plan_;
  const Program& program_;
  std::vector<std::set<PredicateId>> on_;
  std::vector<std::set<std::uint32_t>> issues_;
};

}  // namespace

PredicateSet Plan::DependentsOf(const std::set<PredicateId>& predicates) const {
  PredicateSet result(used_by.size());
  std::vector<PredicateId> open(predicates.begin(), predicates.end());
  while (!open.empty()) {
    const PredicateId next = open.back();
    open.pop_back();
    if (result[next]) continue;
    result[next] = true;
    open.insert(open.end(), used_by[next].begin(), used_by[next].end());
  }
  return result;
}

const std::vector<std::uint32_t>& Plan::OrderOf(const RulePlan& rule, VariableSet bound) const {
  const auto& known = orders[rule.id];
  const auto found = known.find(bound & (rule.rule->target ? rule.own : rule.head));
  return found != known.end() ? found->second : known.at(0);
}

bool Plan::Agree(PredicateId predicate, std::uint32_t reading, std::uint32_t other) const {
  const auto& one = program->readings[reading].positions;
  const auto& two = program->readings[other].positions;
  return std::all_of(issues[predicate].begin(), issues[predicate].end(),
                     [&](std::uint32_t issue) { return one[issue] == two[issue]; });
}

std::shared_ptr<const Plan> MakePlan(std::shared_ptr<const CheckedProgram> checked) {
  auto plan = std::make_shared<Plan>();
  plan->checked = std::move(checked);
  plan->program = &plan->checked->program;
  const Program& program = *plan->program;
  plan->facts = std::make_unique<const FactBase>(program, program.facts);
  plan->rules_for.resize(program.predicates.size());
  plan->orders.resize(program.rules.size());
  for (RuleId id = 0; id < program.rules.size(); ++id) {
    const Rule& rule = program.rules[id];
    const VariableSet shared = rule.target ? plan->rules[*rule.target].own : 0;
    plan->rules.push_back(PlanRule(id, rule, shared));
    plan->orders[id][0] = ChooseOrder(program, plan->rules[id], shared);
    if (rule.target) {
      plan->orders[id][shared] = plan->orders[id][0];
      continue;
    }
    plan->rules_for[rule.head.predicate].push_back(id);
    const std::vector<Hole>& holes = program.predicates[rule.head.predicate].holes;
    for (std::size_t hole = 0; hole < holes.size(); ++hole) {
      const Term& term = rule.head.terms[hole];
      if (!term.variable && !IsOfEntities(holes[hole].kind))
        plan->concluded[holes[hole].kind].insert(term.value);
    }
    for (VariableSet bound : BindingsOf(rule))
      plan->orders[id][bound] = ChooseOrder(program, plan->rules[id], bound);
  }
  Dependencies(*plan).Fill();
  return plan;
}

}  // namespace comity
