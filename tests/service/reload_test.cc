// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>

#include <atomic>
#include <functional>
#include <map>
#include <set>
#include <thread>

#include "service/reloader.h"
#include "tests/service/service_fixture.h"

namespace comity {
namespace {

using testing::HasSubstr;

// Asks all the time, and keeps which revision gave which answer.
class Callers {
 public:
  Callers(int count, std::function<grpc::Status(v1::DecideResponse*)> ask) : ask_(std::move(ask)) {
    for (int i = 0; i < count; ++i) threads_.emplace_back([this] { Run(); });
  }
  ~Callers() { Stop(); }

  void Stop() {
    stopping_ = true;
    threads_.clear();
  }
  // Returns when so many more calls have been answered.
  void WaitForCalls(int count) const {
    const int wanted = calls_ + count;
    while (calls_ < wanted && failed_ == 0) std::this_thread::yield();
  }
  int failed() const { return failed_; }
  // For each revision the different answers it gave.
  const std::map<std::uint64_t, std::set<std::string>>& answers() const { return answers_; }

 private:
  void Run() {
    while (!stopping_) {
      v1::DecideResponse response;
      if (!ask_(&response).ok()) ++failed_;
      ++calls_;
      const std::scoped_lock lock(mutex_);
      std::string answer = response.decision().revision().digest();
      for (const std::string& citation : response.decision().determinations(0).citations()) {
        answer += " " + citation;
      }
      answers_[response.decision().revision().number()].insert(answer);
    }
  }

  std::function<grpc::Status(v1::DecideResponse*)> ask_;
  std::atomic<bool> stopping_ = false;
  std::atomic<int> calls_ = 0, failed_ = 0;
  std::mutex mutex_;
  std::map<std::uint64_t, std::set<std::string>> answers_;
  std::vector<std::jthread> threads_;
};

class ReloadTest : public ServiceTest {
 protected:
  void SetUp() override {
    directory_.WriteAll(TownFiles());
    reloader_ = std::make_unique<Reloader>(
        ReloadOptions{.directory = directory_.path(), .quiet = std::chrono::milliseconds(20)},
        store_);
    ASSERT_TRUE(reloader_->LoadFirst()) << RenderFailure(*store_.Failure());
    Start({});
    reloader_->Watch();
  }

  static std::string Text(const std::string& name) {
    for (const SourceFile& file : TownFiles()) {
      if (file.name == name) return file.text;
    }
    return {};
  }
  static std::string With(const std::string& name, const std::string& old, const std::string& now) {
    std::string text = Text(name);
    return text.replace(text.find(old), old.size(), now);
  }

  v1::GetRulebookResponse Rulebook() const {
    v1::GetRulebookResponse response;
    grpc::ClientContext context;
    EXPECT_TRUE(rulebooks_->GetRulebook(&context, {}, &response).ok());
    return response;
  }
  // Waits much longer than it can take: only what never comes fails.
  v1::GetRulebookResponse WaitFor(
      const std::function<bool(const v1::GetRulebookResponse&)>& condition) const {
    const auto end = std::chrono::steady_clock::now() + std::chrono::minutes(1);
    for (;;) {
      v1::GetRulebookResponse response = Rulebook();
      if (condition(response)) return response;
      if (std::chrono::steady_clock::now() > end) {
        ADD_FAILURE() << "never came; last seen: " << response.ShortDebugString();
        return response;
      }
      std::this_thread::sleep_for(std::chrono::milliseconds(2));
    }
  }
  v1::GetRulebookResponse WaitForRevision(std::uint64_t number) const {
    return WaitFor([=](const auto& response) { return response.revision().number() == number; });
  }
  v1::GetRulebookResponse WaitForFailure(const std::string& words) const {
    return WaitFor([=](const auto& response) {
      return response.failure().reason().find(words) != std::string::npos;
    });
  }
  v1::GetRulebookResponse WaitForNoFailure() const {
    return WaitFor([](const auto& response) { return !response.has_failure(); });
  }

