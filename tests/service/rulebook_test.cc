// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>

#include "tests/service/service_fixture.h"

namespace comity {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

class RulebookTest : public ServiceTest {
 protected:
  static void Add(const std::string& name, const std::string& text, v1::CheckRequest& request) {
    v1::RuleFile* file = request.add_files();
    file->set_name(name);
    file->set_text(text);
  }
  grpc::Status Check(const v1::CheckRequest& request, v1::CheckResponse* response) const {
    grpc::ClientContext context;
    return rulebooks_->Check(&context, request, response);
  }
};

TEST_F(RulebookTest, GetRulebookTellsWhatIsActive) {
  v1::GetRulebookResponse response;
  grpc::ClientContext context;
  ASSERT_TRUE(rulebooks_->GetRulebook(&context, {}, &response).ok());
  EXPECT_EQ(response.revision().number(), 1u);
  EXPECT_EQ(response.revision().digest().size(), 64u);
  EXPECT_THAT(response.activated_at(), testing::MatchesRegex("20..-..-..T..:..:..Z"));
  EXPECT_EQ(response.contents().rules(), 4u);
  EXPECT_EQ(response.contents().entities(), 4u);
  EXPECT_EQ(response.contents().scenarios(), 1u);
  EXPECT_EQ(response.contents().readings(0).name(), "prevailing");
  EXPECT_EQ(response.contents().horizon_on(), "2026-01-01");
  EXPECT_FALSE(response.has_failure());
}

TEST_F(RulebookTest, CleanDraftStandsAlone) {
  v1::CheckRequest request;
  for (const SourceFile& file : TownFiles()) Add(file.name, file.text, request);
  v1::CheckResponse response;
  ASSERT_TRUE(Check(request, &response).ok());
  EXPECT_TRUE(response.clean());
  EXPECT_EQ(response.diagnostics_size(), 0);
  ASSERT_EQ(response.scenarios_size(), 1);
  EXPECT_EQ(response.scenarios(0).title(), "Members since they joined");
  EXPECT_EQ(response.scenarios(0).failures_size(), 0);
  EXPECT_EQ(response.contents().rules(), 4u);
  EXPECT_FALSE(response.has_revision());
}

TEST_F(RulebookTest, MistakesAreTheAnswerWithPlaceInCharacters) {
  v1::CheckRequest request;
  request.set_on_active(true);
  Add("slip.law",
      "law Slip\nuses Vocabulary\n\nrule R-1 \"Ünïcödé\"\n  cite TC 1\n"
      "  whne a Town is a member\n  then it is presumed that the Town has room\n",
      request);
  v1::CheckResponse response;
  ASSERT_TRUE(Check(request, &response).ok());
  EXPECT_FALSE(response.clean());
  ASSERT_GE(response.diagnostics_size(), 1);
  const v1::Diagnostic& diagnostic = response.diagnostics(0);
  EXPECT_EQ(diagnostic.code(), "E01");
  EXPECT_EQ(diagnostic.kind(), "NotAKeyword");
  EXPECT_EQ(diagnostic.file(), "slip.law");
  EXPECT_EQ(diagnostic.line(), 6u);
  EXPECT_EQ(diagnostic.column(), 3u);
  EXPECT_EQ(diagnostic.length(), 4u);
  EXPECT_THAT(diagnostic.help(), ElementsAre(HasSubstr("when")));
  EXPECT_THAT(diagnostic.rendered(), HasSubstr("slip.law:6:3"));
  EXPECT_EQ(response.scenarios_size(), 0);
  EXPECT_EQ(response.revision().number(), 1u);
}

TEST_F(RulebookTest, BytesThatAreNoTextGetADiagnosticNotAnError) {
  v1::CheckRequest request;
  Add("noise.law", "law Noise\n\xff\xfe\x80\n", request);
  v1::CheckResponse response;
  const grpc::Status status = Check(request, &response);
  ASSERT_TRUE(status.ok()) << status.error_message();
  ASSERT_GE(response.diagnostics_size(), 1);
  EXPECT_EQ(response.diagnostics(0).file(), "noise.law");
}

TEST_F(RulebookTest, FailedScenarioSaysWhatWasFound) {
  v1::CheckRequest request;
  request.set_on_active(true);
  Add("more.law",
      "law More\nuses Vocabulary\n\nscenario \"Wrong\"\n"
      "  expect Birch Village is a member on 2005-01-01\n",
      request);
  request.set_scenario_filter("Wrong");
  v1::CheckResponse response;
  ASSERT_TRUE(Check(request, &response).ok());
  EXPECT_FALSE(response.clean());
  ASSERT_EQ(response.scenarios_size(), 1);
  ASSERT_EQ(response.scenarios(0).failures_size(), 1);
  EXPECT_EQ(response.scenarios(0).file(), "more.law");
  EXPECT_EQ(response.scenarios(0).failures(0).line(), 5u);
}

TEST_F(RulebookTest, TellsTimesAndCoverageOnlyIfAsked) {
  v1::CheckRequest request;
  request.set_on_active(true);
  request.add_scenario_filters("no such title");
  request.add_scenario_filters("since they joined");
  v1::CheckResponse response;
  ASSERT_TRUE(Check(request, &response).ok());
  ASSERT_EQ(response.scenarios_size(), 1);
  EXPECT_FALSE(response.scenarios(0).has_seconds());
  EXPECT_FALSE(response.has_coverage());
  request.set_with_times(true);
  request.set_with_coverage(true);
  ASSERT_TRUE(Check(request, &response).ok());
  EXPECT_GT(response.scenarios(0).seconds(), 0);
  ASSERT_EQ(response.coverage().rules_size(), 4);
  EXPECT_TRUE(response.coverage().rules(0).exercised());
  EXPECT_EQ(response.coverage().rules(0).file(), "hosting.law");
}

TEST_F(RulebookTest, DraftReplacesAndRemovesActiveFiles) {
  v1::CheckRequest request;
  request.set_on_active(true);
  request.add_removed("scenarios.law");
  Add("facts.law", "law Register\nuses Vocabulary\n\nTown Alder Village  code ALD\n", request);
  v1::CheckResponse response;
  ASSERT_TRUE(Check(request, &response).ok());
  EXPECT_TRUE(response.clean()) << response.ShortDebugString();
  EXPECT_EQ(response.contents().entities(), 1u);
  EXPECT_EQ(response.contents().scenarios(), 0u);
}

TEST_F(RulebookTest, CheckChangesNothing) {
  v1::CheckRequest request;
  Add("a.law", "law A\n", request);
  v1::CheckResponse response;
  ASSERT_TRUE(Check(request, &response).ok());
  EXPECT_EQ(store_.Active()->number, 1u);
}

TEST_F(RulebookTest, RefusesRequestsThatAreNoDraft) {
  v1::CheckResponse response;
  EXPECT_THAT(FieldsOf(Check({}, &response)), ElementsAre("files"));

  v1::CheckRequest twice;
  Add("a.law", "law A\n", twice);
  Add("a.law", "law B\n", twice);
  EXPECT_EQ(ReasonOf(Check(twice, &response)), "DUPLICATE_FILE");

  v1::CheckRequest nameless;
  Add("", "law A\n", nameless);
  EXPECT_THAT(FieldsOf(Check(nameless, &response)), ElementsAre("files[0].name"));
}

TEST_F(RulebookTest, DraftsAreLimitedInFilesAndSizes) {
  ServerOptions options;
  options.limits.check_files = 2;
  options.limits.file_bytes = 100;
  options.limits.check_bytes = 300;
  Start(options);
  v1::CheckResponse response;
  v1::CheckRequest many;
  for (int i = 0; i < 3; ++i) Add(std::to_string(i), "law A\n", many);
  EXPECT_EQ(ReasonOf(Check(many, &response)), "TOO_MANY_FILES");
  v1::CheckRequest large;
  Add("a.law", std::string(101, ' '), large);
  EXPECT_EQ(ReasonOf(Check(large, &response)), "FILE_TOO_LARGE");
  v1::CheckRequest huge;
  Add("a.law", std::string(301, ' '), huge);
  EXPECT_EQ(ReasonOf(Check(huge, &response)), "MESSAGE_TOO_LARGE");
}

}  // namespace
}  // namespace comity
