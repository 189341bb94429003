// SPDX-License-Identifier: Apache-2.0
#include "tests/oracle/print.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <map>
#include <random>

#include "tests/oracle/calendar.h"
#include "tests/oracle/print_tables.h"
#include "tests/oracle/sentences.h"

namespace comity::oracle {
namespace {

std::string_view FormWord(Form form) {
  switch (form) {
    case Form::kRecord:
      return "record ";
    case Form::kFact:
      return "fact ";
    case Form::kQuestion:
      return "question ";
    case Form::kConclusion:
      return "conclusion ";
    case Form::kAction:
      return "action ";
  }
  return "";
}

std::string Quoted(const std::string& text) { return "\"" + text + "\""; }

std::string PrintKind(const Kind& kind) {
  std::string text = "kind " + kind.name;
  for (std::size_t i = 0; kind.closed && i < kind.members.size(); ++i) {
    text += (i == 0 ? " is one of " : ", ") + kind.members[i];
  }
  return text + "\n";
}

std::string Declared(const Phrase& phrase) {
  std::string sentence;
  for (std::size_t i = 0; i < phrase.holes.size(); ++i) {
    sentence += phrase.words[i] + "{" + phrase.holes[i].label + "}";
  }
  return sentence + phrase.words.back();
}

std::string PrintPhrase(const Phrase& phrase) {
  std::string text = std::string(FormWord(phrase.form)) + Quoted(Declared(phrase)) + "\n";
  if (phrase.marks_holds_from) {
    text += "  holds from {" + phrase.holes[phrase.holds_from].label + "}\n";
  }
  if (phrase.form == Form::kQuestion) {
    text += "  ask \"Is it so?\"\n";
    if (phrase.presumed == Value::kYes) text += "  presumed yes\n";
    if (phrase.presumed == Value::kNo) text += "  presumed no\n";
  }
  return text;
}

std::string PrintDateRule(const Program& program, const DateRule& rule) {
  return "date rule " + Quoted(rule.words + " {" + rule.label + "}") + "\n  cite LAW 3\n  is " +
         SayDate(program, rule.body, rule.label) + "\n";
}

// With a default, what it stands for on the last days need not be said.
std::string PrintStanding(const Issue& issue, int position) {
  const bool filled = issue.by_default && position == issue.preferred;
  std::string text = filled ? "    default\n" : "";
  for (std::size_t i = 0; i < issue.eras.size(); ++i) {
    const Issue::Era& era = issue.eras[i];
    if (era.position != position || (filled && i % 2 == 0)) continue;
    text += "    prevailing";
    if (era.from) text += " from " + DayText(*era.from);
    if (i + 1 < issue.eras.size()) text += " until " + DayText(*issue.eras[i + 1].from);
    text += "\n";
  }
  return text;
}

std::string PrintIssue(const Issue& issue) {
  std::string text = "issue " + issue.name + " \"Is it so?\"\n  cite LAW 9\n";
  for (std::size_t i = 0; i < issue.positions.size(); ++i) {
    text += "  position " + issue.positions[i] + " \"It may be\"\n    cite \"A book, 2001\"\n";
    if (!issue.eras.empty()) {
      text += PrintStanding(issue, static_cast<int>(i));
    } else if (static_cast<int>(i) == issue.preferred) {
      text += issue.by_default ? "    default\n" : "    prevailing\n";
    }
  }
  return text;
}

std::string PrintReading(const Program& program, const Reading& reading) {
  std::string text = "reading " + reading.name + " \"One way to read it\"\n";
  for (const auto& [issue, position] : reading.choices) {
    text += "  " + program.issues[issue].name + " = " + program.issues[issue].positions[position] +
            "\n";
  }
  return text;
}

std::string PrintClause(RuleSpeaker& speaker, const Clause& clause, bool first) {
  std::string text = clause.unless ? "  unless " : first ? "  when " : "  and ";
  if (clause.group == Group::kSingle) return text + speaker.Say(clause.conditions[0]) + "\n";
  text += clause.group == Group::kAnyOf   ? "any of\n"
          : clause.group == Group::kAllOf ? "all of\n"
                                          : "none of\n";
  for (const Condition& condition : clause.conditions) {
    text += "    - " + speaker.Say(condition) + "\n";
  }
  return text;
}

std::string PrintConclusion(RuleSpeaker& speaker, const Rule& rule) {
  std::string dates;
  if (rule.from) dates = "from " + speaker.Say(*rule.from);
  if (rule.until) dates += (dates.empty() ? "until " : " until ") + speaker.Say(*rule.until);
  std::string text = "  then ";
  if (rule.with_effect) text += "with effect ";
  if (!dates.empty()) text += dates + ": ";
  switch (rule.effect) {
    case Effect::kDoesNotApply:
      return text + "the rule does not apply\n";
    case Effect::kSuspended:
      return text + "the duty is suspended\n";
    case Effect::kBegins:
      return text + "the rule begins on " + speaker.Say(rule.instead) + " instead\n";
    case Effect::kEnds:
      return text + "the rule ends on " + speaker.Say(rule.instead) + " instead\n";
    case Effect::kPresumption:
      return text + "it is presumed that " + speaker.Say(rule.head) + "\n";
    case Effect::kConclusion:
      return text + speaker.Say(rule.head) + "\n";
  }
  return text;
}

// Duties and bans of one act meet by chance, and are meant to.
std::string PrintConflicts(const Program& program, const Rule& rule) {
  const auto contradicts = [&](const Rule& other) {
    for (const Sentence* ban : HeadsOf(rule)) {
      for (const Sentence* duty : HeadsOf(other)) {
        if (ban->modal == Modal::kMustNot && duty->modal == Modal::kMust &&
            ban->phrase == duty->phrase)
          return true;
      }
    }
    return false;
  };
  std::string names;
  for (const Rule& other : program.rules) {
    if (contradicts(other)) names += (names.empty() ? "" : ", ") + other.name;
  }
  return names.empty() ? "" : "  conflicts with " + names + "\n";
}

std::string PrintRule(const Program& program, const Rule& rule) {
  std::string text = rule.IsException() ? "exception " : rule.IsTable() ? "table " : "rule ";
  text += rule.name;
  for (std::size_t i = 0; i < rule.targets.size(); ++i) {
    text += (i == 0 ? " to " : ", ") + program.rules[rule.targets[i]].name;
  }
  text += " \"Some rule\"\n  cite LAW 1\n";
  if (rule.issue >= 0) {
    const Issue& issue = program.issues[rule.issue];
    text += "  position " + issue.name + " = " + issue.positions[rule.position] + "\n";
  }
  if (rule.in_force_from || rule.in_force_until) {
    text += "  in force";
    if (rule.in_force_from) text += " from " + DayText(*rule.in_force_from);
    if (rule.in_force_until) text += " until " + DayText(*rule.in_force_until);
    text += "\n";
  }
  text += PrintConflicts(program, rule);
  RuleSpeaker speaker(program, rule);
  bool first = true;
  for (const bool unless : {false, true}) {
    for (const Clause& clause : rule.clauses) {
      if (clause.unless != unless) continue;
      text += PrintClause(speaker, clause, first);
      first = false;
    }
  }
  return text +
         (rule.IsTable() ? PrintRows(program, rule, speaker) : PrintConclusion(speaker, rule));
}

// All statements about one record phrase.
std::string PrintTable(const Program& program, int number,
                       const std::vector<Statement>& statements) {
  const Phrase& phrase = program.phrases[number];
  std::string heading = "|";
  for (const Hole& hole : phrase.holes) heading += " " + hole.label + " |";
  const auto recorded = [](const Statement& statement) { return statement.recorded.has_value(); };
  const bool dated = std::any_of(statements.begin(), statements.end(), recorded);
  if (dated) heading += " recorded on |";
  std::string text = "facts \"A table\"\n  source LIST\n  row " + Declared(phrase) + "\n";
  for (const Promise& promise : program.promises) {
    if (promise.phrase == number) text += "  complete as of " + DayText(promise.day) + "\n";
    if (promise.phrase == number) break;
  }
  text += "\n";
  text += heading + "\n";
  for (const Statement& statement : statements) {
    text += "|";
    for (std::size_t i = 0; i < phrase.holes.size(); ++i) {
      text += " " + NameOf(program, phrase.holes[i].kind, statement.arguments[i]) + " |";
    }
    if (dated) text += statement.recorded ? " " + DayText(*statement.recorded) + " |" : " |";
    text += "\n";
  }
  return text;
}

// A few statements as lines; the block names the source, or each line does.
std::string PrintLines(const Program& program, const std::vector<Statement>& statements) {
  const bool once = statements.size() > 1;
  std::string text = once ? "facts \"Lines\"\n  source LIST\n\n" : "facts \"A line\"\n\n";
  for (const Statement& statement : statements) {
    text += SayStatement(program, statement);
    if (statement.recorded) text += "  recorded on " + DayText(*statement.recorded);
    text += once ? "\n" : "  source LIST\n";
  }
  return text;
}

std::string PrintDispute(const Program& program, int number) {
  std::string text = "disputed \"matter " + std::to_string(number) + "\"\n";
  bool first = true;
  for (const Statement& statement : program.facts) {
    if (statement.dispute != number) continue;
    text += (first ? "  either " : "  or ") + SayStatement(program, statement) + "  source LIST";
    if (statement.recorded) text += "  recorded on " + DayText(*statement.recorded);
    text += "\n";
    first = false;
  }
  return text;
}

std::vector<std::string> PrintFacts(const Program& program) {
  constexpr std::size_t kLines = 4;
  std::map<int, std::vector<Statement>> tables;
  std::vector<Statement> lines;
  std::vector<std::string> blocks;
  for (const Statement& statement : program.facts) {
    if (statement.dispute >= 0) continue;
    const Phrase& phrase = program.phrases[statement.phrase];
    if (phrase.form == Form::kRecord && statement.phrase % 2 == 1 && !statement.denied) {
      tables[statement.phrase].push_back(statement);
    } else {
      lines.push_back(statement);
    }
    if (lines.size() < kLines) continue;
    blocks.push_back(PrintLines(program, lines));
    lines.clear();
  }
  if (!lines.empty()) blocks.push_back(PrintLines(program, lines));
  for (auto& [phrase, statements] : tables) {
    blocks.push_back(PrintTable(program, phrase, statements));
  }
  for (std::size_t i = 0; i < program.disputes.size(); ++i)
    blocks.push_back(PrintDispute(program, static_cast<int>(i)));
  for (const Promise& promise : program.promises) {
    const std::string phrase = Quoted(Declared(program.phrases[promise.phrase]));
    blocks.push_back("facts \"A promise\"\n  source LIST\n  complete for " + phrase + " as of " +
                     DayText(promise.day) + "\n");
  }
  return blocks;
}

std::vector<std::string> PrintVocabulary(const Program& program) {
  const std::string seen =
      program.retrieved ? "  retrieved " + DayText(*program.retrieved) + "\n" : "\n";
  std::vector<std::string> blocks = {"source LAW \"The law\"\n", "source LIST \"The list\"" + seen,
                                     "body " + program.body + "\n"};
  for (const Kind& kind : program.kinds) blocks.push_back(PrintKind(kind));
  for (const Phrase& phrase : program.phrases) blocks.push_back(PrintPhrase(phrase));
  for (const DateRule& rule : program.date_rules) blocks.push_back(PrintDateRule(program, rule));
  return blocks;
}

std::vector<std::string> PrintRest(const Program& program) {
  std::vector<std::string> blocks;
  for (const Kind& kind : program.kinds) {
    for (const std::string& member : kind.members) {
      if (!kind.closed) blocks.push_back(kind.name + " " + member + "\n");
    }
  }
  for (const Issue& issue : program.issues) blocks.push_back(PrintIssue(issue));
  for (const Reading& reading : program.readings) {
    const bool built_in = reading.name == "prevailing" || reading.of_the_day;
    if (!built_in) blocks.push_back(PrintReading(program, reading));
  }
  for (const Rule& rule : program.rules) blocks.push_back(PrintRule(program, rule));
  for (const std::string& block : PrintFacts(program)) blocks.push_back(block);
  return blocks;
}

std::string SayWith(const Phrase& phrase, const std::vector<std::string>& fillers) {
  std::string text;
  for (std::size_t i = 0; i < fillers.size(); ++i) text += phrase.words[i] + fillers[i];
  return text + phrase.words.back();
}

std::vector<std::string> OpenHoles(const Phrase& phrase) {
  std::vector<std::string> fillers;
  for (const Hole& hole : phrase.holes) fillers.push_back(WithArticle(hole.label));
  return fillers;
}

}  // namespace

namespace {

// A rulebook may not have phrases that it never says, and some stand in the case alone.
std::string PrintEveryPhrase(const Program& program) {
  if (program.phrases.empty()) return "";
  std::string text = "scenario \"Every phrase\"\n";
  for (std::size_t i = 0; i < program.phrases.size(); ++i) {
    const Phrase& phrase = program.phrases[i];
    std::vector<int> arguments;
    for (const Hole& hole : phrase.holes) {
      // Without a member there is nobody to say it of.
      if (hole.kind >= 0 && program.kinds[hole.kind].members.empty()) return "";
      arguments.push_back(0);
    }
    const std::string actor =
        phrase.form == Form::kAction ? program.body + " must " : std::string();
    text += "  expect " + actor + SayGround(program, static_cast<int>(i), arguments) + " always\n";
  }
  return text;
}

}  // namespace

std::vector<TextFile> Print(const Program& program, const Layout& layout) {
  std::vector<std::string> vocabulary = PrintVocabulary(program);
  std::vector<std::string> rest = PrintRest(program);
  if (layout.shuffle != 0) {
    std::mt19937 random(layout.shuffle);
    std::shuffle(vocabulary.begin(), vocabulary.end(), random);
    std::shuffle(rest.begin(), rest.end(), random);
  }
  std::vector<TextFile> files = {{"vocabulary.law", "law Vocabulary\n"}};
  for (const std::string& block : vocabulary) files[0].text += "\n" + block;
  files[0].text += "\n" + PrintEveryPhrase(program);
  for (int i = 1; i < layout.files; ++i) {
    const std::string number = std::to_string(i);
    files.push_back({"part" + number + ".law", "law Part " + number + "\nuses Vocabulary\n"});
  }
  for (std::size_t i = 0; i < rest.size(); ++i) {
    const std::size_t file = layout.files <= 1 ? 0 : 1 + i % (files.size() - 1);
    files[file].text += "\n" + rest[i];
  }
  if (layout.shuffle != 0) std::reverse(files.begin(), files.end());
  return files;
}

namespace {

std::string TimeText(int minute, int ahead) {
  const int day = DayOfMinute(minute + ahead);
  const int clock = minute + ahead - day * 24 * 60;
  std::array<char, 24> text{};
  std::snprintf(text.data(), text.size(), " %02d:%02d ", clock / 60, clock % 60);
  return DayText(day) + text.data() + (ahead == 0 ? "UTC" : ahead > 0 ? "+02:00" : "-00:30");
}

// As statements write it: odd minutes in a zone that is two hours ahead, or half an hour behind.
std::string WrittenName(const Program& program, int kind, int value) {
  if (kind != kTimeKind || value % 2 == 0) return NameOf(program, kind, value);
  return TimeText(value, value % 3 == 0 ? 120 : -30);
}

}  // namespace

std::string NameOf(const Program& program, int kind, int value) {
  if (kind == kDateKind) return DayText(value);
  if (kind == kTimeKind) return TimeText(value, 0);
  const std::vector<std::string>& members = program.kinds[kind].members;
  if (value < static_cast<int>(members.size())) return members[value];
  int next = static_cast<int>(members.size());
  for (const auto& [cast_kind, name] : program.cast) {
    if (cast_kind == kind && next++ == value) return name;
  }
  return "";
}

std::string ActorName(const Program& program, int kind, int member) {
  return kind == kBodyKind ? program.body : NameOf(program, kind, member);
}

std::string SayGround(const Program& program, int phrase, const std::vector<int>& arguments) {
  const Phrase& what = program.phrases[phrase];
  std::vector<std::string> fillers;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    fillers.push_back(NameOf(program, what.holes[i].kind, arguments[i]));
  }
  return SayWith(what, fillers);
}

