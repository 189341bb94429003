// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <utility>

#include "engine/base/text.h"
#include "engine/check/context.h"
#include "engine/syntax/cursor.h"

namespace comity {
namespace {

// Reads the citations of one line. Each slip is told at its place, and what was meant is cited.
class CitationReader {
 public:
  explicit CitationReader(CheckContext& context) : context_(context) {}

  // Reads the citation at `at` with the parts that follow it behind commas; gives the next one.
  std::size_t ReadAt(const std::vector<ast::Text>& citations, std::size_t at) {
    std::size_t end = at + 1;
    while (end < citations.size() && IsPart(citations[at], citations[end])) ++end;
    if (end == at + 1) {
      Read(citations[at]);
    } else {
      ReportParts(citations, at, end);
    }
    return end;
  }

  void Read(const ast::Text& text) {
    if (text.text.starts_with('"')) {
      ReadQuoted(text);
      return;
    }
    const std::size_t blank = std::min(text.text.find(' '), text.text.size());
    const std::string name = text.text.substr(0, blank);
    const auto source = context_.sources.find(name);
    if (source == context_.sources.end()) {
      ReportUnknown(text, name);
      return;
    }
    last_source_ = name;
    const ast::Text place = Cursor::Part(text, blank, text.text.size());
    CheckPlace(text, place, source->second.cited_as);
    std::string shown = text.text;
    const std::string& form = source->second.cited_as;
    const std::size_t gap = form.find("{}");
    if (gap != std::string::npos)
      shown = Concat({form.substr(0, gap), place.text, form.substr(gap + 2)});
    Add({place.text.empty() ? name : Concat({name, " ", place.text}), shown}, text.span);
  }

  std::vector<Citation> Take() && { return std::move(result_); }

 private:
  void ReadQuoted(const ast::Text& text) {
    Cursor cursor(text);
    const auto quoted = cursor.Quoted();
    if (!quoted) {
      context_.sink.Report(DiagnosticKind::kMalformed, text.span, {"cite", "a text in quotes"},
                           {"the quotes are not closed: put \" after the text"});
      return;
    }
    if (!cursor.AtEnd()) {
      context_.sink.Report(DiagnosticKind::kMalformed, cursor.Rest().span,
                           {Concat({"\"", quoted->text, "\""}), "a comma"},
                           {"commas separate citations; what is cited stands within the quotes"});
    }
    Add({quoted->text, quoted->text}, text.span);
  }

  void Add(Citation citation, Span span) {
    const bool twice = std::any_of(result_.begin(), result_.end(), [&](const Citation& other) {
      return other.text == citation.text;
    });
    if (twice) {
      context_.sink.Report(DiagnosticKind::kOneValueOnly, span, {citation.text},
                           {"take one of the two out"});
      return;
    }
    result_.push_back(std::move(citation));
  }

  // `paragraph 1` behind `EC 16,`: a part of the place before it.
  bool IsPart(const ast::Text& before, const ast::Text& text) const {
    constexpr std::array<std::string_view, 9> kParts = {"paragraph",    "para",          "par",
                                                        "subparagraph", "sub-paragraph", "letter",
                                                        "point",        "lit",           "item"};
    const auto words = SplitWords(text.text);
    return text.span.line == before.span.line && words.size() == 2 &&
           IsOneOf(Stem(words[0]), kParts) && !context_.sources.contains(words[0]) &&
           context_.sources.contains(before.text.substr(0, before.text.find(' '))) &&
           before.text.find(' ') != std::string::npos;
  }

  // `EC Article 16, paragraph 1` is EC 16(1).
  void ReportParts(const std::vector<ast::Text>& citations, std::size_t at, std::size_t end) {
    const ast::Text& text = citations[at];
    last_source_ = text.text.substr(0, text.text.find(' '));
    const ast::Text place = Cursor::Part(text, last_source_.size(), text.text.size());
    const std::string& form = context_.sources.find(last_source_)->second.cited_as;
    const std::size_t repeated = RepeatedWord(place, BeforePlace(form));
    std::string written = place.text;
    std::string meant =
        Concat({last_source_, " ", Trim(std::string_view(place.text).substr(repeated))});
    for (std::size_t i = at + 1; i < end; ++i) {
      std::string part(SplitWords(citations[i].text)[1]);
      std::erase_if(part, [](char c) { return c == '(' || c == ')' || c == '.'; });
      meant += Concat({"(", part, ")"});
      written += Concat({", ", citations[i].text});
    }
    Span span = place.span;
    const Span& last = citations[end - 1].span;
    span.length = last.column + last.length - span.column;
    context_.sink.Report(DiagnosticKind::kWrongForm, span,
                         {Concat({"‘", written, "’"}), "parts of a place stand in brackets"},
                         {Concat({"write: cite ", meant})});
    Add({meant, meant}, text.span);
  }

