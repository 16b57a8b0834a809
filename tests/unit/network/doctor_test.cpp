// SPDX-License-Identifier: Apache-2.0
#include "network/doctor.h"

#include <gmock/gmock.h>

#include "core/random.h"
#include "network/barriers.h"
#include "network/build_network.h"
#include "support/drawn_streets.h"

namespace lastmeter {
namespace {

using testing::draw_streets;
using testing::DrawnStreets;
using ::testing::IsEmpty;
using ::testing::SizeIs;

WalkNetwork network_of(const std::vector<std::vector<Point>>& lines, const std::vector<std::int32_t>& levels = {}) {
  StreetLines streets;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    streets.add(lines[i], static_cast<std::uint32_t>(i), levels.empty() ? 0 : levels[i]);
  }
  return build_network(streets, {}).network;
}

TEST(NearMisses, DeadEndBesideAStreet) {
  const WalkNetwork network = network_of({{{0, 0}, {10, 0}}, {{5, 0.6}, {5, 9}}});
  const auto misses = near_misses(network, Metres(0.6));
  ASSERT_THAT(misses, SizeIs(1));
  EXPECT_EQ(misses[0].from, (Point{5, 0.6}));
  EXPECT_EQ(misses[0].to, (Point{5, 0}));
  EXPECT_EQ(misses[0].gap, Metres(0.6));
  EXPECT_EQ(misses[0].row, 1U);
  EXPECT_EQ(misses[0].other_row, 0U);
  EXPECT_THAT(near_misses(network, Metres(0.59)), IsEmpty());
}

TEST(NearMisses, FacingDeadEndsAreToldOnce) {
  EXPECT_THAT(near_misses(network_of({{{0, 0}, {10, 0}}, {{11, 0}, {20, 0}}}), Metres(2.0)), SizeIs(1));
}

TEST(NearMisses, TouchWithoutVertexHasGapZero) {
  const auto misses = near_misses(network_of({{{0, 0}, {10, 0}}, {{5, 0}, {5, 9}}}), Metres(0.0));
  ASSERT_THAT(misses, SizeIs(1));
  EXPECT_EQ(misses[0].gap, Metres(0.0));
}

TEST(NearMisses, OtherLevelsAndShortWaysAreNone) {
  EXPECT_THAT(near_misses(network_of({{{0, 0}, {10, 0}}, {{5, 1}, {5, 9}}}, {0, 1}), Metres(2.0)), IsEmpty());
  EXPECT_THAT(near_misses(network_of({{{0, 0}, {9, 0}}, {{9, 0}, {9, 1}}, {{9, 1}, {8, 1}}}), Metres(2.0)), IsEmpty());
  EXPECT_THAT(near_misses(network_of({{{0, 0}, {9, 0}}, {{9, 0}, {9, 1}}, {{9, 1}, {2, 1}}}), Metres(2.0)), SizeIs(1));
}

TEST(NearMisses, BarriersAreMeant) {
  StreetLines streets;
  streets.add(std::vector<Point>{{0, 0}, {10, 0}}, 0);
  const CutStreets cut = cut_by_barriers(streets, {{{5, -5}, {5, 5}}}, {}, Metres(0.0));
  EXPECT_THAT(near_misses(build_network(cut.streets, {}).network, Metres(3.0)), IsEmpty());
}

TEST(NearMisses, NoneAfterJoining) {
  Random random(11);
  for (int round = 0; round < 100; ++round) {
    StreetLines streets;
    for (std::uint32_t i = 0; i < 12; ++i) {
      const Point a{random.uniform(0, 30), random.uniform(0, 30)};
      streets.add(std::vector<Point>{a, {a.x + random.uniform(-9, 9), a.y + random.uniform(-9, 9)}}, i);
    }
    const Metres limit(2.0);
    const NetworkBuild build = build_network(streets, {.join_tolerance = limit});
    for (const JoinedEnd& end : build.joined) {
      EXPECT_LE(end.gap, limit);
      EXPECT_NEAR(distance(end.from, end.to).value(), end.gap.value(), 1e-12);
    }
    for (const NearMiss& miss : near_misses(build.network, limit)) {
      EXPECT_EQ(miss.row, miss.other_row) << "only joined links and a line's own parts may be left";
    }
  }
}

TEST(Crossings, StreetsThatCrossWithoutAVertex) {
  const DrawnStreets town = draw_streets(R"(
      C
      |
    A-+-B
      |
      D )",
                                         Metres(10.0));
  const auto crossings = crossings_without_vertex(build_network(town.lines, {}).network);
  ASSERT_THAT(crossings, SizeIs(1));
  EXPECT_EQ(crossings[0].at, (Point{20, 20}));
  EXPECT_NE(crossings[0].row, crossings[0].other_row);
  EXPECT_LT(crossings[0].link, crossings[0].other);
}

TEST(Crossings, JunctionsBridgesAndOverlapsAreNone) {
  EXPECT_THAT(crossings_without_vertex(network_of({{{0, 0}, {5, 0}, {9, 0}}, {{5, -5}, {5, 0}, {5, 5}}})), IsEmpty());
  EXPECT_THAT(crossings_without_vertex(network_of({{{0, 0}, {9, 0}}, {{5, -5}, {5, 5}}}, {0, 1})), IsEmpty());
  EXPECT_THAT(crossings_without_vertex(network_of({{{0, 0}, {9, 0}}, {{0, 0}, {9, 0}}})), IsEmpty());
  EXPECT_THAT(crossings_without_vertex(network_of({{{0, 0}, {9, 0}}, {{5, 0}, {5, 5}}})), IsEmpty());
}

TEST(Crossings, CrossingAtAVertexOfOneIsToldOnce) {
  const auto crossings = crossings_without_vertex(network_of({{{0, 0}, {9, 0}}, {{5, -5}, {5, 0}, {6, 5}}}));
  ASSERT_THAT(crossings, SizeIs(1));
  EXPECT_EQ(crossings[0].at, (Point{5, 0}));
}

TEST(Crossings, CountEqualsEveryPair) {
  Random random(5);
  for (int round = 0; round < 50; ++round) {
    std::vector<std::vector<Point>> lines;
    for (int i = 0; i < 20; ++i) {
      const Point from{random.uniform(0, 9e3), random.uniform(0, 9e3)};
      lines.push_back({from, {random.uniform(0, 9e3), random.uniform(0, 9e3)}});
    }
    const auto side = [](Point a, Point b, Point c) {
      return (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x) > 0.0;
    };
    std::size_t expected = 0;
    for (std::size_t i = 0; i < lines.size(); ++i) {
      for (std::size_t k = 0; k < i; ++k) {
        const Point a = lines[i][0];
        const Point b = lines[i][1];
        const Point c = lines[k][0];
        const Point d = lines[k][1];
        expected += side(a, b, c) != side(a, b, d) && side(c, d, a) != side(c, d, b) ? 1U : 0U;
      }
    }
    EXPECT_THAT(crossings_without_vertex(network_of(lines)), SizeIs(expected)) << round;
  }
}

TEST(Doctor, EmptyNetworkIsSound) {
  EXPECT_THAT(near_misses(network_of({}), Metres(5.0)), IsEmpty());
  EXPECT_THAT(crossings_without_vertex(network_of({})), IsEmpty());
}

}  // namespace
}  // namespace lastmeter
