// SPDX-License-Identifier: Apache-2.0
#include "engine/check/file_names.h"

#include <algorithm>
#include <utility>

#include "engine/base/text.h"
#include "engine/check/declarations.h"
#include "engine/check/near_names.h"
#include "engine/syntax/cursor.h"

namespace comity {
namespace {

constexpr std::string_view kUses = " uses ";

class FileNameReader {
 public:
  FileNameReader(const std::vector<ast::File>& files, CheckContext& context)
      : files_(files), context_(context) {
    result_.names.resize(files.size());
    result_.uses.resize(files.size());
  }

  FileNames Run() && {
    for (std::size_t file = 0; file < files_.size(); ++file) ReadName(file);
    ForEach<ast::Uses>(files_, [&](const ast::Uses& uses, std::size_t file) {
      result_.uses[file].insert(result_.uses[file].end(), uses.names.begin(), uses.names.end());
    });
    for (std::size_t file = 0; file < files_.size(); ++file) CutUses(file);
    NameTheNameless();
    MendNames();
    return std::move(result_);
  }

 private:
  void ReadName(std::size_t file) {
    for (const ast::Statement& statement : files_[file].statements) {
      const auto* law = std::get_if<ast::Law>(&statement);
      if (law == nullptr) continue;
      if (!result_.names[file]) {
        result_.names[file] = law->name;
        continue;
      }
      context_.sink.Report(DiagnosticKind::kOneValueOnly, law->name.span, {"law"},
                           {"a file has one name; what follows may stand in a file of its own"});
    }
  }

  bool IsCalled(std::string_view name) const {
    return std::any_of(result_.names.begin(), result_.names.end(),
                       [&](const auto& other) { return other && other->text == name; });
  }

  // `law Rules uses Vocabulary`. That the word is no part of the name is shown by what stands
  // behind it, or before it.
  void CutUses(std::size_t file) {
    if (!result_.names[file]) return;
    const ast::Text whole = *result_.names[file];
    const std::size_t at = whole.text.find(kUses);
    if (at == std::string::npos) return;
    const ast::Text rest = Cursor::Part(whole, at + kUses.size(), whole.text.size());
    std::vector<ast::Text> used = Cursor(rest).List();
    const ast::Text name = Cursor::Part(whole, 0, at);
    bool used_so = false;
    for (std::size_t other = 0; other < files_.size(); ++other)
      used_so = used_so || Uses(other, name.text);
    if (used.empty() || (!IsCalled(used[0].text) && !used_so)) return;
    result_.names[file] = name;
    context_.sink.Report(DiagnosticKind::kMalformed,
                         Cursor::Part(whole, at, whole.text.size()).span,
                         {Concat({"law ", result_.names[file]->text}), "nothing"},
                         {Concat({"‘uses’ begins a new line: uses ", rest.text})});
    result_.uses[file].insert(result_.uses[file].end(), used.begin(), used.end());
  }

  // The names by which files are used and which none has, each once.
  std::set<std::string> Unclaimed() const {
    std::set<std::string_view> claimed;
    for (const auto& name : result_.names) {
      if (name) claimed.insert(name->text);
    }
    std::set<std::string> unclaimed;
    for (const auto& uses : result_.uses) {
      for (const ast::Text& name : uses) {
        if (!claimed.contains(name.text)) unclaimed.insert(name.text);
      }
    }
    return unclaimed;
  }

  // A file without a name is the one that others use by a name that none has; unless that is
  // misspelt, or there are several such files or names.
  void NameTheNameless() {
    std::vector<std::size_t> nameless;
    for (std::size_t file = 0; file < files_.size(); ++file) {
      const bool unread = files_[file].statements.empty() && !files_[file].blank;
      if (!result_.names[file] && !unread) nameless.push_back(file);
    }
    if (nameless.empty()) return;
    for (const std::string& name : Unclaimed()) {
      const bool own = nameless.size() == 1 && Uses(nameless[0], name);
      if (!own && !IsSlip(name)) result_.of_nameless.insert(name);
    }
    const bool one = nameless.size() == 1 && result_.of_nameless.size() == 1;
    for (const std::size_t file : nameless) {
      const Span span = {static_cast<std::uint32_t>(file), 1, 1, 1};
      context_.sink.Report(DiagnosticKind::kClauseMissing, span, {"this file", "law"},
                           {HelpForNameless(file)});
      if (one) result_.names[file] = ast::Text{*result_.of_nameless.begin(), span};
    }
  }

  bool Uses(std::size_t file, const std::string& name) const {
    const auto& uses = result_.uses[file];
    return std::any_of(uses.begin(), uses.end(),
                       [&](const ast::Text& used) { return used.text == name; });
  }

  bool IsSlip(const std::string& name) const {
    constexpr std::size_t kMostEdits = 2;
    return std::any_of(result_.names.begin(), result_.names.end(), [&](const auto& other) {
      return other && EditDistance(FoldName(other->text), FoldName(name)) <= kMostEdits;
    });
  }

  std::string HelpForNameless(std::size_t file) const {
    std::vector<std::string> names;
    for (const std::string& name : result_.of_nameless) names.push_back(Concat({"‘", name, "’"}));
    if (!names.empty()) {
      const std::string name = names.size() == 1 ? *result_.of_nameless.begin() : "NAME";
      return Concat({"others use ", Join(names, " and "), ", and no file is called so: if this is ",
                     names.size() == 1 ? "the" : "such a", " one, begin it with: law ", name});
    }
    return files_[file].statements.empty()
               ? "nothing stands in it but remarks, if anything: delete the file, or begin it "
                 "like: law Membership"
               : "the first line of a file reads like: law Membership";
  }

  void MendNames() {
    std::vector<ast::Text> declared;
    NamesUsed used;
    for (const auto& name : result_.names) {
      if (name) declared.push_back(*name);
    }
    for (const auto& uses : result_.uses) {
      for (const ast::Text& name : uses) used[name.text].push_back(name.span);
    }
    ReportOtherNames("files called", "file called", declared, used, context_);
    for (auto& name : result_.names) {
      if (name) name->text = context_.NameMeant("files called", name->text);
    }
  }

  const std::vector<ast::File>& files_;
  CheckContext& context_;
  FileNames result_;
};

}  // namespace

FileNames ReadFileNames(const std::vector<ast::File>& files, CheckContext& context) {
  return FileNameReader(files, context).Run();
}

}  // namespace comity
