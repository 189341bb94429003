// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>

#include "tests/service/service_fixture.h"

namespace comity {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;

using DecisionTest = ServiceTest;

TEST_F(DecisionTest, AnswersWithOutcomeCitationsRevisionAndHorizon) {
  v1::DecideResponse response;
  const grpc::Status status = Ask(Question("ALD", "2015-05-05"), &response);
  ASSERT_TRUE(status.ok()) << status.error_message();
  const v1::Decision& decision = response.decision();
  ASSERT_EQ(decision.determinations_size(), 1);
  const v1::Determination& determination = decision.determinations(0);
  EXPECT_EQ(determination.actor(), "Alder Village");
  EXPECT_EQ(determination.actor_code(), "ALD");
  EXPECT_EQ(determination.action(), "host Mara Quill");
  EXPECT_EQ(determination.outcome(), v1::OUTCOME_OBLIGED);
  EXPECT_THAT(determination.citations(), testing::Contains("TC 2(1)"));
  EXPECT_EQ(determination.next_change_on(), "2020-01-01");
  EXPECT_EQ(decision.revision().number(), 1u);
  EXPECT_EQ(decision.revision().digest(), DigestOf(TownFiles()));
  EXPECT_EQ(decision.reading(), "prevailing");
  EXPECT_EQ(decision.on(), "2015-05-05");
  EXPECT_EQ(decision.horizon().on(), "2026-01-01");
  EXPECT_FALSE(decision.horizon().exceeded());
}

TEST_F(DecisionTest, SaysWhyNotOfATownThatIsNoMember) {
  v1::DecideResponse response;
  ASSERT_TRUE(Ask(Question("BIR", "2015-05-05"), &response).ok());
  const v1::Determination& determination = response.decision().determinations(0);
  EXPECT_EQ(determination.outcome(), v1::OUTCOME_VOLUNTARY);
  EXPECT_TRUE(determination.has_why_not());
}

TEST_F(DecisionTest, CaseCountsForItsQuestionOnly) {
  v1::DecideRequest request = Question("BIR", "2015-05-05");
  request.mutable_case_()->add_statements()->set_text("Birch Village joined on 2014-01-01");
  v1::DecideResponse with_case;
  ASSERT_TRUE(Ask(request, &with_case).ok());
  EXPECT_EQ(with_case.decision().determinations(0).outcome(), v1::OUTCOME_OBLIGED);
  v1::DecideResponse without;
  ASSERT_TRUE(Ask(Question("BIR", "2015-05-05"), &without).ok());
  EXPECT_EQ(without.decision().determinations(0).outcome(), v1::OUTCOME_VOLUNTARY);
}

TEST_F(DecisionTest, StatementsTakeTheirDaysAsFields) {
  v1::DecideRequest request = Question("ALD", "2015-05-05");
  v1::Statement* statement = request.mutable_case_()->add_statements();
  statement->set_text("Alder Village has room");
  statement->set_from_on("2015-05-01");
  statement->set_until_on("2015-06-01");
  statement->set_denied(true);
  v1::DecideResponse response;
  ASSERT_TRUE(Ask(request, &response).ok());
  EXPECT_EQ(response.decision().determinations(0).outcome(), v1::OUTCOME_NO_DUTY);
}

TEST_F(DecisionTest, ReadingChangesTheAnswerAndIsNamed) {
  v1::DecideRequest request = Question("CED", "2015-05-05");
  request.set_reading("old_members");
  v1::DecideResponse response;
  ASSERT_TRUE(Ask(request, &response).ok());
  EXPECT_EQ(response.decision().determinations(0).outcome(), v1::OUTCOME_BARRED);
  EXPECT_EQ(response.decision().reading(), "old_members");
}

TEST_F(DecisionTest, ManyStatementsAreAnsweredToo) {
  v1::DecideRequest request = Question("ALD", "2015-05-05");
  for (int i = 0; i < 200; ++i) {
    const std::string name = "Newtown " + std::to_string(i);
    if (i < 90) {
      request.mutable_case_()->add_cast()->set_kind("Town");
      request.mutable_case_()->mutable_cast(i)->set_name(name);
    }
    request.mutable_case_()->add_statements()->set_text(
        (i < 90 ? name : "Birch Village") + " joined on 2014-01-" + (i % 2 == 0 ? "02" : "03"));
  }
  v1::DecideResponse response;
  const grpc::Status status = Ask(request, &response);
  EXPECT_TRUE(status.ok()) << status.error_message();
}

TEST_F(DecisionTest, BatchAnswersOrRefusesEachItemByItself) {
  v1::DecideBatchRequest request;
  *request.add_requests() = Question("ALD", "2015-05-05");
  *request.add_requests() = Question("Nowhere", "2015-05-05");
  *request.add_requests() = Question("BIR", "2015-02-30");
  *request.add_requests() = Question("BIR", "2015-05-05");
  v1::DecideBatchResponse response;
  grpc::ClientContext context;
  ASSERT_TRUE(decisions_->DecideBatch(&context, request, &response).ok());
  ASSERT_EQ(response.items_size(), 4);
  EXPECT_EQ(response.revision().number(), 1u);
  EXPECT_EQ(response.items(0).decision().determinations(0).outcome(), v1::OUTCOME_OBLIGED);
  EXPECT_EQ(response.items(3).decision().determinations(0).outcome(), v1::OUTCOME_VOLUNTARY);
  const google::rpc::Status& unknown = response.items(1).error();
  EXPECT_EQ(unknown.code(), grpc::StatusCode::INVALID_ARGUMENT);
  EXPECT_EQ(DetailOf<google::rpc::ErrorInfo>(unknown)->reason(), "UNKNOWN_NAME");
  const google::rpc::Status& no_day = response.items(2).error();
  EXPECT_EQ(DetailOf<google::rpc::BadRequest>(no_day)->field_violations(0).field(), "on");
}

TEST_F(DecisionTest, FindStreamsBindingsAndSaysThatTheyAreComplete) {
  v1::FindRequest request;
  request.set_phrase("a Town is a member");
  request.set_on("2015-05-05");
  grpc::ClientContext context;
  grpc::Status status;
  const auto parts = ReadAll(decisions_->Find(&context, request), &status);
  ASSERT_TRUE(status.ok()) << status.error_message();
  ASSERT_EQ(parts.size(), 1u);
  EXPECT_TRUE(parts[0].complete());
  EXPECT_EQ(parts[0].revision().number(), 1u);
  ASSERT_EQ(parts[0].bindings_size(), 2);
  const v1::Binding& alder = parts[0].bindings(0);
  EXPECT_EQ(alder.sentence(), "Alder Village is a member");
  EXPECT_EQ(alder.filled(0).code(), "ALD");
  EXPECT_EQ(alder.value(), v1::TRUTH_YES);
  ASSERT_EQ(alder.stretches_size(), 1);
  EXPECT_EQ(alder.stretches(0).from_on(), "2001-03-01");
  EXPECT_FALSE(alder.stretches(0).has_until_on());
}

TEST_F(DecisionTest, FindWithoutAnyBindingIsCompleteAndEmpty) {
  v1::FindRequest request;
  request.set_phrase("a Town is a member");
  request.set_on("1990-01-01");
  grpc::ClientContext context;
  grpc::Status status;
  const auto parts = ReadAll(decisions_->Find(&context, request), &status);
  ASSERT_TRUE(status.ok());
  ASSERT_EQ(parts.size(), 1u);
  EXPECT_TRUE(parts[0].complete());
  EXPECT_EQ(parts[0].bindings_size(), 0);
}

TEST_F(DecisionTest, DutyMapHasEveryTownThatIsShown) {
  v1::DutyMapRequest request;
  request.add_about("quill");
  request.set_on("2015-05-05");
  grpc::ClientContext context;
  grpc::Status status;
  const auto parts = ReadAll(decisions_->DutyMap(&context, request), &status);
  ASSERT_TRUE(status.ok()) << status.error_message();
  ASSERT_EQ(parts.size(), 1u);
  EXPECT_TRUE(parts[0].complete());
  ASSERT_EQ(parts[0].entries_size(), 3);
  EXPECT_EQ(parts[0].entries(0).outcome(), v1::OUTCOME_OBLIGED);
  EXPECT_EQ(parts[0].entries(1).outcome(), v1::OUTCOME_VOLUNTARY);
}

TEST_F(DecisionTest, TimelineNamesTheRuleThatOpensAStretch) {
  v1::TimelineRequest request;
  request.set_phrase("Alder Village is a member");
  v1::TimelineResponse response;
  grpc::ClientContext context;
  ASSERT_TRUE(decisions_->Timeline(&context, request, &response).ok());
  ASSERT_EQ(response.timelines_size(), 1);
  ASSERT_EQ(response.timelines(0).stretches_size(), 1);
  const v1::TimelineStretch& stretch = response.timelines(0).stretches(0);
  EXPECT_EQ(stretch.truth(), v1::TRUTH_YES);
  EXPECT_EQ(stretch.from_on(), "2001-03-01");
  EXPECT_EQ(stretch.opened_by().rule(), "TC-1");
}

TEST_F(DecisionTest, TimelinesStandSideBySideInTheOrderAskedFor) {
  v1::TimelineRequest request;
  request.set_actor("CED");
  request.add_about("Mara Quill");
  request.set_at("CED");
  request.add_readings("old_members");
  request.add_readings("prevailing");
  v1::TimelineResponse response;
  grpc::ClientContext context;
  ASSERT_TRUE(decisions_->Timeline(&context, request, &response).ok());
  ASSERT_EQ(response.timelines_size(), 2);
  EXPECT_EQ(response.timelines(0).reading(), "old_members");
  EXPECT_EQ(response.timelines(1).reading(), "prevailing");
  for (const v1::ReadingTimeline& timeline : response.timelines()) {
    EXPECT_FALSE(timeline.stretches(0).has_from_on());
    EXPECT_FALSE(timeline.stretches(timeline.stretches_size() - 1).has_until_on());
  }
}

TEST_F(DecisionTest, ExplainsByRuleAndFact) {
  v1::ExplainRequest request;
  request.set_sentence("Alder Village is a member");
  request.set_on("2015-05-05");
  v1::ExplainResponse response;
  grpc::ClientContext context;
  ASSERT_TRUE(decisions_->Explain(&context, request, &response).ok());
  const v1::Explanation& explanation = response.explanation();
  EXPECT_EQ(explanation.value(), v1::TRUTH_YES);
  ASSERT_THAT(explanation.proof(), Not(IsEmpty()));
  EXPECT_EQ(explanation.proof(0).kind(), v1::ProofNode::KIND_RULE);
  EXPECT_EQ(explanation.proof(0).rule(), "TC-1");
  EXPECT_EQ(explanation.proof(0).reference().file(), "hosting.law");
}

}  // namespace
}  // namespace comity
