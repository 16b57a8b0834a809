// SPDX-License-Identifier: Apache-2.0
#include "network/barriers.h"

#include <gmock/gmock.h>

#include "core/random.h"
#include "network/build_network.h"
#include "network/segment_meeting.h"
#include "support/drawn_streets.h"
#include "support/network_checks.h"

namespace lastmeter {
namespace {

using testing::draw_streets;
using testing::DrawnStreets;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::metres_between;
using ::testing::SizeIs;

const std::vector<Point> kRiver{{15.0, -100.0}, {15.0, 100.0}};

std::vector<Point> places(const CutStreets& cut) {
  std::vector<Point> places;
  for (const BarrierCut& c : cut.cuts) {
    places.push_back(c.at);
  }
  return places;
}

StreetLines street(const std::vector<Point>& line) {
  StreetLines streets;
  streets.add(line, 7);
  return streets;
}

TEST(Barriers, RiverCutsStreetsButNotBridges) {
  const DrawnStreets town = draw_streets("A--B\n|  |\nC==D\n|  |\nE--F", Metres(10.0));
  const CutStreets cut = cut_by_barriers(town.lines, {kRiver}, {}, Metres(1.0));
  EXPECT_THAT(places(cut), ElementsAre(Point{15.0, 40.0}, Point{15.0, 0.0}));
  EXPECT_EQ(cut.cuts[0].row, town.line('A', 'B'));
  const WalkNetwork network = build_network(cut.streets, {}).network;
  EXPECT_EQ(metres_between(network, town.at('A'), town.at('B')), 70.0);
  EXPECT_EQ(network.component_lengths.size(), 1U);
}

TEST(Barriers, CrossingLetsWalkersPass) {
  const DrawnStreets town = draw_streets("A--B\n\nC--D", Metres(10.0));
  const std::vector<Point> fords{{15.0, 20.5}, {15.0, 50.0}};
  const CutStreets cut = cut_by_barriers(town.lines, {kRiver}, fords, Metres(0.5));
  EXPECT_THAT(places(cut), ElementsAre(Point{15.0, 0.0}));
  EXPECT_EQ(cut.crossings_used, 1U);
  const WalkNetwork network = build_network(cut.streets, {}).network;
  EXPECT_EQ(metres_between(network, town.at('A'), town.at('B')), 30.0);
  EXPECT_EQ(metres_between(network, town.at('C'), town.at('D')), std::nullopt);
}

TEST(Barriers, BothSidesStayAsDeadEnds) {
  const CutStreets cut = cut_by_barriers(street({{0, 0}, {30, 0}}), {kRiver}, {}, Metres(0.0));
  const NetworkBuild build = build_network(cut.streets, {.join_tolerance = Metres(5.0)});
  EXPECT_THAT(build.network.links, SizeIs(2));
  EXPECT_THAT(build.network.component_lengths, ElementsAre(15.0, 15.0));
  EXPECT_THAT(build.joined, IsEmpty());
}

TEST(Barriers, TouchAndCrossingAtAVertexAreOneCut) {
  for (const std::vector<Point>& line : {std::vector<Point>{{0, 0}, {15, 0}, {30, 0}},
                                         {{0, 0}, {15, 0}, {15, 0}, {30, 0}},
                                         {{0, 0}, {15, 0}, {0, 5}},
                                         {{0, 0}, {15, 0}},
                                         {{15, 0}, {40, 0}}}) {
    const CutStreets cut = cut_by_barriers(street(line), {kRiver}, {}, Metres(0.0));
    EXPECT_THAT(places(cut), ElementsAre(Point{15, 0}));
    EXPECT_EQ(cut.streets.vertices.size(), line.size());
    EXPECT_EQ(cut.cuts[0].row, 7U);
  }
  const CutStreets vertex = cut_by_barriers(street({{0, 0}, {30, 0}}), {{{10, 5}, {15, 0}, {20, 5}}}, {}, Metres(0.0));
  EXPECT_THAT(places(vertex), ElementsAre(Point{15, 0}));
}

TEST(Barriers, StreetAlongABarrierIsCutWhereItGetsOnAndOff) {
  const CutStreets cut = cut_by_barriers(street({{0, 0}, {12, 0}, {20, 0}, {40, 0}}),
                                         {{{10, 9}, {10, 0}, {15, 0}, {30, 0}, {30, -9}}}, {}, Metres(0.0));
  EXPECT_THAT(places(cut), ElementsAre(Point{10, 0}, Point{30, 0}));
  const WalkNetwork network = build_network(cut.streets, {}).network;
  EXPECT_THAT(network.component_lengths, ElementsAre(20.0, 10.0, 10.0));
}

TEST(Barriers, RingIsCutTwiceAndTheFirstBarrierIsNamed) {
  const std::vector<Point> ring{{10, -5}, {20, -5}, {20, 5}, {10, 5}, {10, -5}};
  const CutStreets cut = cut_by_barriers(street({{0, 0}, {30, 0}}), {kRiver, ring, ring}, {}, Metres(0.0));
  EXPECT_THAT(places(cut), ElementsAre(Point{10, 0}, Point{15, 0}, Point{20, 0}));
  EXPECT_EQ(cut.cuts[0].barrier, 1U);
  EXPECT_EQ(cut.cuts[1].barrier, 0U);
}

TEST(Barriers, HeightsIdsAndSealsFollow) {
  StreetLines streets = street({{0, 0}, {30, 0}});
  streets.heights = {10, 40};
  streets.vertex_ids = {-8, 9};
  streets.sealed = {1, 0};
  const CutStreets cut = cut_by_barriers(streets, {kRiver}, {}, Metres(0.0));
  EXPECT_THAT(cut.streets.heights, ElementsAre(10.0, 25.0, 40.0));
  EXPECT_THAT(cut.streets.vertex_ids, ElementsAre(-8, -9, 9));
  EXPECT_THAT(cut.streets.sealed, ElementsAre(1, 1, 0));
}

TEST(Barriers, DegenerateBarriersAndStreets) {
  StreetLines streets = street({{5, 5}, {5, 5}});
  streets.add({}, 8);
  streets.add(std::vector<Point>{{0, 0}, {10, 0}}, 9);
  const CutStreets cut = cut_by_barriers(streets, {{}, {{4, 0}}, {{6, 0}, {6, 0}}, {{5, 5}, {5, 6}}}, {}, Metres(0.0));
  EXPECT_THAT(places(cut), ElementsAre(Point{4, 0}, Point{6, 0}));
  EXPECT_THAT(cut_by_barriers(streets, {}, {}, Metres(0.0)).cuts, IsEmpty());
  EXPECT_THAT(cut_by_barriers({}, {kRiver}, {}, Metres(0.0)).cuts, IsEmpty());
}

TEST(SegmentMeeting, OrientationIsExactWhereDoublesAreNot) {
  // On the grid of doubles around (0.5, 0.5) the plain determinant of these has wrong signs.
  const Point b{12.0, 12.0};
  const Point c{24.0, 24.0};
  for (int i = 0; i < 64; ++i) {
    for (int k = 0; k < 64; ++k) {
      const Point a{0.5 + i * 0x1.0p-53, 0.5 + k * 0x1.0p-53};
      const int expected = a.x == a.y ? 0 : (a.x < a.y ? 1 : -1);
      EXPECT_EQ(orientation(b, c, a), expected);
      EXPECT_EQ(orientation(c, a, b), expected);
      EXPECT_EQ(orientation(c, b, a), -expected);
    }
  }
}

TEST(Barriers, RandomCutsAgreeWithEveryPairOfSegments) {
  Random random(3);
  for (int round = 0; round < 300; ++round) {
    const auto grid_point = [&] {
      return Point{static_cast<double>(random.below(7)), static_cast<double>(random.below(7))};
    };
    StreetLines streets;
    for (std::uint32_t i = 0; i < 4; ++i) {
      Point from = grid_point();
      Point to = grid_point();
      if (from == to) {
        to.x += 1.0;
      }
      streets.add(std::vector<Point>{from, to}, i);
    }
    const std::vector<std::vector<Point>> barriers{{grid_point(), grid_point()}, {grid_point(), grid_point()}};
    const CutStreets cut = cut_by_barriers(streets, barriers, {}, Metres(0.0));
    std::vector<bool> is_cut(4, false);
    for (const BarrierCut& c : cut.cuts) {
      is_cut[c.row] = true;
    }
    for (std::size_t i = 0; i < 4; ++i) {
      const auto line = streets.line(i);
      const bool meets = segment_meeting(line[0], line[1], barriers[0][0], barriers[0][1]) ||
                         segment_meeting(line[0], line[1], barriers[1][0], barriers[1][1]);
      EXPECT_EQ(is_cut[i], meets) << round;
    }
    EXPECT_EQ(build_network(cut.streets, {}).zero_length, 0U);
  }
}

}  // namespace
}  // namespace lastmeter
