// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <utility>

#include "engine/base/text.h"
#include "engine/check/context.h"
#include "engine/check/date_terms.h"
#include "engine/check/declarations.h"
#include "engine/check/lexicon_reading.h"

namespace comity {
namespace {

// The words of a declaration that could not be read; what stands in braces may be anything.
void RememberUnreadable(std::string_view text, CheckContext& context) {
  std::vector<Phrase::Piece> pieces;
  while (!text.empty()) {
    const std::size_t open = std::min(text.find('{'), text.size());
    for (std::string_view word : SplitWords(text.substr(0, open))) {
      pieces.push_back({NormalizeWord(word), -1});
    }
    if (open < text.size()) pieces.push_back({"", 0});
    text.remove_prefix(std::min(text.find('}', open), text.size() - 1) + 1);
  }
  if (!pieces.empty()) context.unreadable.push_back(std::move(pieces));
}

// Reads "{State} did something on {date}" as words and holes.
class PhraseCutter {
 public:
  PhraseCutter(const ast::Text& text, const Lexicon& kinds, CheckContext& context)
      : text_(text), kinds_(kinds), context_(context) {}

  bool Run(std::vector<Phrase::Piece>& pieces, std::vector<Hole>& holes) {
    std::string_view rest = text_.text;
    while (!rest.empty()) {
      const std::size_t open = std::min(rest.find('{'), rest.size());
      for (std::string_view word : SplitWords(rest.substr(0, open))) {
        pieces.push_back({NormalizeWord(word), -1});
      }
      rest.remove_prefix(open);
      if (rest.empty()) break;
      const std::size_t close = rest.find('}');
      if (close == std::string_view::npos) return Report(rest, {"close the hole with }"});
      const std::string_view label = rest.substr(1, close - 1);
      if (label.find('{') != std::string_view::npos) return ReportOpen(rest.substr(0, close));
      const auto kind = kinds_.KindOfLabel(label);
      if (!kind) return Report(label, HelpForLabel(label));
      pieces.push_back({"", static_cast<int>(holes.size())});
      holes.push_back({NormalizeWord(label), *kind});
      rest.remove_prefix(close + 1);
    }
    return !pieces.empty();
  }

 private:
  bool Report(std::string_view part, std::vector<std::string> help) {
    Span span = text_.span;
    span.column += static_cast<std::uint32_t>(part.data() - text_.text.data());
    span.length = static_cast<std::uint32_t>(part.size());
    context_.sink.Report(DiagnosticKind::kBadLabel, span, {std::string(part)}, std::move(help));
    RememberUnreadable(text_.text, context_);
    return false;
  }

  // A hole that goes on until the next one.
  bool ReportOpen(std::string_view part) {
    const std::string_view inside = part.substr(1, part.find('{', 1) - 1);
    const auto words = SplitWords(inside);
    for (std::size_t count = std::min<std::size_t>(words.size(), 3); count > 0; --count) {
      const auto end = static_cast<std::size_t>(words[count - 1].data() - inside.data()) +
                       words[count - 1].size();
      const std::string_view label = inside.substr(0, end);
      if (kinds_.KindOfLabel(label))
        return Report(part.substr(0, end + 1),
                      {Concat({"this brace is not closed: {", label, "}"})});
    }
    return Report(part, {"a brace is not closed: each hole ends in }"});
  }

  std::vector<std::string> HelpForLabel(std::string_view label) const {
    const auto words = SplitWords(label);
    if (words.size() > 1 && kinds_.KindOfLabel(words.back()) && SeemsToChoose(words[0])) {
      return {
          Concat({"labels tell several apart, and choose nothing: take a plain word, as in "
                  "{third ",
                  words.back(), "}"})};
    }
    std::vector<std::string> kinds;
    for (const Kind& kind : context_.program.kinds) kinds.push_back(kind.name);
    const auto nearest = words.empty() ? words_of_none_ : Nearest(words.back(), kinds, 1);
    if (!nearest.empty() && nearest[0] != words.back()) return DidYouMean(nearest);
    return {
        "a label has at most three words, no article or preposition, and ends in a declared "
        "kind or in: date"};
  }

