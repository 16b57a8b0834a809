// SPDX-License-Identifier: Apache-2.0
#include "network/build_network.h"

#include <gmock/gmock.h>

#include "support/drawn_streets.h"

namespace lastmeter {
namespace {

using testing::draw_streets;
using testing::DrawnStreets;
using ::testing::ElementsAre;

TEST(BuildNetwork, SquareHasFourNodesAndLinks) {
  const DrawnStreets square = draw_streets("A--B\n|  |\nC--D", Metres(10.0));
  const WalkNetwork network = build_network(square.lines, {}).network;
  EXPECT_EQ(network.node_count(), 4U);
  ASSERT_EQ(network.links.size(), 4U);
  EXPECT_EQ(network.arcs.size(), 8U);
  EXPECT_THAT(network.component_lengths, ElementsAre(100.0));
}

}  // namespace
}  // namespace lastmeter
