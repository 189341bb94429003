// SPDX-License-Identifier: Apache-2.0
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "engine/engine.h"

namespace {

constexpr std::uint64_t kSteps = 20'000;

// The words of a phrase with `a LABEL` in its holes.
std::string Open(const std::string& phrase) {
  std::string text;
  for (std::size_t i = 0; i < phrase.size(); ++i) {
    if (phrase[i] == '{') text += i + 1 < phrase.size() && phrase[i + 1] == 'A' ? "an " : "a ";
    if (phrase[i] != '{' && phrase[i] != '}') text += phrase[i];
  }
  return text;
}

void AskEverything(const comity::Rulebook& rulebook) {
  for (const comity::Phrase& phrase : rulebook.program().phrases) {
    const std::string open = phrase.form == comity::Form::kAction
                                 ? "the Board must " + Open(phrase.text)
                                 : Open(phrase.text);
    const auto found = comity::Find(rulebook, {.phrase = open, .most_steps = kSteps});
    if (!found.ok() || found->bindings.empty()) continue;
    const std::string sentence = found->bindings.front().sentence;
    const auto why =
        comity::Explain(rulebook, {.sentence = sentence, .on = {15'000}, .most_steps = kSteps});
    if (why.ok() && why->value != found->bindings.front().timeline.At({15'000})) std::abort();
  }
}

}  // namespace

// Any bytes are a rule file: they give diagnostics that can be shown, or a rulebook whose scenarios
// run and that answers what its vocabulary can ask.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string text(reinterpret_cast<const char*>(data), size);
  // A whole rulebook leaves nothing unused, which few texts do: the others are parts of one.
  const comity::Extent extent = size % 2 == 0 ? comity::Extent::kPart : comity::Extent::kWhole;
  const comity::Compilation compilation =
      comity::Compile({{.name = "fuzz.law", .text = std::move(text)}}, kSteps, extent);
  if ((compilation.rulebook == nullptr) == compilation.diagnostics.empty()) std::abort();
  for (const comity::Diagnostic& diagnostic : compilation.diagnostics) {
    comity::Render(diagnostic, *compilation.files);
  }
  if (compilation.rulebook == nullptr) return 0;
  comity::RunScenarios(*compilation.rulebook);
  AskEverything(*compilation.rulebook);
  return 0;
}
