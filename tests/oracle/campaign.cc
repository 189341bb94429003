// SPDX-License-Identifier: Apache-2.0
#include "tests/oracle/campaign.h"

#include <algorithm>
#include <atomic>
#include <thread>

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

// One of several threads that take cases in turn until all are done or one has failed.
void Work(const Campaign& campaign, std::atomic<std::uint64_t>& next, std::atomic<bool>& failed,
          CampaignResult& result) {
  for (std::uint64_t i = next++; i < campaign.cases && !failed; i = next++) {
    const std::uint64_t number = campaign.first + i;
    Choices choices(SeedOfCase(campaign.seed, number));
    const Program program = Generate(choices);
    result.features.Count(program);
    result.views += SomeViewsOf(program, number).size();
    ++result.cases;
    const Judge judge = [&](const Program& other) {
      return JudgeCase(other, number, campaign.metamorphic_every);
    };
    if (!judge(program) || failed.exchange(true)) continue;
    result.failure = TellFailure(campaign.seed, number, choices.drawn(), judge);
  }
}

}  // namespace

std::vector<std::uint8_t> Shrink(std::vector<std::uint8_t> choices, const Judge& judge, int tries) {
  return Shrinker(std::move(choices), judge, tries).Run();
}

std::string TellFailure(std::uint64_t seed, std::uint64_t number,
                        const std::vector<std::uint8_t>& drawn, const Judge& judge) {
  // A smaller program that is merely refused is another finding, not this one.
  const auto is_refused = [](const std::optional<std::string>& found) {
    return found && found->find("the engine refuses") != std::string::npos;
  };
  Choices replay(drawn);
  const std::optional<std::string> whole = judge(Generate(replay));
  const bool refused = is_refused(whole);
  const Judge same = [&](const Program& other) -> std::optional<std::string> {
    auto found = judge(other);
    return is_refused(found) == refused ? found : std::nullopt;
  };
  Choices choices(Shrink(drawn, same));
  const Program program = Reduce(Generate(choices), same);
  std::string text = "seed " + std::to_string(seed) + ", case " + std::to_string(number) + ":\n" +
                     whole.value_or("") + "\nshrunk:\n\n";
  for (const TextFile& file : Print(program)) text += file.text;
  return text + TellCase(program) + "\n" + judge(program).value_or("(gone when run again)\n");
}

std::optional<std::string> JudgeCase(const Program& program, std::uint64_t number,
                                     std::uint64_t metamorphic_every) {
  if (auto found = JudgeViews(program, SomeViewsOf(program, number))) return found;
  if (metamorphic_every == 0 || number % metamorphic_every != 0) return std::nullopt;
  const std::vector<Relation>& relations = Relations();
  const std::size_t which = number / metamorphic_every % relations.size();
  Choices choices(SeedOfCase(number, which));
  return relations[which].check(program, choices, false);
}

CampaignResult RunCampaign(const Campaign& campaign) {
  std::atomic<std::uint64_t> next = 0;
  std::atomic<bool> failed = false;
  std::vector<CampaignResult> results(static_cast<std::size_t>(campaign.jobs));
  std::vector<std::thread> threads;
  threads.reserve(results.size());
  for (CampaignResult& result : results) {
    threads.emplace_back([&] { Work(campaign, next, failed, result); });
  }
  for (std::thread& thread : threads) thread.join();
  CampaignResult total;
  for (const CampaignResult& result : results) {
    total.features.Add(result.features);
    total.cases += result.cases;
    total.views += result.views;
    if (!result.failure.empty()) total.failure = result.failure;
  }
  return total;
}

}  // namespace comity::oracle
