// SPDX-License-Identifier: Apache-2.0
#include "engine/base/text.h"

#include <utf8proc.h>

#include <algorithm>
#include <cstdlib>
#include <memory>

namespace comity {
namespace {

bool IsAscii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return (c & 0x80) == 0; });
}

std::string Map(std::string_view text, int options) {
  utf8proc_uint8_t* mapped = nullptr;
  const auto size = utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                                 static_cast<utf8proc_ssize_t>(text.size()), &mapped,
                                 static_cast<utf8proc_option_t>(options));
  const std::unique_ptr<utf8proc_uint8_t, decltype(&std::free)> owner(mapped, &std::free);
  if (size < 0) return std::string(text);
  return {reinterpret_cast<const char*>(mapped), static_cast<std::size_t>(size)};
}

void ReplaceAll(std::string& text, std::string_view from, std::string_view to) {
  for (std::size_t at = text.find(from); at != std::string::npos;
       at = text.find(from, at + to.size())) {
    text.replace(at, from.size(), to);
  }
}

std::string SingleBlanks(std::string_view text) {
  std::string result;
  for (std::string_view word : SplitWords(text)) {
    if (!result.empty()) result += ' ';
    result += word;
  }
  return result;
}

}  // namespace

std::optional<std::size_t> FindInvalidUtf8(std::string_view text) {
  const auto* bytes = reinterpret_cast<const utf8proc_uint8_t*>(text.data());
  std::size_t at = 0;
  while (at < text.size()) {
    if (bytes[at] < 0x80) {
      ++at;
      continue;
    }
    utf8proc_int32_t character = 0;
    const auto size =
        utf8proc_iterate(bytes + at, static_cast<utf8proc_ssize_t>(text.size() - at), &character);
    if (size <= 0) return at;
    at += static_cast<std::size_t>(size);
  }
  return std::nullopt;
}

std::size_t CountCharacters(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

std::size_t DisplayWidth(std::string_view text) {
  if (IsAscii(text)) return text.size();
  const auto* bytes = reinterpret_cast<const utf8proc_uint8_t*>(text.data());
  constexpr utf8proc_int32_t kSoftHyphen = 0xAD;
  std::size_t width = 0;
  for (std::size_t at = 0; at < text.size();) {
    utf8proc_int32_t character = 0;
    const auto size =
        utf8proc_iterate(bytes + at, static_cast<utf8proc_ssize_t>(text.size() - at), &character);
    at += size > 0 ? static_cast<std::size_t>(size) : 1;
    if (size <= 0) {
      ++width;
    } else if (character != kSoftHyphen) {
      width += static_cast<std::size_t>(utf8proc_charwidth(character));
    }
  }
  return width;
}

std::string NormalizeWord(std::string_view word) {
  if (IsAscii(word)) return std::string(word);
  std::string result = Map(word, UTF8PROC_STABLE | UTF8PROC_COMPOSE);
  ReplaceAll(result, "’", "'");
  return result;
}

std::string FoldName(std::string_view name) {
  std::string result;
  if (IsAscii(name)) {
    result = SingleBlanks(name);
    std::transform(result.begin(), result.end(), result.begin(), [](char c) {
      return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    return result;
  }
  result = Map(name, UTF8PROC_STABLE | UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT | UTF8PROC_STRIPMARK |
                         UTF8PROC_CASEFOLD);
  ReplaceAll(result, "’", "'");
  ReplaceAll(result, "‘", "'");
  ReplaceAll(result, "–", "-");
  ReplaceAll(result, "‑", "-");
  return SingleBlanks(result);
}

std::vector<std::string_view> SplitWords(std::string_view text) {
  std::vector<std::string_view> words;
  std::size_t at = 0;
  while (true) {
    at = text.find_first_not_of(" \t", at);
    if (at == std::string_view::npos) return words;
    const std::size_t end = std::min(text.find_first_of(" \t", at), text.size());
    words.push_back(text.substr(at, end - at));
    at = end;
  }
}

std::string_view Trim(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t\r");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t\r") - begin + 1);
}

std::string WithoutQuotes(std::string_view text) {
  std::string result(text);
  std::erase(result, '"');
  return std::string(Trim(result));
}

std::string Join(const std::vector<std::string>& parts, std::string_view separator) {
  std::string result;
  for (const std::string& part : parts) {
    if (!result.empty()) result += separator;
    result += part;
  }
  return result;
}

std::string Concat(std::initializer_list<std::string_view> parts) {
  std::string result;
  for (std::string_view part : parts) result += part;
  return result;
}

std::size_t EditDistance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> before(b.size() + 1);
  std::vector<std::size_t> row(b.size() + 1);
  std::vector<std::size_t> next(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    next[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      next[j] =
          std::min({row[j] + 1, next[j - 1] + 1, row[j - 1] + (a[i - 1] == b[j - 1] ? 0U : 1U)});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
        next[j] = std::min(next[j], before[j - 2] + 1);
      }
    }
    before = row;
    std::swap(row, next);
  }
  return row[b.size()];
}

std::string_view OtherAlphabetIn(std::string_view word) {
  const bool latin = std::any_of(word.begin(), word.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  });
  if (!latin) return "";
  // Their letters take two bytes, of which the first tells the alphabet.
  for (const char c : word) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte == 0xD0 || byte == 0xD1) return "Cyrillic";
    if (byte == 0xCE || byte == 0xCF) return "Greek";
  }
  return "";
}

std::vector<std::string> Nearest(std::string_view text, const std::vector<std::string>& candidates,
                                 std::size_t limit) {
  const std::string folded = FoldName(text).substr(0, 200);
  const std::size_t tolerance = std::max<std::size_t>(1, folded.size() / 3);
  std::vector<std::pair<std::size_t, std::string>> found;
  for (const std::string& candidate : candidates) {
    const std::string other = FoldName(candidate).substr(0, 200);
    // Each letter more or less is one edit at least.
    if (std::max(folded.size(), other.size()) - std::min(folded.size(), other.size()) > tolerance)
      continue;
    const std::size_t distance = EditDistance(folded, other);
    if (distance <= tolerance) found.emplace_back(distance, candidate);
  }
  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end()), found.end());
  std::vector<std::string> result;
  for (auto& [distance, candidate] : found) {
    if (result.size() == limit) break;
    result.push_back(std::move(candidate));
  }
  return result;
}

}  // namespace comity
