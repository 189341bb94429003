// SPDX-License-Identifier: Apache-2.0
#include "engine/check/lexicon.h"

#include <algorithm>
#include <array>
#include <limits>

#include "engine/base/text.h"

namespace comity {
namespace {

constexpr std::size_t kLongestLabel = 3;

constexpr std::array<std::string_view, 24> kNotInLabels = {"a",    "an",   "the",   "of",   "to",   "in",   "on",   "at",
                                                           "by",   "for",  "from",  "until", "with", "under", "and", "or",
                                                           "that", "which", "is",   "are",  "was",  "not",  "its",  "after"};

bool MayStandInLabel(std::string_view word) {
  return std::find(kNotInLabels.begin(), kNotInLabels.end(), word) == kNotInLabels.end();
}

std::string JoinTokens(const std::vector<Token>& tokens, std::size_t first, std::size_t last) {
  std::string result;
  for (std::size_t i = first; i < last; ++i) {
    if (!result.empty()) result += ' ';
    result += tokens[i].word;
  }
  return result;
}

}  // namespace

std::vector<Token> Tokenize(std::string_view text) {
  std::vector<Token> tokens;
  for (std::string_view word : SplitWords(text)) {
    const auto begin = static_cast<std::size_t>(word.data() - text.data());
    tokens.push_back({NormalizeWord(word), begin, begin + word.size()});
  }
  return tokens;
}

std::string_view ModalWords(Modality modality) {
  switch (modality) {
    case Modality::kMust: return "must";
    case Modality::kMustNot: return "must not";
    case Modality::kMay: return "may";
    case Modality::kMayVoluntarily: return "may voluntarily";
  }
  return "";
}

Lexicon::Lexicon(const Program& program) : program_(program), nodes_(2), action_root_(1) {
  for (KindId kind = 0; kind < program.kinds.size(); ++kind) kinds_.emplace(NormalizeWord(program.kinds[kind].name), kind);
  for (PhraseId id = 0; id < program.phrases.size(); ++id) Insert(program.phrases[id], id);
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
      const auto [child, added] = nodes_[at].words.emplace(piece.word, static_cast<std::uint32_t>(nodes_.size()));
      next = child->second;
      if (added) nodes_.emplace_back();
    } else {
      const KindId kind = phrase.holes[static_cast<std::size_t>(piece.hole)].kind;
      auto& holes = nodes_[at].holes;
      const auto found = std::find_if(holes.begin(), holes.end(), [&](const auto& hole) { return hole.first == kind; });
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
  auto& entities = names_[FoldName(name)];
  if (std::find(entities.begin(), entities.end(), entity) == entities.end()) entities.push_back(entity);
  longest_name_ = std::max(longest_name_, SplitWords(name).size());
}

std::vector<EntityId> Lexicon::FindName(std::string_view name, KindId kind, const Scenario* cast) const {
  const std::string folded = FoldName(name);
  std::vector<EntityId> result;
  if (cast != nullptr) {
    for (std::size_t i = 0; i < cast->cast.size(); ++i) {
      const Entity& entity = cast->cast[i];
      if (FoldName(entity.name) == folded && (kind == kAnyKind || entity.kind == kind)) {
        result.push_back(static_cast<EntityId>(program_.entities.size() + i));
      }
    }
    if (!result.empty()) return result;
  }
  const auto found = names_.find(folded);
  if (found == names_.end()) return result;
  for (EntityId entity : found->second) {
    if (kind == kAnyKind || program_.entities[static_cast<std::size_t>(entity)].kind == kind) result.push_back(entity);
  }
  return result;
}

std::optional<KindId> Lexicon::KindOfLabel(std::string_view label) const {
  const auto words = SplitWords(label);
  if (words.empty()) return std::nullopt;
  for (std::size_t first = 0; first < words.size(); ++first) {
    const std::string_view tail = label.substr(static_cast<std::size_t>(words[first].data() - label.data()));
    const auto kind = kinds_.find(NormalizeWord(tail));
    if (kind == kinds_.end()) continue;
    const bool good = words.size() <= std::max(kLongestLabel, words.size() - first) &&
                      std::all_of(words.begin(), words.begin() + static_cast<std::ptrdiff_t>(first), MayStandInLabel);
    return good ? std::optional(kind->second) : std::nullopt;
  }
  return std::nullopt;
}

// One walk through the trie along the tokens, trying every filler of every hole.
struct Lexicon::Reading {
  const Lexicon& lexicon;
  const std::vector<Token>& tokens;
  bool variables;
  const Scenario* cast;
  std::size_t longest_name;
  std::vector<Filler> fillers;
  std::vector<Match> matches;

