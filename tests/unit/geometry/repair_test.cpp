// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include "geometry/overlap_area.h"
#include "geometry/overlay.h"
#include "support/random_shapes.h"

namespace lastmeter {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using testing::rectangle;

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

Repair must_repair(const MultiPolygon& shape) {
  std::optional<Repair> result = repair(shape);
  EXPECT_TRUE(result.has_value());
  if (!result) {
    return {};
  }
  EXPECT_EQ(invalid_reason(result->shape), std::nullopt) << result->reason;
  EXPECT_EQ(result->area_after, area(result->shape));
  EXPECT_FALSE(result->reason.empty());
  return *std::move(result);
}

MultiPolygon one_part(Ring outer, std::vector<Ring> holes = {}) {
  return {{Polygon{std::move(outer), std::move(holes)}}};
}

TEST(Repair, LeavesValidShapesAlone) {
  EXPECT_EQ(repair(rectangle(0, 0, 1, 1)), std::nullopt);
  EXPECT_EQ(repair({}), std::nullopt);
  EXPECT_EQ(invalid_reason(one_part({{0, 0}, {9, 0}, {9, 9}, {0, 9}}, {{{2, 2}, {2, 4}, {4, 4}, {4, 2}}})),
            std::nullopt);
}

TEST(Repair, DuplicateVerticesAndWrongTurningAreNotFaults) {
  EXPECT_EQ(repair(one_part({{0, 0}, {0, 0}, {0, 9}, {9, 9}, {9, 9}, {9, 0}, {0, 0}})), std::nullopt);
}

TEST(Repair, BowTieBecomesTwoTriangles) {
  const Repair result = must_repair(one_part({{0, 0}, {4, 4}, {4, 0}, {0, 4}}));
  EXPECT_THAT(result.reason, AllOf(HasSubstr("crosses"), HasSubstr("2.00, 2.00")));
  EXPECT_EQ(result.shape.parts.size(), 2U);
  EXPECT_DOUBLE_EQ(result.area_before.value(), 0.0);
  EXPECT_DOUBLE_EQ(result.area_after.value(), 8.0);
  EXPECT_DOUBLE_EQ(result.area_moved.value(), 0.0);
}

TEST(Repair, SpikeIsCutOff) {
  const Repair result = must_repair(one_part({{0, 0}, {4, 0}, {4, 2}, {9, 2}, {4, 2}, {4, 4}, {0, 4}}));
  EXPECT_DOUBLE_EQ(result.area_after.value(), 16.0);
  EXPECT_DOUBLE_EQ(result.area_moved.value(), 0.0);
}

TEST(Repair, HoleOutsideItsShellIsAPart) {
  const Repair result =
      must_repair(one_part({{0, 0}, {4, 0}, {4, 4}, {0, 4}}, {{{10, 10}, {10, 12}, {12, 12}, {12, 10}}}));
  EXPECT_THAT(result.reason, HasSubstr("hole outside its outer ring"));
  EXPECT_EQ(result.shape.parts.size(), 2U);
  EXPECT_DOUBLE_EQ(result.area_after.value(), 20.0);
  EXPECT_DOUBLE_EQ(result.area_moved.value(), 0.0);
}

TEST(Repair, RolesComeFromTheGeometry) {
  const Repair result =
      must_repair(one_part({{2, 2}, {4, 2}, {4, 4}, {2, 4}}, {{{0, 0}, {0, 9}, {9, 9}, {9, 0}}}));  // hole first
  ASSERT_EQ(result.shape.parts.size(), 1U);
  EXPECT_EQ(result.shape.parts[0].holes.size(), 1U);
  EXPECT_DOUBLE_EQ(result.area_after.value(), 81.0 - 4.0);
}

TEST(Repair, IslandInAHoleIsAPart) {
  const Repair result = must_repair(
      one_part({{0, 0}, {9, 0}, {9, 9}, {0, 9}}, {{{1, 1}, {1, 8}, {8, 8}, {8, 1}}, {{3, 3}, {3, 5}, {5, 5}, {5, 3}}}));
  EXPECT_THAT(result.reason, HasSubstr("hole inside a hole"));
  EXPECT_DOUBLE_EQ(result.area_after.value(), 81.0 - 49.0 + 4.0);
  EXPECT_DOUBLE_EQ(result.area_moved.value(), 0.0);
}

TEST(Repair, HoleThatCrossesItsShellCutsItsPart) {
  const Repair result =
      must_repair(one_part({{0, 0}, {4, 0}, {4, 4}, {0, 4}}, {{{1, 1}, {1, 3}, {5, 3}, {5, 1}}}));  // 6 of 8 inside
  EXPECT_DOUBLE_EQ(result.area_after.value(), 10.0);
  EXPECT_DOUBLE_EQ(result.area_moved.value(), 2.0);  // the even-odd picture shows the hole's outer end filled
}

TEST(Repair, PartInsideAnotherIsAHoleTurnedTheWrongWay) {
  MultiPolygon nested = rectangle(0, 0, 9, 9);
  nested.parts.push_back(rectangle(1, 1, 8, 8).parts[0]);
  nested.parts.push_back(rectangle(2, 2, 4, 4).parts[0]);  // an island in it
  const Repair result = must_repair(nested);
  EXPECT_THAT(result.reason, HasSubstr("hole turned the wrong way"));
  EXPECT_DOUBLE_EQ(result.area_after.value(), 81.0 - 49.0 + 4.0);
  EXPECT_DOUBLE_EQ(result.area_moved.value(), 0.0);
}

TEST(Repair, HoleOfAPartThatIsAHoleIsAnIsland) {
  MultiPolygon nested = rectangle(0, 0, 9, 9);
  nested.parts.push_back({{{1, 1}, {8, 1}, {8, 8}, {1, 8}}, {{{2, 2}, {2, 4}, {4, 4}, {4, 2}}}});
  EXPECT_DOUBLE_EQ(must_repair(nested).area_after.value(), 81.0 - 49.0 + 4.0);
}

TEST(Repair, OverlappingEqualAndBorderingPartsAreUnited) {
  MultiPolygon overlapping = rectangle(0, 0, 4, 4);
  overlapping.parts.push_back(rectangle(2, 0, 6, 4).parts[0]);
  const Repair result = must_repair(overlapping);
  EXPECT_DOUBLE_EQ(result.area_before.value(), 32.0);
  EXPECT_DOUBLE_EQ(result.area_after.value(), 24.0);
  EXPECT_DOUBLE_EQ(result.area_moved.value(), 8.0);
  MultiPolygon twice = rectangle(0, 0, 4, 4);
  twice.parts.push_back(twice.parts[0]);
  EXPECT_DOUBLE_EQ(must_repair(twice).area_after.value(), 16.0);
  MultiPolygon at_the_border = rectangle(0, 0, 4, 4);
  at_the_border.parts.push_back(rectangle(0, 1, 2, 2).parts[0]);
  EXPECT_DOUBLE_EQ(must_repair(at_the_border).area_after.value(), 16.0);
}

TEST(Repair, IslandsOfInvalidShapesStay) {
  MultiPolygon shape{{Polygon{{{0, 0}, {9, 0}, {9, 9}, {0, 9}, {-5, 9}, {0, 9}}, {{{1, 1}, {1, 8}, {8, 8}, {8, 1}}}}}};
  shape.parts.push_back(rectangle(2, 2, 4, 4).parts[0]);  // the spike at (0, 9) is the fault
  EXPECT_DOUBLE_EQ(must_repair(shape).area_after.value(), 81.0 - 49.0 + 4.0);
}

TEST(Repair, RingWithACoordinateThatIsNotANumberIsLeftOut) {
  const Repair hole = must_repair(one_part({{0, 0}, {4, 0}, {4, 4}, {0, 4}}, {{{1, 1}, {1, nan}, {2, 2}}}));
  EXPECT_THAT(hole.reason, HasSubstr("not a number"));
  EXPECT_DOUBLE_EQ(hole.area_after.value(), 16.0);
  const double infinity = std::numeric_limits<double>::infinity();
  const Repair shell = must_repair(one_part({{0, 0}, {infinity, 0}, {4, 4}}, {{{1, 1}, {1, 2}, {2, 2}}}));
  EXPECT_TRUE(shell.shape.empty());
  EXPECT_EQ(shell.area_after.value(), 0.0);
}

TEST(Repair, NothingIsLeftOfALine) {
  const Repair flat = must_repair(one_part({{0, 0}, {4, 0}, {8, 0}}));
  EXPECT_TRUE(flat.shape.empty());
  const Repair short_ring = must_repair(one_part({{1, 2}, {3, 4}, {1, 2}}));
  EXPECT_TRUE(short_ring.shape.empty());
  EXPECT_THAT(short_ring.reason, AllOf(HasSubstr("fewer than three"), HasSubstr("1.00, 2.00")));
  EXPECT_TRUE(must_repair(one_part({})).shape.empty());
}

TEST(Repair, RingDrawnTwiceCountsOnce) {
  const Repair result = must_repair(one_part({{0, 0}, {4, 0}, {4, 4}, {0, 4}, {0, 0}, {4, 0}, {4, 4}, {0, 4}}));
  EXPECT_DOUBLE_EQ(result.area_after.value(), 16.0);
}

TEST(Repair, AnyRingsBecomeValid) {
  Random random(1);
  for (int round = 0; round < 400; ++round) {
    MultiPolygon shape;
    for (std::size_t part = 0; part < 1 + random.below(3); ++part) {
      Polygon& polygon = shape.parts.emplace_back();
      for (std::size_t ring = 0; ring < 1 + random.below(3); ++ring) {
        Ring points;
        for (std::size_t i = 0; i < random.below(9); ++i) {
          points.push_back({static_cast<double>(random.below(8)), static_cast<double>(random.below(8))});
        }
        (ring == 0 ? polygon.outer : polygon.holes.emplace_back()) = points;
      }
    }
    const std::optional<Repair> result = repair(shape);
    ASSERT_EQ(result.has_value(), invalid_reason(shape).has_value());
    if (result) {
      ASSERT_EQ(result->reason, invalid_reason(shape));
      ASSERT_EQ(invalid_reason(result->shape), std::nullopt);
      ASSERT_GE(result->area_moved.value(), 0.0);
      ASSERT_LE(result->area_after.value(), 49.0);
    }
  }
}

TEST(Repair, ManyHolesTakeLittleTime) {
  Polygon town{{{0, 0}, {1000, 0}, {1000, 1000}, {0, 1000}, {-50, 1000}, {0, 1000}}, {}};
  for (int i = 0; i < 1500; ++i) {
    const double x = 20.0 * (i % 45) + 50;
    const int row = i / 45;
    const double y = 10.0 * row + 5;
    town.holes.push_back({{x, y}, {x, y + 2}, {x + 2, y + 2}, {x + 2, y}});
  }
  const Repair result = must_repair({{town}});
  EXPECT_DOUBLE_EQ(result.area_after.value(), 1e6 - 1500 * 4.0);
  EXPECT_NEAR(result.area_moved.value(), 0.0, 1e-9);
}

}  // namespace
}  // namespace lastmeter
