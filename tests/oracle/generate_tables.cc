// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "tests/oracle/generator_parts.h"
#include "tests/oracle/rule_writer.h"

namespace comity::oracle {
namespace {

constexpr int kMostColumns = 3;

// Grows one table: first what its rows may conclude and what they share, then the columns, then the
// rows.
class TableWriter {
 public:
  TableWriter(Growth& growth, int phrase)
      : choices_(growth.choices),
        program_(growth.program),
        writer_(growth, 0),
        level_(growth.program.phrases[phrase].level) {
    heads_.push_back(MakeHead(growth, writer_, phrase));
  }

  void Run() {
    writer_.IntroduceWanted(level_ - 1);
    if (writer_.rule().clauses.empty() || choices_.Chance(40))
      writer_.AddPositive(level_ - 1, level_ - 1);
    if (choices_.Chance(25)) writer_.AddUnless(level_ - 1);
    AddHeads();
    const int columns = choices_.Between(1, kMostColumns);
    for (int i = 0; i < columns + 2 && static_cast<int>(table().columns.size()) < columns; ++i)
      AddColumn();
    if (table().columns.empty()) return;
    table().exactly_one = !choices_.Chance(45);
    table().exactly_one ? AddPartition() : AddRows();
    for (std::size_t i = 0; i < table().rows.size(); ++i) Conclude(table().rows[i], i == 0);
    writer_.AddTag();
    writer_.AddInForce(8);
    table().name = "T" + std::to_string(program_.rules.size());
    program_.rules.push_back(table());
  }

 private:
  Rule& table() { return writer_.rule(); }

  // What other rows conclude, of what is there already.
  void AddHeads() {
    const int more = choices_.Between(1, 2);
    for (int i = 0; i < more; ++i) {
      Sentence head = heads_.front();
      if (head.modal != Modal::kNone && choices_.Chance(60)) {
        head.modal = AnyModal(choices_);
      } else {
        head = OtherHead();
      }
      heads_.push_back(std::move(head));
    }
  }

  Sentence OtherHead() {
    std::vector<int> fitting;
    for (std::size_t i = 0; i < program_.phrases.size(); ++i) {
      if (program_.phrases[i].level >= level_) fitting.push_back(static_cast<int>(i));
    }
    Sentence head;
    head.phrase = choices_.Pick(fitting);
    if (program_.phrases[head.phrase].form == Form::kAction) {
      head.modal = AnyModal(choices_);
      head.actor_kind = writer_.AnyActorKind();
      if (head.actor_kind != kBodyKind) head.actor = writer_.Existing(head.actor_kind);
    }
    for (const Hole& hole : program_.phrases[head.phrase].holes)
      head.terms.push_back(writer_.Existing(hole.kind));
    return head;
  }

  // A phrase with a hole for a member of the closed kind, and the hole.
  std::optional<std::pair<int, int>> ClosedPhrase() {
    std::vector<std::pair<int, int>> fitting;
    for (std::size_t i = 0; i < program_.phrases.size(); ++i) {
      const Phrase& phrase = program_.phrases[i];
      if (phrase.level >= level_ || phrase.form == Form::kAction) continue;
      for (std::size_t hole = 0; hole < phrase.holes.size(); ++hole) {
        const int kind = phrase.holes[hole].kind;
        if (kind >= 0 && program_.kinds[kind].closed)
          fitting.emplace_back(static_cast<int>(i), static_cast<int>(hole));
      }
    }
    if (fitting.empty()) return std::nullopt;
    return choices_.Pick(fitting);
  }

  void AddColumn() {
    Column column;
    const auto closed = ClosedPhrase();
    if (closed && choices_.Chance(65)) {
      column.condition = writer_.AskPhrase(closed->first);
      column.hole = closed->second;
      column.condition.sentence.terms[column.hole] = {Term::Kind::kMember, 0};
    } else {
      column.condition = writer_.AskAnything(level_ - 1);
    }
    if (IsAsked(column.condition)) return;
    column.name = "c" + std::to_string(table().columns.size());
    table().columns.push_back(std::move(column));
  }

  // Two that ask about the same may leave rows that nothing fits, which the engine refuses.
  static bool AskTheSame(const Condition& one, const Condition& other) {
    if (one.compares || other.compares) return one.compares && other.compares;
    return one.sentence.phrase == other.sentence.phrase;
  }

