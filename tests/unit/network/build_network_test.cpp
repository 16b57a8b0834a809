// SPDX-License-Identifier: Apache-2.0
#include "network/build_network.h"

#include <gmock/gmock.h>

#include <cmath>
#include <limits>

#include "core/error.h"
#include "support/drawn_streets.h"
#include "support/network_checks.h"

namespace lastmeter {
namespace {

using ::testing::DoubleEq;
using ::testing::DoubleNear;
using testing::draw_streets;
using testing::DrawnStreets;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::metres_between;
using testing::node_at;
using ::testing::Optional;
using ::testing::SizeIs;

const double kNan = std::numeric_limits<double>::quiet_NaN();

StreetLines lines_of(const std::vector<std::vector<Point>>& lines) {
  StreetLines streets;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    streets.add(lines[i], static_cast<std::uint32_t>(i));
  }
  return streets;
}

WalkNetwork network_of(const StreetLines& streets) { return build_network(streets, {}).network; }

TEST(BuildNetwork, SquareHasFourNodesAndLinks) {
  const DrawnStreets square = draw_streets("A--B\n|  |\nC--D", Metres(10.0));
  const WalkNetwork network = network_of(square.lines);
  EXPECT_EQ(network.node_count(), 4U);
  EXPECT_THAT(network.links, SizeIs(4));
  EXPECT_THAT(network.arcs, SizeIs(8));
  EXPECT_THAT(network.component_lengths, ElementsAre(100.0));
  EXPECT_THAT(metres_between(network, square.at('A'), square.at('D')), Optional(50.0));
}

TEST(BuildNetwork, NothingAndOneLinkAreNetworks) {
  const WalkNetwork none = network_of({});
  EXPECT_EQ(none.node_count(), 0U);
  EXPECT_THAT(none.arc_starts, ElementsAre(0U));
  const WalkNetwork one = network_of(lines_of({{{0, 0}, {3, 4}}}));
  EXPECT_EQ(one.links[0].cost, 5'000'000U);
  EXPECT_EQ(one.links[0].cost_back, 5'000'000U);
}

TEST(BuildNetwork, CrossingInThePlaneIsNoJunction) {
  const DrawnStreets cross = draw_streets(R"(
      C
      |
    A-+-B
      |
      D )",
                                          Metres(10.0));
  const WalkNetwork network = network_of(cross.lines);
  EXPECT_EQ(network.node_count(), 4U);
  EXPECT_EQ(metres_between(network, cross.at('A'), cross.at('C')), std::nullopt);
  EXPECT_THAT(network.component_lengths, ElementsAre(40.0, 40.0));
}

TEST(BuildNetwork, SharedVertexInsideTwoLinesIsAJunction) {
  const WalkNetwork network = network_of(lines_of({{{0, 0}, {5, 0}, {10, 0}}, {{5, -5}, {5, -0.0}, {5, 5}}}));
  EXPECT_EQ(network.node_count(), 5U);
  EXPECT_THAT(metres_between(network, {0, 0}, {5, 5}), Optional(10.0));
}

TEST(BuildNetwork, BridgeMeetsTheGroundAtItsEndsOnly) {
  StreetLines streets = lines_of({{{0, 0}, {5, 0}, {10, 0}}, {{5, -5}, {5, 0}, {5, 5}}, {{10, 0}, {20, 0}}});
  streets.levels = {1, 0, 0};
  const WalkNetwork network = network_of(streets);
  EXPECT_EQ(network.node_count(), 5U);
  EXPECT_EQ(metres_between(network, {0, 0}, {5, 5}), std::nullopt);
  EXPECT_THAT(metres_between(network, {0, 0}, {20, 0}), Optional(20.0));
}

TEST(BuildNetwork, IdsDecideWhereTheyAreGiven) {
  StreetLines streets = lines_of({{{0, 0}, {5, 0}, {10, 0}}, {{5, -5}, {5, 0}, {5, 5}}, {{5, 5}, {9, 9}}});
  streets.vertex_ids = {1, 2, 3, 4, 5, 6, 6, 7};
  const WalkNetwork network = network_of(streets);
  EXPECT_EQ(metres_between(network, {0, 0}, {5, 5}), std::nullopt);
  EXPECT_TRUE(metres_between(network, {5, -5}, {9, 9}));
}

