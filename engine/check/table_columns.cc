// SPDX-License-Identifier: Apache-2.0
#include "engine/check/table_columns.h"

#include <algorithm>
#include <map>
#include <utility>

#include "engine/base/text.h"

namespace comity {
namespace {

constexpr std::size_t kYes = 0;
constexpr std::size_t kNo = 1;

void ReportOpen(const ast::Table::Column& source, const std::vector<Token>& tokens,
                const Filler& filler, CheckContext& context) {
  const Span span = SpanOfTokens(source.condition.text, tokens, filler.first, filler.last);
  context.sink.Report(DiagnosticKind::kOpenColumn, span, {source.name.text},
                      {Concat({"introduce it in a ‘when’ or ‘and’ line above, and write here ‘the ",
                               filler.label, "’"})});
}

// The values between ‘or’; a cell with one value gives it alone.
std::vector<std::string> CutAtOr(std::string_view text) {
  std::vector<std::string> parts;
  constexpr std::string_view kOr = " or ";
  for (std::size_t at = text.find(kOr); at != std::string_view::npos; at = text.find(kOr)) {
    parts.emplace_back(Trim(text.substr(0, at)));
    text.remove_prefix(at + kOr.size());
  }
  parts.emplace_back(Trim(text));
  return parts;
}

std::optional<std::size_t> ValueOf(const TableColumn& column, std::string_view text) {
  const std::string folded = FoldName(text);
  for (std::size_t i = 0; i < column.values.size(); ++i) {
    const std::string& value = column.values[i];
    if (column.closed ? FoldName(value) == folded : value == text) return i;
  }
  return std::nullopt;
}

void ReportValue(const TableColumn& column, const ast::Text& cell, std::string_view value,
                 DiagnosticSink& sink) {
  const bool empty = value.empty();
  const bool any = value == "any" || value == "–" || value == "—" || value == "*";
  auto help = empty || any ? std::vector<std::string>{"write - where it does not matter"}
                           : DidYouMean(Nearest(value, column.values, 1));
  if (column.closed && value.find_first_of(",/") != std::string_view::npos)
    help = {"write ‘or’ between two values of a closed list"};
  if (help.empty()) {
    help.push_back(Concat({"it takes: ", Join(column.values, ", "),
                           column.closed ? ", not ..., ... or ..., -" : ", -"}));
  }
  sink.Report(
      DiagnosticKind::kNoSuchValue, cell.span,
      {empty ? std::string("an empty cell") : Concat({"‘", value, "’"}), column.source->name.text},
      std::move(help));
}

// ------------------------------------------------------------------------------------------------
// which answers go together

std::string KeyOf(const Term& term) {
  return Concat({term.variable ? "v" : "c", std::to_string(term.value), " "});
}

std::string KeyOf(const DateTerm& date) {
  std::string key = Concat({"d", std::to_string(static_cast<int>(date.kind)), " ",
                            std::to_string(date.amount), "/", std::to_string(date.denominator),
                            date.round_up ? " up " : " ", KeyOf(date.term)});
  for (const DateTerm& operand : date.operands) key += KeyOf(operand);
  return key + ";";
}

// Of an atom, with one of its holes left out, if one is given.
std::string KeyOf(const Literal& literal, std::optional<std::size_t> hole) {
  const Atom& atom = std::get<Atom>(literal.what);
  std::string key = Concat({"p", std::to_string(atom.predicate), " "});
  for (std::size_t i = 0; i < atom.terms.size(); ++i)
    key += hole == i ? std::string("_ ") : KeyOf(atom.terms[i]);
  return key + (literal.as_of ? "as of " + KeyOf(*literal.as_of) : "");
}

// How the first of two dates can stand to the second: before, on the same day, after.
ValueSet Orders(Order order) {
  switch (order) {
    case Order::kBefore:
      return {true, false, false};
    case Order::kAfter:
      return {false, false, true};
    case Order::kOnOrBefore:
      return {true, true, false};
    case Order::kOnOrAfter:
      return {false, true, true};
    case Order::kSameDay:
      return {false, true, false};
  }
  return {true, true, true};
}

ValueSet Other(ValueSet values) {
  values.flip();
  return values;
}

// Sorts what columns and common conditions ask into things: whether something holds, which member
// it is, how two dates stand to each other.
class ShapeFiller {
 public:
  ShapeFiller(const std::vector<TableColumn>& columns, TableShape& shape)
      : columns_(columns), shape_(shape) {}

