// SPDX-License-Identifier: Apache-2.0
#include "tests/oracle/asp_rule.h"

namespace comity::oracle {

bool AspIsDated(const Program& program, View view, const Rule& rule) {
  const Reading& reading = program.readings[view.reading];
  if (rule.issue < 0 || !reading.of_the_day) return false;
  for (const auto& choice : reading.choices) {
    if (choice.first == rule.issue) return false;
  }
  return !program.issues[rule.issue].eras.empty();
}

bool AspCounts(const Program& program, View view, const Rule& rule) {
  if (rule.issue < 0 || AspIsDated(program, view, rule)) return true;
  const Issue& issue = program.issues[rule.issue];
  int position = issue.preferred;
  for (const Issue::Era& era : issue.eras) {
    if (view.known_on && (!era.from || *era.from <= *view.known_on)) position = era.position;
  }
  for (const auto& [chosen, choice] : program.readings[view.reading].choices) {
    if (chosen == rule.issue) position = choice;
  }
  return position == rule.position;
}

// "Among those with c = yes the latest D takes the place of `from`. Those with c = unknown leave
// the window unknown on the days on which it would be another if they, or some of them, were yes."
// So there are several days that it could be: at least unknown is what one of them allows, yes what
// all of them do.
void WriteAspTiming(const AspTiming& timing, const std::string& prefix, std::string& text) {
  std::string domain;
  for (const std::string& literal : timing.domains) domain += literal + ",";
  std::string written;
  for (const std::string& literal : timing.literals) written += "," + literal;
  const auto atom = [&](const std::string& what, const std::string& last) {
    return timing.name + what + "(" + timing.own + last + ")";
  };
  const auto write = [&](const std::string& head, const std::string& body) {
    text += head + ":-" + body + ".\n";
  };
  for (const std::string& certain : timing.certain) write(atom("c", "O"), domain + certain);
  write(atom("l", "O"), atom("c", "O") + "," + atom("c", "P") + ",P>O");
  write(atom("m", "O"), atom("c", "O") + ",not " + atom("l", "O"));
  write(atom("h", "1"), atom("c", "_"));
  const std::string none = "not " + atom("h", "1");
  write(atom("a", "O"), atom("m", "O"));
  const std::string day = prefix + "d(T,D)";
  if (timing.written.empty()) {
    write(atom("wu", "T"), domain + day + "," + none);
  } else {
    write(atom("a", timing.written), domain + none + written);
  }
  for (const std::string& possible : timing.possible) {
    write(atom("a", "O"), domain + none + "," + possible);
    write(atom("a", "O"), domain + atom("m", "M") + "," + possible + ",O>M");
  }
  write(atom("wu", "T"), atom("a", "O") + "," + day + (timing.begins ? ",D>=O" : ",D<O"));
  write(atom("n", "T"), atom("a", "O") + "," + day + (timing.begins ? ",D<O" : ",D>=O"));
  write(atom("wy", "T"), domain + day + ",not " + atom("n", "T"));
}

}  // namespace comity::oracle