  TemporaryDirectory directory_;
  std::unique_ptr<Reloader> reloader_;
};

TEST_F(ReloadTest, WhileCallsRunEditsGoodAndBadNeverMixOrFail) {
  Callers callers(4, [this](v1::DecideResponse* response) {
    return Ask(Question("ALD", "2015-05-05"), response);
  });
  callers.WaitForCalls(200);

  directory_.Write("hosting.law", With("hosting.law", "cite TC 2(1)", "cite TC 2(7)"));
  WaitForRevision(2);
  callers.WaitForCalls(200);

  directory_.Write("hosting.law", With("hosting.law", "when a Town is", "whne a Town is"));
  const v1::GetRulebookResponse refused = WaitForFailure("mistake");
  EXPECT_EQ(refused.revision().number(), 2u);
  EXPECT_GE(refused.failure().diagnostics_size(), 1);
  EXPECT_EQ(refused.failure().diagnostics(0).file(), "hosting.law");
  callers.WaitForCalls(200);

  directory_.Remove("hosting.law");
  EXPECT_EQ(WaitForFailure("hosting.law").revision().number(), 2u);
  callers.WaitForCalls(200);

  directory_.Write("hosting.law", Text("hosting.law"));
  EXPECT_FALSE(WaitForRevision(3).has_failure());
  callers.WaitForCalls(200);

  callers.Stop();
  EXPECT_EQ(callers.failed(), 0);
  EXPECT_EQ(callers.answers().size(), 3u);
  for (const auto& [revision, answers] : callers.answers()) {
    ASSERT_EQ(answers.size(), 1u) << "revision " << revision;
    EXPECT_THAT(*answers.begin(), HasSubstr(revision == 2 ? "TC 2(7)" : "TC 2(1)"));
  }
  EXPECT_NE(*callers.answers().at(2).begin(), *callers.answers().at(1).begin());
}

TEST_F(ReloadTest, SameContentIsNoNewRevision) {
  directory_.Write("hosting.law", With("hosting.law", "when a Town is", "whne a Town is"));
  WaitForFailure("mistake");
  directory_.Write("hosting.law", Text("hosting.law"));
  EXPECT_EQ(WaitForNoFailure().revision().number(), 1u);
}

TEST_F(ReloadTest, ScenarioThatFailsKeepsTheOldRulebook) {
  directory_.Write("scenarios.law", With("scenarios.law", "Birch Village is a member never",
                                         "Birch Village is a member on 2005-01-01"));
  // The first reading may come upon the file while it is being written.
  const v1::GetRulebookResponse response =
      WaitFor([](const auto& answer) { return answer.failure().scenarios_size() == 1; });
  EXPECT_EQ(response.revision().number(), 1u);
  EXPECT_EQ(response.failure().scenarios(0).failures_size(), 1);
}

TEST_F(ReloadTest, RequestTakesItThatAFileIsGoneOnPurpose) {
  directory_.Remove("scenarios.law");
  WaitForFailure("scenarios.law");
  reloader_->Request();
  const v1::GetRulebookResponse response = WaitForRevision(2);
  EXPECT_FALSE(response.has_failure());
  EXPECT_EQ(response.contents().scenarios(), 0u);
}

TEST_F(ReloadTest, WholeDirectoryMayVanishAndComeBack) {
  const std::string aside = directory_.path() + ".aside";
  std::filesystem::rename(directory_.path(), aside);
  EXPECT_EQ(WaitForFailure("cannot be read").revision().number(), 1u);
  std::filesystem::rename(aside, directory_.path());
  EXPECT_EQ(WaitForNoFailure().revision().number(), 1u);
}

TEST_F(ReloadTest, FilesInNewFoldersAreSeen) {
  directory_.Write("more/deep/extra.law", "law Extra\n");
  EXPECT_EQ(WaitForRevision(2).contents().modules(), 5u);
  directory_.Write("more/deep/extra.law", "law Extra again\n");
  EXPECT_EQ(WaitForRevision(3).contents().modules(), 5u);
}

TEST_F(ReloadTest, FileThatIsTooLargeIsRefusedUnread) {
  directory_.Write("large.law", std::string((4u << 20) + 1, ' '));
  EXPECT_EQ(WaitForFailure("large.law").revision().number(), 1u);
}

TEST(FirstLoad, OfADirectoryWithMistakesGivesNoRulebook) {
  const TemporaryDirectory directory;
  directory.Write("a.law", "whne\n");
  RulebookStore store;
  Reloader reloader({.directory = directory.path()}, store);
  EXPECT_FALSE(reloader.LoadFirst());
  EXPECT_EQ(store.Active(), nullptr);
  EXPECT_THAT(RenderFailure(*store.Failure()), HasSubstr("a.law"));
}

TEST(FirstLoad, OfNoDirectoryGivesNoRulebook) {
  const TemporaryDirectory directory;
  RulebookStore store;
  Reloader reloader({.directory = directory.File("nothing")}, store);
  EXPECT_FALSE(reloader.LoadFirst());
  EXPECT_THAT(store.Failure()->reason, HasSubstr("nothing"));
}

}  // namespace
}  // namespace comity