  void ReportUnknown(const ast::Text& text, const std::string& name) {
    Span span = text.span;
    span.length = static_cast<std::uint32_t>(name.size());
    if (ReportPlaceAlone(text, span, name)) return;
    if (!context_.FailsFirst(text.span.file, Concat({"source ", name}))) return;
    const bool number = name[0] >= '0' && name[0] <= '9' && !last_source_.empty();
    auto help = name == "and" ? std::vector<std::string>{"take it out: commas separate citations"}
                : number      ? std::vector{Concat(
                                    {"every citation names its source: ", last_source_, " ", text.text})}
                              : DidYouMean(Nearest(name, context_.NamesOf(context_.sources), 2));
    context_.sink.Report(DiagnosticKind::kUnknownName, span, {"source", name}, std::move(help));
  }

  // `Art. 1 EC`, and `§ 2` behind a comma.
  bool ReportPlaceAlone(const ast::Text& text, Span span, const std::string& name) {
    constexpr std::array<std::string_view, 8> kPlaces = {"article", "art", "articles", "section",
                                                         "sec",     "§",   "chapter",  "annex"};
    const auto words = SplitWords(text.text);
    if (!IsOneOf(Stem(name), kPlaces)) return false;
    if (words.size() == 2 && !last_source_.empty()) {
      context_.sink.Report(
          DiagnosticKind::kUnknownName, span, {"source", name},
          {Concat({"every citation names its source: ", last_source_, " ", words[1]})});
      return true;
    }
    if (words.size() < 3) return false;
    const std::string_view source = words.back();
    if (!context_.sources.contains(source)) return false;
    context_.sink.Report(
        DiagnosticKind::kUnknownName, span, {"source", name},
        {Concat({"a citation begins with its source: cite ", source, " ", words[1]})});
    last_source_ = source;
    return true;
  }

  // The place within the source, as `126(2)`.
  void CheckPlace(const ast::Text& text, const ast::Text& place, const std::string& form) {
    const std::size_t gap = form.find("{}");
    if (place.text.empty()) {
      if (gap == std::string::npos) return;
      context_.sink.Report(DiagnosticKind::kMalformed, text.span, {text.text, "a place"},
                           {Concat({"say which article, as in: cite ", text.text, " 12(3)"})});
      return;
    }
    if (place.text.find('"') != std::string::npos) {
      context_.sink.Report(DiagnosticKind::kWrongForm, place.span,
                           {"a quotation mark", "a place has none"},
                           {Concat({"write: cite ", WithoutQuotes(text.text)})});
      return;
    }
    if (ReportSeveral(text, place) || ReportSigns(text, place) || gap == std::string::npos) return;
    ReportRepeated(text, place, form);
  }

  // Several citations with something else than a comma between them.
  bool ReportSeveral(const ast::Text& text, const ast::Text& place) {
    const std::size_t first = std::min(place.text.find(';'), NextSource(place.text));
    if (first == std::string::npos) return false;
    std::vector<std::string> parts;
    std::string_view rest = text.text;
    while (!rest.empty()) {
      const std::size_t end = std::min({rest.find(';'), NextSource(rest), rest.size()});
      std::string_view part = Trim(rest.substr(0, end));
      rest = Trim(rest.substr(rest.substr(end).starts_with(";") ? end + 1 : end));
      if (part.ends_with(" and")) part = Trim(part.substr(0, part.size() - 4));
      if (part.empty()) continue;
      const bool named = context_.sources.contains(part.substr(0, part.find(' ')));
      parts.push_back(named ? std::string(part) : Concat({last_source_, " ", part}));
    }
    const std::size_t at = place.text.find(';') == first ? first : BeforeSource(place.text, first);
    context_.sink.Report(DiagnosticKind::kMalformed,
                         Cursor::Part(place, at, place.text.size()).span,
                         {Concat({last_source_, " ", Trim(place.text.substr(0, at))}), "a comma"},
                         {Concat({"commas separate citations: cite ", Join(parts, ", ")})});
    return true;
  }

