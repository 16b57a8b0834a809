// SPDX-License-Identifier: Apache-2.0
#include "partition/zone_posts.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/error.h"
#include "partition/evaluate_partition.h"
#include "support/draw_partition.h"

namespace lastmeter {
namespace {

using ::testing::Contains;
using testing::draw_plan;
using testing::draw_units;
using ::testing::HasSubstr;

/// A row of six, of which a and c have the only sites; units lie 10 m apart.
PartitionParts row_of_six() {
  PartitionParts parts;
  parts.graph = draw_units("1 1 1 1 1 1");
  parts.least = 2.0;
  parts.most = 4.0;
  parts.zones_least = parts.zones_most = 2;
  parts.prices = {.cut_edges = 0.0, .border = 0.0, .deviation = 1.0};
  return parts;
}

PostSite site_in(const PartitionProblem& problem, std::size_t unit) {
  return {problem.graph().units()[UnitId(unit)].at, UnitId(unit)};
}

ZonesAndPosts together(const PartitionProblem& problem, const std::vector<PostSite>& sites, const PostRule& rule) {
  SilentProgress silent;
  return zones_with_posts(problem, connected_sets(problem, 1000).value(), sites, rule, {}, silent);
}

TEST(ZonePosts, TogetherServesWhatOneAfterTheOtherCannot) {
  const PartitionProblem problem(row_of_six());
  const std::vector<PostSite> sites{site_in(problem, 0), site_in(problem, 2)};
  const PostRule rule{.radius = Metres(30.0), .share = 1.0};
  SilentProgress silent;
  ZonePlan alone = partition_by_sets(problem, connected_sets(problem, 1000).value(), SetsGiven::All, {}, silent);
  EXPECT_EQ(alone.zone_of.items(), draw_plan("A A A B B B").items());
  const ZonesAndPosts after = posts_for(problem, alone, sites, rule);
  EXPECT_EQ(after.zones_unserved, 1u);
  EXPECT_EQ(after.weight_reached, 3.0);
  const ZonesAndPosts best = together(problem, sites, rule);
  EXPECT_EQ(best.plan.zone_of.items(), draw_plan("A A B B B B").items());
  EXPECT_TRUE(best.plan.proved);
  EXPECT_EQ(best.zones_unserved, 0u);
  EXPECT_EQ(best.weight_reached, 6.0);
  EXPECT_EQ(best.posts[1]->site, 1u);
  EXPECT_GT(best.plan.objective, alone.objective);  // the price of the posts
}

TEST(ZonePosts, WithinTheRadiusIsInclusiveAndAShareMayBeEnough) {
  const PartitionProblem problem(row_of_six());
  const std::vector<PostSite> sites{site_in(problem, 0), site_in(problem, 2)};
  EXPECT_EQ(together(problem, sites, {.radius = Metres(29.0), .share = 1.0}).plan.outcome, Outcome::Infeasible);
  EXPECT_EQ(together(problem, sites, {.radius = Metres(29.0), .share = 0.75}).plan.outcome, Outcome::Solved);
}

TEST(ZonePosts, UnitsThatNoServedZoneHoldsAreNamed) {
  const PartitionProblem problem(row_of_six());
  const ZonesAndPosts none = together(problem, {site_in(problem, 0)}, {.radius = Metres(30.0), .share = 1.0});
  EXPECT_EQ(none.plan.outcome, Outcome::Infeasible);
  EXPECT_THAT(none.plan.reasons, Contains(HasSubstr("unit 'e' is in no zone")));
}

TEST(ZonePosts, OfEqualSitesTheNearerIsTaken) {
  const PartitionProblem problem(row_of_six());
  const std::vector<UnitId> zone{UnitId(0), UnitId(1), UnitId(2)};
  const std::vector<PostSite> sites{site_in(problem, 0), site_in(problem, 1), site_in(problem, 4)};
  const auto post = best_post(problem.graph(), zone, sites, Metres(500.0));
  ASSERT_TRUE(post);
  EXPECT_EQ(post->site, 1u);
  EXPECT_EQ(post->reached, 3.0);
  EXPECT_FALSE(best_post(problem.graph(), zone, std::span(sites).subspan(2), Metres(500.0)));
}

TEST(ZonePosts, AShareIsOne) {
  EXPECT_THROW((void)together(PartitionProblem(row_of_six()), {}, {.radius = Metres(30.0), .share = 1.5}), ConfigError);
}

}  // namespace
}  // namespace lastmeter
