// SPDX-License-Identifier: Apache-2.0
#include "tests/oracle/asp_rule.h"

#include <algorithm>
#include <set>
#include <vector>

namespace comity::oracle {
namespace {

// Of a value: yes, or at least unknown. Negation turns one into the other.
enum class Level { kYes, kAtLeastUnknown };

Level Crossed(Level level) { return level == Level::kYes ? Level::kAtLeastUnknown : Level::kYes; }
char Letter(Level level) { return level == Level::kYes ? 'y' : 'u'; }

std::string Joined(const std::vector<std::string>& parts) {
  std::string text;
  for (const std::string& part : parts) text += (text.empty() ? "" : ",") + part;
  return text;
}

// Writes one rule or exception at both levels.
class RuleTranslator {
 public:
  RuleTranslator(const Program& program, View view, std::string prefix, const AspDates& dates,
                 int number, std::string& text)
      : program_(program),
        view_(view),
        prefix_(std::move(prefix)),
        dates_(dates),
        rule_(program.rules[number]),
        number_(number),
        text_(text) {
    for (std::size_t i = 0; i < rule_.variables.size(); ++i) {
      names_.push_back("V" + std::to_string(i));
      if (rule_.variables[i].clause < 0) own_.insert(static_cast<int>(i));
    }
    for (std::size_t i = 0; i < program.rules.size(); ++i) {
      const Rule& other = program.rules[i];
      const bool acts =
          std::find(other.targets.begin(), other.targets.end(), number) != other.targets.end();
      if (acts && AspCounts(program, view, other)) exceptions_.push_back(static_cast<int>(i));
    }
  }

  void Write() {
    for (std::size_t i = 0; i < rule_.clauses.size(); ++i) WriteHelper(static_cast<int>(i));
    WriteProjections();
    WriteTiming(Effect::kBegins);
    WriteTiming(Effect::kEnds);
    for (Level level : {Level::kYes, Level::kAtLeastUnknown}) WriteLevel(level);
  }

 private:
  using Literals = std::vector<std::string>;

  void Emit(const std::string& head, const Literals& body) {
    text_ += head + ":-" + Joined(body) + ".\n";
  }

  // "c3r5b", the beginning of the rule's own predicates.
  std::string Name(const std::string& what) const {
    return prefix_ + "r" + std::to_string(number_) + what;
  }

  std::string Atom(const std::string& name, const std::set<int>& variables,
                   const std::string& day = "T") const {
    Literals terms;
    for (int variable : variables) terms.push_back(names_[variable]);
    if (!day.empty()) terms.push_back(day);
    return terms.empty() ? name : name + "(" + Joined(terms) + ")";
  }

  std::string DayOf(const std::string& number, const std::string& day) const {
    return prefix_ + "d(" + number + "," + day + ")";
  }

  std::string Say(const Term& term) const {
    return term.kind == Term::Kind::kVariable ? names_[term.number] : std::to_string(term.number);
  }

  std::string Say(const Sentence& sentence, const std::string& channel,
                  const std::string& day) const {
    Literals terms;
    const bool act = sentence.modal != Modal::kNone;
    if (act) {
      const bool body = sentence.actor_kind == kBodyKind;
      terms.push_back(body ? "b"
                           : "a(" + std::to_string(sentence.actor_kind) + "," +
                                 Say(sentence.actor) + ")");
    }
    for (const Term& term : sentence.terms) terms.push_back(Say(term));
    terms.push_back(day);
    return prefix_ + (act ? "a" : "p") + std::to_string(sentence.phrase) + channel + "(" +
           Joined(terms) + ")";
  }

  std::string Say(const DateExpr& expr, Literals& body) {
    return dates_.Term(expr, names_, body, next_date_);
  }

  void AddDomains(const std::set<int>& variables, Literals& body) const {
    for (int variable : variables) {
      body.push_back(AspDomain(prefix_, rule_.variables[variable].kind, names_[variable]));
    }
  }

  void AddTimes(const Condition& condition, Literals& body) const {
    const std::string left = Say(condition.left_time);
    const std::string right = Say(condition.right_time);
    if (!condition.distance) {
      body.push_back(left + AspSign(condition.comparison) + right);
      return;
    }
    const Distance& distance = *condition.distance;
    const int minutes = distance.count * (distance.unit == Distance::Unit::kHours ? 60 : 1);
    const std::string end = right + (distance.before ? "-" : "+") + std::to_string(minutes);
    for (std::string& literal : AspDistance(distance, left, right, end))
      body.push_back(std::move(literal));
  }

