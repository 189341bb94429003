// SPDX-License-Identifier: Apache-2.0
#include "engine/answer/session.h"

#include <algorithm>
#include <set>

#include "engine/base/text.h"
#include "engine/check/statement.h"
#include "engine/syntax/fact_text.h"
#include "engine/syntax/time_text.h"

namespace comity {
namespace {

using Reason = Refusal::Reason;

constexpr std::size_t kCandidates = 5;

std::string Indexed(std::string_view path, std::size_t index) {
  return Concat({path, "[", std::to_string(index), "]"});
}

bool ContainsWords(const std::string& name, const std::string& part) {
  for (std::size_t at = name.find(part); at != std::string::npos; at = name.find(part, at + 1)) {
    const auto is_word = [](char c) {
      return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c & 0x80) != 0;
    };
    const bool begins = at == 0 || !is_word(name[at - 1]);
    const bool ends = at + part.size() == name.size() || !is_word(name[at + part.size()]);
    if (begins && ends) return true;
  }
  return false;
}

std::vector<std::string> NamesOf(const Entity& entity) {
  std::vector<std::string> names = {entity.name};
  names.insert(names.end(), entity.codes.begin(), entity.codes.end());
  names.insert(names.end(), entity.also.begin(), entity.also.end());
  return names;
}

}  // namespace

Refusal TooManySteps() {
  return {Reason::kTooManySteps,
          "",
          "the answer takes more steps than one question may; name more of those it is about",
          {}};
}

const Entity& Session::At(EntityId entity) const {
  const auto index = static_cast<std::size_t>(entity);
  return index < program_.entities.size() ? program_.entities[index]
                                          : scenario().cast[index - program_.entities.size()];
}

KindId Session::KindOf(EntityId entity) const { return At(entity).kind; }

bool Session::Fits(const std::vector<KindId>& kinds, EntityId entity) const {
  return std::find(kinds.begin(), kinds.end(), KindOf(entity)) != kinds.end();
}

std::vector<KindId> Session::ActorKinds() const {
  std::set<KindId> kinds = {kBodyKind};
  for (const Rule& rule : program_.rules) {
    if (rule.target || !program_.predicates[rule.head.predicate].act) continue;
    const Term& actor = rule.head.terms[0];
    kinds.insert(actor.variable ? rule.variables[static_cast<std::size_t>(actor.value)].kind
                                : KindOf(actor.value));
  }
  return {kinds.begin(), kinds.end()};
}

std::vector<KindId> Session::HoleKinds() const {
  std::set<KindId> kinds;
  for (const Phrase& phrase : program_.phrases) {
    if (phrase.form != Form::kAction && !phrase.supposed_by_at) continue;
    for (const Hole& hole : phrase.holes) kinds.insert(hole.kind);
  }
  return {kinds.begin(), kinds.end()};
}

// Exactly by a name or code, else by words that one name contains, else by a part of one name.
std::optional<EntityId> Session::ReadEntity(const std::string& text, const std::string& field,
                                            const std::vector<KindId>& kinds) {
  std::vector<EntityId> found = rulebook_.lexicon().FindName(text, kAnyKind, &scenario_);
  std::erase_if(found, [&](EntityId entity) { return !Fits(kinds, entity); });
  const std::string folded = FoldName(text);
  const auto count = static_cast<EntityId>(program_.entities.size() + scenario_.cast.size());
  for (const bool whole_words : {true, false}) {
    if (!found.empty() || folded.empty()) break;
    for (EntityId entity = 0; entity < count; ++entity) {
      if (!Fits(kinds, entity)) continue;
      const auto names = NamesOf(At(entity));
      const bool matches = std::any_of(names.begin(), names.end(), [&](const std::string& name) {
        const std::string whole = FoldName(name);
        return whole_words ? ContainsWords(whole, folded) : whole.find(folded) != std::string::npos;
      });
      if (matches) found.push_back(entity);
    }
  }
  if (found.size() == 1) return found[0];
  Refusal refusal{found.empty() ? Reason::kUnknownName : Reason::kAmbiguousName, field, {}, {}};
  if (found.empty()) {
    std::vector<std::string> names;
    for (EntityId entity = 0; entity < count; ++entity) {
      if (!Fits(kinds, entity)) continue;
      const auto own = NamesOf(At(entity));
      names.insert(names.end(), own.begin(), own.end());
    }
    refusal.message = text.empty() ? "a name is missing here"
                                   : Concat({"nobody and nothing is called ‘", text, "’"});
    refusal.candidates = Nearest(text, names, kCandidates);
  } else {
    refusal.message = Concat({"‘", text, "’ can be one of several"});
    for (EntityId entity : found) refusal.candidates.push_back(At(entity).name);
    std::sort(refusal.candidates.begin(), refusal.candidates.end());
    refusal.candidates.resize(std::min(refusal.candidates.size(), std::size_t{20}));
  }
  Refuse(std::move(refusal));
  return std::nullopt;
}

