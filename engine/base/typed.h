// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace comity {

// A line as a plain keyboard would have given it. Word processors put in characters that look the
// same and are others: no-break blanks become blanks, no-break hyphens hyphens, and curly quotes
// straight ones unless the line has straight ones too; soft hyphens and blanks of no width are left
// out. Dashes stay: they do not look the same, and may be meant. A row with the full-width bars of
// East Asian keyboards is read as one.
std::string TypedLine(std::string_view line);

inline constexpr std::string_view kWideBar = "｜";
// Whether a line is a row with full-width bars.
bool BeginsWithWideBar(std::string_view line);

// How many characters of `line` give the first `bytes` bytes of TypedLine(line), so that a place in
// the one can be shown in the other.
std::size_t CharactersBefore(std::string_view line, std::size_t bytes);

// A character that no line of plain text holds: where it stands, and what it is.
struct ForeignCharacter {
  std::size_t at = 0;
  enum class Kind { kNul, kLoneReturn, kTurnsDirection } kind = Kind::kNul;
};
// The first of them in a whole text in UTF-8, if there is one.
std::optional<ForeignCharacter> FindForeignCharacter(std::string_view text);

}  // namespace comity
