# SPDX-License-Identifier: Apache-2.0
# Run as a script: writes the pages of a folder into one source file.
#   cmake -DPAGES=<folder> -DOUT=<file> -P embed_pages.cmake
file(GLOB pages ${PAGES}/E*.md)
list(SORT pages)
set(entries "")
foreach(page IN LISTS pages)
  get_filename_component(code ${page} NAME_WE)
  file(READ ${page} text)
  string(APPEND entries "    {\"${code}\", R\"page(${text})page\"},\n")
endforeach()
file(WRITE ${OUT}.new "// Made by cmake/embed_pages.cmake from docs/diagnostics.
#include \"tools/cli/manual_pages.h\"

#include <array>
#include <utility>

namespace comity {

std::string_view ManualPage(std::string_view code) {
  static constexpr std::pair<std::string_view, std::string_view> kPages[] = {
${entries}  };
  for (const auto& [its_code, text] : kPages) {
    if (its_code == code) return text;
  }
  return {};
}

}  // namespace comity
")
file(RENAME ${OUT}.new ${OUT})
