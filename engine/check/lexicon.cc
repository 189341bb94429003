// SPDX-License-Identifier: Apache-2.0
#include "engine/check/lexicon.h"

#include <algorithm>
#include <array>

#include "engine/base/text.h"
#include "engine/check/lexicon_reading.h"

namespace comity {
namespace {

constexpr std::array<std::string_view, 23> kNotInLabels = {
    "a",    "an",    "the", "of", "to",    "in", "on",  "at",  "by",  "for", "from", "until",
    "with", "under", "and", "or", "which", "is", "are", "was", "not", "its", "after"};

// Words that seem to say which things are meant. A label says nothing of them, so that ‘another
// State’ could be the same State.
constexpr std::array<std::string_view, 15> kSeemToChoose = {
    "every",     "all",  "any",  "each", "some", "no",    "other", "another",
    "different", "both", "same", "that", "this", "these", "those"};

bool MayStandInLabel(std::string_view word) {
  return !SeemsToChoose(word) && !IsOneOf(word, kNotInLabels);
}

// Whether an action sentence could have its modal word here; both words begin every form of it.
bool IsModal(const Token& token) { return token.word == "must" || token.word == "may"; }

}  // namespace

std::vector<Token> Tokenize(std::string_view text) {
  std::vector<Token> tokens;
  for (std::string_view word : SplitWords(text)) {
    const auto begin = static_cast<std::size_t>(word.data() - text.data());
    tokens.push_back({NormalizeWord(word), begin, begin + word.size()});
  }
  return tokens;
}

Lexicon::Lexicon(const Program& program) : program_(program), nodes_(2), action_root_(1) {
  for (KindId kind = 0; kind < program.kinds.size(); ++kind) {
    const std::string name = NormalizeWord(program.kinds[kind].name);
    kinds_.emplace(name, kind);
    last_words_of_kinds_.insert(name.substr(name.find_last_of(' ') + 1));
  }
  for (PhraseId id = 0; id < program.phrases.size(); ++id) Insert(program.phrases[id], id);
  names_.reserve(2 * program.entities.size());
  for (std::size_t i = 0; i < program.entities.size(); ++i) {
    const Entity& entity = program.entities[i];
    AddName(entity.name, static_cast<EntityId>(i));
    for (const std::string& name : entity.codes) AddName(name, static_cast<EntityId>(i));
    for (const std::string& name : entity.also) AddName(name, static_cast<EntityId>(i));
  }
}

void Lexicon::Insert(const Phrase& phrase, PhraseId id) {
  std::uint32_t at = phrase.form == Form::kAction ? action_root_ : phrase_root_;
  for (const Phrase::Piece& piece : phrase.pieces) {
    std::uint32_t next = 0;
    if (piece.hole < 0) {
      const auto [child, added] =
          nodes_[at].words.emplace(piece.word, static_cast<std::uint32_t>(nodes_.size()));
      next = child->second;
      if (added) nodes_.emplace_back();
    } else {
      const KindId kind = phrase.holes[static_cast<std::size_t>(piece.hole)].kind;
      auto& holes = nodes_[at].holes;
      const auto found = std::find_if(holes.begin(), holes.end(),
                                      [&](const auto& hole) { return hole.first == kind; });
      if (found != holes.end()) {
        next = found->second;
      } else {
        next = static_cast<std::uint32_t>(nodes_.size());
        holes.emplace_back(kind, next);
        nodes_.emplace_back();
      }
    }
    at = next;
  }
  nodes_[at].ends.push_back(id);
}

void Lexicon::AddName(std::string_view name, EntityId entity) {
  const std::string folded = FoldName(name);
  auto& entities = names_[folded];
  if (std::find(entities.begin(), entities.end(), entity) == entities.end()) {
    entities.push_back(entity);
  }
  for (std::size_t end = folded.find(' '); end != std::string::npos;
       end = folded.find(' ', end + 1)) {
    name_beginnings_.insert(folded.substr(0, end));
  }
}

std::vector<EntityId> Lexicon::FindName(std::string_view name, KindId kind,
                                        const Scenario* cast) const {
  std::vector<EntityId> result;
  const std::string folded = FoldName(name);
  ForEachNamed(folded, FoldCast(cast), [&](EntityId entity, KindId its_kind) {
    if (kind == kAnyKind || its_kind == kind) result.push_back(entity);
  });
  return result;
}

bool Lexicon::IsSmallCode(std::string_view word, EntityId entity) const {
  const auto small = [](char c) { return c >= 'a' && c <= 'z'; };
  const auto number = static_cast<std::size_t>(entity);
  if (std::none_of(word.begin(), word.end(), small) || number >= program_.entities.size())
    return false;
  const Entity& of = program_.entities[number];
  const std::string folded = FoldName(word);
  const auto is_word = [&](const std::string& name) { return FoldName(name) == folded; };
  return std::any_of(of.codes.begin(), of.codes.end(), is_word) && !is_word(of.name) &&
         std::none_of(of.also.begin(), of.also.end(), is_word);
}

Lexicon::FoldedCast Lexicon::FoldCast(const Scenario* cast) const {
  FoldedCast result;
  if (cast == nullptr) return result;
  auto next = static_cast<EntityId>(program_.entities.size());
  for (const Entity& entity : cast->cast) {
    result.push_back({FoldName(entity.name), next++, &entity});
  }
  return result;
}

bool SeemsToChoose(std::string_view word) {
  return word.starts_with("non-") || IsOneOf(word, kSeemToChoose);
}

std::optional<KindId> Lexicon::KindOfLabel(std::string_view label) const {
  const auto words = SplitWords(label);
  if (words.empty()) return std::nullopt;
  for (std::size_t first = 0; first < words.size(); ++first) {
    const std::string_view tail =
        label.substr(static_cast<std::size_t>(words[first].data() - label.data()));
    const auto kind = kinds_.find(NormalizeWord(tail));
    if (kind == kinds_.end()) continue;
    const bool good = words.size() <= std::max(kLongestLabel, words.size() - first) &&
                      std::all_of(words.begin(), words.begin() + static_cast<std::ptrdiff_t>(first),
                                  MayStandInLabel);
    return good ? std::optional(kind->second) : std::nullopt;
  }
  return std::nullopt;
}

std::vector<Match> Lexicon::Read(const std::vector<Token>& tokens, bool variables,
                                 const Scenario* cast) const {
  Reading reading(*this, tokens, variables, cast);
  reading.Walk(phrase_root_, 0, Modality::kMust, false);
  if (std::any_of(tokens.begin(), tokens.end(), IsModal)) reading.WalkActs();
  // What was found before the search was given up need not be all there is.
  if (reading.steps_left < 0 && reading.matches.size() == 1) reading.matches.clear();
  return std::move(reading.matches);
}

bool Lexicon::MayFit(const std::vector<Phrase::Piece>& pieces, const std::vector<Token>& tokens) {
  std::size_t at = 0;
  for (const Phrase::Piece& piece : pieces) {
    if (piece.hole >= 0) {
      ++at;
      continue;
    }
    while (at < tokens.size() && tokens[at].word != piece.word) ++at;
    if (at++ >= tokens.size()) return false;
  }
  return at <= tokens.size();
}

bool Lexicon::LooksLikeSentence(const std::vector<Token>& tokens) const {
  return std::any_of(program_.phrases.begin(), program_.phrases.end(), [&](const Phrase& phrase) {
    return phrase.form != Form::kAction && MayFit(phrase.pieces, tokens);
  });
}

}  // namespace comity
