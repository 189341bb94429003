// SPDX-License-Identifier: Apache-2.0
#include "engine/search/conflicts.h"

#include <algorithm>

#include "engine/base/text.h"
#include "engine/search/search.h"
#include "engine/search/witness.h"

namespace comity {
namespace {

// Of all searches together, and of one.
constexpr std::uint64_t kCasesAtLoad = 3000;
constexpr std::uint64_t kCasesOfASearch = 500;
constexpr std::uint64_t kStepsOfACase = 20000;

// The kind of what stands in a hole of a rule's conclusion, and the name, if it is one.
struct Filling {
  KindId kind = 0;
  std::optional<Value> name;
};

Filling FillingOf(const Program& program, const Rule& rule, std::size_t hole) {
  const Term& term = rule.head.terms[hole];
  if (term.variable) return {rule.variables[static_cast<std::size_t>(term.value)].kind, {}};
  const KindId kind = program.predicates[rule.head.predicate].holes[hole].kind;
  if (kind == kDateKind) return {kind, term.value};
  return {program.entities[static_cast<std::size_t>(term.value)].kind, term.value};
}

// Whether the case says two members of a closed list of one and the same thing: "the weather is
// calm; the weather is wild". Nothing in the language forbids it, and nobody means it.
bool SaysTwoOfAList(const Program& program, const std::vector<Fact>& given) {
  const auto differ_in_a_list = [&](const Fact& one, const Fact& other) {
    if (one.predicate != other.predicate || one.denied || other.denied) return false;
    const auto& holes = program.predicates[one.predicate].holes;
    bool list = false;
    for (std::size_t i = 0; i < holes.size(); ++i) {
      if (one.values[i] == other.values[i]) continue;
      if (holes[i].kind == kAnyKind || !program.kinds[holes[i].kind].closed) return false;
      list = true;
    }
    return list;
  };
  for (std::size_t i = 0; i < given.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      if (differ_in_a_list(given[i], given[j])) return true;
    }
  }
  return false;
}

bool MayMeet(const Program& program, const Rule& must, const Rule& must_not) {
  // How many rows of a table apply at once is for the table to say.
  if (!must.table.empty() && must.table == must_not.table) return false;
  for (const PositionTag& tag : must.tags) {
    for (const PositionTag& other : must_not.tags) {
      if (AreOpposed(tag, other)) return false;
    }
  }
  for (std::size_t hole = 0; hole < must.head.terms.size(); ++hole) {
    const Filling one = FillingOf(program, must, hole);
    const Filling other = FillingOf(program, must_not, hole);
    if (one.kind != other.kind || (one.name && other.name && *one.name != *other.name))
      return false;
  }
  return true;
}

bool Known(const Rule& rule, RuleId other) {
  return std::find(rule.conflicts.begin(), rule.conflicts.end(), other) != rule.conflicts.end();
}

class PairSearch {
 public:
  PairSearch(const Program& program, RuleId must, RuleId must_not)
      : program_(program),
        must_(must),
        must_not_(must_not),
        laboratory_(program,
                    {program.rules[must].head.predicate, program.rules[must_not].head.predicate},
                    nullptr, {}) {}

  // The case in which both apply, as sentences; nothing if none was found.
  std::optional<std::vector<std::string>> Run(std::uint64_t& cases) {
    if (!laboratory_.feasible()) return std::nullopt;
    std::vector<SearchGoal> goals;
    for (std::uint32_t reading : laboratory_.DistinctReadings(
             {program_.rules[must_].head.predicate, program_.rules[must_not_].head.predicate})) {
      std::vector<Value> values;
      AddGoals(reading, values, goals);
    }
    // One that may say more than it must is found where the smallest is out of reach.
    using Verdict = SearchResult::Verdict;
    const SearchResult any = Search(FindCase, goals, cases);
    if (any.verdict == Verdict::kNone) return std::nullopt;
    const SearchResult smallest = Search(FindSmallestCase, goals, cases);
    const SearchResult& best = smallest.verdict == Verdict::kUndecided ? any : smallest;
    if (best.verdict != Verdict::kFound || SaysTwoOfAList(laboratory_.program(), best.given))
      return std::nullopt;
    return SayCase(laboratory_.program(), best.given);
  }

 private:
  template <typename Find>
  SearchResult Search(Find find, const std::vector<SearchGoal>& goals, std::uint64_t& cases) const {
    SearchBudget budget;
    budget.cases = std::min(cases, kCasesOfASearch);
    budget.steps_of_a_case = kStepsOfACase;
    SearchResult result = find(laboratory_, goals, budget);
    cases -= std::min(cases, result.decided);
    return result;
  }

