// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <utility>

#include "engine/base/text.h"
#include "engine/syntax/cursor.h"
#include "engine/syntax/date_expression.h"
#include "engine/syntax/lines.h"
#include "engine/syntax/quotes.h"
#include "engine/syntax/slips.h"
#include "engine/syntax/statement_parsers.h"

namespace comity {
namespace {

std::string Words(ast::Group group) {
  return group == ast::Group::kAnyOf   ? "any of"
         : group == ast::Group::kAllOf ? "all of"
                                       : "none of";
}

ast::Group GroupOf(std::string_view text) {
  if (text == "any of") return ast::Group::kAnyOf;
  if (text == "all of") return ast::Group::kAllOf;
  if (text == "none of") return ast::Group::kNoneOf;
  return ast::Group::kNone;
}

class RuleParser {
 public:
  // `what` is read: "a rule".
  RuleParser(ast::Rule& rule, std::string_view what, DiagnosticSink& sink)
      : rule_(rule), what_(what), sink_(sink) {}

  void Read(const Line& line) {
    if (rule_.second_below) return;
    if (line.kind == Line::Kind::kBullet) {
      ReadBullet(line);
    } else if (line.kind == Line::Kind::kStray) {
      rule_.broken = true;
    } else if (line.kind == Line::Kind::kClause) {
      ReadClause(line);
    } else {
      ReportMisplaced(line, what_, sink_);
    }
  }

  void Finish() {
    if (rule_.broken) return;
    for (const ast::Condition& condition : rule_.conditions) {
      const std::size_t bullets = condition.sentences.size();
      const bool of_one = bullets == 1 && (condition.group == ast::Group::kAnyOf ||
                                           condition.group == ast::Group::kAllOf);
      if (bullets == 0) {
        sink_.Report(DiagnosticKind::kMalformed, condition.keyword,
                     {Words(condition.group), "bullets"},
                     {"put each condition on a line of its own below: - the State is a party"});
      } else if (of_one) {
        sink_.Report(DiagnosticKind::kMalformed, condition.keyword,
                     {Words(condition.group), "two bullets or more"},
                     {"begin each further line of the group with - as well; a single condition "
                      "needs no group"});
      }
    }
  }

 private:
  void ReadClause(Line line) {
    const std::string word = line.keyword.text;
    if (word == "when" || word == "and" || word == "unless" || word == "then") MendEnd(line.rest);
    if (word == "when" || word == "and" || word == "unless") {
      ReadCondition(line);
    } else if (word == "then") {
      concluded_ = true;
      ReadConclusion(line);
    } else if (word == "cite") {
      for (ast::Text& citation : Cursor(line.rest).List())
        rule_.citations.push_back(std::move(citation));
    } else if (word == "note") {
      rule_.note += (rule_.note.empty() ? "" : " ") + line.rest.text;
    } else if (word == "position") {
      ReadTag(line);
    } else if (word == "conflicts with" && !rule_.exception) {
      for (ast::Text& name : Cursor(line.rest).List()) rule_.conflicts.push_back(std::move(name));
    } else if (word == "in force") {
      rule_.in_force = ParseInForce(line, sink_);
    } else {
      ReportMisplaced(line, what_, sink_);
    }
  }

  // A full stop, or an `and` that belongs to the next line, which has one.
  void MendEnd(ast::Text& text) {
    const ast::Text join = JoinAtEnd(text);
    if (join.text.empty()) {
      MendEndSign(text, sink_);
      return;
    }
    sink_.Report(DiagnosticKind::kEndSign, join.span, {join.text}, {"take it out"});
    text = Cursor::Part(text, 0, text.text.size() - join.text.size());
  }

  // `unless not S`, which is a condition like others.
  bool MendDoubleNo(Line& line) {
    if (line.keyword.text != "unless" || !line.rest.text.starts_with("not ")) return false;
    const ast::Text no = Cursor::Part(line.rest, 0, 3);
    line.rest = Cursor::Part(line.rest, 4, line.rest.text.size());
    const std::string_view word = rule_.conditions.empty() ? "when " : "and ";
    sink_.Report(DiagnosticKind::kWrongForm, no.span, {"‘not’", "‘unless’ says no already"},
                 {Concat({"write above the ‘unless’ lines: ", word, line.rest.text})});
    return true;
  }

  // `when` below `then`: the lines of another rule, which is not read.
  void ReportSecondRule(const ast::Text& when) {
    rule_.second_below = true;
    sink_.Report(
        DiagnosticKind::kWrongForm, when.span,
        {"‘when’", "a second rule seems to begin here, and its first line is missing"},
        {"write above it: rule NAME \"title\", and below that what it cites: cite RS 59(1)",
         "if it is one rule, all conditions stand above ‘then’"});
  }

