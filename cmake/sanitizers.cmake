# SPDX-License-Identifier: Apache-2.0
# COMITY_SANITIZERS, COMITY_COVERAGE and what fuzzers count, for all of our own code. Options of the whole tree, because
# code with and without them must not be mixed in one program.
if(COMITY_SANITIZERS)
  add_compile_options(-fsanitize=${COMITY_SANITIZERS} -fno-omit-frame-pointer
                      -fno-sanitize-recover=all)
  add_link_options(-fsanitize=${COMITY_SANITIZERS})
endif()

if(COMITY_COVERAGE)
  add_compile_options(--coverage -O0)
  add_link_options(--coverage)
endif()

if(COMITY_BUILD_FUZZERS)
  add_compile_options(-fsanitize=fuzzer-no-link)
endif()
