// SPDX-License-Identifier: Apache-2.0
#include "tests/golden/golden_file.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string_view>

#include "tests/support/law_text.h"
#include "tests/support/text_diff.h"

namespace comity {
namespace {

constexpr std::string_view kDivider = "---- prints ----\n";
constexpr std::string_view kNextFile = "-- file: ";
constexpr std::string_view kTimes = "-- times: ";
constexpr std::string_view kPrelude = "prelude/";
constexpr std::string_view kUse = "use.law";  // in it

std::filesystem::path Folder() { return std::filesystem::path(COMITY_SOURCE_DIR) / "tests/golden"; }

// The first line of `text` with its end of line, cut off.
std::string_view TakeLine(std::string_view& text) {
  const std::size_t end = std::min(text.find('\n'), text.size() - 1) + 1;
  const std::string_view line = text.substr(0, end);
  text.remove_prefix(end);
  return line;
}

std::string_view WithoutEnd(std::string_view line) { return line.substr(0, line.find('\n')); }

}  // namespace

std::string GoldenFile::phase() const { return path.substr(0, path.find('/')); }

bool GoldenFile::must_fail() const {
  return std::filesystem::path(path).filename().string().starts_with("fail_");
}

bool GoldenFile::whole() const {
  constexpr std::array<std::string_view, 4> kWhole = {"check/conflicts/", "check/reach/",
                                                      "check/use/", "verify/"};
  return std::any_of(kWhole.begin(), kWhole.end(),
                     [&](std::string_view folder) { return path.starts_with(folder); });
}

std::vector<SourceFile> GoldenFile::Files() const {
  std::vector<SourceFile> files = {{std::filesystem::path(path).filename().string(), ""}};
  std::string_view rest = input;
  std::size_t times = 1;
  while (!rest.empty()) {
    const std::string_view line = TakeLine(rest);
    if (line.starts_with(kNextFile)) {
      files.push_back({std::string(WithoutEnd(line.substr(kNextFile.size()))), ""});
    } else if (line.starts_with(kTimes)) {
      times = std::stoul(std::string(line.substr(kTimes.size())));
    } else {
      for (; times > 0; --times) files.back().text += line;
      times = 1;
    }
  }
  const bool uses_treaty = input.find("uses Treaty") != std::string::npos;
  for (const SourceFile& file : ReadLawFiles((Folder() / kPrelude).string())) {
    if (uses_treaty && (whole() || file.name != kUse)) files.push_back(file);
  }
  return files;
}

std::vector<GoldenFile> FindGoldens() {
  std::vector<GoldenFile> goldens;
  for (const SourceFile& file : ReadLawFiles(Folder().string())) {
    if (file.name.starts_with(kPrelude)) continue;
    const std::size_t divider = file.text.find(kDivider);
    const bool divided = divider != std::string::npos;
    goldens.push_back({file.name, file.text.substr(0, divider),
                       divided ? file.text.substr(divider + kDivider.size()) : ""});
  }
  return goldens;
}

void CompareWithGolden(const GoldenFile& golden, const std::string& actual) {
  if (actual == golden.expected) return;
  if (std::getenv("COMITY_UPDATE_GOLDENS") != nullptr) {
    std::ofstream out(Folder() / golden.path, std::ios::binary);
    out << golden.input << kDivider << actual;
    return;
  }
  const std::string name = testing::UnitTest::GetInstance()->current_test_info()->name();
  const std::string test = name.substr(name.find('/') + 1);
  ADD_FAILURE() << "tests/golden/" << golden.path << " prints something else (- expected, + now):\n"
                << DiffLines(golden.expected, actual) << "run it alone:  ./dev test -R " << test
                << "\naccept it:     ./dev golden -R " << test;
}

}  // namespace comity