TEST(BuildNetwork, SealedVertexEndsEveryLineThere) {
  StreetLines streets = lines_of({{{0, 0}, {5, 0}, {10, 0}}, {{5, 0}, {5, 5}}});
  streets.sealed = {0, 1, 0, 1, 0};
  const WalkNetwork network = network_of(streets);
  EXPECT_THAT(network.links, SizeIs(3));
  EXPECT_EQ(network.node_count(), 6U);
  EXPECT_THAT(network.component_lengths, ElementsAre(5.0, 5.0, 5.0));
  EXPECT_EQ(std::count(network.sealed.begin(), network.sealed.end(), 1), 3);
}

TEST(BuildNetwork, LoopsAndParallelLinksStay) {
  const DrawnStreets streets = draw_streets(R"(
    A--B--+
    |  |  |
    +--+  C )",
                                            Metres(10.0));
  const WalkNetwork network = network_of(streets.lines);
  EXPECT_EQ(network.node_count(), 3U);
  EXPECT_THAT(network.links, SizeIs(3));
  const WalkNetwork loop = network_of(lines_of({{{0, 0}, {1, 0}, {1, 1}, {0, 0}}}));
  ASSERT_THAT(loop.links, SizeIs(1));
  EXPECT_EQ(loop.links[0].from, loop.links[0].to);
  EXPECT_THAT(loop.arcs, IsEmpty());
  const WalkNetwork parallel = network_of(lines_of({{{0, 0}, {1, 0}}, {{1, 0}, {0, 0}}, {{0, 0}, {0, 1}, {1, 0}}}));
  EXPECT_THAT(parallel.links, SizeIs(3));
  EXPECT_THAT(parallel.arcs, SizeIs(6));
}

TEST(BuildNetwork, SelfTouchingLineIsSplitWhereItMeetsItself) {
  const WalkNetwork network = network_of(lines_of({{{0, 0}, {5, 0}, {5, 5}, {2, 5}, {5, 0}, {9, 0}}}));
  EXPECT_THAT(network.links, SizeIs(3));
  EXPECT_THAT(metres_between(network, {0, 0}, {9, 0}), Optional(9.0));
}

TEST(BuildNetwork, RepeatedVerticesAndLinesWithoutLengthAreDropped) {
  const NetworkBuild build = build_network(
      lines_of({{{0, 0}, {0, 0}, {5, 0}, {5, 0}, {9, 0}, {9, 0}}, {{5, 0}, {5, 0}}, {{7, 7}}, {}, {{5, 0}, {5, 3}}}),
      {});
  EXPECT_EQ(build.zero_length, 3U);
  EXPECT_THAT(build.network.links, SizeIs(3));
  EXPECT_THAT(build.network.vertices, SizeIs(6));
  StreetLines with_ids = lines_of({{{0, 0}, {5, 0}, {5, 0}, {9, 0}}, {{5, 0}, {5, 5}}});
  with_ids.vertex_ids = {1, 2, 3, 4, 3, 5};
  EXPECT_THAT(metres_between(network_of(with_ids), {0, 0}, {5, 5}), Optional(10.0));
}

TEST(BuildNetwork, PartlyOverlappingLinesMeetAtSharedVerticesOnly) {
  const WalkNetwork apart = network_of(lines_of({{{0, 0}, {10, 0}}, {{5, 0}, {15, 0}}}));
  EXPECT_THAT(apart.component_lengths, SizeIs(2));
  const WalkNetwork joined = network_of(lines_of({{{0, 0}, {5, 0}, {10, 0}}, {{5, 0}, {10, 0}, {15, 0}}}));
  EXPECT_THAT(metres_between(joined, {0, 0}, {15, 0}), Optional(15.0));
}

