// SPDX-License-Identifier: Apache-2.0
#include "tests/oracle/foreign.h"

#include <algorithm>
#include <atomic>
#include <mutex>
#include <set>
#include <thread>

#include "tests/oracle/asp_rule.h"
#include "tests/oracle/calendar.h"
#include "tests/oracle/campaign.h"
#include "tests/oracle/compare.h"
#include "tests/oracle/engine_side.h"
#include "tests/oracle/generator.h"
#include "tests/oracle/gringo.h"
#include "tests/oracle/to_asp.h"

namespace comity::oracle {
namespace {

constexpr int kActsAsked = 3;

std::string_view NameOfValue(Value value) {
  return value == Value::kNo ? "no" : value == Value::kUnknown ? "unknown" : "yes";
}

Outcome OutcomeOfNumber(int number) {
  switch (number) {
    case 0:
      return Outcome::kObliged;
    case 1:
      return Outcome::kObligedSuspended;
    case 2:
      return Outcome::kForbidden;
    case 3:
      return Outcome::kPermitted;
    case 4:
      return Outcome::kVoluntary;
    case 5:
      return Outcome::kBarred;
    case kAspUndetermined:
      return Outcome::kUndetermined;
    default:
      return Outcome::kConflict;
  }
}

// One view of a program: the engine's answers beside the atoms.
class ForeignComparer {
 public:
  ForeignComparer(const Program& program, EngineSide& engine, View view,
                  const std::vector<int>& days, AspAtoms atoms)
      : program_(program), engine_(engine), view_(view), days_(days), atoms_(std::move(atoms)) {}

  std::optional<std::string> Run() {
    for (std::size_t i = 0; i < program_.phrases.size() && found_.empty(); ++i) {
      const int phrase = static_cast<int>(i);
      if (program_.phrases[i].form == Form::kAction) {
        CompareActs(phrase);
      } else {
        CompareAll(SayOpen(program_, phrase), RowsOf("p" + std::to_string(phrase)), phrase, {});
      }
    }
    if (!engine_.errors().empty()) found_ = engine_.errors().front() + "\n";
    if (found_.empty()) return std::nullopt;
    return "reading " + program_.readings[view_.reading].name +
           (view_.with_case ? ", with the case\n" : "\n") + found_;
  }

  std::uint64_t sentences() const { return sentences_; }

 private:
  using Row = std::vector<Value>;
  using Rows = std::map<std::vector<int>, Row>;

  // What is not no on all days, by the arguments.
  Rows RowsOf(const std::string& name) {
    Rows rows;
    for (const auto& [level, value] : {std::pair{"u", Value::kUnknown}, {"y", Value::kYes}}) {
      for (std::vector<int> arguments : atoms_[name + level]) {
        const int day = arguments.back();
        arguments.pop_back();
        Row& row = rows.try_emplace(arguments, days_.size(), Value::kNo).first->second;
        row[day] = value;
      }
    }
    return rows;
  }

  std::string Tell(const Row& row) const {
    std::string text(NameOfValue(row[0]));
    for (std::size_t t = 1; t < row.size(); ++t) {
      if (row[t] == row[t - 1]) continue;
      text += ", " + std::string(NameOfValue(row[t])) + " from " + DayText(days_[t]);
    }
    return text;
  }

  bool Same(const Row& row, const Timeline& timeline) const {
    for (std::size_t t = 0; t < row.size(); ++t) {
      if (timeline.At(Day{days_[t]}) != static_cast<Truth>(row[t])) return false;
    }
    return std::all_of(timeline.steps().begin(), timeline.steps().end(),
                       [&](const Timeline::Step& step) {
                         return std::binary_search(days_.begin(), days_.end(), step.day.number);
                       });
  }

  // The names in the holes, as the engine gives them; `arguments` begins with the actor of an act.
  std::vector<std::string> NamesOf(int phrase, std::vector<int> arguments, bool act) const {
    std::vector<std::string> names;
    if (act) {
      if (arguments[0] != kBodyKind) names.push_back(NameOf(program_, arguments[0], arguments[1]));
      arguments.erase(arguments.begin(), arguments.begin() + 2);
    }
    const Phrase& what = program_.phrases[phrase];
    for (std::size_t i = 0; i < arguments.size(); ++i)
      names.push_back(NameOf(program_, what.holes[i].kind, arguments[i]));
    return names;
  }