  Reading(const Lexicon& owner, const std::vector<Token>& words, bool with_variables, const Scenario* names)
      : lexicon(owner), tokens(words), variables(with_variables), cast(names), longest_name(owner.longest_name_) {
    if (cast == nullptr) return;
    for (const Entity& entity : cast->cast) longest_name = std::max(longest_name, SplitWords(entity.name).size());
  }

  template <typename Found>
  void ForEachFiller(std::size_t at, KindId kind, const Found& found) const {
    if (at >= tokens.size()) return;
    const std::string& word = tokens[at].word;
    if (kind == kDateKind) {
      if (const auto day = ParseDay(word)) found(Filler{Filler::Kind::kValue, {}, kind, day->number, at, at + 1});
    }
    const bool introduces = word == "a" || word == "an";
    if (variables && (introduces || word == "the")) ForEachLabel(at, kind, introduces, found);
    if (kind == kDateKind) return;
    ForEachName(at, at, kind, found);
    if (word == "the") ForEachName(at, at + 1, kind, found);
  }

  template <typename Found>
  void ForEachLabel(std::size_t at, KindId kind, bool introduces, const Found& found) const {
    std::string label;
    for (std::size_t last = at + 1; last < tokens.size() && last <= at + kLongestLabel + 2; ++last) {
      if (!label.empty()) label += ' ';
      label += tokens[last].word;
      const auto actual = lexicon.KindOfLabel(label);
      if (!actual || (kind != kAnyKind && *actual != kind)) continue;
      found(Filler{introduces ? Filler::Kind::kIntroduced : Filler::Kind::kKnown, label, *actual, 0, at, last + 1});
    }
  }

  template <typename Found>
  void ForEachName(std::size_t at, std::size_t first, KindId kind, const Found& found) const {
    std::string name;
    for (std::size_t last = first; last < tokens.size() && last < first + longest_name; ++last) {
      if (!name.empty()) name += ' ';
      name += tokens[last].word;
      for (EntityId entity : lexicon.FindName(name, kind, cast)) {
        found(Filler{Filler::Kind::kValue, {}, kind, entity, at, last + 1});
      }
    }
  }

  void Walk(std::uint32_t node, std::size_t at, Modality modality, bool act) {
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
        for (std::size_t i = 0; fits && i < words.size(); ++i) fits = tokens[at + i].word == words[i];
        if (fits) Walk(lexicon.action_root_, at + words.size(), modality, true);
      }
      fillers.pop_back();
    });
  }
};

std::vector<Match> Lexicon::Read(const std::vector<Token>& tokens, bool variables, const Scenario* cast) const {
  Reading reading(*this, tokens, variables, cast);
  reading.Walk(phrase_root_, 0, Modality::kMust, false);
  reading.WalkActs();
  return std::move(reading.matches);
}

bool Lexicon::LooksLikeSentence(const std::vector<Token>& tokens) const {
  return std::any_of(program_.phrases.begin(), program_.phrases.end(), [&](const Phrase& phrase) {
    if (phrase.form == Form::kAction) return false;
    std::size_t at = 0;
    for (const Phrase::Piece& piece : phrase.pieces) {
      if (piece.hole >= 0) {
        ++at;
        continue;
      }
      while (at < tokens.size() && tokens[at].word != piece.word) ++at;
      if (at++ >= tokens.size()) return false;
    }
    return at <= tokens.size();
  });
}

