# SPDX-License-Identifier: Apache-2.0
# Every library we use, as packaged by Debian 12; ./dev installs the packages.
find_package(Threads REQUIRED)
find_package(OpenSSL REQUIRED)
# Module mode: Debian has no protobuf-config.cmake.
find_package(Protobuf 3.21 REQUIRED)
find_package(gRPC 1.51 CONFIG REQUIRED)
find_package(absl CONFIG REQUIRED)
find_package(pegtl 3.2 CONFIG REQUIRED)
find_package(CLI11 2.1 CONFIG REQUIRED)
find_package(nlohmann_json 3.11 CONFIG REQUIRED)
find_package(spdlog 1.10 CONFIG REQUIRED)

# No CMake package of its own.
find_package(PkgConfig REQUIRED)
pkg_check_modules(utf8proc REQUIRED libutf8proc)

if(COMITY_BUILD_TESTS)
  find_package(GTest 1.12 REQUIRED)
  # The Python that Debian's python3-grpcio belongs to, whatever else is on the PATH.
  set(Python3_EXECUTABLE /usr/bin/python3 CACHE FILEPATH "Python with grpcio")
  find_package(Python3 REQUIRED COMPONENTS Interpreter)
endif()