TEST(BuildNetwork, LongLinksAreCutIntoEqualParts) {
  const WalkNetwork network = network_of(lines_of({{{0, 0}, {4e5, 0}, {4e5, 6e5}}}));
  EXPECT_THAT(network.links, SizeIs(233));
  EXPECT_THAT(metres_between(network, {0, 0}, {4e5, 6e5}), Optional(DoubleNear(1e6, 1e-3)));
  for (const Link& link : network.links) {
    EXPECT_NEAR(link.cost / kCostsPerMetre, 1e6 / 233, 1e-3);
  }
  EXPECT_THROW(network_of(lines_of({{{0, 0}, {1e12, 0}}})), InputError);
}

TEST(BuildNetwork, OneWayHasOneArcThatLeadsBack) {
  StreetLines streets = lines_of({{{0, 0}, {5, 0}}, {{0, 0}, {0, 5}}});
  streets.directions = {WalkDirection::Forward, WalkDirection::Backward};
  const WalkNetwork network = network_of(streets);
  EXPECT_THAT(metres_between(network, {0, 0}, {5, 0}), Optional(5.0));
  EXPECT_EQ(metres_between(network, {5, 0}, {0, 0}), std::nullopt);
  EXPECT_EQ(metres_between(network, {0, 0}, {0, 5}), std::nullopt);
  EXPECT_THAT(metres_between(network, {0, 5}, {5, 0}), Optional(10.0));
  EXPECT_THAT(network.component_lengths, ElementsAre(10.0));
}

TEST(BuildNetwork, ToblerUphillAndDownhill) {
  StreetLines streets = lines_of({{{0, 0}, {100, 0}}, {{0, 0}, {0, 100}}});
  streets.heights = {0, 10, 0, kNan};
  const WalkNetwork network = build_network(streets, {.slopes = true}).network;
  EXPECT_THAT(metres_between(network, {0, 0}, {100, 0}), Optional(DoubleNear(100 * std::exp(0.35), 1e-6)));
  EXPECT_THAT(metres_between(network, {100, 0}, {0, 0}), Optional(DoubleNear(100.0, 1e-6)));
  EXPECT_THAT(metres_between(network, {0, 0}, {0, 100}), Optional(DoubleNear(100.0, 1e-6)));
  EXPECT_THAT(metres_between(network_of(streets), {0, 0}, {100, 0}), Optional(100.0));
}

TEST(BuildNetwork, UnknownHeightsLieBetweenKnownOnes) {
  StreetLines streets = lines_of({{{0, 0}, {25, 0}, {100, 0}}, {{500, 0}, {600, 0}}});
  streets.heights = {0, kNan, 10, kNan, kNan};
  const WalkNetwork network = build_network(streets, {.slopes = true}).network;
  EXPECT_THAT(metres_between(network, {0, 0}, {100, 0}), Optional(DoubleNear(100 * std::exp(0.35), 1e-6)));
  EXPECT_THAT(metres_between(network, {500, 0}, {600, 0}), Optional(100.0));
}

