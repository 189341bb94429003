// SPDX-License-Identifier: Apache-2.0
#include "service/rulebook_files.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <system_error>
#include <utility>

#include "engine/base/text.h"

namespace comity {
namespace {

namespace fs = std::filesystem;

// A tree of links could otherwise be walked for ever.
constexpr int kDeepest = 32;

class Reading {
 public:
  Reading(std::size_t file_bytes, RulebookFiles& found) : file_bytes_(file_bytes), found_(found) {}

  void ReadDirectory(const fs::path& directory, const std::string& prefix, int depth) {
    std::error_code error;
    const fs::path real = fs::canonical(directory, error);
    if (error || depth > kDeepest) {
      return Fail("‘" + directory.string() +
                  "’ cannot be read: " + (error ? error.message() : "folders are nested too deep"));
    }
    directories_.insert(real.string());
    std::set<fs::path> entries;
    for (fs::directory_iterator at(directory, error), end; !error && at != end;
         at.increment(error)) {
      if (!at->path().filename().string().starts_with('.')) entries.insert(at->path());
    }
    if (error) return Fail("‘" + directory.string() + "’ cannot be read: " + error.message());
    for (const fs::path& entry : entries) ReadEntry(entry, prefix, depth);
  }

  void Finish() {
    std::sort(found_.files.begin(), found_.files.end(),
              [](const SourceFile& a, const SourceFile& b) { return a.name < b.name; });
    found_.directories.assign(directories_.begin(), directories_.end());
  }

 private:
  void ReadEntry(const fs::path& entry, const std::string& prefix, int depth) {
    const std::string name = prefix + entry.filename().string();
    std::error_code error;
    const fs::file_status status = fs::status(entry, error);
    if (fs::is_directory(status)) return ReadDirectory(entry, name + "/", depth + 1);
    if (std::string problem = ProblemOfName(name); !problem.empty())
      return Fail(std::move(problem));
    if (entry.extension() != ".law") return;
    if (!fs::is_regular_file(status)) return Fail("‘" + name + "’ is not a file that can be read");
    // A change of a linked file shows where the file is, not where the link is.
    if (const fs::path real = fs::canonical(entry, error); !error) {
      directories_.insert(real.parent_path().string());
    }
    ReadFile(entry, name);
  }

  void ReadFile(const fs::path& path, const std::string& name) {
    if (FindInvalidUtf8(name)) return Fail("a rule file has a name that is not text in UTF-8");
    std::error_code error;
    const std::uintmax_t size = fs::file_size(path, error);
    if (!error && size > file_bytes_) {
      return Fail("‘" + name + "’ has " + std::to_string(size) + " bytes, more than the " +
                  std::to_string(file_bytes_) + " a rule file may have");
    }
    std::ifstream stream(path, std::ios::binary);
    std::string text(error ? 0 : static_cast<std::size_t>(size), '\0');
    stream.read(text.data(), static_cast<std::streamsize>(text.size()));
    if (error || !stream || stream.peek() != std::ifstream::traits_type::eof()) {
      return Fail("‘" + name + "’ cannot be read, or changed while it was read");
    }
    found_.files.push_back({.name = name, .text = std::move(text)});
  }

  void Fail(std::string problem) {
    if (found_.problem.empty()) found_.problem = std::move(problem);
  }

  std::size_t file_bytes_;
  RulebookFiles& found_;
  std::set<std::string> directories_;
};

}  // namespace

std::string ProblemOfName(std::string_view name) {
  const std::string folded = FoldName(name);
  const bool misnamed =
      (folded.ends_with(".law") && !name.ends_with(".law")) || folded.ends_with(".law.txt");
  if (!misnamed) return "";
  return Concat(
      {"‘", name, "’ would not be read: the name of a rule file ends in .law, so rename it"});
}

RulebookFiles ReadRulebookFiles(const std::string& directory, std::size_t file_bytes) {
  RulebookFiles found;
  Reading reading(file_bytes, found);
  reading.ReadDirectory(directory, "", 0);
  reading.Finish();
  if (found.problem.empty() && found.files.empty()) {
    found.problem = "there is no .law file in ‘" + directory + "’";
  }
  return found;
}

}  // namespace comity
