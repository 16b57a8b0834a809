// SPDX-License-Identifier: Apache-2.0
// [[assign]] of a study: units of a table to communities.
#include <gmock/gmock.h>

#include "block_town.h"
#include "walking_town.h"

namespace lastmeter {
namespace {

using testing::BlockTown;
using testing::fault_of;
using ::testing::HasSubstr;
using testing::put;

/// The middles of block town's communities are at 300 (A) and 900 (B).
class UnitTown : public BlockTown {
 protected:
  void units(const std::string& rows) {
    put(town_.path() / "units.csv", "code,name,duty,members,community,x,y\n" + rows);
  }
  RunOutcome work(const std::string& keys = "") {
    return ask("[[assign]]\ntable = \"units.csv\"\n" + keys, Stage::Norms);
  }
};

TEST_F(UnitTown, GoTheShortestWayWithinEvenNumbers) {
  units(
      "u1,One,law,10,,500100,3900100\nu2,Two,law,20,,500200,3900100\nu3,Three,law,30,,500400,3900100\n"
      "u4,Four,law,40,,500800,3900100\n");
  const RunOutcome outcome = work();
  EXPECT_EQ(testing::figure(outcome, "assign.of_size", {{"size", 2.0}}).value, 2.0);
  EXPECT_EQ(testing::figure(outcome, "assign.distance_sum_m", {}).value, 200.0 + 100.0 + 500.0 + 100.0);
  EXPECT_EQ(testing::figure(outcome, "assign.members", {}).value, 100.0);
  EXPECT_THAT(table("assign_units"), HasSubstr("u3,Three,law,B,East,500"));
  EXPECT_FALSE(outcome.target_missed);
}

TEST_F(UnitTown, WithoutPlacesFillUpAndAreNoted) {
  units("u1,One,law,10,A,,\nu2,Two,law,20,,,\nu3,Three,law,x,C,,\n");
  const RunOutcome outcome = work();
  EXPECT_EQ(testing::figure(outcome, "assign.without_place", {}).value, 2.0);
  EXPECT_THAT(table("assign_units"), HasSubstr("u1,One,law,A,West,0"));
  EXPECT_THAT(testing::bytes_of(town_.path() / "out" / "issues.csv"),
              HasSubstr("has no place in the study; placed for balance alone"));
  EXPECT_THAT(testing::bytes_of(town_.path() / "out" / "issues.csv"), HasSubstr("no community has the code 'C'"));
  EXPECT_THAT(testing::bytes_of(town_.path() / "out" / "issues.csv"), HasSubstr("has 'x' members"));
}

TEST_F(UnitTown, MembersBeyondTheLimitGoElsewhere) {
  units("u1,One,law,10,A,,\nu2,Two,law,30,B,,\n");
  const RunOutcome outcome = work("members_each = [18, 22]\n");
  EXPECT_EQ(testing::figure(outcome, "assign.parted", {}).value, 8.0);
  EXPECT_THAT(table("assign_units_members"), HasSubstr("u2,Two,B,A,8"));
}

TEST_F(UnitTown, LimitsThatCannotBeKeptAreNamed) {
  units("u1,One,law,10,A,,\nu2,Two,law,30,B,,\nu3,Three,health,30,B,,\n");
  const RunOutcome few = work("units_each = [2, 3]\nduties = { health = 1 }\n");
  EXPECT_TRUE(few.target_missed);
  EXPECT_THAT(few.text, HasSubstr("3 units are too few: 2 communities ask for at least 4 in all, so 1 are missing"));
  EXPECT_THAT(few.text, HasSubstr("1 units of duty health are too few for 1 in each of 2 communities: 1 are missing"));
  EXPECT_THAT(few.text, HasSubstr("breaks limits by 2 in all"));
}

TEST_F(UnitTown, FaultsOfTheSectionAreNamed) {
  units("u1,One,law,10,A,,\n");
  EXPECT_THAT(fault("[[assign]]\nunits_each = [3]\n"), HasSubstr("table of the units is missing"));
  EXPECT_THAT(fault_of([&] { work("units_each = [4, 3]\n"); }), HasSubstr("the smaller first"));
  EXPECT_THAT(fault_of([&] { work("code = \"kode\"\n"); }), HasSubstr("did you mean 'code'"));
  EXPECT_THAT(fault_of([&] { work("duties = { health = \"x\" }\n"); }), HasSubstr("health"));
}

}  // namespace
}  // namespace lastmeter
