// SPDX-License-Identifier: Apache-2.0
#include "engine/search/search.h"

#include <algorithm>
#include <map>

#include "engine/base/check.h"

namespace comity {
namespace {

// Thrown when the budget is used up; caught in FindSmallestCase.
struct BudgetUsedUp {};
// Thrown when a goal stays open though no open statement is left that it depends on.
struct NothingToTry {};

// Nobody could read a case longer than this.
constexpr int kMostStatements = 24;

// A statement of the case: a record, or a fact or question between two of the days. Or what is
// taken to follow from it on a day.
struct Decision {
  PredicateId predicate = 0;
  std::vector<Value> values;
  Stretch stretch;
  bool yes = false;
  bool derived = false;

  bool operator==(const Decision&) const = default;
};

class CaseSearch {
 public:
  CaseSearch(const Laboratory& laboratory, const std::vector<SearchGoal>& goals,
             const SearchBudget& budget)
      : laboratory_(laboratory), goals_(goals), budget_(budget), done_(goals.size()) {}

  SearchResult RunSmallest() {
    SearchResult result;
    try {
      for (int most = 0; most <= kMostStatements; ++most) {
        bool open = false;
        for (std::size_t goal = 0; goal < goals_.size(); ++goal) {
          if (done_[goal]) continue;
          cut_ = false;
          if (Visit(goals_[goal], most)) {
            Found(goal, result);
            return result;
          }
          done_[goal] = !cut_;
          open = open || cut_;
        }
        if (!open) {
          result.verdict = SearchResult::Verdict::kNone;
          break;
        }
      }
    } catch (const NothingToTry&) {
      result.stuck = true;
    } catch (const BudgetUsedUp&) {
    } catch (const EvaluationCancelled&) {
    }
    result.decided = cases_;
    return result;
  }

  SearchResult RunAny() {
    SearchResult result;
    try {
      for (std::size_t goal = 0; goal < goals_.size(); ++goal) {
        if (Dive(goals_[goal], 0)) {
          Thin(goals_[goal]);
          Found(goal, result);
          return result;
        }
      }
      if (!cut_) result.verdict = SearchResult::Verdict::kNone;
    } catch (const BudgetUsedUp&) {
    } catch (const EvaluationCancelled&) {
    }
    result.decided = cases_;
    return result;
  }

 private:
  using Silence = Laboratory::Silence;

  void Found(std::size_t goal, SearchResult& result) {
    result.given = Minimal(goals_[goal]);
    result.verdict = SearchResult::Verdict::kFound;
    result.goal = goal;
    result.decided = cases_;
  }

  // With every open statement that comes up said to be so, else not so.
  bool Dive(const SearchGoal& goal, int statements) {
    std::optional<OpenStatement> open;
    const Truth truth = Judge(goal, Silence::kUnknown, Given(), &open);
    if (truth != Truth::kUnknown) return truth == Truth::kYes;
    if (!open || statements == kMostStatements) {
      cut_ = true;
      return false;
    }
    decisions_.push_back(DecisionOn(*open));
    decisions_.back().yes = true;
    if (Dive(goal, statements + 1)) return true;
    decisions_.back().yes = false;
    if (Dive(goal, statements)) return true;
    decisions_.pop_back();
    return false;
  }

  // Takes back what was said to be so and is not needed.
  void Thin(const SearchGoal& goal) {
    for (Decision& decision : decisions_) {
      if (!decision.yes) continue;
      decision.yes = false;
      decision.yes = Judge(goal, Silence::kNo, Given(), nullptr) != Truth::kYes;
    }
  }

  Truth Judge(const SearchGoal& goal, Silence silence, std::vector<Fact> given,
              std::optional<OpenStatement>* open) {
    Try attempt(*this, goal, silence, std::move(given));
    OpenStatementFinder finder(attempt.evaluator, laboratory_.moments(), false);
    std::optional<OpenStatement> found;
    return goal.judge(attempt.evaluator, finder, open == nullptr ? found : *open);
  }