  void Run(const Rule& common) && {
    // First what tells members apart, since other conditions may ask for one of them.
    for (const TableColumn& column : columns_) {
      if (column.closed) ThingOf(KeyOf(column.literal, column.hole), column.members.size());
    }
    for (const TableColumn& column : columns_) AddColumn(column);
    const std::size_t shared = common.conditions.size() - columns_.size();
    for (std::size_t i = 0; i < shared; ++i) Narrow(common.conditions[i]);
  }

 private:
  std::size_t ThingOf(const std::string& key, std::size_t states) {
    const auto [found, added] = things_.emplace(key, shape_.things.size());
    if (added) shape_.things.emplace_back(states, true);
    return found->second;
  }

  // What a condition that is yes or no asks about, and the states in which it is yes. Adds the
  // thing if it is new and `add` is set.
  std::optional<std::pair<std::size_t, ValueSet>> Find(const Literal& literal, bool add) {
    if (const auto* comparison = std::get_if<Comparison>(&literal.what)) {
      return FindComparison(*comparison, add);
    }
    if (const auto* times = std::get_if<TimeComparison>(&literal.what)) {
      const std::string left = KeyOf(times->left);
      const std::string right = KeyOf(times->right);
      if (times->distance)
        return FindByKey(Concat({"times ", left, times->distance->words, right}), {false, true},
                         add);
      return FindOrder("times", left, right, times->order, add);
    }
    const Atom& atom = std::get<Atom>(literal.what);
    for (const TableColumn& column : columns_) {
      if (!column.closed || column.hole >= atom.terms.size()) continue;
      const Term& term = atom.terms[column.hole];
      const auto member = std::find(column.members.begin(), column.members.end(), term.value);
      if (term.variable || member == column.members.end() ||
          KeyOf(literal, column.hole) != KeyOf(column.literal, column.hole))
        continue;
      ValueSet states(column.members.size(), false);
      states[static_cast<std::size_t>(member - column.members.begin())] = true;
      return FindByKey(KeyOf(literal, column.hole), std::move(states), add);
    }
    return FindByKey(KeyOf(literal, std::nullopt), {false, true}, add);
  }

  // How two dates stand to each other is one thing; a distance between them is one by itself.
  std::optional<std::pair<std::size_t, ValueSet>> FindComparison(const Comparison& comparison,
                                                                 bool add) {
    std::string left = KeyOf(comparison.left);
    std::string right = KeyOf(comparison.right);
    if (comparison.distance) {
      const std::string words = Concat(
          {"distance ", left, comparison.distance->words, right, KeyOf(comparison.distance->day)});
      return FindByKey(words, {false, true}, add);
    }
    return FindOrder("compare", std::move(left), std::move(right), comparison.order, add);
  }

  std::optional<std::pair<std::size_t, ValueSet>> FindOrder(std::string_view what, std::string left,
                                                            std::string right, Order order,
                                                            bool add) {
    ValueSet states = Orders(order);
    if (right < left) {
      std::swap(left, right);
      std::reverse(states.begin(), states.end());
    }
    return FindByKey(Concat({what, " ", left, " ", right}), std::move(states), add);
  }

  std::optional<std::pair<std::size_t, ValueSet>> FindByKey(const std::string& key, ValueSet states,
                                                            bool add) {
    if (!add && !things_.contains(key)) return std::nullopt;
    return std::pair(ThingOf(key, states.size()), states);
  }

  void AddColumn(const TableColumn& column) {
    shape_.values.push_back(column.values.size());
    auto& states = shape_.states.emplace_back();
    if (column.closed) {
      shape_.asks_about.push_back(
          ThingOf(KeyOf(column.literal, column.hole), column.members.size()));
      for (std::size_t i = 0; i < column.values.size(); ++i) {
        states.emplace_back(column.values.size(), false);
        states.back()[i] = true;
      }
      return;
    }
    auto [thing, yes] = *Find(column.literal, true);
    shape_.asks_about.push_back(thing);
    states.resize(2);
    states[kNo] = Other(yes);
    states[kYes] = std::move(yes);
  }

  // What all rows share leaves fewer states.
  void Narrow(const Condition& condition) {
    const bool all = condition.group == Condition::Group::kAllOf && !condition.unless;
    if (!all && condition.group != Condition::Group::kSingle) return;
    for (const Literal& literal : condition.literals) {
      const auto found = Find(literal, false);
      if (!found) continue;
      const ValueSet states = condition.unless ? Other(found->second) : found->second;
      ValueSet& left = shape_.things[found->first];
      for (std::size_t i = 0; i < left.size(); ++i) left[i] = left[i] && states[i];
    }
  }

