// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstddef>
#include <memory>
#include <string>

#include "service/limits.h"
#include "service/rulebook_store.h"

namespace comity {

// PEM files for TLS with client certificates: all three, or none for plaintext on this machine.
struct TlsFiles {
  std::string certificate;
  std::string key;
  std::string client_ca;
};

struct ServerOptions {
  // HOST:PORT or unix:PATH; port 0 takes a free one.
  std::string listen = "127.0.0.1:50051";
  TlsFiles tls;
  Limits limits;
  // Threads for bulk work; 0 is one for each processor.
  std::size_t workers = 0;
  // Bulk calls that may wait for them.
  std::size_t waiting = 64;
  // One line of the log for each call.
  bool log_calls = true;
};

// The listening gRPC server with both services, health and reflection. Reports NOT_SERVING until
// SetServing(true). Owns its threads; destruction drains with no patience. The store must outlive
// it.
class Server {
 public:
  enum class Problem { kNone, kBadOptions, kCannotRun };
  // A server, or none, what kind of problem it is, and a sentence.
  struct Start {
    std::unique_ptr<Server> server;
    Problem problem = Problem::kNone;
    std::string message;
  };
  static Start Listen(const ServerOptions& options, RulebookStore& store);

  virtual ~Server() = default;
  // What clients connect to: the address with the chosen port, or unix:PATH.
  virtual const std::string& address() const = 0;
  virtual void SetServing(bool serving) = 0;
  // Says NOT_SERVING, takes no new calls, lets those in flight finish; cancels what is left when
  // `patience` is over.
  virtual void Drain(std::chrono::milliseconds patience) = 0;
};

}  // namespace comity