TEST(BuildNetwork, CliffsAreBoundedAndStepsHaveTheirFactor) {
  StreetLines streets = lines_of({{{0, 0}, {1000, 0}}, {{0, 0}, {0, 10}}});
  streets.heights = {0, 1e9, 0, 5};
  streets.kinds[1] = StreetKind::Steps;
  const WalkNetwork network = build_network(streets, {.slopes = true, .steps_factor = 2.5}).network;
  EXPECT_THAT(metres_between(network, {0, 0}, {1000, 0}), Optional(DoubleNear(1000 * std::exp(3.5), 1e-3)));
  EXPECT_THAT(metres_between(network, {0, 10}, {0, 0}), Optional(25.0));
  for (const Link& link : network.links) {
    EXPECT_LE(link.cost, 4'294'000'001U);
  }
}

TEST(BuildNetwork, NearMissIsJoinedByALinkOfItsGap) {
  const StreetLines streets = lines_of({{{0, 0}, {10, 0}}, {{5, 0.5}, {5, 9}}});
  EXPECT_THAT(network_of(streets).component_lengths, SizeIs(2));
  const NetworkBuild build = build_network(streets, {.join_tolerance = Metres(0.5)});
  ASSERT_THAT(build.joined, SizeIs(1));
  EXPECT_EQ(build.joined[0].from, (Point{5, 0.5}));
  EXPECT_EQ(build.joined[0].to, (Point{5, 0}));
  EXPECT_EQ(build.joined[0].gap, Metres(0.5));
  EXPECT_EQ(build.joined[0].row, 1U);
  EXPECT_EQ(build.joined[0].other_row, 0U);
  EXPECT_THAT(metres_between(build.network, {0, 0}, {5, 9}), Optional(14.0));
  EXPECT_THAT(build_network(streets, {.join_tolerance = Metres(0.49)}).joined, IsEmpty());
}

TEST(BuildNetwork, TouchWithoutVertexIsJoinedWithoutALink) {
  const NetworkBuild build =
      build_network(lines_of({{{0, 0}, {10, 0}}, {{5, 0}, {5, 9}}}), {.join_tolerance = Metres(0.1)});
  EXPECT_THAT(build.joined, SizeIs(1));
  EXPECT_THAT(build.network.links, SizeIs(3));
  EXPECT_THAT(metres_between(build.network, {0, 0}, {5, 9}), Optional(14.0));
}

TEST(BuildNetwork, FacingEndsAreJoinedOnce) {
  const NetworkBuild build =
      build_network(lines_of({{{0, 0}, {10, 0}}, {{10.5, 0}, {20, 0}}}), {.join_tolerance = Metres(1.0)});
  EXPECT_THAT(build.joined, SizeIs(1));
  EXPECT_THAT(metres_between(build.network, {0, 0}, {20, 0}), Optional(20.0));
}

TEST(BuildNetwork, EndsAlreadyCloseAlongTheStreetsAreNotJoined) {
  const StreetLines corner = lines_of({{{0, 0}, {10, 0}}, {{10, 0}, {10, 1}}, {{10, 1}, {9, 1}}});
  EXPECT_THAT(build_network(corner, {.join_tolerance = Metres(1.0)}).joined, IsEmpty());
  const StreetLines hairpin = lines_of({{{0, 0}, {10, 0}}, {{10, 0}, {10, 1}}, {{10, 1}, {2, 1}}});
  EXPECT_THAT(build_network(hairpin, {.join_tolerance = Metres(1.0)}).joined, SizeIs(1));
}

TEST(BuildNetwork, LevelsAndSealsAreNotJoined) {
  StreetLines streets = lines_of({{{0, 0}, {10, 0}}, {{5, 0.5}, {5, 9}}});
  streets.levels[1] = 1;
  EXPECT_THAT(build_network(streets, {.join_tolerance = Metres(1.0)}).joined, IsEmpty());
  streets.levels[1] = 0;
  streets.sealed = {0, 0, 1, 0};
  EXPECT_THAT(build_network(streets, {.join_tolerance = Metres(1.0)}).joined, IsEmpty());
}

TEST(BuildNetwork, SeveralEndsMayJoinOneStretch) {
  const NetworkBuild build =
      build_network(lines_of({{{0, 0}, {100, 0}}, {{70, 1}, {70, 9}}, {{30, 1}, {30, 9}}, {{30, -1}, {30, -9}}}),
                    {.join_tolerance = Metres(1.0)});
  EXPECT_THAT(build.joined, SizeIs(3));
  EXPECT_THAT(metres_between(build.network, {30, 9}, {70, 9}), Optional(58.0));
  EXPECT_THAT(metres_between(build.network, {30, 9}, {30, -9}), Optional(18.0));
}

TEST(BuildNetwork, ComponentsAscendByStreetDescending) {
  const WalkNetwork network = network_of(lines_of({{{0, 0}, {1, 0}}, {{50, 0}, {55, 0}}, {{80, 0}, {83, 0}}}));
  EXPECT_THAT(network.component_lengths, ElementsAre(5.0, 3.0, 1.0));
  EXPECT_EQ(network.component[node_at(network, {55, 0})], 0U);
  EXPECT_EQ(network.component[node_at(network, {0, 0})], 2U);
}

}  // namespace
}  // namespace lastmeter