  void AddCondition(const Condition& condition, Level level, Literals& body) {
    if (condition.of_times) {
      AddTimes(condition, body);
      return;
    }
    if (condition.distance) {
      const std::string left = Say(condition.left, body);
      const std::string right = Say(condition.right, body);
      const std::string end = Say(EndOfDistance(*condition.distance, condition.right), body);
      for (std::string& literal : AspDistance(*condition.distance, left, right, end))
        body.push_back(std::move(literal));
      return;
    }
    if (condition.compares) {
      const std::string left = Say(condition.left, body);
      const std::string right = Say(condition.right, body);
      body.push_back(left + AspSign(condition.comparison) + right);
      return;
    }
    std::string day = "T";
    if (condition.as_of) {
      const std::string date = Say(*condition.as_of, body);
      day = "T" + std::to_string(next_date_++);
      body.push_back(DayOf(day, date));
    }
    std::string channel;
    if (condition.sentence.modal != Modal::kNone) channel = AspChannel(condition.sentence.modal);
    body.push_back(Say(condition.sentence, channel + Letter(level), day));
  }

  // ---------------------------------------------------------------------------------------------
  // lines

  void Mention(const DateExpr& expr, std::set<int>& variables) const {
    if (expr.kind == DateExpr::Kind::kVariable || expr.kind == DateExpr::Kind::kDayOfTime)
      variables.insert(expr.number);
    for (const DateExpr& operand : expr.operands) Mention(operand, variables);
  }

  std::set<int> MentionedBy(const Condition& condition) const {
    std::set<int> variables;
    const auto mention = [&](const Term& term) {
      if (term.kind == Term::Kind::kVariable) variables.insert(term.number);
    };
    if (condition.of_times) {
      mention(condition.left_time);
      mention(condition.right_time);
      return variables;
    }
    if (condition.compares) {
      Mention(condition.left, variables);
      Mention(condition.right, variables);
      return variables;
    }
    if (condition.as_of) Mention(*condition.as_of, variables);
    for (const Term& term : condition.sentence.terms) mention(term);
    const Sentence& sentence = condition.sentence;
    if (sentence.modal != Modal::kNone && sentence.actor_kind != kBodyKind) mention(sentence.actor);
    return variables;
  }

  std::set<int> OwnMentionedBy(const Clause& clause) const {
    std::set<int> variables;
    for (const Condition& condition : clause.conditions) variables.merge(MentionedBy(condition));
    std::erase_if(variables, [&](int variable) { return !own_.contains(variable); });
    return variables;
  }

  // Whether the conditions of a line stand in the rule itself, one beside the other.
  static bool IsInline(const Clause& clause) {
    return !clause.unless && (clause.group == Group::kSingle || clause.group == Group::kAllOf);
  }
  static bool IsAlternative(const Clause& clause) {
    return clause.group == Group::kAnyOf || clause.group == Group::kNoneOf;
  }

  // The highest value of the line, for `none of` of its bullets, over the variables that are not
  // the rule's own.
  void WriteHelper(int number) {
    const Clause& clause = rule_.clauses[number];
    if (IsInline(clause)) return;
    const std::set<int> own = OwnMentionedBy(clause);
    const std::string name = Name("c" + std::to_string(number));
    for (Level level : {Level::kYes, Level::kAtLeastUnknown}) {
      Literals start;
      AddDomains(own, start);
      start.push_back(DayOf("T", "_"));
      Literals all = start;
      for (const Condition& condition : clause.conditions) {
        Literals body = start;
        std::set<int> locals = MentionedBy(condition);
        std::erase_if(locals, [&](int variable) { return own_.contains(variable); });
        AddDomains(locals, IsAlternative(clause) ? body : all);
        AddCondition(condition, level, IsAlternative(clause) ? body : all);
        if (IsAlternative(clause)) Emit(Atom(name + Letter(level), own), body);
      }
      if (!IsAlternative(clause)) Emit(Atom(name + Letter(level), own), all);
    }
  }

  void AddClause(int number, Level level, Literals& body) {
    const Clause& clause = rule_.clauses[number];
    if (IsInline(clause)) {
      for (const Condition& condition : clause.conditions) AddCondition(condition, level, body);
      return;
    }
    const bool negated = clause.unless != (clause.group == Group::kNoneOf);
    const std::string name = Name("c" + std::to_string(number));
    const char letter = Letter(negated ? Crossed(level) : level);
    body.push_back((negated ? "not " : "") + Atom(name + letter, OwnMentionedBy(clause)));
  }

