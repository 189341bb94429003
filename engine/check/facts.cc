// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <utility>

#include "engine/base/text.h"
#include "engine/check/context.h"
#include "engine/check/statement.h"
#include "engine/syntax/cursor.h"
#include "engine/syntax/date_expression.h"

namespace comity {
namespace {

void ReportFault(StatementFault fault, Span span, CheckContext& context) {
  switch (fault) {
    case StatementFault::kNotAFact:
      context.sink.Report(DiagnosticKind::kWrongForm, span,
                          {"this sentence", "only rules make it true"},
                          {"state the records and facts that the rules ask for"});
      return;
    case StatementFault::kDatesOnARecord:
      context.sink.Report(DiagnosticKind::kWrongForm, span,
                          {"‘from’ or ‘until’", "a record holds from its own day on"});
      return;
    case StatementFault::kEmptyStretch:
      context.sink.Report(DiagnosticKind::kEmptyStretch, span, {},
                          {"‘until’ names the first day on which it no longer holds"});
      return;
  }
}

// `from` and `until` of a statement; nothing if one of them is no day.
std::optional<std::pair<std::optional<Day>, std::optional<Day>>> ReadDays(const ast::Fact& fact,
                                                                          CheckContext& context) {
  std::pair<std::optional<Day>, std::optional<Day>> days;
  if (fact.from && !(days.first = ParseDayText(*fact.from, context.sink))) return std::nullopt;
  if (fact.until && !(days.second = ParseDayText(*fact.until, context.sink))) return std::nullopt;
  return days;
}

std::optional<Fact> ReadFact(const ast::Fact& source, std::uint32_t module, const Scenario* cast,
                             CheckContext& context) {
  const auto days = ReadDays(source, context);
  const auto match = ReadSentence(source.phrase, module, false, cast, context);
  if (!days || !match) return std::nullopt;
  auto made = MakeFact(context.program, *match, source.denied, days->first, days->second);
  if (const auto* fault = std::get_if<StatementFault>(&made)) {
    ReportFault(*fault, source.phrase.span, context);
    return std::nullopt;
  }
  return std::get<Fact>(std::move(made));
}

void ReportContradictions(const std::vector<Fact>& facts, CheckContext& context) {
  for (const auto& [one, other] : FindContradictions(facts)) {
    for (std::size_t i : {one, other}) {
      context.sink.Report(
          DiagnosticKind::kContradiction, facts[i].provenance.span, {},
          {Concat({"the other stands in line ",
                   std::to_string(facts[i == one ? other : one].provenance.span.line),
                   "; limit one of them by ‘from’ or ‘until’, or take it out"})});
    }
  }
}

// The facts of one `facts` block.
class BlockResolver {
 public:
  BlockResolver(const ast::Facts& block, std::uint32_t module, CheckContext& context)
      : block_(block), module_(module), context_(context) {
    if (block.source) {
      source_ = block.source->title.text;
      recorded_on_ = block.source->retrieved;
    } else if (block.source_name) {
      TakeSource(*block.source_name, false, source_, recorded_on_);
    }
    if (block.complete_as_of &&
        (!context.program.horizon || *block.complete_as_of < *context.program.horizon)) {
      context.program.horizon = block.complete_as_of;
    }
  }

  void AddLine(const ast::LooseLine& line) {
    auto fact = ReadFact(line.fact.fact, module_, nullptr, context_);
    if (fact) Add(std::move(*fact), line.fact.remarks, line.fact.fact.phrase.span, true);
  }

  void AddTable() {
    if (block_.columns.empty() || !CheckColumns()) return;
    for (const ast::Facts::Row& row : block_.table) {
      if (row.cells.size() != block_.columns.size()) {
        context_.sink.Report(
            DiagnosticKind::kRowWidth, row.span,
            {std::to_string(row.cells.size()), std::to_string(block_.columns.size())});
        continue;
      }
      AddRow(row);
    }
  }

 private:
  static bool IsRemark(std::string_view column) {
    constexpr std::array<std::string_view, 7> kRemarks = {
        "source", "notice", "recorded on", "confidence", "note", "from", "until"};
    return std::find(kRemarks.begin(), kRemarks.end(), column) != kRemarks.end();
  }

  // The text of a declared source, or any text.
  void TakeSource(const ast::Text& name, bool any_text, std::string& title,
                  std::optional<Day>& recorded_on) {
    const auto source = context_.sources.find(name.text);
    if (source != context_.sources.end()) {
      title = source->second.title;
      recorded_on = source->second.retrieved;
    } else if (any_text) {
      title = name.text;
    } else {
      context_.sink.Report(DiagnosticKind::kUnknownName, name.span, {"source", name.text},
                           DidYouMean(Nearest(name.text, context_.NamesOf(context_.sources), 2)));
      title = name.text;
    }
  }

