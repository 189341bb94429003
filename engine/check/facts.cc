// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <utility>

#include "engine/base/text.h"
#include "engine/check/attribution.h"
#include "engine/check/context.h"
#include "engine/check/loose_lines.h"
#include "engine/check/promises.h"
#include "engine/check/read_fact.h"
#include "engine/syntax/cursor.h"
#include "engine/syntax/date_expression.h"
#include "engine/syntax/slips.h"
#include "engine/syntax/statement_parsers.h"
#include "engine/syntax/time_text.h"

namespace comity {
namespace {

// The facts of one `facts` block.
class BlockResolver {
 public:
  BlockResolver(const ast::Facts& block, std::uint32_t module, CheckContext& context)
      : block_(block), module_(module), context_(context) {
    if (block.source) {
      source_ = ReadSource(block.source->name, true, context);
    } else if (block.source_name && block.source_name->text.empty()) {
      source_.title = "a source that could not be read";
    } else if (block.source_name) {
      source_ = ReadSource(*block.source_name, false, context);
    }
  }

  void AddLine(const ast::LooseLine& line) {
    auto fact = ReadFact(Meant(line.fact), module_, nullptr, context_);
    if (!fact) return;
    said_.insert(context_.program.predicates[fact->predicate].phrase);
    Add(std::move(*fact), line.fact.remarks, line.fact.fact.phrase.span, true);
  }

