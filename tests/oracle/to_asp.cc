// SPDX-License-Identifier: Apache-2.0
#include "tests/oracle/to_asp.h"

#include <algorithm>

#include "tests/oracle/asp_dates.h"
#include "tests/oracle/asp_rule.h"
#include "tests/oracle/asp_tables.h"
#include "tests/oracle/knowledge.h"

namespace comity::oracle {
namespace {

constexpr int kFarAway = 1000;

// Writes everything but the rules: days, domains, statements and defaults, outcomes.
class AspWriter {
 public:
  AspWriter(const Program& program, View view, const std::string& prefix, CalendarFacts& calendar)
      : program_(program),
        view_(view),
        prefix_(prefix),
        calendar_(calendar),
        facts_(FactsSeen(program, view, Fault::kNone)),
        named_(Named(kDateKind)),
        times_(Named(kTimeKind)),
        dates_(program, named_, times_, calendar) {}

  AspProgram Write() && {
    CollectDays();
    WriteDomains();
    WriteStatements();
    for (std::size_t i = 0; i < program_.phrases.size(); ++i) {
      const int phrase = static_cast<int>(i);
      if (program_.phrases[i].form == Form::kAction) {
        WriteOutcome(phrase);
      } else {
        WriteLayers(phrase);
      }
    }
    WriteAspRules(program_, view_, prefix_, dates_, text_);
    return {std::move(text_), std::move(days_)};
  }

 private:
  std::vector<const Statement*> Statements(bool of_case) const { return Pointers(of_case, facts_); }

  // Known or not, of whatever side: the days and dates are the same in every version, and
  // "variables range over the days of all of it".
  std::vector<const Statement*> AllStatements(bool of_case) const {
    return Pointers(of_case, program_.facts);
  }

  std::vector<const Statement*> Pointers(bool of_case, const std::vector<Statement>& facts) const {
    std::vector<const Statement*> result;
    if (of_case && !view_.with_case) return result;
    for (const Statement& statement : of_case ? program_.given : facts)
      result.push_back(&statement);
    return result;
  }

  // "a date or time variable over the dates or times that are named in what is stated or
  // concluded".
  std::vector<int> Named(int kind) const {
    std::set<int> days;
    for (bool of_case : {false, true}) {
      for (const Statement* statement : AllStatements(of_case)) {
        const Phrase& phrase = program_.phrases[statement->phrase];
        for (std::size_t i = 0; i < phrase.holes.size(); ++i) {
          if (phrase.holes[i].kind == kind) days.insert(statement->arguments[i]);
        }
      }
    }
    for (const Rule& rule : program_.rules) {
      for (const Sentence* head : HeadsOf(rule)) {
        const std::vector<Hole>& holes = program_.phrases[head->phrase].holes;
        for (std::size_t i = 0; i < holes.size(); ++i) {
          if (holes[i].kind == kind && head->terms[i].kind == Term::Kind::kDay)
            days.insert(head->terms[i].number);
        }
      }
    }
    return {days.begin(), days.end()};
  }

  // Every day on which anything may begin or end, each for all days up to the next, and one for
  // all of the past.
  void CollectDays() {
    std::set<int> changes(named_.begin(), named_.end());
    for (int time : times_) changes.insert(calendar_.AddDayOfTime(time));
    const auto add = [&](const std::optional<DateExpr>& expr) {
      if (expr) changes.merge(dates_.Possible(*expr));
    };
    for (bool of_case : {false, true}) {
      for (const Statement* statement : AllStatements(of_case)) {
        if (statement->from) changes.insert(*statement->from);
        if (statement->until) changes.insert(*statement->until);
        if (statement->from_last) changes.insert(*statement->from_last);
        if (statement->until_last) changes.insert(*statement->until_last);
      }
    }
    for (const Issue& issue : program_.issues) {
      for (const Issue::Era& era : issue.eras) {
        if (era.from) changes.insert(*era.from);
      }
    }
    for (const Rule& rule : program_.rules) {
      add(rule.from);
      add(rule.until);
      if (rule.ChangesTiming()) add(rule.instead);
      if (rule.in_force_from) changes.insert(*rule.in_force_from);
      if (rule.in_force_until) changes.insert(*rule.in_force_until);
      for (const Clause& clause : rule.clauses) {
        for (const Condition& condition : clause.conditions) {
          add(condition.as_of);
          if (!condition.compares || condition.of_times) continue;
          dates_.Possible(condition.left);  // for the calendar only
          dates_.Possible(condition.right);
          if (condition.distance)
            dates_.Possible(EndOfDistance(*condition.distance, condition.right));
        }
      }
    }
    if (changes.empty()) changes.insert(0);
    changes.insert(*changes.begin() - kFarAway);
    days_.assign(changes.begin(), changes.end());
  }

