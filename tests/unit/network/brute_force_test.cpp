// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>

#include <algorithm>
#include <cstdint>
#include <limits>
#include <optional>
#include <vector>

#include "core/random.h"
#include "network/build_network.h"
#include "network/disjoint_sets.h"
#include "support/network_checks.h"

namespace lastmeter {
namespace {

constexpr double kFar = std::numeric_limits<double>::infinity();

StreetLines random_streets(Random& random) {
  StreetLines streets;
  const std::size_t count = 1 + random.below(9);
  for (std::uint32_t i = 0; i < count; ++i) {
    std::vector<Point> line(1 + random.below(5));
    for (Point& p : line) {
      p = {static_cast<double>(random.below(4)), static_cast<double>(random.below(4))};
    }
    streets.add(line, i, random.below(5) == 0 ? 1 : 0);
    // Vertices repeated at one place are one vertex, sealed or not.
    for (std::size_t v = 0; v < line.size(); ++v) {
      const bool repeated = v > 0 && line[v] == line[v - 1];
      const std::uint8_t seal = random.below(12) == 0 ? 1 : 0;
      streets.sealed.push_back(repeated ? streets.sealed.back() : seal);
    }
    const std::uint64_t way = random.below(6);
    streets.directions.back() =
        way == 0 ? WalkDirection::Forward : (way == 1 ? WalkDirection::Backward : WalkDirection::Both);
  }
  return streets;
}

/// A node on either side of every vertex (2 v before it, 2 v + 1 behind), the same but at sealed ones; unions by every
/// pair of vertices; distances by Floyd and Warshall.
class NaiveNetwork {
 public:
  explicit NaiveNetwork(const StreetLines& streets) : sets_(2 * streets.vertices.size()) {
    const std::size_t count = streets.vertices.size();
    std::vector<std::size_t> line_of(count);
    for (std::size_t line = 0; line < streets.size(); ++line) {
      std::fill(line_of.begin() + streets.starts[line], line_of.begin() + streets.starts[line + 1], line);
    }
    const auto is_end = [&](std::size_t v) {
      return v == streets.starts[line_of[v]] || v + 1 == streets.starts[line_of[v] + 1];
    };
    const auto same_place = [&](std::size_t a, std::size_t b) { return streets.vertices[a] == streets.vertices[b]; };
    for (std::size_t a = 0; a < count; ++a) {
      for (std::size_t b = 0; b <= a; ++b) {
        const bool open = streets.sealed[a] == 0 && streets.sealed[b] == 0;
        const bool meet = streets.levels[line_of[a]] == streets.levels[line_of[b]] || is_end(a) || is_end(b);
        if (open && same_place(a, b) && meet) {
          unite(2 * a, 2 * a + 1);
          unite(2 * a, 2 * b);
        }
      }
    }
    metres_.assign(2 * count, std::vector<double>(2 * count, kFar));
    for (std::size_t v = 0; v < 2 * count; ++v) {
      metres_[v][v] = 0.0;
    }
    for (std::size_t v = 0; v + 1 < count; ++v) {
      if (line_of[v] == line_of[v + 1]) {
        add(2 * v + 1, 2 * v + 2, distance(streets.vertices[v], streets.vertices[v + 1]).value(),
            streets.directions[line_of[v]]);
      }
    }
    close();
  }

  [[nodiscard]] double metres(std::size_t from, std::size_t to) { return metres_[set(from)][set(to)]; }

 private:
  std::size_t set(std::size_t v) { return sets_.find(static_cast<std::uint32_t>(v)); }
  void unite(std::size_t a, std::size_t b) {
    sets_.unite(static_cast<std::uint32_t>(a), static_cast<std::uint32_t>(b));
  }
  void add(std::size_t from, std::size_t to, double length, WalkDirection direction) {
    double& forward = metres_[set(from)][set(to)];
    double& backward = metres_[set(to)][set(from)];
    if (direction != WalkDirection::Backward) {
      forward = std::min(forward, length);
    }
    if (direction != WalkDirection::Forward) {
      backward = std::min(backward, length);
    }
  }
  void close() {
    for (std::size_t k = 0; k < metres_.size(); ++k) {
      for (std::vector<double>& row : metres_) {
        for (std::size_t j = 0; j < metres_.size() && row[k] < kFar; ++j) {
          row[j] = std::min(row[j], row[k] + metres_[k][j]);
        }
      }
    }
  }

