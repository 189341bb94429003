// SPDX-License-Identifier: Apache-2.0
#include "service/listen_address.h"

#include <arpa/inet.h>

#include <charconv>
#include <cstdint>

namespace comity {
namespace {

bool IsPort(std::string_view text) {
  std::uint16_t port = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), port);
  return error == std::errc{} && end == text.data() + text.size();
}

// Whether `host` is a numeric address, and whether of this machine's own loop.
bool IsNumeric(const std::string& host, bool& is_loopback) {
  in_addr four{};
  if (inet_pton(AF_INET, host.c_str(), &four) == 1) {
    is_loopback = (ntohl(four.s_addr) >> 24) == 127;
    return true;
  }
  in6_addr six{};
  if (host.size() < 3 || host.front() != '[' || host.back() != ']') return false;
  if (inet_pton(AF_INET6, host.substr(1, host.size() - 2).c_str(), &six) != 1) return false;
  is_loopback = IN6_IS_ADDR_LOOPBACK(&six);
  return true;
}

}  // namespace

ListenAddress ParseListenAddress(std::string_view text) {
  ListenAddress address;
  if (text.starts_with("unix:") && text.size() > 5) {
    address.target = address.host = std::string(text);
    address.is_unix = address.is_local = true;
    return address;
  }
  const std::size_t colon = text.rfind(':');
  if (colon == std::string_view::npos || !IsPort(text.substr(colon + 1))) {
    address.problem = "‘" + std::string(text) + "’ is not HOST:PORT, as in 127.0.0.1:50051";
    return address;
  }
  address.host = std::string(text.substr(0, colon));
  if (address.host == "localhost") address.host = "127.0.0.1";
  if (!IsNumeric(address.host, address.is_local)) {
    address.problem = "‘" + address.host + "’ is not a numeric address, as in 127.0.0.1 or [::1]";
  }
  address.target = address.host + std::string(text.substr(colon));
  return address;
}

}  // namespace comity
