// SPDX-License-Identifier: Apache-2.0
#include "service/watched_folders.h"

#include <sys/inotify.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <filesystem>

namespace comity {
namespace {

constexpr std::uint32_t kChanges = IN_CLOSE_WRITE | IN_MODIFY | IN_ATTRIB | IN_CREATE | IN_DELETE |
                                   IN_MOVED_FROM | IN_MOVED_TO | IN_DELETE_SELF | IN_MOVE_SELF;

}  // namespace

WatchedFolders::WatchedFolders(const std::string& root)
    : descriptor_(inotify_init1(IN_NONBLOCK | IN_CLOEXEC)) {
  std::error_code error;
  std::filesystem::path path = std::filesystem::absolute(root, error).lexically_normal();
  if (!path.has_filename()) path = path.parent_path();
  root_parent_ = path.parent_path().string();
  root_name_ = path.filename().string();
  WatchParent();
}

WatchedFolders::~WatchedFolders() {
  if (descriptor_ >= 0) close(descriptor_);
}

void WatchedFolders::WatchParent() {
  parent_watch_ = inotify_add_watch(descriptor_, root_parent_.c_str(), kChanges | IN_ONLYDIR);
}

bool WatchedFolders::Watch(const std::vector<std::string>& directories) {
  bool is_new = false;
  std::map<std::string, int> watches;
  for (const std::string& directory : directories) {
    // Watching again what is watched gives the same number; a directory made anew gives another.
    const int watch = inotify_add_watch(descriptor_, directory.c_str(), kChanges | IN_ONLYDIR);
    if (watch < 0) continue;
    const auto before = watches_.find(directory);
    is_new = is_new || before == watches_.end() || before->second != watch;
    watches[directory] = watch;
  }
  for (const auto& watched : watches_) {
    const int watch = watched.second;
    const bool is_kept = std::any_of(watches.begin(), watches.end(),
                                     [&](const auto& kept) { return kept.second == watch; });
    if (!is_kept && watch != parent_watch_) inotify_rm_watch(descriptor_, watch);
  }
  watches_ = std::move(watches);
  return is_new;
}

bool WatchedFolders::TakeChanges() {
  bool changed = false;
  alignas(inotify_event) std::array<char, 16 << 10> buffer{};
  for (;;) {
    const ssize_t length = read(descriptor_, buffer.data(), buffer.size());
    if (length <= 0) return changed;
    for (std::size_t at = 0; at < static_cast<std::size_t>(length);) {
      const auto* event = reinterpret_cast<const inotify_event*>(buffer.data() + at);
      at += sizeof(inotify_event) + event->len;
      if ((event->mask & IN_IGNORED) != 0) continue;
      const bool of_folder = std::any_of(watches_.begin(), watches_.end(), [&](const auto& entry) {
        return entry.second == event->wd;
      });
      const bool of_root =
          event->wd == parent_watch_ && event->len > 0 && root_name_ == event->name;
      changed = changed || of_folder || of_root || (event->mask & IN_Q_OVERFLOW) != 0;
    }
  }
}

}  // namespace comity
