// SPDX-License-Identifier: Apache-2.0
#include "solver/matching.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <limits>
#include <map>
#include <stdexcept>

#include "core/random.h"

namespace lastmeter {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

/// The least price of every number of edges, by trying all sets of edges that share no node.
std::map<std::size_t, std::int64_t> all_matchings(std::span<const MatchEdge> edges) {
  std::map<std::size_t, std::int64_t> least{{0, 0}};
  const auto extend = [&](const auto& self, std::size_t from, std::uint64_t used, std::size_t size,
                          std::int64_t price) -> void {
    for (std::size_t i = from; i < edges.size(); ++i) {
      const std::uint64_t ends = (std::uint64_t{1} << edges[i].a) | (std::uint64_t{1} << edges[i].b);
      if ((used & ends) == 0) {
        const auto [at, is_new] = least.emplace(size + 1, price + edges[i].price);
        at->second = std::min(at->second, price + edges[i].price);
        self(self, i + 1, used | ends, size + 1, price + edges[i].price);
      }
    }
  };
  extend(extend, 0, 0, 0, 0);
  return least;
}

bool shares_no_node(std::span<const MatchEdge> edges, const std::vector<std::size_t>& chosen) {
  std::uint64_t used = 0;
  for (const std::size_t i : chosen) {
    const std::uint64_t ends = (std::uint64_t{1} << edges[i].a) | (std::uint64_t{1} << edges[i].b);
    if ((used & ends) != 0) {
      return false;
    }
    used |= ends;
  }
  return true;
}

std::vector<MatchEdge> random_edges(Random& random, std::size_t nodes) {
  std::vector<MatchEdge> edges;
  const std::size_t density = 2 + random.below(4);
  for (std::uint32_t a = 0; a < nodes; ++a) {
    for (std::uint32_t b = a + 1; b < nodes; ++b) {
      if (random.below(density) == 0) {
        edges.push_back({a, b, static_cast<std::int64_t>(random.below(60)) - 15});
      }
    }
  }
  return edges;
}

TEST(Matching, AgreesWithTryingAll) {
  Random random(1149);
  for (int round = 0; round < 500; ++round) {
    const std::size_t nodes = 1 + random.below(10);
    const std::vector<MatchEdge> edges = random_edges(random, nodes);
    const auto least = all_matchings(edges);
    const LargestMatching largest = largest_matching(nodes, edges);
    ASSERT_EQ(largest.edges.size(), least.rbegin()->first) << "round " << round;
    ASSERT_TRUE(shares_no_node(edges, largest.edges));
    // The proof: the barrier leaves so many odd parts that no matching can be larger.
    const auto barrier = static_cast<std::size_t>(std::count(largest.barrier.begin(), largest.barrier.end(), true));
    ASSERT_EQ(largest.alone, largest.odd_parts - barrier) << "round " << round;
    ASSERT_EQ(largest.alone, nodes - 2 * largest.edges.size());
    for (const auto& [count, price] : least) {
      const auto chosen = cheapest_matching(nodes, edges, count);
      ASSERT_TRUE(chosen.has_value());
      ASSERT_EQ(chosen->size(), count) << "round " << round;
      ASSERT_TRUE(shares_no_node(edges, *chosen));
      std::int64_t sum = 0;
      for (const std::size_t i : *chosen) {
        sum += edges[i].price;
      }
      ASSERT_EQ(sum, price) << "round " << round << ", " << count << " edges";
    }
    ASSERT_EQ(cheapest_matching(nodes, edges, least.rbegin()->first + 1), std::nullopt);
  }
}

TEST(Matching, StarLeavesItsPointsAlone) {
  const std::vector<MatchEdge> star{{0, 1}, {0, 2}, {0, 3}, {0, 4}};
  const LargestMatching largest = largest_matching(5, star);
  EXPECT_EQ(largest.edges.size(), 1U);
  EXPECT_THAT(largest.barrier, ElementsAre(true, false, false, false, false));
  EXPECT_EQ(largest.odd_parts, 4U);
  EXPECT_EQ(largest.alone, 3U);
}

TEST(Matching, OddCycleLeavesOne) {
  const LargestMatching largest = largest_matching(5, std::vector<MatchEdge>{{0, 1}, {1, 2}, {2, 3}, {3, 4}, {0, 4}});
  EXPECT_EQ(largest.edges.size(), 2U);
  EXPECT_EQ(largest.alone, 1U);
  EXPECT_EQ(largest.odd_parts, 1U);
}

TEST(Matching, EqualPricesStopAtTheCount) {
  const std::vector<MatchEdge> path{{0, 1, 7}, {1, 2, 7}, {2, 3, 7}, {3, 4, 7}, {4, 5, 7}};
  for (std::size_t count = 0; count <= 3; ++count) {
    EXPECT_EQ(cheapest_matching(6, path, count)->size(), count);
  }
}

TEST(Matching, NothingToPair) {
  EXPECT_THAT(largest_matching(0, {}).edges, IsEmpty());
  EXPECT_EQ(largest_matching(3, {}).alone, 3U);
  EXPECT_THAT(cheapest_matching(3, {}, 0).value(), IsEmpty());
  EXPECT_EQ(cheapest_matching(3, {}, 1), std::nullopt);
}

TEST(Matching, RefusesWhatIsNoGraph) {
  EXPECT_THROW(largest_matching(2, std::vector<MatchEdge>{{0, 2}}), std::logic_error);
  EXPECT_THROW(largest_matching(2, std::vector<MatchEdge>{{1, 1}}), std::logic_error);
  EXPECT_THROW(cheapest_matching(2, std::vector<MatchEdge>{{0, 1, std::numeric_limits<std::int64_t>::max()}}, 1),
               std::logic_error);
}

}  // namespace
}  // namespace lastmeter
