# SPDX-License-Identifier: Apache-2.0
# comity_set_warnings(<target>): the warnings we keep our own code free of.
function(comity_set_warnings target)
  target_compile_options(${target} PRIVATE
    -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Woverloaded-virtual -Wcast-qual
    -Wconversion -Wno-sign-conversion -Wundef -Wimplicit-fallthrough)
  if(COMITY_WARNINGS_AS_ERRORS)
    target_compile_options(${target} PRIVATE -Werror)
  endif()
  # Designated initializers name the fields that matter and leave the others at their defaults.
  target_compile_options(${target} PRIVATE -Wno-missing-field-initializers)
  # GCC 12 takes `"a" + std::string(...)` for overlapping memory (its bug 105651).
  if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    target_compile_options(${target} PRIVATE -Wno-restrict)
  endif()
endfunction()
