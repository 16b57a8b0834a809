// SPDX-License-Identifier: Apache-2.0
#include "geometry/split_shape.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <utility>
#include <vector>

#include "core/random.h"
#include "geometry/overlay.h"
#include "support/random_shapes.h"

namespace lastmeter {
namespace {

using testing::random_shape;
using testing::rectangle;
using Lines = std::vector<std::vector<Point>>;

double area_of(const std::vector<Face>& faces) {
  double sum = 0.0;
  for (const Face& face : faces) {
    sum += area(face.shape).value();
  }
  return sum;
}

bool has_corner(const std::vector<Face>& faces, Point corner) {
  return std::any_of(faces.begin(), faces.end(), [&](const Face& face) {
    return std::any_of(face.shape.parts.begin(), face.shape.parts.end(), [&](const Polygon& part) {
      return std::find(part.outer.begin(), part.outer.end(), corner) != part.outer.end();
    });
  });
}

/// Length of edges that have no face behind them, end to end bit by bit.
double open_border(const std::vector<Face>& faces) {
  std::map<std::pair<double, double>, std::map<std::pair<double, double>, int>> edges;
  double length = 0.0;
  const auto visit = [&](const Ring& ring, bool adding) {
    for (std::size_t i = 0; i < ring.size(); ++i) {
      const Point a = ring[i];
      const Point b = ring[(i + 1) % ring.size()];
      if (adding) {
        ++edges[{a.x, a.y}][{b.x, b.y}];
      } else if (!edges[{b.x, b.y}].contains({a.x, a.y})) {
        length += distance(a, b).value();
      }
    }
  };
  for (const bool adding : {true, false}) {
    for (const Face& face : faces) {
      for (const Polygon& part : face.shape.parts) {
        visit(part.outer, adding);
        for (const Ring& hole : part.holes) {
          visit(hole, adding);
        }
      }
    }
  }
  return length;
}

TEST(SplitShape, WithoutLinesKeepsTheShape) {
  const MultiPolygon square = rectangle(0.1, 0.2, 10.3, 10.4);
  const auto faces = split_shape(square, {});
  ASSERT_EQ(faces.size(), 1U);
  EXPECT_EQ(area(faces[0].shape).value(), area(square).value());
  EXPECT_TRUE(split_shape({}, {}).empty());
}

TEST(SplitShape, CutsWhereALineGoesThrough) {
  const MultiPolygon square = rectangle(0, 0, 10, 10);
  const auto halves = split_shape(square, Lines{{{4, -1}, {4, 11}}});
  ASSERT_EQ(halves.size(), 2U);
  EXPECT_DOUBLE_EQ(area(halves[0].shape).value(), 40.0);
  EXPECT_DOUBLE_EQ(area(halves[1].shape).value(), 60.0);
  EXPECT_TRUE(contains(halves[0].shape, halves[0].inside));
}

TEST(SplitShape, ALineThatEndsInsideCutsNothing) {
  EXPECT_EQ(split_shape(rectangle(0, 0, 10, 10), Lines{{{4, -1}, {4, 9}}}).size(), 1U);
  EXPECT_EQ(split_shape(rectangle(0, 0, 10, 10), Lines{{{-5, -1}, {-5, 9}}}).size(), 1U);
  EXPECT_EQ(split_shape(rectangle(0, 0, 10, 10), Lines{{}, {{3, 3}}}).size(), 1U);
}

TEST(SplitShape, HolesStayEmpty) {
  MultiPolygon ring = rectangle(0, 0, 10, 10);
  ring.parts[0].holes.push_back({{4, 4}, {4, 6}, {6, 6}, {6, 4}});
  const auto faces = split_shape(ring, Lines{{{5, -1}, {5, 11}}});
  ASSERT_EQ(faces.size(), 2U);
  EXPECT_DOUBLE_EQ(area_of(faces), 96.0);
}

TEST(SplitShape, ALineBesideTheBorderIsPutOnIt) {
  const auto faces = split_shape(rectangle(0, 0, 10, 10), Lines{{{-1, 0.0004}, {5, -0.0003}, {11, 0.0002}}});
  EXPECT_EQ(faces.size(), 1U);
  EXPECT_EQ(area_of(faces), 100.0);
}

TEST(SplitShape, NewPointsLieOnTheBorderAndCornersStay) {
  const MultiPolygon shape{
      {Polygon{{{512345.1234567, 3881234.7654321}, {512845.3, 3881334.1}, {512445.7, 3881834.9}}, {}}}};
  const auto faces =
      split_shape(shape, Lines{{{512300, 3881500}, {512900, 3881400}}, {{512500, 3881000}, {512500, 3882000}}});
  EXPECT_EQ(faces.size(), 4U);
  for (const Point corner : shape.parts[0].outer) {
    EXPECT_TRUE(has_corner(faces, corner));
  }
  EXPECT_NEAR(area_of(faces), area(shape).value(), 1e-5);
  EXPECT_NEAR(open_border(faces), perimeter(shape).value(), 1e-5);
}

TEST(SplitShape, RandomFacesCoverTheShapeAndShareTheirPoints) {
  Random random(11);
  for (const double corner : {0.0, 512345.25, 4e7}) {
    for (int round = 0; round < 15; ++round) {
      const MultiPolygon shape = random_shape(random, {corner, corner}, 300.0);
      Lines lines;
      for (int i = 0; i < 12; ++i) {
        const auto somewhere = [&] {
          return Point{corner + random.uniform(-500, 900), corner + random.uniform(-500, 500)};
        };
        lines.push_back({somewhere(), somewhere(), somewhere()});
        lines.push_back(lines.back());
        lines.back().front().x += 1e-7;
      }
      const auto faces = split_shape(shape, lines);
      ASSERT_NEAR(area_of(faces), area(shape).value(), 1e-8 * area(shape).value());
      ASSERT_NEAR(open_border(faces), perimeter(shape).value(), 1e-4);
      for (const Face& face : faces) {
        ASSERT_EQ(invalid_reason(face.shape), std::nullopt);
        ASSERT_TRUE(contains(face.shape, face.inside));
      }
    }
  }
}

}  // namespace
}  // namespace lastmeter
