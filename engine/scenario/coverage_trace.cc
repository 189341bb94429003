// SPDX-License-Identifier: Apache-2.0
#include "engine/scenario/coverage_trace.h"

#include <algorithm>

namespace comity {
namespace {

// Yes where the timeline is yes, no elsewhere.
Timeline YesDays(const Timeline& timeline) {
  Timeline result;
  for (const Stretch& stretch : timeline.StretchesOf(Truth::kYes))
    result.Assign(stretch, Truth::kYes);
  return result;
}

Timeline NoDays(const Timeline& timeline) { return YesDays(Not(timeline)); }

bool IsBound(const DateTerm& term, const Bindings& bindings) {
  if (term.kind == DateTerm::Kind::kTerm)
    return !term.term.variable || bindings[static_cast<std::size_t>(term.term.value)] != kOpen;
  return std::all_of(term.operands.begin(), term.operands.end(),
                     [&](const DateTerm& operand) { return IsBound(operand, bindings); });
}

void Note(LineCoverage& line, const Timeline& decides, const Timeline& value,
          const Timeline& when_true, const Timeline& when_false) {
  if (!And(And(decides, when_true), YesDays(value)).IsNo()) line.seen_true = true;
  if (!And(And(decides, when_false), NoDays(value)).IsNo()) line.seen_false = true;
}

}  // namespace

CoverageTally::CoverageTally(const Program& program) : program_(program) {
  std::map<std::pair<std::string, Place>, std::size_t> known;
  for (const Rule& rule : program.rules) {
    const auto [at, added] =
        known.emplace(std::pair(rule.name, PlaceOf(rule.span)), coverage_.rules.size());
    rule_of_.push_back(at->second);
    if (added)
      coverage_.rules.push_back({rule.name, rule.target.has_value(), rule.span, false, {}});
    AddLines(rule, at->second);
  }
}

void CoverageTally::AddLines(const Rule& rule, std::size_t index) {
  std::vector<LineCoverage>& lines = coverage_.rules[index].lines;
  for (const Condition& condition : rule.conditions) {
    for (const Literal& literal : condition.literals) {
      if (!line_of_.emplace(std::pair(index, PlaceOf(literal.span)), lines.size()).second) continue;
      lines.push_back({literal.span, literal.text, condition.unless, false, false});
    }
  }
}

Coverage CoverageTally::Take() && {
  for (RuleId id = 0; id < program_.rules.size(); ++id) {
    const Rule& rule = program_.rules[id];
    for (const PositionTag& tag : rule.tags) {
      const Issue& issue = program_.issues[tag.issue];
      const std::string& position = issue.positions[tag.position].name;
      auto& all = coverage_.positions;
      auto at = std::find_if(all.begin(), all.end(), [&](const PositionCoverage& known) {
        return known.issue == issue.name && known.position == position;
      });
      if (at == all.end()) at = all.insert(all.end(), {issue.name, position, rule.span, false});
      at->exercised = at->exercised || At(id).exercised;
    }
  }
  const auto by_place = [](const auto& a, const auto& b) {
    return PlaceOf(a.span) < PlaceOf(b.span);
  };
  std::stable_sort(coverage_.rules.begin(), coverage_.rules.end(), by_place);
  std::stable_sort(coverage_.positions.begin(), coverage_.positions.end(), by_place);
  return std::move(coverage_);
}

void CoverageTrace::LookAt(PredicateId predicate, const std::vector<Value>& pattern,
                           Timeline days) {
  if (days.IsNo() || plan_.rules_for[predicate].empty()) return;
  // Where something is stated, no presumption counts.
  if (std::find(pattern.begin(), pattern.end(), kOpen) == pattern.end()) {
    for (const StatedRow* row :
         {evaluator_.CaseRow(predicate, pattern), evaluator_.FactRow(predicate, pattern)}) {
      if (row == nullptr) continue;
      for (const Truth stated : {Truth::kYes, Truth::kNo}) {
        for (const Stretch& stretch : row->stated.StretchesOf(stated))
          days.Assign(stretch, Truth::kNo);
      }
    }
  }
  Timeline& seen = looked_at_[{predicate, pattern}];
  days = And(days, Not(seen));
  if (days.IsNo()) return;
  seen = Or(seen, days);
  for (RuleId id : plan_.rules_for[predicate]) {
    const RulePlan& plan = plan_.rules[id];
    if (evaluator_.CountsOn(id).IsNo()) continue;
    View view{plan, Bindings(plan.rule->variables.size(), kOpen), days, 0, {}};
    bool fits = true;
    for (std::size_t i = 0; i < pattern.size() && fits; ++i) {
      const Term& term = plan.rule->head.terms[i];
      if (pattern[i] == kOpen) continue;
      if (!term.variable) {
        fits = term.value == pattern[i];
        continue;
      }
      Value& value = view.start[static_cast<std::size_t>(term.value)];
      fits = (value == kOpen || value == pattern[i]) &&
             evaluator_.Fits(*plan.rule, term.value,
                             evaluator_.program().predicates[predicate].holes[i], pattern[i]);
      value = pattern[i];
      view.bound |= VariableSet{1} << static_cast<unsigned>(term.value);
    }
    if (fits) WalkRule(std::move(view));
  }
}

void CoverageTrace::WalkRule(View view) {
  WalkWhole(view);
  for (const Step& step : view.plan.steps) WalkWithout(view, step);
}

// The days on which a rule counts. A gap applies there too, though it concludes nothing for sure.
Timeline CoverageTrace::CountsOn(const RulePlan& plan) const {
  const Timeline counts = evaluator_.CountsOn(plan.id);
  return plan.rule->gap ? Not(YesDays(Not(counts))) : counts;
}

// Every assignment in which all conditions hold.
void CoverageTrace::WalkWhole(View& view) {
  const RulePlan& plan = view.plan;
  const Rule& rule = *plan.rule;
  std::vector<std::pair<Bindings, Timeline>> found;
  Bindings bindings = view.start;
  Solve(view, plan_.OrderOf(plan, view.bound), 0, nullptr, bindings, view.bound, CountsOn(plan),
        [&](const Bindings& solution, const Timeline& conditions) {
          found.emplace_back(solution, conditions);
        });
  for (const auto& [solution, conditions] : found) {
    const Timeline applies =
        YesDays(And(And(conditions, DaysOf(view, solution)), NotStopped(view, solution, nullptr)));
    Timeline& given =
        view.given[rule.target ? std::vector<Value>() : Evaluator::Fill(rule.head, solution)];
    given = Or(given, applies);
    if (!applies.IsNo()) tally_.At(plan.id).exercised = true;
  }
  for (const auto& [solution, conditions] : found) {
    const Timeline applies =
        YesDays(And(And(conditions, DaysOf(view, solution)), NotStopped(view, solution, nullptr)));
    NoteHolding(plan, solution, applies);
    WalkUnless(view, solution, conditions);
    WalkExceptions(rule, solution, applies);
  }
}

// Where the rule applies, each of its conditions is seen to hold.
void CoverageTrace::NoteHolding(const RulePlan& plan, const Bindings& bindings,
                                const Timeline& applies) {
  if (applies.IsNo()) return;
  for (const Step& step : plan.steps) {
    if (step.kind == Step::Kind::kGroup) continue;
    tally_.At(plan.id, *step.literal).seen_true = true;
    Deepen(*step.literal, bindings, applies);
  }
}

// Every assignment in which all conditions but one hold: there that one decides.
void CoverageTrace::WalkWithout(View& view, const Step& step) {
  const RulePlan& plan = view.plan;
  Bindings bindings = view.start;
  std::vector<std::pair<Bindings, Timeline>> found;
  Solve(view, plan_.OrderOf(plan, view.bound), 0, &step, bindings, view.bound, CountsOn(plan),
        [&](const Bindings& solution, const Timeline& conditions) {
          found.emplace_back(solution, conditions);
        });
  for (const auto& [solution, conditions] : found) {
    const Timeline others =
        YesDays(And(And(conditions, DaysOf(view, solution)), NotStopped(view, solution, nullptr)));
    if (others.IsNo()) continue;
    const Timeline nowhere_else = NowhereElse(view, solution);
    if (step.kind == Step::Kind::kGroup) {
      WalkBullets(view, *step.condition, solution, others, nowhere_else);
      continue;
    }
    if (!IsAskable(*step.literal, solution)) continue;
    const Timeline value = evaluator_.ValueOf(*plan.rule, *step.literal, solution);
    Note(tally_.At(plan.id, *step.literal), others, value, Timeline(), nowhere_else);
    Deepen(*step.literal, solution, And(others, Not(YesDays(value))));
  }
}

void CoverageTrace::WalkUnless(View& view, const Bindings& bindings, const Timeline& conditions) {
  const Rule& rule = *view.plan.rule;
  const Timeline days = And(conditions, DaysOf(view, bindings));
  for (const Condition* unless : view.plan.unless) {
    const Timeline others = YesDays(And(days, NotStopped(view, bindings, unless)));
    if (others.IsNo()) continue;
    const Timeline nowhere_else = NowhereElse(view, bindings);
    if (unless->group == Condition::Group::kAnyOf || unless->group == Condition::Group::kNoneOf) {
      WalkBullets(view, *unless, bindings, others, nowhere_else);
    } else if (unless->group == Condition::Group::kAllOf) {
      WalkJointBullets(view, *unless, bindings, others, nowhere_else);
    } else {
      const Literal& literal = unless->literals.front();
      Note(tally_.At(view.plan.id, literal), others, evaluator_.ValueOf(rule, literal, bindings),
           nowhere_else, Timeline(Truth::kYes));
      Deepen(literal, bindings, others);
    }
  }
}

// Bullets of which one is enough: each decides where all others are no.
void CoverageTrace::WalkBullets(View& view, const Condition& condition, const Bindings& bindings,
                                const Timeline& others, const Timeline& nowhere_else) {
  // Whether the rule applies while a bullet is yes.
  const bool wanted = (condition.group == Condition::Group::kAnyOf) != condition.unless;
  const Timeline always(Truth::kYes);
  std::vector<Timeline> values;
  for (const Literal& literal : condition.literals)
    values.push_back(evaluator_.ValueOf(*view.plan.rule, literal, bindings));
  for (std::size_t i = 0; i < values.size(); ++i) {
    Timeline decides = others;
    for (std::size_t j = 0; j < values.size(); ++j) {
      if (j != i) decides = And(decides, NoDays(values[j]));
    }
    const Literal& literal = condition.literals[i];
    Note(tally_.At(view.plan.id, literal), decides, values[i], wanted ? always : nowhere_else,
         wanted ? nowhere_else : always);
    Deepen(literal, bindings, decides);
  }
}

// Bullets of `unless all of`: each decides where all others are yes.
void CoverageTrace::WalkJointBullets(View& view, const Condition& condition,
                                     const Bindings& bindings, const Timeline& others,
                                     const Timeline& nowhere_else) {
  const Rule& rule = *view.plan.rule;
  const Timeline whole = evaluator_.ValueOf(rule, condition, bindings);
  for (std::size_t i = 0; i < condition.literals.size(); ++i) {
    Condition rest = condition;
    Bindings known = bindings;
    std::erase_if(rest.literals, [&, at = std::size_t{0}](const Literal& literal) mutable {
      if (at++ == i || !IsAskable(literal, known)) return true;
      if (const auto* atom = std::get_if<Atom>(&literal.what)) {
        for (const Term& term : atom->terms) {
          if (term.variable) known[static_cast<std::size_t>(term.value)] = 0;
        }
      }
      return false;
    });
    const Timeline decides = And(others, YesDays(evaluator_.ValueOf(rule, rest, bindings)));
    const Literal& literal = condition.literals[i];
    Note(tally_.At(view.plan.id, literal), decides, whole, nowhere_else, Timeline(Truth::kYes));
    if (IsAskable(literal, bindings)) Deepen(literal, bindings, decides);
  }
}

void CoverageTrace::WalkExceptions(const Rule& rule, const Bindings& bindings,
                                   const Timeline& applies) {
  if (applies.IsNo()) return;
  for (RuleId id : rule.exceptions) {
    const RulePlan& plan = plan_.rules[id];
    if (evaluator_.CountsOn(id).IsNo()) continue;
    // What changes when a rule begins or ends is one question for all days.
    const Timeline days = plan.rule->instead ? Timeline(Truth::kYes) : applies;
    View view{plan, Bindings(plan.rule->variables.size(), kOpen), days, 0, {}};
    std::copy_n(bindings.begin(), plan.rule->shared, view.start.begin());
    for (std::size_t i = 0; i < plan.rule->shared; ++i) {
      if (bindings[i] != kOpen) view.bound |= VariableSet{1} << i;
    }
    WalkRule(std::move(view));
  }
}

void CoverageTrace::Solve(const View& view, const std::vector<std::uint32_t>& order, std::size_t at,
                          const Step* left_out, Bindings& bindings, VariableSet bound,
                          const Timeline& running, const Assignment& found) {
  if (!view.plan.rule->with_effect && YesDays(And(running, view.days)).IsNo()) return;
  if (at == order.size()) {
    found(bindings, running);
    return;
  }
  const Step& step = view.plan.steps[order[at]];
  // What the line left out would have introduced cannot be asked about.
  if (&step == left_out || (step.needs & ~bound) != 0)
    return Solve(view, order, at + 1, left_out, bindings, bound, running, found);
  const Rule& rule = *view.plan.rule;
  if (step.kind != Step::Kind::kAtom) {
    const Timeline value = step.kind == Step::Kind::kGroup
                               ? evaluator_.ValueOf(rule, *step.condition, bindings)
                               : evaluator_.ValueOf(rule, *step.literal, bindings);
    const Timeline next = And(running, value);
    if (!next.IsNo()) Solve(view, order, at + 1, left_out, bindings, bound, next, found);
    return;
  }
  const Atom& atom = std::get<Atom>(step.literal->what);
  const Bindings before = bindings;
  std::vector<std::pair<std::vector<Value>, Timeline>> tuples;
  evaluator_.ForEachMatch(atom.predicate, Evaluator::Fill(atom, bindings),
                          [&](std::span<const Value> tuple, const Cell& cell) {
                            tuples.emplace_back(std::vector(tuple.begin(), tuple.end()),
                                                cell.value);
                          });
  for (const auto& [tuple, value] : tuples) {
    bool fits = true;
    for (std::size_t i = 0; i < tuple.size() && fits; ++i) {
      const Term& term = atom.terms[i];
      if (!term.variable) continue;
      Value& place = bindings[static_cast<std::size_t>(term.value)];
      fits = (place == kOpen || place == tuple[i]) &&
             evaluator_.Fits(rule, term.value,
                             evaluator_.program().predicates[atom.predicate].holes[i], tuple[i]);
      place = tuple[i];
    }
    if (fits) {
      const Timeline now =
          step.literal->as_of ? Timeline(value.At(evaluator_.DayOf(*step.literal->as_of, bindings)))
                              : value;
      Solve(view, order, at + 1, left_out, bindings, bound | step.binds, And(running, now), found);
    }
    bindings = before;
  }
}

Timeline CoverageTrace::DaysOf(const View& view, const Bindings& bindings) {
  const Rule& rule = *view.plan.rule;
  const bool known = (!rule.from || IsBound(*rule.from, bindings)) &&
                     (!rule.until || IsBound(*rule.until, bindings));
  if (!known) return view.days;
  // Exceptions that change when the rule begins or ends are asked only where all is known.
  const bool whole = std::find(bindings.begin(), bindings.end(), kOpen) == bindings.end();
  const Timeline window = whole ? YesDays(evaluator_.WindowOf(rule, bindings))
                                : Timeline::During(evaluator_.WrittenWindowOf(rule, bindings));
  const Timeline inside = And(view.days, window);
  // What reaches back may rest on any day.
  return rule.with_effect && !inside.IsNo() ? Timeline(Truth::kYes) : inside;
}

Timeline CoverageTrace::NotStopped(const View& view, const Bindings& bindings,
                                   const Condition* left_out) {
  Timeline result(Truth::kYes);
  for (const Condition* unless : view.plan.unless) {
    if (unless == left_out) continue;
    const bool askable = IsAskable(unless->literals.front(), bindings);
    if (askable) result = And(result, Not(evaluator_.ValueOf(*view.plan.rule, *unless, bindings)));
  }
  return result;
}

Timeline CoverageTrace::NowhereElse(const View& view, const Bindings& bindings) const {
  const Rule& rule = *view.plan.rule;
  const auto given =
      view.given.find(rule.target ? std::vector<Value>() : Evaluator::Fill(rule.head, bindings));
  return given == view.given.end() ? Timeline(Truth::kYes) : Not(given->second);
}

void CoverageTrace::Deepen(const Literal& literal, const Bindings& bindings, const Timeline& days) {
  const auto* atom = std::get_if<Atom>(&literal.what);
  if (atom == nullptr || days.IsNo()) return;
  const Timeline seen =
      literal.as_of
          ? [&] {
              const Day day = evaluator_.DayOf(*literal.as_of, bindings);
              return day.IsFinite() ? Timeline::During({day, PlusDays(day, 1)}) : Timeline();
            }()
          : days;
  LookAt(atom->predicate, Evaluator::Fill(*atom, bindings), seen);
}

bool CoverageTrace::IsAskable(const Literal& literal, const Bindings& bindings) const {
  if (literal.as_of && !IsBound(*literal.as_of, bindings)) return false;
  const auto* comparison = std::get_if<Comparison>(&literal.what);
  return comparison == nullptr ||
         (IsBound(comparison->left, bindings) && IsBound(comparison->right, bindings));
}

}  // namespace comity
