// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstddef>
#include <memory>
#include <string>
#include <thread>

#include "service/rulebook_store.h"

namespace comity {

struct ReloadOptions {
  // Where the rule files are.
  std::string directory;
  std::size_t file_bytes = 4u << 20;
  // How long nothing must have changed before the files are read.
  std::chrono::milliseconds quiet{200};
};

// Keeps a store in step with a directory: on every change everything is read, compiled and tested
// again, then swapped at once. Whatever is wrong leaves the active rulebook as it is, and goes to
// the store and the log. A file of the active rulebook that is gone counts as wrong unless somebody
// asks for the reload. Owns a thread once it watches; the store must outlive it.
class Reloader {
 public:
  Reloader(ReloadOptions options, RulebookStore& store);
  ~Reloader();
  Reloader(const Reloader&) = delete;
  Reloader& operator=(const Reloader&) = delete;

  // Reads the directory on this thread. False if there is no rulebook; the store knows why.
  bool LoadFirst();
  // Begins to watch.
  void Watch();
  // Somebody asks for it: reads again even if nothing seems to have changed, and takes it that
  // files are gone on purpose. Returns at once.
  void Request();

 private:
  enum class Cause { kChange, kRequest };
  class Watcher;

  void Reload(Cause cause);
  void Consider(std::vector<SourceFile> files, Cause cause);
  void Refuse(std::shared_ptr<const LoadFailure> failure);
  void Refuse(std::string reason);
  std::string MissingFile(const std::vector<SourceFile>& files) const;

  const ReloadOptions options_;
  RulebookStore& store_;
  // The content refused last, so that it is not compiled again for every touch of a file.
  std::string refused_digest_;
  std::unique_ptr<Watcher> watcher_;
};

}  // namespace comity
