// SPDX-License-Identifier: Apache-2.0
#include "tests/oracle/gringo.h"

#include <stdlib.h>
#include <unistd.h>

#include <array>
#include <cctype>
#include <cstdio>
#include <string_view>

#include "tests/oracle/program.h"

namespace comity::oracle {
namespace {

// A file that is gone when its owner is.
class ScratchFile {
 public:
  explicit ScratchFile(const std::string& text) {
    const int file = ::mkstemp(path_.data());
    if (file < 0) return;
    std::FILE* stream = ::fdopen(file, "w");
    std::fwrite(text.data(), 1, text.size(), stream);
    std::fclose(stream);
    made_ = true;
  }
  ScratchFile(const ScratchFile&) = delete;
  ScratchFile& operator=(const ScratchFile&) = delete;
  ScratchFile(ScratchFile&&) = delete;
  ScratchFile& operator=(ScratchFile&&) = delete;
  ~ScratchFile() { std::remove(path_.c_str()); }

  bool made() const { return made_; }
  const std::string& path() const { return path_; }

 private:
  std::string path_ = "/tmp/comity_oracle_XXXXXX";
  bool made_ = false;
};

// All that a command prints; its end in `status`.
std::string OutputOf(const std::string& command, int& status) {
  std::string output;
  std::FILE* pipe = ::popen(command.c_str(), "r");
  if (pipe == nullptr) {
    status = -1;
    return output;
  }
  std::array<char, 1 << 16> buffer{};
  for (std::size_t size = 0; (size = std::fread(buffer.data(), 1, buffer.size(), pipe)) > 0;) {
    output.append(buffer.data(), size);
  }
  status = ::pclose(pipe);
  return output;
}

// Reads atoms of the answer, one after the other.
class AtomReader {
 public:
  explicit AtomReader(std::string_view atom) : atom_(atom) {}

  bool ReadInto(GringoAnswer& answer) {
    int number = 0;
    int view = 0;
    if (!Take('c') || !TakeNumber(number) || !Take('v') || !TakeNumber(view)) return false;
    const std::size_t open = std::min(atom_.find('('), atom_.size());
    std::vector<int> arguments;
    const std::string name(atom_.substr(at_, open - at_));
    for (at_ = open; at_ < atom_.size();) {
      int argument = 0;
      if (TakeNumber(argument)) {
        arguments.push_back(argument);
      } else if (atom_[at_++] == 'b') {
        arguments.insert(arguments.end(), {kBodyKind, 0});
      }
    }
    answer.atoms[{number, view}][name].push_back(std::move(arguments));
    return true;
  }

 private:
  bool Take(char letter) {
    if (at_ >= atom_.size() || atom_[at_] != letter) return false;
    ++at_;
    return true;
  }

  bool TakeNumber(int& number) {
    std::size_t end = at_;
    if (end < atom_.size() && atom_[end] == '-') ++end;
    const std::size_t digits = end;
    while (end < atom_.size() && std::isdigit(static_cast<unsigned char>(atom_[end])) != 0) ++end;
    if (end == digits) return false;
    number = std::stoi(std::string(atom_.substr(at_, end - at_)));
    at_ = end;
    return true;
  }

  std::string_view atom_;
  std::size_t at_ = 0;
};

// Lines of the form "4 <length> <atom> 0" name what is shown and true; a number of literals other
// than none would mean that something was left to a solver.
void ReadOutput(std::string_view output, GringoAnswer& answer) {
  for (std::size_t begin = 0; begin < output.size();) {
    const std::size_t end = std::min(output.find('\n', begin), output.size());
    const std::string_view line = output.substr(begin, end - begin);
    begin = end + 1;
    if (!line.starts_with("4 ")) continue;
    const std::size_t atom = line.find(' ', 2) + 1;
    const std::size_t last = line.rfind(' ');
    if (line.substr(last + 1) != "0") {
      // "… 1 <literal>": the atom is no plain fact.
      const std::size_t close = line.rfind(')');
      answer.error =
          "not decided by grounding: " + std::string(line.substr(atom, close - atom + 1));
      return;
    }
    if (!AtomReader(line.substr(atom, last - atom)).ReadInto(answer)) {
      answer.error = "an atom nobody asked for: " + std::string(line);
      return;
    }
  }
}

}  // namespace

GringoAnswer RunGringo(const std::string& text) {
  GringoAnswer answer;
  const ScratchFile file(text);
  if (!file.made()) {
    answer.error = "no scratch file can be made";
    return answer;
  }
  const ScratchFile errors("");
  int status = 0;
  const std::string output = OutputOf(
      "gringo --warn=none --output=intermediate " + file.path() + " 2>" + errors.path(), status);
  if (status != 0) {
    answer.error = "gringo failed: " + OutputOf("head -c 2000 " + errors.path(), status);
    return answer;
  }
  ReadOutput(output, answer);
  return answer;
}

std::string GringoVersion() {
  int status = 0;
  const std::string output = OutputOf("gringo --version 2>/dev/null", status);
  return status == 0 ? output.substr(0, output.find('\n')) : "";
}

}  // namespace comity::oracle
