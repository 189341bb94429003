// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <utility>

#include "engine/base/text.h"
#include "engine/check/context.h"
#include "engine/check/declarations.h"
#include "engine/check/expectation_slips.h"
#include "engine/check/read_fact.h"
#include "engine/syntax/cursor.h"
#include "engine/syntax/date_expression.h"

namespace comity {
namespace {

class ScenarioResolver {
 public:
  ScenarioResolver(const ast::Scenario& source, std::uint32_t module, CheckContext& context)
      : source_(source), module_(module), context_(context) {}

  Scenario Run() && {
    scenario_.title = source_.title.text;
    scenario_.span = source_.title.span;
    bool good = true;
    for (const ast::Text& cast : source_.cast) good = ReadCast(cast) && good;
    if (!good) return std::move(scenario_);
    for (const ast::Fact& given : source_.given) {
      auto fact = ReadFact(given, module_, &scenario_, context_);
      if (!fact) continue;
      fact->provenance.span = given.phrase.span;
      scenario_.given.push_back(std::move(*fact));
    }
    ReportContradictions(scenario_.given, false, context_);
    for (const ast::Expectation& expectation : source_.expectations) ReadExpectation(expectation);
    return std::move(scenario_);
  }

 private:
  // "State A, B". A misspelt kind is read as the nearest, so that its names are known.
  bool ReadCast(const ast::Text& whole) {
    const ast::Text text = KindFirst(WithoutArticle(whole));
    auto kind = LeadingKind(text.text, context_.program);
    if (!kind) {
      const ast::Text word = Cursor(text).Word();
      std::vector<std::string> kinds;
      for (const Kind& declared : context_.program.kinds) kinds.push_back(declared.name);
      const auto nearest = Nearest(word.text, kinds, 2);
      context_.sink.Report(DiagnosticKind::kUnknownName, word.span, {"kind", word.text},
                           DidYouMean(nearest));
      if (nearest.empty()) return false;
      const auto meant = std::find(kinds.begin(), kinds.end(), nearest[0]) - kinds.begin();
      kind = {static_cast<KindId>(meant), word.text.size()};
    }
    const ast::Text names = Cursor::Part(text, kind->second, text.text.size());
    bool first = true;
    for (const ast::Text& written : Cursor(names).List()) {
      const auto [name, its_kind] =
          first ? std::pair(written, kind->first) : WithoutKind(written, kind->first);
      first = false;
      ReportDeclared(name, its_kind);
      if (cast_names_.emplace(its_kind, FoldName(name.text)).second) {
        scenario_.cast.push_back({name.text, its_kind, {}, {}, name.span});
      } else {
        context_.sink.Report(DiagnosticKind::kDeclaredTwice, name.span,
                             {"members of the cast called", name.text});
      }
    }
    return true;
  }

  // `cast A, B State`, in the order of the language.
  ast::Text KindFirst(ast::Text text) {
    const std::vector<Kind>& kinds = context_.program.kinds;
    const auto behind = std::find_if(kinds.begin() + kBodyKind, kinds.end(), [&](const Kind& kind) {
      return text.text.ends_with(Concat({" ", kind.name}));
    });
    if (behind == kinds.end() || LeadingKind(text.text, context_.program)) return text;
    const std::size_t at = text.text.size() - behind->name.size();
    const std::string meant = Concat({behind->name, " ", Trim(text.text.substr(0, at))});
    context_.sink.Report(DiagnosticKind::kWrongForm, Cursor::Part(text, at, text.text.size()).span,
                         {Concat({"‘", behind->name, "’"}), "the kind stands before the names"},
                         {Concat({"write: cast ", meant})});
    text.text = meant;
    return text;
  }

  // `cast a State Z`.
  ast::Text WithoutArticle(const ast::Text& text) {
    Cursor cursor(text);
    const ast::Text word = cursor.Word();
    const ast::Text rest = cursor.Rest();
    const bool article = word.text == "a" || word.text == "an" || word.text == "the";
    if (!article || LeadingKind(text.text, context_.program) ||
        !LeadingKind(rest.text, context_.program))
      return text;
    context_.sink.Report(DiagnosticKind::kWrongForm, word.span,
                         {Concat({"‘", word.text, "’"}), "the kind follows at once"},
                         {Concat({"write: cast ", rest.text})});
    return rest;
  }

  // `cast State A, Person B`: a name that begins with another kind and a capital is not meant. With
  // its own kind it may be one: State B.
  std::pair<ast::Text, KindId> WithoutKind(const ast::Text& name, KindId kind) {
    const auto own = LeadingKind(name.text, context_.program);
    if (!own || own->first == kind || own->second >= name.text.size()) return {name, kind};
    const ast::Text rest = Cursor::Part(name, own->second, name.text.size());
    if (rest.text.empty() || rest.text[0] < 'A' || rest.text[0] > 'Z') return {name, kind};
    const std::string word = KindWord(own->first, context_.program);
    context_.sink.Report(DiagnosticKind::kWrongForm, Cursor::Part(name, 0, own->second).span,
                         {Concat({"‘", word, "’"}), "a line casts members of one kind"},
                         {Concat({"give it a line of its own: cast ", word, " ", rest.text})});
    // Lines may call it either way.
    scenario_.cast.push_back({name.text, kind, {}, {}, name.span});
    return {rest, own->first};
  }

