// SPDX-License-Identifier: Apache-2.0
#include "geometry/label_point.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/random.h"
#include "geometry/for_each_ring.h"
#include "geometry/segment_runs.h"
#include "support/random_shapes.h"

namespace lastmeter {
namespace {

using testing::random_shape;
using testing::rectangle;

double room(const MultiPolygon& shape, Point p) {
  double least = contains(shape, p) ? std::numeric_limits<double>::infinity() : 0.0;
  for_each_ring(shape, [&](const Ring& ring) {
    for (std::size_t i = 0; i < ring.size(); ++i) {
      least = std::min(least, distance_from({ring[i], ring[(i + 1) % ring.size()]}, p));
    }
  });
  return least;
}

TEST(LabelPoint, OfASquareIsItsMiddle) {
  const Point label = label_point(rectangle(100, 200, 110, 210));
  EXPECT_NEAR(label.x, 105.0, 0.2);
  EXPECT_NEAR(label.y, 205.0, 0.2);
}

TEST(LabelPoint, OfARingIsInTheRing) {
  MultiPolygon ring = rectangle(0, 0, 10, 10);
  ring.parts[0].holes.push_back({{2, 1}, {2, 9}, {9, 9}, {9, 1}});
  const Point label = label_point(ring);
  EXPECT_LT(label.x, 2.0);
  EXPECT_GE(room(ring, label), 0.8);
}

TEST(LabelPoint, IsInTheRoomiestPart) {
  MultiPolygon parts = rectangle(0, 0, 100, 2);
  parts.parts.push_back(rectangle(0, 10, 8, 18).parts[0]);
  EXPECT_GT(label_point(parts).y, 10.0);
}

TEST(LabelPoint, HasAsMuchRoomAsAnyPlace) {
  Random random(5);
  for (int round = 0; round < 20; ++round) {
    const MultiPolygon shape = random_shape(random, {512345.0, 3881234.0}, 300.0);
    const double of_label = room(shape, label_point(shape));
    const double slack = 0.0101 * std::sqrt(area(shape).value());
    const Box box = bounds(shape);
    for (int probe = 0; probe < 300; ++probe) {
      const Point p{random.uniform(box.min_x, box.max_x), random.uniform(box.min_y, box.max_y)};
      ASSERT_GE(of_label + slack, room(shape, p));
    }
    ASSERT_GT(of_label, 0.0);
  }
}

}  // namespace
}  // namespace lastmeter