  const std::vector<TableColumn>& columns_;
  TableShape& shape_;
  std::map<std::string, std::size_t> things_;
};

}  // namespace

std::optional<TableColumn> ReadColumn(const ast::Table::Column& source, std::uint32_t module,
                                      CheckContext& context) {
  TableColumn column;
  column.source = &source;
  column.values = {"yes", "no"};
  const ast::Text& text = source.condition.text;
  const std::vector<Token> tokens = Tokenize(text.text);
  // A comparison of dates is no sentence.
  if (context.lexicon->Read(tokens, true).empty()) return column;
  const auto match = ReadSentence(text, module, {SentencePlace::kColumn}, context);
  if (!match) return std::nullopt;
  for (std::size_t hole = 0; hole < match->fillers.size(); ++hole) {
    const Filler& filler = match->fillers[hole];
    if (filler.kind != Filler::Kind::kIntroduced) continue;
    if (column.closed || !context.program.kinds[filler.hole_kind].closed) {
      ReportOpen(source, tokens, filler, context);
      return std::nullopt;
    }
    column.closed = true;
    column.hole = hole;
    column.begin = tokens[filler.first].begin;
    column.end = tokens[filler.last - 1].end;
    column.values.clear();
    for (std::size_t i = 0; i < context.program.entities.size(); ++i) {
      const Entity& entity = context.program.entities[i];
      const bool unlisted = context.unlisted.contains(static_cast<EntityId>(i));
      if (entity.kind != filler.hole_kind || unlisted) continue;
      column.values.push_back(entity.name);
      column.members.push_back(static_cast<EntityId>(i));
    }
  }
  return column;
}

std::optional<ValueSet> ReadCell(const TableColumn& column, const ast::Text& cell,
                                 DiagnosticSink& sink) {
  const std::size_t count = column.values.size();
  if (cell.text == "-") return ValueSet(count, true);
  // A member may be called as it likes, so this comes first.
  if (const auto value = ValueOf(column, cell.text)) {
    ValueSet one(count, false);
    one[*value] = true;
    return one;
  }
  const bool negated = column.closed && cell.text.starts_with("not ");
  const std::string_view rest = std::string_view(cell.text).substr(negated ? 4 : 0);
  const auto parts =
      column.closed && !negated ? CutAtOr(rest) : std::vector{std::string(Trim(rest))};
  ValueSet values(count, false);
  for (const std::string& part : parts) {
    const auto value = ValueOf(column, part);
    if (!value) {
      ReportValue(column, cell, part, sink);
      return std::nullopt;
    }
    values[*value] = true;
  }
  return negated ? Other(values) : values;
}

std::string WriteCell(const TableColumn& column, const ValueSet& values) {
  const auto count = static_cast<std::size_t>(std::count(values.begin(), values.end(), true));
  if (count == values.size()) return "-";
  if (count > 1 && count + 1 == values.size()) {
    const auto missing = std::find(values.begin(), values.end(), false) - values.begin();
    return Concat({"not ", column.values[static_cast<std::size_t>(missing)]});
  }
  std::vector<std::string> names;
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (values[i]) names.push_back(column.values[i]);
  }
  return Join(names, " or ");
}

std::optional<ast::Condition> ConditionOf(const TableColumn& column, const ValueSet& values,
                                          const ast::Text& cell) {
  // A cell that names every member still asks that one of them be said.
  if (cell.text == "-") return std::nullopt;
  ast::Condition condition;
  condition.keyword = cell.span;
  ast::Sentence sentence = column.source->condition;
  sentence.text.span = cell.span;
  if (!column.closed) {
    condition.unless = values[kNo];
    condition.sentences.push_back(std::move(sentence));
    return condition;
  }
  const std::string text = sentence.text.text;
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (!values[i]) continue;
    sentence.text.text = Concat({std::string_view(text).substr(0, column.begin), column.values[i],
                                 std::string_view(text).substr(column.end)});
    condition.sentences.push_back(sentence);
  }
  if (condition.sentences.size() > 1) condition.group = ast::Group::kAnyOf;
  return condition;
}

void FillShape(const Rule& common, const std::vector<TableColumn>& columns, TableShape& shape) {
  ShapeFiller(columns, shape).Run(common);
}

}  // namespace comity
