// SPDX-License-Identifier: Apache-2.0
// A question that would take too long is refused by counted steps, not by a clock.
#include <string>

#include "tests/service/service_fixture.h"
#include "tests/support/law_text.h"

namespace comity {
namespace {

// Who is calm, nobody knows; so every choice of four Towns is tried, along a fact that changes on
// hundreds of days.
std::string LongWays() {
  std::string text = R"(law Long ways
source HC "Convention on Harbours"
kind Town
fact       "{Town} is open"
question   "{Town} is calm"
  ask "Is it calm?"
conclusion "{Town} is quiet"
conclusion "{Town} is silent"
action     "rest"

rule HC-1 "Quiet"
  cite HC 1
  when a Town is open
  and the Town is calm
  and a second Town is calm
  and a third Town is calm
  and a fourth Town is calm
  then the Town is quiet

rule HC-2 "Silent"
  cite HC 2
  when a Town is open
  and the Town is calm
  then the Town is silent

rule HC-3 "Rest"
  cite HC 3
  when a Town is quiet
  then the Town must rest

)";
  for (int i = 0; i < 40; ++i) text += "Town T" + std::to_string(i) + "\n";
  text += "\nfacts \"Opening days\"\n  source HC\n\n";
  for (int year = 2000; year < 2400; ++year) {
    const std::string of = std::to_string(year);
    text += "T1 is open from " + of + "-03-01 until " + of + "-10-01\n";
  }
  return text;
}

class StepsTest : public ServiceTest {
 protected:
  void SetUp() override {
    Activate({LawFile(LongWays())});
    // The clock of the service must not come first, however slow the build.
    ServerOptions options;
    options.limits.evaluation_ms = 600'000;
    Start(options);
  }

  static void ExpectTooManySteps(const grpc::Status& status) {
    EXPECT_EQ(status.error_code(), grpc::StatusCode::RESOURCE_EXHAUSTED);
    EXPECT_EQ(ReasonOf(status), "TOO_MANY_STEPS");
    EXPECT_FALSE(status.error_message().empty());
  }
};

TEST_F(StepsTest, ADecisionBeyondTheBudgetIsRefused) {
  v1::DecideRequest request;
  request.set_actor("T1");
  request.set_action("rest");
  request.set_on("2015-05-05");
  ExpectTooManySteps(Refusal(request));
}

TEST_F(StepsTest, AnAnswerInPartsIsRefusedBeforeTheFirst) {
  v1::FindRequest request;
  request.set_phrase("a Town is quiet");
  grpc::ClientContext context;
  grpc::Status status;
  EXPECT_EQ(ReadAll(decisions_->Find(&context, request), &status).size(), 0U);
  ExpectTooManySteps(status);
}

TEST_F(StepsTest, TheSameRulebookAnswersWhatIsShorter) {
  v1::TimelineRequest request;
  request.set_phrase("T1 is quiet");
  v1::TimelineResponse response;
  grpc::ClientContext context;
  ExpectTooManySteps(decisions_->Timeline(&context, request, &response));
  request.set_phrase("T1 is silent");
  grpc::ClientContext again;
  EXPECT_TRUE(decisions_->Timeline(&again, request, &response).ok());
}

}  // namespace
}  // namespace comity
