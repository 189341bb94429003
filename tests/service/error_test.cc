// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>

#include <functional>

#include "comity/v1/error_reason.pb.h"
#include "tests/service/service_fixture.h"

namespace comity {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::UnorderedElementsAre;

using ErrorTest = ServiceTest;

TEST_F(ErrorTest, EveryFaultOfARequestIsNamedAtOnceWithItsPath) {
  v1::DecideRequest request;
  request.set_on("2015-02-29");
  v1::Statement* statement = request.mutable_case_()->add_statements();
  statement->set_from_on("soon");
  const grpc::Status status = Refusal(request);
  EXPECT_EQ(status.error_code(), grpc::StatusCode::INVALID_ARGUMENT);
  EXPECT_THAT(FieldsOf(status), UnorderedElementsAre("actor", "on", "case.statements[0].text",
                                                     "case.statements[0].from_on"));
}

TEST_F(ErrorTest, UnknownNameComesWithCandidates) {
  const grpc::Status status = Refusal(Question("Alder Vilage", "2015-05-05"));
  EXPECT_EQ(status.error_code(), grpc::StatusCode::INVALID_ARGUMENT);
  EXPECT_EQ(ReasonOf(status), "UNKNOWN_NAME");
  EXPECT_THAT(FieldsOf(status), Contains("actor"));
  const auto refusals = DetailOf<v1::Refusals>(status);
  ASSERT_TRUE(refusals);
  EXPECT_EQ(refusals->refusals(0).reason(), v1::ERROR_REASON_UNKNOWN_NAME);
  EXPECT_THAT(refusals->refusals(0).candidates(), Contains("Alder Village"));
}

TEST_F(ErrorTest, EngineRefusalsHaveTheirOwnReasons) {
  v1::DecideRequest ambiguous = Question("Village", "2015-05-05");
  EXPECT_EQ(ReasonOf(Refusal(ambiguous)), "AMBIGUOUS_NAME");

  v1::DecideRequest reading = Question("ALD", "2015-05-05");
  reading.set_reading("nobody's");
  EXPECT_EQ(ReasonOf(Refusal(reading)), "UNKNOWN_READING");

  v1::DecideRequest conclusion = Question("ALD", "2015-05-05");
  conclusion.mutable_case_()->add_statements()->set_text("Birch Village is a member");
  const grpc::Status status = Refusal(conclusion);
  EXPECT_EQ(ReasonOf(status), "NOT_A_FACT");
  EXPECT_THAT(FieldsOf(status), ElementsAre(testing::StartsWith("case.statements[0]")));

  v1::DecideRequest contradiction = Question("ALD", "2015-05-05");
  contradiction.mutable_case_()->add_statements()->set_text("Alder Village has room");
  contradiction.mutable_case_()->add_statements()->set_text("not Alder Village has room");
  EXPECT_EQ(ReasonOf(Refusal(contradiction)), "CONTRADICTION");
}

TEST_F(ErrorTest, UnknownDetailIsRefused) {
  v1::DecideRequest request = Question("ALD", "2015-05-05");
  request.set_detail(static_cast<v1::Detail>(77));
  const grpc::Status status = Refusal(request);
  EXPECT_EQ(ReasonOf(status), "UNKNOWN_VALUE");
  EXPECT_THAT(FieldsOf(status), ElementsAre("detail"));
}

TEST_F(ErrorTest, RevisionThatIsNotActiveIsAFailedPrecondition) {
  v1::DecideRequest request = Question("ALD", "2015-05-05");
  request.mutable_revision()->set_exactly(7);
  const grpc::Status status = Refusal(request);
  EXPECT_EQ(status.error_code(), grpc::StatusCode::FAILED_PRECONDITION);
  EXPECT_EQ(ReasonOf(status), "REVISION_NOT_ACTIVE");
  EXPECT_EQ(DetailOf<google::rpc::ErrorInfo>(status)->metadata().at("active"), "1");
}

TEST_F(ErrorTest, RevisionThatIsNotThereYetIsUnavailable) {
  v1::DecideRequest request = Question("ALD", "2015-05-05");
  request.mutable_revision()->set_at_least(2);
  const grpc::Status status = Refusal(request);
  EXPECT_EQ(status.error_code(), grpc::StatusCode::UNAVAILABLE);
  EXPECT_EQ(ReasonOf(status), "REVISION_NOT_YET_ACTIVE");
  request.mutable_revision()->set_at_least(1);
  v1::DecideResponse response;
  EXPECT_TRUE(Ask(request, &response).ok());
}

TEST_F(ErrorTest, TimelineAsksForAPhraseOrAnActNotBoth) {
  v1::TimelineRequest request;
  request.set_phrase("Alder Village is a member");
  request.set_actor("ALD");
  v1::TimelineResponse response;
  grpc::ClientContext context;
  const grpc::Status status = decisions_->Timeline(&context, request, &response);
  EXPECT_EQ(ReasonOf(status), "FIELDS_EXCLUDE_EACH_OTHER");
}

TEST_F(ErrorTest, RefusedStreamHasNoPartsAndFullDetails) {
  v1::FindRequest request;
  request.set_phrase("a Town is made of cheese");
  grpc::ClientContext context;
  grpc::Status status;
  EXPECT_EQ(ReadAll(decisions_->Find(&context, request), &status).size(), 0u);
  EXPECT_EQ(ReasonOf(status), "UNKNOWN_PHRASE");
  EXPECT_THAT(FieldsOf(status), ElementsAre("phrase"));
}

TEST_F(ErrorTest, HugeFaultsStillFitIntoTheTrailers) {
  v1::DecideRequest request = Question("ALD", "2015-05-05");
  for (int i = 0; i < 500; ++i) {
    request.mutable_case_()->add_statements()->set_text("‘" + std::string(3'000, 'x') + "’");
  }
  EXPECT_EQ(Refusal(request).error_code(), grpc::StatusCode::INVALID_ARGUMENT);
}

struct LimitCase {
  std::string name;
  std::string assignment;
  std::string reason;
  std::function<void(v1::DecideRequest&)> spoil;
};

class LimitTest : public ServiceTest, public testing::WithParamInterface<LimitCase> {};

TEST_P(LimitTest, IsToldWithItsOwnReason) {
  ServerOptions options;
  ASSERT_EQ(SetLimit(GetParam().assignment, options.limits), "");
  Start(options);
  v1::DecideRequest request = Question("ALD", "2015-05-05");
  v1::DecideResponse response;
  GetParam().spoil(request);
  const grpc::Status status = Refusal(request);
  EXPECT_EQ(status.error_code(), grpc::StatusCode::INVALID_ARGUMENT);
  EXPECT_EQ(ReasonOf(status), GetParam().reason);
  const auto info = DetailOf<google::rpc::ErrorInfo>(status);
  EXPECT_EQ(info->metadata().at("limit") + "=" + info->metadata().at("maximum"),
            GetParam().assignment);
}

INSTANTIATE_TEST_SUITE_P(
    Decide, LimitTest,
    testing::Values(
        LimitCase{.name = "Message",
                  .assignment = "question_bytes=200",
                  .reason = "MESSAGE_TOO_LARGE",
                  .spoil = [](v1::DecideRequest& r) { r.set_action(std::string(300, 'x')); }},
        LimitCase{.name = "Text",
                  .assignment = "text_bytes=50",
                  .reason = "TEXT_TOO_LONG",
                  .spoil = [](v1::DecideRequest& r) { r.set_actor(std::string(51, 'x')); }},
        LimitCase{.name = "Statements",
                  .assignment = "statements=2",
                  .reason = "TOO_MANY_STATEMENTS",
                  .spoil =
                      [](v1::DecideRequest& r) {
                        for (int i = 0; i < 3; ++i) r.mutable_case_()->add_statements();
                      }},
        LimitCase{.name = "Cast",
                  .assignment = "cast=1",
                  .reason = "TOO_MANY_CAST",
                  .spoil =
                      [](v1::DecideRequest& r) {
                        for (int i = 0; i < 2; ++i) r.mutable_case_()->add_cast();
                      }},
        LimitCase{.name = "About",
                  .assignment = "about=1",
                  .reason = "TOO_MANY_ABOUT",
                  .spoil = [](v1::DecideRequest& r) { r.add_about("Mara Quill"); }},
        LimitCase{.name = "Answer",
                  .assignment = "answer_bytes=60",
                  .reason = "ANSWER_TOO_LARGE",
                  .spoil = [](v1::DecideRequest&) {}}),
    [](const testing::TestParamInfo<LimitCase>& one) { return one.param.name; });

TEST_F(ErrorTest, BatchIsLimitedByHowMuchIsAskedOfIt) {
  ServerOptions options;
  options.limits.batch = 2;
  options.limits.compact_batch = 3;
  Start(options);
  const auto ask = [&](int count, v1::Detail detail) {
    v1::DecideBatchRequest request;
    for (int i = 0; i < count; ++i) {
      *request.add_requests() = Question("ALD", "2015-05-05");
      request.mutable_requests(i)->set_detail(detail);
    }
    v1::DecideBatchResponse response;
    grpc::ClientContext context;
    return decisions_->DecideBatch(&context, request, &response);
  };
  EXPECT_TRUE(ask(2, v1::DETAIL_REASONS).ok());
  EXPECT_EQ(ReasonOf(ask(3, v1::DETAIL_REASONS)), "TOO_MANY_REQUESTS_IN_BATCH");
  EXPECT_TRUE(ask(3, v1::DETAIL_NONE).ok());
  EXPECT_EQ(ReasonOf(ask(4, v1::DETAIL_NONE)), "TOO_MANY_REQUESTS_IN_BATCH");
}

TEST_F(ErrorTest, BatchTakesNoRevisionWithinAnItem) {
  v1::DecideBatchRequest request;
  *request.add_requests() = Question("ALD", "2015-05-05");
  request.mutable_requests(0)->mutable_revision()->set_exactly(1);
  v1::DecideBatchResponse response;
  grpc::ClientContext context;
  const grpc::Status status = decisions_->DecideBatch(&context, request, &response);
  EXPECT_THAT(FieldsOf(status), ElementsAre("requests[0].revision"));
}

TEST_F(ErrorTest, MessageBeyondOurLimitGetsOurReasonNotTheTransports) {
  v1::DecideRequest request = Question("ALD", "2015-05-05");
  request.set_action(std::string(5u << 20, 'x'));
  EXPECT_EQ(ReasonOf(Refusal(request)), "MESSAGE_TOO_LARGE");
}

TEST_F(ErrorTest, BulkWorkBeyondWhatMayWaitIsTurnedAway) {
  ServerOptions options;
  options.waiting = 0;
  Start(options);
  v1::TimelineRequest request;
  request.set_phrase("Alder Village is a member");
  v1::TimelineResponse response;
  grpc::ClientContext context;
  const grpc::Status status = decisions_->Timeline(&context, request, &response);
  EXPECT_EQ(status.error_code(), grpc::StatusCode::RESOURCE_EXHAUSTED);
  EXPECT_EQ(ReasonOf(status), "OVERLOADED");
  v1::DecideResponse inline_answer;
  EXPECT_TRUE(Ask(Question("ALD", "2015-05-05"), &inline_answer).ok());
}

TEST_F(ErrorTest, EvaluationThatTakesTooLongIsEndedWithoutADeadlineOfTheCaller) {
  ServerOptions options;
  options.limits.evaluation_ms = 1;
  Start(options);
  v1::DecideBatchRequest request;
  for (int i = 0; i < 10'000; ++i) {
    *request.add_requests() = Question("ALD", "2015-05-05");
    request.mutable_requests(i)->set_detail(v1::DETAIL_NONE);
  }
  v1::DecideBatchResponse response;
  grpc::ClientContext context;
  const grpc::Status status = decisions_->DecideBatch(&context, request, &response);
  EXPECT_EQ(status.error_code(), grpc::StatusCode::DEADLINE_EXCEEDED);
  EXPECT_EQ(ReasonOf(status), "EVALUATION_TOO_LONG");
}

TEST(LimitNames, AreAllSettableAndUnknownOnesRefused) {
  Limits limits;
  for (const LimitRow& row : LimitTable()) {
    EXPECT_EQ(SetLimit(std::string(row.name) + "=17", limits), "");
    EXPECT_EQ(limits.*row.value, 17u);
  }
  EXPECT_NE(SetLimit("patience=3", limits), "");
  EXPECT_NE(SetLimit("batch=0", limits), "");
  EXPECT_NE(SetLimit("batch=-1", limits), "");
  EXPECT_NE(SetLimit("batch", limits), "");
}

}  // namespace
}  // namespace comity