  // One evaluation of one case.
  struct Try {
    Try(CaseSearch& search, const SearchGoal& goal, Silence silence, std::vector<Fact> given)
        : facts(search.laboratory_.program(), CaseOf(search, std::move(given))),
          evaluator(search.laboratory_.plan(silence), goal.reading, &facts, nullptr,
                    search.budget_.cancelled, search.budget_.steps_of_a_case) {}
    static Scenario CaseOf(CaseSearch& search, std::vector<Fact> given) {
      if (++search.cases_ > search.budget_.cases) throw BudgetUsedUp();
      Scenario scenario;
      scenario.given = std::move(given);
      return scenario;
    }
    CaseFacts facts;
    Evaluator evaluator;
  };

  // With what was taken to follow. No as well if it cannot, or can only the other way round.
  Truth JudgeSupposing(const SearchGoal& goal, std::optional<OpenStatement>& open) {
    Try attempt(*this, goal, Silence::kUnknown, Given());
    Evaluator& evaluator = attempt.evaluator;
    bool supposes = false;
    for (const Decision& decision : decisions_) {
      if (!decision.derived) continue;
      supposes = true;
      evaluator.Assume(decision.predicate, decision.values, decision.stretch.from,
                       decision.yes ? Truth::kYes : Truth::kNo);
    }
    OpenStatementFinder finder(evaluator, laboratory_.moments(), true);
    const Truth truth = goal.judge(evaluator, finder, open);
    if (truth == Truth::kNo) return Truth::kNo;
    for (const Decision& decision : decisions_) {
      if (!decision.derived) continue;
      const Day day = decision.stretch.from;
      Truth follows = Truth::kNo;
      const auto derivations = evaluator.Derive(decision.predicate, decision.values);
      for (const Derivation& derivation : derivations)
        follows = Or(follows, PartOf(derivation, CellPart::kValue).At(day));
      if (follows == (decision.yes ? Truth::kNo : Truth::kYes)) return Truth::kNo;
      for (const Derivation& derivation : derivations) {
        if (open || PartOf(derivation, CellPart::kValue).At(day) != Truth::kUnknown) continue;
        open = finder.InDerivation(derivation, day);
      }
    }
    if (!supposes) return truth;
    if (open) return Truth::kUnknown;
    // What seems to follow from itself does not.
    return Judge(goal, Silence::kUnknown, Given(), &open);
  }

  std::vector<Fact> Given() const {
    std::vector<Fact> result;
    for (const Decision& decision : decisions_) {
      if (!decision.derived) result.push_back(FactOf(decision));
    }
    return result;
  }

  Fact FactOf(const Decision& decision) const {
    return FactOn(decision.predicate, decision.values, decision.stretch, !decision.yes);
  }

  // A record is made or not; a fact or question is one thing between any two of the days.
  Decision DecisionOn(const OpenStatement& open) const {
    Decision result{open.predicate, open.values, {}, false, open.derived};
    if (open.derived) {
      result.stretch = {open.day, PlusDays(open.day, 1)};
      return result;
    }
    const Program& program = laboratory_.program();
    const Phrase& phrase = program.phrases[program.predicates[open.predicate].phrase];
    if (phrase.form == Form::kRecord) {
      result.stretch.from = {open.values[static_cast<std::size_t>(phrase.holds_from)]};
      return result;
    }
    for (Day day : laboratory_.days()) {
      if (day <= open.day) result.stretch.from = std::max(result.stretch.from, day);
      if (day > open.day) result.stretch.until = std::min(result.stretch.until, day);
    }
    return result;
  }

  bool Visit(const SearchGoal& goal, int most) {
    std::optional<OpenStatement> open;
    const Truth truth = JudgeSupposing(goal, open);
    if (truth != Truth::kUnknown) return truth == Truth::kYes;
    if (most == 0) {
      cut_ = true;
      return Judge(goal, Silence::kNo, Given(), nullptr) == Truth::kYes;
    }
    if (!open) throw NothingToTry();
    Decision decision = DecisionOn(*open);
    // INVARIANT: what is decided is not open; else the search would not end.
    COMITY_CHECK(std::none_of(decisions_.begin(), decisions_.end(), [&](const Decision& other) {
      return other.predicate == decision.predicate && other.values == decision.values &&
             other.stretch == decision.stretch;
    }));
    decisions_.push_back(decision);
    if (Visit(goal, most)) return true;
    decisions_.back().yes = true;
    if (Visit(goal, decision.derived ? most : most - 1)) return true;
    decisions_.pop_back();
    return false;
  }

