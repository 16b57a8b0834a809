// SPDX-License-Identifier: Apache-2.0
#include "geometry/shared_borders.h"

#include <gmock/gmock.h>

#include <cmath>
#include <map>
#include <set>
#include <string>
#include <utility>

#include "core/parallel.h"
#include "core/random.h"
#include "geometry/near_lines.h"
#include "geometry/overlay.h"
#include "geometry/point_inside.h"
#include "geometry/shape_gaps.h"
#include "support/draw_zones.h"

namespace lastmeter {
namespace {

using ::testing::DoubleNear;
using testing::draw_shapes;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Pair;
using testing::rectangle;

using Lengths = std::map<std::pair<std::uint32_t, std::uint32_t>, double>;

Lengths lengths_of(const std::vector<MultiPolygon>& shapes, double tolerance = 0.0) {
  Lengths lengths;
  const SharedBorders shared = shared_borders(shapes, Metres(tolerance));
  for (std::size_t e = 0; e < shared.borders.size(); ++e) {
    const SharedBorder& border = shared.borders[e];
    EXPECT_LT(border.a, border.b);
    Metres along(0.0);
    for (const Segment& stretch : shared.along(e)) {
      along += length_of(stretch);
    }
    EXPECT_NEAR(along.value(), border.length.value(), 1e-9 * (1.0 + border.length.value()));
    EXPECT_TRUE(lengths.emplace(std::pair(border.a, border.b), border.length.value()).second);
  }
  return lengths;
}

std::vector<MultiPolygon> drawn(std::string_view picture) {
  std::vector<MultiPolygon> shapes;
  for (auto& [letter, shape] : draw_shapes(picture)) {
    shapes.push_back(std::move(shape));
  }
  return shapes;
}

TEST(SharedBorders, SidesCountAndCornersDoNot) {
  const auto town = drawn(R"(
      A A B
      A C B
      D C C )");
  EXPECT_THAT(lengths_of(town), ElementsAre(Pair(Pair(0, 1), 100), Pair(Pair(0, 2), 200), Pair(Pair(0, 3), 100),
                                            Pair(Pair(1, 2), 200), Pair(Pair(2, 3), 100)));
}

TEST(SharedBorders, FourSquaresAroundACornerHaveFourBordersForAnyTolerance) {
  const std::vector<MultiPolygon> squares{rectangle(0, 0, 100, 100), rectangle(100, 0, 200, 100),
                                          rectangle(0, 100, 100, 200), rectangle(100, 100, 200, 200)};
  for (const double tolerance : {0.0, 1e-3, 0.5, 5.0, 20.0}) {
    const Lengths lengths = lengths_of(squares, tolerance);
    EXPECT_EQ(lengths.size(), 4U) << tolerance;
    for (const auto& [pair, length] : lengths) {
      EXPECT_NEAR(length, 100.0, 2.0 * tolerance + 1e-9);
    }
  }
}

TEST(SharedBorders, ALongSideAgainstTwoShortOnes) {
  const std::vector<MultiPolygon> shapes{rectangle(0, 0, 100, 50), rectangle(0, 50, 30, 80),
                                         rectangle(30, 50, 100, 80)};
  EXPECT_THAT(lengths_of(shapes), ElementsAre(Pair(Pair(0, 1), 30), Pair(Pair(0, 2), 70), Pair(Pair(1, 2), 30)));
}

TEST(SharedBorders, AHoleBordersWhatFillsIt) {
  MultiPolygon ring = rectangle(0, 0, 100, 100);
  ring.parts[0].holes.push_back({{40, 40}, {40, 60}, {60, 60}, {60, 40}});
  EXPECT_THAT(lengths_of({ring, rectangle(40, 40, 60, 60)}), ElementsAre(Pair(Pair(0, 1), 80)));
  EXPECT_THAT(lengths_of({ring, rectangle(41, 41, 59, 59)}), IsEmpty());
  EXPECT_THAT(lengths_of({ring, rectangle(41, 41, 59, 59)}, 1.5), ElementsAre(Pair(Pair(0, 1), 72)));
}

TEST(SharedBorders, AGapIsClosedUpToTheTolerance) {
  const std::vector<MultiPolygon> apart{rectangle(0, 0, 100, 100), rectangle(103, 0, 200, 100)};
  EXPECT_THAT(lengths_of(apart), IsEmpty());
  EXPECT_THAT(lengths_of(apart, 2.9), IsEmpty());
  // The side of 100 m, and round both corners what is within 5 m: sqrt(25 - 9) of which the last is along the side.
  EXPECT_THAT(lengths_of(apart, 5.0), ElementsAre(Pair(Pair(0, 1), DoubleNear(100.0 + 2.0 * 2.0, 1e-9))));
}

TEST(SharedBorders, AnOverlapIsABorderOnlyWithATolerance) {
  const std::vector<MultiPolygon> overlap{rectangle(0, 0, 100, 100), rectangle(90, 10, 200, 60)};
  EXPECT_THAT(lengths_of(overlap), IsEmpty());
  // Of b's border 50 + 2 x 10 m lie in a, and 1 m on each side within 1 m of it.
  EXPECT_THAT(lengths_of(overlap, 1.0), ElementsAre(Pair(Pair(0, 1), DoubleNear(72.0, 1e-9))));
}

TEST(SharedBorders, AShapeWithinAnotherCountsItsWholeBorder) {
  const std::vector<MultiPolygon> nested{rectangle(0, 0, 100, 100), rectangle(40, 40, 60, 60)};
  EXPECT_THAT(lengths_of(nested), IsEmpty());
  EXPECT_THAT(lengths_of(nested, 1.0), ElementsAre(Pair(Pair(0, 1), DoubleNear(80.0, 1e-9))));
}

TEST(SharedBorders, ThreeOfTheSameAreThreePairs) {
  const std::vector<MultiPolygon> same(3, rectangle(0, 0, 10, 10));
  EXPECT_THAT(lengths_of(same), ElementsAre(Pair(Pair(0, 1), 40), Pair(Pair(0, 2), 40), Pair(Pair(1, 2), 40)));
  EXPECT_EQ(lengths_of(same, 1.0).size(), 3U);
}

TEST(SharedBorders, NothingAndShapesWithoutAreaHaveNone) {
  EXPECT_THAT(lengths_of({}), IsEmpty());
  EXPECT_THAT(lengths_of({MultiPolygon(), rectangle(0, 0, 1, 1), MultiPolygon()}, 1.0), IsEmpty());
}

TEST(SharedBorders, OuterBordersAreWhatIsLeftOfThePerimeter) {
  const auto town = drawn("A A B\nC A B");
  const auto outer = outer_borders(town, shared_borders(town, Metres(0.0)));
  EXPECT_THAT(outer, ElementsAre(Metres(400), Metres(400), Metres(200)));
}

/// Cells of a grid by random letters: neighbours by brute force over cells.
TEST(SharedBorders, RandomTownsEqualWhatTheirCellsSay) {
  Random random(11);
  for (int round = 0; round < 40; ++round) {
    constexpr int side = 7;
    std::string picture;
    for (int i = 0; i < side * side; ++i) {
      picture += static_cast<char>('A' + random.below(9));
      picture += (i + 1) % side == 0 ? "\n" : " ";
    }
    std::map<char, std::uint32_t> number;
    std::vector<MultiPolygon> shapes;
    for (auto& [letter, shape] : draw_shapes(picture)) {
      number[letter] = static_cast<std::uint32_t>(shapes.size());
      shapes.push_back(std::move(shape));
    }
    const auto at = [&](int x, int y) { return number[picture[static_cast<std::size_t>(2 * (y * side + x))]]; };
    Lengths expected;
    for (int y = 0; y < side; ++y) {
      for (int x = 0; x < side; ++x) {
        for (const auto& [dx, dy] : {std::pair(1, 0), std::pair(0, 1)}) {
          if (x + dx < side && y + dy < side && at(x, y) != at(x + dx, y + dy)) {
            expected[std::minmax(at(x, y), at(x + dx, y + dy))] += 100.0;
          }
        }
      }
    }
    EXPECT_EQ(lengths_of(shapes), expected) << picture;
    // Off by less than the tolerance: the same neighbours.
    for (MultiPolygon& shape : shapes) {
      for (Polygon& part : shape.parts) {
        for (Point& p : part.outer) {
          p = {p.x + random.uniform(-0.2, 0.2), p.y + random.uniform(-0.2, 0.2)};
        }
      }
    }
    const Lengths shaken = lengths_of(shapes, 1.0);
    for (const auto& [pair, length] : shaken) {
      EXPECT_TRUE(expected.contains(pair) || length < 15.0) << picture;  // they meet at several corners
    }
    for (const auto& [pair, length] : expected) {
      EXPECT_GE(shaken.at(pair), 0.97 * length) << picture;
      EXPECT_LE(shaken.at(pair), 1.06 * length + 15.0) << picture;  // about 1 m at each end of each stretch
    }
  }
}

TEST(SharedBorders, SameForAnyNumberOfThreads) {
  Random random(3);
  std::vector<MultiPolygon> shapes;
  for (int i = 0; i < 400; ++i) {
    const double x = random.uniform(0, 300);
    const double y = random.uniform(0, 300);
    shapes.push_back(rectangle(x, y, x + 20, y + 20));
  }
  set_thread_limit(1);
  const Lengths one = lengths_of(shapes, 2.0);
  set_thread_limit(0);
  EXPECT_EQ(lengths_of(shapes, 2.0), one);
  EXPECT_GT(one.size(), 100U);
}

TEST(PartNear, EqualsSteppingAlong) {
  Random random(5);
  for (int round = 0; round < 500; ++round) {
    const auto at = [&] { return Point{random.uniform(0, 10), random.uniform(0, 10)}; };
    const Segment segment{at(), at()};
    const Segment other{at(), round % 7 == 0 ? segment.from : at()};
    const double reach = random.uniform(0.1, 3.0);
    const auto part = part_near(segment, other, reach);
    for (int step = 0; step <= 50; ++step) {
      const double share = step / 50.0;
      const double gap = distance_from(other, point_at(segment, share));
      const bool near = part && share >= part->from && share <= part->to;
      if (std::abs(gap - reach) > 1e-9) {
        EXPECT_EQ(near, gap < reach) << round << ' ' << share;
      }
    }
  }
}

TEST(PartNear, APointIsNearOrNot) {
  const Segment point{{1, 1}, {1, 1}};
  const Segment line{{0, 0}, {5, 0}};
  EXPECT_TRUE(part_near(point, line, 1.0));
  EXPECT_FALSE(part_near(point, line, 0.9));
  EXPECT_NEAR(part_near(line, point, std::sqrt(2.0))->to, 0.4, 1e-12);
}

TEST(NearLines, AStretchNearTwoLinesCountsOnce) {
  const std::vector<std::vector<Point>> lines{{{0, 1}, {60, 1}}, {{40, -1}, {200, -1}}, {{0, 500}}};
  const NearLines near(lines, Metres(1.0));
  const std::vector<Segment> stretches{{{0, 0}, {100, 0}}, {{0, 300}, {100, 300}}};
  EXPECT_NEAR(near.length_near(stretches).value(), 100.0, 1e-9);
  EXPECT_NEAR(NearLines({}, Metres(1.0)).length_near(stretches).value(), 0.0, 0.0);
}

TEST(ShapeGaps, NearestOfAnotherGroup) {
  const std::vector<MultiPolygon> shapes{rectangle(0, 0, 10, 10), rectangle(12, 0, 20, 10),
                                         rectangle(1000, 1000, 1010, 1010), rectangle(2, 2, 3, 3), MultiPolygon()};
  const ShapeGaps gaps(shapes);
  EXPECT_NEAR(gaps.between(0, 1).value(), 2.0, 1e-12);
  EXPECT_NEAR(gaps.between(0, 3).value(), 0.0, 0.0);  // one within the other
  const std::vector<std::uint32_t> alone{0, 1, 2, 3, 4};
  EXPECT_EQ(gaps.nearest(1, alone)->shape, 0U);
  const std::vector<std::uint32_t> grouped{0, 0, 2, 0, 4};
  EXPECT_EQ(gaps.nearest(2, grouped)->shape, 1U);
  EXPECT_EQ(gaps.nearest(1, grouped)->shape, 2U);
  EXPECT_NEAR(gaps.nearest(1, grouped)->gap.value(), std::hypot(980, 990), 1e-9);
  EXPECT_FALSE(gaps.nearest(4, alone));
  EXPECT_FALSE(gaps.nearest(0, std::vector<std::uint32_t>{7, 7, 7, 7, 7}));
}

TEST(PointInside, LiesInsideOddShapes) {
  const auto hook = drawn("A A A\nA B B\nA A A");
  for (const MultiPolygon& shape : hook) {
    EXPECT_TRUE(contains(shape, point_inside(shape)));
  }
  MultiPolygon ring = rectangle(0, 0, 100, 100);
  ring.parts[0].holes.push_back({{10, 10}, {10, 90}, {90, 90}, {90, 10}});
  EXPECT_TRUE(contains(ring, point_inside(ring)));
}

}  // namespace
}  // namespace lastmeter
