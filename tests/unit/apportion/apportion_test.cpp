// SPDX-License-Identifier: Apache-2.0
#include "apportion/apportion.h"

#include <gmock/gmock.h>

#include <limits>
#include <stdexcept>

namespace lastmeter {
namespace {

using testing::Contains;
using testing::Each;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr auto kHamilton = ApportionMethod::LargestRemainder;
constexpr auto kWebster = ApportionMethod::Webster;
constexpr auto kHill = ApportionMethod::HuntingtonHill;

Apportionment share(std::size_t total, const std::vector<Claim>& claims, ApportionMethod method,
                    FloorRule floors = FloorRule::Least) {
  return apportion(total, claims, method, floors);
}

TEST(Apportion, EqualLoadsSplitEvenlyByAnyMethod) {
  const std::vector<Claim> communities(48, Claim{3750});
  const std::vector<Claim> grid_zones(450, Claim{400});
  for (const ApportionMethod method : {kHamilton, kWebster, kHill}) {
    const auto has = [&](std::size_t total, const std::vector<Claim>& claims, std::size_t few, std::size_t at_few,
                         std::size_t at_more) {
      EXPECT_THAT(share(total, claims, method).parts,
                  testing::AllOf(Contains(few).Times(static_cast<int>(at_few)),
                                 Contains(few + 1).Times(static_cast<int>(at_more))))
          << name_of(method) << " " << total;
    };
    has(450, communities, 9, 30, 18);     // grid zones
    has(500, communities, 10, 28, 20);    // workers
    has(154, communities, 3, 38, 10);     // units
    has(12000, communities, 250, 48, 0);  // members
    has(1149, grid_zones, 2, 201, 249);   // building groups
  }
}

TEST(Apportion, FloorOfFiveLeaves260) {
  std::vector<Claim> claims(48, Claim{3750, 5});
  claims[0].weight = 0.0;
  const Apportionment shares = share(500, claims, kHamilton, FloorRule::Base);
  EXPECT_EQ(shares.free, 260U);
  EXPECT_EQ(shares.parts[0], 5U);  // nothing follows no load
  EXPECT_EQ(shares.without_load, 1U);
  EXPECT_FALSE(shares.equal_parts);
}

TEST(Apportion, ABaseIsNotALeast) {
  // Least: 100 and 1900 share 20 as 1 and 19, and the floor lifts the first to 5. Base: 5 each, and 10 by load.
  EXPECT_THAT(share(20, {{100, 5}, {1900, 5}}, kHamilton, FloorRule::Least).parts, ElementsAre(5, 15));
  EXPECT_THAT(share(20, {{400, 5}, {600, 5}}, kHamilton, FloorRule::Least).parts, ElementsAre(8, 12));
  EXPECT_THAT(share(20, {{400, 5}, {600, 5}}, kHamilton, FloorRule::Base).parts, ElementsAre(9, 11));
  EXPECT_THAT(share(20, {{400, 5, 7}, {600, 5}}, kHamilton, FloorRule::Base).parts, ElementsAre(7, 13));
}

TEST(Apportion, AlabamaParadoxIsHamiltonsAlone) {
  const std::vector<Claim> claims{{6}, {6}, {2}};
  EXPECT_THAT(share(10, claims, kHamilton).parts, ElementsAre(4, 4, 2));
  EXPECT_THAT(share(11, claims, kHamilton).parts, ElementsAre(5, 5, 1));
  EXPECT_GE(share(11, claims, kWebster).parts[2], share(10, claims, kWebster).parts[2]);
}

TEST(Apportion, WebsterMayBreakQuota) {
  std::vector<Claim> claims(11, Claim{14});
  claims[0].weight = 860;
  const Apportionment shares = share(100, claims, kWebster);
  EXPECT_EQ(shares.parts[0], 90U);
  EXPECT_DOUBLE_EQ(shares.quotas[0], 86.0);
  EXPECT_EQ(shares.off_quota, 1U);
}

TEST(Apportion, HuntingtonHillFavoursTheSmall) {
  const std::vector<Claim> claims{{145}, {855}};
  EXPECT_THAT(share(10, claims, kWebster).parts, ElementsAre(1, 9));
  EXPECT_THAT(share(10, claims, kHill).parts, ElementsAre(2, 8));
  EXPECT_THAT(share(3, {{1}, {1000}, {2}}, kHill).parts, ElementsAre(1, 1, 1));
  EXPECT_THAT(share(2, {{1}, {1000}, {2}}, kHill).parts, ElementsAre(0, 1, 1));
}

TEST(Apportion, HouseOfRepresentatives1790) {
  // The first census: Webster and Huntington-Hill for the 105 seats of 15 states, as Balinski and Young print them.
  const std::vector<Claim> states{{630560}, {475327}, {353523}, {432879}, {331589}, {278514}, {236841}, {206236},
                                  {179570}, {141822}, {85533},  {70835},  {68705},  {68446},  {55540}};
  EXPECT_THAT(share(105, states, kWebster).parts, ElementsAre(18, 14, 10, 13, 10, 8, 7, 6, 5, 4, 2, 2, 2, 2, 2));
  EXPECT_THAT(share(105, states, kHill).parts, ElementsAre(18, 14, 10, 12, 10, 8, 7, 6, 5, 4, 3, 2, 2, 2, 2));
}

TEST(Apportion, FloorsAboveTheTotalAreExplained) {
  const Apportionment shares = share(200, std::vector<Claim>(48, Claim{3750, 5}), kWebster);
  EXPECT_EQ(shares.outcome, Outcome::Infeasible);
  EXPECT_THAT(shares.parts, IsEmpty());
  EXPECT_THAT(shares.reasons, ElementsAre(HasSubstr("floors of 48 shares add up to 240, 40 more than the 200")));
}

TEST(Apportion, CeilingsBelowTheTotalAreExplained) {
  EXPECT_THAT(share(10, {{1, 0, 4}, {1, 0, 4}}, kHill).reasons, ElementsAre(HasSubstr("add up to 8, 2 fewer")));
  EXPECT_THAT(share(10, {{1, 3, 2}, {1}}, kHill).reasons, ElementsAre(HasSubstr("1 of 2 shares have a floor above")));
}

TEST(Apportion, NoLoadAtAllIsEqualParts) {
  for (const ApportionMethod method : {kHamilton, kWebster, kHill}) {
    const Apportionment shares = share(7, {{0}, {0}, {0}}, method);
    EXPECT_THAT(shares.parts, ElementsAre(3, 2, 2));
    EXPECT_TRUE(shares.equal_parts);
  }
  EXPECT_THAT(share(5, {{0}, {2}, {0, 1}}, kWebster).parts, ElementsAre(0, 4, 1));
  EXPECT_THAT(share(9, {{0}, {2, 0, 4}, {0, 1}}, kHill).parts, testing::AllOf(testing::SizeIs(3), Contains(4)));
}

TEST(Apportion, NobodyAndNothing) {
  EXPECT_EQ(share(0, {}, kWebster).outcome, Outcome::Solved);
  EXPECT_THAT(share(1, {}, kWebster).reasons, ElementsAre(HasSubstr("add up to 0, 1 fewer")));
  EXPECT_THAT(share(0, {{3}, {4}}, kHill).parts, Each(0U));
  EXPECT_THROW(share(1, {{-1.0}}, kHill), std::logic_error);
  EXPECT_THROW(share(1, {{std::numeric_limits<double>::infinity()}}, kWebster), std::logic_error);
}

TEST(Apportion, AMillionIsSharedAtOnce) {
  const Apportionment shares = share(100'000'000, {{1}, {2}, {3}}, kHill);
  EXPECT_THAT(shares.parts, ElementsAre(16'666'667, 33'333'333, 50'000'000));
}

}  // namespace
}  // namespace lastmeter
