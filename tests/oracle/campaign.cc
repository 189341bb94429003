// SPDX-License-Identifier: Apache-2.0
#include "tests/oracle/campaign.h"

#include <algorithm>

#include "tests/oracle/compare.h"
#include "tests/oracle/generator.h"
#include "tests/oracle/metamorphic.h"
#include "tests/oracle/print.h"

namespace comity::oracle {
namespace {

// One attempt at a time: whether shorter or smaller choices still fail.
class Shrinker {
 public:
  Shrinker(std::vector<std::uint8_t> choices, const Judge& judge, int tries)
      : best_(std::move(choices)), judge_(judge), tries_(tries) {}

  std::vector<std::uint8_t> Run() && {
    for (bool better = true; better && tries_ > 0;) {
      better = DropBlocks();
      better = ZeroBlocks() || better;
      better = LowerBytes() || better;
    }
    return std::move(best_);
  }

 private:
  bool Try(const std::vector<std::uint8_t>& bytes) {
    if (tries_-- <= 0 || bytes == best_) return false;
    Choices choices(bytes);
    const Program program = Generate(choices);
    if (!judge_(program)) return false;
    best_ = choices.drawn().size() < bytes.size() ? choices.drawn() : bytes;
    return true;
  }

  bool DropBlocks() {
    bool better = false;
    for (std::size_t size = best_.size() / 2; size > 0 && tries_ > 0; size /= 2) {
      for (std::size_t at = 0; at + size <= best_.size() && tries_ > 0;) {
        std::vector<std::uint8_t> bytes = best_;
        const auto first = bytes.begin() + static_cast<std::ptrdiff_t>(at);
        bytes.erase(first, first + static_cast<std::ptrdiff_t>(size));
        if (Try(bytes)) {
          better = true;
        } else {
          at += size;
        }
      }
    }
    return better;
  }

  bool ZeroBlocks() {
    bool better = false;
    for (std::size_t size = 16; size > 0 && tries_ > 0; size /= 2) {
      for (std::size_t at = 0; at < best_.size() && tries_ > 0; at += size) {
        std::vector<std::uint8_t> bytes = best_;
        for (std::size_t i = at; i < std::min(at + size, bytes.size()); ++i) bytes[i] = 0;
        better = Try(bytes) || better;
      }
    }
    return better;
  }

  bool LowerBytes() {
    bool better = false;
    for (std::size_t at = 0; at < best_.size() && tries_ > 0; ++at) {
      if (best_[at] == 0) continue;
      std::vector<std::uint8_t> bytes = best_;
      bytes[at] /= 2;
      better = Try(bytes) || better;
    }
    return better;
  }

  std::vector<std::uint8_t> best_;
  const Judge& judge_;
  int tries_;
};

std::string TellCase(const Program& program) {
  std::string text;
  for (const auto& [kind, name] : program.cast)
    text += "cast " + program.kinds[kind].name + " " + name + "\n";
  for (const Statement& given : program.given)
    text += "given " + SayStatement(program, given) + "\n";
  return text.empty() ? text : "\n-- the case\n" + text;
}

std::string TellFailure(std::uint64_t seed, std::uint64_t number,
                        const std::vector<std::uint8_t>& drawn, const Judge& judge) {
  Choices choices(Shrink(drawn, judge));
  const Program program = Reduce(Generate(choices), judge);
  std::string text =
      "seed " + std::to_string(seed) + ", case " + std::to_string(number) + ", shrunk:\n\n";
  for (const TextFile& file : Print(program)) text += file.text;
  return text + TellCase(program) + "\n" + judge(program).value_or("(gone when run again)\n");
}

}  // namespace

std::vector<std::uint8_t> Shrink(std::vector<std::uint8_t> choices, const Judge& judge, int tries) {
  return Shrinker(std::move(choices), judge, tries).Run();
}

std::optional<std::string> JudgeCase(const Program& program, std::uint64_t number,
                                     std::uint64_t metamorphic_every) {
  if (auto found = JudgeProgram(program)) return found;
  if (metamorphic_every == 0 || number % metamorphic_every != 0) return std::nullopt;
  if (auto found = ChecksShuffled(program, static_cast<unsigned>(number) + 1)) return found;
  if (auto found = ChecksFormatted(program)) return found;
  Choices choices(SeedOfCase(number, 1));
  return ChecksFilled(program, choices);
}

CampaignResult RunCampaign(const Campaign& campaign) {
  CampaignResult result;
  for (std::uint64_t i = 0; i < campaign.cases && result.failure.empty(); ++i) {
    const std::uint64_t number = campaign.first + i;
    Choices choices(SeedOfCase(campaign.seed, number));
    const Program program = Generate(choices);
    result.features.Count(program);
    result.views += ViewsOf(program).size();
    ++result.cases;
    const Judge judge = [&](const Program& other) {
      return JudgeCase(other, number, campaign.metamorphic_every);
    };
    if (judge(program)) result.failure = TellFailure(campaign.seed, number, choices.drawn(), judge);
  }
  return result;
}

}  // namespace comity::oracle
