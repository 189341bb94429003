// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <absl/container/flat_hash_set.h>

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/check/check.h"

namespace comity {

// A symbol table by folded name, with the place of the declaration.
template <typename T>
using Table = std::map<std::string, T, std::less<>>;

// What is declared twice if two files have one name.
inline constexpr std::string_view kFilesCalled = "files called";

// What the steps of Check share: the program they build, and the names found so far.
class CheckContext {
 public:
  explicit CheckContext(Program& result, DiagnosticSink& diagnostics)
      : program(result), sink(diagnostics) {}

  Program& program;
  DiagnosticSink& sink;
  bool whole = true;  // the files are a rulebook, so that what none of them uses is not used at all
  std::unique_ptr<const Lexicon> lexicon;

  struct SourceEntry {
    std::string title, cited_as;
    std::optional<Day> retrieved;
    std::vector<ast::Text> speaks_for;
  };
  struct DateRuleEntry {
    const ast::DateRule* rule = nullptr;
    std::vector<Phrase::Piece> pieces;
    std::vector<Hole> holes;
    std::uint32_t module = 0;
    bool faulty = false;  // which was reported
  };
  Table<std::uint32_t> modules;
  std::vector<Stretch> in_force;  // by module
  std::vector<std::uint32_t> module_of_file;
  std::vector<std::string> paths;      // by file
  std::set<std::uint32_t> same_named;  // files with the name of another, which was reported
  std::set<std::uint32_t> lacking;     // modules with a `uses` line that names nothing
  std::vector<std::set<std::uint32_t>> visible;  // by module: itself and what it uses, transitively
  Table<SourceEntry> sources;
  std::map<std::string, Span> shapes;                      // by words, with kinds for holes
  Table<PhraseId> phrases;                                 // by normalized text
  std::map<PhraseId, std::vector<ast::Text>> asserted_by;  // those who alone may state it
  std::vector<DateRuleEntry> date_rules;
  absl::flat_hash_set<const ast::LooseLine*> entity_lines;  // those that declare an entity
  std::set<std::pair<std::uint32_t, std::uint32_t>>
      declared_again;              // file and line of phrases that another file declares, too
  bool rule_without_name = false;  // one has none, or no first line at all, which was reported
  bool names_clash = false;        // two entities of a kind are called the same, which was reported
  std::set<EntityId> unlisted;     // members of closed lists declared elsewhere, which was reported
  Table<std::uint32_t> issues;
  Table<std::uint32_t> readings;
  Table<std::vector<RuleId>> rules;  // all instances of a rule or exception name
  struct RuleScope {
    std::map<std::string, VariableId> known;  // the variables an exception to it may name
    std::set<std::string> excused;            // those that a line with a slip would have introduced
    bool broken = false;                      // there may be more of these
    bool headless = false;                    // its conclusion could not be read
  };
  std::vector<RuleScope> scopes;  // by rule

  // What something speaks of.
  std::set<PhraseId> used_phrases;
  std::set<const ast::DateRule*> used_date_rules;

  // Phrases and date rules whose declaration could not be read: what uses them is not reported.
  std::vector<std::vector<Phrase::Piece>> unreadable;
  // False if this was asked for the file before: a name that failed once is not reported again.
  bool FailsFirst(std::uint32_t file, std::string what) {
    return failures_.emplace(file, std::move(what)).second;
  }

  // Where names were declared, by what they name and how they are written.
  std::map<std::string, Span> places;

  // Lines that come near a phrase, by its text, and the words in which they differ from it.
  struct Miss {
    Span span;
    std::string words;
    ast::Text line;
  };
  Table<std::vector<Miss>> misses;

  // What is called otherwise wherever it is used, which was reported where it is declared: by table
  // and declared name.
  Table<std::string> names_meant;
  std::string NameMeant(std::string_view table, const std::string& declared) const {
    const auto meant = names_meant.find(std::string(table) + " " + declared);
    return meant == names_meant.end() ? declared : meant->second;
  }

  std::vector<std::string> NamesOf(const auto& table) const {
    std::vector<std::string> names;
    for (const auto& [name, entry] : table) names.push_back(name);
    return names;
  }