std::string SayOpen(const Program& program, int phrase) {
  return SayWith(program.phrases[phrase], OpenHoles(program.phrases[phrase]));
}

std::string SayOpenAct(const Program& program, int phrase, Modal modal, int actor_kind) {
  const bool body = actor_kind == kBodyKind;
  const std::string actor =
      body ? program.body : WithArticle("acting " + program.kinds[actor_kind].name);
  return actor + std::string(ModalWords(modal)) + SayOpen(program, phrase);
}

std::string SayStatement(const Program& program, const Statement& statement) {
  std::string text = statement.denied ? "not " : "";
  const Phrase& phrase = program.phrases[statement.phrase];
  std::vector<std::string> fillers;
  for (std::size_t i = 0; i < phrase.holes.size(); ++i)
    fillers.push_back(WrittenName(program, phrase.holes[i].kind, statement.arguments[i]));
  text += SayWith(phrase, fillers);
  const auto say = [&](const char* word, std::optional<int> day, std::optional<int> last) {
    if (!day) return;
    text += word + (last ? "between " + DayText(*day) + " and " + DayText(*last) : DayText(*day));
  };
  say(" from ", statement.from, statement.from_last);
  say(" until ", statement.until, statement.until_last);
  return text;
}

}  // namespace comity::oracle
