// SPDX-License-Identifier: Apache-2.0
#include "service/rulebook_files.h"

#include <gmock/gmock.h>

#include "tests/service/service_fixture.h"

namespace comity {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr std::size_t kMegabyte = 1u << 20;

std::vector<std::string> Names(const RulebookFiles& found) {
  std::vector<std::string> names;
  for (const SourceFile& file : found.files) names.push_back(file.name);
  return names;
}

TEST(RulebookFiles, AreFoundInAllFoldersSortedByName) {
  const TemporaryDirectory directory;
  directory.Write("b.law", "b");
  directory.Write("a/z.law", "z");
  directory.Write("a/notes.txt", "no rules");
  directory.Write("a.law", "");
  const RulebookFiles found = ReadRulebookFiles(directory.path(), kMegabyte);
  EXPECT_EQ(found.problem, "");
  EXPECT_THAT(Names(found), ElementsAre("a.law", "a/z.law", "b.law"));
  EXPECT_EQ(found.files[1].text, "z");
}

TEST(RulebookFiles, AreFollowedThroughLinks) {
  const TemporaryDirectory elsewhere;
  elsewhere.Write("real.law", "here");
  const TemporaryDirectory directory;
  std::filesystem::create_symlink(elsewhere.File("real.law"), directory.File("linked.law"));
  std::filesystem::create_directory_symlink(elsewhere.path(), directory.File("folder"));
  const RulebookFiles found = ReadRulebookFiles(directory.path(), kMegabyte);
  EXPECT_THAT(Names(found), ElementsAre("folder/real.law", "linked.law"));
  EXPECT_THAT(found.directories, testing::Contains(elsewhere.path()));
}

TEST(RulebookFiles, HiddenOnesAreLeftOut) {
  const TemporaryDirectory directory;
  directory.Write("a.law", "a");
  directory.Write(".b.law", "b");
  directory.Write("..data/c.law", "c");
  EXPECT_THAT(Names(ReadRulebookFiles(directory.path(), kMegabyte)), ElementsAre("a.law"));
}

// An editor that adds its own ending must not take a file out of the rulebook in silence.
TEST(RulebookFiles, MisnamedOnesAreAProblem) {
  for (const std::string name : {"b.law.txt", "b.LAW", "b.Law.TXT"}) {
    const TemporaryDirectory directory;
    directory.Write("a.law", "a");
    directory.Write("c/" + name, "b");
    EXPECT_THAT(ReadRulebookFiles(directory.path(), kMegabyte).problem, HasSubstr("c/" + name));
  }
}

TEST(RulebookFiles, ProblemsNameTheFile) {
  const TemporaryDirectory directory;
  EXPECT_THAT(ReadRulebookFiles(directory.path(), kMegabyte).problem, HasSubstr("no .law file"));
  directory.Write("large.law", std::string(kMegabyte + 1, 'x'));
  const RulebookFiles found = ReadRulebookFiles(directory.path(), kMegabyte);
  EXPECT_THAT(found.problem, HasSubstr("large.law"));
  EXPECT_THAT(found.files, IsEmpty());
}

TEST(RulebookFiles, LinksInACircleEnd) {
  const TemporaryDirectory directory;
  directory.Write("a.law", "a");
  std::filesystem::create_directory_symlink(directory.path(), directory.File("again"));
  EXPECT_NE(ReadRulebookFiles(directory.path(), kMegabyte).problem, "");
}

TEST(RulebookFiles, LinkToNothingIsAProblem) {
  const TemporaryDirectory directory;
  directory.Write("a.law", "a");
  std::filesystem::create_symlink(directory.File("gone.law"), directory.File("b.law"));
  EXPECT_THAT(ReadRulebookFiles(directory.path(), kMegabyte).problem, HasSubstr("b.law"));
}

TEST(Digest, DependsOnNamesAndTextsNotOnTheirOrder) {
  const std::vector<SourceFile> files = {{"a", "1"}, {"b", "2"}};
  EXPECT_EQ(DigestOf(files), DigestOf({{"b", "2"}, {"a", "1"}}));
  EXPECT_NE(DigestOf(files), DigestOf({{"a", "2"}, {"b", "1"}}));
  EXPECT_NE(DigestOf(files), DigestOf({{"a1", ""}, {"b", "2"}}));
  EXPECT_NE(DigestOf(files), DigestOf({{"a", "1b2"}}));
}

}  // namespace
}  // namespace comity