namespace {

// An alignment of a phrase with a line: what it costs, and the first words that do not fit.
struct Alignment {
  double cost = std::numeric_limits<double>::infinity();
  std::size_t first = 0, last = 0;
  std::vector<std::pair<std::size_t, std::size_t>> holes;  // token ranges by hole, in order
};

double WordCost(const std::string& wanted, const std::string& found) {
  if (wanted == found) return 0;
  const std::size_t distance = EditDistance(wanted.substr(0, 40), found.substr(0, 40));
  return distance * 3 <= std::max(wanted.size(), found.size()) ? 0.5 : 1;
}

constexpr std::size_t kLongestFiller = 8;

// The cheapest alignment: words cost what they differ, missing and additional words 1, holes take 1 to 8 words free.
Alignment Align(const std::vector<Phrase::Piece>& pieces, const std::vector<Token>& tokens) {
  const std::size_t rows = pieces.size() + 1;
  const std::size_t columns = tokens.size() + 1;
  struct Cell {
    double cost = std::numeric_limits<double>::infinity();
    std::size_t from_piece = 0, from_token = 0;
  };
  std::vector<Cell> cells(rows * columns);
  const auto cell = [&](std::size_t p, std::size_t t) -> Cell& { return cells[p * columns + t]; };
  const auto relax = [&](std::size_t p, std::size_t t, double cost, std::size_t from_p, std::size_t from_t) {
    if (cost < cell(p, t).cost) cell(p, t) = {cost, from_p, from_t};
  };
  cell(0, 0).cost = 0;
  for (std::size_t p = 0; p < rows; ++p) {
    for (std::size_t t = 0; t < columns; ++t) {
      const double cost = cell(p, t).cost;
      if (cost == std::numeric_limits<double>::infinity()) continue;
      if (t < tokens.size()) relax(p, t + 1, cost + 1, p, t);
      if (p == pieces.size()) continue;
      relax(p + 1, t, cost + 1, p, t);
      if (pieces[p].hole < 0 && t < tokens.size()) relax(p + 1, t + 1, cost + WordCost(pieces[p].word, tokens[t].word), p, t);
      for (std::size_t n = 1; pieces[p].hole >= 0 && n <= kLongestFiller && t + n <= tokens.size(); ++n) {
        relax(p + 1, t + n, cost + 0.001 * static_cast<double>(n), p, t);
      }
    }
  }
  Alignment result;
  result.cost = cell(pieces.size(), tokens.size()).cost;
  result.first = result.last = tokens.size();
  std::size_t p = pieces.size();
  std::size_t t = tokens.size();
  while (p > 0 || t > 0) {
    const Cell& here = cell(p, t);
    const double step = here.cost - cell(here.from_piece, here.from_token).cost;
    if (step >= 0.4) {
      result.first = here.from_token;
      result.last = t;
    } else if (p > here.from_piece && pieces[here.from_piece].hole >= 0) {
      result.holes.insert(result.holes.begin(), {here.from_token, t});
    }
    p = here.from_piece;
    t = here.from_token;
  }
  return result;
}

}  // namespace