  void ReadCondition(Line line) {
    if (concluded_ && line.keyword.text == "when" && !rule_.conditions.empty()) {
      ReportSecondRule(line.keyword);
      return;
    }
    if (concluded_ && line.keyword.text == "and") {
      ReportBelowThen(line.keyword, "what else follows is a rule of its own", sink_);
      return;
    }
    if (line.rest.text.empty()) {
      rule_.broken = true;
      ReportEmpty(line);
      return;
    }
    const bool twice_no = MendDoubleNo(line);
    if (!twice_no && !CheckOrder(line.keyword)) return;
    ast::Condition condition;
    condition.keyword = line.keyword.span;
    condition.unless = line.keyword.text == "unless" && !twice_no;
    condition.group = ReadGroup(line.rest);
    if (condition.group == ast::Group::kNone) {
      auto sentence = ParseSentence(line.rest, sink_);
      if (!sentence) {
        rule_.broken = true;
        return;
      }
      sentence->continued = line.continued;
      condition.sentences.push_back(std::move(*sentence));
    }
    rule_.conditions.push_back(std::move(condition));
  }

  void ReportEmpty(const Line& line) {
    const std::string& word = line.keyword.text;
    std::vector<std::string> help = {Concat({"it reads like: ", word, " the State is a party"})};
    if (line.continued && word == "unless") {
      help.emplace_back(
          "of several: unless any of, or: unless all of, and each of them below it with a hyphen");
    } else if (line.continued) {
      help.emplace_back("of several, each has a line of its own that begins with ‘and’");
    }
    sink_.Report(DiagnosticKind::kMalformed, line.keyword.span, {word, "a condition"},
                 std::move(help));
  }

  ast::Group ReadGroup(const ast::Text& text) {
    const std::string_view meant = GroupMeant(text.text);
    if (meant.empty() || text.text == meant) return GroupOf(meant);
    if (text.text == Concat({meant, ":"})) {
      sink_.Report(DiagnosticKind::kEndSign,
                   Cursor::Part(text, meant.size(), text.text.size()).span, {":"}, {"take it out"});
    } else {
      sink_.Report(DiagnosticKind::kUnknownPhrase, text.span, {},
                   {Concat({"did you mean ‘", meant, "’?"})});
    }
    return GroupOf(meant);
  }

  // `when` begins the conditions, once; an `and` below `unless` would be read by some as a part of
  // it, and by others as a further condition, and is not read here. Whether the line is.
  bool CheckOrder(const ast::Text& keyword) {
    if (rule_.broken || keyword.text == "unless") return true;
    const auto& conditions = rule_.conditions;
    const bool begun = std::any_of(conditions.begin(), conditions.end(),
                                   [](const ast::Condition& c) { return !c.unless; });
    if (keyword.text == "when" && begun) {
      sink_.Report(DiagnosticKind::kOneValueOnly, keyword.span, {"when"},
                   {"write ‘and’ if both are needed; if one of them is enough, put both below ‘any "
                    "of’, or write two rules"});
    } else if (keyword.text == "and" && conditions.empty()) {
      sink_.Report(DiagnosticKind::kWrongForm, keyword.span, {"‘and’", "no condition stands above"},
                   {"the first condition begins with ‘when’"});
    } else if (keyword.text == "and" && conditions.back().unless) {
      sink_.Report(DiagnosticKind::kWrongForm, keyword.span,
                   {"‘and’", "below ‘unless’ it can be read in two ways"},
                   {"if the rule needs it, put it above ‘unless’",
                    "if only both together stop the rule, write ‘unless all of’, and each below it "
                    "with -"});
      rule_.broken = true;
    }
    return !rule_.broken;
  }

  void ReportRemark(const ast::Text& remark) {
    sink_.Report(DiagnosticKind::kWrongForm, remark.span,
                 {Concat({"‘", remark.text, "’"}),
                  "between bullets it looks like one, but is a "
                  "remark, and counts for nothing"},
                 {"a bullet begins with one hyphen and a blank; a remark stands above the group"});
  }

  // `- all of`. What stands below it is read as if it were not there.
  bool ReportNested(const ast::Text& text) {
    const std::string_view meant = GroupMeant(text.text);
    if (meant.empty()) return false;
    if (!rule_.broken) {
      sink_.Report(DiagnosticKind::kWrongForm, text.span,
                   {Concat({"‘", text.text, "’"}), "bullets do not nest"},
                   {"let a rule of its own conclude what should stand below it, and name its "
                    "conclusion here"});
    }
    rule_.broken = true;
    return true;
  }

  void ReadBullet(Line line) {
    if (line.remark) ReportRemark(*line.remark);
    if (line.rest.text.empty()) {
      ReportMalformed(line.keyword, line.rest, "- the State is a party", sink_);
      rule_.broken = true;
      return;
    }
    if (ReportNested(line.rest)) return;
    MendBullet(line.rest, sink_);
    if (rule_.conditions.empty() || rule_.conditions.back().group == ast::Group::kNone) {
      if (!rule_.broken) {
        sink_.Report(DiagnosticKind::kClauseNotHere, line.keyword.span, {"-", "a single condition"},
                     {"bullets follow a line that ends in: any of, all of, none of"});
      }
      rule_.broken = true;
      return;
    }
    auto sentence = ParseSentence(line.rest, sink_);
    rule_.broken = rule_.broken || !sentence;
    if (!sentence) return;
    sentence->continued = line.continued;
    rule_.conditions.back().sentences.push_back(std::move(*sentence));
  }

