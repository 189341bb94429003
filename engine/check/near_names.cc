// SPDX-License-Identifier: Apache-2.0
#include "engine/check/near_names.h"

#include <algorithm>
#include <utility>

#include "engine/base/text.h"
#include "engine/check/declarations.h"
#include "engine/syntax/cursor.h"

namespace comity {
namespace {

// A slip that is made once is rather one of the line it stands in.
constexpr std::size_t kFewestUses = 2;
constexpr std::size_t kMostEdits = 2;
constexpr std::size_t kLongestName = 5;  // of a kind, in words

std::size_t Distance(std::string_view a, std::string_view b) {
  return EditDistance(FoldName(a), FoldName(b));
}

bool BeginsSmall(std::string_view name) {
  return !name.empty() && name[0] >= 'a' && name[0] <= 'z';
}

// The declared names that nothing uses, and the names that several lines use and nothing declares.
struct Strangers {
  std::vector<const ast::Text*> idle;
  std::vector<std::string> used;
};

Strangers FindStrangers(const std::vector<ast::Text>& declared, const NamesUsed& used) {
  Strangers result;
  std::set<std::string_view> known;
  for (const ast::Text& name : declared) {
    known.insert(name.text);
    if (!name.text.empty() && !used.contains(name.text)) result.idle.push_back(&name);
  }
  for (const auto& [name, places] : used) {
    if (places.size() >= kFewestUses && !known.contains(name)) result.used.push_back(name);
  }
  return result;
}

// What everybody calls the thing that is declared as `name`; empty if that cannot be told.
std::string CalledOtherwise(const std::string& name, const std::vector<std::string>& strangers,
                            const std::vector<ast::Text>& declared, const NamesUsed& used) {
  std::string best;
  for (const std::string& other : strangers) {
    if (Nearest(other, {name}, 1).empty() || Distance(other, name) > kMostEdits) continue;
    // A slip in the name of something else that is used as well.
    const bool of_another =
        std::any_of(declared.begin(), declared.end(), [&](const ast::Text& text) {
          return used.contains(text.text) && Distance(other, text.text) <= Distance(other, name);
        });
    if (!of_another && (best.empty() || used.at(other).size() > used.at(best).size())) best = other;
  }
  return best;
}

std::string Count(std::size_t number, std::string_view one) {
  return Concat({std::to_string(number), " ", one, number == 1 ? "" : "s"});
}

void ReportOther(std::string_view what, const ast::Text& declared, const std::string& other,
                 const std::vector<Span>& places, CheckContext& context) {
  std::set<std::uint32_t> files;
  std::set<std::pair<std::uint32_t, std::uint32_t>> lines;
  for (const Span& place : places) {
    files.insert(place.file);
    lines.emplace(place.file, place.line);
  }
  const std::string where =
      files.size() == 1
          ? Count(lines.size(), "line")
          : Concat({Count(lines.size(), "line"), " in ", Count(files.size(), "file")});
  context.sink.Report(
      DiagnosticKind::kUnknownName, declared.span, {std::string(what), other},
      {Concat({where, lines.size() == 1 ? " names it" : " name it", ", and none names ‘",
               declared.text, "’, which is declared here: write ‘", other, "’"})});
}

}  // namespace

void ReportOtherNames(std::string_view table, std::string_view what,
                      const std::vector<ast::Text>& declared, const NamesUsed& used,
                      CheckContext& context) {
  const Strangers strangers = FindStrangers(declared, used);
  // Of so many, no two belong together for certain.
  constexpr std::size_t kMostPairs = 10'000;
  if (strangers.idle.size() * strangers.used.size() > kMostPairs) return;
  for (const ast::Text* name : strangers.idle) {
    // A kind without its capital was reported when it was read.
    const bool reported = what == "kind" && BeginsSmall(name->text);
    if (!reported && !context.whole) continue;
    const std::string other = CalledOtherwise(name->text, strangers.used, declared, used);
    if (other.empty()) continue;
    if (!reported) ReportOther(what, *name, other, used.at(other), context);
    context.names_meant.emplace(Concat({table, " ", name->text}), other);
  }
}

namespace {

// The uses of names in all files, by what they name.
class UseCollector {
 public:
  explicit UseCollector(const std::vector<ast::File>& files) : files_(files) {}

  // Of kinds whose names have so many words.
  NamesUsed Kinds(std::size_t words, const std::vector<ast::Text>& declared) {
    used_.clear();
    ForEach<ast::PhraseDeclaration>(files_,
                                    [&](const ast::PhraseDeclaration& declaration, std::size_t) {
                                      AddLabels(declaration.phrase, words);
                                    });
    ForEach<ast::Scenario>(files_, [&](const ast::Scenario& scenario, std::size_t) {
      for (const ast::Text& cast : scenario.cast) AddWords(cast, 0, words);
    });
    // Other lines in column 1 begin with capitals as well.
    NamesUsed result = std::exchange(used_, {});
    ForEach<ast::LooseLine>(files_, [&](const ast::LooseLine& line, std::size_t) {
      if (line.facts < 0 && !line.columns.empty()) AddWords(line.columns[0], 0, words);
    });
    for (const ast::Text& kind : declared) {
      if (used_.contains(kind.text)) result.try_emplace(kind.text);
    }
    for (auto& [name, places] : result) {
      const auto& more = used_[name];
      places.insert(places.end(), more.begin(), more.end());
    }
    used_.clear();
    return result;
  }