  void Add(Fact fact, const ast::Remarks& remarks, Span span, bool sources_are_names) {
    Provenance& provenance = fact.provenance;
    provenance.span = span;
    provenance.source = source_;
    provenance.recorded_on = recorded_on_;
    if (remarks.source) {
      TakeSource(*remarks.source, !sources_are_names || remarks.source_quoted, provenance.source,
                 provenance.recorded_on);
    }
    provenance.notice = remarks.notice;
    provenance.confidence = remarks.confidence;
    if (remarks.recorded_on) provenance.recorded_on = ParseDay(remarks.recorded_on->text);
    if (provenance.source.empty()) {
      context_.sink.Report(
          DiagnosticKind::kNoSource, span, {},
          {"add below ‘facts’: source UNTC, or at the end of the line, after two blanks"});
    }
    context_.program.facts.push_back(std::move(fact));
  }

  std::optional<std::size_t> ColumnOf(std::string_view label) const {
    for (std::size_t i = 0; i < block_.columns.size(); ++i) {
      if (block_.columns[i].text == label) return i;
    }
    return std::nullopt;
  }

  // The {labels} of a row phrase.
  static std::vector<ast::Text> LabelsOf(const ast::Text& phrase) {
    std::vector<ast::Text> labels;
    for (std::size_t open = phrase.text.find('{'); open != std::string::npos;
         open = phrase.text.find('{', open + 1)) {
      const std::size_t close = phrase.text.find('}', open);
      if (close == std::string::npos) break;
      labels.push_back(Cursor::Part(phrase, open + 1, close));
    }
    return labels;
  }

  bool CheckColumns() {
    std::set<std::string> used;
    bool good = true;
    for (const ast::Fact& row : block_.rows) {
      std::vector<ast::Text> labels = LabelsOf(row.phrase);
      for (const auto& day : {row.from, row.until}) {
        if (day) labels.push_back(Cursor::Part(*day, 1, day->text.size() - 1));
      }
      for (const ast::Text& label : labels) {
        used.insert(label.text);
        if (ColumnOf(label.text)) continue;
        good = false;
        context_.sink.Report(DiagnosticKind::kUnknownName, label.span, {"column", label.text});
      }
    }
    for (const ast::Text& column : block_.columns) {
      if (IsRemark(column.text) || used.contains(column.text)) continue;
      good = false;
      context_.sink.Report(DiagnosticKind::kUnknownColumn, column.span, {column.text},
                           {"name it in a ‘row’ line, or call it note"});
    }
    return good;
  }

  // Whether a cell holds a name or day that fits its column; reports if not.
  bool CheckCell(const ast::Text& cell, std::string_view label) {
    const auto kind = context_.lexicon->KindOfLabel(label);
    if (kind == kDateKind) return ParseDayText(cell, context_.sink).has_value();
    const KindId wanted = kind.value_or(kAnyKind);
    if (!context_.lexicon->FindName(cell.text, wanted).empty()) return true;
    std::vector<std::string> names;
    for (const Entity& entity : context_.program.entities) {
      if (wanted == kAnyKind || entity.kind == wanted) names.push_back(entity.name);
    }
    context_.sink.Report(DiagnosticKind::kUnknownName, cell.span,
                         {KindWord(wanted, context_.program), cell.text},
                         DidYouMean(Nearest(cell.text, names, 3)));
    return false;
  }

  // A row phrase with the cells of a row in its holes; nothing if one of them is empty or wrong.
  std::optional<ast::Text> FillRow(const ast::Text& phrase, const ast::Facts::Row& row) {
    ast::Text result{"", phrase.span};
    std::size_t done = 0;
    bool good = true;
    for (std::size_t open = phrase.text.find('{'); open != std::string::npos;
         open = phrase.text.find('{', done)) {
      const std::size_t close = phrase.text.find('}', open);
      if (close == std::string::npos) break;
      const std::string label = phrase.text.substr(open + 1, close - open - 1);
      const ast::Text& cell = row.cells[*ColumnOf(label)];
      if (cell.text.empty()) return std::nullopt;
      good = CheckCell(cell, label) && good;
      result.text += phrase.text.substr(done, open - done) + cell.text;
      done = close + 1;
    }
    result.text += phrase.text.substr(done);
    return good ? std::optional(result) : std::nullopt;
  }

  std::optional<ast::Text> DayCell(const std::optional<ast::Text>& hole,
                                   const ast::Facts::Row& row) const {
    if (!hole) return std::nullopt;
    const ast::Text& cell =
        row.cells[*ColumnOf(Cursor::Part(*hole, 1, hole->text.size() - 1).text)];
    return cell.text.empty() ? std::nullopt : std::optional(cell);
  }

