// SPDX-License-Identifier: Apache-2.0
#include "tests/fuzz/law_mutator.h"

#include <algorithm>
#include <random>
#include <string_view>
#include <utility>
#include <vector>

namespace comity {
namespace {

const std::vector<std::string>& Keywords() {
  static const std::vector<std::string> words = {
#define COMITY_STATEMENT(word) word,
#define COMITY_CLAUSE(word) "  " word,
#include "engine/syntax/keywords.def"
#undef COMITY_STATEMENT
#undef COMITY_CLAUSE
  };
  return words;
}

const std::vector<std::string> kBeginnings = {"  when ",
                                              "  and ",
                                              "  unless ",
                                              "    - ",
                                              "  then ",
                                              "  then from 2004-02-29: ",
                                              "  given ",
                                              "  expect ",
                                              "",
                                              "  expect not ",
                                              "  given not ",
                                              "  and as of 2004-02-29: ",
                                              "  then it is presumed that "};

const std::vector<std::string> kPieces = {"2004-02-29",
                                          "2005-01-31 until 2005-02-28",
                                          "always",
                                          "never",
                                          "from 2003-01-01",
                                          "until 2010-10-10",
                                          "the day after ",
                                          " plus 1 month, clamping to month end",
                                          "the first day of the month after ",
                                          "the later of ",
                                          "must ",
                                          "must not ",
                                          "may voluntarily ",
                                          "not ",
                                          "unknown ",
                                          "{",
                                          "}",
                                          "\"",
                                          "(",
                                          ")",
                                          " | ",
                                          "  source \"x\"",
                                          "the rule does not apply",
                                          "the duty is suspended",
                                          "any of",
                                          "none of",
                                          "’",
                                          "É"};

class Mutator {
 public:
  Mutator(const std::string& text, std::uint32_t seed) : random_(seed) { Split(text); }

  std::string Run() {
    const std::size_t times = 1 + Below(3);
    for (std::size_t i = 0; i < times; ++i) Once();
    std::string text;
    for (const std::string& line : lines_) text += line + "\n";
    return text;
  }

  // Only words and lines, for texts that are no rule files.
  std::string RunWords() {
    const std::size_t times = 1 + Below(3);
    for (std::size_t i = 0; i < times; ++i) Below(2) == 0 ? SwapWords() : InsertPiece();
    std::string text;
    for (const std::string& line : lines_) text += line + "\n";
    return text;
  }

 private:
  std::size_t Below(std::size_t count) { return count == 0 ? 0 : random_() % count; }
  template <typename T>
  const T& Pick(const std::vector<T>& from) {
    return from[Below(from.size())];
  }

  void Split(const std::string& text) {
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t end = std::min(text.find('\n', at), text.size());
      lines_.push_back(text.substr(at, end - at));
      at = end + 1;
    }
    if (lines_.empty()) lines_.emplace_back("law Fuzz");
  }

  void Once() {
    switch (Below(11)) {
      case 0:
      case 1:
        return CopyStatement();
      case 2:
        return DropStatement();
      case 3:
      case 4:
      case 5:
        return InsertSentence();
      case 6:
        return DropLine();
      case 7:
        return CopyLine();
      case 8:
        return SwapWords();
      case 9:
        return InsertPiece();
      default:
        return InsertRule();
    }
  }

  // The lines [first, last) of a statement.
  std::pair<std::size_t, std::size_t> AnyStatement() {
    std::size_t first = Below(lines_.size());
    while (first > 0 && !Begins(lines_[first])) --first;
    std::size_t last = first + 1;
    while (last < lines_.size() && !Begins(lines_[last])) ++last;
    return {first, last};
  }

  static bool Begins(const std::string& line) {
    return !line.empty() && line[0] != ' ' && line[0] != '\t' && line[0] != '|';
  }

  void Insert(std::size_t at, const std::vector<std::string>& lines) {
    lines_.insert(lines_.begin() + static_cast<std::ptrdiff_t>(at), lines.begin(), lines.end());
  }

  void CopyStatement() {
    const auto [first, last] = AnyStatement();
    const std::vector<std::string> copy(lines_.begin() + static_cast<std::ptrdiff_t>(first),
                                        lines_.begin() + static_cast<std::ptrdiff_t>(last));
    Insert(AnyStatement().first, copy);
  }

  void DropStatement() {
    const auto [first, last] = AnyStatement();
    lines_.erase(lines_.begin() + static_cast<std::ptrdiff_t>(first),
                 lines_.begin() + static_cast<std::ptrdiff_t>(last));
    if (lines_.empty()) lines_.emplace_back("law Fuzz");
  }