  int NumberOf(int day) const {
    return static_cast<int>(std::lower_bound(days_.begin(), days_.end(), day) - days_.begin());
  }

  void Fact(const std::string& atom) { text_ += prefix_ + atom + ".\n"; }

  // Many facts of one predicate are one statement, which is read faster.
  void WriteDomains() {
    std::string days, named;
    for (std::size_t i = 0; i < days_.size(); ++i) {
      days += (i == 0 ? "" : ";") + std::to_string(i) + "," + std::to_string(days_[i]);
    }
    Fact("d(" + days + ")");
    for (std::size_t kind = 0; kind < program_.kinds.size(); ++kind) {
      auto members = program_.kinds[kind].members.size();
      for (const auto& cast : program_.cast) {
        if (view_.with_case && cast.first == static_cast<int>(kind)) ++members;
      }
      if (members > 0)
        Fact("k" + std::to_string(kind) + "(0.." + std::to_string(members - 1) + ")");
    }
    for (int day : named_) named += (named.empty() ? "" : ";") + std::to_string(day);
    if (!named.empty()) Fact("t(" + named + ")");
    for (int time : times_) Fact("m(" + std::to_string(time) + ")");
    WriteEras();
  }

  // Which position stood on which days. As known on a day, what stood on it goes on.
  void WriteEras() {
    for (std::size_t i = 0; i < program_.issues.size(); ++i) {
      auto eras = program_.issues[i].eras;
      std::erase_if(eras, [&](const Issue::Era& era) {
        return view_.known_on && era.from && *era.from > *view_.known_on;
      });
      for (std::size_t e = 0; e < eras.size(); ++e) {
        const int first = eras[e].from ? NumberOf(*eras[e].from) : 0;
        const int end =
            e + 1 < eras.size() ? NumberOf(*eras[e + 1].from) : static_cast<int>(days_.size());
        Fact("i" + std::to_string(i) + "(" + std::to_string(eras[e].position) + "," +
             std::to_string(first) + ".." + std::to_string(end - 1) + ")");
      }
    }
  }

  // What a layer says of a phrase: `cy`, `cn` and `cu` for the case, `fy`, `fn` and `fu` for the
  // fact files.
  void WriteStatements() {
    for (bool of_case : {false, true}) {
      for (const Statement* statement : Statements(of_case)) WriteStatement(*statement, of_case);
    }
  }

  void WriteStatement(const Statement& statement, bool of_case) {
    const Phrase& phrase = program_.phrases[statement.phrase];
    const int end = static_cast<int>(days_.size());
    // From `begin` perhaps, surely from `first` until `last`, and perhaps until `over`.
    int begin = statement.from ? NumberOf(*statement.from) : 0;
    if (phrase.form == Form::kRecord) {
      const int from = statement.arguments[phrase.holds_from];
      const bool time = phrase.holes[phrase.holds_from].kind == kTimeKind;
      begin = NumberOf(time ? calendar_.AddDayOfTime(from) : from);
    }
    const int first = statement.from_last ? NumberOf(*statement.from_last) : begin;
    const int last = statement.until ? NumberOf(*statement.until) : end;
    const int over = statement.until_last ? NumberOf(*statement.until_last) : last;
    const auto write = [&](const std::string& side, int from, int until) {
      if (from >= until) return;
      const std::string name =
          "p" + std::to_string(statement.phrase) + (of_case ? "c" : "f") + side;
      said_.insert(name);
      std::string atom = name + "(";
      for (int argument : statement.arguments) atom += std::to_string(argument) + ",";
      Fact(atom + std::to_string(from) + ".." + std::to_string(until - 1) + ")");
    };
    write(statement.denied ? "n" : "y", first, last);
    write("u", begin, std::min(first, over));
    write("u", std::max(last, begin), over);
  }