  NamesUsed Sources() {
    used_.clear();
    ForEach<ast::Rule>(files_, [&](const ast::Rule& rule, std::size_t) { AddAll(rule.citations); });
    ForEach<ast::Property>(files_, [&](const ast::Property& property, std::size_t) {
      AddAll(property.rule.citations);
    });
    ForEach<ast::DateRule>(files_,
                           [&](const ast::DateRule& rule, std::size_t) { AddAll(rule.citations); });
    ForEach<ast::Table>(files_, [&](const ast::Table& table, std::size_t) { AddTable(table); });
    ForEach<ast::Issue>(files_, [&](const ast::Issue& issue, std::size_t) {
      AddAll(issue.citations);
      for (const ast::Position& position : issue.positions) AddAll(position.citations);
    });
    ForEach<ast::Scenario>(files_, [&](const ast::Scenario& scenario, std::size_t) {
      for (const ast::Expectation& expectation : scenario.expectations)
        AddAll(expectation.citations);
    });
    AddSourcesOfFacts();
    return std::move(used_);
  }

  NamesUsed Issues() {
    used_.clear();
    const auto add = [&](const std::vector<ast::Tag>& tags) {
      for (const ast::Tag& tag : tags) Add(tag.issue);
    };
    ForEach<ast::Rule>(files_, [&](const ast::Rule& rule, std::size_t) { add(rule.tags); });
    ForEach<ast::Table>(files_,
                        [&](const ast::Table& table, std::size_t) { add(table.common.tags); });
    ForEach<ast::Reading>(files_,
                          [&](const ast::Reading& reading, std::size_t) { add(reading.choices); });
    return std::move(used_);
  }

 private:
  void Add(const ast::Text& name) {
    if (!name.text.empty() && name.text[0] != '"') used_[name.text].push_back(name.span);
  }
  void AddAll(const std::vector<ast::Text>& citations) {
    for (const ast::Text& citation : citations) Add(Cursor(citation).Word());
  }

  // So many words of the text from the byte `begin` on.
  void AddWords(const ast::Text& text, std::size_t begin, std::size_t count) {
    const std::string_view rest = std::string_view(text.text).substr(begin);
    const auto words = SplitWords(rest);
    if (words.size() < count || BeginsSmall(words[0])) return;
    const auto last = static_cast<std::size_t>(words[count - 1].data() - rest.data());
    Add(Cursor::Part(text, begin, begin + last + words[count - 1].size()));
  }

  // The last words of the labels in braces.
  void AddLabels(const ast::Text& phrase, std::size_t count) {
    for (std::size_t open = phrase.text.find('{'); open != std::string::npos;
         open = phrase.text.find('{', open + 1)) {
      const std::size_t close = phrase.text.find('}', open);
      if (close == std::string::npos) return;
      const ast::Text label = Cursor::Part(phrase, open + 1, close);
      const auto words = SplitWords(label.text);
      if (words.size() < count) continue;
      const auto first = words[words.size() - count].data() - label.text.data();
      AddWords(label, static_cast<std::size_t>(first), count);
    }
  }

  void AddTable(const ast::Table& table) {
    AddAll(table.common.citations);
    for (const ast::Table::Row& row : table.rows) {
      if (table.cite && *table.cite < row.cells.size())
        AddAll(Cursor(row.cells[*table.cite]).List());
    }
  }

  void AddSourcesOfFacts() {
    const auto add = [&](const ast::Remarks& remarks) {
      if (remarks.source && !remarks.source_quoted) Add(*remarks.source);
    };
    ForEach<ast::Facts>(files_, [&](const ast::Facts& facts, std::size_t) {
      if (facts.source) Add(facts.source->name);
      if (facts.source_name) Add(*facts.source_name);
      for (std::size_t column = 0; column < facts.columns.size(); ++column) {
        if (facts.columns[column].text != "source") continue;
        for (const ast::Facts::Row& row : facts.table) {
          if (column < row.cells.size()) Add(row.cells[column]);
        }
      }
    });
    ForEach<ast::LooseLine>(
        files_, [&](const ast::LooseLine& line, std::size_t) { add(line.fact.remarks); });
    ForEach<ast::Dispute>(files_, [&](const ast::Dispute& dispute, std::size_t) {
      for (const ast::FactLine& side : dispute.sides) add(side.remarks);
    });
  }

  const std::vector<ast::File>& files_;
  NamesUsed used_;
};

template <typename T>
std::vector<ast::Text> NamesOf(const std::vector<ast::File>& files) {
  std::vector<ast::Text> names;
  ForEach<T>(files, [&](const T& declared, std::size_t) { names.push_back(declared.name); });
  return names;
}

}  // namespace

void ReportNamesDeclaredOtherwise(const std::vector<ast::File>& files, CheckContext& context) {
  UseCollector uses(files);
  std::map<std::size_t, std::vector<ast::Text>> kinds;  // by the number of their words
  for (ast::Text& kind : NamesOf<ast::Kind>(files)) {
    const std::size_t words = SplitWords(kind.text).size();
    if (words > 0 && words <= kLongestName) kinds[words].push_back(std::move(kind));
  }
  for (const auto& [words, declared] : kinds)
    ReportOtherNames("kinds", "kind", declared, uses.Kinds(words, declared), context);
  ReportOtherNames("sources", "source", NamesOf<ast::Source>(files), uses.Sources(), context);
  ReportOtherNames("issues", "issue", NamesOf<ast::Issue>(files), uses.Issues(), context);
}

}  // namespace comity
