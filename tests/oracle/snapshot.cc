// SPDX-License-Identifier: Apache-2.0
#include "tests/oracle/snapshot.h"

#include <set>

namespace comity::oracle {
namespace {

// The kinds of those about whose acts the rules speak.
std::set<int> ActorKinds(const Program& program) {
  std::set<int> kinds;
  for (const Rule& rule : program.rules) {
    for (const Sentence* head : HeadsOf(rule)) {
      if (head->modal != Modal::kNone) kinds.insert(head->actor_kind);
    }
  }
  return kinds;
}

}  // namespace

Snapshot TakeSnapshot(const Program& program, EngineSide& engine, View view) {
  Snapshot snapshot;
  const auto ask = [&](const std::string& open) { snapshot[open] = engine.FindAll(open, view); };
  for (std::size_t i = 0; i < program.phrases.size(); ++i) {
    const int phrase = static_cast<int>(i);
    if (program.phrases[i].form != Form::kAction) {
      ask(SayOpen(program, phrase));
      continue;
    }
    for (int kind : ActorKinds(program)) {
      for (Modal modal : {Modal::kMust, Modal::kMustNot, Modal::kMay, Modal::kMayVoluntarily}) {
        ask(SayOpenAct(program, phrase, modal, kind));
      }
    }
  }
  return snapshot;
}

std::string SayBinding(const std::string& open, const std::vector<std::string>& names) {
  std::string text = open + ":";
  for (const std::string& name : names) text += " [" + name + "]";
  return text;
}

std::string TellChange(const Snapshot& before, const Snapshot& after) {
  for (const auto& [open, timelines] : after) {
    const EngineSide::Timelines& old = before.at(open);
    if (timelines == old) continue;
    for (const auto& [names, timeline] : timelines) {
      const auto found = old.find(names);
      if (found != old.end() && found->second == timeline) continue;
      const std::string was = found == old.end() ? "no binding" : DebugString(found->second);
      return SayBinding(open, names) + "\n  before: " + was +
             "\n  after:  " + DebugString(timeline) + "\n";
    }
    return open + ": a binding is gone\n";
  }
  return "";
}

std::optional<std::string> CompareSnapshots(const std::string& what, const Snapshot& before,
                                            const Snapshot& after, const EngineSide& engine) {
  if (!engine.errors().empty()) return what + ": " + engine.errors().front() + "\n";
  const std::string change = TellChange(before, after);
  if (change.empty()) return std::nullopt;
  return what + ", the answers change:\n" + change;
}

}  // namespace comity::oracle
