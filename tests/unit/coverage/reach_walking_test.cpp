// SPDX-License-Identifier: Apache-2.0
#include "coverage/reach_walking.h"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <stdexcept>

#include "core/parallel.h"
#include "network/walk_search.h"
#include "support/drawn_streets.h"
#include "walking_study.h"

namespace lastmeter {
namespace {

using testing::access_on;
using testing::add_demand;
using testing::add_post;
using testing::draw_streets;
using testing::DrawnStreets;
using ::testing::ElementsAre;
using testing::empty_study;
using ::testing::IsEmpty;
using testing::random_streets;
using testing::scattered_study;
using testing::square_lattice;

/// A street of 600 m with a side street of 100 m in its middle.
class OneStreet : public ::testing::Test {
 protected:
  OneStreet() { area.demand = {}; }
  void post_at(Point at) { add_post(area, at); }
  [[nodiscard]] Reach reach(double limit, const SnapOptions& snap = {}) const {
    return reach_walking(area, access_on(area, drawn.lines, snap), Metres(limit));
  }

  DrawnStreets drawn = draw_streets(R"(
      A-----B-----C
            |
            D      )",
                                    Metres(50));
  StudyArea area = empty_study();
};

TEST_F(OneStreet, ExactlyTheLimitCounts) {
  add_demand(area, {0, 100}, 1, 1);
  post_at({500, 100});
  EXPECT_THAT(reach(500).row(DemandId(0)).distances, ElementsAre(500.0));
  EXPECT_THAT(reach(499.999999).row(DemandId(0)).distances, IsEmpty());
}

TEST_F(OneStreet, AccessLegsCountUnlessSwitchedOff) {
  add_demand(area, {100, 130}, 1, 1);  // 30 m off the street, 200 m from B
  post_at({300, 0});                   // at D, 100 m from B
  EXPECT_THAT(reach(500).row(DemandId(0)).distances, ElementsAre(330.0));
  SnapOptions free_access;
  free_access.access_counts = false;
  EXPECT_THAT(reach(500, free_access).row(DemandId(0)).distances, ElementsAre(300.0));
}

TEST_F(OneStreet, RowsHoldTheLimitOnlyAndPostsAscend) {
  add_demand(area, {300, 100}, 1, 1);
  post_at({600, 100});
  post_at({300, 0});
  post_at({250, 100});
  const Reach reached = reach(299);
  EXPECT_THAT(reached.row(DemandId(0)).facilities, ElementsAre(FacilityId(1), FacilityId(2)));
  EXPECT_EQ(reached.limit(), Metres(299));
}

TEST_F(OneStreet, NothingToReachIsAProperAnswer) {
  EXPECT_EQ(reach(500).demand_count(), 0U);
  add_demand(area, {0, 100}, 1, 1);
  EXPECT_EQ(reach(500).pair_count(), 0U);
  post_at({5000, 5000});
  EXPECT_EQ(reach(9000).pair_count(), 0U);
  EXPECT_EQ(nearest_walking(area, access_on(area, drawn.lines)).at(0), std::nullopt);
}

TEST_F(OneStreet, NearestIsFoundAtAnyDistance) {
  add_demand(area, {0, 100}, 1, 1);
  post_at({300, 0});
  EXPECT_EQ(reach(100).pair_count(), 0U);
  EXPECT_EQ(nearest_walking(area, access_on(area, drawn.lines)).at(0), (NearestPost{FacilityId(0), 400.0}));
}

TEST_F(OneStreet, MeasuringKnowsTheNearestPostBeyondTheLimit) {
  add_demand(area, {0, 100}, 2, 2);
  add_demand(area, {250, 100}, 1, 1);
  post_at({300, 0});
  const WalkAccess access = access_on(area, drawn.lines);
  CoverageOptions options;
  options.radii = {Metres(200)};
  options.nominal = Metres(200);
  options.mode = TravelMode::Walking;
  SilentProgress progress;
  const Reach reached = reach_walking(area, access, Metres(200));
  const CoverageResult blind = measure_coverage(area, reached, options, progress);
  EXPECT_EQ(blind.demand.nearest[0], std::nullopt);
  const CoverageResult result = measure_coverage(area, reached, options, progress, nearest_walking(area, access));
  EXPECT_EQ(result.demand.nearest[0], (NearestPost{FacilityId(0), 400.0}));
  EXPECT_EQ(result.demand.nearest[1], (NearestPost{FacilityId(0), 150.0}));
  ASSERT_EQ(result.uncovered.size(), 1U);
  EXPECT_EQ(result.uncovered[0].nearest, result.demand.nearest[0]);
  EXPECT_EQ(result.totals[0].at_least[0], (DemandSum{1, 1, 1}));
  EXPECT_THROW(measure_coverage(area, reached, options, progress, std::vector<std::optional<NearestPost>>(7)),
               std::logic_error);
}

TEST_F(OneStreet, AWalkFarBelowTheStraightLineIsOurMistake) {
  add_demand(area, {0, 100}, 1, 1);
  post_at({300, 0});
  WalkAccess access = access_on(area, drawn.lines);
  for (WalkNetwork::Arc& arc : access.network.arcs) {
    arc.cost /= 2;
  }
  EXPECT_THROW(reach_walking(area, access, Metres(500)), std::logic_error);
  EXPECT_THROW(nearest_walking(area, access), std::logic_error);
  access.straight_is_floor = false;
  EXPECT_EQ(reach_walking(area, access, Metres(500)).pair_count(), 1U);
  access.posts = {};
  EXPECT_THROW(reach_walking(area, access, Metres(500)), std::logic_error);
}

TEST(WalkedMetres, OnlyRoundingIsRaised) {
  EXPECT_EQ(walked_metres(5000000, {0, 0}, {3, 4}, true), 5.0);
  EXPECT_EQ(walked_metres(4999990, {0, 0}, {3, 4}, true), 5.0);
  EXPECT_EQ(walked_metres(4999990, {0, 0}, {3, 4}, false), 4.99999);
  EXPECT_EQ(walked_metres(7000000, {0, 0}, {3, 4}, true), 7.0);
  EXPECT_THROW(walked_metres(4998000, {0, 0}, {3, 4}, true), std::logic_error);
}

/// The walks of every pair by relaxing all links until nothing changes, in doubles, on geometry alone.
std::vector<std::vector<double>> plain_walks(const StudyArea& area, const WalkAccess& access) {
  const WalkNetwork& network = access.network;
  const auto length = [&](const Link& link) {
    const auto shape = network.shape(link);
    double sum = 0.0;
    for (std::size_t v = 1; v < shape.size(); ++v) {
      sum += distance(shape[v - 1], shape[v]).value();
    }
    return sum;
  };
  std::vector<std::vector<double>> walks(area.demand.size(), std::vector<double>(area.facilities.size(), INFINITY));
  for (std::size_t f = 0; f < area.facilities.size(); ++f) {
    std::vector<double> cost(network.node_count(), INFINITY);
    for (const Anchor& post : access.posts.of(f)) {
      const Link& link = network.link(post.link);
      const double leg = distance(area.facilities[FacilityId(f)].at, post.at).value();
      cost[link.from.index()] = std::min(cost[link.from.index()], leg + post.share * length(link));
      cost[link.to.index()] = std::min(cost[link.to.index()], leg + (1 - post.share) * length(link));
    }
    for (bool changed = true; changed;) {
      changed = false;
      for (const Link& link : network.links) {
        double& from = cost[link.from.index()];
        double& to = cost[link.to.index()];
        const double whole = length(link);
        changed = changed || from > to + whole || to > from + whole;
        from = std::min(from, to + whole);
        to = std::min(to, from + whole);
      }
    }
    for (std::size_t i = 0; i < area.demand.size(); ++i) {
      for (const Anchor& place : access.demand.of(i)) {
        const Link& link = network.link(place.link);
        const double leg = distance(area.demand[DemandId(i)].at, place.at).value();
        double best = std::min(cost[link.from.index()] + place.share * length(link),
                               cost[link.to.index()] + (1 - place.share) * length(link));
        for (const Anchor& post : access.posts.of(f)) {
          if (post.link == place.link) {
            best = std::min(best, std::abs(post.share - place.share) * length(link) +
                                      distance(area.facilities[FacilityId(f)].at, post.at).value());
          }
        }
        walks[i][f] = std::min(walks[i][f], leg + best);
      }
    }
  }
  return walks;
}

class WalkedTown : public ::testing::TestWithParam<std::uint64_t> {
 protected:
  Random random{GetParam()};
  StreetLines streets = random_streets(random, 6, 90);
  StudyArea area = scattered_study(random, 450, 60, 5);
  WalkAccess access = access_on(area, streets, {.limit = Metres(40)});
};

TEST_P(WalkedTown, EveryPairEqualsPlainRelaxation) {
  const double limit = 300;
  const Reach reach = reach_walking(area, access, Metres(limit));
  const auto walks = plain_walks(area, access);
  const auto nearest = nearest_walking(area, access);
  for (std::size_t i = 0; i < walks.size(); ++i) {
    const Reach::Row row = reach.row(DemandId(i));
    std::size_t next = 0;
    for (std::size_t f = 0; f < walks[i].size(); ++f) {
      if (walks[i][f] <= limit) {
        ASSERT_LT(next, row.facilities.size());
        EXPECT_EQ(row.facilities[next], FacilityId(f));
        EXPECT_NEAR(row.distances[next], walks[i][f], 1e-4);
        EXPECT_GE(row.distances[next], distance(area.demand.items()[i].at, area.facilities.items()[f].at).value());
        ++next;
      }
    }
    EXPECT_EQ(next, row.facilities.size());
    const double best = *std::ranges::min_element(walks[i]);
    ASSERT_EQ(nearest[i].has_value(), std::isfinite(best));
    if (nearest[i]) {
      EXPECT_NEAR(nearest[i]->distance, best, 1e-4);
    }
  }
}

TEST_P(WalkedTown, AnotherStreetNeverMakesAWalkLonger) {
  const auto before = nearest_walking(area, access);
  const std::vector<Point>& corners = streets.vertices;
  for (int i = 0; i < 5; ++i) {
    streets.add(std::vector<Point>{corners[random.below(corners.size())], corners[random.below(corners.size())]}, 900);
  }
  WalkAccess more = access;
  more.network = build_network(streets, {}).network;
  // Same places on the streets: a nearer new street would move the anchors, which is not asked here.
  more.demand = access.demand;
  more.posts = access.posts;
  for (AnchorRows* rows : {&more.demand, &more.posts}) {
    for (Anchor& anchor : rows->anchors) {
      const std::vector<Point> at{anchor.at};
      const WalkCost leg = anchor.access;
      anchor = snap_to_links(more.network, at, {}, {}).anchors.at(0);
      anchor.access = leg;
    }
  }
  const auto after = nearest_walking(area, more);
  std::size_t shorter = 0;
  for (std::size_t i = 0; i < before.size(); ++i) {
    if (before[i]) {
      ASSERT_TRUE(after[i]);
      EXPECT_LE(after[i]->distance, before[i]->distance + 1e-4);
      shorter += after[i]->distance < before[i]->distance - 1 ? 1 : 0;
    }
  }
  RecordProperty("shorter", static_cast<int>(shorter));
}

INSTANTIATE_TEST_SUITE_P(Seeds, WalkedTown, ::testing::Range<std::uint64_t>(1, 41));

/// Area within 500 m of a post on foot over the area of the circle: reached street times half the spacing.
double network_over_circle(double spacing, Point post) {
  StudyArea area = empty_study();
  add_post(area, post);
  const WalkAccess access = access_on(area, square_lattice(61, spacing));
  double street = 0.0;
  for (const LinkStretch& stretch : reached_streets(access.network, access.posts, Metres(500))) {
    street += (stretch.end - stretch.begin) * spacing;
  }
  return street * spacing / 2 / (std::numbers::pi * 500 * 500);
}

/// On a fine square lattice a walk of 500 m covers a diamond: 2 / pi of the circle.
TEST(SquareLattice, NetworkOverCircleTendsToTwoOverPi) {
  constexpr double kLimit = 2 / std::numbers::pi;
  for (const Point post : {Point{600, 600}, Point{610, 600}, Point{603, 600}}) {
    const double ratio = network_over_circle(20, post);
    fmt::print("network / circle area, 20 m lattice, post at ({}, {}): {:.5f}, 2/pi = {:.5f}, error {:.3f} %\n", post.x,
               post.y, ratio, kLimit, 100 * std::abs(ratio / kLimit - 1));
    EXPECT_LT(std::abs(ratio / kLimit - 1), 0.005);
  }
  EXPECT_GT(network_over_circle(90, {2700, 2700}) / kLimit, 0.9);
}

TEST(ReachWalking, SameBytesForAnyNumberOfThreads) {
  Random random(5);
  const StudyArea area = scattered_study(random, 900, 9000, 300);
  const StreetLines streets = random_streets(random, 31, 30);
  const auto rows = [&](std::size_t threads) {
    set_thread_limit(threads);
    const Reach reach = reach_walking(area, access_on(area, streets), Metres(200));
    std::vector<std::pair<FacilityId, double>> all;
    for (std::size_t i = 0; i < area.demand.size(); ++i) {
      const Reach::Row row = reach.row(DemandId(i));
      for (std::size_t j = 0; j < row.facilities.size(); ++j) {
        all.emplace_back(row.facilities[j], row.distances[j]);
      }
    }
    set_thread_limit(0);
    return all;
  };
  const auto one = rows(1);
  EXPECT_GT(one.size(), 10000U);
  EXPECT_EQ(one, rows(2));
  EXPECT_EQ(one, rows(8));
}

}  // namespace
}  // namespace lastmeter