  // The case as one would state it: what it says yes to, for as long as it may last, and what has
  // to be denied because it is open, or presumed, where nothing is said.
  std::vector<Fact> Minimal(const SearchGoal& goal) {
    std::vector<Fact> given;
    for (const Decision& decision : decisions_) {
      if (decision.yes && !decision.derived) given.push_back(FactOf(decision));
    }
    Widen(goal, given);
    if (const auto stated = Deny(goal, given)) return *stated;
    for (const Decision& decision : decisions_) {
      if (!decision.yes && IsQuestion(decision.predicate)) given.push_back(FactOf(decision));
    }
    const auto stated = Deny(goal, given);
    if (!stated) throw BudgetUsedUp();
    return *stated;
  }

  bool IsQuestion(PredicateId predicate) const {
    const Program& program = laboratory_.program();
    return program.phrases[program.predicates[predicate].phrase].form == Form::kQuestion;
  }

  // Lets facts last for ever where the goal does not need their days.
  void Widen(const SearchGoal& goal, std::vector<Fact>& given) {
    const Program& program = laboratory_.program();
    for (std::size_t i = 0; i < given.size(); ++i) {
      const PredicateId predicate = given[i].predicate;
      if (program.phrases[program.predicates[predicate].phrase].form == Form::kRecord) continue;
      std::vector<Fact> wider;
      for (std::size_t j = 0; j < given.size(); ++j) {
        const bool same = given[j].predicate == predicate && given[j].values == given[i].values;
        if (same && j != i) continue;
        wider.push_back(given[j]);
        if (same) wider.back().stretch = wider.back().certain = {};
      }
      if (Judge(goal, Silence::kNo, wider, nullptr) == Truth::kYes) given = std::move(wider);
    }
  }

  // With what must be denied; nothing if the goal is not yes even so.
  std::optional<std::vector<Fact>> Deny(const SearchGoal& goal, std::vector<Fact> given) {
    for (;;) {
      std::optional<OpenStatement> open;
      const Truth truth = Judge(goal, Silence::kAsDeclared, given, &open);
      if (truth == Truth::kYes) return given;
      if (truth == Truth::kNo || !open) return std::nullopt;
      Fact denial = FactOn(open->predicate, open->values, {}, true);
      // Where the case says yes for some days, no is for the others.
      const auto clash = std::find_if(given.begin(), given.end(), [&](const Fact& fact) {
        return fact.predicate == denial.predicate && fact.values == denial.values;
      });
      if (clash != given.end()) denial.stretch = denial.certain = DecisionOn(*open).stretch;
      if (std::find_if(given.begin(), given.end(), [&](const Fact& fact) {
            return fact.predicate == denial.predicate && fact.values == denial.values &&
                   fact.stretch == denial.stretch;
          }) != given.end()) {
        return std::nullopt;
      }
      given.push_back(std::move(denial));
    }
  }

  const Laboratory& laboratory_;
  const std::vector<SearchGoal>& goals_;
  const SearchBudget& budget_;
  std::vector<bool> done_;
  std::vector<Decision> decisions_;
  std::uint64_t cases_ = 0;
  bool cut_ = false;  // a case was left aside because it says too much
};

}  // namespace

SearchResult FindSmallestCase(const Laboratory& laboratory, const std::vector<SearchGoal>& goals,
                              const SearchBudget& budget) {
  if (!laboratory.feasible()) return {};
  return CaseSearch(laboratory, goals, budget).RunSmallest();
}

SearchResult FindCase(const Laboratory& laboratory, const std::vector<SearchGoal>& goals,
                      const SearchBudget& budget) {
  if (!laboratory.feasible()) return {};
  return CaseSearch(laboratory, goals, budget).RunAny();
}

}  // namespace comity
