// SPDX-License-Identifier: Apache-2.0
#include "engine/verify/verify.h"

#include <algorithm>
#include <map>

#include "engine/answer/determination.h"
#include "engine/base/text.h"
#include "engine/search/search.h"
#include "engine/search/witness.h"
#include "engine/verify/claim.h"

namespace comity {
namespace {

// How deep proofs of broken properties go.
constexpr int kProofDepth = 6;

class PropertyProver {
 public:
  PropertyProver(const Rulebook& rulebook, const Property& property, const VerifyOptions& options)
      : rulebook_(rulebook),
        program_(rulebook.program()),
        property_(property),
        options_(options),
        claim_(program_, property.rule.head.predicate, property.outcome),
        laboratory_(program_, claim_.predicates(), &property.rule,
                    SearchBounds{options.entities, SearchBounds().days}),
        claimed_(laboratory_.Here(property.rule.head)) {}

  PropertyOutcome Run() {
    PropertyOutcome result;
    result.title = property_.title;
    result.span = property_.rule.span;
    if (!laboratory_.feasible()) {
      result.why = laboratory_.speaks_of_times()
                       ? "it depends on times, and no cases with times are made"
                       : "there are more cases than can be tried";
      return result;
    }
    result.bounds = laboratory_.Describe();
    // The last day first: by then all that is recorded has happened.
    std::vector<Day> moments = laboratory_.moments();
    std::reverse(moments.begin(), moments.end());
    for (std::uint32_t reading : Readings()) {
      for (Day moment : moments) {
        std::vector<Value> values;
        AddGoals(reading, moment, values);
      }
    }
    SearchBudget budget;
    budget.cases = options_.cases;
    budget.cancelled = options_.cancelled;
    std::vector<SearchGoal> goals;
    for (const Question& question : questions_) goals.push_back(GoalOf(question));
    const SearchResult search = FindSmallestCase(laboratory_, goals, budget);
    result.cases = search.decided;
    if (search.stuck) result.why = "it depends on what the law leaves open";
    if (search.verdict == SearchResult::Verdict::kNone)
      result.verdict = PropertyOutcome::Verdict::kHolds;
    if (search.verdict != SearchResult::Verdict::kFound) return result;
    try {
      ShowCase(questions_[search.goal], search.given, result);
    } catch (const EvaluationCancelled&) {
      result.verdict = PropertyOutcome::Verdict::kUndecided;
    }
    return result;
  }

 private:
  // Of whom the property is asked, and when.
  struct Question {
    std::uint32_t reading;
    Day day;
    std::vector<Value> values;  // of the property's own variables
  };

  // Those it is claimed for, one of those that cannot differ.
  std::vector<std::uint32_t> Readings() const {
    std::vector<PredicateId> asked = claim_.predicates();
    asked.push_back(laboratory_.asked_of());
    return laboratory_.DistinctReadings(asked, property_.readings);
  }

  // One question for each choice of entities that is not another with names exchanged.
  void AddGoals(std::uint32_t reading, Day day, std::vector<Value>& values) {
    const auto& own = laboratory_.own();
    if (values.size() == own.size()) {
      questions_.push_back({reading, day, values});
      return;
    }
    const KindId kind = property_.rule.variables[static_cast<std::size_t>(own[values.size()])].kind;
    std::vector<Value> candidates;
    if (kind == kDateKind) {
      for (Day date : laboratory_.days()) candidates.push_back(date.number);
    } else {
      candidates = Candidates(laboratory_, kind, values);
    }
    for (Value value : candidates) {
      values.push_back(value);
      AddGoals(reading, day, values);
      values.pop_back();
    }
  }

  SearchGoal GoalOf(const Question& question) const {
    return {question.reading, [this, &question](Evaluator& evaluator, OpenStatementFinder& finder,
                                                std::optional<OpenStatement>& open) {
              return Judge(evaluator, question, finder, open);
            }};
  }