  // `actor_kind` picks the rows of one kind of actor; without it the phrase is no act.
  void CompareAll(const std::string& open, const Rows& rows, int phrase,
                  std::optional<int> actor_kind) {
    auto timelines = engine_.FindAll(open, view_);
    for (const auto& [arguments, row] : rows) {
      if (actor_kind && arguments[0] != *actor_kind) continue;
      const auto names = NamesOf(phrase, arguments, actor_kind.has_value());
      const auto found = timelines.find(names);
      const Timeline timeline = found == timelines.end() ? Timeline() : found->second;
      if (found != timelines.end()) timelines.erase(found);
      ++sentences_;
      if (!Same(row, timeline)) TellOnce(open, names, Tell(row), DebugString(timeline));
    }
    for (const auto& [names, timeline] : timelines) {
      if (!timeline.IsNo()) TellOnce(open, names, "no", DebugString(timeline));
    }
  }

  void TellOnce(const std::string& open, const std::vector<std::string>& names,
                const std::string& gringo, const std::string& engine) {
    if (!found_.empty()) return;
    found_ = open + ":";
    for (const std::string& name : names) found_ += " [" + name + "]";
    found_ += "\n  gringo: " + gringo + "\n  engine: " + engine + "\n";
  }

  void CompareActs(int phrase) {
    std::set<int> kinds;
    for (const Rule& rule : program_.rules) {
      for (const Sentence* head : HeadsOf(rule)) {
        if (head->phrase == phrase) kinds.insert(head->actor_kind);
      }
    }
    const std::string name = "a" + std::to_string(phrase);
    constexpr std::pair<Modal, char> kModals[] = {{Modal::kMust, 'o'},
                                                  {Modal::kMustNot, 'f'},
                                                  {Modal::kMay, 'p'},
                                                  {Modal::kMayVoluntarily, 'v'}};
    for (const auto& [modal, channel] : kModals) {
      const Rows rows = RowsOf(name + channel);
      for (int kind : kinds)
        CompareAll(SayOpenAct(program_, phrase, modal, kind), rows, phrase, kind);
    }
    if (found_.empty()) CompareOutcomes(phrase);
  }

  void CompareOutcomes(int phrase) {
    std::map<std::vector<int>, std::vector<Outcome>> outcomes;
    for (std::vector<int> arguments : atoms_["h" + std::to_string(phrase)]) {
      const int day = arguments.back();
      arguments.pop_back();
      const int outcome = arguments.back();
      arguments.pop_back();
      auto& row = outcomes.try_emplace(arguments, days_.size(), Outcome::kNoDuty).first->second;
      row[day] = OutcomeOfNumber(outcome);
    }
    int asked = 0;
    for (const auto& [arguments, row] : outcomes) {
      if (asked++ == kActsAsked || !found_.empty()) return;
      CompareOutcome(phrase, arguments, row);
    }
  }

  void CompareOutcome(int phrase, const std::vector<int>& arguments,
                      const std::vector<Outcome>& row) {
    auto about = NamesOf(phrase, arguments, true);
    if (arguments[0] != kBodyKind) about.erase(about.begin());
    const std::string actor = ActorName(program_, arguments[0], arguments[1]);
    const std::vector<int> rest(arguments.begin() + 2, arguments.end());
    const std::string action = SayGround(program_, phrase, rest);
    const auto stretches = engine_.AskAct({actor, action, about}, view_);
    ++sentences_;
    std::string gringo, engine;
    bool same = !stretches.empty();
    for (std::size_t t = 0; t < row.size(); ++t) {
      const auto here = std::find_if(
          stretches.begin(), stretches.end(),
          [&](const TimelineStretch& one) { return one.stretch.Contains(Day{days_[t]}); });
      const auto* told = here == stretches.end() ? nullptr : std::get_if<Outcome>(&here->value);
      same = same && told != nullptr && *told == row[t];
      if (t > 0 && row[t] == row[t - 1]) continue;
      gringo += std::string(Name(row[t])) + " from " + DayText(days_[t]) + " ";
    }
    for (const TimelineStretch& stretch : stretches) {
      const Day from = stretch.stretch.from;
      const auto* told = std::get_if<Outcome>(&stretch.value);
      same =
          same && (!from.IsFinite() || std::binary_search(days_.begin(), days_.end(), from.number));
      if (told == nullptr) continue;
      engine += std::string(Name(*told)) + " from " +
                (from.IsFinite() ? FormatDay(from) : "the beginning") + " ";
    }
    if (!same) TellOnce(actor + ": " + action, {}, gringo, engine);
  }