Mismatch Lexicon::Explain(const std::vector<Token>& tokens, const Scenario* cast) const {
  Mismatch result;
  result.last = tokens.size();
  Alignment best;
  const Phrase* nearest = nullptr;
  std::size_t offset = 0;
  // An action sentence is compared from the word after its modal on.
  std::size_t modal = tokens.size();
  for (std::size_t i = 0; i < tokens.size() && modal == tokens.size(); ++i) {
    if (tokens[i].word == "must" || tokens[i].word == "may") modal = i + 1;
  }
  if (modal < tokens.size() && (tokens[modal].word == "not" || tokens[modal].word == "voluntarily")) ++modal;
  for (const Phrase& phrase : program_.phrases) {
    const bool act = phrase.form == Form::kAction;
    if (act && modal >= tokens.size()) continue;
    const std::size_t skip = act ? modal : 0;
    Alignment alignment = Align(phrase.pieces, {tokens.begin() + static_cast<std::ptrdiff_t>(skip), tokens.end()});
    if (alignment.cost >= best.cost) continue;
    best = std::move(alignment);
    nearest = &phrase;
    offset = skip;
  }
  if (nearest == nullptr) return result;
  const auto words = static_cast<double>(std::max(nearest->pieces.size(), tokens.size() - offset));
  if (best.cost > 0.6 * words) return result;
  result.phrase = nearest->text;
  result.first = best.first + offset;
  result.last = std::max(best.last + offset, result.first);
  if (best.cost >= 0.4) return result;
  const Reading reading(*this, tokens, true, cast);
  std::vector<std::pair<KindId, std::pair<std::size_t, std::size_t>>> places;
  if (offset > 0) places.push_back({kAnyKind, {0, offset - 1 - (tokens[offset - 1].word == "not" || tokens[offset - 1].word == "voluntarily" ? 1 : 0)}});
  for (std::size_t hole = 0; hole < best.holes.size() && hole < nearest->holes.size(); ++hole) {
    places.push_back({nearest->holes[hole].kind, {best.holes[hole].first + offset, best.holes[hole].second + offset}});
  }
  for (const auto& [kind, range] : places) {
    bool filled = false;
    reading.ForEachFiller(range.first, kind, [&, last = range.second](const Filler& filler) { filled = filled || filler.last == last; });
    if (filled) continue;
    result.first = range.first;
    result.last = range.second;
    result.kind = kind;
    std::vector<std::string> names;
    for (const Entity& entity : program_.entities) {
      if (kind == kAnyKind || entity.kind == kind) names.push_back(entity.name);
    }
    for (const Entity& entity : cast != nullptr ? cast->cast : std::vector<Entity>()) {
      if (kind == kAnyKind || entity.kind == kind) names.push_back(entity.name);
    }
    result.nearest_names = Nearest(JoinTokens(tokens, range.first, range.second), names, 3);
    break;
  }
  return result;
}

std::string Speaker::Name(EntityId entity) const {
  const auto index = static_cast<std::size_t>(entity);
  const std::size_t declared = program_.entities.size();
  return index < declared ? program_.entities[index].name : cast_->cast[index - declared].name;
}

std::string Speaker::Code(EntityId entity) const {
  const auto index = static_cast<std::size_t>(entity);
  if (index >= program_.entities.size() || program_.entities[index].codes.empty()) return "";
  return program_.entities[index].codes[0];
}

std::string Speaker::Fill(const Hole& hole, const std::optional<Value>& value) const {
  if (value) return hole.kind == kDateKind ? FormatDay({*value}) : Name(*value);
  const bool vowel = std::string_view("aeiouAEIO").find(hole.label.empty() ? 'x' : hole.label[0]) != std::string_view::npos;
  return (vowel ? "an " : "a ") + hole.label;
}

std::string Speaker::Say(PredicateId predicate, const std::vector<Value>& values) const {
  return SayOpen(predicate, {values.begin(), values.end()});
}

std::string Speaker::FillIn(std::string text, PredicateId id, const std::vector<Value>& values) const {
  const std::vector<Hole>& holes = program_.predicates[id].holes;
  for (std::size_t i = 0; i < holes.size(); ++i) {
    const std::string label = Concat({"{", holes[i].label, "}"});
    const std::string words = Fill(holes[i], values[i]);
    for (std::size_t at = text.find(label); at != std::string::npos; at = text.find(label, at + words.size())) {
      text.replace(at, label.size(), words);
    }
  }
  return text;
}

std::string Speaker::SayOpen(PredicateId id, const std::vector<std::optional<Value>>& values) const {
  const Predicate& predicate = program_.predicates[id];
  const std::size_t shift = predicate.act ? 1 : 0;
  std::string result;
  if (predicate.act) result = Concat({Fill(predicate.holes[0], values[0]), " ", ModalWords(predicate.modality)});
  for (const Phrase::Piece& piece : program_.phrases[predicate.phrase].pieces) {
    if (!result.empty()) result += ' ';
    const std::size_t hole = static_cast<std::size_t>(piece.hole) + shift;
    result += piece.hole < 0 ? piece.word : Fill(predicate.holes[hole], values[hole]);
  }
  return result;
}

}  // namespace comity