std::uint32_t Session::ReadReading(const std::string& name, const std::string& field) {
  std::vector<std::string> names;
  for (std::uint32_t i = 0; i < program_.readings.size(); ++i) {
    if (program_.readings[i].name == name || (name.empty() && i == 0)) return i;
    names.push_back(program_.readings[i].name);
  }
  Refuse({Reason::kUnknownReading, field, Concat({"there is no reading ‘", name, "’"}), names});
  return 0;
}

std::optional<EntityId> Session::ReadActor(const std::string& text) {
  return ReadEntity(text, "actor", ActorKinds());
}

std::vector<EntityId> Session::ReadAbout(const std::vector<std::string>& texts) {
  const std::vector<KindId> kinds = HoleKinds();
  std::vector<EntityId> result;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    if (const auto entity = ReadEntity(texts[i], Indexed("about", i), kinds))
      result.push_back(*entity);
  }
  return result;
}

// ------------------------------------------------------------------------------------------------
// the case

void Session::ReadCase(const Case& facts) {
  for (std::size_t i = 0; i < facts.cast.size(); ++i) {
    const auto& [kind_name, name] = facts.cast[i];
    std::optional<KindId> kind;
    std::vector<std::string> kinds;
    for (KindId id = kBodyKind + 1; id < program_.kinds.size(); ++id) {
      kinds.push_back(program_.kinds[id].name);
      if (FoldName(program_.kinds[id].name) == FoldName(kind_name)) kind = id;
    }
    if (!kind || Trim(name).empty()) {
      Refuse({Reason::kUnknownName, Indexed("case.cast", i),
              kind ? "a name is missing here" : Concat({"there is no kind ‘", kind_name, "’"}),
              kind ? std::vector<std::string>() : Nearest(kind_name, kinds, kCandidates)});
      continue;
    }
    scenario_.cast.push_back({name, *kind, {}, {}, {}});
  }
  for (std::size_t i = 0; i < facts.statements.size(); ++i)
    ReadStatement(facts.statements[i], Indexed("case.statements", i));
}

std::optional<Match> Session::ReadSentence(const std::string& text, const std::string& field,
                                           bool open) {
  const std::vector<Token> tokens = Tokenize(text);
  std::vector<Match> matches = rulebook_.lexicon().Read(tokens, open, &scenario_);
  std::erase_if(matches, [](const Match& match) {
    return std::any_of(match.fillers.begin(), match.fillers.end(),
                       [](const Filler& f) { return f.kind == Filler::Kind::kKnown; });
  });
  if (matches.size() == 1) return std::move(matches[0]);
  if (matches.size() > 1) {
    Refuse(
        {Reason::kUnknownPhrase, field, Concat({"‘", text, "’ can be read in several ways"}), {}});
    return std::nullopt;
  }
  const Mismatch mismatch = rulebook_.lexicon().Explain(tokens, &scenario_);
  if (mismatch.kind) {
    std::string words;
    for (std::size_t i = mismatch.first; i < mismatch.last && i < tokens.size(); ++i)
      words += (words.empty() ? "" : " ") + tokens[i].word;
    Refuse({Reason::kUnknownName, field,
            Concat({"in ‘", text, "’: there is no ",
                    *mismatch.kind == kAnyKind ? "name" : program_.kinds[*mismatch.kind].name, " ‘",
                    words, "’", *mismatch.kind == kTimeKind ? "; " + HelpForTime(words) : ""}),
            mismatch.nearest_names});
  } else {
    Refuse({Reason::kUnknownPhrase, field,
            Concat({"no phrase of the vocabulary reads like ‘", text, "’"}),
            mismatch.phrase.empty() ? std::vector<std::string>()
                                    : std::vector<std::string>{mismatch.phrase}});
  }
  return std::nullopt;
}

