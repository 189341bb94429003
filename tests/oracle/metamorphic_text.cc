// SPDX-License-Identifier: Apache-2.0
// What may be done to the text of a program without changing its answers.
#include <algorithm>
#include <cctype>
#include <functional>
#include <map>

#include "tests/oracle/compare.h"
#include "tests/oracle/metamorphic.h"
#include "tests/oracle/snapshot.h"

namespace comity::oracle {
namespace {

View AnyView(const Program& program, Choices& choices) { return choices.Pick(ViewsOf(program)); }

std::optional<std::string> CompareTexts(const Program& program, const std::vector<TextFile>& other,
                                        const std::string& what, View view) {
  EngineSide first(program, Print(program));
  EngineSide second(program, other);
  if (!first.refusal().empty()) return "the engine refuses the program:\n" + first.refusal();
  if (!second.refusal().empty())
    return what + ", the engine refuses the program:\n" + second.refusal();
  const Snapshot before = TakeSnapshot(program, first, view);
  return CompareSnapshots(what, before, TakeSnapshot(program, second, view), second);
}

bool IsOfWord(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '-' || c == '_' ||
         (static_cast<unsigned char>(c) & 0x80U) != 0;
}

// The text with each of its words replaced by what `change` makes of it.
template <typename Change>
std::string ForEachWord(const std::string& text, const Change& change) {
  std::string result;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = at;
    while (end < text.size() && IsOfWord(text[end])) ++end;
    if (end > at) {
      result += change(text.substr(at, end - at));
      at = end;
    } else {
      result += text[at++];
    }
  }
  return result;
}

// The words that an author chose, each with another in its place. The first letter stays, because
// `a` or `an` stands before it.
class OtherNames {
 public:
  explicit OtherNames(const Program& program) {
    Add(program.body);
    for (const Kind& kind : program.kinds) {
      Add(kind.name);
      for (const std::string& member : kind.members) Add(member);
    }
    for (const auto& [kind, name] : program.cast) Add(name);
    for (const Phrase& phrase : program.phrases) {
      for (const std::string& words : phrase.words) Add(words);
    }
    for (const Rule& rule : program.rules) Add(rule.name);
    for (const Issue& issue : program.issues) {
      Add(issue.name);
      for (const std::string& position : issue.positions) Add(position);
    }
    for (const Reading& reading : program.readings) Add(reading.name);
  }

  std::string In(const std::string& text) const {
    return ForEachWord(text, [&](const std::string& word) {
      const auto found = names_.find(word);
      return found == names_.end() ? word : found->second;
    });
  }

  // A mistake: two words change places.
  void Confuse(const std::string& one, const std::string& other) {
    std::swap(names_[one], names_[other]);
  }

 private:
  void Add(const std::string& text) {
    static const std::vector<std::string> kOfTheLanguage = {
        "the", "on", "at", "with", "effect", "somebody", "prevailing", "of_the_day"};
    ForEachWord(text, [&](const std::string& word) {
      if (std::find(kOfTheLanguage.begin(), kOfTheLanguage.end(), word) == kOfTheLanguage.end())
        names_[word] = word.substr(0, 1) + "zu" + word.substr(1);
      return word;
    });
  }

  std::map<std::string, std::string> names_;
};

bool IsDay(const std::string& word) {
  if (word.size() != 10 || word[4] != '-' || word[7] != '-') return false;
  return std::all_of(word.begin(), word.end(),
                     [](char c) { return c == '-' || (c >= '0' && c <= '9'); });
}

std::string YearsLater(const std::string& text, int years) {
  return ForEachWord(text, [&](const std::string& word) {
    if (!IsDay(word)) return word;
    return std::to_string(std::stoi(word.substr(0, 4)) + years) + word.substr(4);
  });
}

Timeline DaysLater(const Timeline& timeline, int days) {
  Timeline result(timeline.initial());
  for (const Timeline::Step& step : timeline.steps()) {
    result.Assign({Day{step.day.number + days}, Day::End()}, step.value);
  }
  return result;
}

// A snapshot of the changed program in the words of the first: what each name and day became.
Snapshot Translated(const Snapshot& snapshot,
                    const std::function<std::string(const std::string&)>& say, int days) {
  Snapshot result;
  for (const auto& [open, timelines] : snapshot) {
    EngineSide::Timelines& changed = result[open];
    for (const auto& [names, timeline] : timelines) {
      std::vector<std::string> other;
      for (const std::string& name : names) other.push_back(say(name));
      changed.emplace(std::move(other), DaysLater(timeline, days));
    }
  }
  return result;
}

std::optional<std::string> CompareAccents(const Program& program, std::vector<TextFile> files,
                                          const Accent& accent, const std::string& what,
                                          View view) {
  EngineSide first(program, Print(program));
  if (!first.refusal().empty()) return "the engine refuses the program:\n" + first.refusal();
  EngineSide second(program, files, accent);
  if (!second.refusal().empty())
    return what + ", the engine refuses the program:\n" + second.refusal();
  const Snapshot before = Translated(TakeSnapshot(program, first, view), accent.say, accent.days);
  return CompareSnapshots(what, before, TakeSnapshot(program, second, view), second);
}

}  // namespace

std::optional<std::string> CheckShuffled(const Program& program, Choices& choices, bool broken) {
  std::vector<TextFile> files = Print(program, {1U + static_cast<unsigned>(choices.Below(250)), 3});
  if (broken) files[0].text.resize(files[0].text.rfind("\n\n") + 1);  // the last statement is lost
  return CompareTexts(program, files, "in another order and in several files",
                      AnyView(program, choices));
}

std::optional<std::string> CheckFormatted(const Program& program, Choices& choices, bool broken) {
  std::vector<TextFile> files = Print(program);
  for (TextFile& file : files) {
    file.text = Format({file.name, file.text});
    const std::string again = Format({file.name, file.text});
    if (again != file.text) return "formatting twice is not formatting once:\n" + file.text;
    const std::size_t unless = file.text.find("\n  unless ");
    if (broken && unless != std::string::npos) file.text.replace(unless, 10, "\n  and ");
  }
  return CompareTexts(program, files, "formatted", AnyView(program, choices));
}

std::optional<std::string> CheckRenamed(const Program& program, Choices& choices, bool broken) {
  OtherNames names(program);
  OtherNames wrong = names;
  if (broken) wrong.Confuse(program.kinds[0].members[0], program.kinds[0].members[1]);
  std::vector<TextFile> files = Print(program);
  for (TextFile& file : files) file.text = wrong.In(file.text);
  const Accent accent{[&](const std::string& text) { return names.In(text); }, 0};
  return CompareAccents(program, files, accent, "under other names", AnyView(program, choices));
}

std::optional<std::string> CheckLater(const Program& program, Choices& choices, bool broken) {
  constexpr int kYears = 400;
  constexpr int kDays = 146'097;
  std::vector<TextFile> files = Print(program);
  for (TextFile& file : files) file.text = YearsLater(file.text, kYears);
  // Of 100 years, not all are as long as 100 others.
  if (broken) files[0].text = YearsLater(files[0].text, 100);
  const int days = broken ? kDays + 36'524 : kDays;
  const int years = broken ? kYears + 100 : kYears;
  const Accent accent{[years](const std::string& text) { return YearsLater(text, years); }, days};
  return CompareAccents(program, files, accent, "400 years later", AnyView(program, choices));
}

}  // namespace comity::oracle