  // ---------------------------------------------------------------------------------------------
  // the value

  // A rule that nothing stands against is one line; others need names for what lies between.
  void WriteLevel(Level level) {
    Literals value;
    if (exceptions_.empty() && !rule_.with_effect) {
      value = GroundsOf(level);
      AddWindow(level, value);
      if (rule_.IsException()) Emit(Atom(Name("v") + Letter(level), own_), value);
    } else {
      Emit(Atom(Name("b") + Letter(level), own_), GroundsOf(level));
      WriteValue(level);
      value = {Atom(Name("v") + Letter(level), own_)};
    }
    if (rule_.IsException()) return;
    if (rule_.head.modal == Modal::kNone) {
      WriteConclusion(level, value);
    } else {
      WriteAct(level, value);
    }
  }

  // B and not N: "B includes the days on which the rule is in force".
  Literals GroundsOf(Level level) {
    Literals body;
    for (std::size_t i = 0; i < rule_.clauses.size(); ++i) {
      if (!rule_.clauses[i].unless) AddClause(static_cast<int>(i), level, body);
    }
    AddDomains(own_, body);
    body.push_back(DayOf("T", "D"));
    if (rule_.in_force_from) body.push_back("D>=" + std::to_string(*rule_.in_force_from));
    if (AspIsDated(program_, view_, rule_)) {
      body.push_back(prefix_ + "i" + std::to_string(rule_.issue) + "(" +
                     std::to_string(rule_.position) + ",T)");
    }
    if (rule_.in_force_until) body.push_back("D<" + std::to_string(*rule_.in_force_until));
    for (std::size_t i = 0; i < rule_.clauses.size(); ++i) {
      if (rule_.clauses[i].unless) AddClause(static_cast<int>(i), level, body);
    }
    if (rule_.never_sure && level == Level::kYes) body.emplace_back("1=0");
    return body;
  }

  bool HasTiming(Effect effect) const {
    return std::any_of(exceptions_.begin(), exceptions_.end(),
                       [&](int exception) { return program_.rules[exception].effect == effect; });
  }

  void WriteTiming(Effect effect) {
    if (!HasTiming(effect)) return;
    const bool begins = effect == Effect::kBegins;
    AspTiming timing{Name(begins ? "f" : "e"), begins, "", {}, {}, {}, "", {}};
    for (int own : own_) timing.own += names_[own] + ",";
    AddDomains(own_, timing.domains);
    for (int exception : exceptions_) {
      if (program_.rules[exception].effect != effect) continue;
      timing.certain.push_back(ExceptionAtom(exception, Level::kYes, "O"));
      timing.possible.push_back(ExceptionAtom(exception, Level::kAtLeastUnknown, "O"));
    }
    const auto& written = begins ? rule_.from : rule_.until;
    if (written) timing.written = Say(*written, timing.literals);
    WriteAspTiming(timing, prefix_, text_);
  }

  void AddWindow(Level level, Literals& body) {
    for (const auto& [effect, name] : {std::pair{Effect::kBegins, "fw"}, {Effect::kEnds, "ew"}}) {
      if (HasTiming(effect)) body.push_back(Atom(Name(name) + Letter(level), own_));
    }
    body.push_back(DayOf("T", "D"));
    if (rule_.from && !HasTiming(Effect::kBegins)) {
      const std::string from = Say(*rule_.from, body);
      body.push_back("D>=" + from);
    }
    if (rule_.until && !HasTiming(Effect::kEnds)) {
      const std::string until = Say(*rule_.until, body);
      body.push_back("D<" + until);
    }
  }

  // The variables that the exception and the rule share by name, as this rule's own.
  std::set<int> SharedWith(const Rule& exception) const {
    std::set<int> shared;
    for (int own : own_) {
      for (const Variable& theirs : exception.variables) {
        if (theirs.clause < 0 && theirs.label == rule_.variables[own].label) shared.insert(own);
      }
    }
    return shared;
  }

  std::string ExceptionAtom(int exception, Level level, const std::string& day = "T") const {
    return Atom(Name("x" + std::to_string(exception)) + Letter(level),
                SharedWith(program_.rules[exception]), day);
  }

