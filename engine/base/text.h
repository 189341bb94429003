// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace comity {

// The byte at which `text` stops being valid UTF-8, or nothing if it is.
std::optional<std::size_t> FindInvalidUtf8(std::string_view text);

// The number of characters (code points) in valid UTF-8.
std::size_t CountCharacters(std::string_view text);

// The columns that `text` takes in a terminal: none for accents of their own and what has no width,
// two for wide characters.
std::size_t DisplayWidth(std::string_view text);

// The form in which words of phrases are compared: NFC, with ’ and ' alike. Capitals and accents
// count.
std::string NormalizeWord(std::string_view word);

// The form in which names are compared: without capitals, accents, and typographic apostrophes or
// dashes, single blanks.
std::string FoldName(std::string_view name);

// The words of a line between blanks, as views into it.
std::vector<std::string_view> SplitWords(std::string_view text);

std::string_view Trim(std::string_view text);
// Without quotation marks, wherever they stand.
std::string WithoutQuotes(std::string_view text);
inline bool IsOneOf(std::string_view word, const auto& words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}
std::string Join(const std::vector<std::string>& parts, std::string_view separator);
std::string Concat(std::initializer_list<std::string_view> parts);

// Edits (insert, delete, replace, swap of neighbours) between two texts, in bytes.
std::size_t EditDistance(std::string_view a, std::string_view b);

// The alphabet of letters in `word` that look like those of its others and are not: "Cyrillic" or
// "Greek"; empty if it has Latin letters only, or none.
std::string_view OtherAlphabetIn(std::string_view word);

// Those of `candidates` nearest to `text`, nearest first, at most `limit`; only such as a slip of
// the pen could explain.
std::vector<std::string> Nearest(std::string_view text, const std::vector<std::string>& candidates,
                                 std::size_t limit);

}  // namespace comity
