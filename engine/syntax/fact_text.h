// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>

#include "engine/base/date.h"

namespace comity {

// A statement as fact files write it, taken apart.
struct FactText {
  bool denied = false;
  std::string phrase;
  std::optional<Day> from, from_last, until, until_last;
  std::optional<std::string> bad_day;  // what stands where a day should, if it is none
};

FactText ReadFactText(const std::string& text);

}  // namespace comity
