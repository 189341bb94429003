// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <ostream>
#include <string_view>

namespace comity::oracle {

// Mistakes an evaluator could make, which the naive one makes on request. A generator that cannot
// tell each of them from the truth would not find it in the engine either.
enum class Fault {
  kNone,
#define COMITY_FAULT(name) name,
#include "tests/oracle/faults.def"
#undef COMITY_FAULT
};

struct NamedFault {
  Fault fault;
  std::string_view name;

  // How test reports show it.
  friend std::ostream& operator<<(std::ostream& out, const NamedFault& named) {
    return out << named.name;
  }
};

inline constexpr std::array kFaults = {
#define COMITY_FAULT(name) NamedFault{Fault::name, #name},
#include "tests/oracle/faults.def"
#undef COMITY_FAULT
};

}  // namespace comity::oracle