  const Program& program_;
  EngineSide& engine_;
  View view_;
  const std::vector<int>& days_;
  AspAtoms atoms_;
  std::string found_;
  std::uint64_t sentences_ = 0;
};

// Every version of the facts: one side of each dispute.
std::vector<View> VersionsOf(const Program& program, View view) {
  std::vector<View> versions;
  view.version.assign(program.disputes.size(), 0);
  while (true) {
    versions.push_back(view);
    std::size_t digit = 0;
    while (digit < view.version.size() && ++view.version[digit] == program.disputes[digit])
      view.version[digit++] = 0;
    if (digit == view.version.size()) return versions;
  }
}

// What two versions say together: yes if both do, no if both do; an outcome only if it is the same.
AspAtoms Together(const AspAtoms& one, const AspAtoms& other) {
  using Atoms = std::set<std::vector<int>>;
  AspAtoms result;
  std::set<std::string> names;
  for (const AspAtoms* atoms : {&one, &other}) {
    for (const auto& [name, unused] : *atoms) names.insert(name);
  }
  const auto of = [](const AspAtoms& atoms, const std::string& name) {
    const auto found = atoms.find(name);
    return found == atoms.end() ? Atoms() : Atoms(found->second.begin(), found->second.end());
  };
  for (const std::string& name : names) {
    const Atoms first = of(one, name), second = of(other, name);
    Atoms both = first;
    both.insert(second.begin(), second.end());
    auto& atoms = result[name];
    for (const std::vector<int>& atom : both) {
      const bool common = first.contains(atom) && second.contains(atom);
      if (common || name.back() == 'u') {
        atoms.push_back(atom);
      } else if (name[0] == 'h') {
        std::vector<int> open = atom;
        open[open.size() - 2] = kAspUndetermined;
        atoms.push_back(std::move(open));
      }
    }
  }
  return result;
}

// Programs that one run of gringo grounds together.
class Batch {
 public:
  void Add(std::uint64_t number, std::vector<std::uint8_t> drawn, Program program,
           const Program& translated, std::vector<View> views) {
    Item item{number, std::move(drawn), std::move(program), std::move(views), {}};
    const int index = static_cast<int>(items_.size());
    int run = 0;
    for (const View& view : item.views) {
      for (const View& version : VersionsOf(translated, view)) {
        const std::string prefix = "c" + std::to_string(index) + "v" + std::to_string(run++);
        AspProgram asp = ToAsp(translated, version, prefix, calendar_);
        text_ += asp.text;
        if (version.version == VersionsOf(translated, view)[0].version)
          item.days.push_back(std::move(asp.days));
      }
    }
    items_.push_back(std::move(item));
  }

  // Stops at the first difference, of which it tells the item.
  std::optional<std::string> Run(ForeignResult& result) {
    GringoAnswer answer = RunGringo(calendar_.Text() + text_);
    for (std::size_t i = 0; i < items_.size(); ++i) {
      if (!answer.error.empty()) return answer.error + "\n";
      failed_ = i;
      if (auto found = JudgeItem(static_cast<int>(i), answer, result)) return found;
      ++result.cases;
    }
    return std::nullopt;
  }

  std::uint64_t failed_number() const { return items_[failed_].number; }
  const std::vector<std::uint8_t>& failed_choices() const { return items_[failed_].drawn; }
  std::size_t size() const { return items_.size(); }

 private:
  struct Item {
    std::uint64_t number = 0;
    std::vector<std::uint8_t> drawn;
    Program program;
    std::vector<View> views;
    std::vector<std::vector<int>> days;  // by view
  };

