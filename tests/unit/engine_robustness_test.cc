// SPDX-License-Identifier: Apache-2.0
// Whatever a file holds, there are diagnostics or a rulebook, never a crash. Nothing here looks at
// a clock.
#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "tests/support/law_text.h"

namespace comity {
namespace {

constexpr std::string_view kVocabulary = R"(law Test
source HC "Convention on Harbours"
kind State
record     "{State} joined on {joining date}"
conclusion "{State} is a member"
date rule "the age after {joining date}"
  cite HC 1
  is the joining date plus 1 day
)";

std::string RuleWithDate(const std::string& date) {
  return "rule HC-2 \"Membership\"\n  cite HC 2\n  when a State joined on a joining date\n  then "
         "from " +
         date + ": the State is a member\n";
}

// Compiles, and checks that what comes out is one thing or the other and can be shown.
Compilation Survive(std::string_view text) {
  Compilation compilation = Compile({LawFile(text)});
  EXPECT_EQ(compilation.rulebook == nullptr, !compilation.diagnostics.empty());
  EXPECT_LE(compilation.diagnostics.size(), 21U);
  for (const Diagnostic& diagnostic : compilation.diagnostics) {
    EXPECT_FALSE(Render(diagnostic, *compilation.files).empty());
  }
  Format(LawFile(text));
  return compilation;
}

std::string Survivor(const std::string& rest) {
  return CodesOf(Survive(std::string(kVocabulary) + rest));
}

std::string Repeat(std::string_view text, std::size_t times) {
  std::string result;
  for (std::size_t i = 0; i < times; ++i) result += text;
  return result;
}

TEST(HostileText, BracketsByTheThousandWithinALine) {
  const std::string nested = Repeat("(", 900) + "the joining date" + Repeat(")", 900);
  EXPECT_EQ(Survivor(RuleWithDate(nested)), "E07");
  EXPECT_EQ(Survivor(RuleWithDate(Repeat("(", 1900))), "E07");
  EXPECT_EQ(Survivor(RuleWithDate(Repeat("the day before ", 100) + "the joining date")), "E08");
  Survivor(RuleWithDate(Repeat("the age after (", 60) + "the joining date" + Repeat(")", 60)));
}

TEST(HostileText, BracketsBeyondTheLineAndTheFile) {
  EXPECT_EQ(Survivor(RuleWithDate(Repeat("(", 100000))), "E03");
  EXPECT_EQ(Survivor(RuleWithDate(Repeat("(", 5'000'000))), "E02");
  Survivor(Repeat("(\n", 100000));
  Survivor("rule HC-2 \"x\"\n" + Repeat("  when (\n", 100000));
}

TEST(HostileText, DateRulesThatDoubleEachOther) {
  std::string rules;
  for (char c = 'b'; c <= 'z'; ++c) {
    rules += std::string("date rule \"the ") + c +
             " day after {joining date}\"\n  cite HC 1\n  is the later of (the " +
             static_cast<char>(c - 1) + " day after the joining date) and (the " +
             static_cast<char>(c - 1) + " day after the joining date)\n";
  }
  rules += "date rule \"the a day after {joining date}\"\n  cite HC 1\n  is the joining date\n";
  EXPECT_NE(Survivor(rules).find("E36"), std::string::npos);
  std::string twice =
      "date rule \"the twin of {joining date}\"\n  cite HC 1\n"
      "  is the later of the joining date and the joining date\n";
  EXPECT_EQ(Survivor(twice + RuleWithDate(Repeat("the twin of (", 60) + "the joining date" +
                                          Repeat(")", 60))),
            "E36");
}

TEST(HostileText, ExceptionsThatMultiply) {
  std::string rules = RuleWithDate("the joining date");
  for (int i = 0; i < 60; ++i) {
    const std::string name = "X-" + std::to_string(i);
    const std::string targets = i == 0 ? "HC-2"
                                : i == 1
                                    ? "X-0, HC-2"
                                    : "X-" + std::to_string(i - 1) + ", X-" + std::to_string(i - 2);
    rules +=
        "exception " + name + " to " + targets +
        " \"More\"\n  cite HC 3\n  when the State is a member\n  then the rule does not apply\n";
  }
  EXPECT_NE(Survivor(rules).find("E37"), std::string::npos);
}

TEST(HostileText, LineOfTenMegabytes) {
  EXPECT_EQ(CodesOf(Survive(std::string(10'000'000, 'x'))), "E02");
  EXPECT_EQ(CodesOf(Survive(Repeat("when a State ", 800'000))), "E02");
  EXPECT_EQ(Survivor(std::string(4'000'000, 'x')), "E03");
}

TEST(HostileText, FileOfNothing) {
  for (std::string_view text : {"", "\n", "\r\n\r\n", "\xEF\xBB\xBF", "   ", "\t", "-- only this"})
    Survive(text);
  Survive(std::string(1000, '\0'));
}

TEST(HostileText, BytesThatAreNoText) {
  for (std::string_view text :
       {"\xFF", "law T\xC3", "law \xED\xA0\x80", "law T\nkind \xC0\xAF\n"}) {
    EXPECT_EQ(CodesOf(Survive(text)), "E04");
  }
}

TEST(HostileText, EveryKeywordAlone) {
  for (const char* word :
       {"law", "uses", "source", "kind", "body", "record", "facts", "fact", "question",
        "conclusion", "action", "date rule", "rule", "exception", "issue", "reading", "scenario"}) {
    Survive(word);
    Survivor(word);
    Survivor(std::string(word) + " \"");
    Survivor(std::string(word) + " \"\"");
    Survivor(
        std::string(word) +
        " x to \"{\"\n  when\n  and any of\n  - \n  then from\n  expect\n  row {\n  is (\n| |\n");
  }
}

TEST(HostileText, RandomBytes) {
  std::mt19937 random(87);  // NOLINT(cert-msc51-cpp): the same run every time
  for (int round = 0; round < 500; ++round) {
    std::string text;
    const std::size_t size = random() % 3000;
    while (text.size() < size) text += static_cast<char>(random());
    Survive(text);
  }
}

// Words of the language in any order come further than bytes do.
TEST(HostileText, RandomWords) {
  constexpr std::string_view kWords[] = {"rule",
                                         "exception",
                                         "when",
                                         "and",
                                         "unless",
                                         "then",
                                         "a State",
                                         "the State",
                                         "joined on",
                                         "is a member",
                                         "must",
                                         "may",
                                         "not",
                                         "from",
                                         "until",
                                         "2001-01-01",
                                         "2001-02-30",
                                         "any of",
                                         "none of",
                                         "-",
                                         "(",
                                         ")",
                                         "plus",
                                         "days",
                                         "the joining date",
                                         "the later of",
                                         "as of",
                                         ":",
                                         "\"",
                                         "{",
                                         "}",
                                         "|",
                                         ",",
                                         "HC-2",
                                         "to",
                                         "cite HC 2",
                                         "facts",
                                         "row",
                                         "source HC",
                                         "scenario",
                                         "expect",
                                         "given",
                                         "cast",
                                         "with effect",
                                         "it is presumed that",
                                         "the rule does not apply",
                                         "position",
                                         "=",
                                         "reading",
                                         "issue",
                                         "\n",
                                         "\n  ",
                                         "\n  ",
                                         "\n    - "};
  std::mt19937 random(98);  // NOLINT(cert-msc51-cpp)
  for (int round = 0; round < 3000; ++round) {
    std::string text(kVocabulary);
    const std::size_t count = random() % 120;
    for (std::size_t i = 0; i < count; ++i) {
      text += kWords[random() % std::size(kWords)];
      text += random() % 8 == 0 ? "" : " ";
    }
    Survive(text);
  }
}

// Cuts, doubles and swaps lines, words and bytes of the shipped files.
class Mutations : public testing::Test {
 protected:
  std::size_t Below(std::size_t bound) { return bound == 0 ? 0 : random_() % bound; }

  std::vector<std::string> Cut(const std::string& text, char at) {
    std::vector<std::string> parts(1);
    for (char c : text) {
      parts.back() += c;
      if (c == at) parts.emplace_back();
    }
    return parts;
  }

  std::string MutateParts(std::vector<std::string> parts) {
    const std::size_t at = Below(parts.size());
    switch (Below(3)) {
      case 0:
        parts.erase(parts.begin() + static_cast<std::ptrdiff_t>(at));
        break;
      case 1:
        parts.insert(parts.begin() + static_cast<std::ptrdiff_t>(at), parts[at]);
        break;
      default:
        std::swap(parts[at], parts[Below(parts.size())]);
    }
    std::string text;
    for (const std::string& part : parts) text += part;
    return text;
  }

  std::string Mutate(const std::string& text) {
    switch (Below(3)) {
      case 0:
        return MutateParts(Cut(text, '\n'));
      case 1:
        return MutateParts(Cut(text, ' '));
      default: {
        std::string result = text;
        if (!result.empty()) result[Below(result.size())] = static_cast<char>(random_());
        return result;
      }
    }
  }

  std::mt19937 random_{89};  // NOLINT(cert-msc51-cpp)
};

TEST_F(Mutations, OfShippedFilesGiveDiagnosticsOrARulebook) {
  const std::vector<SourceFile> shipped = ReadLawFiles(COMITY_SOURCE_DIR "/rules");
  ASSERT_FALSE(shipped.empty());
  for (int round = 0; round < 10'000; ++round) {
    // A few statements of one file after the vocabulary: small enough for many rounds.
    const std::string& text = shipped[Below(shipped.size())].text;
    const std::size_t begin = text.find("\n\n", Below(text.size()));
    std::string part = begin == std::string::npos ? text.substr(0, 1500) : text.substr(begin, 1500);
    for (std::size_t i = 0; i <= Below(3); ++i) part = Mutate(part);
    Survivor(part);
  }
}

TEST_F(Mutations, OfAWholeRulebookGiveDiagnosticsOrARulebook) {
  const std::vector<SourceFile> shipped = ReadLawFiles(COMITY_SOURCE_DIR "/rules");
  for (int round = 0; round < 60; ++round) {
    std::vector<SourceFile> files = shipped;
    std::string& text = files[Below(files.size())].text;
    text = Mutate(text);
    const Compilation compilation = Compile(files);
    ASSERT_EQ(compilation.rulebook == nullptr, !compilation.diagnostics.empty());
    RenderAll(compilation);
  }
}

std::string ManyRules(std::size_t count) {
  std::string text(kVocabulary);
  for (std::size_t i = 0; i < count; ++i) {
    text += "rule R-" + std::to_string(i) +
            " \"Membership\"\n  cite HC 2\n  when a State joined on a joining date\n  and the "
            "joining date is after "
            "2002-04-11\n  then from the age after the joining date: the State is a member\n\n";
  }
  return text;
}

TEST(LongFile, OfManyRulesIsReadWhole) {
  constexpr std::size_t kRules = 20'000;
  const std::string text = ManyRules(kRules);
  EXPECT_GT(std::count(text.begin(), text.end(), '\n'), 120'000);
  const Compilation compilation = Compile({LawFile(text)});
  ASSERT_NE(compilation.rulebook, nullptr) << RenderAll(compilation);
  EXPECT_EQ(Summarize(*compilation.rulebook).rules, kRules);
}

TEST(LongFile, OfNothingButSlipsIsReadWholeAndToldInPart) {
  const Compilation compilation = Survive("law Test\n" + Repeat("  whne a State\n", 120'000));
  EXPECT_EQ(compilation.diagnostics.size(), 21U);  // the last one counts the others
}

}  // namespace
}  // namespace comity
