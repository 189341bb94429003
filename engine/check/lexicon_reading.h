// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "engine/base/instant.h"
#include "engine/base/text.h"
#include "engine/check/lexicon.h"
#include "engine/check/speaker.h"

namespace comity {

// Whether a word of a label would seem to say which one is meant: `other`, `every`, `non-party`.
bool SeemsToChoose(std::string_view word);

constexpr std::size_t kLongestLabel = 3;

template <typename Visit>
void Lexicon::ForEachNamed(const std::string& folded, const FoldedCast& cast,
                           const Visit& visit) const {
  bool hidden = false;
  for (const CastMember& member : cast) {
    if (member.folded != folded) continue;
    visit(member.id, member.entity->kind);
    hidden = true;
  }
  const auto found = names_.find(folded);
  if (hidden || found == names_.end()) return;
  for (EntityId entity : found->second) {
    visit(entity, program_.entities[static_cast<std::size_t>(entity)].kind);
  }
}

// One walk through the trie along the tokens, trying every filler of every hole.
struct Lexicon::Reading {
  const Lexicon& lexicon;
  const std::vector<Token>& tokens;
  bool variables;
  FoldedCast cast;
  std::vector<std::string> folded;  // by token
  std::vector<Filler> fillers;
  std::vector<Match> matches;
  // Names that begin alike, in holes that touch, can be split in more ways than anybody could try.
  int steps_left = 20'000;

  Reading(const Lexicon& owner, const std::vector<Token>& words, bool with_variables,
          const Scenario* names)
      : lexicon(owner), tokens(words), variables(with_variables), cast(owner.FoldCast(names)) {
    for (const Token& token : tokens) folded.push_back(FoldName(token.word));
  }

  template <typename Found>
  void ForEachFiller(std::size_t at, KindId kind, const Found& found) const {
    if (at >= tokens.size()) return;
    const std::string& word = tokens[at].word;
    if (kind == kDateKind) {
      if (const auto day = ParseDay(word))
        found(Filler{Filler::Kind::kValue, {}, kind, day->number, at, at + 1});
    }
    if (kind == kTimeKind && at + 3 <= tokens.size()) {
      const std::string text = Concat({word, " ", tokens[at + 1].word, " ", tokens[at + 2].word});
      if (const auto instant = ParseInstant(text))
        found(Filler{Filler::Kind::kValue, {}, kind, instant->minute, at, at + 3});
    }
    const bool introduces = word == "a" || word == "an";
    if (variables && (introduces || word == "the")) ForEachLabel(at, kind, introduces, found);
    if (kind != kAnyKind && !IsOfEntities(kind)) return;
    ForEachName(at, at, kind, found);
    if (word == "the") ForEachName(at, at + 1, kind, found);
  }

  // Whether the tokens [first, last) together fill a hole of this kind.
  bool Fills(std::size_t first, std::size_t last, KindId kind) const {
    bool filled = false;
    ForEachFiller(first, kind, [&](const Filler& filler) { filled |= filler.last == last; });
    return filled;
  }

  template <typename Found>
  void ForEachLabel(std::size_t at, KindId kind, bool introduces, const Found& found) const {
    std::string label;
    for (std::size_t last = at + 1; last < tokens.size() && last <= at + kLongestLabel + 2;
         ++last) {
      if (!label.empty()) label += ' ';
      label += tokens[last].word;
      if (!lexicon.last_words_of_kinds_.contains(tokens[last].word)) continue;
      const auto actual = lexicon.KindOfLabel(label);
      if (!actual || (kind != kAnyKind && *actual != kind)) continue;
      found(Filler{introduces ? Filler::Kind::kIntroduced : Filler::Kind::kKnown, label, *actual, 0,
                   at, last + 1});
    }
  }

  template <typename Found>
  void ForEachName(std::size_t at, std::size_t first, KindId kind, const Found& found) const {
    std::string name;
    for (std::size_t last = first; last < tokens.size(); ++last) {
      if (!name.empty() && !folded[last].empty()) name += ' ';
      name += folded[last];
      lexicon.ForEachNamed(name, cast, [&](EntityId entity, KindId its_kind) {
        if (kind != kAnyKind && its_kind != kind) return;
        if (last == first && lexicon.IsSmallCode(tokens[last].word, entity)) return;
        found(Filler{Filler::Kind::kValue, {}, kind, entity, at, last + 1});
      });
      if (!BeginsName(name)) return;
    }
  }

  // Whether more words could make a name of it.
  bool BeginsName(const std::string& name) const {
    if (name.empty() || lexicon.name_beginnings_.contains(name)) return true;
    return std::any_of(cast.begin(), cast.end(), [&](const CastMember& member) {
      return member.folded.size() > name.size() && member.folded.starts_with(name);
    });
  }

  void Walk(std::uint32_t node, std::size_t at, Modality modality, bool act) {
    constexpr std::size_t kManyMatches = 20;
    if (--steps_left < 0 || matches.size() >= kManyMatches) return;
    const Node& here = lexicon.nodes_[node];
    if (at == tokens.size()) {
      for (PhraseId phrase : here.ends) {
        const PredicateId first = lexicon.program_.phrases[phrase].first_predicate;
        matches.push_back({first + (act ? static_cast<PredicateId>(modality) : 0), fillers});
      }
      return;
    }
    const auto word = here.words.find(tokens[at].word);
    if (word != here.words.end()) Walk(word->second, at + 1, modality, act);
    for (const auto& [kind, next] : here.holes) {
      ForEachFiller(at, kind, [&, next_node = next](Filler filler) {
        const std::size_t last = filler.last;
        fillers.push_back(std::move(filler));
        Walk(next_node, last, modality, act);
        fillers.pop_back();
      });
    }
  }

  void WalkActs() {
    ForEachFiller(0, kAnyKind, [&](Filler actor) {
      const std::size_t at = actor.last;
      fillers.push_back(std::move(actor));
      for (int m = 0; m < kModalities; ++m) {
        const auto modality = static_cast<Modality>(m);
        const auto words = SplitWords(ModalWords(modality));
        bool fits = at + words.size() <= tokens.size();
        for (std::size_t i = 0; fits && i < words.size(); ++i)
          fits = tokens[at + i].word == words[i];
        if (fits) Walk(lexicon.action_root_, at + words.size(), modality, true);
      }
      fillers.pop_back();
    });
  }
};

}  // namespace comity