  // One goal for each way to fill the holes that is not another with names exchanged.
  void AddGoals(std::uint32_t reading, std::vector<Value>& values,
                std::vector<SearchGoal>& goals) const {
    const Rule& must = program_.rules[must_];
    const Rule& must_not = program_.rules[must_not_];
    if (values.size() == must.head.terms.size()) {
      goals.push_back(MakeGoal(reading, values));
      return;
    }
    const Filling one = FillingOf(program_, must, values.size());
    const Filling other = FillingOf(program_, must_not, values.size());
    const std::optional<Value> name = one.name ? one.name : other.name;
    std::vector<Value> candidates;
    if (one.kind == kDateKind) {
      for (Day day : laboratory_.days()) candidates.push_back(day.number);
    } else if (!name) {
      candidates = Candidates(laboratory_, one.kind, values);
    }
    if (name) candidates = {one.kind == kDateKind ? *name : *laboratory_.Here(*name)};
    for (Value value : candidates) {
      values.push_back(value);
      AddGoals(reading, values, goals);
      values.pop_back();
    }
  }

  SearchGoal MakeGoal(std::uint32_t reading, std::vector<Value> values) const {
    const RuleId must = *laboratory_.RuleOf(must_);
    const RuleId must_not = *laboratory_.RuleOf(must_not_);
    return {reading, [this, values = std::move(values), must, must_not](
                         Evaluator& evaluator, OpenStatementFinder& finder,
                         std::optional<OpenStatement>& open) {
              return Judge(evaluator, values, must, must_not, finder, open);
            }};
  }

  // Both on one day; the last on which it is open is looked into, since records last.
  Truth Judge(Evaluator& evaluator, const std::vector<Value>& values, RuleId must, RuleId must_not,
              OpenStatementFinder& finder, std::optional<OpenStatement>& open) const {
    const std::vector<Derivation> duties = DerivationsBy(evaluator, must, values);
    const std::vector<Derivation> bans = DerivationsBy(evaluator, must_not, values);
    const Timeline both = And(Sum(duties), Sum(bans));
    if (both.Max() != Truth::kUnknown) return both.Max();
    const auto& moments = laboratory_.moments();
    for (auto day = moments.rbegin(); day != moments.rend() && !open; ++day) {
      if (both.At(*day) != Truth::kUnknown) continue;
      for (const auto* derivations : {&duties, &bans}) {
        for (const Derivation& derivation : *derivations) {
          if (PartOf(derivation, CellPart::kValue).At(*day) != Truth::kUnknown || open) continue;
          open = finder.InDerivation(derivation, *day);
        }
      }
    }
    return Truth::kUnknown;
  }

  static Timeline Sum(const std::vector<Derivation>& derivations) {
    Timeline result;
    for (const Derivation& derivation : derivations)
      result = Or(result, PartOf(derivation, CellPart::kValue));
    return result;
  }

  static std::vector<Derivation> DerivationsBy(Evaluator& evaluator, RuleId rule,
                                               const std::vector<Value>& values) {
    std::vector<Derivation> result =
        evaluator.Derive(evaluator.program().rules[rule].head.predicate, values);
    std::erase_if(result, [&](const Derivation& derivation) { return derivation.rule != rule; });
    return result;
  }

  const Program& program_;
  RuleId must_, must_not_;
  Laboratory laboratory_;
};

}  // namespace

void ReportConflicts(const Program& program, DiagnosticSink& sink) {
  std::uint64_t cases = kCasesAtLoad;
  std::vector<std::vector<RuleId>> by_predicate(program.predicates.size());
  for (RuleId id = 0; id < program.rules.size(); ++id) {
    const Rule& rule = program.rules[id];
    if (!rule.target && !rule.gap) by_predicate[rule.head.predicate].push_back(id);
  }
  for (PredicateId ban = 0; ban < program.predicates.size(); ++ban) {
    const Predicate& predicate = program.predicates[ban];
    if (!predicate.act || predicate.modality != Modality::kMustNot) continue;
    const PredicateId duty = program.phrases[predicate.phrase].first_predicate;
    for (RuleId must_not : by_predicate[ban]) {
      for (RuleId must : by_predicate[duty]) {
        const Rule& one = program.rules[must];
        const Rule& other = program.rules[must_not];
        if (Known(one, must_not) || Known(other, must) || !MayMeet(program, one, other)) continue;
        if (cases == 0) return;
        const auto found = PairSearch(program, must, must_not).Run(cases);
        if (!found) continue;
        sink.Report(DiagnosticKind::kConflictOfDuties, other.span, {one.name, other.name},
                    {Concat({"case: ", Join(*found, "; ")}),
                     Concat({"make the one that prevails an exception to the other; or, if the law "
                             "leaves it open, add below ",
                             other.called(), ": conflicts with ", one.called()})});
      }
    }
  }
}

}  // namespace comity