  ast::Remarks RemarksOf(const ast::Facts::Row& row) {
    ast::Remarks remarks;
    const auto cell = [&](std::string_view column) -> const ast::Text* {
      const auto index = ColumnOf(column);
      return index && !row.cells[*index].text.empty() ? &row.cells[*index] : nullptr;
    };
    if (const auto* text = cell("source")) remarks.source = *text;
    if (const auto* text = cell("notice")) remarks.notice = text->text;
    if (const auto* text = cell("confidence")) remarks.confidence = text->text;
    const auto* recorded_on = cell("recorded on");
    if (recorded_on != nullptr && ParseDayText(*recorded_on, context_.sink))
      remarks.recorded_on = *recorded_on;
    return remarks;
  }

  void AddRow(const ast::Facts::Row& row) {
    const ast::Remarks remarks = RemarksOf(row);
    for (const ast::Fact& phrase : block_.rows) {
      const auto filled = FillRow(phrase.phrase, row);
      if (!filled) continue;
      ast::Fact fact{phrase.denied, *filled, DayCell(phrase.from, row), DayCell(phrase.until, row)};
      auto resolved = ReadFact(fact, module_, nullptr, context_);
      if (resolved) Add(std::move(*resolved), remarks, row.span, false);
    }
  }

  const ast::Facts& block_;
  std::uint32_t module_;
  CheckContext& context_;
  std::string source_;
  std::optional<Day> recorded_on_;
};

void ReportLoose(const ast::LooseLine& line, CheckContext& context) {
  Cursor cursor(line.text);
  const ast::Text word = cursor.Word();
  context.sink.Report(
      DiagnosticKind::kNotAKeyword, word.span, {word.text, "a statement"},
      {"a fact stands below a ‘facts’ line; an entity begins with its kind, as in: State Peru"});
}

class ScenarioResolver {
 public:
  ScenarioResolver(const ast::Scenario& source, std::uint32_t module, CheckContext& context)
      : source_(source), module_(module), context_(context) {}

  Scenario Run() && {
    scenario_.title = source_.title.text;
    scenario_.span = source_.title.span;
    for (const ast::Text& cast : source_.cast) ReadCast(cast);
    for (const ast::Fact& given : source_.given) {
      auto fact = ReadFact(given, module_, &scenario_, context_);
      if (!fact) continue;
      fact->provenance.span = given.phrase.span;
      scenario_.given.push_back(std::move(*fact));
    }
    ReportContradictions(scenario_.given, context_);
    for (const ast::Expectation& expectation : source_.expectations) ReadExpectation(expectation);
    return std::move(scenario_);
  }

 private:
  void ReadCast(const ast::Text& text) {
    const auto kind = LeadingKind(text.text, context_.program);
    if (!kind) {
      Cursor cursor(text);
      const ast::Text word = cursor.Word();
      std::vector<std::string> kinds;
      for (const Kind& declared : context_.program.kinds) kinds.push_back(declared.name);
      context_.sink.Report(DiagnosticKind::kUnknownName, word.span, {"kind", word.text},
                           DidYouMean(Nearest(word.text, kinds, 2)));
      return;
    }
    for (const ast::Text& name :
         Cursor(Cursor::Part(text, kind->second, text.text.size())).List()) {
      if (!context_.lexicon->FindName(name.text, kind->first, &scenario_).empty() &&
          IsCast(name.text)) {
        context_.sink.Report(DiagnosticKind::kDeclaredTwice, name.span, {"cast", name.text});
      }
      scenario_.cast.push_back({name.text, kind->first, {}, {}, name.span});
    }
  }

  bool IsCast(std::string_view name) const {
    return std::any_of(scenario_.cast.begin(), scenario_.cast.end(),
                       [&](const Entity& e) { return e.name == name; });
  }

  void ReadExpectation(const ast::Expectation& source) {
    Expectation result;
    result.subject = static_cast<Expectation::Subject>(source.subject);
    result.word = source.word;
    result.span = source.span;
    if (source.reading) {
      const auto reading = context_.readings.find(source.reading->text);
      if (reading == context_.readings.end()) {
        context_.sink.Report(
            DiagnosticKind::kUnknownName, source.reading->span, {"reading", source.reading->text},
            DidYouMean(Nearest(source.reading->text, context_.NamesOf(context_.readings), 2)));
        return;
      }
      result.reading = reading->second;
    }
    const bool about_above = result.subject != Expectation::Subject::kValue &&
                             result.subject != Expectation::Subject::kOutcome;
    if (about_above && !TakeAbove(result)) {
      context_.sink.Report(DiagnosticKind::kNothingAbove, source.span,
                           {source.subject == ast::Expectation::Subject::kCites  ? "cites"
                            : source.subject == ast::Expectation::Subject::kAsks ? "asks"
                                                                                 : "presumes"},
                           {"put it below an expectation about an act on one day"});
      return;
    }
    if (result.subject == Expectation::Subject::kCites) {
      for (const Citation& citation : ResolveCitations(source.citations, context_))
        result.citations.push_back(citation.text);
    } else if (!ReadSubject(source, result)) {
      return;
    }
    scenario_.expectations.push_back(std::move(result));
  }