  // Whether the conditions hold and what is claimed does not.
  Truth Judge(Evaluator& evaluator, const Question& question, OpenStatementFinder& finder,
              std::optional<OpenStatement>& open) const {
    const std::vector<Derivation> derivations =
        evaluator.Derive(laboratory_.asked_of(), question.values);
    if (derivations.empty()) return Truth::kNo;
    const Truth conditions = derivations[0].value.At(question.day);
    if (conditions == Truth::kNo) return Truth::kNo;
    const std::vector<Value> values = ClaimedOf(question);
    const Truth claimed = claim_.At(evaluator, values, question.day);
    const Truth result = And(conditions, property_.always ? Not(claimed) : claimed);
    if (result != Truth::kUnknown) return result;
    if (conditions == Truth::kUnknown) open = finder.InDerivation(derivations[0], question.day);
    if (!open) open = claim_.FindOpen(evaluator, finder, values, question.day);
    return result;
  }

  // The claim's sentence about those whom the question is about.
  std::vector<Value> ClaimedOf(const Question& question) const {
    Bindings bindings(property_.rule.variables.size(), kOpen);
    for (std::size_t i = 0; i < question.values.size(); ++i)
      bindings[static_cast<std::size_t>(laboratory_.own()[i])] = question.values[i];
    return Evaluator::Fill(claimed_, bindings);
  }

  // ----------------------------------------------------------------------------------------------
  // a case, as a scenario of the rulebook

  // The numbers that the new entities have as the cast of a scenario.
  std::map<Value, Value> MakeCast(const std::vector<Fact>& given, const std::vector<Value>& values,
                                  Scenario& scenario) const {
    std::set<Value> used;
    const auto add = [&](PredicateId predicate, const std::vector<Value>& list) {
      const auto& holes = program_.predicates[predicate].holes;
      for (std::size_t i = 0; i < list.size(); ++i) {
        if (holes[i].kind != kDateKind && laboratory_.IsNew(list[i])) used.insert(list[i]);
      }
    };
    for (const Fact& fact : given) add(fact.predicate, fact.values);
    add(property_.rule.head.predicate, values);
    std::map<Value, Value> numbers;
    for (Value entity : used) {
      numbers[entity] = static_cast<Value>(program_.entities.size() + scenario.cast.size());
      scenario.cast.push_back(laboratory_.program().entities[static_cast<std::size_t>(entity)]);
    }
    return numbers;
  }

  std::vector<Value> Translate(PredicateId predicate, std::vector<Value> values,
                               const std::map<Value, Value>& numbers) const {
    const auto& holes = program_.predicates[predicate].holes;
    for (std::size_t i = 0; i < values.size(); ++i) {
      if (holes[i].kind == kDateKind) continue;
      const auto found = numbers.find(values[i]);
      values[i] = found != numbers.end() ? found->second : laboratory_.Original(values[i]);
    }
    return values;
  }

  void ShowCase(const Question& question, const std::vector<Fact>& given,
                PropertyOutcome& result) const {
    Scenario scenario;
    const std::vector<Value> here = ClaimedOf(question);
    const auto numbers = MakeCast(given, here, scenario);
    const std::vector<Value> values = Translate(property_.rule.head.predicate, here, numbers);
    for (Fact fact : given) {
      fact.values = Translate(fact.predicate, std::move(fact.values), numbers);
      scenario.given.push_back(std::move(fact));
    }
    Session session(rulebook_, options_.cancelled);
    session.Use(scenario);
    session.Close();
    const auto evaluator = session.Evaluate(question.reading);
    const Truth claimed = claim_.At(*evaluator, values, question.day);
    // A case that the rulebook itself, or a reader of the scenario, takes otherwise proves nothing.
    if (claimed != (property_.always ? Truth::kNo : Truth::kYes) || !ReadsBack(scenario)) return;
    result.verdict = PropertyOutcome::Verdict::kBroken;
    result.reading = program_.readings[question.reading].name;
    const std::string sentence = session.speaker().Say(property_.rule.head.predicate, values);
    const std::string expected =
        Expected(session, *evaluator, values, question.day, sentence, result);
    result.scenario = Write(scenario, result.reading, expected);
  }