void Session::ReadStatement(const Statement& statement, const std::string& field) {
  const std::size_t size = statement.text.size();
  const FactText parts = ReadFactText(statement.text);
  if (size == 0 || parts.bad_day) {
    Refuse({Reason::kBadStatement,
            field,
            size == 0 ? "a statement is missing here"
                      : Concat({"‘", *parts.bad_day, "’ is no day; write it as 2002-04-11"}),
            {}});
    return;
  }
  StatedDays days{parts.from, parts.from_last, parts.until, parts.until_last};
  if (!days.from) days.from = statement.from;
  if (!days.until) days.until = statement.until;
  if ((parts.from && statement.from) || (parts.until && statement.until)) {
    Refuse({Reason::kBadStatement,
            field,
            "the days stand in the text and beside it; give them once",
            {}});
    return;
  }
  const auto match = ReadSentence(parts.phrase, field, false);
  if (!match) return;
  auto made = MakeFact(program_, *match, parts.denied != statement.denied, days);
  if (const auto* fault = std::get_if<StatementFault>(&made)) {
    switch (*fault) {
      case StatementFault::kNotAFact:
        Refuse({Reason::kNotAFact,
                field,
                Concat({"‘", parts.phrase, "’ cannot be given: only rules make it true"}),
                {}});
        return;
      case StatementFault::kDatesOnARecord:
        Refuse({Reason::kBadStatement,
                field,
                "a record holds from its own day on; it takes no ‘from’ or ‘until’",
                {}});
        return;
      case StatementFault::kEmptyBetween:
        Refuse({Reason::kBadStatement,
                field,
                "of ‘between’, the second day is not after the first",
                {}});
        return;
      case StatementFault::kEmptyStretch:
        Refuse({Reason::kBadStatement, field, "‘until’ is not after ‘from’", {}});
        return;
    }
  }
  scenario_.given.push_back(std::get<Fact>(std::move(made)));
  statement_fields_.push_back(field);
}

void Session::Suppose(const std::string& place, const std::vector<EntityId>& about) {
  std::vector<KindId> kinds;
  for (const Phrase& phrase : program_.phrases) {
    if (!phrase.supposed_by_at) continue;
    for (const Hole& hole : phrase.holes) kinds.push_back(hole.kind);
  }
  std::erase_if(kinds, [&](KindId kind) {
    return std::any_of(about.begin(), about.end(),
                       [&](EntityId entity) { return KindOf(entity) == kind; });
  });
  if (kinds.empty()) {
    Refuse({Reason::kNothingToSuppose,
            "at",
            "the vocabulary says nothing of what ‘at’ supposes for these entities",
            {}});
    return;
  }
  if (const auto entity = ReadEntity(place, "at", kinds)) SupposeAt(*entity, about);
}

void Session::SupposeAt(EntityId place, const std::vector<EntityId>& about) {
  bool any = false;
  for (const Phrase& phrase : program_.phrases) {
    if (!phrase.supposed_by_at || phrase.holes.size() != 2) continue;
    for (EntityId person : about) {
      const bool straight =
          phrase.holes[0].kind == KindOf(person) && phrase.holes[1].kind == KindOf(place);
      const bool turned =
          phrase.holes[1].kind == KindOf(person) && phrase.holes[0].kind == KindOf(place);
      if (!straight && !turned) continue;
      Fact fact;
      fact.predicate = phrase.first_predicate;
      fact.values =
          straight ? std::vector<Value>{person, place} : std::vector<Value>{place, person};
      fact.supposed = true;
      scenario_.given.push_back(std::move(fact));
      statement_fields_.emplace_back("at");
      any = true;
    }
  }
  if (!any)
    Refuse({Reason::kNothingToSuppose,
            "at",
            "the vocabulary says nothing of what ‘at’ supposes for these entities",
            {}});
}

std::vector<std::string> Session::Suppositions() const {
  std::vector<std::string> result;
  for (const Fact& fact : scenario().given) {
    if (fact.supposed) result.push_back(speaker().Say(fact.predicate, fact.values));
  }
  return result;
}

void Session::Close() {
  for (const auto& [one, other] : FindContradictions(scenario_.given)) {
    if (other >= statement_fields_.size()) break;
    Refuse({Reason::kContradiction,
            statement_fields_[other],
            Concat({"this contradicts ", statement_fields_[one]}),
            {}});
  }
  facts_ = std::make_unique<CaseFacts>(program_, std::move(scenario_));
}

