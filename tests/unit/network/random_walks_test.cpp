// SPDX-License-Identifier: Apache-2.0
// Thousands of small networks beside the plain way: same pairs, same costs to the micrometre.
#include <gmock/gmock.h>

#include <tuple>

#include "core/parallel.h"
#include "network/walk_search.h"
#include "unit/network/hand_network.h"
#include "unit/network/split_reference.h"

namespace lastmeter::testing {
namespace {

struct Instance {
  WalkNetwork network;
  AnchorRows places;
  AnchorRows posts;
};

Instance random_instance(Random& random) {
  Instance made{random_network(random), {}, {}};
  made.places = random_anchors(random, made.network, random.below(8));
  made.posts = random_anchors(random, made.network, random.below(5));
  return made;
}

struct Expected {
  WalkPairs pairs;
  std::vector<std::optional<NearestWalk>> of_nodes;
  std::vector<std::optional<NearestWalk>> of_places;
};

Expected expected(const Instance& in, WalkCost limit) {
  const SplitReference split(in.network, in.places, in.posts);
  std::vector<std::vector<std::optional<WalkCost>>> costs;
  for (std::size_t post = 0; post < in.posts.place_count(); ++post) {
    costs.push_back(split.costs_to(post));
  }
  const auto nearest = [&](std::size_t row) {
    std::optional<NearestWalk> best;
    for (std::uint32_t post = 0; post < costs.size(); ++post) {
      if (costs[post][row] && (!best || *costs[post][row] < best->cost)) {
        best = NearestWalk{post, *costs[post][row]};
      }
    }
    return best;
  };
  Expected out;
  for (std::size_t node = 0; node < in.network.node_count(); ++node) {
    out.of_nodes.push_back(nearest(node));
  }
  for (std::size_t place = 0; place < in.places.place_count(); ++place) {
    const std::size_t row = split.first_place() + place;
    out.of_places.push_back(nearest(row));
    for (std::uint32_t post = 0; post < costs.size(); ++post) {
      if (costs[post][row] && *costs[post][row] <= limit) {
        out.pairs.posts.push_back(post);
        out.pairs.costs.push_back(*costs[post][row]);
      }
    }
    out.pairs.starts.push_back(out.pairs.posts.size());
  }
  return out;
}

TEST(RandomWalks, PairsAndNearestAreThoseOfTheSplitNetwork) {
  Random random(3);
  std::size_t pairs_seen = 0;
  for (int round = 0; round < 4000; ++round) {
    const Instance in = random_instance(random);
    const Metres limit(random.below(20) == 0 ? 5000.0 : static_cast<double>(random.below(9000)) / 10.0);
    const Expected truth = expected(in, to_cost(limit));
    const WalkPairs pairs = walk_pairs(in.network, in.places, in.posts, limit);
    ASSERT_EQ(pairs.starts, truth.pairs.starts) << "round " << round;
    ASSERT_EQ(pairs.posts, truth.pairs.posts) << "round " << round;
    ASSERT_EQ(pairs.costs, truth.pairs.costs) << "round " << round;
    ASSERT_EQ(nearest_of_nodes(in.network, in.posts), truth.of_nodes) << "round " << round;
    ASSERT_EQ(nearest_of_places(in.network, in.places, in.posts), truth.of_places) << "round " << round;
    pairs_seen += pairs.posts.size();
  }
  EXPECT_GT(pairs_seen, 10000U);
}

TEST(RandomWalks, ReachedStreetsHoldExactlyThePointsWithinTheLimit) {
  Random random(4);
  for (int round = 0; round < 1500; ++round) {
    const Instance in = random_instance(random);
    const Metres limit(static_cast<double>(random.below(6000)) / 10.0);
    const std::vector<LinkStretch> reached = reached_streets(in.network, in.posts, limit);
    for (std::size_t i = 0; i + 1 < reached.size(); ++i) {
      ASSERT_TRUE(reached[i].link < reached[i + 1].link ||
                  (reached[i].link == reached[i + 1].link && reached[i].end < reached[i + 1].begin));
    }
    std::vector<std::vector<Anchor>> samples;
    for (std::size_t link = 0; link < in.network.links.size(); ++link) {
      for (int k = 0; k < 10; ++k) {
        samples.push_back({on_link(link, random.uniform())});
      }
    }
    const auto nearest = nearest_of_places(in.network, make_rows(samples), in.posts);
    for (std::size_t s = 0; s < samples.size(); ++s) {
      const Anchor& at = samples[s].front();
      const bool inside = std::ranges::any_of(reached, [&](const LinkStretch& stretch) {
        return stretch.link == at.link && stretch.begin <= at.share && at.share <= stretch.end;
      });
      const WalkCost over = nearest[s] ? nearest[s]->cost - to_cost(limit) : to_cost(limit) + 10;
      if (std::abs(over) > 5) {  // micrometres of rounding
        ASSERT_EQ(inside, over < 0) << "round " << round << ", link " << at.link.index() << " at " << at.share;
      }
    }
  }
}

/// A lattice of streets about 50 m apart with a quarter of its links missing.
WalkNetwork lattice(Random& random, std::size_t side) {
  std::vector<Point> nodes;
  std::vector<HandLink> links;
  for (std::size_t i = 0; i < side * side; ++i) {
    const std::size_t row = i / side;
    nodes.push_back({50.0 * static_cast<double>(i % side), 50.0 * static_cast<double>(row)});
    for (const auto& [other, exists] :
         {std::pair(i + 1, i % side + 1 < side), std::pair(i + side, i / side + 1 < side)}) {
      if (exists && random.below(4) > 0) {
        const auto cost = static_cast<std::uint32_t>(40000000 + random.below(20000000));
        links.push_back({i, other, cost, cost, {}});
      }
    }
  }
  return make_network(std::move(nodes), links);
}

TEST(RandomWalks, SameBytesForOneTwoAndEightThreads) {
  Random random(5);
  const WalkNetwork network = lattice(random, 40);
  const AnchorRows places = random_anchors(random, network, 3000);
  const AnchorRows posts = random_anchors(random, network, 400);
  std::vector<std::vector<std::uint64_t>> starts;
  std::vector<std::vector<std::uint32_t>> post_lists;
  std::vector<std::vector<WalkCost>> costs;
  std::vector<std::vector<std::optional<NearestWalk>>> nearest;
  for (const std::size_t threads : {1U, 2U, 8U}) {
    set_thread_limit(threads);
    WalkPairs pairs = walk_pairs(network, places, posts, Metres(400));
    starts.push_back(std::move(pairs.starts));
    post_lists.push_back(std::move(pairs.posts));
    costs.push_back(std::move(pairs.costs));
    nearest.push_back(nearest_of_places(network, places, posts));
  }
  set_thread_limit(0);
  EXPECT_GT(costs.front().size(), 50000U);
  EXPECT_THAT(starts, ::testing::Each(starts.front()));
  EXPECT_THAT(post_lists, ::testing::Each(post_lists.front()));
  EXPECT_THAT(costs, ::testing::Each(costs.front()));
  EXPECT_THAT(nearest, ::testing::Each(nearest.front()));
}

TEST(RandomWalks, NearestIsTheLeastOfAllPairs) {
  Random random(6);
  const WalkNetwork network = lattice(random, 30);
  const AnchorRows places = random_anchors(random, network, 2000);
  const AnchorRows posts = random_anchors(random, network, 20);
  const WalkPairs pairs = walk_pairs(network, places, posts, Metres(100000));
  const auto nearest = nearest_of_places(network, places, posts);
  for (std::size_t place = 0; place < places.place_count(); ++place) {
    std::optional<NearestWalk> least;
    for (std::uint64_t i = pairs.starts[place]; i < pairs.starts[place + 1]; ++i) {
      if (!least || pairs.costs[i] < least->cost) {
        least = NearestWalk{pairs.posts[i], pairs.costs[i]};
      }
    }
    ASSERT_EQ(nearest[place], least) << "place " << place;
  }
}

}  // namespace
}  // namespace lastmeter::testing
