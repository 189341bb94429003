// SPDX-License-Identifier: Apache-2.0
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>

#include "engine/engine.h"

namespace comity {
namespace {

std::shared_ptr<const Rulebook> LoadHarbours() {
  std::vector<SourceFile> files;
  for (const char* name : {"vocabulary.law", "detention.law", "facts.law"}) {
    std::ifstream stream(std::string(COMITY_SOURCE_DIR "/tests/cli/testdata/harbours/") + name);
    files.push_back({.name = name, .text = {std::istreambuf_iterator<char>(stream), {}}});
  }
  auto rulebook = Compile(std::move(files)).rulebook;
  if (!rulebook) std::abort();
  return rulebook;
}

}  // namespace
}  // namespace comity

// Any words are a question: it is answered, or refused with a reason. Lines are its parts.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const auto rulebook = comity::LoadHarbours();
  std::vector<std::string> lines(4);
  std::size_t line = 0;
  for (std::size_t i = 0; i < size; ++i) {
    if (data[i] != '\n')
      lines[line] += static_cast<char>(data[i]);
    else if (++line == lines.size())
      break;
  }
  comity::Question question{
      .actor = lines[0], .action = lines[1], .about = {lines[2]}, .on = {15'000}};
  question.facts.statements.push_back({.text = lines[3]});
  comity::Decide(*rulebook, question);
  comity::Find(*rulebook, {.phrase = lines[0], .on = comity::Day{15'000}, .facts = question.facts});
  comity::Explain(*rulebook, {.sentence = lines[0], .on = {15'000}, .facts = question.facts});
  return 0;
}