  // The exception's value as its target sees it: the highest over the variables that only it has.
  void WriteProjections() {
    for (int number : exceptions_) {
      const Rule& exception = program_.rules[number];
      for (Level level : {Level::kYes, Level::kAtLeastUnknown}) {
        Literals terms;
        std::vector<std::string> names;
        for (std::size_t i = 0; i < exception.variables.size(); ++i) {
          const Variable& theirs = exception.variables[i];
          std::string& name = names.emplace_back("W" + std::to_string(i));
          if (theirs.clause >= 0) continue;
          for (int own : own_) {
            if (rule_.variables[own].label == theirs.label) name = names_[own];
          }
          terms.push_back(name);
        }
        terms.emplace_back("T");
        Literals body = {prefix_ + "r" + std::to_string(number) + "v" + Letter(level) + "(" +
                         Joined(terms) + ")"};
        // One that changes the timing holds if it holds on any day; what it says is a day.
        const std::string day = exception.ChangesTiming()
                                    ? dates_.Term(exception.instead, names, body, next_date_)
                                    : "T";
        Emit(ExceptionAtom(number, level, day), body);
      }
    }
  }

  void AddNotBarred(Level level, Literals& body) const {
    for (int exception : exceptions_) {
      if (program_.rules[exception].effect == Effect::kDoesNotApply) {
        body.push_back("not " + ExceptionAtom(exception, Crossed(level)));
      }
    }
  }

  // V: within the dates, and unless an exception takes it away; `with effect` from the highest of
  // all days on.
  void WriteValue(Level level) {
    Literals body = {Atom(Name("b") + Letter(level), own_)};
    AddNotBarred(level, body);
    if (rule_.with_effect) {
      Emit(Atom(Name("g") + Letter(level), own_, ""), body);
      body = {Atom(Name("g") + Letter(level), own_, ""), DayOf("T", "_")};
    }
    AddWindow(level, body);
    Emit(Atom(Name("v") + Letter(level), own_), body);
  }

  void WriteConclusion(Level level, Literals body) {
    // A presumption lies below what is stated.
    if (rule_.effect == Effect::kPresumption) {
      body.push_back("not " + Say(rule_.head, "s", "T"));
    }
    Emit(Say(rule_.head, {Letter(level)}, "T"), body);
  }

  void WriteAct(Level level, const Literals& value) {
    const auto head = [&](char channel) {
      return Say(rule_.head, std::string{channel, Letter(level)}, "T");
    };
    Literals active = value;
    for (int exception : exceptions_) {
      if (program_.rules[exception].effect == Effect::kSuspended) {
        active.push_back("not " + ExceptionAtom(exception, Crossed(level)));
        if (rule_.head.modal != Modal::kMust) continue;
        Emit(head('s'), {Atom(Name("v") + Letter(level), own_), ExceptionAtom(exception, level)});
      } else if (program_.rules[exception].effect == Effect::kDoesNotApply) {
        Literals barred = {Atom(Name("b") + Letter(level), own_), ExceptionAtom(exception, level)};
        AddWindow(level, barred);
        Emit(head('r'), barred);
      }
    }
    Emit(head(AspChannel(rule_.head.modal)), active);
  }

  const Program& program_;
  View view_;
  std::string prefix_;
  const AspDates& dates_;
  const Rule& rule_;
  int number_;
  std::string& text_;
  std::vector<std::string> names_;  // by variable
  std::set<int> own_;
  std::vector<int> exceptions_;
  int next_date_ = 0;
};

}  // namespace

char AspChannel(Modal modal) {
  switch (modal) {
    case Modal::kMustNot:
      return 'f';
    case Modal::kMay:
      return 'p';
    case Modal::kMayVoluntarily:
      return 'v';
    default:
      return 'o';
  }
}

std::string AspDomain(const std::string& prefix, int kind, const std::string& variable) {
  if (kind == kDateKind) return prefix + "t(" + variable + ")";
  if (kind == kTimeKind) return prefix + "m(" + variable + ")";
  return prefix + "k" + std::to_string(kind) + "(" + variable + ")";
}

void WriteAspRules(const Program& program, View view, const std::string& prefix,
                   const AspDates& dates, std::string& text) {
  for (std::size_t i = 0; i < program.rules.size(); ++i) {
    if (!AspCounts(program, view, program.rules[i])) continue;
    RuleTranslator(program, view, prefix, dates, static_cast<int>(i), text).Write();
  }
}

}  // namespace comity::oracle
