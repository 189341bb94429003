// SPDX-License-Identifier: Apache-2.0
// What may be done to the facts of a program, or how the law may be asked, without changing its
// answers.
#include <algorithm>
#include <thread>

#include "engine/answer/session.h"
#include "tests/oracle/compare.h"
#include "tests/oracle/metamorphic.h"
#include "tests/oracle/naive_versions.h"
#include "tests/oracle/snapshot.h"

namespace comity::oracle {
namespace {

// ----------------------------------------------------------------------------------------------
// facts

// The statement twice, the second from the day on which the first ends.
std::vector<Statement> SplitOf(const Statement& statement, Choices& choices, bool broken) {
  const int part = choices.Between(1, 40);
  int middle = 0;
  if (statement.from) {
    middle = *statement.from + part;
  } else if (statement.until) {
    middle = *statement.until - part;
  } else {
    return {statement};
  }
  if (statement.until && middle >= *statement.until) return {statement};
  Statement first = statement;
  Statement second = statement;
  first.until = middle;
  second.from = broken ? middle + 1 : middle;
  if (second.until && *second.from >= *second.until) return {first};
  return {first, second};
}

// Whether a part of it could state just what one side of a dispute does, which would settle that.
bool IsDisputed(const Program& program, const Statement& statement) {
  return std::any_of(program.facts.begin(), program.facts.end(), [&](const Statement& side) {
    return side.dispute >= 0 && side.phrase == statement.phrase &&
           side.arguments == statement.arguments;
  });
}

std::vector<Statement> SplitAll(const Program& program, const std::vector<Statement>& statements,
                                Choices& choices, bool broken) {
  std::vector<Statement> result;
  for (const Statement& statement : statements) {
    // Of a line whose days are not certain, or that another line disputes, no part is the same; and
    // one that is known when it happens is known in parts.
    const bool whole = statement.from_last || statement.until_last ||
                       IsDisputed(program, statement) || (program.known_on && !statement.recorded);
    if (whole || program.phrases[statement.phrase].form == Form::kRecord) {
      result.push_back(statement);
      continue;
    }
    for (Statement& part : SplitOf(statement, choices, broken)) result.push_back(std::move(part));
  }
  return result;
}

std::optional<std::string> ComparePrograms(const Program& one, View view_of_one,
                                           const Program& other, View view_of_other,
                                           const std::string& what) {
  EngineSide first(one, Print(one));
  EngineSide second(other, Print(other));
  if (!first.refusal().empty()) return "the engine refuses the program:\n" + first.refusal();
  if (!second.refusal().empty())
    return what + ", the engine refuses the program:\n" + second.refusal();
  const Snapshot before = TakeSnapshot(one, first, view_of_one);
  return CompareSnapshots(what, before, TakeSnapshot(other, second, view_of_other), second);
}

// ----------------------------------------------------------------------------------------------
// unknowns

// Statements for some of the stretches on which a question is open: nobody states it and no rule
// presumes it.
std::vector<Statement> SettleSome(const Program& program, const NaiveVersions& naive,
                                  Choices& choices, bool broken) {
  std::vector<Statement> statements;
  const std::vector<int>& days = naive.days();
  for (std::size_t i = 0; i < program.phrases.size(); ++i) {
    if (program.phrases[i].form != Form::kQuestion) continue;
    const int phrase = static_cast<int>(i);
    for (int ground = 0; ground < naive.domain().GroundCount(program.phrases[i]); ++ground) {
      const auto open = [&](std::size_t t) {
        return naive.IsOpen(phrase, ground, static_cast<int>(t), broken);
      };
      for (std::size_t begin = 0, end = 0; begin < days.size(); begin = end + 1) {
        end = begin;
        while (end < days.size() && open(end)) ++end;
        if (end == begin || !choices.Chance(70)) continue;
        Statement statement;
        statement.phrase = phrase;
        statement.arguments = naive.domain().Arguments(program.phrases[i], ground);
        statement.denied = choices.Chance(50);
        if (begin > 0) statement.from = days[begin];
        if (end < days.size()) statement.until = days[end];
        statements.push_back(statement);
      }
    }
  }
  return statements;
}

// A timeline that says yes or no where `before` did must say the same in `after`.
bool Keeps(const std::vector<int>& days, const Timeline& before, const Timeline& after) {
  return std::all_of(days.begin(), days.end(), [&](int day) {
    const Truth truth = before.At(Day{day});
    return truth == Truth::kUnknown || after.At(Day{day}) == truth;
  });
}

std::string TellLost(const std::vector<int>& days, const Snapshot& before, const Snapshot& after) {
  for (const auto& [open, old] : before) {
    EngineSide::Timelines all = after.at(open);
    all.insert(old.begin(), old.end());
    for (const auto& [names, unused] : all) {
      const auto timeline_in = [&, &key = names, &sentence = open](const Snapshot& snapshot) {
        const auto found = snapshot.at(sentence).find(key);
        return found == snapshot.at(sentence).end() ? Timeline() : found->second;
      };
      const Timeline was = timeline_in(before), is = timeline_in(after);
      if (Keeps(days, was, is)) continue;
      return SayBinding(open, names) + "\n  before: " + DebugString(was) +
             "\n  after:  " + DebugString(is) + "\n";
    }
  }
  return "";
}

// ----------------------------------------------------------------------------------------------
// the engine's own memory

// All that an evaluator finds of one predicate.
std::map<std::vector<comity::Value>, std::vector<Timeline>> AllOf(Evaluator& evaluator,
                                                                  PredicateId predicate) {
  std::map<std::vector<comity::Value>, std::vector<Timeline>> result;
  const std::vector<comity::Value> open(evaluator.program().predicates[predicate].holes.size(),
                                        kOpen);
  evaluator.ForEachMatch(
      predicate, open, [&](std::span<const comity::Value> tuple, const Cell& cell) {
        result[{tuple.begin(), tuple.end()}] = {cell.value, cell.suspended, cell.barred};
      });
  return result;
}

}  // namespace

std::optional<std::string> CheckSplit(const Program& program, Choices& choices, bool broken) {
  Program split = program;
  split.facts = SplitAll(program, program.facts, choices, broken);
  split.given = SplitAll(program, program.given, choices, broken);
  const View view = choices.Pick(ViewsOf(program));
  return ComparePrograms(program, view, split, view, "with stretches in two parts");
}

std::optional<std::string> CheckAsCase(const Program& program, Choices& choices, bool broken) {
  Program filed = program;
  filed.cast.clear();
  filed.given.clear();
  // A case has no disputes.
  filed.disputes.clear();
  std::erase_if(filed.facts, [](const Statement& fact) { return fact.dispute >= 0; });
  Program given = filed;
  given.given = std::move(given.facts);
  given.facts.clear();
  if (broken && !given.given.empty()) given.given.pop_back();
  const int reading = choices.Below(static_cast<int>(program.readings.size()));
  return ComparePrograms(filed, {reading, false, {}, {}}, given, {reading, true, {}, {}},
                         "with facts as a case");
}

std::optional<std::string> CheckSettled(const Program& program, Choices& choices, bool broken) {
  EngineSide engine(program, Print(program));
  if (!engine.refusal().empty()) return "the engine refuses the program:\n" + engine.refusal();
  const View view{choices.Below(static_cast<int>(program.readings.size())), true, {}, {}};
  const NaiveVersions naive(program, view);
  Program settled = program;
  for (const Statement& statement : SettleSome(program, naive, choices, broken))
    settled.given.push_back(statement);
  if (settled.given.size() == program.given.size()) return std::nullopt;
  EngineSide filled(settled, Print(settled));
  const Snapshot before = TakeSnapshot(program, engine, view);
  const Snapshot after = TakeSnapshot(settled, filled, view);
  if (!filled.errors().empty())
    return "with some unknowns settled: " + filled.errors().front() + "\n";
  const std::string lost = TellLost(naive.days(), before, after);
  if (lost.empty()) return std::nullopt;
  return "with some unknowns settled, a yes or a no is lost:\n" + lost;
}

std::optional<std::string> CheckCold(const Program& program, Choices& choices, bool broken) {
  EngineSide engine(program, Print(program));
  if (!engine.refusal().empty()) return "the engine refuses the program:\n" + engine.refusal();
  const Rulebook& rulebook = engine.rulebook();
  const View view = choices.Pick(ViewsOf(program));
  Session session(rulebook, nullptr);
  session.ReadCase(engine.CaseOf(view));
  const std::uint32_t reading = session.ReadReading(program.readings[view.reading].name);
  session.Close();
  if (session.refused()) return "the engine refuses the case\n";
  const auto readings = static_cast<std::uint32_t>(program.readings.size());
  const Model& model = rulebook.model(broken ? (reading + 1) % readings : reading);
  Evaluator warm(rulebook.plan(), reading, &session.facts(), &model);
  Evaluator cold(rulebook.plan(), reading, &session.facts(), nullptr);
  for (PredicateId id = 0; id < rulebook.program().predicates.size(); ++id) {
    if (AllOf(warm, id) == AllOf(cold, id)) continue;
    const Predicate& predicate = rulebook.program().predicates[id];
    return "cold, the answers about ‘" + rulebook.program().phrases[predicate.phrase].text +
           "’ change\n";
  }
  return std::nullopt;
}

std::optional<std::string> CheckThreads(const Program& program, Choices& choices, bool broken) {
  constexpr std::size_t kThreads = 4;
  EngineSide engine(program, Print(program));
  if (!engine.refusal().empty()) return "the engine refuses the program:\n" + engine.refusal();
  const View view = choices.Pick(ViewsOf(program));
  const View other{
      (view.reading + 1) % static_cast<int>(program.readings.size()), !view.with_case, {}, {}};
  const Snapshot alone = TakeSnapshot(program, engine, view);
  std::vector<EngineSide> engines(kThreads, engine);
  std::vector<Snapshot> snapshots(kThreads);
  std::vector<std::thread> threads;
  for (std::size_t i = 0; i < kThreads; ++i) {
    threads.emplace_back([&, i] {
      snapshots[i] = TakeSnapshot(program, engines[i], broken && i == 0 ? other : view);
    });
  }
  for (std::thread& thread : threads) thread.join();
  for (std::size_t i = 0; i < kThreads; ++i) {
    if (auto found = CompareSnapshots("asked by several threads", alone, snapshots[i], engines[i]))
      return found;
  }
  return std::nullopt;
}

}  // namespace comity::oracle
