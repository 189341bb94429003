// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

namespace comity {

// Notices that something changed in a set of directories. What the kernel tells is taken as a hint
// only: whoever asks reads everything again. Owns an inotify descriptor. For one thread at a time.
class WatchedFolders {
 public:
  // `root` is also watched from outside, so that it may be replaced as a whole or come back.
  explicit WatchedFolders(const std::string& root);
  ~WatchedFolders();
  WatchedFolders(const WatchedFolders&) = delete;
  WatchedFolders& operator=(const WatchedFolders&) = delete;

  // Readable when something happened. Negative if the kernel gives no such descriptor.
  int descriptor() const { return descriptor_; }

  // Watches these and no others (and the parent of the root). True if one of them is new, and so
  // may have changed before it was watched.
  bool Watch(const std::vector<std::string>& directories);

  // Takes what has happened. True if any of it concerns a watched directory.
  bool TakeChanges();

 private:
  void WatchParent();

  std::string root_parent_;
  std::string root_name_;
  int descriptor_;
  int parent_watch_ = -1;
  std::map<std::string, int> watches_;
};

}  // namespace comity