  bool IsAsked(const Condition& condition) {
    for (const Column& column : table().columns) {
      if (AskTheSame(column.condition, condition)) return true;
    }
    for (const Clause& clause : table().clauses) {
      for (const Condition& other : clause.conditions) {
        if (AskTheSame(other, condition)) return true;
      }
    }
    return false;
  }

  int MembersOf(const Column& column) const {
    const Phrase& phrase = program_.phrases[column.condition.sentence.phrase];
    return static_cast<int>(program_.kinds[phrase.holes[column.hole].kind].members.size());
  }

  TableCell AnyCell(const Column& column) {
    if (choices_.Chance(35)) return {};
    if (column.hole < 0)
      return {choices_.Chance(50) ? TableCell::Kind::kYes : TableCell::Kind::kNo, {}};
    const int members = MembersOf(column);
    const int first = choices_.Below(members);
    if (choices_.Chance(35)) return {TableCell::Kind::kNotMember, {first}};
    TableCell cell{TableCell::Kind::kMembers, {first}};
    if (choices_.Chance(60)) cell.members.push_back((first + 1) % members);
    return cell;
  }

  void AddRows() {
    const int rows = choices_.Between(1, 4);
    for (int i = 0; i < rows; ++i) {
      TableRow& row = table().rows.emplace_back();
      for (const Column& column : table().columns) row.cells.push_back(AnyCell(column));
    }
  }

  // Cuts the row that fits everything in two, and again, so that each combination has one row.
  void AddPartition() {
    std::vector<TableRow>& rows = table().rows;
    rows.emplace_back().cells.resize(table().columns.size());
    const int cuts = choices_.Between(1, 4);
    for (int i = 0; i < cuts; ++i) {
      const int row = choices_.Below(static_cast<int>(rows.size()));
      const int column = choices_.Below(static_cast<int>(table().columns.size()));
      if (rows[row].cells[column].kind != TableCell::Kind::kAny) continue;
      auto [one, other] = Cut(table().columns[column]);
      TableRow half = rows[row];
      rows[row].cells[column] = std::move(one);
      half.cells[column] = std::move(other);
      rows.push_back(std::move(half));
    }
  }

  std::pair<TableCell, TableCell> Cut(const Column& column) {
    if (column.hole < 0) return {{TableCell::Kind::kYes, {}}, {TableCell::Kind::kNo, {}}};
    const int members = MembersOf(column);
    const int first = choices_.Below(members);
    if (choices_.Chance(60))
      return {{TableCell::Kind::kMembers, {first}}, {TableCell::Kind::kNotMember, {first}}};
    TableCell rest{TableCell::Kind::kMembers, {}};
    for (int i = members; i-- > 0;) {
      if (i != first) rest.members.push_back(i);
    }
    return {{TableCell::Kind::kMembers, {first}}, std::move(rest)};
  }

  void Conclude(TableRow& row, bool first) {
    row.gap = !first && choices_.Chance(30);
    if (row.gap) return;
    row.head = choices_.Pick(heads_);
    row.presumes = program_.phrases[row.head.phrase].form == Form::kQuestion;
    if (choices_.Chance(20)) row.from = writer_.AnyDate();
    if (choices_.Chance(12)) row.until = writer_.AnyDate();
    row.with_effect = row.from && choices_.Chance(30);
  }

  Choices& choices_;
  Program& program_;
  RuleWriter writer_;
  int level_;
  std::vector<Sentence> heads_;
};

}  // namespace

void GrowTables(Growth& growth) {
  if (!growth.choices.Chance(45)) return;
  std::vector<int> fitting;
  for (std::size_t i = 0; i < growth.program.phrases.size(); ++i) {
    const Phrase& phrase = growth.program.phrases[i];
    if (phrase.level == 0) continue;
    fitting.push_back(static_cast<int>(i));
    // Acts have more outcomes to tell apart.
    if (phrase.form == Form::kAction) fitting.insert(fitting.end(), 3, static_cast<int>(i));
  }
  TableWriter(growth, growth.choices.Pick(fitting)).Run();
}

}  // namespace comity::oracle
