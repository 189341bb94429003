// SPDX-License-Identifier: Apache-2.0
#include "service/serve.h"

#include <pthread.h>

#include <csignal>
#include <iostream>
#include <thread>

#include "service/log.h"
#include "service/reloader.h"
#include "service/rulebook_store.h"

namespace comity {
namespace {

constexpr int kBadUsage = 2;
constexpr int kCouldNotRun = 3;

sigset_t BlockSignals() {
  sigset_t signals;
  sigemptyset(&signals);
  for (const int signal : {SIGTERM, SIGINT, SIGHUP}) sigaddset(&signals, signal);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  return signals;
}

int Complain(int code, const std::string& message) {
  std::cerr << "comity serve: " << message << std::endl;
  return code;
}

// Until somebody ends it.
void WaitForEnd(const sigset_t& signals, Reloader& reloader) {
  for (;;) {
    int signal = 0;
    if (sigwait(&signals, &signal) != 0) continue;
    if (signal != SIGHUP) return;
    LogEvent(Severity::kInfo, "reload requested", {});
    reloader.Request();
  }
}

}  // namespace

int Serve(const ServeOptions& options) {
  // Before any thread exists, so that every later one inherits it and only sigwait sees the
  // signals.
  const sigset_t signals = BlockSignals();
  LogTransportMessages();

  RulebookStore store;
  Reloader reloader({.directory = options.rules,
                     .file_bytes = options.server.limits.file_bytes,
                     .quiet = options.quiet},
                    store);
  if (!reloader.LoadFirst()) return Complain(kCouldNotRun, RenderFailure(*store.Failure()));

  Server::Start start = Server::Listen(options.server, store);
  if (!start.server) {
    const bool bad_options = start.problem == Server::Problem::kBadOptions;
    return Complain(bad_options ? kBadUsage : kCouldNotRun, start.message);
  }
  reloader.Watch();
  start.server->SetServing(true);
  std::cout << "listening on " << start.server->address() << std::endl;

  WaitForEnd(signals, reloader);
  LogEvent(Severity::kInfo, "draining", {});
  start.server->SetServing(false);
  std::this_thread::sleep_for(options.drain_delay);
  start.server->Drain(options.drain_patience);
  LogEvent(Severity::kInfo, "stopped", {});
  return 0;
}

}  // namespace comity
