// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <limits>

#include "engine/base/text.h"
#include "engine/check/lexicon.h"
#include "engine/check/lexicon_reading.h"

namespace comity {
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
// From this cost on, words differ; below it, only the lengths of what fills the holes.
constexpr double kSlip = 0.4;

// The cheapest alignment: words cost what they differ, missing and additional words 1, holes take 1
// to 8 words free.
Alignment Align(const std::vector<Phrase::Piece>& pieces, const std::vector<Token>& tokens) {
  const std::size_t rows = pieces.size() + 1;
  const std::size_t columns = tokens.size() + 1;
  struct Cell {
    double cost = std::numeric_limits<double>::infinity();
    std::size_t from_piece = 0, from_token = 0;
  };
  std::vector<Cell> cells(rows * columns);
  const auto cell = [&](std::size_t p, std::size_t t) -> Cell& { return cells[p * columns + t]; };
  const auto relax = [&](std::size_t p, std::size_t t, double cost, std::size_t from_p,
                         std::size_t from_t) {
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
      if (pieces[p].hole < 0 && t < tokens.size())
        relax(p + 1, t + 1, cost + WordCost(pieces[p].word, tokens[t].word), p, t);
      for (std::size_t n = 1; pieces[p].hole >= 0 && n <= kLongestFiller && t + n <= tokens.size();
           ++n) {
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
    if (step >= kSlip) {
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

// The word after the modal of an action sentence, and where the modal begins; both at the end if
// there is none.
struct Modal {
  std::size_t first = 0, after = 0;
};

Modal FindModal(const std::vector<Token>& tokens) {
  for (std::size_t i = 0; i + 1 < tokens.size(); ++i) {
    if (tokens[i].word != "must" && tokens[i].word != "may") continue;
    const std::string& next = tokens[i + 1].word;
    return {i, i + (next == "not" || next == "voluntarily" ? 2U : 1U)};
  }
  return {tokens.size(), tokens.size()};
}

// A phrase and a line differ by a slip, not by everything, if about a third of its words fit.
bool IsNear(const Phrase& phrase, double cost) {
  const auto words = std::count_if(phrase.pieces.begin(), phrase.pieces.end(),
                                   [](const Phrase::Piece& piece) { return piece.hole < 0; });
  return cost <= 0.67 * static_cast<double>(std::max<std::ptrdiff_t>(words, 1));
}

// Whether `longer` begins with all words and holes of `shorter`.
bool GoesOn(const Phrase& longer, const Phrase& shorter) {
  const bool acts = longer.form == Form::kAction;
  if (acts != (shorter.form == Form::kAction) || longer.pieces.size() < shorter.pieces.size())
    return false;
  return std::equal(shorter.pieces.begin(), shorter.pieces.end(), longer.pieces.begin(),
                    [](const Phrase::Piece& a, const Phrase::Piece& b) {
                      return (a.hole < 0) == (b.hole < 0) && a.word == b.word;
                    });
}

std::string JoinTokens(const std::vector<Token>& tokens, std::size_t first, std::size_t last) {
  std::string result;
  for (std::size_t i = first; i < last; ++i) {
    if (!result.empty()) result += ' ';
    result += tokens[i].word;
  }
  return result;
}

// The words that stand where a hole is.
struct Place {
  KindId kind = 0;
  std::size_t first = 0, last = 0;
};

}  // namespace

Mismatch Lexicon::Explain(const std::vector<Token>& tokens, const Scenario* cast,
                          bool variables) const {
  Mismatch result;
  result.last = tokens.size();
  Alignment best;
  const Phrase* nearest = nullptr;
  const Modal modal = FindModal(tokens);
  for (const Phrase& phrase : program_.phrases) {
    const bool act = phrase.form == Form::kAction;
    if (act && modal.after >= tokens.size()) continue;
    const auto skip = static_cast<std::ptrdiff_t>(act ? modal.after : 0);
    Alignment alignment = Align(phrase.pieces, {tokens.begin() + skip, tokens.end()});
    if (alignment.cost >= best.cost) continue;
    best = std::move(alignment);
    nearest = &phrase;
  }
  if (best.cost >= kSlip && ExplainRest(tokens, cast, variables, nearest, result)) return result;
  if (nearest == nullptr || !IsNear(*nearest, best.cost)) return result;
  const std::size_t offset = nearest->form == Form::kAction ? modal.after : 0;
  result.phrase = nearest->text;
  result.form = nearest->form;
  result.first = best.first + offset;
  result.last = std::max(best.last + offset, result.first);
  if (best.cost >= kSlip) return result;

  std::vector<Place> places;
  if (offset > 0) places.push_back({kAnyKind, 0, modal.first});
  for (std::size_t i = 0; i < best.holes.size() && i < nearest->holes.size(); ++i) {
    const auto& [first, last] = best.holes[i];
    places.push_back({nearest->holes[i].kind, first + offset, last + offset});
  }
  const Reading reading(*this, tokens, variables, cast);
  for (const Place& place : places) {
    if (!reading.Fills(place.first, place.last, place.kind)) {
      ExplainPlace(reading, place.kind, place.first, place.last, result);
      break;
    }
  }
  return result;
}

// A line that begins with a sentence is explained by that one, whatever else could be made of all
// its words; unless the nearest phrase only goes on in other words.
bool Lexicon::ExplainRest(const std::vector<Token>& tokens, const Scenario* cast, bool variables,
                          const Phrase* nearest, Mismatch& result) const {
  // Nobody says more in one breath, and each beginning is read anew.
  if (tokens.size() > kLongestSearched) return false;
  for (std::size_t end = tokens.size(); end-- > 1;) {
    const std::vector<Token> part(tokens.begin(),
                                  tokens.begin() + static_cast<std::ptrdiff_t>(end));
    const std::vector<Match> matches = Read(part, variables, cast);
    if (matches.empty()) continue;
    const Phrase& phrase = program_.phrases[program_.predicates[matches[0].predicate].phrase];
    if (nearest != nullptr && nearest != &phrase && GoesOn(*nearest, phrase)) return false;
    result.phrase = phrase.text;
    result.form = phrase.form;
    result.first = end;
    result.last = tokens.size();
    return true;
  }
  return false;
}

void Lexicon::ExplainPlace(const Reading& reading, KindId kind, std::size_t first, std::size_t last,
                           Mismatch& result) const {
  result.first = first;
  result.last = last;
  if (first >= last) return;
  std::vector<std::string> names;
  const auto add = [&](const Entity& entity) {
    if (kind != kAnyKind && entity.kind != kind) return;
    names.push_back(entity.name);
    names.insert(names.end(), entity.also.begin(), entity.also.end());
  };
  for (const Entity& entity : program_.entities) add(entity);
  for (const CastMember& member : reading.cast) add(*member.entity);
  result.nearest_names = Nearest(JoinTokens(reading.tokens, first, last), names, 3);
  result.kind = kind;
  if (!result.nearest_names.empty()) return;
  result.kind.reset();
  // A name or variable with words too many around it.
  for (std::size_t i = last - 1; i > first; --i) {
    if (reading.Fills(first, i, kind)) {
      result.first = i;
      return;
    }
  }
  for (std::size_t i = first + 1; i < last; ++i) {
    if (reading.Fills(i, last, kind)) {
      result.last = i;
      return;
    }
  }
  result.kind = kind;
}

}  // namespace comity