  std::optional<std::string> JudgeItem(int index, GringoAnswer& answer, ForeignResult& result) {
    const Item& item = items_[index];
    EngineSide engine(item.program, Print(item.program));
    if (!engine.refusal().empty()) return "the engine refuses the program:\n" + engine.refusal();
    const std::size_t versions = VersionsOf(item.program, {}).size();
    int run = 0;
    for (std::size_t v = 0; v < item.views.size(); ++v) {
      AspAtoms atoms = std::move(answer.atoms[{index, run++}]);
      for (std::size_t i = 1; i < versions; ++i)
        atoms = Together(atoms, answer.atoms[{index, run++}]);
      ForeignComparer comparer(item.program, engine, item.views[v], item.days[v], std::move(atoms));
      if (auto found = comparer.Run()) return found;
      ++result.views;
      result.sentences += comparer.sentences();
    }
    return std::nullopt;
  }

  std::vector<Item> items_;
  CalendarFacts calendar_;
  std::string text_;
  std::size_t failed_ = 0;
};

// One of several that take batches of cases in turn until all are done or one has failed.
class ForeignWorker {
 public:
  ForeignWorker(const ForeignCampaign& campaign, std::atomic<std::uint64_t>& next,
                std::atomic<bool>& failed)
      : campaign_(campaign), next_(next), failed_(failed) {}

  void Run() {
    const auto batch = static_cast<std::uint64_t>(campaign_.batch);
    while (!failed_) {
      const std::uint64_t begin = next_.fetch_add(batch);
      if (begin >= campaign_.cases) return;
      RunBatch(begin, std::min(begin + batch, campaign_.cases));
    }
  }

  ForeignResult result;

 private:
  void RunBatch(std::uint64_t begin, std::uint64_t end) {
    Batch batch;
    for (std::uint64_t i = begin; i < end; ++i) {
      const std::uint64_t number = campaign_.first + i;
      Choices choices(SeedOfCase(campaign_.seed, number));
      Program program = Generate(choices);
      const std::string unknown = UnknownToAsp(program);
      if (!unknown.empty()) {
        ++result.unknown[unknown];
        continue;
      }
      result.features.Count(program);
      const Program same = program;
      // One view of each; from case to case another.
      const auto views = ViewsOf(same);
      batch.Add(number, choices.drawn(), std::move(program), same, {views[number % views.size()]});
    }
    if (batch.size() == 0 || !batch.Run(result) || failed_.exchange(true)) return;
    const Judge judge = [](const Program& program) { return JudgeForeign(program, program); };
    result.failure =
        TellFailure(campaign_.seed, batch.failed_number(), batch.failed_choices(), judge);
  }

  const ForeignCampaign& campaign_;
  std::atomic<std::uint64_t>& next_;
  std::atomic<bool>& failed_;
};

}  // namespace

std::optional<std::string> JudgeForeign(const Program& program, const Program& translated) {
  if (!UnknownToAsp(translated).empty()) return std::nullopt;
  ForeignResult unused;
  Batch batch;
  batch.Add(0, {}, program, translated, ViewsOf(program));
  return batch.Run(unused);
}

ForeignResult RunForeign(const ForeignCampaign& campaign) {
  std::atomic<std::uint64_t> next = 0;
  std::atomic<bool> failed = false;
  std::vector<ForeignWorker> workers;
  for (int i = 0; i < campaign.jobs; ++i) workers.emplace_back(campaign, next, failed);
  std::vector<std::thread> threads;
  for (ForeignWorker& worker : workers) threads.emplace_back([&worker] { worker.Run(); });
  for (std::thread& thread : threads) thread.join();
  ForeignResult result;
  for (ForeignWorker& worker : workers) {
    result.features.Add(worker.result.features);
    result.cases += worker.result.cases;
    result.views += worker.result.views;
    result.sentences += worker.result.sentences;
    for (const auto& [what, count] : worker.result.unknown) result.unknown[what] += count;
    if (!worker.result.failure.empty()) result.failure = worker.result.failure;
  }
  return result;
}

}  // namespace comity::oracle
