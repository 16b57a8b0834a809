// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>

#include <tuple>

#include "network/walk_search.h"
#include "unit/network/hand_network.h"

namespace lastmeter::testing {
namespace {

using ::testing::Eq;
using ::testing::IsEmpty;

using Piece = std::tuple<std::size_t, double, double>;  // link, begin, end

std::vector<Piece> reached(const WalkNetwork& network, const std::vector<std::vector<Anchor>>& posts, double limit) {
  std::vector<Piece> pieces;
  for (const LinkStretch& stretch : reached_streets(network, make_rows(posts), Metres(limit))) {
    pieces.emplace_back(stretch.link.index(), stretch.begin, stretch.end);
  }
  return pieces;
}

/// a --100-- b --100-- c
WalkNetwork street(std::uint32_t cost = 100_mc, std::uint32_t cost_back = 100_mc) {
  return make_network({{0, 0}, {100, 0}, {200, 0}}, {{0, 1, cost, cost_back, {}}, {1, 2, cost, cost_back, {}}});
}

TEST(ReachedStreets, EndWhereTheLimitDoes) {
  EXPECT_THAT(reached(street(), {{on_link(0, 0.5)}}, 25), Eq(std::vector<Piece>{{0, 0.25, 0.75}}));
  EXPECT_THAT(reached(street(), {{on_link(0, 0.5)}}, 75), Eq(std::vector<Piece>{{0, 0, 1}, {1, 0, 0.25}}));
  EXPECT_THAT(reached(street(), {{on_link(0, 0.5, 25_mc)}}, 75), Eq(std::vector<Piece>{{0, 0, 1}}));
}

TEST(ReachedStreets, PiecesFromBothEndsLeaveAGapOrMeet) {
  const std::vector<std::vector<Anchor>> both{{on_link(0, 0.0)}, {on_link(0, 1.0)}};
  EXPECT_THAT(reached(street(), both, 25), Eq(std::vector<Piece>{{0, 0, 0.25}, {0, 0.75, 1}, {1, 0, 0.25}}));
  EXPECT_THAT(reached(street(), both, 50), Eq(std::vector<Piece>{{0, 0, 1}, {1, 0, 0.5}}));
}

TEST(ReachedStreets, WalkersComeUphillForLessStreet) {
  // Eastwards 200 a link, westwards 50: who walks to b comes from the west half a link, from the east a whole one.
  EXPECT_THAT(reached(street(200_mc, 50_mc), {{on_link(0, 1.0)}}, 100), Eq(std::vector<Piece>{{0, 0.5, 1}, {1, 0, 1}}));
  EXPECT_THAT(reached(street(200_mc, 50_mc), {{on_link(0, 0.5)}}, 20), Eq(std::vector<Piece>{{0, 0.4, 0.9}}));
}

TEST(ReachedStreets, OneWayIsReachedFromBehindOnly) {
  EXPECT_THAT(reached(street(100_mc, kNoWay), {{on_link(1, 0.5)}}, 75),
              Eq(std::vector<Piece>{{0, 0.75, 1}, {1, 0, 0.5}}));
}

TEST(ReachedStreets, NothingWithinNothing) {
  EXPECT_THAT(reached(street(), {{on_link(0, 0.5)}}, 0), IsEmpty());
  EXPECT_THAT(reached(street(), {{on_link(0, 0.5, 26_mc)}}, 25), IsEmpty());
  EXPECT_THAT(reached(street(), {{}, {}}, 100), IsEmpty());
}

TEST(ReachedStreets, LinkThatCostsNothingIsWhole) {
  EXPECT_THAT(reached(street(0, 0), {{on_link(0, 0.5)}}, 0), Eq(std::vector<Piece>{{0, 0, 1}, {1, 0, 1}}));
}

}  // namespace
}  // namespace lastmeter::testing
