// SPDX-License-Identifier: Apache-2.0
#include "tests/oracle/compare.h"

#include <algorithm>
#include <set>

#include "tests/oracle/calendar.h"
#include "tests/oracle/knowledge.h"
#include "tests/oracle/naive_versions.h"
#include "tests/oracle/sentences.h"

namespace comity::oracle {
namespace {

// Acts asked for one by one in each view; Find has seen them all by then.
constexpr int kActsAsked = 4;
constexpr int kSentencesAsked = 1;

std::string_view NameOfValue(int value) {
  return value == 0 ? "no" : value == 1 ? "unknown" : "yes";
}

Truth TruthOf(Value value) { return static_cast<Truth>(value); }

Outcome OutcomeOf(Headline headline) {
  switch (headline) {
    case Headline::kObliged:
      return Outcome::kObliged;
    case Headline::kObligedSuspended:
      return Outcome::kObligedSuspended;
    case Headline::kForbidden:
      return Outcome::kForbidden;
    case Headline::kPermitted:
      return Outcome::kPermitted;
    case Headline::kVoluntary:
      return Outcome::kVoluntary;
    case Headline::kBarred:
      return Outcome::kBarred;
    case Headline::kNoDuty:
      return Outcome::kNoDuty;
    case Headline::kUndetermined:
      return Outcome::kUndetermined;
    case Headline::kConflict:
      return Outcome::kConflict;
  }
  return Outcome::kNoDuty;
}

// "no, yes from 2004-02-29, no from 2004-03-01".
template <typename T, typename NameOfOne>
std::string TellRow(const std::vector<int>& days, const std::vector<T>& row, NameOfOne name) {
  std::string text(name(row[0]));
  for (std::size_t t = 1; t < row.size(); ++t) {
    if (row[t] != row[t - 1])
      text += ", " + std::string(name(row[t])) + " from " + DayText(days[t]);
  }
  return text;
}

std::string TellStretches(const std::vector<TimelineStretch>& stretches) {
  std::string text;
  for (const TimelineStretch& stretch : stretches) {
    if (!text.empty()) text += ", ";
    if (const auto* outcome = std::get_if<Outcome>(&stretch.value)) text += Name(*outcome);
    if (const auto* truth = std::get_if<Truth>(&stretch.value))
      text += NameOfValue(static_cast<int>(*truth));
    if (stretch.stretch.from.IsFinite()) text += " from " + FormatDay(stretch.stretch.from);
  }
  return text;
}

std::string TellDecided(const Decided& decided) {
  std::string text(Name(decided.outcome));
  if (decided.stretch.from.IsFinite()) text += " from " + FormatDay(decided.stretch.from);
  if (decided.stretch.until.IsFinite()) text += " until " + FormatDay(decided.stretch.until);
  return text;
}

class Comparer {
 public:
  Comparer(const Program& program, EngineSide& engine, View view, Fault fault)
      : program_(program),
        engine_(engine),
        view_(view),
        fault_(fault),
        naive_(program, view, fault) {}

  std::optional<std::string> Run() {
    for (std::size_t i = 0; i < program_.phrases.size() && found_.empty(); ++i) {
      const int phrase = static_cast<int>(i);
      if (program_.phrases[i].form == Form::kAction) {
        CompareActs(phrase);
      } else {
        ComparePhrase(phrase);
      }
    }
    // A refusal explains the empty answer that was compared.
    if (!engine_.errors().empty()) found_ = engine_.errors().front() + "\n";
    if (found_.empty()) return std::nullopt;
    return "reading " + program_.readings[view_.reading].name +
           (view_.with_case ? ", with the case" : "") +
           (view_.known_on ? ", as known on " + DayText(*view_.known_on) : "") + "\n" + found_;
  }

 private:
  void Tell(const std::string& sentence, const std::string& naive, const std::string& engine) {
    if (!found_.empty()) return;
    found_ = sentence + "\n  naive:  " + naive + "\n  engine: " + engine + "\n";
  }