  bool TakeAbove(Expectation& result) const {
    for (std::size_t i = scenario_.expectations.size(); i-- > 0;) {
      const Expectation& above = scenario_.expectations[i];
      if (above.above >= 0) continue;
      if (!context_.program.predicates[above.predicate].act || above.days != Expectation::Days::kOn)
        return false;
      result.above = static_cast<int>(i);
      return true;
    }
    return false;
  }

  bool ReadSubject(const ast::Expectation& source, Expectation& result) {
    if (source.sentence.text.empty()) return false;
    const auto match = ReadSentence(source.sentence, module_, false, &scenario_, context_);
    if (!match) return false;
    result.predicate = match->predicate;
    result.text = source.sentence.text;
    for (const Filler& filler : match->fillers) result.values.push_back(filler.value);
    if (result.subject == Expectation::Subject::kOutcome &&
        !context_.program.predicates[result.predicate].act) {
      context_.sink.Report(DiagnosticKind::kWrongForm, source.sentence.span,
                           {Concat({"‘", source.word, "’"}), "it is the outcome of an act"},
                           {"write for example: the State must arrest the Person"});
      return false;
    }
    return result.above >= 0 || ReadStretch(source, result);
  }

  bool ReadStretch(const ast::Expectation& source, Expectation& result) {
    using Days = ast::Expectation::Days;
    const auto day = [&](const std::optional<ast::Text>& text, Day otherwise) {
      return text ? ParseDayText(*text, context_.sink) : std::optional(otherwise);
    };
    switch (source.days) {
      case Days::kOn: {
        const auto on = day(source.on, {});
        if (!on) return false;
        result.days = Expectation::Days::kOn;
        result.stretch = {*on, PlusDays(*on, 1)};
        return true;
      }
      case Days::kStretch: {
        const auto from = day(source.from, Day::Beginning());
        const auto until = day(source.until, Day::End());
        if (!from || !until) return false;
        result.days = Expectation::Days::kStretch;
        result.stretch = {*from, *until};
        if (*from >= *until) ReportFault(StatementFault::kEmptyStretch, source.span, context_);
        return *from < *until;
      }
      case Days::kAlways:
        result.days = Expectation::Days::kAlways;
        return true;
      case Days::kNever:
        result.days = Expectation::Days::kNever;
        return true;
      case Days::kMissing:
        return false;
    }
    return false;
  }

  const ast::Scenario& source_;
  std::uint32_t module_;
  CheckContext& context_;
  Scenario scenario_;
};

}  // namespace

void ResolveFacts(const std::vector<ast::File>& files, CheckContext& context) {
  for (std::size_t file = 0; file < files.size(); ++file) {
    const auto& statements = files[file].statements;
    const std::uint32_t module = context.module_of_file[file];
    std::optional<BlockResolver> block;
    for (const ast::Statement& statement : statements) {
      if (const auto* facts = std::get_if<ast::Facts>(&statement)) {
        block.emplace(*facts, module, context);
        block->AddTable();
      } else if (const auto* line = std::get_if<ast::LooseLine>(&statement)) {
        if (context.entity_lines.contains(line) || line->columns.empty()) continue;
        if (line->facts >= 0 && block) {
          block->AddLine(*line);
        } else {
          ReportLoose(*line, context);
        }
      }
    }
  }
  ReportContradictions(context.program.facts, context);
}

void ResolveScenarios(const std::vector<ast::File>& files, CheckContext& context) {
  std::set<std::string> titles;
  for (std::size_t file = 0; file < files.size(); ++file) {
    for (const ast::Statement& statement : files[file].statements) {
      const auto* scenario = std::get_if<ast::Scenario>(&statement);
      if (scenario == nullptr) continue;
      if (!titles.insert(scenario->title.text).second) {
        context.sink.Report(DiagnosticKind::kDeclaredTwice, scenario->title.span,
                            {"scenarios", scenario->title.text});
      }
      context.program.scenarios.push_back(
          ScenarioResolver(*scenario, context.module_of_file[file], context).Run());
    }
  }
}

}  // namespace comity
