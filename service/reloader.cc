// SPDX-License-Identifier: Apache-2.0
#include "service/reloader.h"

#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <utility>

#include "service/log.h"
#include "service/rulebook_files.h"
#include "service/watched_folders.h"

namespace comity {
namespace {

// While files keep changing, they are read at least once in so many quiet periods.
constexpr int kLongestUnrest = 20;

// New folders may have changed before they were watched; one that appears during every reading ends
// the attempt.
constexpr int kMostReadings = 5;

}  // namespace

// The thread that waits for changes and requests.
class Reloader::Watcher {
 public:
  explicit Watcher(Reloader& reloader)
      : reloader_(reloader),
        folders_(reloader.options_.directory),
        wake_(eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC)) {
    if (folders_.descriptor() < 0) {
      LogEvent(Severity::kWarning, "changes will not be noticed",
               {{"what", "no inotify descriptor; send SIGHUP after a change"}});
    }
  }

  Watcher(const Watcher&) = delete;
  Watcher& operator=(const Watcher&) = delete;

  void Start() {
    thread_ = std::jthread([this] { Run(); });
  }

  ~Watcher() {
    stopping_ = true;
    Wake();
    if (thread_.joinable()) thread_.join();
    close(wake_);
  }

  void Request() {
    requested_ = true;
    Wake();
  }

  bool WatchAll(const std::vector<std::string>& directories) { return folders_.Watch(directories); }

 private:
  using Clock = std::chrono::steady_clock;

  void Wake() const {
    const std::uint64_t one = 1;
    // Fails only if the counter is full, and then the thread is awake.
    [[maybe_unused]] const ssize_t written = write(wake_, &one, sizeof one);
  }

  void Run() {
    // What changed between the first load and now was seen by nobody.
    reloader_.Reload(Cause::kChange);
    while (!stopping_) {
      WaitForAnything(-1);
      const bool changed = folders_.TakeChanges();
      if (requested_.exchange(false)) {
        reloader_.Reload(Cause::kRequest);
      } else if (changed && WaitForQuiet()) {
        reloader_.Reload(Cause::kChange);
      }
    }
  }

  // True if something happened before the time was over.
  bool WaitForAnything(int milliseconds) {
    std::array<pollfd, 2> waiting = {pollfd{wake_, POLLIN, 0},
                                     pollfd{folders_.descriptor(), POLLIN, 0}};
    if (poll(waiting.data(), waiting.size(), milliseconds) <= 0) return false;
    std::uint64_t count = 0;
    [[maybe_unused]] const ssize_t taken = read(wake_, &count, sizeof count);
    return true;
  }

  // False if a request or the end came first; then that is dealt with instead.
  bool WaitForQuiet() {
    const auto quiet = reloader_.options_.quiet;
    const auto latest = Clock::now() + quiet * kLongestUnrest;
    while (Clock::now() < latest && WaitForAnything(static_cast<int>(quiet.count()))) {
      if (stopping_) return false;
      if (requested_.exchange(false)) {
        reloader_.Reload(Cause::kRequest);
        return false;
      }
      folders_.TakeChanges();
    }
    return true;
  }

  Reloader& reloader_;
  WatchedFolders folders_;
  int wake_;
  std::atomic<bool> stopping_ = false;
  std::atomic<bool> requested_ = false;
  std::jthread thread_;
};

Reloader::Reloader(ReloadOptions options, RulebookStore& store)
    : options_(std::move(options)), store_(store) {}

Reloader::~Reloader() = default;

bool Reloader::LoadFirst() {
  Reload(Cause::kRequest);
  return store_.Active() != nullptr;
}

void Reloader::Watch() {
  watcher_ = std::make_unique<Watcher>(*this);
  // The thread comes back to this object and its watcher, so it begins when the pointer is there.
  watcher_->Start();
}

void Reloader::Request() {
  if (watcher_) watcher_->Request();
}

void Reloader::Reload(Cause cause) {
  RulebookFiles found = ReadRulebookFiles(options_.directory, options_.file_bytes);
  for (int i = 1; i < kMostReadings && watcher_ && watcher_->WatchAll(found.directories); ++i) {
    found = ReadRulebookFiles(options_.directory, options_.file_bytes);
  }
  if (!found.problem.empty()) return Refuse(found.problem);
  Consider(std::move(found.files), cause);
}

void Reloader::Consider(std::vector<SourceFile> files, Cause cause) {
  const std::shared_ptr<const Snapshot> active = store_.Active();
  const std::string missing = MissingFile(files);
  if (cause == Cause::kChange && !missing.empty()) {
    return Refuse("‘" + missing +
                  "’ of the active rulebook is gone; put it back, or send SIGHUP to do without it");
  }
  const std::string digest = DigestOf(files);
  if (active && digest == active->digest) {
    if (store_.Failure()) LogEvent(Severity::kInfo, "files are as the active rulebook again", {});
    refused_digest_.clear();
    return store_.Refuse(nullptr);
  }
  if (cause == Cause::kChange && digest == refused_digest_) return;
  Load load = LoadRulebook(std::move(files), Scenarios::kMustHold);
  if (load.failure) {
    refused_digest_ = digest;
    return Refuse(load.failure);
  }
  refused_digest_.clear();
  const std::shared_ptr<const Snapshot> activated = store_.Activate(std::move(load.snapshot));
  LogEvent(Severity::kInfo, "rulebook activated",
           {{"revision", std::to_string(activated->number)}, {"digest", activated->digest}});
}

void Reloader::Refuse(std::string reason) {
  refused_digest_.clear();
  Refuse(
      std::make_shared<const LoadFailure>(LoadFailure{.failed_at = std::chrono::system_clock::now(),
                                                      .reason = std::move(reason),
                                                      .diagnostics = {},
                                                      .scenarios = {},
                                                      .files = nullptr}));
}

void Reloader::Refuse(std::shared_ptr<const LoadFailure> failure) {
  const std::shared_ptr<const LoadFailure> before = store_.Failure();
  const std::string words = RenderFailure(*failure);
  if (!before || RenderFailure(*before) != words) {
    LogEvent(Severity::kError, "rulebook refused", {{"why", words}});
  }
  store_.Refuse(std::move(failure));
}

std::string Reloader::MissingFile(const std::vector<SourceFile>& files) const {
  const std::shared_ptr<const Snapshot> active = store_.Active();
  if (!active) return {};
  for (const SourceFile& file : *active->files) {
    const bool is_there = std::any_of(files.begin(), files.end(), [&](const SourceFile& found) {
      return found.name == file.name;
    });
    if (!is_there) return file.name;
  }
  return {};
}

}  // namespace comity