  void CompareTimeline(const std::string& sentence, const Row& row, const Timeline& timeline) {
    bool same = true;
    for (std::size_t t = 0; t < row.size(); ++t) {
      same = same && timeline.At(Day{naive_.days()[t]}) == TruthOf(row[t]);
    }
    for (const Timeline::Step& step : timeline.steps()) {
      same =
          same && std::binary_search(naive_.days().begin(), naive_.days().end(), step.day.number);
    }
    const auto name = [](Value value) { return NameOfValue(static_cast<int>(value)); };
    if (!same) Tell(sentence, TellRow(naive_.days(), row, name), DebugString(timeline));
  }

  // Takes the timeline of these names out; no on all days if there is none.
  static Timeline Take(EngineSide::Timelines& timelines, const std::vector<std::string>& names) {
    const auto found = timelines.find(names);
    if (found == timelines.end()) return {};
    Timeline timeline = found->second;
    timelines.erase(found);
    return timeline;
  }

  void TellRest(const std::string& phrase, const EngineSide::Timelines& timelines) {
    for (const auto& [names, timeline] : timelines) {
      std::string text;
      for (const std::string& name : names) text += " [" + name + "]";
      if (!timeline.IsNo()) Tell(phrase + text, "no such binding", DebugString(timeline));
    }
  }

  // Of what was asked last.
  void CompareHorizon(int phrase, Modal modal, const std::string& asked) {
    const std::optional<int> horizon = HorizonOf(program_, phrase, modal, view_, fault_);
    if (horizon == engine_.horizon()) return;
    const auto tell = [](const std::optional<int>& day) {
      return day ? "complete up to " + DayText(*day) : "nothing is promised";
    };
    Tell(asked, tell(horizon), tell(engine_.horizon()));
  }

  std::vector<std::string> NamesOf(int phrase, int ground) const {
    const Phrase& what = program_.phrases[phrase];
    const std::vector<int> arguments = naive_.domain().Arguments(what, ground);
    std::vector<std::string> names;
    for (std::size_t i = 0; i < arguments.size(); ++i) {
      names.push_back(NameOf(program_, what.holes[i].kind, arguments[i]));
    }
    return names;
  }

  std::string SayGroundNumber(int phrase, int ground) const {
    const Phrase& what = program_.phrases[phrase];
    return SayGround(program_, phrase, naive_.domain().Arguments(what, ground));
  }

  void ComparePhrase(int phrase) {
    auto timelines = engine_.FindAll(SayOpen(program_, phrase), view_);
    const int count = naive_.domain().GroundCount(program_.phrases[phrase]);
    for (int ground = 0; ground < count; ++ground) {
      const Row row = naive_.ValueOf(phrase, ground);
      CompareTimeline(SayGroundNumber(phrase, ground), row,
                      Take(timelines, NamesOf(phrase, ground)));
    }
    TellRest(SayOpen(program_, phrase), timelines);
    CompareHorizon(phrase, Modal::kNone, SayOpen(program_, phrase));
    for (int i = 0; i < std::min(count, kSentencesAsked) && found_.empty(); ++i) {
      AskSentence(phrase, (phrase + i * 3) % count);
    }
  }

  template <typename T, typename Expect, typename NameOfOne>
  void CompareStretches(const std::string& sentence, const std::vector<T>& row,
                        const std::vector<TimelineStretch>& stretches, Expect expect,
                        NameOfOne name) {
    bool same = !stretches.empty() && stretches.front().stretch.from == Day::Beginning() &&
                stretches.back().stretch.until == Day::End();
    for (std::size_t i = 0; same && i < stretches.size(); ++i) {
      const Stretch& stretch = stretches[i].stretch;
      const bool first = i == 0;
      same = first ||
             (stretch.from == stretches[i - 1].stretch.until &&
              stretches[i].value != stretches[i - 1].value &&
              std::binary_search(naive_.days().begin(), naive_.days().end(), stretch.from.number));
      for (std::size_t t = 0; t < row.size(); ++t) {
        if (stretch.Contains(Day{naive_.days()[t]}))
          same = same && stretches[i].value == expect(row[t]);
      }
    }
    if (!same) Tell(sentence, TellRow(naive_.days(), row, name), TellStretches(stretches));
  }

