// SPDX-License-Identifier: Apache-2.0
// [emergency] of a study: who gets a place, why not, how long it takes, what losses cost.
#include <gmock/gmock.h>

#include "block_town.h"
#include "walking_town.h"

namespace lastmeter {
namespace {

using testing::BlockTown;
using testing::fault_of;
using testing::files_of;
using ::testing::HasSubstr;
using ::testing::Not;
using testing::put;

/// Block town (260 households, 540 people) with posts W in the west and E in the east, and a candidate.
class EmergencyTown : public BlockTown {
 protected:
  void posts(const std::string& rows, const std::string& columns = "code,x,y,emergency_capacity,lanes") {
    put(town_.path() / "posts.csv", columns + "\n" + rows);
    extra_layers_ =
        "[layers.facilities]\npath = \"posts.csv\"\nx = \"x\"\ny = \"y\"\ncrs = \"EPSG:32650\"\n" + candidates_;
  }
  void candidate(const std::string& rows) {
    put(town_.path() / "candidates.csv", "code,x,y,emergency_capacity\n" + rows);
    candidates_ = "[layers.candidates]\npath = \"candidates.csv\"\nx = \"x\"\ny = \"y\"\ncrs = \"EPSG:32650\"\n";
  }
  RunOutcome work(const std::string& keys = "") { return ask(kTerms + keys, Stage::Emergency); }
  static double value(const RunOutcome& outcome, const std::string& name) {
    return testing::figure(outcome, "emergency." + name, {}).value;
  }
  static double unserved(const RunOutcome& outcome, const std::string& reason) {
    return testing::figure(outcome, "emergency.unserved", {{"reason", reason}}).value;
  }

  static constexpr const char* kTerms =
      "[emergency]\nwalk_limit_m = 2000\ncapacity = 300\npeople_per_staff = 100\nhours = 10\nqueue_minutes = 30\n";
  std::string candidates_;
};

TEST_F(EmergencyTown, EverybodyIsServedAndThePostsOfTheTableAreNamed) {
  posts("W,500300,3900100,,\nE,500900,3900100,,\n");
  const RunOutcome outcome = work();
  EXPECT_EQ(value(outcome, "served"), 540.0);
  EXPECT_EQ(value(outcome, "capacity"), 600.0);
  EXPECT_EQ(value(outcome, "posts_needed"), 2.0);
  EXPECT_EQ(value(outcome, "staff"), 6.0);
  EXPECT_EQ(value(outcome, "staff_needed"), 6.0);
  EXPECT_EQ(value(outcome, "queue_minutes"), 0.0);
  EXPECT_FALSE(outcome.target_missed);
  EXPECT_THAT(outcome.text, HasSubstr("540 of 540 people served by 2 posts with room for 600"));
  EXPECT_THAT(table("emergency_posts"), HasSubstr("W,"));
  EXPECT_THAT(table("emergency_failures"), HasSubstr("post,"));
}

TEST_F(EmergencyTown, ShortageIsTheRoomThatIsMissing) {
  posts("W,500300,3900100,100,\nE,500900,3900100,200,\n");
  const RunOutcome outcome = work();
  EXPECT_EQ(value(outcome, "served"), 300.0);
  EXPECT_EQ(unserved(outcome, "no_room"), 240.0);
  EXPECT_EQ(value(outcome, "capacity_missing"), 240.0);
  EXPECT_THAT(testing::bytes_of(town_.path() / "out" / "issues.csv"),
              HasSubstr("540 people reach only 2 posts (W, E) with room for 300: 240 too few"));
}

TEST_F(EmergencyTown, FewestCandidatesAreChosen) {
  candidate("a,500500,3900100,50\nb,500600,3900100,250\nc,500700,3900100,200\n");
  posts("W,500300,3900100,100,\nE,500900,3900100,200,\n");
  const RunOutcome outcome = work("effort = \"thorough\"\n");
  EXPECT_EQ(value(outcome, "added"), 1.0);
  EXPECT_EQ(value(outcome, "added_bound"), 1.0);
  EXPECT_EQ(value(outcome, "added_unserved"), 0.0);
  EXPECT_THAT(table("emergency_added"), HasSubstr("b,"));
}

TEST_F(EmergencyTown, LimitOfZeroAndPostsWithoutRoomAreAnswered) {
  posts("W,500300,3900100,0,\nE,500900,3900100,100,0\n");
  const RunOutcome closed = work();
  EXPECT_EQ(value(closed, "served"), 0.0);
  EXPECT_EQ(unserved(closed, "too_far"), 540.0);
  EXPECT_THAT(testing::bytes_of(town_.path() / "out" / "issues.csv"), HasSubstr("no lanes or no staff"));
  posts("W,500300,3900100,,\n");
  const RunOutcome nowhere =
      ask("[emergency]\nwalk_limit_m = 0\ncapacity = 300\npeople_per_staff = 100\nhours = 10\n"
          "queue_minutes = 30\n",
          Stage::Emergency);
  EXPECT_EQ(value(nowhere, "served"), 0.0);
}

TEST_F(EmergencyTown, WithoutPostsAllAreUnserved) {
  const RunOutcome outcome = work();
  EXPECT_EQ(unserved(outcome, "too_far"), 540.0);
  EXPECT_THAT(outcome.text, HasSubstr("there is no post for 540 people"));
}

TEST_F(EmergencyTown, LatePostsAreReported) {
  posts("W,500300,3900100,600,2\n");  // 540 people, 2 lanes of 10 an hour: 27 h
  const RunOutcome outcome = work();
  EXPECT_DOUBLE_EQ(value(outcome, "hours"), 27.0);
  EXPECT_DOUBLE_EQ(value(outcome, "queue_minutes"), 1020.0);
  EXPECT_EQ(value(outcome, "posts_late"), 1.0);
  EXPECT_THAT(testing::bytes_of(town_.path() / "out" / "issues.csv"), HasSubstr("emergency.late"));
}

TEST_F(EmergencyTown, NegativeRoomIsReportedAndNotUsed) {
  posts("W,500300,3900100,-5,\n");
  EXPECT_EQ(value(work(), "capacity"), 300.0);
  EXPECT_THAT(testing::bytes_of(town_.path() / "out" / "issues.csv"), HasSubstr("emergency capacity '-5'"));
}

TEST_F(EmergencyTown, TermsThatNobodyStatesAreFaults) {
  posts("W,500300,3900100,,\n");
  EXPECT_THAT(fault("[emergency]\nmode = \"straight\"\n"), HasSubstr("emergency_walk_minutes"));
  EXPECT_THAT(fault("[emergency]\nmode = \"swimming\"\n"), HasSubstr("swimming"));
  EXPECT_THAT(fault_of([&] { work("mode = \"walking\"\n"); }), HasSubstr("no [layers.streets]"));
  EXPECT_THAT(fault_of([&] { ask("", Stage::Emergency); }), HasSubstr("no section [emergency]"));
}

}  // namespace
}  // namespace lastmeter
