// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>

#include <set>

#include "service/decision_handlers.h"
#include "service/rulebook_files.h"
#include "tests/service/service_fixture.h"

namespace comity {
namespace {

using testing::IsSupersetOf;

// The rulebook that is shipped, over a real connection.
class ShippedRulebookTest : public ServiceTest {
 protected:
  void SetUp() override {
    RulebookFiles found = ReadRulebookFiles(COMITY_SOURCE_DIR "/rules", Limits().file_bytes);
    ASSERT_EQ(found.problem, "");
    Activate(std::move(found.files));
    Start({});
  }

  v1::Decision Decide(const std::string& state, const std::string& person, const std::string& on) {
    v1::DecideRequest request;
    request.set_actor(state);
    request.add_about(person);
    request.set_at(state);
    request.set_on(on);
    v1::DecideResponse response;
    const grpc::Status status = Ask(request, &response);
    EXPECT_TRUE(status.ok()) << status.error_message();
    return response.decision();
  }

  // These two determinations, whatever other acts the rulebook knows for the same entities.
  static std::vector<v1::Determination> ArrestAndSurrender(const v1::Decision& decision) {
    std::vector<v1::Determination> two;
    for (const v1::Determination& determination : decision.determinations()) {
      const std::string& action = determination.action();
      if (action.starts_with("arrest ") || action.starts_with("surrender ")) {
        two.push_back(determination);
      }
    }
    EXPECT_EQ(two.size(), 2u);
    return two;
  }

  std::size_t CountBindings(const std::string& phrase, const std::string& on) {
    v1::FindRequest request;
    request.set_phrase(phrase);
    request.set_on(on);
    grpc::ClientContext context;
    grpc::Status status;
    v1::FindResult result;
    for (auto& part : ReadAll(decisions_->Find(&context, request), &status)) {
      JoinFindResponse(part, result);
    }
    EXPECT_TRUE(status.ok()) << status.error_message();
    EXPECT_TRUE(result.complete());
    return static_cast<std::size_t>(result.bindings_size());
  }
};

TEST_F(ShippedRulebookTest, StateThatIsNoPartyMayAssist) {
  const v1::Decision decision = Decide("USA", "gallant", "2024-12-09");
  for (const v1::Determination& determination : ArrestAndSurrender(decision)) {
    EXPECT_EQ(determination.outcome(), v1::OUTCOME_VOLUNTARY);
    EXPECT_THAT(determination.citations(), testing::Contains("RS 87(5)(a)"));
    EXPECT_TRUE(determination.has_why_not());
  }
}

TEST_F(ShippedRulebookTest, PartyIsObliged) {
  const v1::Decision decision = Decide("HUN", "netanyahu", "2025-04-03");
  std::vector<std::string> citations;
  for (const v1::Determination& determination : ArrestAndSurrender(decision)) {
    EXPECT_EQ(determination.outcome(), v1::OUTCOME_OBLIGED);
    citations.insert(citations.end(), determination.citations().begin(),
                     determination.citations().end());
  }
  EXPECT_THAT(citations, IsSupersetOf({"RS 59(1)", "RS 86", "RS 89(1)"}));
}

TEST_F(ShippedRulebookTest, PartiesAreCountedOnTheirDays) {
  EXPECT_EQ(CountBindings("a State is a State Party", "2002-07-01"), 66u);
  EXPECT_EQ(CountBindings("a State is a State Party", "2019-03-17"), 122u);
  EXPECT_EQ(CountBindings("a State is a State Party", "2025-01-01"), 125u);
}

TEST_F(ShippedRulebookTest, DutyMapCountsTheStatesThatWouldBeObliged) {
  v1::DutyMapRequest request;
  request.add_about("netanyahu");
  request.set_on("2024-11-22");
  grpc::ClientContext context;
  grpc::Status status;
  std::set<std::string> obliged;
  for (const auto& part : ReadAll(decisions_->DutyMap(&context, request), &status)) {
    for (const v1::MapEntry& entry : part.entries()) {
      if (entry.outcome() == v1::OUTCOME_OBLIGED) obliged.insert(entry.actor());
    }
  }
  EXPECT_TRUE(status.ok()) << status.error_message();
  EXPECT_EQ(obliged.size(), 124u);
}

}  // namespace
}  // namespace comity