  void AskSentence(int phrase, int ground) {
    const std::string sentence = SayGroundNumber(phrase, ground);
    using StretchValue = std::variant<Outcome, Truth>;
    CompareStretches(
        sentence, naive_.ValueOf(phrase, ground), engine_.AskSentence(sentence, view_),
        [](Value value) { return StretchValue(TruthOf(value)); },
        [](Value value) { return NameOfValue(static_cast<int>(value)); });
  }

  // The kinds of those whom some rule tells about the act.
  std::set<int> ActorKinds(int phrase) const {
    std::set<int> kinds;
    for (const Rule& rule : program_.rules) {
      for (const Sentence* head : HeadsOf(rule)) {
        if (head->phrase == phrase) kinds.insert(head->actor_kind);
      }
    }
    return kinds;
  }

  std::vector<int> ActorsOf(int kind) const {
    return kind == kBodyKind ? std::vector<int>{0} : naive_.domain().Range(kind);
  }

  // Whether some rule could say anything about the act of this one; other acts the engine does not
  // know.
  bool HasActOf(int phrase, int kind, int actor) const {
    return std::any_of(program_.rules.begin(), program_.rules.end(), [&](const Rule& rule) {
      const auto heads = HeadsOf(rule);
      return std::any_of(heads.begin(), heads.end(), [&](const Sentence* head) {
        const bool fits = head->actor.kind == Term::Kind::kVariable || head->actor.number == actor;
        return head->phrase == phrase && head->actor_kind == kind && fits;
      });
    });
  }

  void CompareActs(int phrase) {
    for (int kind : ActorKinds(phrase)) {
      CompareModal(phrase, kind, Modal::kMust, Channel::kObliged);
      CompareModal(phrase, kind, Modal::kMustNot, Channel::kForbidden);
      CompareModal(phrase, kind, Modal::kMay, Channel::kPermitted);
      CompareModal(phrase, kind, Modal::kMayVoluntarily, Channel::kVoluntary);
    }
    if (found_.empty()) CompareOutcomes(phrase);
  }

  void CompareModal(int phrase, int actor_kind, Modal modal, Channel channel) {
    const std::string open = SayOpenAct(program_, phrase, modal, actor_kind);
    auto timelines = engine_.FindAll(open, view_);
    const int count = naive_.domain().GroundCount(program_.phrases[phrase]);
    for (int actor : ActorsOf(actor_kind)) {
      for (int ground = 0; ground < count; ++ground) {
        std::vector<std::string> names = NamesOf(phrase, ground);
        const std::string who = ActorName(program_, actor_kind, actor);
        if (actor_kind != kBodyKind) names.insert(names.begin(), who);
        const int number = naive_.domain().ActorNumber(actor_kind, actor);
        CompareTimeline(who + std::string(ModalWords(modal)) + SayGroundNumber(phrase, ground),
                        naive_.ActOf(phrase, channel, number, ground), Take(timelines, names));
      }
    }
    TellRest(open, timelines);
    CompareHorizon(phrase, modal, open);
  }

  // Outcomes are asked act by act: first of those about which there is something to say.
  void CompareOutcomes(int phrase) {
    struct Act {
      int kind, actor, ground;
      std::vector<Headline> outcomes;
    };
    std::vector<Act> telling, silent;
    for (int kind : ActorKinds(phrase)) {
      for (int actor : ActorsOf(kind)) {
        if (!HasActOf(phrase, kind, actor)) continue;
        const int number = naive_.domain().ActorNumber(kind, actor);
        for (int ground = 0; ground < naive_.domain().GroundCount(program_.phrases[phrase]);
             ++ground) {
          auto outcomes = naive_.OutcomeOf(phrase, number, ground);
          const bool none = std::all_of(outcomes.begin(), outcomes.end(), [](Headline outcome) {
            return outcome == Headline::kNoDuty;
          });
          (none ? silent : telling).push_back({kind, actor, ground, std::move(outcomes)});
        }
      }
    }
    if (telling.size() > kActsAsked) telling.resize(kActsAsked);
    if (!silent.empty()) telling.push_back(silent[silent.size() / 2]);
    for (const Act& act : telling) {
      if (found_.empty())
        CompareOutcome(phrase, ActorName(program_, act.kind, act.actor), act.ground, act.outcomes);
    }
  }