  // Signs at the end, brackets that are not closed, and `5 and 6`.
  bool ReportSigns(const ast::Text& text, const ast::Text& place) {
    const std::string& written = place.text;
    const std::size_t last = written.size() - 1;
    if (std::string_view(".,;:?!").find(written[last]) != std::string_view::npos) {
      context_.sink.Report(DiagnosticKind::kEndSign, Cursor::Part(place, last, last + 1).span,
                           {std::string(1, written[last])}, {"take it out"});
      return true;
    }
    const auto open = std::count(written.begin(), written.end(), '(');
    const auto closed = std::count(written.begin(), written.end(), ')');
    if (open != closed) {
      context_.sink.Report(
          DiagnosticKind::kMalformed, place.span,
          {written, open > closed ? "a closing bracket" : "an opening bracket before the other"},
          {"write a place like: 12(3), or 13(b)"});
      return true;
    }
    const std::size_t both = written.find(" and ");
    const auto digit = [](char c) { return c >= '0' && c <= '9'; };
    if (both == std::string::npos || !digit(written[0]) || !digit(written[both + 5])) return false;
    const std::string name = text.text.substr(0, text.text.find(' '));
    context_.sink.Report(
        DiagnosticKind::kMalformed, Cursor::Part(place, both, written.size()).span,
        {Concat({name, " ", written.substr(0, both)}), "a comma"},
        {Concat({"commas separate citations: cite ", name, " ", written.substr(0, both), ", ", name,
                 " ", written.substr(both + 5)})});
    return true;
  }

  // Where the name of a source stands within `text`, but not at its beginning. A single letter may
  // as well be that of an annex.
  std::size_t NextSource(std::string_view text) const {
    for (const std::string_view word : SplitWords(text)) {
      if (word.data() == text.data() || word.size() < 2) continue;
      if (context_.sources.find(word) != context_.sources.end())
        return static_cast<std::size_t>(word.data() - text.data());
    }
    return std::string::npos;
  }

  // Where the `and` before the name of a source begins, or the name if there is none.
  static std::size_t BeforeSource(std::string_view text, std::size_t source) {
    const std::string_view before = Trim(text.substr(0, source));
    return before.ends_with(" and") ? before.size() - 3 : source;
  }

  // Arabic, or as annexes and chapters are numbered.
  static bool IsNumber(char c) {
    return (c >= '0' && c <= '9') || std::string_view("IVXLC").find(c) != std::string_view::npos;
  }
  static bool IsOfLetters(std::string_view word) {
    return std::all_of(word.begin(), word.end(), [](char c) { return c >= 'a' && c <= 'z'; });
  }

  static std::string Stem(std::string_view word) {
    std::string folded = FoldName(word);
    while (!folded.empty() && folded.back() == '.') folded.pop_back();
    return folded;
  }

  // What people see before the place.
  static std::string_view BeforePlace(std::string_view form) {
    const std::size_t gap = form.find("{}");
    return gap == std::string_view::npos ? "" : form.substr(0, gap);
  }

  // `RS Article 5`, `RS § 5`, where ‘Art.’ is put before the place anyway: how long the word is
  // that says it again; 0 if none does.
  static std::size_t RepeatedWord(const ast::Text& place, std::string_view before) {
    constexpr std::string_view kSign = "§";
    constexpr std::size_t kShortest = 3;
    const auto words = SplitWords(before);
    if (words.empty()) return 0;
    std::size_t signs = 0;
    while (std::string_view(place.text).substr(signs).starts_with(kSign)) signs += kSign.size();
    if (signs > 0) return signs;
    const std::size_t end = std::min(place.text.find(' '), place.text.size());
    const std::string first = Stem(place.text.substr(0, end));
    if (end == place.text.size() || !IsNumber(place.text[end + 1])) return 0;
    for (const std::string_view word : {words.front(), words.back()}) {
      const std::string own = Stem(word);
      const std::string& shorter = own.size() < first.size() ? own : first;
      const std::string& longer = own.size() < first.size() ? first : own;
      if (shorter.size() >= kShortest && longer.starts_with(shorter) && IsOfLetters(longer))
        return end;
    }
    return 0;
  }

  void ReportRepeated(const ast::Text& text, const ast::Text& place, const std::string& form) {
    const std::size_t end = RepeatedWord(place, BeforePlace(form));
    if (end == 0) return;
    const std::string name = text.text.substr(0, text.text.find(' '));
    context_.sink.Report(
        DiagnosticKind::kWrongForm, Cursor::Part(place, 0, end).span,
        {Concat({"‘", place.text.substr(0, end), "’"}),
         Concat({"the source is cited as ‘", form, "’"})},
        {Concat({"write: cite ", name, " ", Trim(std::string_view(place.text).substr(end))})});
  }

  CheckContext& context_;
  std::string last_source_;
  std::vector<Citation> result_;
};

}  // namespace

std::vector<Citation> ResolveCitations(const std::vector<ast::Text>& citations,
                                       CheckContext& context) {
  CitationReader reader(context);
  for (std::size_t at = 0; at < citations.size();) at = reader.ReadAt(citations, at);
  return std::move(reader).Take();
}

}  // namespace comity
