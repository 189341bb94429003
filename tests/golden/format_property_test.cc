// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "engine/base/text.h"
#include "engine/base/typed.h"
#include "engine/engine.h"
#include "tests/golden/golden_file.h"
#include "tests/support/law_text.h"

// What the formatter promises for every text: nothing is lost, nothing moves, and the second time
// nothing changes.
namespace comity {
namespace {

std::vector<std::string> LinesOf(const std::string& text) {
  std::vector<std::string> lines;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    lines.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return lines;
}

// The words of all lines as they are read, with the bars of tables left out.
std::vector<std::string> WordsOf(const std::string& text) {
  std::vector<std::string> words;
  for (const std::string& line : LinesOf(text)) {
    std::string typed = TypedLine(line);
    for (char& c : typed) {
      if (c == '|' || c == '\r') c = ' ';
    }
    for (const std::string_view word : SplitWords(typed)) words.emplace_back(word);
  }
  return words;
}

std::vector<std::string> RemarksOf(const std::string& text) {
  std::vector<std::string> remarks;
  for (const std::string& line : LinesOf(text)) {
    const std::string_view trimmed = Trim(line);
    const bool remark =
        trimmed.starts_with("--") || trimmed.starts_with("#") || trimmed.starts_with(">");
    if (remark) remarks.emplace_back(trimmed);
  }
  return remarks;
}

// What is wrong with a text, without the places and the number of blanks.
std::vector<std::string> MessagesOf(const std::string& text) {
  std::vector<std::string> messages;
  for (const Diagnostic& diagnostic : Compile({LawFile(text)}).diagnostics) {
    std::string words(Code(diagnostic.kind));
    const std::string message = Message(diagnostic);
    for (const std::string_view word : SplitWords(message)) words.append(" ").append(word);
    messages.push_back(std::move(words));
  }
  // The place may change their order, as a row that was indented is not any more.
  std::sort(messages.begin(), messages.end());
  return messages;
}

void ExpectLossless(const std::string& text, const std::string& name) {
  const std::string once = Format(LawFile(text));
  EXPECT_EQ(Format(LawFile(once)), once) << name << ": formatting twice changes something";
  EXPECT_EQ(WordsOf(once), WordsOf(text)) << name << ": words are lost or moved";
  EXPECT_EQ(RemarksOf(once), RemarksOf(text)) << name << ": remarks are lost or moved";
  EXPECT_EQ(MessagesOf(once), MessagesOf(text)) << name << ": it is read as something else";
}

TEST(FormatProperty, GoldensStayWhatTheyAre) {
  for (const GoldenFile& golden : FindGoldens()) {
    for (const SourceFile& file : golden.Files()) {
      if (file.text.size() < 100000) ExpectLossless(file.text, golden.path + " " + file.name);
    }
  }
}

TEST(FormatProperty, ShippedRulesHaveTheirRegularForm) {
  for (const SourceFile& file : ReadLawFiles(COMITY_SOURCE_DIR "/rules")) {
    EXPECT_EQ(Format(file), file.text) << "comity fmt rules changes " << file.name;
  }
}

TEST(FormatProperty, MixedLinesStayWhatTheyAre) {
  std::vector<std::string> lines;
  for (const GoldenFile& golden : FindGoldens()) {
    if (golden.input.size() > 100000) continue;
    for (const std::string& line : LinesOf(golden.input)) {
      // A file that cannot be read at all stays as it is, which tests nothing here.
      if (!FindInvalidUtf8(line) && !FindForeignCharacter(line + "\n")) lines.push_back(line);
    }
  }
  std::mt19937 random(20260401);  // NOLINT(cert-msc51-cpp): the same texts every time
  for (int round = 0; round < 400; ++round) {
    // That there is no such line is said at the beginning of the file, where something else of that
    // kind may be said once the blank lines above it are gone.
    std::string text = "law Mixed\n";
    for (int i = 0; i < 40; ++i) {
      text += lines[random() % lines.size()] + (random() % 20 == 0 ? "\r\n" : "\n");
    }
    ExpectLossless(text, "mix " + std::to_string(round) + "\n" + text);
    if (HasFailure()) return;
  }
}

TEST(FormatProperty, AlignsTablesByWhatIsSeen) {
  const std::string accent = "E\xCC\x81";   // a letter and an accent of its own
  const std::string wide = "\xE6\xB3\x95";  // takes two columns
  EXPECT_EQ(
      Format(LawFile("facts \"F\"\n| a | b |\n| " + accent + "x | 1 |\n| " + wide + " | 22 |\n")),
      "facts \"F\"\n| a  | b  |\n| " + accent + "x | 1  |\n| " + wide + " | 22 |\n");
}

TEST(FormatProperty, WritesLineEndsOfUnixAndNoMark) {
  EXPECT_EQ(Format(LawFile("\xEF\xBB\xBFlaw Test\r\nuses  Treaty\r\n")), "law Test\nuses Treaty\n");
}

TEST(FormatProperty, KeepsQuotesInWordsThatAreOnlyShown) {
  EXPECT_EQ(Format(LawFile("rule A “Title”\n   note  The “Court”  said\n")),
            "rule A \"Title\"\n  note The “Court”  said\n");
}

}  // namespace
}  // namespace comity