  DisjointSets sets_;
  std::vector<std::vector<double>> metres_;
};

/// The node where a line begins, found by the row of the link whose shape begins there.
std::optional<std::size_t> first_node(const WalkNetwork& network, std::uint32_t row, Point first, Point second) {
  std::optional<std::size_t> node;
  for (const Link& link : network.links) {
    const auto shape = network.shape(link);
    if (link.row == row && shape[0] == first && shape[1] == second) {
      if (node && *node != link.from.index()) {
        return std::nullopt;
      }
      node = link.from.index();
    }
  }
  return node;
}

TEST(BruteForce, RandomStreetsHaveTheDistancesOfEveryPairOfVertices) {
  Random random(20);
  std::size_t compared = 0;
  for (int round = 0; round < 1500; ++round) {
    const StreetLines streets = random_streets(random);
    NaiveNetwork naive(streets);
    const WalkNetwork network = build_network(streets, {}).network;
    std::vector<std::pair<std::size_t, std::size_t>> starts;  // naive node, node
    for (std::uint32_t line = 0; line < streets.size(); ++line) {
      const auto shape = streets.line(line);
      if (shape.size() < 2 || shape[0] == shape[1]) {
        continue;
      }
      const auto node = first_node(network, line, shape[0], shape[1]);
      if (node) {
        starts.emplace_back(2 * streets.starts[line] + 1, *node);
      }
    }
    for (const auto& [naive_to, to] : starts) {
      const auto costs = testing::costs_to(network, to);
      for (const auto& [naive_from, from] : starts) {
        const double expected = naive.metres(naive_from, naive_to);
        ASSERT_EQ(costs[from].has_value(), expected < kFar) << round;
        if (costs[from]) {
          ASSERT_NEAR(to_metres(*costs[from]), expected, 1e-4) << round;
          ++compared;
        }
      }
    }
  }
  EXPECT_GT(compared, 10'000U);
}

TEST(BruteForce, ArraysKeepTheirPromises) {
  Random random(21);
  for (int round = 0; round < 300; ++round) {
    const WalkNetwork network = build_network(random_streets(random), {.join_tolerance = Metres(0.6)}).network;
    ASSERT_EQ(network.arc_starts.size(), network.node_count() + 1);
    ASSERT_EQ(network.arc_starts.back(), network.arcs.size());
    ASSERT_EQ(network.sealed.size(), network.node_count());
    std::size_t arcs = 0;
    for (std::size_t i = 0; i < network.links.size(); ++i) {
      const Link& link = network.links[i];
      const auto shape = network.shape(link);
      ASSERT_GE(shape.size(), 2U);
      EXPECT_EQ(shape.front(), network.nodes[link.from.index()]);
      EXPECT_EQ(shape.back(), network.nodes[link.to.index()]);
      EXPECT_EQ(network.component[link.from.index()], network.component[link.to.index()]);
      arcs += link.from == link.to ? 0U : (link.cost != kNoWay ? 1U : 0U) + (link.cost_back != kNoWay ? 1U : 0U);
      if (i > 0) {
        EXPECT_LE(std::min(network.links[i - 1].from, network.links[i - 1].to), std::min(link.from, link.to));
      }
    }
    EXPECT_EQ(arcs, network.arcs.size());
    EXPECT_TRUE(std::is_sorted(network.component_lengths.rbegin(), network.component_lengths.rend()));
    for (std::size_t node = 0; node < network.node_count(); ++node) {
      EXPECT_TRUE(std::is_sorted(network.arcs_of(node).begin(), network.arcs_of(node).end(),
                                 [](auto a, auto b) { return std::pair(a.node, a.cost) < std::pair(b.node, b.cost); }));
    }
  }
}

}  // namespace
}  // namespace lastmeter
