// SPDX-License-Identifier: Apache-2.0
#include "network/walk_search.h"

#include <gmock/gmock.h>

#include <tuple>
#include <utility>

#include "unit/network/hand_network.h"

namespace lastmeter::testing {
namespace {

using ::testing::Eq;
using ::testing::IsEmpty;
using ::testing::Optional;

using Pair = std::tuple<std::size_t, std::uint32_t, double>;  // place, post, metres

std::vector<Pair> listed(const WalkPairs& pairs) {
  std::vector<Pair> list;
  for (std::size_t place = 0; place + 1 < pairs.starts.size(); ++place) {
    for (std::uint64_t i = pairs.starts[place]; i < pairs.starts[place + 1]; ++i) {
      list.emplace_back(place, pairs.posts[i], to_metres(pairs.costs[i]));
    }
  }
  return list;
}

/// a --100-- b --100-- c, and d --100-- e apart.
WalkNetwork street() {
  return make_network({{0, 0}, {100, 0}, {200, 0}, {0, 50}, {100, 50}},
                      {{0, 1, 100_mc, 100_mc}, {1, 2, 100_mc, 100_mc}, {3, 4, 100_mc, 100_mc}});
}

TEST(WalkPairs, CountWaysToBothEndsAndAccess) {
  const AnchorRows places = make_rows({{on_link(0, 0.25)}, {on_link(0, 0.75, 5_mc)}, {on_link(2, 0.5)}});
  const AnchorRows posts = make_rows({{on_link(1, 0.5, 7_mc)}, {on_link(0, 0.5)}});
  EXPECT_THAT(listed(walk_pairs(street(), places, posts, Metres(500))),
              Eq(std::vector<Pair>{{0, 0, 132.0}, {0, 1, 25.0}, {1, 0, 87.0}, {1, 1, 30.0}}));
}

TEST(WalkPairs, LimitIsInclusive) {
  const AnchorRows places = make_rows({{on_link(0, 0.0)}});
  const AnchorRows posts = make_rows({{on_link(1, 0.5)}});
  EXPECT_THAT(listed(walk_pairs(street(), places, posts, Metres(150))), Eq(std::vector<Pair>{{0, 0, 150.0}}));
  EXPECT_THAT(listed(walk_pairs(street(), places, posts, Metres(149.999999))), IsEmpty());
}

TEST(WalkPairs, LimitOfNothingFindsWhatStandsThere) {
  const AnchorRows places = make_rows({{on_link(0, 1.0)}, {on_link(1, 0.0)}, {on_link(0, 0.5)}});
  const AnchorRows posts = make_rows({{on_link(1, 0.0)}});
  EXPECT_THAT(listed(walk_pairs(street(), places, posts, Metres(0))), Eq(std::vector<Pair>{{0, 0, 0.0}, {1, 0, 0.0}}));
}

TEST(WalkPairs, AccessBeyondTheLimitIsNoPair) {
  const AnchorRows posts = make_rows({{on_link(0, 0.5)}});
  const AnchorRows far_place = make_rows({{on_link(0, 0.5, 501_mc)}});
  EXPECT_THAT(listed(walk_pairs(street(), far_place, posts, Metres(500))), IsEmpty());
  // NOLINTNEXTLINE(readability-suspicious-call-argument): the far place is the post now
  EXPECT_THAT(listed(walk_pairs(street(), posts, far_place, Metres(500))), IsEmpty());
  const AnchorRows farther = make_rows({{on_link(0, 0.5, to_cost(Metres(8e12)))}});
  EXPECT_THAT(listed(walk_pairs(street(), farther, farther, Metres(500))), IsEmpty());
}

TEST(WalkPairs, NoAnchorIsNoPairAndOrderIsByPost) {
  const AnchorRows places = make_rows({{}, {on_link(1, 0.5)}, {}});
  const AnchorRows posts = make_rows({{on_link(1, 1.0)}, {}, {on_link(0, 0.0)}, {on_link(1, 0.0)}});
  EXPECT_THAT(listed(walk_pairs(street(), places, posts, Metres(500))),
              Eq(std::vector<Pair>{{1, 0, 50.0}, {1, 2, 150.0}, {1, 3, 50.0}}));
}

TEST(WalkPairs, CheapestOfSeveralAnchorsCountsOnce) {
  const AnchorRows places = make_rows({{on_link(0, 0.0), on_link(1, 0.0, 10_mc)}});
  const AnchorRows posts = make_rows({{on_link(1, 0.75), on_link(1, 0.25, 80_mc), on_link(2, 0.0)}});
  EXPECT_THAT(listed(walk_pairs(street(), places, posts, Metres(500))), Eq(std::vector<Pair>{{0, 0, 85.0}}));
}

TEST(WalkPairs, OneWayOnFootGoesRound) {
  // A square walked a -> b -> c -> a only; the post stands behind the place.
  const WalkNetwork ring = make_network({{0, 0}, {100, 0}, {0, 100}},
                                        {{0, 1, 100_mc, kNoWay}, {1, 2, 150_mc, kNoWay}, {2, 0, 100_mc, kNoWay}});
  const AnchorRows early = make_rows({{on_link(0, 0.25)}});
  const AnchorRows late = make_rows({{on_link(0, 0.75)}});
  EXPECT_THAT(listed(walk_pairs(ring, early, late, Metres(1000))), Eq(std::vector<Pair>{{0, 0, 50.0}}));
  EXPECT_THAT(listed(walk_pairs(ring, late, early, Metres(1000))), Eq(std::vector<Pair>{{0, 0, 300.0}}));
}

TEST(WalkPairs, SlopesCostFromPlaceToPost) {
  const WalkNetwork hill = make_network({{0, 0}, {100, 0}}, {{0, 1, 200_mc, 80_mc}});
  const AnchorRows foot = make_rows({{on_link(0, 0.0)}});
  const AnchorRows half = make_rows({{on_link(0, 0.5)}});
  const AnchorRows top = make_rows({{on_link(0, 1.0)}});
  EXPECT_THAT(listed(walk_pairs(hill, foot, top, Metres(1000))), Eq(std::vector<Pair>{{0, 0, 200.0}}));
  EXPECT_THAT(listed(walk_pairs(hill, top, foot, Metres(1000))), Eq(std::vector<Pair>{{0, 0, 80.0}}));
  EXPECT_THAT(listed(walk_pairs(hill, half, top, Metres(1000))), Eq(std::vector<Pair>{{0, 0, 100.0}}));
  EXPECT_THAT(listed(walk_pairs(hill, top, half, Metres(1000))), Eq(std::vector<Pair>{{0, 0, 40.0}}));
}

TEST(WalkPairs, LoopIsWalkedTheShorterWay) {
  const WalkNetwork loop = make_network({{0, 0}}, {{0, 0, 400_mc, 400_mc, {{100, 0}, {100, 100}, {0, 100}}}});
  const AnchorRows places = make_rows({{on_link(0, 0.125)}, {on_link(0, 0.5)}});
  const AnchorRows posts = make_rows({{on_link(0, 0.875)}});
  EXPECT_THAT(listed(walk_pairs(loop, places, posts, Metres(1000))),
              Eq(std::vector<Pair>{{0, 0, 100.0}, {1, 0, 150.0}}));
}

TEST(WalkPairs, ParallelLinksGiveTheShorterWay) {
  const WalkNetwork pair =
      make_network({{0, 0}, {100, 0}}, {{0, 1, 100_mc, 100_mc}, {0, 1, 300_mc, 300_mc, {{50, 99}}}});
  const AnchorRows places = make_rows({{on_link(1, 0.0)}, {on_link(1, 0.5)}});
  const AnchorRows posts = make_rows({{on_link(1, 1.0)}});
  EXPECT_THAT(listed(walk_pairs(pair, places, posts, Metres(1000))),
              Eq(std::vector<Pair>{{0, 0, 100.0}, {1, 0, 150.0}}));
}

TEST(WalkPairs, LimitsAboveTheNarrowIntegers) {
  std::vector<Point> nodes;
  std::vector<HandLink> links;
  for (std::size_t i = 0; i <= 10; ++i) {
    nodes.push_back({4000.0 * static_cast<double>(i), 0});
    if (i > 0) {
      links.push_back({i - 1, i, 4000_mc, 4000_mc});
    }
  }
  const WalkNetwork road = make_network(nodes, links);
  const AnchorRows ends = make_rows({{on_link(0, 0.0)}, {on_link(9, 1.0)}});
  EXPECT_THAT(listed(walk_pairs(road, ends, ends, Metres(40000))),
              Eq(std::vector<Pair>{{0, 0, 0.0}, {0, 1, 40000.0}, {1, 0, 40000.0}, {1, 1, 0.0}}));
  EXPECT_EQ(walk_pairs(road, ends, ends, Metres(39999)).posts.size(), 2U);
}

TEST(WalkPairs, NothingInNothingOut) {
  const WalkNetwork nothing;
  EXPECT_THAT(walk_pairs(nothing, {}, {}, Metres(500)).starts, Eq(std::vector<std::uint64_t>{0}));
  EXPECT_THAT(walk_pairs(nothing, make_rows({{}, {}}), make_rows({{}}), Metres(500)).starts,
              Eq(std::vector<std::uint64_t>{0, 0, 0}));
  EXPECT_THAT(nearest_of_nodes(nothing, make_rows({{}})), IsEmpty());
  EXPECT_THAT(reached_streets(nothing, make_rows({{}}), Metres(500)), IsEmpty());
}

TEST(NearestWalk, NodesAndPlacesTakeTheLowerPostOfATie) {
  const AnchorRows posts = make_rows({{on_link(1, 1.0)}, {on_link(0, 0.0)}, {on_link(0, 0.0)}});
  const auto nodes = nearest_of_nodes(street(), posts);
  EXPECT_THAT(nodes[0], Optional(NearestWalk{1, 0}));
  EXPECT_THAT(nodes[1], Optional(NearestWalk{0, 100_mc}));
  EXPECT_THAT(nodes[2], Optional(NearestWalk{0, 0}));
  EXPECT_THAT(nodes[3], Eq(std::nullopt));
  const AnchorRows places = make_rows({{on_link(0, 0.5, 3_mc)}, {on_link(1, 0.0, 3_mc)}, {on_link(2, 0.5)}, {}});
  const auto nearest = nearest_of_places(street(), places, posts);
  EXPECT_THAT(nearest[0], Optional(NearestWalk{1, 53_mc}));
  EXPECT_THAT(nearest[1], Optional(NearestWalk{0, 103_mc}));
  EXPECT_THAT(nearest[2], Eq(std::nullopt));
  EXPECT_THAT(nearest[3], Eq(std::nullopt));
}

TEST(NearestWalk, PostAtAnyDistanceAndAnyAccess) {
  const AnchorRows posts = make_rows({{on_link(0, 0.0, to_cost(Metres(1e9)))}, {on_link(2, 0.0)}});
  const auto nodes = nearest_of_nodes(street(), posts);
  EXPECT_THAT(nodes[2], Optional(NearestWalk{0, to_cost(Metres(1e9 + 200))}));
  EXPECT_THAT(nodes[4], Optional(NearestWalk{1, 100_mc}));
}

TEST(NearestWalk, SameLinkGoesDirect) {
  const AnchorRows posts = make_rows({{on_link(2, 0.5)}});
  EXPECT_THAT(nearest_of_places(street(), make_rows({{on_link(2, 0.75)}}), posts)[0], Optional(NearestWalk{0, 25_mc}));
}

}  // namespace
}  // namespace lastmeter::testing