  void DropLine() {
    if (lines_.size() > 1) lines_.erase(lines_.begin() + static_cast<std::ptrdiff_t>(AnyLine()));
  }

  void CopyLine() { Insert(AnyLine(), {lines_[AnyLine()]}); }

  std::size_t AnyLine() { return Below(lines_.size()); }

  // A phrase that the file declares, its holes filled with what the file knows.
  std::string AnySentence() {
    std::vector<std::string> phrases;
    for (const std::string& line : lines_) {
      const std::size_t open = line.find('"');
      const std::size_t close = line.rfind('"');
      if (Begins(line) && close > open && open != std::string::npos)
        phrases.push_back(line.substr(open + 1, close - open - 1));
    }
    if (phrases.empty()) return "a State is calm";
    std::string sentence;
    const std::string phrase = Pick(phrases);
    for (std::size_t at = 0; at < phrase.size(); ++at) {
      const std::size_t close = phrase.find('}', at);
      if (phrase[at] != '{' || close == std::string::npos) {
        sentence += phrase[at];
        continue;
      }
      sentence += Filler(phrase.substr(at + 1, close - at - 1));
      at = close;
    }
    return sentence;
  }

  std::string Filler(const std::string& label) {
    switch (Below(4)) {
      case 0:
        return "a " + label;
      case 1:
        return "the " + label;
      case 2:
        return label.ends_with("date") ? "2004-02-29" : NameOf(label);
      default:
        return "a second " + label;
    }
  }

  // A member of the kind that the label ends in, if the file has one.
  std::string NameOf(const std::string& label) {
    const std::string kind = label.substr(label.rfind(' ') + 1) + " ";
    std::vector<std::string> names;
    for (const std::string& line : lines_) {
      if (!line.starts_with(kind)) continue;
      const std::size_t gap = std::min(line.find("  ", kind.size()), line.size());
      names.push_back(line.substr(kind.size(), gap - kind.size()));
    }
    return names.empty() ? "the " + label : Pick(names);
  }

  void InsertSentence() { Insert(AnyLine() + 1, {Pick(kBeginnings) + AnySentence()}); }

  void InsertRule() {
    const std::string name = "F-" + std::to_string(Below(4));
    std::vector<std::string> rule = {"rule " + name + " \"Fuzz\"", "  cite \"x\"",
                                     "  when " + AnySentence()};
    if (Below(3) == 0)
      rule[0] = "exception X-" + std::to_string(Below(4)) + " to " + name + " \"F\"";
    if (Below(2) == 0) rule.push_back("  unless " + AnySentence());
    if (rule[0][0] == 'e') {
      rule.emplace_back(Below(2) == 0 ? "  then the rule does not apply"
                                      : "  then the duty is suspended");
    } else {
      rule.push_back("  then " + AnySentence());
    }
    Insert(AnyStatement().first, rule);
  }

  // Where words begin in the line.
  static std::vector<std::size_t> WordsOf(const std::string& line) {
    std::vector<std::size_t> begins;
    for (std::size_t i = 0; i < line.size(); ++i) {
      if (line[i] != ' ' && (i == 0 || line[i - 1] == ' ')) begins.push_back(i);
    }
    return begins;
  }

  static std::string WordAt(const std::string& line, std::size_t begin) {
    return line.substr(begin, std::min(line.find(' ', begin), line.size()) - begin);
  }

  // One word of the file in the place of another.
  void SwapWords() {
    std::string& line = lines_[AnyLine()];
    const std::string& other = lines_[AnyLine()];
    const auto words = WordsOf(line);
    const auto others = WordsOf(other);
    if (words.empty() || others.empty()) return;
    const std::size_t at = Pick(words);
    line.replace(at, WordAt(line, at).size(), WordAt(other, Pick(others)));
  }

  void InsertPiece() {
    std::string& line = lines_[AnyLine()];
    const auto words = WordsOf(line);
    const std::string piece =
        Below(4) == 0 ? Pick(Keywords()) + " " : Pick(kPieces) + (Below(2) == 0 ? " " : "");
    line.insert(words.empty() ? line.size() : Pick(words), piece);
  }

  std::minstd_rand random_;
  std::vector<std::string> lines_;
};

}  // namespace

std::string MutateLaw(const std::string& text, std::uint32_t seed) {
  return Mutator(text, seed).Run();
}

std::string MutateQuestion(const std::string& text, std::uint32_t seed) {
  return Mutator(text, seed).RunWords();
}

}  // namespace comity
