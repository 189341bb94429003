// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/check/program.h"

namespace comity {

// "Burundi is a State Party", "Jordan must arrest Omar Al-Bashir": a predicate with its holes
// filled.
class Speaker {
 public:
  explicit Speaker(const Program& program, const Scenario* cast = nullptr)
      : program_(program), cast_(cast) {}

  std::string Name(EntityId entity) const;
  // What fills a hole of this kind: a name, a day or a time.
  std::string NameOf(KindId kind, Value value) const;
  std::string Code(EntityId entity) const;
  std::string Say(PredicateId predicate, const std::vector<Value>& values) const;
  // With some holes open: an empty optional is said as "a LABEL".
  std::string SayOpen(PredicateId id, const std::vector<std::optional<Value>>& values) const;
  // As a line of a rule says it: "the State is a member", with `the LABEL` for variables.
  std::string SayIn(const Rule& rule, const Atom& atom) const;
  // `text` with the {labels} of the predicate's holes replaced by what fills them.
  std::string FillIn(std::string text, PredicateId id, const std::vector<Value>& values) const;

 private:
  std::string Fill(const Hole& hole, const std::optional<Value>& value) const;
  // The words of a predicate, with fill(i) in its hole number i.
  template <typename FillHole>
  std::string Compose(PredicateId id, const FillHole& fill) const;

  const Program& program_;
  const Scenario* cast_;
};

std::string_view ModalWords(Modality modality);

}  // namespace comity