  // "On a day that a layer says nothing about, the next one counts".
  void WriteLayers(int number) {
    const Phrase& phrase = program_.phrases[number];
    const std::string own = "p" + std::to_string(number);
    const std::string name = prefix_ + own;
    std::string arguments, domain;
    for (std::size_t i = 0; i < phrase.holes.size(); ++i) {
      const std::string variable = "X" + std::to_string(i);
      arguments += variable + ",";
      domain += AspDomain(prefix_, phrase.holes[i].kind, variable) + ",";
    }
    const std::string tuple = "(" + arguments + "T)";
    const auto write = [&](const std::string& head, const std::string& body) {
      text_ += name + head + tuple + ":-" + body + ".\n";
    };
    for (const std::string level : {"y", "u"})
      text_ += "#show " + name + level + "/" + std::to_string(phrase.holes.size() + 1) + ".\n";
    if (phrase.form == Form::kConclusion) return;
    for (const std::string layer : {"c", "f"}) {
      for (const std::string side : {"y", "n", "u"}) {
        if (!said_.contains(own + layer + side)) continue;
        const std::string said = name + layer + side + tuple;
        // What a layer states counts for all below it.
        write("s", said);
        if (layer == "c") write("c", said);
        if (side == "n") continue;
        std::string body = layer == "c" ? said : said + ",not " + name + "c" + tuple;
        if (side == "u") {
          // A yes or a no of the layer beats its unknown.
          for (const std::string sure : {"y", "n"}) {
            if (said_.contains(own + layer + sure)) body += ",not " + name + layer + sure + tuple;
          }
          write("u", body);
          continue;
        }
        write("u", body);
        // What contradicts itself because an end is not known yet is unknown.
        if (said_.contains(own + layer + "n")) body += ",not " + name + layer + "n" + tuple;
        write("y", body);
      }
    }
    if (phrase.form != Form::kQuestion || phrase.presumed == Value::kNo) return;
    const std::string unsaid = domain + prefix_ + "d(T,_),not " + name + "s" + tuple;
    if (phrase.presumed == Value::kYes) write("y", unsaid);
    write("u", unsaid);
  }

  // The channels to which some rule or exception can carry an act, in the order of outcomes.
  std::string ChannelsOf(int number) const {
    std::set<char> found;
    for (const Rule& rule : program_.rules) {
      if (rule.effect == Effect::kSuspended) found.insert('s');
      if (rule.effect == Effect::kDoesNotApply) found.insert('r');
      if (rule.IsException() || rule.head.phrase != number) continue;
      found.insert(AspChannel(rule.head.modal));
    }
    std::string channels;
    for (char channel : std::string(kAspChannels)) {
      if (found.contains(channel)) channels += channel;
    }
    return channels;
  }

  // The first that is yes, in the order of section 7; undetermined where one on the way is unknown.
  void WriteOutcome(int number) {
    const Phrase& phrase = program_.phrases[number];
    const std::string name = prefix_ + "a" + std::to_string(number);
    const std::string outcome = prefix_ + "h" + std::to_string(number);
    std::string arguments = "A,";
    for (std::size_t i = 0; i < phrase.holes.size(); ++i)
      arguments += "X" + std::to_string(i) + ",";
    const std::string tuple = "(" + arguments + "T)";
    const std::string places = std::to_string(phrase.holes.size() + 2);
    const std::string channels = ChannelsOf(number);
    for (const std::string level : {"y", "u"}) {
      for (char channel : channels) {
        text_ += "#show " + name + channel + level + "/" + places + ".\n";
        if (level == "u")
          text_ += name + "any" + tuple + ":-" + name + channel + "u" + tuple + ".\n";
      }
      text_ += name + "x" + level + tuple + ":-" + name + "o" + level + tuple + "," + name + "f" +
               level + tuple + ".\n";
    }
    text_ += "#show " + outcome + "/" + std::to_string(phrase.holes.size() + 3) + ".\n";
    std::string before = name + "any" + tuple;
    const std::string walk = "x" + channels;
    for (std::size_t i = 0; i < walk.size(); ++i) {
      const std::string channel = name + walk[i];
      const int told =
          i == 0 ? kAspConflict : static_cast<int>(std::string(kAspChannels).find(walk[i]));
      const auto tell = [&](int what) {
        return outcome + "(" + arguments + std::to_string(what) + ",T):-" + before;
      };
      text_ += tell(told) + "," + channel + "y" + tuple + ".\n";
      text_ += tell(kAspUndetermined) + "," + channel + "u" + tuple + ",not " + channel + "y" +
               tuple + ".\n";
      const std::string rest = name + "r" + std::to_string(i) + tuple;
      text_ += rest + ":-" + before + ",not " + channel + "u" + tuple + ".\n";
      before = rest;
    }
  }

  const Program& program_;
  View view_;
  std::string prefix_;
  CalendarFacts& calendar_;
  std::vector<Statement> facts_;  // as the view sees them
  std::vector<int> named_;
  std::vector<int> times_;
  AspDates dates_;
  std::vector<int> days_;
  std::set<std::string> said_;  // "p3cy": by the case, yes
  std::string text_;
};

}  // namespace

AspProgram ToAsp(const Program& program, View view, const std::string& prefix,
                 CalendarFacts& calendar) {
  const Program written_out = WithoutTables(program);
  return AspWriter(written_out, view, prefix, calendar).Write();
}

// Nothing today. Whoever adds something to program.h names it here until it is translated.
std::string UnknownToAsp(const Program& /*program*/) { return ""; }

}  // namespace comity::oracle
