// SPDX-License-Identifier: Apache-2.0
#include "support/drawn_streets.h"

#include <gmock/gmock.h>

#include <tuple>

namespace lastmeter::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::Pair;

TEST(DrawnStreets, SquareHasFourLines) {
  const DrawnStreets square = draw_streets("A--B\n|  |\nC--D", Metres(10.0));
  EXPECT_THAT(square.ends, ElementsAre(Pair('A', 'B'), Pair('A', 'C'), Pair('B', 'D'), Pair('C', 'D')));
  EXPECT_EQ(square.at('A'), (Point{0.0, 20.0}));
  EXPECT_EQ(square.at('D'), (Point{30.0, 0.0}));
  EXPECT_THAT(square.lines.line(2), ElementsAre(Point{30.0, 20.0}, Point{30.0, 0.0}));
  EXPECT_EQ(square.line('D', 'B'), 2U);
  EXPECT_THAT(square.lines.rows, ElementsAre(0U, 1U, 2U, 3U));
}

TEST(DrawnStreets, IndentationAndBlankRowsAroundDoNotCount) {
  const DrawnStreets streets = draw_streets(R"(

      A-B
         \
          C
  )",
                                            Metres(1.0));
  EXPECT_EQ(streets.at('A'), (Point{0.0, 2.0}));
  EXPECT_THAT(streets.ends, ElementsAre(Pair('A', 'B'), Pair('B', 'C')));
  EXPECT_EQ(streets.at('C'), (Point{4.0, 0.0}));
}

TEST(DrawnStreets, PlusGoesStraightOnOrBends) {
  const DrawnStreets cross = draw_streets(R"(
       B
       |
     A-+-C
       |
       D-+
         |
     F-+ E
       |
       G  )",
                                          Metres(1.0));
  EXPECT_THAT(cross.ends, ElementsAre(Pair('B', 'D'), Pair('A', 'C'), Pair('D', 'E'), Pair('F', 'G')));
  EXPECT_THAT(cross.lines.line(cross.line('A', 'C')), ElementsAre(cross.at('A'), cross.at('C')));
  EXPECT_THAT(cross.lines.line(cross.line('D', 'E')), ElementsAre(cross.at('D'), Point{4.0, 4.0}, cross.at('E')));
}

TEST(DrawnStreets, LoopAndParallelLinesAndBridges) {
  const DrawnStreets streets = draw_streets(R"(
    A-+
    | |
    +-+
    B==C
    |  |
    +--+ )",
                                            Metres(1.0));
  EXPECT_THAT(streets.ends, ElementsAre(Pair('A', 'A'), Pair('B', 'C'), Pair('B', 'C')));
  EXPECT_EQ(streets.lines.line(0).size(), 5U);
  EXPECT_THAT(streets.lines.levels, ElementsAre(0, 1, 0));
}

TEST(DrawnStreets, BrokenPicturesAreRefused) {
  EXPECT_THROW(draw_streets("A-- B", Metres(1.0)), std::logic_error);
  EXPECT_THROW(draw_streets("A-A", Metres(1.0)), std::logic_error);
  EXPECT_THROW(draw_streets("A-+", Metres(1.0)), std::logic_error);
  EXPECT_THROW(std::ignore = draw_streets("A-B", Metres(1.0)).at('C'), std::logic_error);
  EXPECT_TRUE(draw_streets("AB", Metres(1.0)).ends.empty());
}

}  // namespace
}  // namespace lastmeter::testing