 private:
  std::set<std::pair<std::uint32_t, std::string>> failures_;
};

// The days on which both hold; reports if the law's own or the common ones are none.
Stretch CutToInForce(Stretch days, const std::optional<ast::InForce>& in_force,
                     CheckContext& context);

// The steps, in this order.
void DeclareNames(const std::vector<ast::File>& files, CheckContext& context);
void ResolveRules(const std::vector<ast::File>& files, CheckContext& context);
// The lines `conflicts with NAME`, once all rules, whose `names` are given, are resolved.
void ResolveDeclaredConflicts(const std::vector<ast::File>& files, const Table<int>& names,
                              CheckContext& context);
void ResolveFacts(const std::vector<ast::File>& files, CheckContext& context);
void ResolveDisputes(const std::vector<ast::File>& files, CheckContext& context);
void ResolveScenarios(const std::vector<ast::File>& files, CheckContext& context);
void ResolveEquivalents(const std::vector<ast::File>& files, CheckContext& context);
void ResolveProperties(const std::vector<ast::File>& files, CheckContext& context);
// Reports that the file does not use the one in which something is declared, once for each.
void ReportNotVisible(Span span, std::uint32_t module, std::uint32_t hidden, CheckContext& context);
// Refuses circles through `unless`, `none of` and exceptions.
void CheckStrata(CheckContext& context);
// Says once of a phrase that nothing uses, and that several lines say in the same other words, that
// it is declared otherwise than it is used.
void ReportMissedPhrases(CheckContext& context);
// Refuses what makes no difference: phrases and date rules that nothing uses, issues and positions
// that no rule carries.
void CheckUse(const std::vector<ast::File>& files, CheckContext& context);
// Refuses rules and exceptions that can be shown never to apply.
void CheckReach(CheckContext& context);

// The conditions of a property as a rule, and what it claims as the conclusion; nothing if a part
// of it was reported.
std::optional<Rule> ResolveClaim(const ast::Rule& source, const ast::Text& claim,
                                 std::uint32_t module, CheckContext& context);

// The place of the tokens [first, last) of a text.
Span SpanOfTokens(const ast::Text& text, const std::vector<Token>& tokens, std::size_t first,
                  std::size_t last);

std::vector<Citation> ResolveCitations(const std::vector<ast::Text>& citations,
                                       CheckContext& context);

// The kind whose name the text begins with, the longest there is, and where the rest begins.
std::optional<std::pair<KindId, std::size_t>> LeadingKind(std::string_view text,
                                                          const Program& program);

// `position ISSUE = POSITION`; reports names that do not exist.
std::optional<PositionTag> ResolveTag(const ast::Tag& tag, CheckContext& context);

// Where a sentence stands. What may be said there, and what else a line may hold, goes by that.
enum class SentencePlace {
  kCondition,
  kUnless,
  kBulletOfAll,
  kBulletOfAny,  // or of none
  kConclusion,
  kClaim,  // of a property
  kColumn,
  kRow,  // a `row` line of facts
  kFact,
  kGiven,
  kExpectation
};
// Whether variables are read there.
constexpr bool SpeaksOfAny(SentencePlace place) { return place <= SentencePlace::kRow; }

struct SentenceUse {
  SentencePlace place = SentencePlace::kCondition;
  const Scenario* cast = nullptr;
  bool dated = false;       // days that belong to it stand before or behind it, and were read
  std::string_view before;  // what the line says before it: "given not "
};

// Reads a sentence that must be exactly one of the vocabulary; reports why not. `module` is that of
// the file.
std::optional<Match> ReadSentence(const ast::Text& text, std::uint32_t module,
                                  const SentenceUse& use, CheckContext& context);

// The same for tokens of which some stand for others; `text` is what the author wrote.
std::optional<Match> ReadTokens(const ast::Text& text, const std::vector<Token>& tokens,
                                std::uint32_t module, const SentenceUse& use,
                                CheckContext& context);

// "line 8", or "line 8 of ‘Treaty’" seen from another file.
std::string PlaceWords(const Span& place, std::uint32_t from_file, const CheckContext& context);

// The words for a kind in messages: "State", "date", "name".
std::string KindWord(KindId kind, const Program& program);

// "record", "fact", "question", "conclusion" or "action".
std::string_view FormWord(Form form);

// ‘a’ or ‘b’: candidates for a help line.
std::vector<std::string> DidYouMean(const std::vector<std::string>& candidates);
// The same where the name is one of them but for letters of another alphabet that look alike.
std::vector<std::string> DidYouMean(const std::string& written,
                                    const std::vector<std::string>& candidates);

}  // namespace comity
