// SPDX-License-Identifier: Apache-2.0
#include "engine/base/typed.h"

#include <utf8proc.h>

#include <algorithm>
#include <array>

namespace comity {
namespace {

struct Character {
  utf8proc_int32_t value = 0;
  std::size_t size = 1;
};

Character CharacterAt(std::string_view text, std::size_t at) {
  Character result;
  const auto size =
      utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(text.data()) + at,
                       static_cast<utf8proc_ssize_t>(text.size() - at), &result.value);
  // Text that is no UTF-8 was refused before; it is shown byte by byte.
  if (size <= 0) return {-1, 1};
  result.size = static_cast<std::size_t>(size);
  return result;
}

bool IsOneOf(utf8proc_int32_t c, const auto& set) {
  return std::find(set.begin(), set.end(), c) != set.end();
}

bool IsBlank(utf8proc_int32_t c) {
  constexpr std::array<utf8proc_int32_t, 10> kBlanks = {0x0B,   0x0C,   0x85,   0xA0,   0x202F,
                                                        0x205F, 0x2028, 0x2029, 0x3000, 0x1680};
  return (c >= 0x2000 && c <= 0x200A) || IsOneOf(c, kBlanks);
}

bool HasNoWidth(utf8proc_int32_t c) {
  constexpr std::array<utf8proc_int32_t, 6> kNoWidth = {0xAD,   0x200B, 0x200E,
                                                        0x200F, 0x2060, 0xFEFF};
  return IsOneOf(c, kNoWidth);
}

bool IsHyphen(utf8proc_int32_t c) { return c == 0x2010 || c == 0x2011; }

bool IsCurlyQuote(utf8proc_int32_t c) {
  constexpr std::array<utf8proc_int32_t, 7> kQuotes = {0x201C, 0x201D, 0x201E, 0x201F,
                                                       0xAB,   0xBB,   0xFF02};
  return IsOneOf(c, kQuotes);
}

constexpr utf8proc_int32_t kWideBarValue = 0xFF5C;

bool IsPlain(std::string_view line) {
  return std::all_of(line.begin(), line.end(),
                     [](char c) { return (c & 0x80) == 0 && c != '\v' && c != '\f'; });
}

// What of a line is typed otherwise than it stands.
struct Straightened {
  bool quotes = false, bars = false;
};

// What a character is typed as; `as_it_is` if nothing stands for it.
std::string_view Typed(utf8proc_int32_t c, Straightened line, std::string_view as_it_is) {
  if (c < 0x80 && c != 0x0B && c != 0x0C) return as_it_is;
  if (IsBlank(c)) return " ";
  if (HasNoWidth(c)) return "";
  if (IsHyphen(c)) return "-";
  if (line.quotes && IsCurlyQuote(c)) return "\"";
  if (line.bars && c == kWideBarValue) return "|";
  return as_it_is;
}

// Calls visit(typed) for each character until it says false.
void ForEachTyped(std::string_view line, const auto& visit) {
  const Straightened straightened = {line.find('"') == std::string_view::npos,
                                     BeginsWithWideBar(line)};
  for (std::size_t at = 0; at < line.size();) {
    const Character character = CharacterAt(line, at);
    if (!visit(Typed(character.value, straightened, line.substr(at, character.size)))) return;
    at += character.size;
  }
}

}  // namespace

bool BeginsWithWideBar(std::string_view line) {
  const std::size_t first = line.find_first_not_of(" \t");
  return first != std::string_view::npos && line.substr(first).starts_with(kWideBar);
}

std::string TypedLine(std::string_view line) {
  if (IsPlain(line)) return std::string(line);
  std::string result;
  result.reserve(line.size());
  ForEachTyped(line, [&](std::string_view typed) {
    result += typed;
    return true;
  });
  return result;
}

std::size_t CharactersBefore(std::string_view line, std::size_t bytes) {
  if (IsPlain(line)) return std::min(bytes, line.size());
  std::size_t count = 0;
  std::size_t done = 0;
  ForEachTyped(line, [&](std::string_view typed) {
    // A character of no width before the place counts as one before it.
    if (done >= bytes && !typed.empty()) return false;
    done += typed.size();
    ++count;
    return true;
  });
  return count;
}

std::optional<ForeignCharacter> FindForeignCharacter(std::string_view text) {
  using Kind = ForeignCharacter::Kind;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    if (c == '\0') return ForeignCharacter{at, Kind::kNul};
    if (c == '\r' && at + 1 < text.size() && text[at + 1] != '\n' && text[at + 1] != '\r')
      return ForeignCharacter{at, Kind::kLoneReturn};
    // U+202A to U+202E and U+2066 to U+2069, which turn the direction of what follows.
    if (c != '\xE2' || at + 2 >= text.size()) continue;
    const auto second = static_cast<unsigned char>(text[at + 1]);
    const auto third = static_cast<unsigned char>(text[at + 2]);
    if ((second == 0x80 && third >= 0xAA && third <= 0xAE) ||
        (second == 0x81 && third >= 0xA6 && third <= 0xA9)) {
      return ForeignCharacter{at, Kind::kTurnsDirection};
    }
  }
  return std::nullopt;
}

}  // namespace comity
