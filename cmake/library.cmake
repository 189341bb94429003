# SPDX-License-Identifier: Apache-2.0
# The two kinds of target there are:
#   comity_library(<target> SOURCES <file>... LINKS <target>...)   a folder's static library
#   comity_test(<target> SOURCES <file>... LINKS <target>... [LABEL <label>])
#                                                  a GoogleTest program, its tests found when CTest
#                                                  runs; `golden` is the label of those that
#                                                  ./dev golden rewrites
# A library with nothing to compile becomes an interface library. All links are public, because
# headers show the types of the folders before them. Includes start at the root of the repository.

function(comity_library target)
  cmake_parse_arguments(arg "" "" "SOURCES;LINKS" ${ARGN})
  if(NOT arg_SOURCES)
    add_library(${target} INTERFACE)
    target_include_directories(${target} INTERFACE ${PROJECT_SOURCE_DIR})
    target_link_libraries(${target} INTERFACE ${arg_LINKS})
    return()
  endif()
  add_library(${target} STATIC ${arg_SOURCES})
  target_include_directories(${target} PUBLIC ${PROJECT_SOURCE_DIR})
  target_link_libraries(${target} PUBLIC ${arg_LINKS})
  comity_set_warnings(${target})
endfunction()

function(comity_test target)
  cmake_parse_arguments(arg "" "LABEL" "SOURCES;LINKS" ${ARGN})
  if(NOT COMITY_BUILD_TESTS)
    return()
  endif()
  add_executable(${target} ${arg_SOURCES})
  target_include_directories(${target} PRIVATE ${PROJECT_SOURCE_DIR})
  target_link_libraries(${target} PRIVATE ${arg_LINKS} GTest::gtest GTest::gmock GTest::gtest_main)
  target_compile_definitions(${target} PRIVATE COMITY_SOURCE_DIR="${PROJECT_SOURCE_DIR}")
  comity_set_warnings(${target})
  if(NOT arg_LABEL)
    set(arg_LABEL unit)
  endif()
  include(GoogleTest)
  gtest_discover_tests(${target} DISCOVERY_MODE PRE_TEST DISCOVERY_TIMEOUT 60
                       WORKING_DIRECTORY ${PROJECT_SOURCE_DIR} PROPERTIES LABELS ${arg_LABEL})
endfunction()