std::unique_ptr<Evaluator> Session::Evaluate(std::uint32_t reading) const {
  const bool plain = facts_->cast.cast.empty() && facts_->cast.given.empty();
  return std::make_unique<Evaluator>(rulebook_.plan(), reading, plain ? nullptr : facts_.get(),
                                     &rulebook_.model(reading), cancelled_, most_steps_,
                                     FactView{known_on_, {}});
}

// ------------------------------------------------------------------------------------------------
// acts

bool Session::Acts(PhraseId action, EntityId actor) const {
  for (int m = 0; m < kModalities; ++m) {
    for (RuleId id :
         rulebook_.plan()
             .rules_for[program_.phrases[action].first_predicate + static_cast<PredicateId>(m)]) {
      const Rule& rule = program_.rules[id];
      const Term& term = rule.head.terms[0];
      if (term.variable ? rule.variables[static_cast<std::size_t>(term.value)].kind == KindOf(actor)
                        : term.value == actor)
        return true;
    }
  }
  return false;
}

// An act said in full, with the names of whom it is about.
std::optional<Act> Session::ReadAct(EntityId actor, const std::string& action) const {
  const std::string sentence = Concat({At(actor).name, " must ", action});
  for (const Match& match : rulebook_.lexicon().Read(Tokenize(sentence), false, &scenario_)) {
    if (match.fillers.empty() || match.fillers[0].value != actor ||
        !program_.predicates[match.predicate].act)
      continue;
    Act act{program_.predicates[match.predicate].phrase, {}};
    for (const Filler& filler : match.fillers) act.values.push_back(filler.value);
    if (Acts(act.action, actor)) return act;
  }
  return std::nullopt;
}

std::vector<Act> Session::FindActs(EntityId actor, const std::vector<EntityId>& about,
                                   const std::string& action) {
  if (!action.empty()) {
    if (auto act = ReadAct(actor, action)) return {std::move(*act)};
  }
  std::vector<Act> acts;
  for (PhraseId id = 0; id < program_.phrases.size(); ++id) {
    const Phrase& phrase = program_.phrases[id];
    if (phrase.form != Form::kAction || !Acts(id, actor)) continue;
    Act act{id, {actor}};
    std::vector<EntityId> open = about;
    for (const Hole& hole : phrase.holes) {
      const auto entity = std::find_if(open.begin(), open.end(),
                                       [&](EntityId e) { return KindOf(e) == hole.kind; });
      if (entity == open.end()) break;
      act.values.push_back(*entity);
      open.erase(entity);
    }
    if (act.values.size() == phrase.holes.size() + 1) acts.push_back(std::move(act));
  }
  if (acts.empty()) {
    Refuse({Reason::kNothingAsked,
            "about",
            Concat({"no act of ", At(actor).name, " is about exactly these entities"}),
            {}});
    return {};
  }
  return action.empty() ? acts : ChooseAct(acts, action);
}

// By the words of the act alone, by the act as said, or by a part of one.
std::vector<Act> Session::ChooseAct(const std::vector<Act>& acts, const std::string& action) {
  const std::string wanted = FoldName(action);
  std::vector<std::string> candidates;
  std::vector<Act> named;
  std::vector<Act> containing;
  for (const Act& act : acts) {
    std::string words;
    for (const Phrase::Piece& piece : program_.phrases[act.action].pieces) {
      if (piece.hole < 0) words += (words.empty() ? "" : " ") + piece.word;
    }
    const std::string said =
        speaker().Say(program_.phrases[act.action].first_predicate, act.values);
    const std::string plain = said.substr(At(act.values[0]).name.size() + 6);
    candidates.push_back(plain);
    if (FoldName(words) == wanted || FoldName(plain) == wanted) named.push_back(act);
    if (ContainsWords(FoldName(plain), wanted)) containing.push_back(act);
  }
  if (named.size() == 1) return named;
  if (named.empty() && containing.size() == 1) return containing;
  Refuse({Reason::kUnknownAction, "action",
          Concat({named.empty() && containing.empty() ? "no act reads like ‘"
                                                      : "several acts read like ‘",
                  action, "’"}),
          candidates});
  return {};
}

}  // namespace comity
