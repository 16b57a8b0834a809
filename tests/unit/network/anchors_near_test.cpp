// SPDX-License-Identifier: Apache-2.0
#include "network/anchors_near.h"

#include <gtest/gtest.h>

#include "core/random.h"
#include "network/build_network.h"
#include "network/walk_search.h"
#include "support/drawn_streets.h"

namespace lastmeter {
namespace {

using namespace literals;
using testing::draw_streets;

WalkNetwork network_of(const StreetLines& lines) { return build_network(lines, {}).network; }

TEST(AnchorsNear, AStretchWithinTheRadiusHasAnAnchorAtBothEnds) {
  const auto town = draw_streets("A---------B", 100_m);  // 1,000 m
  const WalkNetwork network = network_of(town.lines);
  const Point off{town.at('A').x + 500.0, town.at('A').y + 60.0};
  const AnchorRows rows = anchor_streets_near(network, std::vector<Point>{off}, 100_m);
  ASSERT_EQ(rows.of(0).size(), 2U);  // 60-80-100: from 420 to 580 m
  const double first = std::min(rows.anchors[0].share, rows.anchors[1].share);
  const double last = std::max(rows.anchors[0].share, rows.anchors[1].share);
  EXPECT_NEAR(first, 0.42, 1e-12);
  EXPECT_NEAR(last, 0.58, 1e-12);
  EXPECT_EQ(rows.anchors[0].access, 0);
}

TEST(AnchorsNear, EveryLinkInReachCounts) {
  const auto town = draw_streets(R"(
    A---B---C
    |   |   |
    D---E---F )",
                                 50_m);
  const WalkNetwork network = network_of(town.lines);
  const AnchorRows rows =
      anchor_streets_near(network, std::vector<Point>{town.at('B'), {town.at('A').x - 500.0, 0.0}}, 60_m);
  EXPECT_EQ(rows.of(0).size(), 6U);  // A-B, B-C and B-E
  EXPECT_TRUE(rows.of(1).empty());
}

/// Served when some place of a street within `radius` is within `limit` of the post: sampled.
TEST(AnchorsNear, AgreesWithSampledStreets) {
  Random random(7);
  for (int round = 0; round < 60; ++round) {
    StreetLines lines;
    for (std::uint32_t i = 0; i < 6; ++i) {
      const double x = 100.0 * static_cast<double>(random.below(5));
      lines.add(std::vector<Point>{{x, 0.0}, {x, 100.0}, {x, 400.0}}, i);
      const double y = 100.0 * static_cast<double>(random.below(5));
      lines.add(std::vector<Point>{{0.0, y}, {100.0, y}, {200.0, y}, {400.0, y}}, i);
    }
    const WalkNetwork network = network_of(lines);
    const std::vector<Point> place{{random.uniform(0, 400), random.uniform(0, 400)}};
    const std::vector<Point> post{{random.uniform(0, 400), random.uniform(0, 400)}};
    const AnchorRows posts = snap_to_links(network, post, {}, {});
    const auto recipe = walk_pairs(network, anchor_streets_near(network, place, 50_m), posts, 1000_m);
    std::vector<Point> samples;
    for (const Link& link : network.links) {
      const auto shape = network.shape(link);
      for (std::size_t v = 0; v + 1 < shape.size(); ++v) {
        for (int k = 0; k <= 200; ++k) {
          const Point at{std::lerp(shape[v].x, shape[v + 1].x, k / 200.0),
                         std::lerp(shape[v].y, shape[v + 1].y, k / 200.0)};
          if (distance(at, place[0]) <= 50_m) {
            samples.push_back(at);
          }
        }
      }
    }
    const auto sampled = walk_pairs(network, snap_to_links(network, samples, {}, {}), posts, 1000_m);
    const auto best = std::min_element(sampled.costs.begin(), sampled.costs.end());
    if (best == sampled.costs.end()) {
      continue;
    }
    ASSERT_EQ(recipe.costs.size(), 1U);
    if (*best > to_cost(100_m)) {  // nearer than the stretch is long, its ends decide
      EXPECT_NEAR(to_metres(recipe.costs[0]), to_metres(*best), 2.1);
    } else {
      EXPECT_LE(recipe.costs[0], to_cost(200_m));
    }
  }
}

}  // namespace
}  // namespace lastmeter
