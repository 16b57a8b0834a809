// SPDX-License-Identifier: Apache-2.0
#include "network/anchor.h"

#include <gmock/gmock.h>

#include <cmath>
#include <tuple>

#include "core/parallel.h"
#include "unit/network/hand_network.h"

namespace lastmeter::testing {
namespace {

using ::testing::DoubleEq;
using ::testing::Each;
using ::testing::Eq;
using ::testing::IsEmpty;
using ::testing::Optional;
using ::testing::SizeIs;

/// a --100-- b --100-- c eastwards, and a bent link from c back over (200, 100) to a.
WalkNetwork triangle() {
  return make_network(
      {{0, 0}, {100, 0}, {200, 0}},
      {{0, 1, 100_mc, 100_mc, {}}, {1, 2, 100_mc, 100_mc, {}}, {2, 0, 400_mc, 400_mc, {{200, 100}, {0, 100}}}});
}

AnchorRows snapped(const WalkNetwork& network, std::vector<Point> places, SnapOptions options = {}) {
  return snap_to_links(network, places, {}, options);
}

TEST(Snap, ProjectsOntoTheNearestLinkNotTheNearestNode) {
  const AnchorRows rows = snapped(triangle(), {{30, 10}, {150, -20}, {198, 60}, {100, 130}});
  ASSERT_THAT(rows.anchors, SizeIs(4));
  EXPECT_EQ(rows.anchors[0].link, LinkId(0));
  EXPECT_EQ(rows.anchors[0].at, (Point{30, 0}));
  EXPECT_THAT(rows.anchors[0].share, DoubleEq(0.3));
  EXPECT_EQ(rows.anchors[0].access, 10_mc);
  EXPECT_EQ(rows.anchors[1].link, LinkId(1));
  EXPECT_EQ(rows.anchors[2].link, LinkId(2));
  EXPECT_THAT(rows.anchors[2].share, DoubleEq(60.0 / 400.0));
  EXPECT_THAT(rows.anchors[3].share, DoubleEq(0.5));
  EXPECT_EQ(rows.anchors[3].access, 30_mc);
}

TEST(Snap, TiesGoToTheLowestLinkAndShare) {
  const AnchorRows rows = snapped(triangle(), {{100, 10}, {-5, 0}, {50, 50}});
  EXPECT_EQ(rows.anchors[0].link, LinkId(0));
  EXPECT_EQ(rows.anchors[0].share, 1.0);
  EXPECT_EQ(rows.anchors[1].link, LinkId(0));
  EXPECT_EQ(rows.anchors[1].share, 0.0);
  EXPECT_EQ(rows.anchors[2].link, LinkId(0));
  // The same slanted street drawn both ways: rounding differs, the tie does not.
  const WalkNetwork twice = make_network({{0, 0}, {97, 31}}, {{1, 0, 100_mc, 100_mc, {}}, {0, 1, 100_mc, 100_mc, {}}});
  Random random(1);
  for (int i = 0; i < 200; ++i) {
    const AnchorRows one = snapped(twice, {{random.uniform(0, 97), random.uniform(0, 31)}});
    ASSERT_EQ(one.anchors.front().link, LinkId(0));
  }
}

TEST(Snap, LimitIsInclusiveAndNothingBeyondHasAnAnchor) {
  const AnchorRows rows = snapped(triangle(), {{50, -10}, {50, -10.00001}, {500, 500}}, {.limit = Metres(10)});
  EXPECT_THAT(rows.starts, Eq(std::vector<std::uint32_t>{0, 1, 1, 1}));
}

TEST(Snap, LimitOfNothingTakesWhatLiesOnAStreet) {
  const WalkNetwork slanted = make_network({{500000, 4000000}, {500097, 4000031}}, {{0, 1, 100_mc, 100_mc, {}}});
  const Point on{500000 + 97 * 0.37, 4000000 + 31 * 0.37};
  const AnchorRows rows = snapped(slanted, {on, {on.x, on.y + 0.001}}, {.limit = Metres(0)});
  EXPECT_THAT(rows.starts, Eq(std::vector<std::uint32_t>{0, 1, 1}));
  EXPECT_NEAR(rows.anchors.front().share, 0.37, 1e-9);
}

TEST(Snap, EntrancesAloneLeadToTheStreet) {
  // A compound at (50, 40) with gates on two sides; the limit binds gate to street only.
  const std::vector<Point> places{{10, 10}, {50, 40}, {60, 5}};
  const std::vector<Entrance> entrances{{1, {50, 4}}, {1, {190, 40}}, {2, {60, -30}}};
  const AnchorRows rows = snap_to_links(triangle(), places, entrances, {.limit = Metres(20)});
  EXPECT_THAT(rows.starts, Eq(std::vector<std::uint32_t>{0, 1, 3, 3}));
  EXPECT_EQ(rows.anchors[1].access, 40_mc);
  EXPECT_EQ(rows.anchors[1].at, (Point{50, 0}));
  EXPECT_EQ(rows.anchors[2].access, 150_mc);
  EXPECT_EQ(rows.anchors[2].at, (Point{200, 40}));
}

TEST(Snap, AccessMayBeFree) {
  const AnchorRows rows = snap_to_links(triangle(), std::vector<Point>{{50, 40}}, std::vector<Entrance>{{0, {50, 4}}},
                                        {.access_counts = false});
  EXPECT_EQ(rows.anchors.front().access, 0);
  EXPECT_EQ(rows.anchors.front().at, (Point{50, 0}));
}

TEST(Snap, NoLinksNoAnchors) {
  EXPECT_THAT(snapped({}, {{0, 0}, {1, 1}}).starts, Eq(std::vector<std::uint32_t>{0, 0, 0}));
  EXPECT_THAT(snapped(triangle(), {}).anchors, IsEmpty());
  EXPECT_THAT(distance_to_links({}, std::vector<Point>{{0, 0}}), Each(Eq(std::nullopt)));
}

TEST(Snap, LinkWithoutLengthAndLinkOfRepeatedVertices) {
  const WalkNetwork spot = make_network({{5, 5}, {5, 5}}, {{0, 1, 0, 0, {{5, 5}}}});
  const AnchorRows rows = snapped(spot, {{5, 8}});
  EXPECT_EQ(rows.anchors.front().share, 0.0);
  EXPECT_EQ(rows.anchors.front().access, 3_mc);
  const WalkNetwork repeated =
      make_network({{0, 0}, {10, 0}}, {{0, 1, 10_mc, 10_mc, {{0, 0}, {5, 0}, {5, 0}, {10, 0}}}});
  EXPECT_EQ(snapped(repeated, {{5, 1}, {10, 1}}).anchors[0].share, 0.5);
  EXPECT_EQ(snapped(repeated, {{5, 1}, {10, 1}}).anchors[1].share, 1.0);
}

TEST(DistanceToLinks, AnyDistance) {
  const auto distances = distance_to_links(triangle(), std::vector<Point>{{50, 3}, {1e7 + 200, 50}});
  EXPECT_THAT(distances[0], Optional(Metres(3)));
  EXPECT_THAT(distances[1], Optional(Metres(1e7)));
}

/// Random polylines about two far-off towns, with repeated vertices and an outlier.
WalkNetwork random_lines(Random& random, std::size_t count) {
  std::vector<Point> nodes;
  std::vector<HandLink> links;
  for (std::size_t i = 0; i < count; ++i) {
    const Point town = random.below(3) == 0 ? Point{900000, 4000000} : Point{500000, 4200000};
    const auto place = [&] { return Point{town.x + random.uniform(0, 800), town.y + random.uniform(0, 800)}; };
    nodes.push_back(place());
    nodes.push_back(place());
    HandLink link{2 * i, 2 * i + 1, 1_mc, 1_mc, {}};
    for (std::size_t bends = random.below(4); bends > 0; --bends) {
      link.bends.push_back(random.below(5) == 0 ? nodes.back() : place());
    }
    links.push_back(link);
  }
  return make_network(std::move(nodes), links);
}

/// Distance, link and share of the nearest place, every stretch asked.
std::tuple<double, std::size_t, double> plain_nearest(const WalkNetwork& network, Point p) {
  std::tuple<double, std::size_t, double> best{1e300, 0, 0};
  for (std::size_t i = 0; i < network.links.size(); ++i) {
    const std::span<const Point> shape = network.shape(network.links[i]);
    double whole = 0;
    for (std::size_t v = 0; v + 1 < shape.size(); ++v) {
      whole += distance(shape[v], shape[v + 1]).value();
    }
    double before = 0;
    for (std::size_t v = 0; v + 1 < shape.size(); ++v) {
      const Point a = shape[v];
      const Point b = shape[v + 1];
      const double squared = squared_distance(a, b);
      const double dot = (p.x - a.x) * (b.x - a.x) + (p.y - a.y) * (b.y - a.y);
      const double t = squared > 0 ? std::clamp(dot / squared, 0.0, 1.0) : 0.0;
      const Point at{a.x + t * (b.x - a.x), a.y + t * (b.y - a.y)};
      const double d = distance(p, at).value();
      if (d < std::get<0>(best) - 1e-6) {
        best = {d, i, (before + t * std::sqrt(squared)) / whole};
      }
      before += std::sqrt(squared);
    }
  }
  return best;
}

TEST(Snap, EqualsThePlainLoopOnRandomLines) {
  Random random(7);
  for (int round = 0; round < 60; ++round) {
    const WalkNetwork network = random_lines(random, 1 + random.below(150));
    std::vector<Point> places(60);
    for (Point& place : places) {
      const Point near = network.vertices[random.below(network.vertices.size())];
      place = {near.x + random.uniform(-100, 100), near.y + random.uniform(-100, 100)};
    }
    const AnchorRows rows = snapped(network, places, {.limit = Metres(1e6)});
    ASSERT_THAT(rows.anchors, SizeIs(places.size()));
    for (std::size_t i = 0; i < places.size(); ++i) {
      const auto [d, link, share] = plain_nearest(network, places[i]);
      ASSERT_NEAR(to_metres(rows.anchors[i].access), d, 2e-6);
      ASSERT_EQ(rows.anchors[i].link.index(), link);
      ASSERT_NEAR(rows.anchors[i].share, share, 1e-8);
    }
  }
}

TEST(Snap, SameForAnyOrderAndThreads) {
  Random random(8);
  const WalkNetwork network = random_lines(random, 3000);
  std::vector<Point> places(20000);
  for (Point& place : places) {
    place = {500000 + random.uniform(-50, 900), 4200000 + random.uniform(-50, 900)};
  }
  std::vector<std::vector<std::tuple<LinkId, double, WalkCost>>> all;
  for (const std::size_t threads : {1U, 2U, 8U}) {
    set_thread_limit(threads);
    all.emplace_back();
    for (const Anchor& anchor : snapped(network, places).anchors) {
      all.back().emplace_back(anchor.link, anchor.share, anchor.access);
    }
  }
  set_thread_limit(0);
  EXPECT_THAT(all, Each(all.front()));
  for (std::size_t i = 0; i < places.size(); i += 997) {
    const Anchor alone = snapped(network, {places[i]}).anchors.front();
    EXPECT_EQ(std::tuple(alone.link, alone.share, alone.access), all.front()[i]);
  }
}

TEST(EndCosts, PartsOfALinkAddUpBothWays) {
  const WalkNetwork network = make_network({{0, 0}, {9, 0}}, {{0, 1, 1000003, 777777, {}}, {0, 1, 5_mc, kNoWay, {}}});
  Random random(9);
  for (int i = 0; i < 100; ++i) {
    const EndCosts costs = end_costs(network, on_link(0, random.uniform()));
    EXPECT_EQ(costs.out_of_from + costs.to_to, 1000003);
    EXPECT_EQ(costs.out_of_to + costs.to_from, 777777);
  }
  const EndCosts one_way = end_costs(network, on_link(1, 0.5));
  EXPECT_EQ(one_way.to_from, kNoWay);
  EXPECT_EQ(one_way.out_of_to, kNoWay);
  EXPECT_EQ(one_way.to_to, 2500000);
}

TEST(EndCosts, AnAnchorAtANodeIsThereWhateverTheDirection) {
  const WalkNetwork network = make_network({{0, 0}, {9, 0}}, {{0, 1, 5_mc, kNoWay, {}}, {0, 1, kNoWay, kNoWay, {}}});
  EXPECT_EQ(end_costs(network, on_link(0, 0.0)).to_from, 0);
  EXPECT_EQ(end_costs(network, on_link(0, 1.0)).out_of_to, 0);
  EXPECT_EQ(end_costs(network, on_link(1, 1.0)).to_to, 0);
  EXPECT_EQ(end_costs(network, on_link(1, 1.0)).to_from, kNoWay);
}

TEST(DirectCost, FollowsTheDirection) {
  const WalkNetwork network = make_network({{0, 0}, {9, 0}}, {{0, 1, 100_mc, 40_mc, {}}, {0, 1, 100_mc, kNoWay, {}}});
  EXPECT_THAT(direct_cost(network, on_link(0, 0.25), on_link(0, 0.75)), Optional(WalkCost{50_mc}));
  EXPECT_THAT(direct_cost(network, on_link(0, 0.75), on_link(0, 0.25)), Optional(WalkCost{20_mc}));
  EXPECT_THAT(direct_cost(network, on_link(1, 0.75), on_link(1, 0.25)), Eq(std::nullopt));
  EXPECT_THAT(direct_cost(network, on_link(1, 0.5), on_link(1, 0.5)), Optional(WalkCost{0}));
  EXPECT_THAT(direct_cost(network, on_link(0, 0.5), on_link(1, 0.5)), Eq(std::nullopt));
}

}  // namespace
}  // namespace lastmeter::testing