  // Nothing is recorded of who is cast, and a reader would not think so of a declared name.
  void ReportDeclared(const ast::Text& name, KindId kind) {
    const auto found = context_.lexicon->FindName(name.text, kind);
    if (found.empty()) return;
    const Span place = context_.program.entities[static_cast<std::size_t>(found[0])].span;
    context_.sink.Report(
        DiagnosticKind::kDeclaredTwice, name.span,
        {Concat({"entities of the kind ‘", KindWord(kind, context_.program), "’ called"}),
         name.text},
        {Concat({"the other is declared in ", PlaceWords(place, name.span.file, context_),
                 ": take it out of the cast to speak of it, or cast another name"})});
  }

  void ReadExpectation(const ast::Expectation& source) {
    Expectation result;
    result.subject = static_cast<Expectation::Subject>(source.subject);
    result.word = source.word;
    result.span = source.span;
    result.known_on = source.known_on;
    const bool about_above = result.subject != Expectation::Subject::kValue &&
                             result.subject != Expectation::Subject::kOutcome;
    const bool good =
        ReadReading(source, result) && (!about_above || FindAbove(source, result)) &&
        (result.subject == Expectation::Subject::kCites ? ReadCitations(source, result)
                                                        : ReadSubject(source, result));
    if (!about_above) above_lost_ = !good;
    if (good && !(about_above && above_lost_)) scenario_.expectations.push_back(std::move(result));
  }

  bool ReadReading(const ast::Expectation& source, Expectation& result) {
    if (!source.reading) return true;
    const auto reading = context_.readings.find(source.reading->text);
    if (reading == context_.readings.end()) {
      context_.sink.Report(
          DiagnosticKind::kUnknownName, source.reading->span, {"reading", source.reading->text},
          DidYouMean(Nearest(source.reading->text, context_.NamesOf(context_.readings), 2)));
      return false;
    }
    result.reading = reading->second;
    return true;
  }

  // False if nothing stands above that it could be about. Where that was refused, the line is read
  // as if it stood there, and is left out.
  bool FindAbove(const ast::Expectation& source, Expectation& result) {
    above_lost_ = above_lost_ || source.below_unread;
    if (above_lost_) result.above = 0;
    if (above_lost_ || TakeAbove(result)) return true;
    context_.sink.Report(DiagnosticKind::kNothingAbove, source.span,
                         {source.subject == ast::Expectation::Subject::kCites  ? "cites"
                          : source.subject == ast::Expectation::Subject::kAsks ? "asks"
                                                                               : "presumes"},
                         {"put it below an expectation about an act on one day"});
    return false;
  }

  bool ReadCitations(const ast::Expectation& source, Expectation& result) {
    if (ReportRuleNames(source.citations)) return false;
    for (const Citation& citation : ResolveCitations(source.citations, context_))
      result.citations.push_back(citation.text);
    return true;
  }

  // `cites HC-1`, the name of a rule.
  bool ReportRuleNames(const std::vector<ast::Text>& citations) {
    bool reported = false;
    for (const ast::Text& text : citations) {
      const bool said = text.text.starts_with("rule ");
      const std::string name = said ? text.text.substr(5) : text.text;
      const auto found = context_.rules.find(name);
      if (found == context_.rules.end() || context_.sources.contains(name)) continue;
      std::vector<std::string> cited;
      if (!found->second.empty()) {
        for (const Citation& citation : context_.program.rules[found->second[0]].citations)
          cited.push_back(citation.text);
      }
      context_.sink.Report(DiagnosticKind::kWrongForm, text.span,
                           {Concat({"‘", text.text, "’"}), "that is the name of a rule"},
                           {Concat({"write what the rule cites: expect cites ",
                                    cited.empty() ? "RS 89(1)" : Join(cited, ", ")})});
      reported = true;
    }
    return reported;
  }

  bool TakeAbove(Expectation& result) const {
    for (std::size_t i = scenario_.expectations.size(); i-- > 0;) {
      const Expectation& above = scenario_.expectations[i];
      if (above.above >= 0) continue;
      if (!context_.program.predicates[above.predicate].act || above.days != Expectation::Days::kOn)
        return false;
      result.above = static_cast<int>(i);
      return true;
    }
    return false;
  }

