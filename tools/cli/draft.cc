// SPDX-License-Identifier: Apache-2.0
#include "tools/cli/draft.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <system_error>

#include "service/limits.h"
#include "service/rulebook_files.h"

namespace comity {
namespace {

namespace fs = std::filesystem;

std::size_t LargestFile() { return Limits().file_bytes; }

bool ReadFile(const fs::path& path, Draft& draft) {
  std::error_code error;
  std::ifstream stream(path, std::ios::binary);
  if (!fs::is_regular_file(path, error) || !stream) {
    draft.problem = "‘" + path.string() + "’ cannot be read";
    return false;
  }
  const std::uintmax_t size =
      std::min<std::uintmax_t>(fs::file_size(path, error), LargestFile() + 1);
  std::string text(error ? 0 : static_cast<std::size_t>(size), '\0');
  stream.read(text.data(), static_cast<std::streamsize>(text.size()));
  text.resize(static_cast<std::size_t>(stream.gcount()));
  draft.files.push_back(
      {.name = path.lexically_normal().generic_string(), .text = std::move(text)});
  return true;
}

bool ReadFolder(const fs::path& folder, Draft& draft) {
  std::vector<fs::path> paths;
  std::error_code error;
  for (fs::recursive_directory_iterator at(folder, error), end; !error && at != end;
       at.increment(error)) {
    if (!at->is_regular_file(error)) continue;
    draft.problem = ProblemOfName(at->path().string());
    if (!draft.problem.empty()) return false;
    if (at->path().extension() == ".law") paths.push_back(at->path());
  }
  if (error || paths.empty()) {
    draft.problem =
        "‘" + folder.string() + "’ " + (error ? "cannot be read" : "holds no rule file");
    return false;
  }
  return std::all_of(paths.begin(), paths.end(),
                     [&](const fs::path& path) { return ReadFile(path, draft); });
}

}  // namespace

Draft ReadDraft(const std::vector<std::string>& paths) {
  Draft draft;
  for (const fs::path path : paths) {
    std::error_code error;
    const bool folder = fs::is_directory(path, error);
    draft.whole = draft.whole || folder;
    if (!(folder ? ReadFolder(path, draft) : ReadFile(path, draft))) break;
  }
  const auto by_name = [](const SourceFile& a, const SourceFile& b) { return a.name < b.name; };
  const auto same = [](const SourceFile& a, const SourceFile& b) { return a.name == b.name; };
  std::sort(draft.files.begin(), draft.files.end(), by_name);
  draft.files.erase(std::unique(draft.files.begin(), draft.files.end(), same), draft.files.end());
  return draft;
}

bool ReplaceFile(const std::string& path, const std::string& text) {
  std::error_code error;
  const fs::path target = fs::canonical(path, error);
  if (error) return false;
  const fs::path fresh = target.string() + ".new";
  {
    std::ofstream stream(fresh, std::ios::binary);
    stream << text;
    stream.close();
    if (!stream) return false;
  }
  fs::permissions(fresh, fs::status(target).permissions(), error);
  fs::rename(fresh, target, error);
  return !error;
}

bool IsCutShort(const SourceFile& file) { return file.text.size() > LargestFile(); }

}  // namespace comity
