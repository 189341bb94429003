// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace comity {

// Where a server listens: HOST:PORT with a numeric address or `localhost`, or unix:PATH.
struct ListenAddress {
  // As gRPC wants it; `localhost` has become 127.0.0.1, whatever the hosts file says.
  std::string target;
  // The part before the port; the whole of a unix address.
  std::string host;
  bool is_unix = false;
  // Only this machine can reach it.
  bool is_local = false;
  // Why the text names no address: a sentence. Empty if it does.
  std::string problem;
};
ListenAddress ParseListenAddress(std::string_view text);

}  // namespace comity