  void ReadConclusion(const Line& line) {
    if (rule_.conclusion) {
      sink_.Report(DiagnosticKind::kOneValueOnly, line.keyword.span, {"then"},
                   {"a rule concludes one thing; write a second rule"});
      return;
    }
    rule_.conclusion = ParseConclusion(line.keyword, line.rest, sink_);
    rule_.broken = rule_.broken || !rule_.conclusion;
    if (rule_.conclusion) rule_.conclusion->continued = line.continued;
  }

  void ReadTag(const Line& line) {
    const std::size_t equals = line.rest.text.find('=');
    if (equals == std::string::npos) {
      ReportMalformed(line.keyword, line.rest, "position reservations = severed", sink_);
      return;
    }
    ast::Text issue = Cursor::Part(line.rest, 0, equals);
    for (const ast::Tag& tag : rule_.tags) {
      if (tag.issue.text != issue.text) continue;
      sink_.Report(DiagnosticKind::kOneValueOnly, issue.span, {issue.text},
                   {"a rule of two positions is two rules"});
      return;
    }
    rule_.tags.push_back(
        {std::move(issue), Cursor::Part(line.rest, equals + 1, line.rest.text.size())});
  }

  ast::Rule& rule_;
  std::string_view what_;
  DiagnosticSink& sink_;
  bool concluded_ = false;  // a ‘then’ line stands above
};

}  // namespace

std::optional<Stretch> ParseDays(const Line& line, std::string_view help, DiagnosticSink& sink) {
  Cursor cursor(line.rest);
  std::optional<ast::Text> from;
  std::optional<ast::Text> until;
  if (cursor.Eat("from")) from = cursor.Word();
  if (cursor.Eat("until")) until = cursor.Word();
  if ((!from && !until) || !cursor.AtEnd()) {
    ReportMalformed(line.keyword, line.rest, help, sink);
    return std::nullopt;
  }
  const auto read = [&sink](const std::optional<ast::Text>& text, Day otherwise) {
    return text ? ParseDayText(*text, sink) : std::optional(otherwise);
  };
  const auto first = read(from, Day::Beginning());
  const auto end = read(until, Day::End());
  if (!first || !end) return std::nullopt;
  return Stretch{*first, *end};
}

void ReportBelowThen(const ast::Text& keyword, std::string_view instead, DiagnosticSink& sink) {
  sink.Report(DiagnosticKind::kClauseNotHere, keyword.span, {keyword.text, "‘then’"},
              {Concat({"it would be a condition, and conditions stand above ‘then’; ", instead})});
}

std::optional<ast::InForce> ParseInForce(const Line& line, DiagnosticSink& sink) {
  const auto days = ParseDays(line, "in force from 2002-07-01 until 2010-01-01", sink);
  return days ? std::optional(ast::InForce{line.rest.span, *days}) : std::nullopt;
}

void ReadRuleLine(const Line& line, ast::Rule& rule, DiagnosticSink& sink) {
  RuleParser(rule, "a property", sink).Read(line);
}

void FinishRule(ast::Rule& rule, DiagnosticSink& sink) {
  RuleParser(rule, "a property", sink).Finish();
}

ast::Rule ParseRuleFrame(const Block& block, DiagnosticSink& sink) {
  const std::string& word = block.head.keyword.text;
  ast::Rule rule;
  rule.exception = word == "exception";
  rule.keyword = block.head.keyword.span;
  ParseRuleHead(block, rule, sink);
  RuleParser parser(rule,
                    rule.exception    ? "an exception"
                    : word == "table" ? "a table"
                                      : "a rule",
                    sink);
  for (const Line& line : block.body) parser.Read(line);
  parser.Finish();
  return rule;
}

ast::Statement ParseRule(const Block& block, DiagnosticSink& sink) {
  ast::Rule rule = ParseRuleFrame(block, sink);
  if (rule.exception && !rule.broken && rule.conclusion && rule.conditions.empty() &&
      rule.tags.empty() && !rule.in_force) {
    sink.Report(
        DiagnosticKind::kClauseMissing, rule.keyword, {"this exception", "when"},
        {"without a case it acts always: add one, as in: when ..., or change the rule itself"});
  }
  if (!rule.conclusion && !rule.broken) {
    sink.Report(
        DiagnosticKind::kNoConclusion, rule.keyword, {block.head.keyword.text},
        {rule.exception ? "add: then the rule does not apply, or: then the duty is suspended"
                        : "add: then ..."});
  }
  return rule;
}

}  // namespace comity