  bool ReadSubject(const ast::Expectation& source, Expectation& result) {
    if (source.sentence.text.empty()) return false;
    const bool reads =
        !context_.lexicon->Read(Tokenize(source.sentence.text), false, &scenario_).empty();
    Expectation about = result;
    const bool act_above = above_lost_ || source.below_unread || TakeAbove(about);
    if (!reads && ReportExpectationSlip(source, scenario_, act_above, context_)) return false;
    if (reads && result.above < 0 && source.days == ast::Expectation::Days::kMissing) {
      context_.sink.Report(
          DiagnosticKind::kNoDates, source.span, {"this expectation"},
          {"end it in: on 2017-03-29, from 2017-03-29 until 2018-03-29, always, or never"});
      return false;
    }
    const auto match =
        ReadSentence(source.sentence, module_, {SentencePlace::kExpectation, &scenario_}, context_);
    if (!match) return false;
    result.predicate = match->predicate;
    result.text = source.sentence.text;
    for (const Filler& filler : match->fillers) result.values.push_back(filler.value);
    if (result.subject == Expectation::Subject::kOutcome &&
        !context_.program.predicates[result.predicate].act) {
      context_.sink.Report(DiagnosticKind::kWrongForm, source.sentence.span,
                           {Concat({"‘", source.word, "’"}), "it is the outcome of an act"},
                           {"expect it of a sentence with must, must not, may or may voluntarily"});
      return false;
    }
    return result.above >= 0 || (ReadStretch(source, result) && !ReportNot(source, result));
  }

  // `not S from A until B` could mean that it holds on all other days, or on some, or on none; and
  // so could `unknown S from A until B`.
  bool ReportNot(const ast::Expectation& source, const Expectation& result) {
    using Days = Expectation::Days;
    if ((source.word != "not" && source.word != "unknown") || result.days == Days::kOn)
      return false;
    const Span span =
        Cursor::Part(source.uncut, source.sentence.text.size(), source.uncut.text.size()).span;
    std::vector<std::string> help;
    const Stretch days = result.stretch;
    if (source.word == "unknown") {
      help = {Concat({"write: expect unknown ", result.text, " on ", FormatDay(days.AnyDay())})};
    } else if (result.days == Days::kAlways) {
      help = {Concat({"write: expect ", result.text, " never"})};
    } else if (result.days == Days::kNever) {
      help = {
          Concat({"write: expect ", result.text, " always, or: expect ", result.text, " never"})};
    } else {
      const std::string others = days.until.IsFinite() ? " from " + FormatDay(days.until)
                                                       : " until " + FormatDay(days.from);
      help = {
          Concat({"of one day: expect not ", result.text, " on ", FormatDay(days.AnyDay())}),
          Concat({"or say on exactly which days it holds, as in: expect ", result.text, others})};
    }
    context_.sink.Report(
        DiagnosticKind::kWrongForm, span,
        {Concat({"‘",
                 Cursor::Part(source.uncut, source.sentence.text.size(), source.uncut.text.size())
                     .text,
                 "’"}),
         Concat({"‘", source.word, "’ goes with ‘on’ and a day"})},
        std::move(help));
    return true;
  }

  bool ReadStretch(const ast::Expectation& source, Expectation& result) {
    using Days = ast::Expectation::Days;
    const auto day = [&](const std::optional<ast::Text>& text, Day otherwise) {
      return text ? ParseDayText(*text, context_.sink) : std::optional(otherwise);
    };
    switch (source.days) {
      case Days::kOn: {
        const auto on = day(source.on, {});
        if (!on) return false;
        result.days = Expectation::Days::kOn;
        result.stretch = {*on, PlusDays(*on, 1)};
        return true;
      }
      case Days::kStretch: {
        const auto from = day(source.from, Day::Beginning());
        const auto until = day(source.until, Day::End());
        if (!from || !until) return false;
        result.days = Expectation::Days::kStretch;
        result.stretch = {*from, *until};
        if (*from >= *until) ReportEmptyStretch(source.until->span, context_);
        return *from < *until;
      }
      case Days::kAlways:
        result.days = Expectation::Days::kAlways;
        return true;
      case Days::kNever:
        result.days = Expectation::Days::kNever;
        return true;
      case Days::kMissing:
        return false;
    }
    return false;
  }

  const ast::Scenario& source_;
  std::uint32_t module_;
  CheckContext& context_;
  Scenario scenario_;
  std::set<std::pair<KindId, std::string>> cast_names_;
  bool above_lost_ = false;  // the expectation above was refused
};

}  // namespace

void ResolveScenarios(const std::vector<ast::File>& files, CheckContext& context) {
  Table<int> titles;
  ForEach<ast::Scenario>(files, [&](const ast::Scenario& scenario, std::size_t file) {
    Declare(titles, scenario.title, 0, "scenarios", context);
    context.program.scenarios.push_back(
        ScenarioResolver(scenario, context.module_of_file[file], context).Run());
  });
}

}  // namespace comity
