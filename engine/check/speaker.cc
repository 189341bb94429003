// SPDX-License-Identifier: Apache-2.0
#include "engine/check/speaker.h"

#include "engine/base/instant.h"
#include "engine/base/text.h"

namespace comity {

std::string_view ModalWords(Modality modality) {
  switch (modality) {
    case Modality::kMust:
      return "must";
    case Modality::kMustNot:
      return "must not";
    case Modality::kMay:
      return "may";
    case Modality::kMayVoluntarily:
      return "may voluntarily";
  }
  return "";
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

std::string Speaker::NameOf(KindId kind, Value value) const {
  if (kind == kDateKind) return FormatDay({value});
  return kind == kTimeKind ? FormatInstant({value}) : Name(value);
}

std::string Speaker::Fill(const Hole& hole, const std::optional<Value>& value) const {
  if (value) return NameOf(hole.kind, *value);
  const bool vowel = std::string_view("aeiouAEIO").find(hole.label.empty() ? 'x' : hole.label[0]) !=
                     std::string_view::npos;
  return (vowel ? "an " : "a ") + hole.label;
}

std::string Speaker::Say(PredicateId predicate, const std::vector<Value>& values) const {
  return SayOpen(predicate, {values.begin(), values.end()});
}

std::string Speaker::FillIn(std::string text, PredicateId id,
                            const std::vector<Value>& values) const {
  const std::vector<Hole>& holes = program_.predicates[id].holes;
  for (std::size_t i = 0; i < holes.size(); ++i) {
    const std::string label = Concat({"{", holes[i].label, "}"});
    const std::string words = Fill(holes[i], values[i]);
    for (std::size_t at = text.find(label); at != std::string::npos;
         at = text.find(label, at + words.size())) {
      text.replace(at, label.size(), words);
    }
  }
  return text;
}

template <typename FillHole>
std::string Speaker::Compose(PredicateId id, const FillHole& fill) const {
  const Predicate& predicate = program_.predicates[id];
  const std::size_t shift = predicate.act ? 1 : 0;
  std::string result;
  if (predicate.act) result = Concat({fill(0), " ", ModalWords(predicate.modality)});
  for (const Phrase::Piece& piece : program_.phrases[predicate.phrase].pieces) {
    if (!result.empty()) result += ' ';
    result += piece.hole < 0 ? piece.word : fill(static_cast<std::size_t>(piece.hole) + shift);
  }
  return result;
}

std::string Speaker::SayOpen(PredicateId id,
                             const std::vector<std::optional<Value>>& values) const {
  const std::vector<Hole>& holes = program_.predicates[id].holes;
  return Compose(id, [&](std::size_t hole) { return Fill(holes[hole], values[hole]); });
}

std::string Speaker::SayIn(const Rule& rule, const Atom& atom) const {
  const std::vector<Hole>& holes = program_.predicates[atom.predicate].holes;
  return Compose(atom.predicate, [&](std::size_t hole) {
    const Term& term = atom.terms[hole];
    if (!term.variable) return Fill(holes[hole], term.value);
    return Concat({"the ", rule.variables[static_cast<std::size_t>(term.value)].label});
  });
}

}  // namespace comity