  // What holds instead, as an expectation; fills in the proof.
  std::string Expected(const Session& session, Evaluator& evaluator,
                       const std::vector<Value>& values, Day day, const std::string& sentence,
                       PropertyOutcome& result) const {
    const std::string on = " on " + FormatDay(day);
    if (property_.outcome.empty()) {
      const bool holds = !property_.always;
      Explainer explainer = session.Explain(evaluator);
      result.proof = explainer.Prove(property_.rule.head.predicate, values, day, kProofDepth);
      result.found = Concat({sentence, on, ": ", holds ? "yes" : "no"});
      return Concat({holds ? "" : "not ", sentence, on});
    }
    const Act act{program_.predicates[property_.rule.head.predicate].phrase, values};
    const Determination determination =
        Determine(session, evaluator, act, day, comity::Question::Detail::kFull);
    result.proof = determination.explanation;
    const std::string word = determination.outcome == Outcome::kObligedSuspended
                                 ? "suspended"
                                 : std::string(Words(determination.outcome));
    result.found = Concat({determination.actor, ", ", determination.action, on, ": ", word});
    return Concat({word, " ", sentence, on});
  }

  // Whether every line of the case, read again, says what was meant.
  bool ReadsBack(const Scenario& scenario) const {
    const Speaker speaker(program_, &scenario);
    return std::all_of(scenario.given.begin(), scenario.given.end(), [&](const Fact& fact) {
      const auto matches = rulebook_.lexicon().Read(
          Tokenize(speaker.Say(fact.predicate, fact.values)), false, &scenario);
      if (matches.size() != 1 || matches[0].predicate != fact.predicate) return false;
      for (std::size_t i = 0; i < fact.values.size(); ++i) {
        if (matches[0].fillers[i].value != fact.values[i]) return false;
      }
      return true;
    });
  }

  std::string Write(const Scenario& scenario, const std::string& reading,
                    const std::string& expected) const {
    std::string result = Concat({"scenario \"Against: ", property_.title, "\"\n"});
    std::map<KindId, std::vector<std::string>> cast;
    for (const Entity& entity : scenario.cast) cast[entity.kind].push_back(entity.name);
    for (const auto& [kind, names] : cast)
      result += Concat({"  cast ", program_.kinds[kind].name, " ", Join(names, ", "), "\n"});
    for (const std::string& line : SayCase(program_, scenario.given, &scenario))
      result += Concat({"  given ", line, "\n"});
    const bool plain = reading == program_.readings[0].name;
    if (!plain) result += Concat({"  reading ", reading, "\n"});
    return result + Concat({plain ? "  " : "    ", "expect ", expected, "\n"});
  }

  const Rulebook& rulebook_;
  const Program& program_;
  const Property& property_;
  const VerifyOptions& options_;
  Claim claim_;
  Laboratory laboratory_;
  Atom claimed_;
  std::vector<Question> questions_;
};

}  // namespace

std::vector<PropertyOutcome> VerifyProperties(const Rulebook& rulebook,
                                              const VerifyOptions& options) {
  std::vector<const Property*> chosen;
  for (const Property& property : rulebook.program().properties) {
    const std::string& file = rulebook.files()[property.rule.span.file].name;
    if (FoldName(property.title).find(FoldName(options.filter)) == std::string::npos &&
        file.find(options.filter) == std::string::npos)
      continue;
    chosen.push_back(&property);
  }
  std::sort(chosen.begin(), chosen.end(), [](const Property* a, const Property* b) {
    return std::pair(a->rule.span.file, a->rule.span.line) <
           std::pair(b->rule.span.file, b->rule.span.line);
  });
  std::vector<PropertyOutcome> result;
  for (const Property* property : chosen)
    result.push_back(PropertyProver(rulebook, *property, options).Run());
  return result;
}

}  // namespace comity