  const ast::Text& text_;
  const Lexicon& kinds_;
  CheckContext& context_;
  const std::vector<std::string> words_of_none_;
};

// Reports a second phrase that no reader could tell from another; not of what is only a guess at
// what was meant.
bool HasNewShape(const ast::Text& text, std::string shape, std::string_view what,
                 const std::vector<Phrase::Piece>& pieces, const std::vector<Hole>& holes,
                 bool guessed, CheckContext& context) {
  for (const Phrase::Piece& piece : pieces) {
    shape += ' ';
    shape +=
        piece.hole < 0
            ? piece.word
            : Concat({"{", std::to_string(holes[static_cast<std::size_t>(piece.hole)].kind), "}"});
  }
  const auto [first, added] = context.shapes.emplace(std::move(shape), text.span);
  if (added || guessed) return added;
  context.declared_again.emplace(first->second.file, first->second.line);
  context.sink.Report(
      DiagnosticKind::kDeclaredTwice, text.span, {std::string(what), text.text},
      {Concat({"the other stands in ", PlaceWords(first->second, text.span.file, context)})});
  return false;
}

Form FormOf(ast::Form form) { return static_cast<Form>(form); }

// Which hole a record holds from: the marked one, else its only date, or without dates its only
// time.
int HoldsFrom(const ast::PhraseDeclaration& declaration, const std::vector<Hole>& holes,
              CheckContext& context) {
  if (declaration.form != ast::Form::kRecord) return -1;
  std::vector<int> dates;
  std::vector<int> times;
  for (std::size_t i = 0; i < holes.size(); ++i) {
    if (holes[i].kind == kDateKind) dates.push_back(static_cast<int>(i));
    if (holes[i].kind == kTimeKind) times.push_back(static_cast<int>(i));
  }
  const auto label = [&](int hole) { return holes[static_cast<std::size_t>(hole)].label; };
  if (declaration.holds_from) {
    std::vector<std::string> labels;
    dates.insert(dates.end(), times.begin(), times.end());
    for (int hole : dates) labels.push_back(label(hole));
    std::string marked = declaration.holds_from->text;
    std::erase_if(marked, [](char c) { return c == '{' || c == '}'; });
    for (int hole : dates) {
      if (label(hole) == marked) return hole;
    }
    context.sink.Report(DiagnosticKind::kUnknownName, declaration.holds_from->span,
                        {"date in this phrase called", marked}, DidYouMean(labels));
    return -1;
  }
  const bool by_time = dates.empty();
  if (by_time) dates = times;
  if (dates.empty()) {
    context.sink.Report(DiagnosticKind::kWrongForm, declaration.phrase.span,
                        {"a record without a date", "it says on which day something was done"},
                        {"add a hole for the day, as in {decision date}, or declare a fact"});
    return -1;
  }
  if (dates.size() > 1) {
    context.sink.Report(
        DiagnosticKind::kClauseMissing, declaration.phrase.span,
        {by_time ? "this record with two times" : "this record with two dates", "holds from"},
        {Concat({"add below: holds from {", label(dates[0]), "}"})});
  }
  return dates[0];
}

void AddPredicates(PhraseId id, CheckContext& context) {
  Program& program = context.program;
  Phrase& phrase = program.phrases[id];
  phrase.first_predicate = static_cast<PredicateId>(program.predicates.size());
  if (phrase.form != Form::kAction) {
    program.predicates.push_back({id, false, Modality::kMust, phrase.holes});
    return;
  }
  std::vector<Hole> holes = {{"actor", kAnyKind}};
  holes.insert(holes.end(), phrase.holes.begin(), phrase.holes.end());
  for (int m = 0; m < kModalities; ++m)
    program.predicates.push_back({id, true, static_cast<Modality>(m), holes});
}

// The declaration in the program's types, without what other phrases have to be known for.
Phrase MakePhrase(const ast::PhraseDeclaration& declaration, std::uint32_t module) {
  Phrase phrase;
  phrase.form = FormOf(declaration.form);
  phrase.text = declaration.phrase.text;
  phrase.module = module;
  phrase.span = declaration.phrase.span;
  phrase.ask = declaration.ask;
  phrase.decided_by = declaration.decided_by;
  phrase.factors = declaration.factors;
  phrase.presumed = declaration.presumed.has_value();
  if (phrase.form == Form::kQuestion) {
    phrase.otherwise = !declaration.presumed   ? Truth::kUnknown
                       : *declaration.presumed ? Truth::kYes
                                               : Truth::kNo;
  }
  phrase.supposed_by_at = declaration.supposed_by_at;
  phrase.on_map = declaration.on_map;
  return phrase;
}

void ResolveSeeAlso(PhraseId id, const ast::PhraseDeclaration& declaration, CheckContext& context) {
  for (const ast::Text& other : declaration.see_also) {
    const auto found = context.phrases.find(other.text);
    if (found != context.phrases.end()) {
      context.program.phrases[id].see_also.push_back(found->second);
      context.used_phrases.insert(found->second);
      continue;
    }
    context.sink.Report(DiagnosticKind::kUnknownName, other.span, {"declared phrase", other.text},
                        DidYouMean(Nearest(other.text, context.NamesOf(context.phrases), 1)));
  }
}

}  // namespace

void DeclarePhrases(const std::vector<ast::File>& files, CheckContext& context) {
  const Lexicon kinds_only(context.program);
  std::vector<std::pair<PhraseId, const ast::PhraseDeclaration*>> declared;
  ForEach<ast::PhraseDeclaration>(
      files, [&](const ast::PhraseDeclaration& declaration, std::size_t file) {
        ast::Text text = declaration.phrase;
        if (!declaration.unread.empty()) RememberUnreadable(declaration.unread, context);
        Phrase phrase = MakePhrase(declaration, context.module_of_file[file]);
        if (!PhraseCutter(text, kinds_only, context).Run(phrase.pieces, phrase.holes)) return;
        auto meant = MendWording(declaration, kinds_only, context);
        const bool guessed = meant.has_value();
        if (guessed) {
          text.text = phrase.text = *std::move(meant);
          phrase.pieces.clear();
          phrase.holes.clear();
          if (!PhraseCutter(text, kinds_only, context).Run(phrase.pieces, phrase.holes)) return;
        }
        const auto id = static_cast<PhraseId>(context.program.phrases.size());
        const std::string form = phrase.form == Form::kAction ? "action" : "phrase";
        if (!HasNewShape(text, form, "phrases", phrase.pieces, phrase.holes, guessed, context))
          return;
        context.phrases.emplace(text.text, id);
        if (!declaration.asserted_by.empty()) context.asserted_by[id] = declaration.asserted_by;
        phrase.holds_from = HoldsFrom(declaration, phrase.holes, context);
        context.program.phrases.push_back(std::move(phrase));
        AddPredicates(id, context);
        declared.emplace_back(id, &declaration);
      });
  for (const auto& [id, declaration] : declared) ResolveSeeAlso(id, *declaration, context);
}

void DeclareDateRules(const std::vector<ast::File>& files, CheckContext& context) {
  const Lexicon kinds_only(context.program);
  ForEach<ast::DateRule>(files, [&](const ast::DateRule& rule, std::size_t file) {
    CheckContext::DateRuleEntry entry;
    entry.rule = &rule;
    entry.module = context.module_of_file[file];
    if (!PhraseCutter(rule.phrase, kinds_only, context).Run(entry.pieces, entry.holes)) return;
    if (!HasNewShape(rule.phrase, "date rule", "date rules", entry.pieces, entry.holes, false,
                     context)) {
      return;
    }
    for (const Hole& hole : entry.holes) {
      if (hole.kind == kDateKind) continue;
      const std::size_t at = rule.phrase.text.find(Concat({"{", hole.label, "}"}));
      Span span = rule.phrase.span;
      if (at != std::string::npos) {
        span.column += static_cast<std::uint32_t>(at + 1);
        span.length = static_cast<std::uint32_t>(hole.label.size());
      }
      context.sink.Report(DiagnosticKind::kBadLabel, span, {hole.label},
                          {"a date rule has holes for dates only"});
    }
    ResolveCitations(rule.citations, context);
    if (rule.citations.empty()) {
      context.sink.Report(DiagnosticKind::kNoCitation, rule.phrase.span, {"date rule"},
                          {"add: cite SOURCE PLACE, as in: cite RS 126(2)"});
    }
    context.date_rules.push_back(std::move(entry));
  });
}

}  // namespace comity
