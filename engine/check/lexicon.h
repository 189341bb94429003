// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <absl/container/flat_hash_map.h>
#include <absl/container/inlined_vector.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "engine/check/program.h"

namespace comity {

// What is longer, in words, nobody says in one breath: it is not searched for slips.
inline constexpr std::size_t kLongestSearched = 60;

// A word of a line and where it begins, in bytes.
struct Token {
  std::string word;  // normalized
  std::size_t begin = 0, end = 0;
};
std::vector<Token> Tokenize(std::string_view text);

// What stands in a hole: `a LABEL`, `the LABEL`, or a name, listed value or day.
struct Filler {
  enum class Kind { kIntroduced, kKnown, kValue };
  Kind kind = Kind::kValue;
  std::string label;  // of a variable
  KindId hole_kind = 0;
  Value value = 0;
  std::size_t first = 0, last = 0;  // the tokens, half-open
};

// A line read as a sentence of the vocabulary.
struct Match {
  PredicateId predicate = 0;
  std::vector<Filler> fillers;  // one for each hole of the predicate
};

// Why a line is no sentence: the nearest phrase, and the words that differ first. If the words fit
// but a name does not, `kind` says what was expected there.
struct Mismatch {
  std::string phrase;         // empty: nothing is near
  Form form = Form::kRecord;  // of that phrase
  std::size_t first = 0, last = 0;
  std::optional<KindId> kind;
  std::vector<std::string> nearest_names;
};

// Reads sentences and names: the declared phrases in a trie by words, the names by their folded
// form. Immutable once built. Names of a case are given with each call, in `cast`, and hide
// declared ones.
class Lexicon {
 public:
  // Keeps a reference to `program`, whose kinds, entities, phrases and predicates must be complete.
  explicit Lexicon(const Program& program);

  // All ways to read the tokens. Variables are only read where `variables` is set.
  std::vector<Match> Read(const std::vector<Token>& tokens, bool variables,
                          const Scenario* cast = nullptr) const;
  Mismatch Explain(const std::vector<Token>& tokens, const Scenario* cast = nullptr,
                   bool variables = true) const;

  // Whether the words occur in this order; holes may be anything.
  static bool MayFit(const std::vector<Phrase::Piece>& pieces, const std::vector<Token>& tokens);
  // Whether some phrase may fit.
  bool LooksLikeSentence(const std::vector<Token>& tokens) const;

  // Whether a word in small letters is only a code of the entity. Codes within sentences are
  // capital, so that ‘it’ does not mean Italy.
  bool IsSmallCode(std::string_view word, EntityId entity) const;

  // The entities that are called `name`, exactly but for capitals and accents; with `kind`, only of
  // this kind.
  std::vector<EntityId> FindName(std::string_view name, KindId kind,
                                 const Scenario* cast = nullptr) const;

  // The kind that `label` ends in, if it is a label.
  std::optional<KindId> KindOfLabel(std::string_view label) const;

 private:
  struct Node {
    std::unordered_map<std::string, std::uint32_t> words;
    std::vector<std::pair<KindId, std::uint32_t>> holes;
    std::vector<PhraseId> ends;
  };
  // The entities of a case, with their names folded.
  struct CastMember {
    std::string folded;
    EntityId id = 0;
    const Entity* entity = nullptr;
  };
  using FoldedCast = std::vector<CastMember>;
  struct Reading;
  void Insert(const Phrase& phrase, PhraseId id);
  void AddName(std::string_view name, EntityId entity);
  // Says why the tokens [first, last) fill no hole of this kind.
  void ExplainPlace(const Reading& reading, KindId kind, std::size_t first, std::size_t last,
                    Mismatch& result) const;
  bool ExplainRest(const std::vector<Token>& tokens, const Scenario* cast, bool variables,
                   const Phrase* nearest, Mismatch& result) const;
  FoldedCast FoldCast(const Scenario* cast) const;
  // Calls visit(entity, kind) for what is called so in the case, or if nothing is, in the rulebook.
  template <typename Visit>
  void ForEachNamed(const std::string& folded, const FoldedCast& cast, const Visit& visit) const;

  const Program& program_;
  std::vector<Node> nodes_;
  std::uint32_t phrase_root_ = 0, action_root_ = 0;
  absl::flat_hash_map<std::string, absl::InlinedVector<EntityId, 1>> names_;
  std::unordered_set<std::string> name_beginnings_;  // names of several words, cut at a blank
  std::unordered_map<std::string, KindId> kinds_;
  std::unordered_set<std::string> last_words_of_kinds_;
};

}  // namespace comity
