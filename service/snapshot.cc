// SPDX-License-Identifier: Apache-2.0
#include "service/snapshot.h"

#include <openssl/evp.h>

#include <algorithm>
#include <array>
#include <utility>

#include "engine/base/check.h"

namespace comity {
namespace {

using DigestContext = std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)>;

void AddBytes(EVP_MD_CTX* context, const std::string& bytes) {
  std::array<unsigned char, 8> length{};
  for (std::size_t i = 0; i < length.size(); ++i) {
    length[i] = static_cast<unsigned char>(static_cast<std::uint64_t>(bytes.size()) >> (8 * i));
  }
  COMITY_CHECK(EVP_DigestUpdate(context, length.data(), length.size()) == 1);
  COMITY_CHECK(EVP_DigestUpdate(context, bytes.data(), bytes.size()) == 1);
}

std::string Hexadecimal(const unsigned char* bytes, unsigned count) {
  static constexpr std::string_view kDigits = "0123456789abcdef";
  std::string text;
  for (unsigned i = 0; i < count; ++i) {
    text += kDigits[bytes[i] >> 4];
    text += kDigits[bytes[i] & 15];
  }
  return text;
}

Load Failed(LoadFailure failure) {
  failure.failed_at = std::chrono::system_clock::now();
  return {.snapshot = nullptr, .failure = std::make_shared<const LoadFailure>(std::move(failure))};
}

std::string Count(std::size_t number, std::string_view one, std::string_view many) {
  return std::to_string(number) + " " + std::string(number == 1 ? one : many);
}

}  // namespace

std::string DigestOf(const std::vector<SourceFile>& files) {
  std::vector<const SourceFile*> sorted;
  for (const SourceFile& file : files) sorted.push_back(&file);
  std::sort(sorted.begin(), sorted.end(),
            [](const SourceFile* a, const SourceFile* b) { return a->name < b->name; });
  const DigestContext context(EVP_MD_CTX_new(), EVP_MD_CTX_free);
  COMITY_CHECK(context && EVP_DigestInit_ex(context.get(), EVP_sha256(), nullptr) == 1);
  for (const SourceFile* file : sorted) {
    AddBytes(context.get(), file->name);
    AddBytes(context.get(), file->text);
  }
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned length = 0;
  COMITY_CHECK(EVP_DigestFinal_ex(context.get(), digest.data(), &length) == 1);
  return Hexadecimal(digest.data(), length);
}

Load LoadRulebook(std::vector<SourceFile> files, Scenarios scenarios) {
  std::string digest = DigestOf(files);
  Compilation compilation = Compile(std::move(files));
  LoadFailure failure{.failed_at = {},
                      .reason = {},
                      .diagnostics = {},
                      .scenarios = {},
                      .files = compilation.files};
  if (!compilation.rulebook) {
    failure.diagnostics = std::move(compilation.diagnostics);
    failure.reason =
        "the rule files have " + Count(failure.diagnostics.size(), "mistake", "mistakes");
    return Failed(std::move(failure));
  }
  if (scenarios == Scenarios::kMustHold) {
    failure.scenarios = RunScenarios(*compilation.rulebook);
    std::erase_if(failure.scenarios,
                  [](const ScenarioOutcome& scenario) { return scenario.failures.empty(); });
    if (!failure.scenarios.empty()) {
      failure.reason = Count(failure.scenarios.size(), "scenario of the rule files does not hold",
                             "scenarios of the rule files do not hold");
      return Failed(std::move(failure));
    }
  }
  auto snapshot = std::make_shared<Snapshot>();
  snapshot->summary = Summarize(*compilation.rulebook);
  snapshot->rulebook = std::move(compilation.rulebook);
  snapshot->files = std::move(compilation.files);
  snapshot->digest = std::move(digest);
  return {.snapshot = std::move(snapshot), .failure = nullptr};
}

std::string RenderFailure(const LoadFailure& failure) {
  std::string text = failure.reason + "\n";
  for (const Diagnostic& diagnostic : failure.diagnostics) {
    text += "\n" + Render(diagnostic, *failure.files);
    if (!text.ends_with('\n')) text += '\n';
  }
  for (const ScenarioOutcome& scenario : failure.scenarios) {
    for (const ScenarioFailure& expectation : scenario.failures) {
      text +=
          "\nscenario ‘" + scenario.title + "’, " + (*failure.files)[expectation.span.file].name +
          ":" + std::to_string(expectation.span.line) + ", reading " + expectation.reading +
          "\n  expected: " + expectation.expected + "\n  found:    " + expectation.actual + "\n";
    }
  }
  return text;
}

}  // namespace comity