  void AddTable() {
    if (!block_.columns.empty() && block_.rows.empty()) {
      context_.sink.Report(DiagnosticKind::kClauseMissing, block_.columns[0].span,
                           {"this list with a table", "row"},
                           {"add below ‘facts’: row, and a phrase with the columns in its holes"});
      return;
    }
    if (!CheckRowPhrases() || block_.columns.empty() || !CheckColumns()) return;
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

  // When all its lines are read.
  void Finish() const { ResolvePromises(block_, said_, context_); }

 private:
  static bool IsRemark(std::string_view column) {
    constexpr std::array<std::string_view, 5> kRemarks = {"source", "notice", "recorded on",
                                                          "confidence", "note"};
    return std::find(kRemarks.begin(), kRemarks.end(), column) != kRemarks.end();
  }

  void Add(Fact fact, const ast::Remarks& remarks, Span span, bool sources_are_names) {
    Attribution source = source_;
    if (remarks.source)
      source = ReadSource(*remarks.source, !sources_are_names || remarks.source_quoted, context_);
    Attribute(fact, source, remarks, span, context_);
    if (source.title.empty() && !std::exchange(no_source_reported_, true)) {
      context_.sink.Report(DiagnosticKind::kNoSource, span, {},
                           {"add below ‘facts’: source NAME, or at the end of the line, after two "
                            "blanks"});
    }
    context_.program.facts.push_back(std::move(fact));
  }

  bool Reads(const ast::Fact& fact) const {
    return !context_.lexicon->Read(Tokenize(fact.phrase.text), false).empty();
  }

  // A fact with two blanks inside, or a number of a list before it.
  ast::Fact Meant(const ast::FactLine& line) {
    if (line.joined && Reads(*line.joined)) return *line.joined;
    const ast::Text& phrase = line.fact.phrase;
    Cursor cursor(phrase);
    const ast::Text number = cursor.Word();
    const bool digits = !number.text.empty() && number.text.find_first_of("0123456789") < 2;
    if (!digits || !IsListNumber(number.text) || Reads(line.fact)) return line.fact;
    ast::Fact meant = line.fact;
    meant.phrase = cursor.Rest();
    if (!Reads(meant)) return line.fact;
    if (!std::exchange(numbers_reported_, true)) {
      context_.sink.Report(DiagnosticKind::kWrongForm, number.span,
                           {Concat({"‘", number.text, "’"}), "facts have no numbers"},
                           {"take the numbers out, here and below"});
    }
    return meant;
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

  // A row phrase as a sentence about `a LABEL` for each {LABEL}.
  static std::vector<Token> TokenizeRow(const ast::Text& phrase) {
    std::vector<Token> tokens;
    const auto add = [&](std::size_t begin, std::size_t end) {
      for (Token& token : Tokenize(std::string_view(phrase.text).substr(begin, end - begin))) {
        tokens.push_back({std::move(token.word), token.begin + begin, token.end + begin});
      }
    };
    std::size_t done = 0;
    while (done < phrase.text.size()) {
      const std::size_t open = std::min(phrase.text.find('{', done), phrase.text.size());
      const std::size_t close = std::min(phrase.text.find('}', open), phrase.text.size());
      add(done, open);
      if (open < phrase.text.size()) {
        tokens.push_back({"a", open, open + 1});
        add(open + 1, close);
      }
      done = close + 1;
    }
    return tokens;
  }

  // A `row` line with `a State` for {State}, which no column could fill.
  bool ReportNoHoles(const ast::Fact& row) {
    std::string meant = row.phrase.text;
    for (const ast::Text& column : block_.columns) {
      for (const std::string_view article : {" a ", " an ", " the ", " "}) {
        const std::string words = Concat({article, column.text, " "});
        const std::size_t at = Concat({" ", meant, " "}).find(words);
        if (at == std::string::npos) continue;
        meant.replace(at, words.size() - 2, Concat({"{", column.text, "}"}));
        break;
      }
    }
    if (row.phrase.text.find('{') != std::string::npos || meant == row.phrase.text ||
        context_.lexicon->Read(TokenizeRow({meant, {}}), true).empty()) {
      return false;
    }
    context_.sink.Report(DiagnosticKind::kMalformed, row.phrase.span,
                         {"row", "a phrase with {holes}"}, {Concat({"write: row ", meant})});
    return true;
  }

  // A table that begins with its first row instead of the names of its columns.
  bool ReportNoHeading() {
    std::vector<std::string> labels;
    for (const ast::Fact& row : block_.rows) {
      for (const ast::Text& label : LabelsOf(row.phrase)) {
        if (ColumnOf(label.text)) return false;
        labels.push_back(label.text);
      }
    }
    const auto is_data = [&](const ast::Text& column) {
      return ParseDay(column.text) || !context_.lexicon->FindName(column.text, kAnyKind).empty();
    };
    if (labels.empty() || std::none_of(block_.columns.begin(), block_.columns.end(), is_data))
      return false;
    context_.sink.Report(
        DiagnosticKind::kClauseMissing, block_.columns[0].span, {"this table", "heading"},
        {Concat({"its first row names the columns: | ", Join(labels, " | "), " |"})});
    return true;
  }

  bool CheckRowPhrases() {
    bool good = true;
    for (const ast::Fact& row : block_.rows) {
      if (ReportNoHoles(row)) {
        good = false;
        continue;
      }
      const auto match =
          ReadTokens(row.phrase, TokenizeRow(row.phrase), module_, {SentencePlace::kRow}, context_);
      good = good && match;
      if (match) said_.insert(context_.program.predicates[match->predicate].phrase);
    }
    return good;
  }

  bool CheckColumns() {
    if (ReportNoHeading()) return false;
    std::set<std::string> used;
    bool good = true;
    std::set<std::string> free;
    for (const ast::Text& column : block_.columns) free.insert(column.text);
    for (const ast::Fact& row : block_.rows) {
      for (const ast::Text& label : LabelsOf(row.phrase)) free.erase(label.text);
    }
    for (const ast::Fact& row : block_.rows) {
      std::vector<ast::Text> labels = LabelsOf(row.phrase);
      for (const auto& day : {row.from, row.from_last, row.until, row.until_last}) {
        if (day && IsHole(*day)) labels.push_back(LabelOf(*day));
      }
      for (const ast::Text& label : labels) {
        used.insert(label.text);
        if (ColumnOf(label.text)) continue;
        good = false;
        std::vector<std::string> columns;
        for (const ast::Text& column : block_.columns) columns.push_back(column.text);
        auto help = DidYouMean(Nearest(label.text, {free.begin(), free.end()}, 1));
        if (help.empty()) {
          help = {"add it to the table, or take this ‘row’ line out",
                  Concat({"the columns are: ", Join(columns, ", ")})};
        }
        context_.sink.Report(DiagnosticKind::kUnknownName, label.span, {"column", label.text},
                             std::move(help));
      }
    }
    return good && CheckHeading(used);
  }

  // What a column is called by mistake is found from the `row` lines; the rest is told here.
  bool CheckHeading(const std::set<std::string>& used) {
    bool good = true;
    std::set<std::string> seen;
    for (const ast::Text& column : block_.columns) {
      if (!seen.insert(column.text).second) {
        good = false;
        context_.sink.Report(DiagnosticKind::kDeclaredTwice, column.span, {"columns", column.text});
      }
      if (IsRemark(column.text) || used.contains(column.text)) continue;
      good = false;
      const bool days = column.text == "from" || column.text == "until";
      context_.sink.Report(
          DiagnosticKind::kUnknownColumn, column.span, {column.text},
          {days ? Concat({"end the ‘row’ line in: ", column.text, " {", column.text, "}"})
                : "name it in a ‘row’ line, or call it note"});
    }
    return good;
  }

  static bool IsHole(const ast::Text& day) { return day.text.starts_with("{"); }
  static ast::Text LabelOf(const ast::Text& hole) {
    return Cursor::Part(hole, 1, hole.text.size() - 1);
  }

  // A cell that holds a name of another kind, or several names.
  bool ReportOtherCell(const ast::Text& cell, KindId kind, const std::string& what) {
    std::string text = cell.text;
    for (char& c : text) {
      if (c == '/' || c == ';') c = ',';
    }
    const std::vector<ast::Text> names = Cursor({text, cell.span}).List();
    const auto named = [&](const ast::Text& name) {
      return !context_.lexicon->FindName(name.text, kind).empty();
    };
    const bool several = names.size() > 1 && std::all_of(names.begin(), names.end(), named);
    if (!several && context_.lexicon->FindName(cell.text, kAnyKind).empty()) return false;
    std::vector<std::string> help;
    if (several) help.emplace_back("give each of them a row of its own");
    context_.sink.Report(
        DiagnosticKind::kWrongForm, cell.span,
        {Concat({"‘", cell.text, "’"}),
         several ? "a cell holds one name" : Concat({"the column is for: ", what})},
        std::move(help));
    return true;
  }

  // Whether a cell holds a name or day that fits its column; reports if not.
  bool CheckCell(const ast::Text& cell, std::string_view label) {
    const auto kind = context_.lexicon->KindOfLabel(label);
    if (kind == kDateKind) return ParseDayText(cell, context_.sink).has_value();
    if (kind == kTimeKind) return ParseTimeText(cell, context_.sink).has_value();
    const KindId wanted = kind.value_or(kAnyKind);
    if (!context_.lexicon->FindName(cell.text, wanted).empty()) return true;
    const std::string what = KindWord(wanted, context_.program);
    if (!context_.FailsFirst(cell.span.file, Concat({what, " ", cell.text}))) return false;
    if (ReportOtherCell(cell, wanted, what)) return false;
    std::vector<std::string> names;
    const bool crowded = context_.sink.IsCrowded(cell.span.file);
    for (const Entity& entity : context_.program.entities) {
      if (crowded) break;
      if (wanted == kAnyKind || entity.kind == wanted) names.push_back(entity.name);
    }
    context_.sink.Report(DiagnosticKind::kUnknownName, cell.span, {what, cell.text},
                         DidYouMean(cell.text, Nearest(cell.text, names, 3)));
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
      const std::string label = Cursor::Part(phrase, open + 1, close).text;
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
    if (!IsHole(*hole)) return hole;
    const ast::Text& cell = row.cells[*ColumnOf(LabelOf(*hole).text)];
    return cell.text.empty() ? std::nullopt : std::optional(cell);
  }

  ast::Remarks RemarksOf(const ast::Facts::Row& row) {
    ast::Remarks remarks;
    const auto cell = [&](std::string_view column) -> const ast::Text* {
      const auto index = ColumnOf(column);
      return index && !row.cells[*index].text.empty() ? &row.cells[*index] : nullptr;
    };
    if (const auto* text = cell("source")) {
      remarks.source = *text;
      CheckSourceCell(*text);
    }
    if (const auto* text = cell("notice")) remarks.notice = text->text;
    if (const auto* text = cell("confidence"))
      remarks.confidence = ReadConfidence(*text, context_.sink);
    const auto* recorded_on = cell("recorded on");
    if (recorded_on != nullptr && ParseDayText(*recorded_on, context_.sink))
      remarks.recorded_on = *recorded_on;
    return remarks;
  }

  // Any text may stand there, but what is nearly the name of a declared source is a slip.
  void CheckSourceCell(const ast::Text& cell) {
    const bool name = cell.text.find_first_of("abcdefghijklmnopqrstuvwxyz ") == std::string::npos;
    if (!name || context_.sources.contains(cell.text)) return;
    const auto nearest = Nearest(cell.text, context_.NamesOf(context_.sources), 2);
    if (nearest.empty() || !context_.FailsFirst(cell.span.file, "source " + cell.text)) return;
    context_.sink.Report(DiagnosticKind::kUnknownName, cell.span, {"source", cell.text},
                         DidYouMean(nearest));
  }

  // Whether the cells of a row fill all holes of some ‘row’ line. Where none does, as below merged
  // cells of a spreadsheet, the row would be lost.
  bool SaysSomething(const ast::Facts::Row& row) const {
    return std::any_of(block_.rows.begin(), block_.rows.end(), [&](const ast::Fact& phrase) {
      const std::vector<ast::Text> labels = LabelsOf(phrase.phrase);
      return std::all_of(labels.begin(), labels.end(), [&](const ast::Text& label) {
        return !row.cells[*ColumnOf(label.text)].text.empty();
      });
    });
  }

  void AddRow(const ast::Facts::Row& row) {
    if (!SaysSomething(row)) {
      context_.sink.Report(DiagnosticKind::kEmptyRow, row.span, {},
                           {"fill the empty cells, or take the row out; where a spreadsheet has "
                            "merged cells, repeat their text in every row"});
      return;
    }
    const ast::Remarks remarks = RemarksOf(row);
    for (const ast::Fact& phrase : block_.rows) {
      const auto filled = FillRow(phrase.phrase, row);
      if (!filled) continue;
      ast::Fact fact{phrase.denied,
                     *filled,
                     DayCell(phrase.from, row),
                     DayCell(phrase.from_last, row),
                     DayCell(phrase.until, row),
                     DayCell(phrase.until_last, row)};
      // Of two days one may be left out: then the other is the day.
      if (!fact.from) fact.from = std::exchange(fact.from_last, std::nullopt);
      if (!fact.until) fact.until = std::exchange(fact.until_last, std::nullopt);
      auto resolved = ReadFact(fact, module_, nullptr, context_);
      if (resolved) Add(std::move(*resolved), remarks, row.span, false);
    }
  }

  const ast::Facts& block_;
  std::uint32_t module_;
  CheckContext& context_;
  Attribution source_;
  bool no_source_reported_ = false;
  bool numbers_reported_ = false;
  std::set<PhraseId> said_;  // by its rows and lines
};

}  // namespace

void ResolveFacts(const std::vector<ast::File>& files, CheckContext& context) {
  for (std::size_t file = 0; file < files.size(); ++file) {
    const auto& statements = files[file].statements;
    const std::uint32_t module = context.module_of_file[file];
    std::optional<BlockResolver> block;
    std::uint32_t last_loose = 0;
    for (const ast::Statement& statement : statements) {
      if (const auto* facts = std::get_if<ast::Facts>(&statement)) {
        if (block) block->Finish();
        block.emplace(*facts, module, context);
        block->AddTable();
      } else if (const auto* line = std::get_if<ast::LooseLine>(&statement)) {
        if (context.entity_lines.contains(line) || line->columns.empty()) continue;
        if (line->facts >= 0 && block) {
          block->AddLine(*line);
          continue;
        }
        // Lines that follow each other have one cause.
        if (last_loose == 0 || line->text.span.line != last_loose + 1) ReportLoose(*line, context);
        last_loose = line->text.span.line;
      }
    }
    if (block) block->Finish();
  }
  ResolveDisputes(files, context);
  ReportContradictions(context.program.facts, true, context);
}

}  // namespace comity