  void CompareOutcome(int phrase, const std::string& who, int ground,
                      const std::vector<Headline>& outcomes) {
    const std::string action = SayGroundNumber(phrase, ground);
    const auto name = [](Headline headline) { return Name(OutcomeOf(headline)); };
    const std::string sentence = who + ": " + action;
    const ActAsked act{who, action, NamesOf(phrase, ground)};
    using StretchValue = std::variant<Outcome, Truth>;
    CompareStretches(
        sentence, outcomes, engine_.AskAct(act, view_),
        [](Headline headline) { return StretchValue(OutcomeOf(headline)); }, name);
    const std::size_t t = (outcomes.size() * 2 / 3 + ground) % outcomes.size();
    const Decided decided = engine_.DecideAct(act, naive_.days()[t], view_);
    std::size_t first = t, end = t;
    while (first > 0 && outcomes[first - 1] == outcomes[t]) --first;
    while (end < outcomes.size() && outcomes[end] == outcomes[t]) ++end;
    const Stretch expected{first == 0 ? Day::Beginning() : Day{naive_.days()[first]},
                           end == outcomes.size() ? Day::End() : Day{naive_.days()[end]}};
    if (decided.outcome == OutcomeOf(outcomes[t]) && decided.stretch == expected) return;
    Tell(sentence + ", decided on " + DayText(naive_.days()[t]),
         TellDecided({OutcomeOf(outcomes[t]), expected}), TellDecided(decided));
  }

  const Program& program_;
  EngineSide& engine_;
  View view_;
  Fault fault_;
  NaiveVersions naive_;
  std::string found_;
};

}  // namespace

std::vector<View> ViewsOf(const Program& program) {
  std::vector<View> views;
  const int last = static_cast<int>(program.readings.size()) - 1;
  if (program.known_on)
    views = {{0, false, program.known_on, {}}, {last, true, program.known_on, {}}};
  for (std::size_t i = 0; i < program.readings.size(); ++i)
    views.push_back(
        {.reading = static_cast<int>(i), .with_case = false, .known_on = {}, .version = {}});
  if (program.given.empty() && program.cast.empty()) return views;
  for (std::size_t i = 0; i < program.readings.size(); ++i)
    views.push_back(
        {.reading = static_cast<int>(i), .with_case = true, .known_on = {}, .version = {}});
  return views;
}

std::optional<std::string> FindDisagreement(const Program& program, EngineSide& engine, View view,
                                            Fault fault) {
  return Comparer(program, engine, view, fault).Run();
}

std::vector<View> SomeViewsOf(const Program& program, std::uint64_t number) {
  std::vector<View> views = ViewsOf(program);
  if (views.size() <= 2) return views;
  const std::size_t first = number % views.size();
  const std::size_t second =
      (first + 1 + number / views.size() % (views.size() - 1)) % views.size();
  return {views[first], views[second]};
}

std::optional<std::string> JudgeProgram(const Program& program, Fault fault) {
  return JudgeViews(program, ViewsOf(program), fault);
}

std::optional<std::string> JudgeViews(const Program& program, const std::vector<View>& views,
                                      Fault fault) {
  EngineSide engine(program, Print(program));
  if (!engine.refusal().empty()) return "the engine refuses the program:\n" + engine.refusal();
  for (View view : views) {
    if (auto found = FindDisagreement(program, engine, view, fault)) return found;
  }
  return std::nullopt;
}

}  // namespace comity::oracle
