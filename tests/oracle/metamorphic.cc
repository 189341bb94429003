// SPDX-License-Identifier: Apache-2.0
#include "tests/oracle/metamorphic.h"

#include <algorithm>
#include <map>

#include "tests/oracle/compare.h"
#include "tests/oracle/engine_side.h"
#include "tests/oracle/naive.h"

namespace comity::oracle {
namespace {

// All that Find says, by what was asked.
using Snapshot = std::map<std::string, EngineSide::Timelines>;

Snapshot TakeSnapshot(const Program& program, EngineSide& engine, View view) {
  Snapshot snapshot;
  const auto ask = [&](const std::string& open) { snapshot[open] = engine.FindAll(open, view); };
  for (std::size_t i = 0; i < program.phrases.size(); ++i) {
    const int phrase = static_cast<int>(i);
    if (program.phrases[i].form != Form::kAction) {
      ask(SayOpen(program, phrase));
      continue;
    }
    for (Modal modal : {Modal::kMust, Modal::kMustNot, Modal::kMay, Modal::kMayVoluntarily}) {
      ask(SayOpenAct(program, phrase, modal, 0));
    }
  }
  return snapshot;
}

std::string Sentence(const std::string& open, const std::vector<std::string>& names) {
  std::string text = open + ":";
  for (const std::string& name : names) text += " [" + name + "]";
  return text;
}

// The first of `after` that is not as in `before`.
std::string TellChange(const Snapshot& before, const Snapshot& after) {
  for (const auto& [open, timelines] : after) {
    const EngineSide::Timelines& old = before.at(open);
    if (timelines == old) continue;
    for (const auto& [names, timeline] : timelines) {
      const auto found = old.find(names);
      if (found != old.end() && found->second == timeline) continue;
      const std::string was = found == old.end() ? "no binding" : DebugString(found->second);
      return Sentence(open, names) + "\n  before: " + was + "\n  after:  " + DebugString(timeline) +
             "\n";
    }
    return open + ": a binding is gone\n";
  }
  return "";
}

std::optional<std::string> CompareTexts(const Program& program, const std::vector<TextFile>& other,
                                        const std::string& what) {
  EngineSide first(program, Print(program));
  EngineSide second(program, other);
  if (!first.refusal().empty()) return "the engine refuses the program:\n" + first.refusal();
  if (!second.refusal().empty())
    return what + ", the engine refuses the program:\n" + second.refusal();
  const View view = ViewsOf(program).back();
  const std::string change =
      TellChange(TakeSnapshot(program, first, view), TakeSnapshot(program, second, view));
  if (change.empty()) return std::nullopt;
  return what + ", the answers change:\n" + change;
}

// Statements for some of the stretches on which a question is open: nobody states it and no rule
// presumes it.
std::vector<Statement> SettleSome(const Program& program, const NaiveEvaluation& naive,
                                  Choices& choices) {
  std::vector<Statement> statements;
  const std::vector<int>& days = naive.days();
  for (std::size_t i = 0; i < program.phrases.size(); ++i) {
    if (program.phrases[i].form != Form::kQuestion) continue;
    const int phrase = static_cast<int>(i);
    for (int ground = 0; ground < naive.domain().GroundCount(program.phrases[i]); ++ground) {
      const Row row = naive.ValueOf(phrase, ground);
      const auto open = [&](std::size_t t) {
        return row[t] == Value::kUnknown && !naive.IsStated(phrase, ground, static_cast<int>(t));
      };
      for (std::size_t begin = 0, end = 0; begin < row.size(); begin = end + 1) {
        end = begin;
        while (end < row.size() && open(end)) ++end;
        if (end == begin || !choices.Chance(70)) continue;
        Statement statement{phrase,
                            naive.domain().Arguments(program.phrases[i], ground),
                            choices.Chance(50),
                            {},
                            {}};
        if (begin > 0) statement.from = days[begin];
        if (end < row.size()) statement.until = days[end];
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
      return Sentence(open, names) + "\n  before: " + DebugString(was) +
             "\n  after:  " + DebugString(is) + "\n";
    }
  }
  return "";
}

}  // namespace

std::optional<std::string> ChecksShuffled(const Program& program, unsigned shuffle) {
  return CompareTexts(program, Print(program, {shuffle, 3}),
                      "in another order and in several files");
}

std::optional<std::string> ChecksFormatted(const Program& program) {
  std::vector<TextFile> files = Print(program);
  for (TextFile& file : files) {
    file.text = Format({file.name, file.text});
    const std::string again = Format({file.name, file.text});
    if (again != file.text) return "formatting twice is not formatting once:\n" + file.text;
  }
  return CompareTexts(program, files, "formatted");
}

std::optional<std::string> ChecksFilled(const Program& program, Choices& choices) {
  EngineSide engine(program, Print(program));
  if (!engine.refusal().empty()) return "the engine refuses the program:\n" + engine.refusal();
  const View view{choices.Below(static_cast<int>(program.readings.size())), true};
  const NaiveEvaluation naive(program, view);
  Program settled = program;
  for (const Statement& statement : SettleSome(program, naive, choices))
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

}  // namespace comity::oracle
