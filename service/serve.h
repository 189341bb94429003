// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <string>

#include "service/server.h"

namespace comity {

struct ServeOptions {
  // The directory of rule files; watched for changes.
  std::string rules;
  // Address, TLS, limits, threads.
  ServerOptions server;
  // How long nothing must have changed before changed files are read.
  std::chrono::milliseconds quiet{200};
  // Between NOT_SERVING and taking no more calls, so that load balancers notice.
  std::chrono::milliseconds drain_delay{0};
  // How long calls in flight may take to finish at the end.
  std::chrono::milliseconds drain_patience{10'000};
};

// Runs the service until SIGTERM or SIGINT; SIGHUP reads the rule files again. Prints one line
// "listening on ADDRESS" on standard output when it answers; everything else is the log. Blocks
// those signals for the process, so it must be called before other threads are made. Returns the
// exit code: 0 stopped in order, 2 options that make no sense, 3 could not run (also when the rule
// files are wrong at the start: they are printed with their diagnostics).
int Serve(const ServeOptions& options);

}  // namespace comity
